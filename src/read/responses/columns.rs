//! Which column of a table holds what.

use std::collections::BTreeMap;

use super::super::fields::Reader;
use super::Row;
use crate::diagnostic::{Cell, CellKind, Code, Source};
use crate::model::Framework;
use crate::questionnaire::{Column, one_line};

/// The columns that mean something, each by its number.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// The column with the answers to each criterion.
    pub(super) answers: Vec<Option<u32>>,
    /// The column with the notes to each criterion.
    pub(super) notes: Vec<Option<u32>>,
    /// What the form numbers its respondents by.
    pub(super) number: Option<u32>,
    /// When somebody had answered.
    pub(super) completed: Option<u32>,
    /// Who somebody is.
    pub(super) identity: Identity,
    /// The headers of the columns that are no questions.
    pub(super) ignored: Vec<String>,
    /// The last column that has a header.
    pub(super) last: u32,
}

/// The columns that say who somebody is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Identity {
    pub(super) name: Option<u32>,
    pub(super) email: Option<u32>,
}

impl Identity {
    /// Returns those of a header: Microsoft Forms calls them `Name` and `Email`.
    pub(super) fn of(header: Row<'_>, source: &Source) -> Self {
        let called = |names: &[&str]| {
            let is_it = |it: &&Cell| names.contains(&&*header_of(it, source).to_lowercase());
            header.cells.iter().find(is_it).map(|it| it.column)
        };
        Self {
            name: called(&["name", "full name", "your name"]),
            email: called(&["email", "e-mail", "email address", "e-mail address", "your email"]),
        }
    }
}

/// Returns what a cell of the header says.
fn header_of(cell: &Cell, source: &Source) -> String {
    one_line(source.slice(&cell.span))
}

impl Columns {
    /// Returns the columns of a header, and reports ids that are unknown or stand there twice.
    pub(super) fn of(header: Row<'_>, framework: &Framework, reader: &mut Reader) -> Self {
        let count = framework.criteria.len();
        let mut columns =
            Self { answers: vec![None; count], notes: vec![None; count], ..Self::default() };
        columns.identity = Identity::of(header, &reader.source);
        let names: Vec<&str> = framework.criteria.iter().map(|it| it.id.as_str()).collect();
        let indexes: BTreeMap<&str, usize> = names.iter().copied().zip(0..).collect();
        let texts: Vec<(&Cell, String)> = header
            .cells
            .iter()
            .filter(|it| it.kind != CellKind::Empty)
            .map(|it| (it, header_of(it, &reader.source)))
            .collect();
        let mut found: BTreeMap<Column<'_>, (&Cell, &str)> = BTreeMap::new();
        for (cell, text) in &texts {
            columns.last = columns.last.max(cell.column);
            let Some(column) = Column::of(text) else {
                columns.other(text, cell.column);
                continue;
            };
            let (Column::Answer(id) | Column::Note(id)) = column;
            if !indexes.contains_key(id) {
                reader.unknown(Code::UnknownCriterion, &cell.span, "criterion", id, &names);
                continue;
            }
            match found.get(&column) {
                None => drop(found.insert(column, (cell, text))),
                Some((_, first)) if is_about(text, first) => columns.ignored.push(text.clone()),
                Some((_, first)) if is_about(first, text) => {
                    columns.ignored.push((*first).to_owned());
                    found.insert(column, (cell, text));
                }
                Some((first, _)) => {
                    let message = format!("two columns are about `{id}`");
                    let help = "keep one of the two; if there were two questions, see which of them \
                                people answered";
                    reader.report(Code::DuplicateKey, &cell.span, message, help);
                    let (source, span) = (reader.source.clone(), first.span.clone());
                    if let Some(last) = reader.findings.pop() {
                        reader.findings.push(last.and_at(&source, span, "this is the first one"));
                    }
                }
            }
        }
        for (column, (cell, _)) in found {
            let (Column::Answer(id) | Column::Note(id)) = column;
            let is_note = matches!(column, Column::Note(_));
            let of = if is_note { &mut columns.notes } else { &mut columns.answers };
            if let Some(place) = indexes.get(id).and_then(|&at| of.get_mut(at)) {
                *place = Some(cell.column);
            }
        }
        columns
    }

    /// Notes a column that is no question.
    fn other(&mut self, header: &str, column: u32) {
        match header.to_lowercase().as_str() {
            "id" => self.number = self.number.or(Some(column)),
            "completion time" => self.completed = self.completed.or(Some(column)),
            _ => {}
        }
        self.ignored.push(header.to_owned());
    }
}

/// Tells whether a column is about another one, as a quiz has them: `Points - Do teams …? [id]`.
fn is_about(header: &str, other: &str) -> bool {
    let before = header.strip_suffix(other).map(str::trim_end);
    before.is_some_and(|it| it.len() > 1 && it.ends_with(['-', '–', '—', ':']))
}
