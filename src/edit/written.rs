//! A value as it is put into a file.

use super::change::Want;
use crate::notation::{Language, Value, number};

/// A value in writing.
#[derive(Debug)]
pub(super) struct Written {
    /// In one line, as it stands behind its key. Empty if there is nothing to write.
    pub(super) inline: String,
    /// In lines below its key or header, if it can be written so.
    pub(super) block: Vec<String>,
}

impl Written {
    /// Returns a value that fits one line.
    pub(super) const fn line(inline: String) -> Self {
        Self { inline, block: Vec::new() }
    }

    pub(super) fn value(value: &Value, language: Language) -> Self {
        let block = match value {
            Value::Table(entries) => keys(entries, language),
            Value::List(items) if items.iter().any(|it| matches!(it, Value::Table(_))) => {
                items.iter().map(|it| format!("- {}", language.inline(it))).collect()
            }
            _ => Vec::new(),
        };
        Self { inline: language.inline(value), block }
    }

    /// Returns what a key shall hold, or `None` if there shall be no such key.
    pub(super) fn want(want: &Want, language: Language) -> Option<Self> {
        match want {
            Want::Absent | Want::Waiting => None,
            Want::Value(value) => Some(Self::value(value, language)),
            Want::Answer(entries) => Some(Self::value(&in_short(entries), language)),
            Want::Targets(targets) => {
                let target =
                    |(id, target): &(String, f64)| Self::line(number(*target)).behind(id, language);
                let block: Vec<String> = targets.iter().map(target).collect();
                Some(Self { inline: format!("{{ {} }}", block.join(", ")), block })
            }
        }
    }

    /// Returns the key with the value in one line.
    pub(super) fn behind(&self, key: &str, language: Language) -> String {
        let colon = if language == Language::Toml { " =" } else { ":" };
        format!("{}{colon} {}", language.key(key), self.inline)
    }

    /// Returns the key of YAML with the value, in as many lines as it takes.
    pub(super) fn lines(&self, key: &str, step: usize) -> Vec<String> {
        if self.block.is_empty() {
            return vec![self.behind(key, Language::Yaml)];
        }
        let mut lines = vec![format!("{}:", Language::Yaml.key(key))];
        lines.extend(self.block.iter().map(|it| format!("{}{it}", " ".repeat(step))));
        lines
    }
}

/// Returns an answer in its short form, if it fits that.
pub(super) fn in_short(entries: &[(&'static str, Value)]) -> Value {
    match entries {
        [("answer", value)] => value.clone(),
        _ => Value::Table(entries.to_vec()),
    }
}

fn keys(entries: &[(&'static str, Value)], language: Language) -> Vec<String> {
    let lines = |(key, value): &(&str, Value)| {
        let written = Written::value(value, language);
        match language {
            Language::Yaml => written.lines(key, 2),
            Language::Toml | Language::Json => vec![written.behind(key, language)],
        }
    };
    entries.iter().flat_map(lines).collect()
}
