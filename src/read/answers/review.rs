//! What is allowed in an answers file, and what a careful reviewer would say about it.

mod evidence;
mod plan;
mod privacy;
mod sense;
mod text;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::fields::Reader;
use super::super::tree::{Entry, Node, language};
use super::{Placed, Places};
use crate::diagnostic::{Cells, Code, Source, Span};
use crate::model::Assessment;
use crate::notation::Language;
use crate::questionnaire::{columns, one_line};

/// Reports what is worth a word in an assessment.
///
/// `entries` has the key of each criterion that is answered, in framework order.
pub(super) fn review(
    assessment: &Assessment,
    tree: &Node,
    entries: &[Option<Placed>],
    places: &Places,
    reader: &mut Reader,
) {
    for (index, entry) in entries.iter().enumerate() {
        // What has errors in it may mean anything.
        let Some(Placed { entry, is_sound: true }) = entry else { continue };
        reader.about(&entry.key, |reader| {
            evidence::review(assessment, index, entry, reader);
            plan::review(assessment, index, entry, tree, reader);
            sense::out_of_scope(assessment, index, entry, reader);
            sense::reasons(assessment, index, entry, reader);
        });
    }
    sense::placeholders(assessment, tree, reader);
    sense::foundations(assessment, tree, places, reader);
    sense::straight_line(assessment, places, reader);
    privacy::review(tree, reader);
    if reader.source.cells().is_none() && language(&reader.source) == Language::Yaml {
        text::review(tree, reader);
    }
}

/// Reports questions and elements that a workbook does not ask any more, and questions whose id stands
/// beside another question: each has a row when the workbook is made.
pub(super) fn rows(assessment: &Assessment, tree: &Node, reader: &mut Reader) {
    let source = Arc::clone(&reader.source);
    let Some(cells) = source.cells() else { return };
    let ids: BTreeSet<&str> = all_elements(&source, cells).collect();
    let help = "copy it back from the last good copy of the workbook, or make a new one";
    for (index, criterion) in assessment.framework.criteria.iter().enumerate() {
        let id = criterion.id.as_str();
        let Some(entry) = tree.get("answers").and_then(|it| it.entry(id)) else {
            if assessment.is_asked(index) {
                let message =
                    format!("the row of the question `{id}` is not there; it is unanswered");
                reader.about(id, |it| it.report(Code::WorkbookChanged, &tree.span, message, help));
            }
            continue;
        };
        let question = one_line(&criterion.question);
        let mut row = cells.row_at(entry.at.start).iter();
        if !row.any(|it| one_line(source.slice(&it.span)).contains(&question)) {
            let message = format!("the question beside `{id}` is not the one that it stands for");
            let help =
                "see that each id stands beside its own question: `stocktake explain` shows it";
            reader.about(id, |it| it.report(Code::WorkbookChanged, &entry.at, message, help));
        }
        for element in &criterion.elements {
            let name = format!("{id}{}{}", columns::OF, element.id);
            if !ids.contains(name.as_str()) {
                let message =
                    format!("the row of the element `{name}` is not there; it is not met");
                reader.about(id, |it| it.report(Code::WorkbookChanged, &entry.at, message, help));
            }
        }
    }
}

/// Returns what stands in cells, if it can be the id of an element.
fn all_elements<'a>(source: &'a Source, cells: &'a Cells) -> impl Iterator<Item = &'a str> {
    let all = (0..cells.sheets().len()).flat_map(|it| cells.of_sheet(it));
    all.map(|it| source.slice(&it.span).trim()).filter(|it| it.contains(columns::OF))
}

/// Returns the place of a key's value in the long form of an answer, or of its criterion.
fn place(entry: &Entry, key: &str) -> Span {
    entry.node.get(key).map_or_else(|| entry.at.clone(), |it| it.span.clone())
}
