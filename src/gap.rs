//! Gaps: how far each thing is from its target, and what closing it would bring.
//!
//! ```text
//! gap    = max(0, target − value)                                in levels
//! uplift = overall score with this criterion alone at its target − overall score
//! rise   = the same for the criterion's own dimension
//! ```
//!
//! An unanswered criterion has no gap: it is a question to settle.

use crate::model::{Assessment, Score, Status, TOLERANCE};
use crate::score::{Scorecard, tree_of};

/// The targets and gaps of an assessment, in framework order.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaps {
    /// The overall target and gap. Without a dimension that has a score there is no target.
    pub overall: Gap,
    /// One for each dimension.
    pub dimensions: Vec<Gap>,
    /// One for each criterion.
    pub criteria: Vec<CriterionGap>,
}

/// A target, and the distance to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gap {
    /// Where to be, in levels.
    pub target: Option<f64>,
    /// How far it is, in levels, never negative; `None` where there is no score.
    pub gap: Option<f64>,
}

/// The gap of a criterion, and what closing it would bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriterionGap {
    /// Where to be, in levels.
    pub target: f64,
    /// How far it is, in levels; `None` if the criterion is not rated, or unanswered.
    pub gap: Option<f64>,
    /// How much the overall score would rise, a fraction; `None` as for `gap`, or if there is no
    /// overall score.
    pub uplift: Option<f64>,
    /// How much the score of its dimension would rise, a fraction; `None` likewise.
    pub rise: Option<f64>,
}

/// Returns the targets and gaps of a scored assessment.
#[must_use]
pub fn gaps(assessment: &Assessment, card: &Scorecard) -> Gaps {
    let framework = &*assessment.framework;
    let levels = &framework.levels;
    let value = |score: Option<Score>| score.map(|it| levels.value_of(it));
    let dimensions: Vec<Gap> = (card.dimensions.iter().enumerate())
        .map(|(index, dimension)| {
            let target = assessment.dimension_target(index);
            Gap { target: Some(target), gap: value(dimension.score).map(|it| distance(target, it)) }
        })
        .collect();
    let target = overall_target(assessment, card);
    let overall = Gap {
        target,
        gap: value(card.overall).zip(target).map(|(value, target)| distance(target, value)),
    };
    let scores: Vec<Option<Score>> = card.dimensions.iter().map(|it| it.score).collect();
    let mut tree = tree_of(assessment, card);
    let criteria = (card.criteria.iter().enumerate())
        .map(|(index, criterion)| {
            let target = assessment.criterion_target(index);
            let score = criterion.score.filter(|_| criterion.status != Status::Unanswered);
            let Some(score) = score else {
                return CriterionGap { target, gap: None, uplift: None, rise: None };
            };
            let gap = distance(target, levels.value_of(score));
            let before = scores[framework.criteria[index].dimension];
            let (own, overall) = if gap > 0.0 {
                tree.what_if(index, levels.score_of(target), &scores)
            } else {
                (before, card.overall)
            };
            let difference = |after: Option<Score>, before: Option<Score>| {
                after.zip(before).map(|(after, before)| after.get() - before.get())
            };
            let uplift = difference(overall, card.overall);
            CriterionGap { target, gap: Some(gap), uplift, rise: difference(own, before) }
        })
        .collect();
    Gaps { overall, dimensions, criteria }
}

/// Returns how far `value` is below `target`, in levels. What rounding leaves is no gap.
fn distance(target: f64, value: f64) -> f64 {
    let distance = target - value;
    if distance > TOLERANCE { distance } else { 0.0 }
}

/// Returns the mean, by weight, of the targets of the top-level dimensions that have a score.
fn overall_target(assessment: &Assessment, card: &Scorecard) -> Option<f64> {
    let framework = &assessment.framework;
    let scored = || framework.top_level().filter(|&it| card.dimensions[it].score.is_some());
    let weight = |it: usize| f64::from(framework.dimensions[it].weight.get());
    let total: f64 = scored().map(weight).sum();
    let sum: f64 = scored().map(|it| weight(it) * assessment.dimension_target(it)).sum();
    (total > 0.0).then(|| sum / total)
}
