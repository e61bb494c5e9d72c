//! A table in text, with a comma, a semicolon or a tab between cells, as a source whose places are cells.
//!
//! What Excel and web pages write differs: in its encoding, its delimiter, its line ends. All of that is
//! told from the file. One thing is not forgiven: a quotation mark that is not closed would take all that
//! follows into its cell, and readers that forgive it lose rows without a word. So it is read here, and
//! not by a crate.
//!
//! Source: RFC 4180, *Common Format and MIME Type for Comma-Separated Values (CSV) Files*.

use std::sync::Arc;

use super::super::limits::MAX_VALUES;
use super::encoding::{NoText, decode};
use crate::diagnostic::{CellKind, Cells, Code, Diagnostic, Source};

/// What may stand between cells; the first one where a table has only one column.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// How many columns and rows a table has at most: as many as a sheet of Excel.
const MOST_COLUMNS: usize = 16_384;
const MOST_ROWS: u32 = 1_048_576;

/// Returns the cells of a table in text, or what is wrong with it. Empty cells are left out.
pub(in crate::read) fn delimited(name: &str, bytes: &[u8]) -> Result<Arc<Source>, Diagnostic> {
    let text = decode(bytes).map_err(|it| no_text(name, it))?;
    let (delimiter, table) = told(&text).unwrap_or_else(|| (guessed(&text), &text));
    let (mut cells, mut out) = (Cells::default(), String::with_capacity(table.len()));
    cells.start_sheet("");
    let mut open = None;
    for (record, row) in Records::new(table, delimiter).zip(1_u32..) {
        if record.is_too_wide || row > MOST_ROWS {
            return Err(too_many(name));
        }
        for (field, column) in record.fields.iter().zip(1_u32..) {
            let start = out.len();
            if field.trim().is_empty() {
                continue;
            }
            if cells.len() == MAX_VALUES {
                return Err(too_many(name));
            }
            cells.push((row, column), CellKind::Text, without_apostrophe(field), &mut out);
            if record.is_open && usize::try_from(column).is_ok_and(|it| it == record.fields.len()) {
                open = Some(start..start);
            }
        }
        if record.is_open {
            open = open.or(Some(out.len()..out.len()));
            break;
        }
    }
    let source = Arc::new(Source::of_cells(name, out, cells, bytes));
    match open {
        None => Ok(source),
        Some(place) => {
            let message = "the quotation mark at the start of this cell is not closed, or not only \
                           a delimiter follows it";
            Err(Diagnostic::new(Code::Syntax, &source, place, message).help(
                "download the file again; or open it in a text editor, and double each quotation mark within a cell",
            ))
        }
    }
}

/// Returns the delimiter that a first line of Excel's own tells, and what comes after it: `sep=;`.
fn told(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let delimiter = rest.chars().next().filter(|it| DELIMITERS.contains(it))?;
    let rest = rest.strip_prefix(delimiter)?.trim_start_matches('\r');
    Some((delimiter, rest.strip_prefix('\n')?))
}

/// Returns the delimiter with which the first line has most cells: first of those that end in square
/// brackets, as titles of questions do, which may have commas in them, then of any.
fn guessed(text: &str) -> char {
    let weight = |delimiter: char| {
        let text = text.trim_start_matches(['\n', '\r']);
        let header =
            Records::new(text, delimiter).find(|it| it.fields.iter().any(|it| !it.is_empty()));
        let fields = header.map(|it| it.fields).unwrap_or_default();
        let questions = fields.iter().filter(|it| it.trim_end().ends_with(']')).count();
        (questions, fields.len())
    };
    let best = DELIMITERS.iter().rev().max_by_key(|it| weight(**it));
    best.copied().unwrap_or(',')
}

/// Returns what a cell says without the apostrophe that keeps a spreadsheet from running it.
fn without_apostrophe(text: &str) -> &str {
    let starts = ['\'', '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    text.strip_prefix('\'').filter(|it| it.starts_with(starts)).unwrap_or(text)
}

fn no_text(name: &str, why: NoText) -> Diagnostic {
    let source = Arc::new(Source::new(name, ""));
    let (code, message) = match why {
        NoText::Broken(encoding) => {
            (Code::NotUtf8, format!("this file is in {encoding}, but some of it cannot be"))
        }
        NoText::Binary => {
            (Code::NotText, "this is neither a workbook nor a table in text".to_owned())
        }
    };
    Diagnostic::new(code, &source, 0..0, message)
        .help("in Excel: Save as, Excel Workbook (.xlsx) or CSV UTF-8; or download the file again")
}

fn too_many(name: &str) -> Diagnostic {
    let source = Arc::new(Source::new(name, ""));
    let message = format!(
        "there are more than {MAX_VALUES} cells in this table, or {MOST_COLUMNS} columns, or too many rows"
    );
    Diagnostic::new(Code::TooManyValues, &source, 0..0, message)
        .help("import it in parts, each with the first line")
}

