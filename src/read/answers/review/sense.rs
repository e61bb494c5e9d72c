//! Sense: whether the answers as a whole can be what somebody meant.

use super::super::super::fields::Reader;
use super::super::super::tree::{Entry, Node, Value};
use super::Places;
use crate::diagnostic::Code;
use crate::model::{Assessment, Response, Score, Status, TOLERANCE};
use crate::questionnaire::{NAME_TO_FILL_IN, NO_REASON, date_to_fill_in};
use crate::score::score_at;
use crate::wording;

/// From how many answers on it is strange that all of them are the same.
const MANY: usize = 6;

/// Reports a name or a date that nobody has filled in.
pub(super) fn placeholders(assessment: &Assessment, tree: &Node, reader: &mut Reader) {
    let name = tree.get("organisation").and_then(|it| it.get("name"));
    let name = name.filter(|_| assessment.organisation.name == NAME_TO_FILL_IN);
    let date = tree.get("assessed_on").filter(|_| assessment.assessed_on == date_to_fill_in());
    let (place, message, help) = match (name, date) {
        (None, None) => return,
        (Some(name), Some(_)) => (
            name,
            "the organisation has no name yet, and the assessment no day",
            "write the name of the organisation, and the day at `assessed_on`",
        ),
        (Some(name), None) => {
            (name, "the organisation has no name yet", "write the name of the organisation")
        }
        (None, Some(date)) => {
            (date, "the assessment has no day yet", "write the day of the assessment")
        }
    };
    reader.report(Code::PlaceholderLeft, &place.span, message, help);
}

/// Reports a reason that nobody gave.
pub(super) fn reasons(assessment: &Assessment, index: usize, entry: &Entry, reader: &mut Reader) {
    let response = assessment.answers[index].as_ref().map(|it| &it.response);
    if matches!(response, Some(Response::NotApplicable { reason }) if reason == NO_REASON) {
        let message = format!("nobody has said yet why `{}` does not apply", entry.key);
        reader.report(Code::PlaceholderLeft, &entry.at, message, "write the reason");
    }
}

/// Reports an answer to a question that is not asked.
pub(super) fn out_of_scope(
    assessment: &Assessment,
    index: usize,
    entry: &Entry,
    reader: &mut Reader,
) {
    if assessment.status(index) != Status::OutOfScope {
        return;
    }
    let settings = &assessment.framework.criteria[index].settings;
    let settings: Vec<String> = settings.iter().map(|it| format!("`{it}`")).collect();
    let settings = wording::list(&settings, "and");
    let message =
        format!("`{}` is asked only of {settings}, so this answer counts nowhere", entry.key);
    let help = "remove the answer, or add the care setting under `organisation`";
    reader.report(Code::OutOfScopeAnswer, &entry.at, message, help);
}

/// Reports criteria with a floor that are unanswered or unknown.
pub(super) fn foundations(
    assessment: &Assessment,
    tree: &Node,
    places: &Places,
    reader: &mut Reader,
) {
    for (index, criterion) in assessment.framework.criteria.iter().enumerate() {
        if criterion.floor.is_none() || !criterion.scored {
            continue;
        }
        let id = criterion.id.as_str();
        let (span, message, help) = match (assessment.status(index), &places.criteria[index]) {
            // An answer with errors in it is no answer yet, and is told already.
            (Status::Unanswered, Some(_)) if !is_waiting(tree, id) => continue,
            (Status::Unanswered, place) => (
                place.as_ref().unwrap_or(&places.answers),
                format!("`{id}` is not answered, and its dimension rests on it"),
                "answer it first; if nobody knows, write `unknown`, and find out",
            ),
            (Status::Unknown, Some(span)) => (
                span,
                format!("nobody knows `{id}`, and its dimension rests on it"),
                "find out first: until then it counts as the lowest level",
            ),
            _ => continue,
        };
        reader.about(id, |reader| reader.report(Code::FoundationOpen, span, message, help));
    }
}

/// Tells whether a key with nothing after it waits for its answer.
fn is_waiting(tree: &Node, id: &str) -> bool {
    let answer = tree.get("answers").and_then(|it| it.get(id));
    answer.is_some_and(|it| matches!(it.value, Value::Null))
}

/// Reports answers that are all the same.
pub(super) fn straight_line(assessment: &Assessment, places: &Places, reader: &mut Reader) {
    let levels = &assessment.framework.levels;
    let scores: Vec<Score> =
        (0..assessment.answers.len()).filter_map(|it| score_at(assessment, it)).collect();
    let Some((first, rest)) = scores.split_first().filter(|_| scores.len() >= MANY) else { return };
    if rest.iter().all(|it| (it.get() - first.get()).abs() < TOLERANCE) {
        let value = wording::level(levels.value_of(*first));
        let message = format!("all {} answers have the value {value}", scores.len());
        let help = "look again at a few with somebody who does the work; if it is so, accept it";
        reader.report(Code::StraightLine, &places.answers, message, help);
    }
}
