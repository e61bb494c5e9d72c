//! Actions in words.

use super::NONE;
use super::Report;
use super::standing::gap_text;
use crate::model::{Effort, Status};
use crate::wording;

/// Something to do, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionView {
    /// Its place in the order, from 1.
    pub rank: usize,
    /// The id of its criterion.
    pub criterion: String,
    /// The question of its criterion.
    pub question: String,
    /// The title of its dimension.
    pub dimension: String,
    /// What to do.
    pub step: String,
    /// What will be true when it is done.
    pub success: String,
    /// What else it serves: other frameworks' names for the same thing.
    pub also: Vec<String>,
    /// What it brings against how much work it is: `Do now`.
    pub priority: &'static str,
    /// How much work it is, if the framework says: `low`.
    pub effort: Option<&'static str>,
    /// Who does it, if somebody is named.
    pub owner: Option<String>,
    /// By when, if there is a date: `31 March 2027`.
    pub due: Option<String>,
    /// Whether that is past on the day of the meeting, or else of the assessment.
    pub is_past: bool,
    /// The gap in levels.
    pub gap: String,
    /// How much the overall value would rise, in levels: `+0.08`.
    pub uplift: String,
    /// The same, not rounded; `None` where there is no overall value.
    pub rise: Option<f64>,
    /// Why it comes before its turn, if it does.
    pub below_floor: Option<String>,
}

impl ActionView {
    /// Returns how much work it is: `low`, or that nobody says.
    #[must_use]
    pub fn effort_in_words(&self) -> &'static str {
        self.effort.unwrap_or("not stated")
    }
}

pub(super) fn actions(report: &Report<'_>) -> Vec<ActionView> {
    let framework = &*report.assessment.framework;
    let levels = &framework.levels;
    let span = levels.span();
    let today = report.options.meeting.unwrap_or(report.assessment.assessed_on);
    let view = |(index, action): (usize, &crate::plan::Action)| {
        let criterion = &framework.criteria[action.criterion];
        let floor = criterion.floor.filter(|_| action.below_floor);
        ActionView {
            rank: index + 1,
            criterion: criterion.id.to_string(),
            question: criterion.question.clone(),
            dimension: framework.dimensions[criterion.dimension].title.clone(),
            step: action.step.text.clone(),
            success: action.step.success.clone(),
            also: criterion.maps_to.clone(),
            priority: report.priorities.of[index].name(),
            effort: action.effort.map(Effort::name),
            owner: action.owner.clone(),
            due: action.due.map(wording::date),
            is_past: action.due.is_some_and(|it| it < today),
            gap: gap_text(action.gap),
            uplift: action.uplift.map_or_else(|| NONE.to_owned(), |it| uplift(it * span)),
            rise: action.uplift.map(|it| it * span),
            below_floor: floor.map(|it| format!("Below its floor of {it}")),
        }
    };
    report.actions.iter().enumerate().map(view).collect()
}

/// Returns why there is nothing to do, if there is nothing.
pub(super) fn no_plan(report: &Report<'_>) -> Option<String> {
    if !report.plan.is_empty() {
        return None;
    }
    let is_rated = report.card.criteria.iter().any(|it| it.score.is_some());
    let open = report.counts_and_is(Status::Unanswered);
    let count = wording::count(open, "question is", "questions are");
    Some(match (is_rated, open) {
        (true, 0) => "Every target is met: there is nothing to do first.".to_owned(),
        (true, _) => format!("Every answer meets its target, but {count} without an answer."),
        (false, 0) => "Nothing that counts applies to this organisation.".to_owned(),
        (false, _) => format!("There is no answer yet that counts: {count} to settle first."),
    })
}

/// Returns a rise in levels, with its sign. One that is there is never printed as zero.
pub(super) fn uplift(levels: f64) -> String {
    if levels <= 1e-9 {
        "none".to_owned()
    } else if levels < 0.005 {
        "< 0.01".to_owned()
    } else {
        format!("+{levels:.2}")
    }
}
