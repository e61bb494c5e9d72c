//! Staged: the highest whole level that no item is below.
//!
//! ```text
//! score = score of ⌊ lowest value of the items ⌋
//! ```
//!
//! Like [`WeakestLink`](super::WeakestLink), but in whole levels: nothing between two levels
//! counts.
//!
//! Source: the staged representation of CMMI, where every process area of a level and of those
//! below has to be satisfied.

use crate::model::{Levels, Rating, Rule, Score};

/// Scores by the highest whole level that no item is below; weights are ignored.
#[derive(Clone, Copy, Debug)]
pub struct Staged;

impl Rule for Staged {
    fn name(&self) -> &'static str {
        "staged"
    }

    fn summary(&self) -> &'static str {
        "the highest whole level that none of its items is below; weights do not count"
    }

    fn aggregate(&self, items: &[Rating], levels: &Levels) -> Option<Score> {
        let lowest = items.iter().map(|it| it.score).reduce(Score::min)?;
        let reached = levels.reached(levels.value_of(lowest));
        Some(levels.score_of(f64::from(reached.number)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests_support::check;
    use super::*;

    #[test]
    fn only_whole_levels_count() {
        check(&Staged, &[(0.75, 1), (1.0, 1)], Some(0.75));
        check(&Staged, &[(0.7, 1), (1.0, 1)], Some(0.5));
        check(&Staged, &[(0.1, 1), (1.0, 9)], Some(0.0));
    }
}
