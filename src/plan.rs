//! The plan: what to do first, and which step that is.
//!
//! Actions are the scored criteria with a gap or below their floor. Those below their floor come
//! first; then the larger uplift, the larger rise of the dimension's score, the larger gap by
//! weight; then framework order. Differences below [`TOLERANCE`] are ties: they are rounding.

mod priority;
mod step;

pub use priority::{Priorities, Priority, priorities};
pub use step::{Step, step};

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
    /// What to do to reach the next level, and how to tell that it is done.
    pub step: Step,
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
    let rank = |number: &dyn Fn(usize) -> Option<f64>| {
        let numbers = order.iter().map(|&it| (it, number(it).unwrap_or(0.0)));
        ranks(numbers.collect(), card.criteria.len())
    };
    let uplift = rank(&|it| gaps.criteria[it].uplift);
    let rise = rank(&|it| gaps.criteria[it].rise);
    let by_weight = rank(&|it| {
        let weight = f64::from(assessment.framework.criteria[it].weight.get());
        gaps.criteria[it].gap.map(|gap| gap * weight)
    });
    order.sort_by_key(|&it| {
        (!card.criteria[it].below_floor, uplift[it], rise[it], by_weight[it], it)
    });
    order.into_iter().map(|index| action(assessment, card, gaps, index)).collect()
}

/// Returns the places of numbers, the largest first, by their indexes below `count`. Numbers that
/// differ by no more than a tolerance share a place: rounding decides nothing.
fn ranks(mut numbers: Vec<(usize, f64)>, count: usize) -> Vec<usize> {
    numbers.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let mut ranks = vec![0; count];
    for pair in numbers.windows(2) {
        let [(before, larger), (index, number)] = *pair else { continue };
        ranks[index] = ranks[before] + usize::from(larger - number > TOLERANCE);
    }
    ranks
}

fn action(assessment: &Assessment, card: &Scorecard, gaps: &Gaps, index: usize) -> Action {
    let answer = assessment.answers[index].as_ref();
    let next = card.criteria[index].score.and_then(|score| {
        let levels = &assessment.framework.levels;
        levels.next(levels.value_of(score)).map(|it| it.number)
    });
    let criterion = &assessment.framework.criteria[index];
    let below_floor = card.criteria[index].below_floor;
    // Who is below a floor has to get there, even where the target asks for less.
    let floor = criterion.floor.filter(|_| below_floor).map(f64::from);
    let target = gaps.criteria[index].target;
    Action {
        criterion: index,
        below_floor,
        gap: gaps.criteria[index].gap,
        uplift: gaps.criteria[index].uplift,
        step: step(assessment, index, floor.map_or(target, |it| it.max(target))),
        effort: next.and_then(|it| criterion.efforts.get(&it).copied()),
        owner: answer.and_then(|it| it.owner.clone()),
        due: answer.and_then(|it| it.due),
    }
}
