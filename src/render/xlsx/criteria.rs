//! Every criterion in full, one row each.

use super::sheet::{Cell, Column, Sheet};
use super::standing;
use crate::model::Status;
use crate::report::{CriterionView, EvidenceView, Report, gap_text};
use crate::wording;

/// Returns the sheet of criteria.
pub(super) fn criteria(report: &Report<'_>) -> Sheet {
    let columns = vec![
        Column::new("Criterion", 24.0),
        Column::new("Dimension", 26.0),
        Column::new("Question", 46.0),
        Column::new("Why it matters", 40.0),
        Column::new("Status", 15.0),
        Column::new("Answer", 22.0),
        Column::new("What that means", 44.0),
        Column::new("Why it does not apply", 40.0),
        Column::new("Value", 8.0),
        Column::new("Target", 8.0),
        Column::new("Gap", 8.0).gap(),
        Column::new("Standing", 14.0).standing(),
        Column::new("Next level", 18.0),
        Column::new("What that looks like", 44.0),
        Column::new("To get there", 44.0),
        Column::new("Note", 44.0),
        Column::new("Evidence", 44.0),
        Column::new("About the evidence", 34.0),
        Column::new("Confidence", 12.0),
        Column::new("Owner", 22.0),
        Column::new("Due", 13.0),
        Column::new("Remarks", 30.0),
        Column::new("Published figures", 40.0),
        Column::new("Source", 40.0),
        Column::new("Scored", 8.0),
        Column::new("Weight", 8.0),
        Column::new("Floor", 8.0),
        Column::new("Score", 10.0),
        Column::new("Overall rises by", 12.0),
    ];
    let mut sheet = Sheet::new("Criteria", columns);
    let views = report.dimensions.iter().flat_map(|it| it.criteria.iter().map(move |c| (it, c)));
    sheet.rows = views.map(|(dimension, it)| row(report, &dimension.title, it)).collect();
    sheet
}

fn row(report: &Report<'_>, dimension: &str, it: &CriterionView) -> Vec<Cell> {
    let framework = &*report.assessment.framework;
    let criterion = &framework.criteria[it.index];
    let (card, gap) = (&report.card.criteria[it.index], &report.gaps.criteria[it.index]);
    let answer = report.assessment.answers[it.index].as_ref();
    let value = card.score.map(|it| wording::level(framework.levels.value_of(it)));
    let printed =
        |text: Option<String>, exact| text.map_or(Cell::Empty, |text| Cell::printed(&text, exact));
    let is_put_aside = it.status == Status::NotApplicable;
    let (reason, meaning) = if is_put_aside { (&it.meaning, &None) } else { (&None, &it.meaning) };
    let next = it.next.as_ref();
    vec![
        it.id.as_str().into(),
        dimension.into(),
        it.question.as_str().into(),
        (&it.why).into(),
        it.status.name().into(),
        it.answer.as_str().into(),
        meaning.into(),
        reason.into(),
        printed(value.clone(), None),
        printed(value.map(|_| wording::tenths(gap.target)), None),
        printed(card.score.map(|_| gap_text(gap.gap)), gap.gap),
        standing(it.is_met, it.below_floor, card.score.map(crate::model::Score::get)).into(),
        next.map(|it| it.level.as_str()).into(),
        next.and_then(|it| it.meaning.as_deref()).into(),
        next.map(|it| it.step.as_str()).into(),
        (&it.note).into(),
        it.evidence.iter().map(evidence).collect::<Vec<_>>().join("\n").into(),
        (&it.warning).into(),
        it.confidence.into(),
        answer.and_then(|it| it.owner.as_deref()).into(),
        answer.and_then(|it| it.due).into(),
        it.remarks.join("\n").into(),
        it.benchmarks.join("\n").into(),
        (&it.source).into(),
        if criterion.scored { "yes" } else { "no" }.into(),
        Cell::count(criterion.weight.get().into()),
        criterion.floor.map_or(Cell::Empty, |it| Cell::number(it.into())),
        card.score.map_or(Cell::Empty, |it| Cell::number(it.get())),
        gap.uplift.map_or(Cell::Empty, |it| Cell::number(it * framework.levels.span())),
    ]
}

/// Returns a piece of evidence in a line, with its address: links are in the register.
fn evidence(it: &EvidenceView) -> String {
    let link = it.link.as_ref().map(|it| format!(", {it}")).unwrap_or_default();
    format!("{}{link}", it.text)
}
