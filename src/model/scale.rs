//! Scales: how a criterion is answered, and how an answer becomes points.

use super::{OptionId, ScaleId, Score};

/// How a criterion is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Its name in the framework.
    pub id: ScaleId,
    /// What an answer is.
    pub kind: ScaleKind,
}

/// The kinds of scale.
#[derive(Clone, Debug, PartialEq)]
pub enum ScaleKind {
    /// The answer is one of the framework's levels.
    Level,
    /// The answer is one of these options; two or more, in file order.
    Choice(Vec<Choice>),
    /// The answer is a number; each band has its points.
    Bands {
        /// What is counted: `% of records`.
        unit: String,
        /// What an answer may be.
        range: Range,
        /// From the lowest `from` to the highest; the first starts at the range's lower end.
        bands: Vec<Band>,
    },
    /// The answer is a number; points lie on a straight line.
    Line {
        /// What is counted: `% of staff`.
        unit: String,
        /// What an answer may be.
        range: Range,
        /// Where the line starts and ends.
        line: Line,
    },
    /// The answer lists the elements that are met.
    Checklist,
}

impl ScaleKind {
    /// Returns the unit of a number scale.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Bands { unit, .. } | Self::Line { unit, .. } => Some(unit),
            Self::Level | Self::Choice(_) | Self::Checklist => None,
        }
    }
}

/// An option of a choice scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What an answer says.
    pub id: OptionId,
    /// What people read.
    pub label: String,
    /// Points, 0 to 100.
    pub points: f64,
}

/// The numbers that may be answered, in the scale's unit.
///
/// Invariant: both ends are finite, and the lower is below the upper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    lower: f64,
    upper: f64,
}

impl Range {
    /// Returns the range from `lower` to `upper`, or `None` if that is not one.
    #[must_use]
    pub fn new(lower: f64, upper: f64) -> Option<Self> {
        let valid = lower.is_finite() && upper.is_finite() && lower < upper;
        valid.then_some(Self { lower, upper })
    }

    /// Returns the lower end.
    #[must_use]
    pub const fn lower(self) -> f64 {
        self.lower
    }

    /// Returns the upper end.
    #[must_use]
    pub const fn upper(self) -> f64 {
        self.upper
    }

    /// Tells whether `number` is in the range; both ends are.
    #[must_use]
    pub fn contains(self, number: f64) -> bool {
        (self.lower..=self.upper).contains(&number)
    }
}

/// A part of a range with the same points throughout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The lowest number of the band, in the scale's unit.
    pub from: f64,
    /// Points, 0 to 100.
    pub points: f64,
}

/// A straight line from the worst number to the best, either way up.
///
/// Invariant: both are finite, and they differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    worst: f64,
    best: f64,
}

impl Line {
    /// Returns the line from `worst` to `best`, or `None` if that is not one.
    #[must_use]
    pub fn new(worst: f64, best: f64) -> Option<Self> {
        let valid = worst.is_finite() && best.is_finite() && (best - worst).abs() > 0.0;
        valid.then_some(Self { worst, best })
    }

    /// Returns the number that scores 0, in the scale's unit.
    #[must_use]
    pub const fn worst(self) -> f64 {
        self.worst
    }

    /// Returns the number that scores 1, in the scale's unit.
    #[must_use]
    pub const fn best(self) -> f64 {
        self.best
    }

    /// Tells whether a lower number is better.
    #[must_use]
    pub fn falls(self) -> bool {
        self.best < self.worst
    }

    /// Returns the score of `number`.
    ///
    /// ```text
    /// score = (number − worst) / (best − worst), held within 0..=1
    /// ```
    #[must_use]
    pub fn score_of(self, number: f64) -> Score {
        Score::clamped((number - self.worst) / (self.best - self.worst))
    }

    /// Returns the number that has this score, in the scale's unit.
    #[must_use]
    pub fn number_at(self, score: Score) -> f64 {
        self.worst + score.get() * (self.best - self.worst)
    }
}

/// Returns the score of `points`, which are within `0..=100`.
#[must_use]
pub(crate) fn score_of_points(points: f64) -> Score {
    Score::clamped(points / 100.0)
}

/// Returns the last band whose `from` is not above `number`, with its index.
#[must_use]
pub(crate) fn band_of(bands: &[Band], number: f64) -> Option<(usize, &Band)> {
    bands.iter().enumerate().rev().find(|(_, band)| band.from <= number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_works_either_way_up() {
        let down = Line::new(60.0, 10.0).unwrap();
        assert!(down.falls());
        assert_eq!(down.score_of(60.0), Score::ZERO);
        assert_eq!(down.score_of(35.0), Score::new(0.5).unwrap());
        assert_eq!(down.score_of(0.0), Score::ONE);
        assert_eq!(down.score_of(99.0), Score::ZERO);
        assert!((down.number_at(Score::new(0.5).unwrap()) - 35.0).abs() < 1e-9);
    }

    #[test]
    fn a_band_starts_at_its_from() {
        let bands = [Band { from: 0.0, points: 0.0 }, Band { from: 51.0, points: 17.0 }];
        let at = |number| band_of(&bands, number).map(|(index, _)| index);
        assert_eq!(
            (at(-1.0), at(0.0), at(50.9), at(51.0), at(100.0)),
            (None, Some(0), Some(0), Some(1), Some(1))
        );
    }

    #[test]
    fn a_range_has_two_different_finite_ends() {
        assert_eq!(Range::new(1.0, 1.0), None);
        assert_eq!(Range::new(0.0, f64::INFINITY), None);
        assert_eq!(Range::new(f64::NAN, 1.0), None);
        assert_eq!(Line::new(1.0, 1.0), None);
    }
}
