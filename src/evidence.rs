//! Evidence: whether what an answer claims is backed as the framework asks.

use crate::model::{Assessment, TOLERANCE};
use crate::score::score_at;

/// How an answer is backed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Backing {
    /// The framework asks for no evidence: there is none to ask for, or the level is too low.
    NotRequired,
    /// There is evidence, and some of it is not stale.
    Enough,
    /// There is none.
    Missing,
    /// There is some, and all of it is too old.
    Stale,
}

/// Returns how the answer at `index` is backed.
///
/// An answer that is in scope needs evidence if its value is at the framework's `required_from` or above. Evidence
/// without a date is never stale.
#[must_use]
pub fn backing(assessment: &Assessment, index: usize) -> Backing {
    let framework = &assessment.framework;
    let (Some(required), Some(answer)) =
        (framework.evidence.required_from, &assessment.answers[index])
    else {
        return Backing::NotRequired;
    };
    let value = score_at(assessment, index).map(|it| framework.levels.value_of(it));
    if value.is_none_or(|it| it < f64::from(required) - TOLERANCE) {
        return Backing::NotRequired;
    }
    match answer.evidence.as_slice() {
        [] => Backing::Missing,
        all if all.iter().all(|it| assessment.is_stale(it)) => Backing::Stale,
        _ => Backing::Enough,
    }
}
