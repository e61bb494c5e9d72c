//! Ways to write down what `check` found. Each format lives in its own file, and
//! [`CHECK_FORMATS`] lists them all.
//!
//! A format sees one file at a time, in the order of their paths, and keeps of each no more than it
//! will write: nothing is printed before everything is known.

mod github;
mod json;
mod junit;
mod sarif;
mod text;

pub use github::Github;
pub use json::JsonFindings;
pub use junit::Junit;
pub use sarif::Sarif;
pub use text::{Concise, Text, summary};

use super::Look;
use super::escape::terminal;
use crate::check::{Checkup, Totals};

/// Every format of findings, by name. A new format is one file, and one line here.
pub const CHECK_FORMATS: &[&dyn CheckFormat] = &[&Github, &JsonFindings, &Junit, &Sarif, &Text];

/// A way to write down what `check` found.
pub trait CheckFormat: Sync {
    /// Returns the value of `--format`: `json`.
    fn name(&self) -> &'static str;

    /// Returns one line for `--help`.
    fn summary(&self) -> &'static str;

    /// Returns a writer for one run.
    fn start(&self, look: Look) -> Box<dyn CheckWriter>;
}

/// Writes down one run.
pub trait CheckWriter {
    /// Takes one more file.
    fn file(&mut self, checkup: &Checkup);

    /// Returns what to write, once every file was taken.
    fn finish(self: Box<Self>, totals: &Totals) -> Written;
}

/// What a format has to write.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// For standard output, or a file.
    pub text: String,
    /// A page in Markdown that sums the run up, for platforms that show one.
    pub page: Option<String>,
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self { text, page: None }
    }
}

/// Returns the format called `name`.
#[must_use]
pub fn check_format(name: &str) -> Option<&'static dyn CheckFormat> {
    CHECK_FORMATS.iter().copied().find(|it| it.name() == name)
}

/// Returns a path as platforms want it: with slashes, in one line.
fn slashed(path: &str) -> String {
    // On Unix, a backslash is a part of a name.
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    terminal(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_sorted_by_name_and_unique() {
        assert!(CHECK_FORMATS.windows(2).all(|pair| pair[0].name() < pair[1].name()));
    }

    #[test]
    fn every_format_file_is_registered() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/src/render/check");
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(check_format(name).is_some(), "`{}` is not in `CHECK_FORMATS`", path.display());
        }
    }
}
