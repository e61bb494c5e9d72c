//! Paths as the addresses that SARIF wants.
//!
//! Source: RFC 3986, sections 2.1 and 3.3; RFC 8089; SARIF 2.1.0, section 3.10.2.

/// Where a file is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Address {
    /// As a URI: percent-encoded, with `/` between folders.
    pub(super) uri: String,
    /// Whether it starts at the folder that the program was started in.
    pub(super) is_relative: bool,
}

impl Address {
    /// Returns the address of a path, as a system with or without drives and backslashes writes it.
    pub(super) fn new(path: &str, is_windows: bool) -> Self {
        if !is_windows {
            let root = path.starts_with('/').then_some("file:///");
            return Self::at(root, path);
        }
        let path = path.replace('\\', "/");
        let path = path.strip_prefix("//?/").unwrap_or(&path);
        if let Some(share) = path.strip_prefix("//") {
            return Self::at(Some("file://"), share);
        }
        match path.split_once(':') {
            Some((drive, rest)) if drive.len() == 1 => {
                Self::at(Some(&format!("file:///{drive}:/")), rest)
            }
            _ => Self::at(path.starts_with('/').then_some("file:///"), path),
        }
    }

    /// Returns the address of a path from this root, if it has one.
    fn at(root: Option<&str>, path: &str) -> Self {
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." if parts.last().is_some_and(|it| *it != "..") => {
                    parts.pop();
                }
                // There is nothing above a root.
                ".." if root.is_some() => {}
                part => parts.push(part),
            }
        }
        let path =
            if parts.is_empty() && root.is_none() { "./".to_owned() } else { encoded(&parts) };
        Self { uri: root.unwrap_or_default().to_owned() + &path, is_relative: root.is_none() }
    }
}

fn encoded(parts: &[&str]) -> String {
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.push('/');
        }
        for byte in part.bytes() {
            // A colon may stand in a path, but in its first part it would end the name of a scheme.
            if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@".contains(&byte) {
                out.push(char::from(byte));
            } else {
                out += &format!("%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, is_windows: bool, uri: &str) {
        let is_relative = !uri.starts_with("file:");
        assert_eq!(Address::new(path, is_windows), Address { uri: uri.to_owned(), is_relative });
    }

    #[test]
    fn relative_paths_stay_relative() {
        check("trust/answers.yaml", false, "trust/answers.yaml");
        check("trust\\answers.yaml", true, "trust/answers.yaml");
        check("./a//b/../c.yaml", false, "a/c.yaml");
        check("../../a/../b.yaml", false, "../../b.yaml");
        check(".", false, "./");
        check("a/..", false, "./");
    }

    #[test]
    fn what_has_a_meaning_in_addresses_is_encoded() {
        check("a b%20#?.yaml", false, "a%20b%2520%23%3F.yaml");
        check("Bwrdd Iechyd/ŵ.yaml", false, "Bwrdd%20Iechyd/%C5%B5.yaml");
        check("a:b.yaml", false, "a%3Ab.yaml");
        check("http://a/b.yaml", false, "http%3A/a/b.yaml");
        check("a\\b\"<>|^`{}[]\u{7f}\n", false, "a%5Cb%22%3C%3E%7C%5E%60%7B%7D%5B%5D%7F%0A");
        check("(1)+2,3;4=5&6@7!8'9*~_-.yaml", false, "(1)+2,3;4=5&6@7!8'9*~_-.yaml");
    }

    #[test]
    fn absolute_paths_are_addresses_of_files() {
        check("/srv/a b.yaml", false, "file:///srv/a%20b.yaml");
        check("//srv/../../a.yaml", false, "file:///a.yaml");
        check("/", false, "file:///");
        check("C:\\Trust data\\a.yaml", true, "file:///C:/Trust%20data/a.yaml");
        check("\\\\?\\C:\\a.yaml", true, "file:///C:/a.yaml");
        check("\\\\server\\share\\a.yaml", true, "file://server/share/a.yaml");
        check("\\a.yaml", true, "file:///a.yaml");
    }
}
