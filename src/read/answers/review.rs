//! What is allowed in an answers file, and what a careful reviewer would say about it.

mod evidence;
mod plan;
mod privacy;
mod sense;
mod text;

use super::super::fields::Reader;
use super::super::tree::{Entry, Node, language};
use super::{Placed, Places};
use crate::diagnostic::{Code, Span};
use crate::model::Assessment;
use crate::notation::Language;

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
        });
    }
    sense::placeholders(assessment, tree, reader);
    sense::foundations(assessment, places, reader);
    sense::straight_line(assessment, places, reader);
    privacy::review(tree, reader);
    if reader.source.cells().is_none() && language(&reader.source) == Language::Yaml {
        text::review(tree, reader);
    }
}

/// Reports questions that a workbook does not ask any more: each has a row when the workbook is made.
pub(super) fn missing_rows(assessment: &Assessment, tree: &Node, reader: &mut Reader) {
    let criteria = assessment.framework.criteria.iter().enumerate();
    let asked = criteria.filter(|(at, _)| assessment.is_asked(*at));
    for (_, criterion) in asked {
        let id = criterion.id.as_str();
        if tree.get("answers").is_some_and(|it| it.get(id).is_none()) {
            let message =
                format!("the row of the question `{id}` is not there; it counts as unanswered");
            let help = "copy it back from the last good copy of the workbook, or make a new one";
            reader.about(id, |reader| {
                reader.report(Code::WorkbookChanged, &tree.span, message, help)
            });
        }
    }
}

/// Returns the place of a key's value in the long form of an answer, or of its criterion.
fn place(entry: &Entry, key: &str) -> Span {
    entry.node.get(key).map_or_else(|| entry.at.clone(), |it| it.span.clone())
}
