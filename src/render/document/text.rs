//! Text with emphasis and links.

use super::Tone;

/// Running text: runs in reading order.
///
/// A newline starts a new line. Other runs of white space count as one space.
///
/// # Examples
///
/// ```
/// use stocktake::render::document::{Link, Text};
///
/// let text = Text::from("See the ")
///     .link("framework", Link::new("https://www.england.nhs.uk/").unwrap())
///     .plain(" for its ")
///     .bold("criteria");
/// assert_eq!(text.runs.len(), 4);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// In reading order.
    pub runs: Vec<Run>,
}

/// Characters that look the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// Set in bold.
    pub bold: bool,
    /// How it stands out from its surroundings.
    pub ink: Ink,
    /// Where a click leads.
    pub link: Option<Link>,
}

/// How text stands out from its surroundings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// It does not.
    #[default]
    Normal,
    /// It weighs less.
    Muted,
    /// It has a mood.
    Toned(Tone),
}

impl Text {
    /// Returns these texts, a line each.
    #[must_use]
    pub fn lines(lines: impl IntoIterator<Item = Self>) -> Self {
        let mut text = Self::default();
        for line in lines {
            if !text.runs.is_empty() {
                text = text.plain("\n");
            }
            text.runs.extend(line.runs);
        }
        text
    }

    /// Appends a run as the surroundings have it.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.run(text.into(), false, Ink::Normal, None)
    }

    /// Appends a run in bold.
    #[must_use]
    pub fn bold(self, text: impl Into<String>) -> Self {
        self.run(text.into(), true, Ink::Normal, None)
    }

    /// Appends a run that weighs less.
    #[must_use]
    pub fn muted(self, text: impl Into<String>) -> Self {
        self.run(text.into(), false, Ink::Muted, None)
    }

    /// Appends a run in bold, with a mood.
    #[must_use]
    pub fn toned(self, text: impl Into<String>, tone: Tone) -> Self {
        self.run(text.into(), true, Ink::Toned(tone), None)
    }

    /// Appends a run that leads to `link`.
    #[must_use]
    pub fn link(self, text: impl Into<String>, link: Link) -> Self {
        self.run(text.into(), false, Ink::Normal, Some(link))
    }

    fn run(mut self, text: String, bold: bool, ink: Ink, to: Option<Link>) -> Self {
        self.runs.push(Run { text, bold, ink, link: to });
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::default().plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::default().plain(text)
    }
}

/// A web or mail address that a reader can follow.
///
/// Invariant: it starts with `http://`, `https://` or `mailto:`, and is printable ASCII.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// Returns the link to `address`, or `None` if its scheme is another one or nothing follows it.
    ///
    /// Characters that an address cannot hold are percent-encoded.
    #[must_use]
    pub fn new(address: &str) -> Option<Self> {
        let address = address.trim();
        let starts_with = |scheme: &&str| {
            address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        };
        let scheme = ["https://", "http://", "mailto:"].into_iter().find(starts_with)?;
        if address.len() == scheme.len() {
            return None;
        }
        let encode = |byte: u8| match byte {
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => format!("%{byte:02X}"),
            byte if byte.is_ascii_graphic() => char::from(byte).into(),
            byte => format!("%{byte:02X}"),
        };
        Some(Self(address.bytes().map(encode).collect()))
    }

    /// Returns the address.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(Link::new(address).as_ref().map(Link::address), expected);
    }

    #[test]
    fn only_web_and_mail_addresses_are_links() {
        check("https://nhs.uk/a?b=1#c", Some("https://nhs.uk/a?b=1#c"));
        check(" HTTP://nhs.uk ", Some("HTTP://nhs.uk"));
        check("mailto:a@nhs.uk", Some("mailto:a@nhs.uk"));
        check("javascript:alert(1)", None);
        check("file:///etc/passwd", None);
        check("https://", None);
        check("", None);
        check("é", None);
    }

    #[test]
    fn what_an_address_cannot_hold_is_encoded() {
        check("https://nhs.uk/a b", Some("https://nhs.uk/a%20b"));
        check("https://nhs.uk/Ŵ\n", Some("https://nhs.uk/%C5%B4"));
        check("https://nhs.uk/\u{202E}", Some("https://nhs.uk/%E2%80%AE"));
    }
}
