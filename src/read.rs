//! From files to the model: bytes, text, trees, and what they mean.
//!
//! [`open`] reads bytes; [`framework()`] and [`answers()`] turn text into the model. Broken input is
//! not an error of the program but a list of findings: all of them, each with its place.

mod answers;
mod builtin;
mod bytes;
mod fields;
mod framework;
pub mod limits;
mod tree;

pub use answers::answers;
pub use builtin::{BUILTIN, Builtin};
pub use bytes::{ReadError, open, read_from};
pub use framework::framework;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Source;
use tree::{Language, Value};

/// What an input file is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A framework.
    Framework,
    /// An organisation's answers.
    Answers,
}

/// Returns what a file is: answers, unless it is TOML that has no key `answers`, and no text at its
/// key `framework`.
#[must_use]
pub fn kind(source: &Arc<Source>) -> Kind {
    if Language::of(source) != Language::Toml {
        return Kind::Answers;
    }
    let tree = tree::parse(source, Language::Toml, &mut Vec::new());
    let Some(Value::Table(entries)) = tree.map(|it| it.value) else {
        // A broken file is what it looks like.
        let is_header = |line: &str| line.trim_start().starts_with("[framework");
        return if source.text().lines().any(is_header) { Kind::Framework } else { Kind::Answers };
    };
    let names_one =
        |it: &tree::Entry| it.key == "framework" && matches!(it.node.value, Value::Text(_));
    let answers = entries.iter().any(|it| names_one(it) || it.key == "answers");
    if answers { Kind::Answers } else { Kind::Framework }
}

/// Tells whether a text looks like one of our files: a line of it names a framework.
#[must_use]
pub fn is_ours(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start().trim_start_matches(['{', ' ']);
        let line = line.strip_prefix("[[").or_else(|| line.strip_prefix('[')).unwrap_or(line);
        let rest = line.trim_start_matches('"').strip_prefix("framework");
        let rest = rest.map(|it| it.trim_start_matches('"').trim_start());
        rest.is_some_and(|it| it.starts_with([':', '=', ']', '.']))
    })
}

/// Returns the folder that relative paths in a file start from.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}