/// A line of a table, which may have line breaks in its cells.
#[derive(Debug, Default, Eq, PartialEq)]
struct Record {
    fields: Vec<String>,
    /// Whether the last of them began with a quotation mark that does not end it.
    is_open: bool,
    /// Whether there are more than are read.
    is_too_wide: bool,
}

/// The lines of a table; one that is open, or too wide, is the last.
struct Records<'a> {
    rest: &'a str,
    delimiter: char,
}

impl<'a> Records<'a> {
    const fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text, delimiter }
    }

    /// Takes the text up to a place, and returns it.
    fn take(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Returns the cell that comes next, and whether it is open.
    fn field(&mut self) -> (String, bool) {
        let end = |text: &str| text.find([self.delimiter, '\n', '\r']).unwrap_or(text.len());
        let Some(quoted) = self.rest.strip_prefix('"') else {
            let end = end(self.rest);
            return (self.take(end).to_owned(), false);
        };
        self.rest = quoted;
        let mut field = String::new();
        loop {
            let Some(at) = self.rest.find('"') else {
                field.push_str(self.take(self.rest.len()));
                return (field, true);
            };
            field.push_str(self.take(at));
            self.take(1);
            if self.rest.starts_with('"') {
                field.push_str(self.take(1));
                continue;
            }
            let end = self.rest.find([self.delimiter, '\n', '\r']).unwrap_or(self.rest.len());
            let is_open = !self.take(end).trim().is_empty();
            return (field, is_open);
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Record::default();
        loop {
            let (field, is_open) = self.field();
            record.fields.push(field);
            record.is_open = is_open;
            record.is_too_wide = record.fields.len() > MOST_COLUMNS;
            if record.is_open || record.is_too_wide {
                self.rest = "";
                return Some(record);
            }
            if let Some(rest) = self.rest.strip_prefix(self.delimiter) {
                self.rest = rest;
                continue;
            }
            let rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
            self.rest = rest.strip_prefix('\n').unwrap_or(rest);
            return Some(record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the cells as people write them: `A1=x B2=y`.
    fn read(text: &str) -> Result<String, String> {
        let source = delimited("a.csv", text.as_bytes());
        let source = source.map_err(|it| {
            let label = &it.labels[0];
            let cell = label.source.cell_name(label.span.start).unwrap_or_default();
            format!("{} {cell}", it.code.name())
        })?;
        let cells = source.cells().unwrap().of_sheet(0).iter();
        let one = |it: &crate::diagnostic::Cell| {
            let name = source.cell_name(it.span.start).unwrap();
            format!("{name}={}", source.slice(&it.span))
        };
        Ok(cells.map(one).collect::<Vec<_>>().join(" "))
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(read(text).as_deref(), Ok(expected), "{text:?}");
    }

    #[test]
    fn the_delimiter_is_told_from_the_first_line_outside_of_quotation_marks() {
        check("a,b\n1,2\n", "A1=a B1=b A2=1 B2=2");
        check("a;b\n1,5;2\n", "A1=a B1=b A2=1,5 B2=2");
        check("a\tb\n1;2\t3\n", "A1=a B1=b A2=1;2 B2=3");
        check("\"a,a,a\";b\n", "A1=a,a,a B1=b");
        check("a, or b, or c [x];d, e [y]\n1;2", "A1=a, or b, or c [x] B1=d, e [y] A2=1 B2=2");
        check("sep=;\r\na,a,a;b\r\n", "A1=a,a,a B1=b");
        check("a\n1\n", "A1=a A2=1");
    }

    #[test]
    fn lines_may_end_in_any_way_and_cells_may_have_breaks() {
        for end in ["\n", "\r", "\r\n"] {
            let text = "a,b\n\"x\n\"\"y\"\"\",2\n\n,3".replace('\n', end);
            let breaks = if end == "\n" { "x\n" } else { &format!("x{end}") };
            check(&text, &format!("A1=a B1=b A2={breaks}\"y\" B2=2 B4=3"));
        }
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_has_a_place() {
        for (text, place) in [
            ("a,b\n1,\"2\n3,4\n", "B2"),
            ("a,b\n\"1,2\n\"3\",\"4\"\n", "A2"),
            ("\"a", "A1"),
            ("a\n\"", ""),
        ] {
            let found = read(text).unwrap_err();
            assert!(found.starts_with(&format!("syntax {place}")), "{text:?}: {found}");
        }
        check("a,b\n5\" pipe,x\"y\n", "A1=a B1=b A2=5\" pipe B2=x\"y");
    }

    #[test]
    fn one_apostrophe_before_a_formula_is_ours() {
        check("a\n'=1+1\n''quoted'\n'tis\n'-5\n", "A1=a A2==1+1 A3='quoted' A4='tis A5=-5");
    }
}
