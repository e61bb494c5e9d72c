//! Who somebody is: taken out of a table, or read from it.

use std::sync::Arc;

use super::columns::{Columns, Identity};
use super::{Row, rows};
use crate::diagnostic::{Cell, CellKind, Cells, Source};
use crate::model::{TraceKind, traces};
use crate::questionnaire::one_line;

/// What stands where something was taken out.
const NAME: &str = "[name taken out]";
const EMAIL: &str = "[e-mail address taken out]";

/// Returns a table without names and e-mail addresses: the columns that hold them are empty, no cell has
/// an e-mail address, and no cell of a row the name that stands in this row.
///
/// Of a name, only the whole is known: whether a note has a part of it, or the name of somebody else,
/// nobody can tell but who reads it.
pub(super) fn taken_out(source: &Arc<Source>) -> Arc<Source> {
    let Some(all) = source.cells() else { return Arc::clone(source) };
    let (mut cells, mut text) = (Cells::default(), String::with_capacity(source.text().len()));
    // Only the first sheet is read.
    cells.start_sheet(all.sheets().first().cloned().unwrap_or_default());
    let mut rows = rows(all);
    let header = rows.next();
    let identity = header.map(|it| Identity::of(it, source)).unwrap_or_default();
    for row in header.into_iter().chain(rows) {
        let is_header = Some(row.number) == header.map(|it| it.number);
        let name = identity.name.filter(|_| !is_header).and_then(|it| row.at(it));
        let names = name.map(|it| names(source.slice(&it.span))).unwrap_or_default();
        for cell in row.cells {
            let is_identity = [identity.name, identity.email].contains(&Some(cell.column));
            let value = if is_identity && !is_header {
                String::new()
            } else {
                anonymous(source.slice(&cell.span), &names)
            };
            let kind = if value.is_empty() { CellKind::Empty } else { cell.kind };
            cells.push((cell.row, cell.column), kind, &value, &mut text);
        }
    }
    Arc::new(source.with_cells(text, cells))
}

/// Returns the ways to write a name, in lower case, longest first: `One, Respondent (EXAMPLE TRUST)` is
/// also `Respondent One`. A single word is left out: it may be the word of an answer.
fn names(text: &str) -> Vec<String> {
    let whole = lower_case(&one_line(text));
    let short = whole.split('(').next().unwrap_or_default().trim_end().to_owned();
    let turned =
        short.split_once(',').map(|(last, first)| format!("{} {last}", first.trim_start()));
    let mut names: Vec<String> = [whole, short].into_iter().chain(turned).collect();
    names.retain(|it| it.contains(' ') && it.len() >= 5);
    names
}

/// Returns a text without e-mail addresses, and without these names.
fn anonymous(text: &str, names: &[String]) -> String {
    let mut out = if text.contains('@') { without_emails(text) } else { text.to_owned() };
    if names.is_empty() {
        return out;
    }
    // Nearly all texts have no name in them, which is told faster than where one stands.
    let lower = lower_case(&out);
    for name in names {
        if name.split(' ').all(|word| lower.contains(word)) {
            out = without_name(&out, name);
        }
    }
    out
}

/// Returns a text in lower case, each character by itself, as names are compared.
fn lower_case(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.chars().flat_map(char::to_lowercase).collect()
    }
}

fn without_emails(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for it in traces(text).into_iter().filter(|it| it.kind == TraceKind::Email) {
        if let Some(before) = text.get(done..it.span.start) {
            out.push_str(before);
            out.push_str(EMAIL);
        }
        done = done.max(it.span.end);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Returns a text without a name, which is in lower case; in the text, its words may be apart as they like.
fn without_name(text: &str, name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        if !before.is_alphanumeric()
            && let Some(after) = after_words(rest, &words)
        {
            out.push_str(NAME);
            rest = after;
            before = ' ';
            continue;
        }
        out.push(first);
        before = first;
        rest = rest.strip_prefix(first).unwrap_or_default();
    }
    out
}

/// Returns what comes behind these words, if a text starts with them.
fn after_words<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let mut rest = text;
    for (at, word) in words.iter().enumerate() {
        let trimmed = rest.trim_start();
        if at > 0 && trimmed.len() == rest.len() {
            return None;
        }
        rest = if at > 0 { trimmed } else { rest };
        let mut lower = word.chars();
        while let Some(expected) = lower.next() {
            let found = rest.chars().next()?;
            let mut folded = found.to_lowercase();
            if folded.next() != Some(expected) || folded.any(|it| lower.next() != Some(it)) {
                return None;
            }
            rest = rest.strip_prefix(found)?;
        }
    }
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// Returns the name and the e-mail address in a row: `Respondent One (respondent1@example.nhs.uk)`.
pub(super) fn of(source: &Source, columns: &Columns, row: Row<'_>) -> Option<String> {
    let said = |column: Option<u32>| {
        let text = |it: &Cell| one_line(source.slice(&it.span));
        column.and_then(|it| row.at(it)).map(text).filter(|it| !it.is_empty())
    };
    match (said(columns.identity.name), said(columns.identity.email)) {
        (Some(name), Some(email)) => Some(format!("{name} ({email})")),
        (name, email) => name.or(email),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, expected: &str) {
        assert_eq!(anonymous(text, &names(name)), expected);
    }

    #[test]
    fn addresses_are_taken_out_of_any_text() {
        check("ask respondent1@example.nhs.uk.", "", "ask [e-mail address taken out].");
        check("a@b.co@c.com, @home", "", "[e-mail address taken out], @home");
    }

    #[test]
    fn a_whole_name_is_taken_out_however_it_is_written() {
        let name = "ONE, Respondent (EXAMPLE TRUST)";
        check("Respondent  One says so", name, "[name taken out] says so");
        check("one, respondent (example trust)", name, "[name taken out]");
        check("RESPONDENT ONE’s team", name, "[name taken out]’s team");
        check("Respondent Oneself, Corespondent One", name, "Respondent Oneself, Corespondent One");
        check("İ 3 In use", "in use", "İ 3 [name taken out]");
        check("3 In use", "use", "3 In use");
    }
}
