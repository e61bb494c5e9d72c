//! The weighted mean: strength in one item makes up for weakness in another.
//!
//! ```text
//! score = Σ wᵢ·sᵢ / Σ wᵢ      sᵢ: score of item i, 0..=1
//!                             wᵢ: its weight, 1 or more
//! ```
//!
//! Choose [`WeakestLink`](super::WeakestLink) where no failure may be averaged away.
//!
//! Source: OECD and JRC, *Handbook on Constructing Composite Indicators* (2008),
//! ISBN 978-92-64-04345-9, on linear aggregation.

use crate::model::{Levels, Rating, Rule, Score};

/// Scores by the average of the items, by weight.
///
/// # Examples
///
/// ```
/// use stocktake::model::{Level, Levels, Rating, Rule, Score, Weight};
/// use stocktake::score::WeightedMean;
///
/// let level = |number| Level { number, label: String::new(), meaning: None };
/// let levels = Levels::new(vec![level(0), level(1)]).unwrap();
/// let items = [
///     Rating { score: Score::new(1.0)?, weight: Weight::new(3)? },
///     Rating { score: Score::new(0.0)?, weight: Weight::new(1)? },
/// ];
/// assert_eq!(WeightedMean.aggregate(&items, &levels), Some(Score::new(0.75)?));
/// # Ok::<(), stocktake::model::RangeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WeightedMean;

impl Rule for WeightedMean {
    fn name(&self) -> &'static str {
        "weighted-mean"
    }

    fn summary(&self) -> &'static str {
        "the average of its scores, by weight"
    }

    fn aggregate(&self, items: &[Rating], _levels: &Levels) -> Option<Score> {
        if items.is_empty() {
            return None;
        }
        let weight = |it: &Rating| f64::from(it.weight.get());
        let total: f64 = items.iter().map(weight).sum();
        let sum: f64 = items.iter().map(|it| weight(it) * it.score.get()).sum();
        // Weights are whole numbers and no score exceeds 1, so rounding cannot lift `sum` above
        // `total`.
        Some(Score::new(sum / total).expect("the mean of fractions is a fraction"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests_support::check;
    use super::*;

    #[test]
    fn only_the_ratio_of_weights_matters() {
        check(&WeightedMean, &[(1.0, 3), (0.0, 1)], Some(0.75));
        check(&WeightedMean, &[(1.0, 300), (0.0, 100)], Some(0.75));
    }

    #[test]
    fn full_marks_stay_full_marks() {
        (1..=999).for_each(|it| check(&WeightedMean, &[(1.0, it), (1.0, 1000 - it)], Some(1.0)));
    }
}
