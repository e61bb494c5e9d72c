//! What backs the answers, and what nobody knows yet.

use super::sheet::{Cell, Column, Sheet};
use crate::model::Status;
use crate::report::{RegisterRow, Report};

/// Returns the evidence register.
pub(super) fn register(report: &Report<'_>) -> Sheet {
    let columns = vec![
        Column::new("Criterion", 24.0),
        Column::new("Question", 50.0),
        Column::new("Answer", 24.0),
        Column::new("Evidence", 54.0),
        Column::new("Link", 54.0),
        Column::new("Dated", 13.0),
        Column::new("State", 12.0).standing(),
    ];
    let mut sheet = Sheet::new("Evidence", columns);
    let row = |it: &RegisterRow| -> Vec<Cell> {
        vec![
            it.criterion.as_str().into(),
            it.question.as_str().into(),
            it.answer.as_str().into(),
            (&it.title).into(),
            it.link.as_ref().map_or(Cell::Empty, |it| Cell::Link(it.clone(), it.clone())),
            it.date.into(),
            it.state.name().into(),
        ]
    };
    sheet.rows = report.evidence.iter().map(row).collect();
    sheet
}

/// Returns the questions that are open, by how they are open.
pub(super) fn open(report: &Report<'_>) -> Sheet {
    let columns = vec![
        Column::new("Criterion", 24.0),
        Column::new("Dimension", 26.0),
        Column::new("Question", 60.0),
        Column::new("Why it is open", 22.0),
        Column::new("Reason given", 50.0),
        Column::new("Note", 50.0),
    ];
    let mut sheet = Sheet::new("Open questions", columns);
    for (status, why) in [
        (Status::Unknown, "Nobody could answer"),
        (Status::Unanswered, "Without an answer"),
        (Status::NotApplicable, "Said not to apply"),
    ] {
        let of = report.open.iter().map(|&it| report.criterion(it));
        for it in of.filter(|it| it.status == status) {
            let dimension = report.assessment.framework.criteria[it.index].dimension;
            let is_put_aside = status == Status::NotApplicable;
            sheet.rows.push(vec![
                it.id.as_str().into(),
                report.dimensions[dimension].title.as_str().into(),
                it.question.as_str().into(),
                why.into(),
                it.meaning.as_deref().filter(|_| is_put_aside).into(),
                (&it.note).into(),
            ]);
        }
    }
    sheet
}
