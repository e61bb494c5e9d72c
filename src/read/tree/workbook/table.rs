//! A sheet as a table: its headers, and rows of cells under them.

use super::super::{Entry, Node, Value};
use super::Reader;
use crate::diagnostic::{Cell, CellKind, Cells, Code, Span};
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
            &[
                columns::QUESTION,
                columns::LEVELS,
                columns::UNKNOWN,
                columns::NOT_APPLICABLE,
                columns::EVIDENCE,
                columns::LINK,
                columns::DATED,
                columns::NOTE,
                columns::OWNER,
                columns::DUE,
                columns::TARGET,
                columns::CONFIDENCE,
                columns::HINTS,
                columns::ANSWERED,
            ],
        ),
        (Self::Targets, [columns::ID, columns::TARGET], &[columns::SUBJECT]),
        (Self::Evidence, [columns::ID, columns::EVIDENCE], &[columns::LINK, columns::DATED]),
    ];

    /// Returns the headers of such a sheet.
    fn headers(self) -> impl Iterator<Item = &'static str> {
        let found = Self::ALL.into_iter().filter(move |(kind, ..)| *kind == self);
        found.flat_map(|(_, first, rest)| first.into_iter().chain(rest.iter().copied()))
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
        let rows = all.chunk_by(|a, b| a.row == b.row).take_while(|it| it[0].row <= ABOVE);
        let (kind, headers) = rows.filter_map(|row| Some((kind_of(row, reader)?, row))).next()?;
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
        for header in kind.headers().filter(|it| !table.columns.iter().any(|(_, has)| has == it)) {
            let message = format!("this sheet has no column headed `{header}`");
            let help = "name the column again as it was";
            reader.report(Code::WorkbookChanged, &table.header, message, help);
        }
        let below = all.partition_point(|it| it.row <= headers[0].row);
        table.cells = all.get(below..).unwrap_or_default();
        Some(table)
    }

    /// Returns the rows below the headers.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.cells.chunk_by(|a, b| a.row == b.row).map(|cells| Row { table: self, cells })
    }
}

/// Returns what the headers in a row say that the sheet is about.
fn kind_of(row: &[Cell], reader: &Reader<'_>) -> Option<SheetKind> {
    let has = |header: &str| {
        row.iter().any(|it| reader.source.slice(&it.span).trim().eq_ignore_ascii_case(header))
    };
    let kinds = SheetKind::ALL.into_iter();
    kinds.filter(|(_, first, _)| first.iter().all(|it| has(it))).map(|(kind, ..)| kind).next()
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
            CellKind::Empty | CellKind::Text | CellKind::Error => {
                Value::Text(text.trim().to_owned())
            }
        };
        Some(Node { span, value })
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

/// Returns a number as languages have it: whole, or not.
fn number(text: &str) -> Value {
    match text.parse() {
        Ok(whole) => Value::Integer(whole),
        Err(_) => Value::Float(text.parse().unwrap_or(f64::NAN)),
    }
}
