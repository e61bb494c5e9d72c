//! Planning: targets, and who closes which gap by when.

use super::super::super::fields::Reader;
use super::super::super::tree::{Entry, Node};
use super::place;
use crate::diagnostic::Code;
use crate::model::{Answer, Assessment, TOLERANCE};
use crate::score::score_at;
use crate::wording;

pub(super) fn review(
    assessment: &Assessment,
    index: usize,
    entry: &Entry,
    tree: &Node,
    reader: &mut Reader,
) {
    let Some(answer) = &assessment.answers[index] else { return };
    if answer.due.is_some_and(|it| it < assessment.assessed_on) {
        let message = format!("`{}` is due before the assessment was made", entry.key);
        let help = "name a day that is still to come; if it is done, remove `due`";
        reader.report(Code::DueBeforeAssessment, &place(entry, "due"), message, help);
    }
    let Some(value) = value(assessment, index) else { return };
    let target = assessment.criterion_target(index);
    if target - value > TOLERANCE {
        without_plan(answer, entry, target - value, reader);
    } else if value - target > TOLERANCE {
        let own = entry.node.get("target").or_else(|| tree.get("targets")?.get(&entry.key));
        // A target of the framework, or of a whole dimension, may well be passed.
        let Some(own) = own else { return };
        let [value, target] = wording::apart(value, target);
        let message = format!("the target of `{}` is {target}, its value is {value}", entry.key);
        let help = "raise the target, or remove it: nothing is planned below what is there";
        reader.report(Code::TargetBelowValue, &own.span, message, help);
    }
}

/// Returns the value of an answer that counts, a level. What is unknown is to be found out first.
fn value(assessment: &Assessment, index: usize) -> Option<f64> {
    let framework = &*assessment.framework;
    let score = score_at(assessment, index).filter(|_| framework.criteria[index].scored);
    score.map(|it| framework.levels.value_of(it))
}

fn without_plan(answer: &Answer, entry: &Entry, gap: f64, reader: &mut Reader) {
    let missing = match (&answer.owner, answer.due) {
        (Some(_), Some(_)) => return,
        (None, Some(_)) => ["no owner", "`owner`"],
        (Some(_), None) => ["no due date", "`due`"],
        (None, None) => ["no owner and no due date", "`owner` and `due`"],
    };
    let [what, keys] = missing;
    let gap = wording::gap(gap);
    let message = format!("`{}` has a gap of {gap}, and {what}", entry.key);
    let help = format!("add {keys}, or set a `target` that is met if nothing is planned");
    reader.report(Code::GapWithoutPlan, &entry.at, message, help);
}
