//! From files to the model: bytes, text, trees, and what they mean.
//!
//! [`open`] reads bytes; [`file()`] turns text into the model. Broken input is
//! not an error of the program but a list of findings: all of them, each with its place.

mod answers;
mod builtin;
mod bytes;
mod config;
mod fields;
mod framework;
pub mod limits;
mod sheets;
pub(crate) mod tree;

pub(crate) use answers::answers_and_tree;
pub use answers::{Answers, Frameworks, Places, answers};
pub use builtin::{BUILTIN, Builtin};
pub use bytes::{ReadError, open, open_bytes, open_regular, read_from};
pub use config::{CONFIG_FILE, Config, config, selector};
pub use framework::framework;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Checked, Source};
use crate::model::Framework;
use crate::notation::Language;
use tree::Value;

/// An input file that was read.
#[derive(Debug)]
pub enum File {
    /// A framework.
    Framework(Box<Checked<Framework>>),
    /// An organisation's answers.
    Answers(Box<Answers>),
}

/// Reads a framework or answers: a file holds answers, unless it is TOML that has no key `answers`,
/// and no text at its key `framework`.
///
/// A path to a framework in answers starts at `folder`, and is looked up in `frameworks` first.
#[must_use]
pub fn file(source: &Arc<Source>, folder: &Path, frameworks: &Frameworks) -> File {
    let mut findings = Vec::new();
    let language = tree::language(source);
    let tree = tree::parse(source, language, &mut findings);
    let is_framework = source.cells().is_none()
        && language == Language::Toml
        && match tree.as_ref().map(|it| &it.value) {
            Some(Value::Table(entries)) => !entries.iter().any(|it| {
                let names_one = it.key == "framework" && matches!(it.node.value, Value::Text(_));
                names_one || it.key == "answers"
            }),
            // A broken file is what it looks like.
            _ => source.text().lines().any(|it| it.trim_start().starts_with("[framework")),
        };
    if is_framework {
        File::Framework(Box::new(framework::from_tree(source, tree.as_ref(), findings)))
    } else {
        File::Answers(Box::new(Answers::new(source, tree.as_ref(), findings, folder, frameworks)))
    }
}

/// Tells whether a text looks like one of our files: it names a framework, or has what only one of
/// ours has together, so that a misspelt key is told and not overlooked.
#[must_use]
pub fn is_ours(text: &str) -> bool {
    if is_output(text) {
        return false;
    }
    has_key(text, "framework")
        || has_key(text, "answers") && has_key(text, "organisation")
        || has_key(text, "level") && has_key(text, "dimension")
}

/// Tells whether a text is what this program wrote as JSON: it says so before all else. It has keys of
/// ours, and is often kept beside the answers that it was made from.
fn is_output(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', '[', '{', ' ', '\t', '\r', '\n']);
    let value = text.strip_prefix("\"format\"").map(str::trim_start);
    let value = value.and_then(|it| it.strip_prefix(':')).map(str::trim_start);
    value.is_some_and(|it| it.starts_with("\"stocktake-"))
}

/// Tells whether a line of a text starts with a key, or a key of JSON that has many in one line.
///
/// In JSON, what is behind `framework` is no table: in a JSON Schema, it is.
fn has_key(text: &str, key: &str) -> bool {
    text.match_indices(key).any(|(at, word)| {
        let (before, rest) = text.split_at(at);
        let rest = rest.strip_prefix(word).unwrap_or_default();
        let start = before.trim_end_matches(['"', '\'']);
        let line = start.trim_end_matches([' ', '\t', '{', '[', '\u{feff}']);
        let starts_line = line.is_empty() || line.ends_with(['\n', '\r']);
        let is_quoted = start.len() < before.len() && rest.starts_with(['"', '\'']);
        let rest = rest.trim_start_matches(['"', '\'']).trim_start();
        if is_quoted {
            let value = rest.strip_prefix([':', '=']).map(str::trim_start);
            let is_one = value.is_some_and(|it| word == "answers" || !it.starts_with(['{', '[']));
            return is_one && (starts_line || start.trim_end().ends_with(['{', ',']));
        }
        starts_line && rest.starts_with([':', '=', ']', '.'])
    })
}

/// Tells whether a path in a file is absolute on any system: opening one on another machine can give
/// away who asks.
fn is_absolute(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with(['/', '\\']) || is_drive
}

/// Returns the folder that relative paths in a file start from.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_names_a_framework_is_ours() {
        for text in [
            "framework: a.toml\n",
            "# mine\n\nframework : a.toml\n",
            "\u{feff}framework: a.toml\r\n",
            "'framework': a.toml\n",
            "[framework]\nid = 'a'\n",
            "# mine\n[[framework.source]]\n",
            "framework = 'a'\n",
            "framework.id = 'a'\n",
            "{framework: a.toml, answers: {}}",
            "{\n  \"framework\": \"a.toml\"\n}",
            "{\"answers\":{},\"assessed_on\":\"2026-10-01\",\"framework\":\"a.toml\"}",
            "{ \"answers\": {}, \"framework\" : \"a.toml\" }",
            "Framework: a.toml\norganisation:\n  name: a\nanswers:\n",
            "[framwork]\n[[level]]\n[[dimension]]\n",
            "# format: stocktake-result/1\nframework: a.toml\n",
        ] {
            assert!(is_ours(text), "{text}");
        }
    }

    #[test]
    fn a_file_that_only_has_the_word_in_it_is_not_ours() {
        for text in [
            "",
            "[package]\nkeywords = [\"framework\"]\n",
            "keywords = [\n  \"framework\",\n]\n",
            "# the framework: a.toml\n",
            "frameworks: [a]\n",
            "my-framework: a\n",
            "text: a, framework: b\n",
            "[\"framework\", \"other\"]\n",
            "{\n  \"properties\": {\n    \"framework\": {\n",
            "{\"properties\":{\"framework\":{\"type\":\"string\"}}}",
            "target-framework = 'a'\n",
            "{\n  \"format\": \"stocktake-result/1\",\n  \"level\": 1,\n  \"dimension\": \"a\"\n}",
            "[\n{\"format\":\"stocktake-result/1\",\"framework\":\"a\"}]",
        ] {
            assert!(!is_ours(text), "{text}");
        }
    }
}
