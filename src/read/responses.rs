//! From the table that a form was exported as to the answers of each respondent.
//!
//! A row is a respondent, and a column a question, which has its id in square brackets in the header.
//! Who somebody is, is taken out of the table before anything else is read, so that neither an answer nor
//! a finding can tell it.

mod answer;
mod columns;
mod days;
mod identities;

pub use days::DateOrder;

use std::sync::Arc;

use super::fields::Reader;
use crate::diagnostic::{Cell, CellKind, Cells, Checked, Code, Severity, Source, Span};
use crate::model::{Answer, Assessment, Date};
use crate::questionnaire::Questionnaire;
use crate::wording;
use answer::Reading;
use columns::Columns;

/// What is wanted of a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Whether it matters when somebody answered.
    pub days: bool,
    /// Which comes first in a date, if somebody says so.
    pub order: Option<DateOrder>,
    /// Whether names and e-mail addresses are kept.
    pub identities: bool,
}

/// The answers of everybody.
#[derive(Debug)]
pub struct Responses {
    /// Those who answered something, in the order of the table.
    pub respondents: Vec<Respondent>,
    /// How many answered nothing.
    pub silent: usize,
    /// How many notes stand beside no answer, and so are left out.
    pub lonely_notes: usize,
    /// The headers of columns that are no questions.
    pub ignored: Vec<String>,
}

/// Somebody who answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Respondent {
    /// The number that the form gave, or else that of the row; no two have the same.
    pub number: u32,
    /// The name and the e-mail address, if they are wanted and there.
    pub identity: Option<String>,
    /// The day of the answers, if it is wanted and there.
    pub answered_on: Option<Date>,
    /// The answers, one place for each criterion.
    pub answers: Vec<Option<Answer>>,
}

/// Returns the answers of everybody to the questions that are asked in `to`, and what there is to say
/// about them.
#[must_use]
pub fn responses(source: &Arc<Source>, to: &Assessment, wanted: Wanted) -> Checked<Responses> {
    let source = if wanted.identities { Arc::clone(source) } else { identities::taken_out(source) };
    let mut reader = Reader::new(&source, Vec::new());
    let value = resolve(&source, to, wanted, &mut reader);
    Checked::new(value, reader.finish())
}

fn resolve(
    source: &Arc<Source>,
    to: &Assessment,
    wanted: Wanted,
    reader: &mut Reader,
) -> Option<Responses> {
    let cells = source.cells()?;
    let mut rows = rows(cells);
    let Some(header) = rows.next() else {
        let help = "download the answers from Microsoft Forms again: Responses, Open in Excel";
        reader.report(Code::EmptyFile, &(0..0), "there is nothing in this table", help);
        return None;
    };
    let columns = Columns::of(header, &to.framework, reader);
    missing(&columns, to, header, reader);
    let rows: Vec<Row<'_>> = rows.collect();
    let days = columns.completed.filter(|_| wanted.days).map(|column| {
        let cells: Vec<Option<&Cell>> = rows.iter().map(|it| it.at(column)).collect();
        days::days(&cells, wanted.order, reader)
    });
    let numbers = numbers(source, &columns, &rows);
    let questions = Questionnaire::of(&to.framework, |_| true);
    let mut reading = Reading::new(&questions, &columns);
    let mut out = Responses {
        respondents: Vec::new(),
        silent: 0,
        lonely_notes: 0,
        ignored: columns.ignored.clone(),
    };
    for (at, row) in rows.iter().enumerate() {
        beyond(row, &columns, cells, reader);
        let answers = reading.row(*row, reader);
        if answers.iter().all(Option::is_none) {
            out.silent += 1;
            continue;
        }
        out.respondents.push(Respondent {
            number: numbers.get(at).copied().unwrap_or(row.number),
            identity: wanted.identities.then(|| identities::of(source, &columns, *row)).flatten(),
            answered_on: days.as_ref().and_then(|it| it.get(at).copied().flatten()),
            answers,
        });
    }
    out.lonely_notes = reading.lonely_notes;
    if out.respondents.is_empty() && reader.findings.iter().all(|it| it.severity < Severity::Error)
    {
        let help = "the rows below the first one have the answers; are there any yet?";
        reader.report(Code::EmptyFile, &header.span(), "nobody has answered anything", help);
    }
    Some(out)
}

