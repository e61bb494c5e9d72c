//! One row for each criterion.

use super::super::escape;
use super::{plain, text};
use crate::model::{Confidence, Given, Response, Score};
use crate::report::Report;

pub(super) const COLUMNS: [&str; 19] = [
    "dimension",
    "criterion",
    "question",
    "status",
    "answer",
    "scored",
    "weight",
    "score",
    "value",
    "floor",
    "target",
    "gap",
    "uplift",
    "evidence",
    "confidence",
    "owner",
    "due",
    "note",
    "reason",
];

pub(super) fn rows(report: &Report<'_>) -> Vec<Vec<String>> {
    (0..report.card.criteria.len()).map(|it| row(report, it).to_vec()).collect()
}

fn row(report: &Report<'_>, index: usize) -> [String; 19] {
    let framework = &*report.assessment.framework;
    let criterion = &framework.criteria[index];
    let answer = report.assessment.answers[index].as_ref();
    let (score, gap) = (&report.card.criteria[index], &report.gaps.criteria[index]);
    let reason = answer.and_then(|it| match &it.response {
        Response::NotApplicable { reason } => Some(reason.as_str()),
        Response::Given(_) | Response::Unknown => None,
    });
    [
        framework.dimensions[criterion.dimension].id.to_string(),
        criterion.id.to_string(),
        escape::csv(&criterion.question),
        score.status.name().to_owned(),
        answer.map(|it| given(&it.response)).unwrap_or_default(),
        criterion.scored.to_string(),
        criterion.weight.get().to_string(),
        plain(score.score.map(Score::get)),
        plain(score.score.map(|it| framework.levels.value_of(it))),
        plain(criterion.floor),
        gap.target.to_string(),
        plain(gap.gap),
        plain(gap.uplift),
        answer.map_or(0, |it| it.evidence.len()).to_string(),
        plain(answer.and_then(|it| it.confidence).map(Confidence::name)),
        text(answer.and_then(|it| it.owner.as_deref())),
        plain(answer.and_then(|it| it.due)),
        text(answer.and_then(|it| it.note.as_deref())),
        text(reason),
    ]
}

fn given(response: &Response) -> String {
    match response {
        Response::Given(Given::Level(level)) => level.to_string(),
        Response::Given(Given::Choice(option)) => option.to_string(),
        Response::Given(Given::Number(number)) => number.to_string(),
        Response::Given(Given::Elements(met)) => {
            let met: Vec<&str> = met.iter().map(crate::model::ElementId::as_str).collect();
            met.join(" ")
        }
        Response::NotApplicable { .. } | Response::Unknown => String::new(),
    }
}
