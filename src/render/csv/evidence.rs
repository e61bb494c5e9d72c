//! One row for each piece of evidence, and for each that is missing.

use super::super::escape;
use super::super::json::state;
use super::{plain, text};
use crate::report::{RegisterRow, Report};

pub(super) const COLUMNS: [&str; 7] =
    ["criterion", "question", "answer", "title", "link", "dated", "state"];

pub(super) fn rows(report: &Report<'_>) -> Vec<Vec<String>> {
    report.evidence.iter().map(|it| row(it).to_vec()).collect()
}

fn row(it: &RegisterRow) -> [String; 7] {
    [
        it.criterion.clone(),
        escape::csv(&it.question),
        escape::csv(&it.answer),
        text(it.title.as_deref()),
        text(it.link.as_deref()),
        plain(it.date),
        state(it.state).to_owned(),
    ]
}
