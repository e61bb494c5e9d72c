//! Scores and weights: the numbers that rules work on.

use std::num::NonZeroU16;

/// A number outside the range of its type.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{0} is out of range")]
pub struct RangeError(pub f64);

/// A position on the way from the lowest level (`0`) to the highest (`1`).
///
/// A score is a fraction without a unit. Only [`Levels`](super::Levels) turns it into a value.
///
/// Invariant: finite, and within `0..=1`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Score(f64);

impl Score {
    /// The lowest score.
    pub const ZERO: Self = Self(0.0);
    /// The highest score.
    pub const ONE: Self = Self(1.0);

    /// Returns the score of `fraction`.
    ///
    /// # Errors
    ///
    /// Returns an error unless `fraction` is within `0..=1`.
    pub fn new(fraction: f64) -> Result<Self, RangeError> {
        // Adding zero turns a negative zero into a positive one.
        if (0.0..=1.0).contains(&fraction) {
            Ok(Self(fraction + 0.0))
        } else {
            Err(RangeError(fraction))
        }
    }

    /// Returns the score nearest to `fraction`; `NaN` is the lowest.
    #[must_use]
    pub fn clamped(fraction: f64) -> Self {
        Self::new(fraction.clamp(0.0, 1.0)).unwrap_or(Self::ZERO)
    }

    /// Returns the fraction, within `0..=1`.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Returns the lower of two scores.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
}

/// How much a criterion or a dimension counts against its neighbours.
///
/// Only ratios matter, so a whole number is enough: a published weight of 12.5 % is `125` next to
/// its neighbours' `500` and `375`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Weight(NonZeroU16);

impl Weight {
    /// The weight of whatever names none.
    pub const ONE: Self = Self(NonZeroU16::MIN);

    /// Returns the weight `number`.
    ///
    /// # Errors
    ///
    /// Returns an error if `number` is zero.
    pub fn new(number: u16) -> Result<Self, RangeError> {
        NonZeroU16::new(number).map(Self).ok_or(RangeError(f64::from(number)))
    }

    /// Returns the weight as a number, 1 or more.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0.get()
    }
}

/// A score, and how much it counts: one item of a dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// How far up the item is.
    pub score: Score,
    /// How much it counts.
    pub weight: Weight,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_a_fraction() {
        for number in [-0.1, 1.1, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Score::new(number).is_err(), "{number}");
        }
        assert_eq!(Score::new(0.5).unwrap().get().to_bits(), 0.5_f64.to_bits());
    }

    #[test]
    fn there_is_no_negative_zero() {
        assert!(Score::new(-0.0).unwrap().get().is_sign_positive());
        assert!(Score::clamped(-0.0).get().is_sign_positive());
    }

    #[test]
    fn a_weight_of_zero_is_refused() {
        assert!(Weight::new(0).is_err());
        assert_eq!(Weight::new(1).unwrap(), Weight::ONE);
    }
}
