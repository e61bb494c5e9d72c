//! What the board is asked for, and what it may want to ask.

use super::{Purpose, Report};
use crate::evidence::{Backing, backing};
use crate::model::Status;
use crate::wording;

/// How many of the first actions are put before the board.
const FIRST: usize = 3;

/// What is asked of the board: a sentence that is not finished, and what finishes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// `The board is asked to decide:`
    pub lead: &'static str,
    /// What it is asked, one item each.
    pub items: Vec<String>,
}

pub(super) fn ask(report: &Report<'_>) -> Ask {
    let first = first_actions(report);
    let worst = report.summary.largest_gaps.first().map(|it| format!("“{}”", it.title));
    let nobody = unowned(report);
    let unsettled = unsettled(report);
    let floors = floors(report);
    let answers = nobody.as_ref().map(|it| format!("who answers for {it}"));
    let settles = unsettled.as_ref().map(|it| format!("who settles {it}"));
    let who: Vec<String> = answers.into_iter().chain(settles).collect();
    let who = (!who.is_empty()).then(|| format!("{}, and by when", wording::list(&who, "and")));
    let (lead, items) = match report.options.purpose {
        Purpose::Decision => (
            "The board is asked to decide:",
            vec![
                floors.map(|it| {
                    format!("who puts right what is below its floor in {it}, and by when")
                }),
                target(report),
                first.map(|it| format!("to give people and money to {it} of the plan")),
                who,
            ],
        ),
        Purpose::Assurance => (
            "The board is asked to be assured, or to say what it needs to be:",
            vec![
                floors.map(|it| format!("that what is below its floor in {it} is being put right")),
                Some(match unbacked(report) {
                    Some(lacking) => format!("that the answers are true, although {lacking}"),
                    None => "that the answers are what staff would say too".to_owned(),
                }),
                worst.map(|it| format!("that the plan closes the largest gap, {it}")),
                nobody.map(|it| format!("that somebody will answer for {it}")),
                unsettled.map(|it| format!("that somebody settles {it}")),
            ],
        ),
        Purpose::Discussion => (
            "The board is asked to discuss:",
            vec![
                floors.map(|it| {
                    format!("who puts right what is below its floor in {it}, and by when")
                }),
                worst.map(|it| format!("what keeps {it} below its target")),
                first.map(|it| format!("whether the plan starts in the right place: {it}")),
                who,
            ],
        ),
        Purpose::Information => (
            "The board is asked to note:",
            vec![
                Some("where the organisation stands, and how sure that is".to_owned()),
                floors.map(|it| format!("that something in {it} is below its floor")),
                first.map(|it| format!("what comes first: {it} of the plan")),
                unsettled.map(|it| format!("what nobody knows yet: {it}")),
            ],
        ),
    };
    let mut items: Vec<String> = items.into_iter().flatten().collect();
    if items.is_empty() {
        items.push(match report.card.overall {
            Some(_) => "whether the targets are still high enough".to_owned(),
            None => "whether it is right that none of the questions applies".to_owned(),
        });
    }
    Ask { lead, items }
}

/// Returns the dimensions that something below its floor holds down: `“A” and “B”`.
fn floors(report: &Report<'_>) -> Option<String> {
    let titles: Vec<String> =
        report.summary.held.iter().map(|(title, _)| format!("“{title}”")).collect();
    (!titles.is_empty()).then(|| wording::list(&titles, "and"))
}

fn target(report: &Report<'_>) -> Option<String> {
    let overall = &report.summary.overall;
    let name = report.assessment.framework.dimension_name.to_lowercase();
    overall.target_score.map(|_| {
        format!("to confirm the target of each {name}, {} overall, or to change it", overall.target)
    })
}

/// Returns the actions to start with: `actions 1 to 3`.
fn first_actions(report: &Report<'_>) -> Option<String> {
    match report.plan.len().min(FIRST) {
        0 => None,
        1 => Some("action 1".to_owned()),
        count => Some(format!("actions 1 to {count}")),
    }
}

