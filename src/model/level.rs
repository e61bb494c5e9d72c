//! Levels: the ordered, named rungs of a framework, and the one place where they become numbers.

use super::Score;

/// How near a value has to be to a level to have reached it, in levels.
///
/// Adding fractions in binary leaves errors of about `1e-15`; they must not cost anybody a level.
pub const TOLERANCE: f64 = 1e-9;

/// One rung: a whole number with a name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Level {
    /// Its number, in levels.
    pub number: i32,
    /// Its name: `In use`.
    pub label: String,
    /// What is true of an organisation at this level.
    pub meaning: Option<String>,
}

/// Why a list of levels is not a ladder.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum LevelsError {
    /// There are fewer than two.
    #[error("a framework needs at least two levels")]
    TooFew,
    /// The level at this index does not follow its predecessor by one.
    #[error("levels have to follow each other by one")]
    NotContiguous(usize),
}

/// The levels of a framework.
///
/// Invariant: two or more, in rising order, each one above the one before.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Levels(Vec<Level>);

impl Levels {
    /// Returns the ladder of `levels`.
    ///
    /// # Errors
    ///
    /// Returns an error if there are fewer than two, or if one does not follow its predecessor
    /// by one.
    pub fn new(levels: Vec<Level>) -> Result<Self, LevelsError> {
        if levels.len() < 2 {
            return Err(LevelsError::TooFew);
        }
        let follows = |pair: &[Level]| pair[0].number.checked_add(1) == Some(pair[1].number);
        match levels.windows(2).position(|pair| !follows(pair)) {
            Some(index) => Err(LevelsError::NotContiguous(index + 1)),
            None => Ok(Self(levels)),
        }
    }

    /// Returns the levels from the lowest to the highest.
    #[must_use]
    pub fn as_slice(&self) -> &[Level] {
        &self.0
    }

    /// Returns the number of the lowest level.
    #[must_use]
    pub fn lowest(&self) -> i32 {
        self.0[0].number
    }

    /// Returns the number of the highest level.
    #[must_use]
    pub fn highest(&self) -> i32 {
        self.0[self.0.len() - 1].number
    }

    /// Returns the level with this number, if there is one.
    #[must_use]
    pub fn get(&self, number: i32) -> Option<&Level> {
        let index = usize::try_from(number.checked_sub(self.lowest())?).ok()?;
        self.0.get(index)
    }

    /// Tells whether a level, perhaps a fractional one, lies between the lowest and the highest.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        (f64::from(self.lowest())..=f64::from(self.highest())).contains(&value)
    }

    /// Returns how far it is from the lowest level to the highest, in levels.
    #[must_use]
    pub fn span(&self) -> f64 {
        f64::from(self.highest()) - f64::from(self.lowest())
    }

    /// Returns the score of a level, perhaps a fractional one.
    ///
    /// ```text
    /// score = (value − lowest) / (highest − lowest), held within 0..=1
    /// ```
    #[must_use]
    pub fn score_of(&self, value: f64) -> Score {
        Score::clamped((value - f64::from(self.lowest())) / self.span())
    }

    /// Returns the value of a score, in levels.
    ///
    /// ```text
    /// value = lowest + score × (highest − lowest)
    /// ```
    #[must_use]
    pub fn value_of(&self, score: Score) -> f64 {
        f64::from(self.lowest()) + score.get() * self.span()
    }

    /// Returns the highest level that is not above `value`, within [`TOLERANCE`]; the lowest for
    /// anything below.
    #[must_use]
    pub fn reached(&self, value: f64) -> &Level {
        let reached = |level: &&Level| f64::from(level.number) <= value + TOLERANCE;
        self.0.iter().rev().find(reached).unwrap_or(&self.0[0])
    }

    /// Returns the level above the one that `value` has reached, if there is one.
    #[must_use]
    pub fn next(&self, value: f64) -> Option<&Level> {
        self.get(self.reached(value).number.checked_add(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(numbers: &[i32]) -> Result<Levels, LevelsError> {
        let level = |&number| Level { number, label: format!("L{number}"), meaning: None };
        Levels::new(numbers.iter().map(level).collect())
    }

    #[test]
    fn levels_are_contiguous_and_at_least_two() {
        assert_eq!(levels(&[]), Err(LevelsError::TooFew));
        assert_eq!(levels(&[1]), Err(LevelsError::TooFew));
        assert_eq!(levels(&[0, 1, 3]), Err(LevelsError::NotContiguous(2)));
        assert_eq!(levels(&[1, 0]), Err(LevelsError::NotContiguous(1)));
        assert_eq!(levels(&[i32::MAX, i32::MIN]), Err(LevelsError::NotContiguous(1)));
        assert!(levels(&[1, 2, 3, 4, 5]).is_ok());
    }

    #[test]
    fn a_level_and_its_score_are_the_same_place() {
        for numbers in [&[0, 1, 2, 3, 4, 5][..], &[1, 2, 3, 4, 5], &[-1, 0, 1, 2, 3, 4, 5, 6]] {
            let levels = levels(numbers).unwrap();
            for &number in numbers {
                let value = levels.value_of(levels.score_of(f64::from(number)));
                assert_eq!(levels.reached(value).number, number);
            }
        }
    }

    #[test]
    fn rounding_costs_nobody_a_level() {
        let levels = levels(&[0, 1, 2, 3]).unwrap();
        assert_eq!(levels.reached(2.999_999_999_999).number, 3);
        assert_eq!(levels.reached(2.999).number, 2);
        assert_eq!(levels.next(2.999).unwrap().number, 3);
        assert_eq!(levels.next(3.0), None);
    }
}
