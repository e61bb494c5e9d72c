//! One row for each thing to do, the most urgent first.

use super::super::escape;
use super::{plain, text};
use crate::report::Report;

pub(super) const COLUMNS: [&str; 14] = [
    "rank",
    "criterion",
    "question",
    "dimension",
    "below_floor",
    "gap",
    "uplift",
    "priority",
    "step",
    "success",
    "also",
    "effort",
    "owner",
    "due",
];

pub(super) fn rows(report: &Report<'_>) -> Vec<Vec<String>> {
    (0..report.actions.len()).map(|it| row(report, it).to_vec()).collect()
}

fn row(report: &Report<'_>, index: usize) -> [String; 14] {
    let framework = &*report.assessment.framework;
    let (action, view) = (&report.actions[index], &report.plan[index]);
    let criterion = &framework.criteria[action.criterion];
    [
        view.rank.to_string(),
        view.criterion.clone(),
        escape::csv(&view.question),
        framework.dimensions[criterion.dimension].id.to_string(),
        action.below_floor.to_string(),
        plain(action.gap),
        plain(action.uplift),
        view.priority.to_owned(),
        escape::csv(&view.step),
        escape::csv(&view.success),
        escape::csv(&view.also.join("; ")),
        plain(view.effort),
        text(view.owner.as_deref()),
        plain(action.due),
    ]
}
