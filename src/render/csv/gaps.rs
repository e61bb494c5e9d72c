//! The overall result, and one row for each dimension.

use super::super::escape;
use super::plain;
use crate::gap::Gap;
use crate::model::{Score, Status};
use crate::report::Report;
use crate::score::Bounds;

pub(super) const COLUMNS: [&str; 16] = [
    "dimension",
    "parent",
    "title",
    "rule",
    "weight",
    "score",
    "value",
    "level",
    "label",
    "low",
    "high",
    "target",
    "gap",
    "held_by",
    "score_without_floors",
    "answered",
];

pub(super) fn rows(report: &Report<'_>) -> Vec<Vec<String>> {
    let dimensions = (0..report.card.dimensions.len()).map(|it| dimension(report, it));
    std::iter::once(overall(report)).chain(dimensions).collect()
}

/// Returns the overall result: no dimension has an empty id.
fn overall(report: &Report<'_>) -> Vec<String> {
    let framework = &*report.assessment.framework;
    let first = ["", "", "Overall", framework.rule.name(), ""].map(str::to_owned);
    let card = &report.card;
    let standing = standing(report, card.overall, card.bounds, report.gaps.overall);
    let last = [String::new(), String::new(), card.coverage.answered.to_string()];
    first.into_iter().chain(standing).chain(last).collect()
}

fn dimension(report: &Report<'_>, index: usize) -> Vec<String> {
    let framework = &*report.assessment.framework;
    let dimension = &framework.dimensions[index];
    let card = &report.card.dimensions[index];
    let first = [
        dimension.id.to_string(),
        plain(dimension.parent.map(|it| framework.dimensions[it].id.as_str())),
        escape::csv(&dimension.title),
        dimension.rule.name().to_owned(),
        dimension.weight.get().to_string(),
    ];
    let held_by: Vec<&str> =
        card.held_by.iter().map(|&it| framework.criteria[it].id.as_str()).collect();
    let statuses = framework.criteria_of(index).map(|(it, _)| report.card.criteria[it].status);
    let answered = statuses.filter(|it| *it == Status::Answered).count();
    let last =
        [held_by.join(" "), plain(card.without_floors.map(Score::get)), answered.to_string()];
    let standing = standing(report, card.score, card.bounds, report.gaps.dimensions[index]);
    first.into_iter().chain(standing).chain(last).collect()
}

fn standing(report: &Report<'_>, score: Option<Score>, bounds: Bounds, gap: Gap) -> [String; 8] {
    let levels = &report.assessment.framework.levels;
    let value = score.map(|it| levels.value_of(it));
    let reached = value.map(|it| levels.reached(it));
    [
        plain(score.map(Score::get)),
        plain(value),
        plain(reached.map(|it| it.number)),
        reached.map(|it| escape::csv(&it.label)).unwrap_or_default(),
        plain(bounds.low.map(Score::get)),
        plain(bounds.high.map(Score::get)),
        plain(gap.target),
        plain(gap.gap),
    ]
}
