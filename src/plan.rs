//! The plan: what to do first, and which step that is.
//!
//! Actions are the scored criteria with a gap or below their floor. Those below their floor come
//! first; then the larger uplift, the larger rise of the dimension's score, the larger gap by
//! weight; then framework order. Differences below [`TOLERANCE`] are ties: they are rounding.

mod step;

pub use step::step;

use std::cmp::Reverse;

use crate::gap::Gaps;
use crate::model::{Assessment, Date, Effort, TOLERANCE};
use crate::score::Scorecard;

/// Something to do: the next step of one criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// The index of the criterion.
    pub criterion: usize,
    /// Whether the criterion is below its floor.
    pub below_floor: bool,
    /// The criterion's gap, in levels; `None` if nobody answered and the framework counts that as
    /// the lowest level.
    pub gap: Option<f64>,
    /// How much the overall score would rise with the criterion at its target, a fraction.
    pub uplift: Option<f64>,
    /// What to do to reach the next level.
    pub step: String,
    /// How much work it is.
    pub effort: Option<Effort>,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
}

/// Returns what to do, most urgent first.
#[must_use]
pub fn plan(assessment: &Assessment, card: &Scorecard, gaps: &Gaps) -> Vec<Action> {
    let is_action = |&index: &usize| {
        card.criteria[index].below_floor || gaps.criteria[index].gap.is_some_and(|it| it > 0.0)
    };
    let mut order: Vec<usize> = (0..card.criteria.len()).filter(is_action).collect();
    order.sort_by_key(|&index| {
        let gap = &gaps.criteria[index];
        let weight = f64::from(assessment.framework.criteria[index].weight.get());
        let key = |number: Option<f64>| Reverse(grains(number.unwrap_or(0.0)));
        let by_weight = gap.gap.map(|it| it * weight);
        (!card.criteria[index].below_floor, key(gap.uplift), key(gap.rise), key(by_weight), index)
    });
    order.into_iter().map(|index| action(assessment, card, gaps, index)).collect()
}

/// Returns a number in whole tolerances, so that it can be ordered without rounding errors.
#[expect(
    clippy::cast_possible_truncation,
    reason = "gaps by weight stay far below 2^63 tolerances"
)]
fn grains(number: f64) -> i128 {
    (number / TOLERANCE).round() as i128
}

fn action(assessment: &Assessment, card: &Scorecard, gaps: &Gaps, index: usize) -> Action {
    let answer = assessment.answers[index].as_ref();
    let next = card.criteria[index].score.and_then(|score| {
        let levels = &assessment.framework.levels;
        levels.next(levels.value_of(score)).map(|it| it.number)
    });
    let criterion = &assessment.framework.criteria[index];
    Action {
        criterion: index,
        below_floor: card.criteria[index].below_floor,
        gap: gaps.criteria[index].gap,
        uplift: gaps.criteria[index].uplift,
        step: step(assessment, index, gaps.criteria[index].target),
        effort: next.and_then(|it| criterion.efforts.get(&it).copied()),
        owner: answer.and_then(|it| it.owner.clone()),
        due: answer.and_then(|it| it.due),
    }
}
