//! Priorities in words.

use super::Report;
use super::action::uplift;
use crate::plan::Priority;

/// A priority, and the actions that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct PriorityView {
    /// What to call it: `Do now`.
    pub name: &'static str,
    /// The rule that placed the actions here.
    pub rule: &'static str,
    /// The actions, as indexes into [`Report::plan`].
    pub actions: Vec<usize>,
}

pub(super) fn priorities(report: &Report<'_>) -> Vec<PriorityView> {
    let view = |priority: Priority| {
        let of = report.priorities.of.iter().enumerate();
        let actions: Vec<usize> = of.filter(|it| *it.1 == priority).map(|it| it.0).collect();
        PriorityView { name: priority.name(), rule: priority.rule(), actions }
    };
    Priority::ALL.into_iter().map(view).filter(|it| !it.actions.is_empty()).collect()
}

/// Returns from where on a rise is large, in a sentence.
pub(super) fn rise_rule(report: &Report<'_>) -> String {
    let of =
        if report.priorities.are_overall { "the overall value" } else { "the value of its part" };
    let Some(large) = report.priorities.large else {
        return format!("No action alone raises {of}.");
    };
    let levels = &report.assessment.framework.levels;
    format!(
        "Each action would raise {of}. A rise is large if it is at least half of the largest one: {} levels.",
        uplift(large * levels.span()).trim_start_matches('+')
    )
}
