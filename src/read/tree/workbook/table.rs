//! A sheet as a table: its headers, and rows of cells under them.

use std::collections::BTreeSet;

use super::super::{Entry, Node, Value};
use super::Reader;
use crate::diagnostic::{Cell, CellKind, Cells, Code, Span};
use crate::model::month_named;
use crate::questionnaire::columns;

/// How many rows may stand above the headers.
const ABOVE: u32 = 60;

/// What a sheet is about, by its headers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum SheetKind {
    Cover,
    Questions,
    Evidence,
    Targets,
    Accepted,
}

impl SheetKind {
    /// The kinds, with the headers that tell them from those below, and all others that they have.
    const ALL: [(Self, [&'static str; 2], &'static [&'static str]); 5] = [
        (Self::Cover, [columns::FIELD, columns::ENTRY], &[columns::MEANING]),
        (Self::Accepted, [columns::FINDING, columns::REASON], &[columns::ID]),
        (
            Self::Questions,
            [columns::ID, columns::ANSWER],
            &[columns::QUESTION, columns::LEVELS, columns::HINTS, columns::ANSWERED],
        ),
        (Self::Targets, [columns::ID, columns::TARGET], &[columns::SUBJECT]),
        (Self::Evidence, [columns::ID, columns::EVIDENCE], &[columns::LINK, columns::DATED]),
    ];

    /// Returns the headers without which there is no such sheet.
    pub(super) fn keys(self) -> [&'static str; 2] {
        self.row().1
    }

    /// Returns the headers of such a sheet.
    fn headers(self) -> impl Iterator<Item = &'static str> {
        let (_, keys, rest) = self.row();
        let beside = if self == Self::Questions { &columns::BESIDE[..] } else { &[] };
        keys.into_iter().chain(rest.iter().chain(beside).copied())
    }

    fn row(self) -> (Self, [&'static str; 2], &'static [&'static str]) {
        let row = Self::ALL.into_iter().find(|(kind, ..)| *kind == self);
        row.expect("every kind has a row")
    }
}

/// A sheet that is read.
pub(super) struct Table<'a> {
    pub(super) kind: SheetKind,
    /// Where the first of its headers stands.
    pub(super) header: Span,
    /// The columns that are read, with their headers.
    columns: Vec<(u32, &'static str)>,
    /// The cells below the headers.
    cells: &'a [Cell],
}

impl<'a> Table<'a> {
    /// Returns the table of a sheet, if it has one of ours; reports columns that are not there, and those
    /// that are not read.
    pub(super) fn find(cells: &'a Cells, sheet: usize, reader: &mut Reader<'_>) -> Option<Self> {
        let all = cells.of_sheet(sheet);
        let mut rows = all.chunk_by(|a, b| a.row == b.row).take_while(|it| it[0].row <= ABOVE);
        let Some((kind, headers)) = rows.find_map(|row| Some((kind_of(row, reader)?, row))) else {
            refuse_unknown(&cells.sheets()[sheet], all, reader);
            return None;
        };
        let mut table =
            Self { kind, header: headers[0].span.clone(), columns: Vec::new(), cells: &[] };
        for cell in headers.iter().filter(|it| it.kind != CellKind::Empty) {
            let text = reader.source.slice(&cell.span).trim();
            let known = kind.headers().find(|it| it.eq_ignore_ascii_case(text));
            match known {
                Some(header) if table.columns.iter().any(|(_, it)| *it == header) => {
                    let message = format!("two columns are headed `{header}`");
                    reader.report(Code::DuplicateKey, &cell.span, message, "keep one of the two");
                }
                Some(header) => table.columns.push((cell.column, header)),
                None => {
                    let message = format!("the column headed `{text}` is not read");
                    let help = "what is to be kept belongs in one of the columns that were there";
                    reader.report(Code::WorkbookChanged, &cell.span, message, help);
                }
            }
        }
        let keys = kind.keys();
        for header in kind.headers().filter(|it| !table.columns.iter().any(|(_, has)| has == it)) {
            let message = format!("this sheet has no column headed `{header}`");
            let code =
                if keys.contains(&header) { Code::MissingKey } else { Code::WorkbookChanged };
            reader.report(code, &table.header, message, "name the column again as it was");
        }
        let below = all.partition_point(|it| it.row <= headers[0].row);
        table.cells = all.get(below..).unwrap_or_default();
        table.tell_what_is_beside(headers, reader);
        Some(table)
    }

    /// Reports what stands in a column that has no header, once for each column.
    fn tell_what_is_beside(&self, headers: &[Cell], reader: &mut Reader<'_>) {
        let mut told: BTreeSet<u32> =
            headers.iter().filter(|it| it.kind != CellKind::Empty).map(|it| it.column).collect();
        for cell in self.cells.iter().filter(|it| it.kind != CellKind::Empty) {
            let is_blank = reader.source.slice(&cell.span).trim().is_empty();
            if is_blank || !told.insert(cell.column) {
                continue;
            }
            let message = "what stands here is not read: its column has no header";
            let help = "what is to be kept belongs in one of the columns with a header";
            reader.report(Code::WorkbookChanged, &cell.span, message, help);
        }
    }

    /// Returns the rows below the headers.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.cells.chunk_by(|a, b| a.row == b.row).map(|cells| Row { table: self, cells })
    }
}

/// How many headers of a sheet of questions tell one, also if one is missing that it cannot do without.
const MANY: usize = 5;

/// Returns what the headers in a row say that the sheet is about.
fn kind_of(row: &[Cell], reader: &Reader<'_>) -> Option<SheetKind> {
    let has = |header: &str| {
        row.iter().any(|it| reader.source.slice(&it.span).trim().eq_ignore_ascii_case(header))
    };
    if SheetKind::Questions.headers().filter(|it| has(it)).count() >= MANY {
        return Some(SheetKind::Questions);
    }
    let mut kinds = SheetKind::ALL.into_iter();
    kinds.find(|(_, keys, _)| keys.iter().all(|it| has(it))).map(|(kind, ..)| kind)
}

/// The sheet that holds what cells offer. It has no headers.
const LISTS: &str = "Lists";

/// Reports a sheet that is none of ours, if there is something on it.
fn refuse_unknown(name: &str, cells: &[Cell], reader: &mut Reader<'_>) {
    let says = |it: &&Cell| !reader.source.slice(&it.span).trim().is_empty();
    let Some(first) = cells.iter().find(says).filter(|_| name != LISTS) else { return };
    let message = format!("the sheet `{name}` is not read");
    let help = "it has no headers that are known; what is to be kept belongs in the other sheets";
    reader.report(Code::WorkbookChanged, &first.span, message, help);
}

/// A row of a table.
pub(super) struct Row<'a> {
    table: &'a Table<'a>,
    cells: &'a [Cell],
}

impl Row<'_> {
    /// Returns the cell under a header, if there is one.
    pub(super) fn cell(&self, header: &str) -> Option<&Cell> {
        let (column, _) = self.table.columns.iter().find(|(_, it)| *it == header)?;
        self.cells.iter().find(|it| it.column == *column)
    }

    /// Returns what stands under a header as a text, if it says something, and where.
    pub(super) fn text(&self, header: &str, reader: &mut Reader<'_>) -> Option<(String, Span)> {
        let cell = self.cell(header)?;
        let text = reader.source.slice(&cell.span);
        if text.trim().is_empty() || reader.refuse_error(cell) {
            return None;
        }
        Some((text.to_owned(), cell.span.clone()))
    }

    /// Returns an id: a text without white space around it.
    pub(super) fn id(&self, header: &str, reader: &mut Reader<'_>) -> Option<(String, Span)> {
        self.text(header, reader).map(|(text, span)| (text.trim().to_owned(), span))
    }

    /// Returns the value under a header: a number as a number, a day as a day.
    pub(super) fn value(&self, header: &str, reader: &mut Reader<'_>) -> Option<Node> {
        let cell = self.cell(header)?;
        let (text, span) = self.text(header, reader)?;
        let value = match cell.kind {
            CellKind::Number => number(&text),
            CellKind::Date => Value::Date(text),
            CellKind::Boolean => Value::Boolean(text == "true"),
            CellKind::Empty | CellKind::Text | CellKind::Error | CellKind::Link => {
                Value::Text(text.trim().to_owned())
            }
        };
        Some(Node { span, value })
    }

    /// Returns the number under a header, also if it was typed into a cell for text.
    pub(super) fn number(&self, header: &str, reader: &mut Reader<'_>) -> Option<Node> {
        let mut node = self.value(header, reader)?;
        if let Value::Text(text) = &node.value
            && text.parse::<f64>().is_ok_and(f64::is_finite)
        {
            node.value = number(text);
        }
        Some(node)
    }

    /// Returns where the text under a header leads to, if it says something else itself.
    pub(super) fn link(&self, header: &str, reader: &Reader<'_>) -> Option<(String, Span)> {
        let column = self.cell(header)?.column;
        let link = self.cells.iter().find(|it| it.column == column && it.kind == CellKind::Link)?;
        Some((reader.source.slice(&link.span).to_owned(), link.span.clone()))
    }

    /// Returns the day under a header. What people type as a text is one too, if it can only be meant one
    /// way; a number alone is none.
    pub(super) fn day(&self, header: &str, reader: &mut Reader<'_>) -> Option<Node> {
        let kind = self.cell(header)?.kind;
        let (text, span) = self.text(header, reader)?;
        let text = text.trim();
        match kind {
            CellKind::Date if text < EARLIEST => {
                let message = format!("this cell holds the day {text}");
                let help = "type day, month and year; a year alone becomes a day long ago";
                reader.report(Code::InvalidDate, &span, message, help);
                None
            }
            CellKind::Number => {
                let message = format!("{text} is a number, and no day");
                let help = "format the cell as a date, and type the day once more";
                reader.report(Code::InvalidDate, &span, message, help);
                None
            }
            _ => {
                let day = as_written(text).unwrap_or_else(|| text.to_owned());
                Some(Node { span, value: Value::Date(day) })
            }
        }
    }

    /// Returns what stands under a header as the day of a key.
    pub(super) fn day_entry(
        &self,
        key: &str,
        header: &str,
        reader: &mut Reader<'_>,
    ) -> Option<Entry> {
        let node = self.day(header, reader)?;
        Some(Entry { key: key.to_owned(), at: node.span.clone(), node })
    }

    /// Returns where something stands under the first of some headers that has it.
    pub(super) fn first_of(&self, headers: &[&str], reader: &Reader<'_>) -> Option<Span> {
        let mut cells = headers.iter().filter_map(|it| self.cell(it));
        let says = |it: &&Cell| !reader.source.slice(&it.span).trim().is_empty();
        cells.find(says).map(|it| it.span.clone())
    }

    /// Returns what stands under a header as the text of a key.
    pub(super) fn text_entry(
        &self,
        key: &str,
        header: &str,
        reader: &mut Reader<'_>,
    ) -> Option<Entry> {
        let (text, span) = self.text(header, reader)?;
        let node = Node { span: span.clone(), value: Value::Text(text) };
        Some(Entry { key: key.to_owned(), at: span, node })
    }

    /// Returns what stands under a header as the value of a key.
    pub(super) fn value_entry(
        &self,
        key: &str,
        header: &str,
        reader: &mut Reader<'_>,
    ) -> Option<Entry> {
        let node = self.value(header, reader)?;
        Some(Entry { key: key.to_owned(), at: node.span.clone(), node })
    }
}

/// The first day that a cell is taken to mean: a year that is typed into a cell for days is one of 1905.
const EARLIEST: &str = "1950-01-01";

/// Returns a day that somebody typed as a text, as files have it: `31 March 2027`, or `31/03/2027` where
/// the day cannot be a month.
fn as_written(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|it| !it.is_empty()).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let (day, year): (u8, u16) = (day.parse().ok()?, year.parse().ok()?);
    let month = match month.parse::<u8>() {
        Ok(month) if day > 12 || day == month => month,
        Ok(_) => return None,
        Err(_) => month_named(month)?,
    };
    (year >= 1950).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Returns a number as languages have it: whole, or not.
fn number(text: &str) -> Value {
    match text.parse() {
        Ok(whole) => Value::Integer(whole),
        Err(_) => Value::Float(text.parse().unwrap_or(f64::NAN)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_can_be_meant_one_way_only_is_understood() {
        for (text, expected) in [
            ("31/03/2027", Some("2027-03-31")),
            ("31.3.2027", Some("2027-03-31")),
            ("5 January 2026", Some("2026-01-05")),
            ("5-Jan-2026", Some("2026-01-05")),
            ("07/07/2026", Some("2026-07-07")),
            ("05/01/2026", None),
            ("2026-10-01", None),
            ("31/03/27", None),
            ("soon", None),
        ] {
            assert_eq!(as_written(text).as_deref(), expected, "{text}");
        }
    }
}
