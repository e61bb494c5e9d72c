//! How large a workbook is once it is unpacked.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::super::limits::{MAX_PARTS, MAX_UNPACKED};

/// Why a workbook is not read.
#[derive(Debug)]
pub(super) enum Excess {
    /// It unpacks to more than is read.
    TooLarge,
    /// It is no archive, or a part of it promises what it does not hold.
    Broken(String),
}

/// Tells whether a workbook can be read within bounds.
///
/// What an archive says of the size of its parts is not believed: each part is unpacked, and what it
/// gives is counted and dropped.
pub(super) fn measure(bytes: &[u8]) -> Result<(), Excess> {
    let broken = |error: &dyn std::fmt::Display| Excess::Broken(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| broken(&it))?;
    if archive.len() > MAX_PARTS {
        return Err(Excess::TooLarge);
    }
    let mut left = MAX_UNPACKED;
    let mut content = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|it| broken(&it))?;
        let is_xml = has_ending(&part.name().map_err(|it| broken(&it))?, &["xml", "rels"]);
        content.clear();
        part.take(left as u64 + 1).read_to_end(&mut content).map_err(|it| broken(&it))?;
        left = left.checked_sub(content.len()).ok_or(Excess::TooLarge)?;
        if is_xml && !is_honest(&content) {
            return Err(Excess::Broken("a part of it is not what it says".to_owned()));
        }
    }
    Ok(())
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    endings.iter().any(|it| ending.eq_ignore_ascii_case(it))
}

/// The attribute that says how many texts follow: room for so many is made before the first is read.
const COUNT: &[u8] = b"uniqueCount";

/// Tells whether a part has room for as many texts as it says it has, and is in an encoding in which
/// that can be told.
fn is_honest(content: &[u8]) -> bool {
    if content.contains(&0) {
        return false;
    }
    let mut rest = content;
    while let Some(at) = rest.windows(COUNT.len()).position(|it| it == COUNT) {
        rest = rest.get(at + COUNT.len()..).unwrap_or_default();
        let value = rest.iter().skip_while(|it| it.is_ascii_whitespace() || b"=\"'+".contains(it));
        let digits = value.take_while(|it| it.is_ascii_digit());
        let count = digits
            .fold(0_usize, |sum, it| sum.saturating_mul(10).saturating_add(usize::from(it - b'0')));
        if count > content.len() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_texts_than_bytes_are_a_lie() {
        assert!(is_honest(b"<sst count=\"9\" uniqueCount=\"2\"><si/><si/></sst>"));
        for text in [
            "uniqueCount=\"100000000000\"",
            "uniqueCount = '99999999999999999999999'",
            "uniqueCount=\"+999\"",
        ] {
            assert!(!is_honest(text.as_bytes()), "{text}");
        }
        assert!(!is_honest(b"<\0s\0s\0t\0"));
    }
}