/// A row of a table that is not empty.
#[derive(Clone, Copy, Debug)]
struct Row<'a> {
    number: u32,
    /// By column.
    cells: &'a [Cell],
}

impl<'a> Row<'a> {
    /// Returns the cell in a column, if it says something.
    fn at(&self, column: u32) -> Option<&'a Cell> {
        let at = self.cells.binary_search_by_key(&column, |it| it.column).ok()?;
        self.cells.get(at).filter(|it| it.kind != CellKind::Empty)
    }

    /// Returns the place of its first cell.
    fn span(&self) -> Span {
        self.cells.first().map(|it| it.span.clone()).unwrap_or_default()
    }
}

/// Returns the rows of the first sheet that say something.
fn rows(cells: &Cells) -> impl Iterator<Item = Row<'_>> {
    let rows = cells.of_sheet(0).chunk_by(|a, b| a.row == b.row);
    rows.filter(|it| it.iter().any(|it| it.kind != CellKind::Empty))
        .filter_map(|cells| Some(Row { number: cells.first()?.row, cells }))
}

/// Reports the questions that have no column, as far as they are asked.
fn missing(columns: &Columns, to: &Assessment, header: Row<'_>, reader: &mut Reader) {
    let criteria = to.framework.criteria.iter().enumerate();
    let missing = criteria.filter(|(at, _)| to.is_asked(*at) && columns.answers[*at].is_none());
    let mut ids: Vec<String> = missing.map(|(_, it)| format!("`{}`", it.id)).collect();
    if ids.is_empty() {
        return;
    }
    let count = wording::count(ids.len(), "question has", "questions have");
    let rest = ids.len().saturating_sub(6);
    ids.truncate(6);
    if rest > 0 {
        ids.push(format!("{rest} more"));
    }
    let help = format!(
        "titles of questions end in their ids, as `stocktake forms {}` prints them",
        to.framework.id
    );
    if columns.answers.iter().all(Option::is_none) {
        let message = "no column has the id of a question in square brackets in its first cell";
        reader.report(Code::MissingKey, &header.span(), message, help);
    } else {
        let message = format!("{count} no column: {}", wording::list(&ids, "and"));
        reader.report(Code::MissingColumn, &header.span(), message, help);
    }
}

/// Reports a cell of a table in text that stands beyond the last column: whatever moved it there, moved
/// answers too.
fn beyond(row: &Row<'_>, columns: &Columns, cells: &Cells, reader: &mut Reader) {
    let is_text = cells.sheets().first().is_some_and(String::is_empty);
    let last = row.cells.iter().rfind(|it| it.column > columns.last && is_text);
    if let Some(cell) = last {
        let message = "this row has more cells than the first one";
        let help = "a delimiter within an answer needs quotation marks around it: download the file \
                    again, or save it as a workbook";
        reader.report(Code::Syntax, &cell.span, message, help);
    }
}

/// Returns the number of each respondent: those that the form gave, if they tell everybody apart, or else
/// those of the rows.
fn numbers(source: &Source, columns: &Columns, rows: &[Row<'_>]) -> Vec<u32> {
    let given = |row: &Row<'_>| {
        let text = source.slice(&row.at(columns.number?)?.span).trim();
        let is_number = text.len() <= 9 && text.bytes().all(|it| it.is_ascii_digit());
        text.parse().ok().filter(|_| is_number)
    };
    let given: Option<Vec<u32>> = rows.iter().map(given).collect();
    let is_clear = |it: &Vec<u32>| {
        let mut sorted = it.clone();
        sorted.sort_unstable();
        sorted.windows(2).all(|pair| pair[0] != pair[1])
    };
    given.filter(is_clear).unwrap_or_else(|| rows.iter().map(|it| it.number).collect())
}

#[cfg(test)]
mod tests;
