//! How answers are written down in YAML, TOML and JSON.
//!
//! The other direction is [`read`](crate::read): what is written here is read there as the same answer,
//! a law that the tests hold for each of the three languages.

mod value;

pub use value::Value;

use std::fmt::Write as _;

/// The language that an answers file is written in.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Language {
    /// TOML 1.0.
    Toml,
    /// YAML 1.2.
    Yaml,
    /// JSON.
    Json,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Yaml, Self::Toml, Self::Json];

    /// Returns the language that the ending of a file's name tells, without its full stop.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "yaml" | "yml" => Some(Self::Yaml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// Returns the ending of a file's name, without its full stop.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }

    /// Returns a text as a value.
    #[must_use]
    pub fn text(self, text: &str) -> String {
        if self == Self::Yaml && is_plain(text) { text.to_owned() } else { quoted(text) }
    }

    /// Returns a text as a key. Ids need no quotation marks, unless YAML would take one for something
    /// else.
    #[must_use]
    pub fn key(self, key: &str) -> String {
        let is_bare = |it: u8| it.is_ascii_alphanumeric() || it == b'-' || it == b'_';
        match self {
            Self::Yaml => self.text(key),
            Self::Toml if !key.is_empty() && key.bytes().all(is_bare) => key.to_owned(),
            Self::Toml | Self::Json => quoted(key),
        }
    }

    /// Returns a key with its value in one line.
    #[must_use]
    pub fn entry(self, key: &str, value: &Value) -> String {
        let colon = if self == Self::Toml { " =" } else { ":" };
        format!("{}{colon} {}", self.key(key), self.inline(value))
    }

    /// Returns a value in one line.
    #[must_use]
    pub fn inline(self, value: &Value) -> String {
        match value {
            Value::Text(text) => self.text(text),
            Value::Number(number) => self::number(*number),
            Value::Date(date) if self == Self::Json => quoted(&date.to_string()),
            Value::Date(date) => date.to_string(),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|it| self.inline(it)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Table(entries) => {
                let entry = |(key, value): &(&str, Value)| self.entry(key, value);
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }
}

/// Returns a number so that reading it gives the same number, in any language.
#[must_use]
pub fn number(number: f64) -> String {
    // Larger whole numbers do not fit an integer of TOML, and YAML would read them as another float.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{}", number + 0.0)
    } else {
        format!("{number:?}")
    }
}

/// Returns a text in quotation marks, with escapes that YAML, TOML and JSON understand alike.
///
/// # Examples
///
/// ```
/// use stocktake::notation::quoted;
///
/// assert_eq!(quoted("two\n\"lines\""), r#""two\n\"lines\"""#);
/// assert_eq!(quoted("\u{1b}\u{85}"), r#""\u001b\u0085""#);
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // YAML takes none of these as they are; all of them fit four digits.
            it if it.is_control()
                || matches!(it, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                let _ = write!(out, "\\u{:04x}", u32::from(it));
            }
            it => out.push(it),
        }
    }
    out.push('"');
    out
}

/// Words that YAML, or a reader of an older YAML, takes for something else than a text.
const WORDS: &[&str] = &["false", "inf", "n", "nan", "no", "null", "off", "on", "true", "y", "yes"];

/// Tells whether YAML reads a text as itself without quotation marks, wherever it stands. This is
/// careful: what is not plain is put in quotation marks.
fn is_plain(text: &str) -> bool {
    let is_start = text.starts_with(|it: char| it.is_alphabetic());
    let is_end = text.ends_with(|it: char| it.is_alphanumeric() || matches!(it, '.' | ')' | '%'));
    let is_inside = |it: char| it.is_alphanumeric() || " -_.()/'%&+;@’–".contains(it);
    let is_word = WORDS.contains(&text.to_lowercase().as_str());
    is_start && is_end && !is_word && text.chars().all(is_inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_plain_in_yaml_only_where_nobody_takes_it_for_something_else() {
        for text in ["Example NHS Foundation Trust", "user-research", "St Mary's (north)", "acute"]
        {
            assert_eq!(Language::Yaml.text(text), text);
        }
        for text in [
            "",
            " a",
            "a ",
            "no",
            "Yes",
            "NULL",
            "n",
            "12",
            "1e3",
            "-a",
            "a: b",
            "a #b",
            "a, b",
            "[a]",
            "{a}",
            "*a",
            "&a",
            "!a",
            "a:",
            "~",
            "\"",
            "a\nb",
            "2026-10-01",
            "Ã\u{85}",
        ] {
            assert_eq!(Language::Yaml.text(text), quoted(text), "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for (it, expected) in [
            (3.0, "3"),
            (-0.0, "0"),
            (41.5, "41.5"),
            (1e15, "1000000000000000.0"),
            (1e19, "1e19"),
            (1e-7, "1e-7"),
        ] {
            assert_eq!(number(it), expected);
        }
    }
}
