//! The plan: what to do, most urgent first, one row each.

use super::sheet::{Cell, Column, Sheet};
use super::style::BELOW_FLOOR;
use crate::report::{ActionView, Report};

/// Returns the sheet of actions.
pub(super) fn actions(report: &Report<'_>) -> Sheet {
    let columns = vec![
        Column::new("Rank", 6.0),
        Column::new("Next step", 50.0),
        Column::new("Done when", 50.0),
        Column::new("Criterion", 24.0),
        Column::new("Question", 44.0),
        Column::new("Dimension", 26.0),
        Column::new("Also serves", 24.0),
        Column::new("Priority", 16.0),
        Column::new("Floor", 14.0).standing(),
        Column::new("Gap", 8.0).gap(),
        Column::new("Overall rises by", 10.0),
        Column::new("Effort", 10.0),
        Column::new("Owner", 24.0),
        Column::new("Due", 13.0),
    ];
    let mut sheet = Sheet::new("Actions", columns).keyed_by(3);
    sheet.rows = (0..report.plan.len()).map(|it| row(report, it)).collect();
    sheet
}

fn row(report: &Report<'_>, index: usize) -> Vec<Cell> {
    let it: &ActionView = &report.plan[index];
    let exact = &report.actions[index];
    let due = exact.due.map_or_else(|| Cell::from("No date"), Cell::from);
    vec![
        Cell::count(it.rank),
        it.step.as_str().into(),
        it.success.as_str().into(),
        it.criterion.as_str().into(),
        it.question.as_str().into(),
        it.dimension.as_str().into(),
        it.also.join(", ").into(),
        it.priority.into(),
        it.below_floor.as_ref().map(|_| BELOW_FLOOR).into(),
        Cell::printed(&it.gap, exact.gap),
        Cell::printed(&it.uplift, it.rise),
        it.effort_in_words().into(),
        it.owner.as_deref().unwrap_or("No owner").into(),
        due,
    ]
}
