//! Ways to write a report down. Each format lives in its own file, and [`FORMATS`] lists them all.
//!
//! Renderers compute nothing: order, rounding and wording are settled in
//! [`report`](crate::report). Text from files is never trusted; how each format defuses it is
//! settled in [`escape`].

mod answers_file;
pub mod check;
mod color;
mod compose;
mod csv;
mod diagnostics;
pub mod document;
pub mod escape;
mod forms;
mod framework;
pub mod html;
pub mod interview;
mod json;
mod markdown;
pub mod pdf;
mod picture;
pub mod provenance;
pub mod scene;
pub mod schema;
mod table;
mod xlsx;

pub use self::csv::{Csv, CsvTable};
pub use answers_file::{Detail, answers_file};
pub use color::Color;
pub use diagnostics::{concise, findings};
pub use escape::web_link;
pub use forms::{MOST_QUESTIONS, forms};
pub use framework::{criterion, framework, frameworks};
pub use html::Html;
pub use json::Json;
pub use markdown::Markdown;
pub use pdf::Pdf;
pub use table::Table;
pub use xlsx::{WorkbookError, Xlsx, questionnaire_workbook};

use std::io;

use crate::report::Report;

/// Every output format, by name. A new format is one file, and one line here.
pub const FORMATS: &[&dyn Format] =
    &[&Csv { table: CsvTable::Criteria }, &Html, &Json, &Markdown, &Pdf, &Table, &Xlsx];

/// A way to write a report down.
pub trait Format: Sync {
    /// Returns the value of `--format`: `json`.
    fn name(&self) -> &'static str;

    /// Returns one line for `--help`.
    fn summary(&self) -> &'static str;

    /// Returns the ending of a file in this format, without the dot, if such files have one.
    fn ending(&self) -> Option<&'static str>;

    /// Tells whether the format is text, fit to be printed in a terminal.
    fn is_text(&self) -> bool {
        true
    }

    /// Writes one report to `out`.
    ///
    /// Everything that could differ between formats by accident (order, rounding, labels) is
    /// already settled in [`Report`].
    ///
    /// # Errors
    ///
    /// Returns an error only if `out` does. A report can always be written.
    fn write(&self, report: &Report<'_>, look: Look, out: &mut dyn io::Write) -> io::Result<()>;

    /// Returns what a file in this format says that it was made from: a line that
    /// [`provenance::from_json`] reads. `None` if it does not say, or such files cannot.
    fn provenance(&self, _file: &[u8]) -> Option<String> {
        None
    }

    /// Writes several reports to `out`, each with the name of its file, one at a time.
    ///
    /// # Errors
    ///
    /// Returns an error only if `out` does.
    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        look: Look,
        out: &mut dyn io::Write,
    ) -> io::Result<()>;
}

/// Returns the format called `name`.
#[must_use]
pub fn format(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|it| it.name() == name)
}

/// What is known of the place where text will be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Look {
    /// How many columns there are.
    pub width: u16,
    /// Whether colours are wanted.
    pub colour: bool,
}

impl Look {
    /// What a file or a pipe gets: 80 columns, no colour.
    pub const PLAIN: Self = Self { width: 80, colour: false };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_sorted_by_name_and_unique() {
        assert!(FORMATS.windows(2).all(|pair| pair[0].name() < pair[1].name()));
    }

    #[test]
    fn every_format_file_is_registered() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/src/render");
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() || !std::fs::read_to_string(&path).unwrap().contains("impl Format for")
            {
                continue;
            }
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(format(name).is_some(), "`{}` is not in `FORMATS`", path.display());
        }
    }
}
