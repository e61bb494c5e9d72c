//! The median: the middle item decides.
//!
//! Outliers on either side do not count, so a hole can hide: use it beside a floor, or choose
//! [`WeakestLink`](super::WeakestLink).
//!
//! Source: the Health Data Readiness Level framework takes the median of its core indicators.

use crate::model::{Levels, Rating, Rule, Score};

/// Scores by the middle item, or by the mean of the two middle ones; weights are ignored.
#[derive(Clone, Copy, Debug)]
pub struct Median;

impl Rule for Median {
    fn name(&self) -> &'static str {
        "median"
    }

    fn summary(&self) -> &'static str {
        "the middle one of its scores, or the mean of the two middle ones; weights do not count"
    }

    fn aggregate(&self, items: &[Rating], _levels: &Levels) -> Option<Score> {
        let mut scores: Vec<f64> = items.iter().map(|it| it.score.get()).collect();
        scores.sort_by(f64::total_cmp);
        let upper = *scores.get(scores.len() / 2)?;
        let lower = scores[(scores.len() - 1) / 2];
        Some(Score::clamped(f64::midpoint(lower, upper)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests_support::check;
    use super::*;

    #[test]
    fn an_odd_count_has_a_middle() {
        check(&Median, &[(0.0, 1), (0.25, 9), (1.0, 1)], Some(0.25));
        check(&Median, &[(1.0, 1), (0.0, 1), (0.75, 1)], Some(0.75));
    }

    #[test]
    fn an_even_count_has_two() {
        check(&Median, &[(0.0, 1), (0.25, 1), (0.75, 1), (1.0, 1)], Some(0.5));
        check(&Median, &[(1.0, 7)], Some(1.0));
    }
}
