//! The weakest link: the lowest item decides.
//!
//! ```text
//! score = min sᵢ      sᵢ: score of item i, 0..=1
//! ```
//!
//! Choose [`WeightedMean`](super::WeightedMean) where strengths may make up for weaknesses.
//!
//! Source: OECD and JRC, *Handbook on Constructing Composite Indicators* (2008),
//! ISBN 978-92-64-04345-9, on non-compensatory aggregation.

use crate::model::{Levels, Rating, Rule, Score};

/// Scores by the lowest item; weights are ignored.
#[derive(Clone, Copy, Debug)]
pub struct WeakestLink;

impl Rule for WeakestLink {
    fn name(&self) -> &'static str {
        "weakest-link"
    }

    fn summary(&self) -> &'static str {
        "the lowest of its scores; weights do not count"
    }

    fn aggregate(&self, items: &[Rating], _levels: &Levels) -> Option<Score> {
        items.iter().map(|it| it.score).reduce(Score::min)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests_support::check;
    use super::*;

    #[test]
    fn nothing_makes_up_for_the_lowest() {
        check(&WeakestLink, &[(1.0, 999), (0.25, 1), (0.5, 1)], Some(0.25));
        check(&WeakestLink, &[(1.0, 1)], Some(1.0));
    }
}