/// Returns how many actions nobody owns: `the 4 actions without an owner`.
fn unowned(report: &Report<'_>) -> Option<String> {
    match report.plan.iter().filter(|it| it.owner.is_none()).count() {
        0 => None,
        1 => Some("the one action without an owner".to_owned()),
        count => Some(format!("the {count} actions without an owner")),
    }
}

/// Returns how many actions have no date.
fn undated(report: &Report<'_>) -> usize {
    report.plan.iter().filter(|it| it.due.is_none()).count()
}

/// Returns what nobody knows: `2 questions without an answer and 1 that nobody could answer`.
fn unsettled(report: &Report<'_>) -> Option<String> {
    let coverage = &report.card.coverage;
    let unanswered = (coverage.unanswered > 0).then(|| {
        format!(
            "{} without an answer",
            wording::count(coverage.unanswered, "question", "questions")
        )
    });
    let unknown = match (coverage.unknown, unanswered.is_some()) {
        (0, _) => None,
        (count, true) => Some(format!("{count} that nobody could answer")),
        (count, false) => Some(format!(
            "{} that nobody could answer",
            wording::count(count, "question", "questions")
        )),
    };
    let parts: Vec<String> = unanswered.into_iter().chain(unknown).collect();
    (!parts.is_empty()).then(|| wording::list(&parts, "and"))
}

/// Returns how many answers lack the evidence that the framework asks for.
fn unbacked(report: &Report<'_>) -> Option<String> {
    let required = report.assessment.framework.evidence.required_from?;
    let all = (0..report.card.criteria.len()).map(|it| backing(report.assessment, it));
    let lacking = all.filter(|it| matches!(it, Backing::Missing | Backing::Stale)).count();
    let verb = if lacking == 1 { "has" } else { "have" };
    let answers = wording::count(lacking, "answer", "answers");
    (lacking > 0)
        .then(|| format!("{answers} at level {required} or above {verb} no up-to-date evidence"))
}

/// Returns what the board may want to ask, made from what the report shows.
pub(super) fn questions(report: &Report<'_>) -> Vec<String> {
    let mut questions = Vec::new();
    for (dimension, _) in &report.summary.held {
        questions.push(format!(
            "In “{dimension}”, something that everything else rests on is below its floor. Who puts that \
             right, and what happens to patients and staff until then?"
        ));
    }
    if let Some(worst) = report.summary.largest_gaps.first() {
        questions.push(format!(
            "The largest gap is in “{}”. What stands in the way, and what would have to stop to make room?",
            worst.title
        ));
    }
    if let Some(lacking) = unbacked(report) {
        questions.push(format!(
            "{}. How do we know that they are right?",
            wording::capitalised(&lacking)
        ));
    }
    if let Some(open) = unsettled(report) {
        questions.push(format!("What nobody knows yet: {open}. Who finds out, and by when?"));
    }
    let undated = match undated(report) {
        0 => None,
        1 => Some("the one action without a date".to_owned()),
        count => Some(format!("the {count} actions without a date")),
    };
    match (unowned(report), undated) {
        (Some(nobody), Some(undated)) => {
            questions.push(format!("Who takes {nobody}, and when will {undated} be done?"));
        }
        (Some(nobody), None) => questions.push(format!("Who takes {nobody}?")),
        (None, Some(undated)) => questions.push(format!("When will {undated} be done?")),
        (None, None) => {}
    }
    let reasons = report.card.coverage.not_applicable;
    if reasons > 0 {
        questions.push(format!(
            "{} said not to apply. Would those who are affected agree with the {}?",
            wording::count(reasons, "question is", "questions are"),
            if reasons == 1 { "reason" } else { "reasons" }
        ));
    }
    let sure = report.assessment.answers.iter().flatten().filter(|it| it.confidence.is_some());
    let answered = report.card.criteria.iter().filter(|it| it.status == Status::Answered);
    if sure.count() < answered.count() {
        questions.push(
            "Not every answer says how sure the respondent is. Which of them would change if somebody else \
             were asked?"
                .to_owned(),
        );
    }
    questions.push(
        "Who outside the digital team has checked these answers, and what did they change?"
            .to_owned(),
    );
    questions
}
