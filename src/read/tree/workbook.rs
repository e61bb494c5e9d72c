//! A workbook that was filled in, as the tree that an answers file in a language would have.
//!
//! Sheets are known by the headers of their columns, and rows by their ids. What has moved is found
//! again; what cannot be found again is a finding.

mod questions;
mod table;

use std::sync::Arc;

use self::questions::Questions;
use self::table::{Row, SheetKind, Table};
use super::{Entry, Node, Value};
use crate::diagnostic::{CellKind, Cells, Code, Diagnostic, Source, Span};
use crate::questionnaire::columns;

/// Keys of the cover that say who is assessed.
const ABOUT: [&str; 5] = ["name", "ods_code", "type", "region", "settings"];

/// Keys of the cover without which there is no assessment.
const REQUIRED: [&str; 3] = ["framework", "name", "assessed_on"];

pub(super) fn parse(
    source: &Arc<Source>,
    cells: &Cells,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let before = findings.len();
    let mut reader = Reader { source, findings };
    let tables: Vec<Table<'_>> =
        (0..cells.sheets().len()).filter_map(|it| Table::find(cells, it, &mut reader)).collect();
    let Some(cover) = tables.iter().find(|it| it.kind == SheetKind::Cover) else {
        // What there is to say about somebody else's sheets helps nobody.
        reader.findings.truncate(before);
        let message = "this workbook is not one that `stocktake new` made: no sheet has the columns \
                       `Field` and `Entry`";
        let help = "make one with `stocktake new FRAMEWORK -o answers.xlsx`; for responses from \
                    Microsoft Forms, see `stocktake import --help`; a report cannot be read back";
        reader.report(Code::MissingKey, &(0..0), message, help);
        return None;
    };
    for kind in [SheetKind::Cover, SheetKind::Evidence, SheetKind::Targets, SheetKind::Accepted] {
        each_once(&tables, kind, &cover.header, &mut reader);
    }
    let (mut top, about) = cover_of(cover, &mut reader);
    let at = cover.header.clone();
    top.push(entry("organisation", &at, Value::Table(about)));
    let mut questions = Questions::default();
    for table in tables.iter().filter(|it| it.kind == SheetKind::Questions) {
        questions.read(table, &mut reader);
    }
    for table in tables.iter().filter(|it| it.kind == SheetKind::Evidence) {
        questions.read_evidence(table, &mut reader);
    }
    top.push(entry("answers", &at, Value::Table(questions.finish(&mut reader))));
    let targets = rows_of(&tables, SheetKind::Targets, &mut reader, |row, reader| {
        let target = row.number(columns::TARGET, reader)?;
        let Some((id, at)) = row.id(columns::ID, reader) else {
            let message = "there is a target here, and no id that it belongs to";
            let help = "type the id of a dimension or a question in the column `Id`";
            reader.report(Code::MissingKey, &target.span, message, help);
            return None;
        };
        Some(Entry { key: id, at, node: target })
    });
    if !targets.is_empty() {
        top.push(entry("targets", &at, Value::Table(targets)));
    }
    let accepted = rows_of(&tables, SheetKind::Accepted, &mut reader, |row, reader| {
        let keys =
            [("code", columns::FINDING), ("criterion", columns::ID), ("reason", columns::REASON)];
        let entries: Vec<Entry> =
            keys.iter().filter_map(|(key, header)| row.text_entry(key, header, reader)).collect();
        let span = entries.first()?.node.span.clone();
        Some(Node { span, value: Value::Table(entries) })
    });
    if !accepted.is_empty() {
        top.push(entry("accept", &at, Value::List(accepted)));
    }
    Some(Node { span: at, value: Value::Table(top) })
}

fn entry(key: &str, at: &Span, value: Value) -> Entry {
    Entry { key: key.to_owned(), at: at.clone(), node: Node { span: at.clone(), value } }
}

/// Reports a sheet that is there twice, or is gone: nobody could tell what it said.
fn each_once(tables: &[Table<'_>], kind: SheetKind, cover: &Span, reader: &mut Reader<'_>) {
    let [first, second] = kind.keys();
    let mut found = tables.iter().filter(|it| it.kind == kind);
    // Without findings to accept, there is no sheet of them.
    if found.next().is_none() && kind != SheetKind::Accepted {
        let message = format!("no sheet has the columns `{first}` and `{second}` any more");
        let help = "give its columns the headers that they had, or copy it back";
        reader.report(Code::MissingKey, cover, message, help);
    }
    for table in found {
        let message = format!("two sheets have the columns `{first}` and `{second}`");
        reader.report(Code::DuplicateKey, &table.header, message, "keep one of the two");
    }
}

/// Returns something of each row of the sheets of a kind.
fn rows_of<T>(
    tables: &[Table<'_>],
    kind: SheetKind,
    reader: &mut Reader<'_>,
    mut one: impl FnMut(&Row<'_>, &mut Reader<'_>) -> Option<T>,
) -> Vec<T> {
    let rows = tables.iter().filter(|it| it.kind == kind).flat_map(Table::rows);
    rows.filter_map(|it| one(&it, reader)).collect()
}

/// Returns what the cover says: keys of the file, and those of the organisation.
fn cover_of(cover: &Table<'_>, reader: &mut Reader<'_>) -> (Vec<Entry>, Vec<Entry>) {
    let (mut top, mut about) = (Vec::new(), Vec::new());
    for row in cover.rows() {
        // Below the fields stand counts, which have no name in this column.
        let Some((key, at)) = row.text(columns::FIELD, reader) else { continue };
        let node = match key.as_str() {
            "assessed_on" => row.day(columns::ENTRY, reader),
            _ => row.text(columns::ENTRY, reader).map(|(text, span)| {
                let value = if key == "settings" {
                    let setting = |it: &str| Node {
                        span: span.clone(),
                        value: Value::Text(it.trim().to_lowercase().replace(' ', "-")),
                    };
                    let names = text.split([',', ';']).filter(|it| !it.trim().is_empty());
                    Value::List(names.map(setting).collect())
                } else {
                    Value::Text(text)
                };
                Node { span, value }
            }),
        };
        let is_required = REQUIRED.contains(&key.as_str());
        let node = match node {
            Some(node) => node,
            None if is_required => {
                let span =
                    row.cell(columns::ENTRY).map_or_else(|| at.clone(), |it| it.span.clone());
                Node { span, value: Value::Null }
            }
            None => continue,
        };
        let entries = if ABOUT.contains(&key.as_str()) { &mut about } else { &mut top };
        entries.push(Entry { key, at, node });
    }
    (top, about)
}

/// What there is to say about a workbook.
struct Reader<'a> {
    source: &'a Arc<Source>,
    findings: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn report(&mut self, code: Code, span: &Span, message: impl Into<String>, help: &str) {
        let finding = Diagnostic::new(code, self.source, span.clone(), message);
        self.findings.push(finding.help(help));
    }

    /// Says that the last finding is about a criterion.
    fn about(&mut self, criterion: &str) {
        if let Some(last) = self.findings.last_mut() {
            last.criterion = Some(criterion.into());
        }
    }

    /// Reports a cell that holds an error instead of a value.
    fn refuse_error(&mut self, cell: &crate::diagnostic::Cell) -> bool {
        if cell.kind != CellKind::Error {
            return false;
        }
        let message = format!("this cell holds an error: {}", self.source.slice(&cell.span));
        self.report(Code::WrongType, &cell.span, message, "type the value, without a formula");
        true
    }
}
