//! The gaps: where each dimension stands, one row each.

use super::sheet::{Cell, Column, Sheet};
use super::standing;
use crate::model::Status;
use crate::report::{DimensionView, Report, Standing};

/// Returns the sheet of gaps.
pub(super) fn gaps(report: &Report<'_>) -> Sheet {
    let columns = vec![
        Column::new("Dimension", 34.0),
        Column::new("Id", 22.0),
        Column::new("Part of", 22.0),
        Column::new("Value", 8.0),
        Column::new("Level", 18.0),
        Column::new("Target", 8.0),
        Column::new("Gap", 8.0).gap(),
        Column::new("Standing", 14.0).standing(),
        Column::new("Could still be", 14.0),
        Column::new("Answered", 18.0),
        Column::new("Weakest criterion", 24.0),
        Column::new("Below a floor", 50.0),
        Column::new("What it is about", 50.0),
        Column::new("Score", 10.0),
    ];
    let mut sheet = Sheet::new("Gaps", columns);
    sheet.rows = report.dimensions.iter().map(|it| row(report, it)).collect();
    sheet
}

fn row(report: &Report<'_>, it: &DimensionView) -> Vec<Cell> {
    let framework = &*report.assessment.framework;
    let Standing { value, level, target, gap, bounds, score, is_met, .. } = &it.standing;
    let parent =
        framework.dimensions[it.index].parent.map(|it| framework.dimensions[it].id.as_str());
    vec![
        it.title.as_str().into(),
        it.id.as_str().into(),
        parent.into(),
        Cell::printed(value, None),
        level.as_str().into(),
        Cell::printed(target, None),
        Cell::printed(gap, report.gaps.dimensions[it.index].gap),
        standing(*is_met, !it.floors.is_empty(), *score).into(),
        bounds.into(),
        answered(it).into(),
        (&it.weakest).into(),
        (&it.held).into(),
        (&it.summary).into(),
        score.map_or(Cell::Empty, Cell::number),
    ]
}

/// Returns how much of a dimension's own criteria was answered; nothing where none of them applies.
fn answered(it: &DimensionView) -> Option<&str> {
    let has_answers = it.criteria.iter().any(|it| it.status == Status::Answered);
    it.partly.as_deref().or(has_answers.then_some("all"))
}
