//! The matrix: a framework that refuses a single number.
//!
//! Criteria keep their scores; nothing is made of them.
//!
//! Source: the Data Maturity Assessment for Government, whose result is a profile of topics and
//! themes without a total.

use crate::model::{Levels, Rating, Rule, Score};

/// Gives no score.
#[derive(Clone, Copy, Debug)]
pub struct Matrix;

impl Rule for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn summary(&self) -> &'static str {
        "not worked out: the framework shows a profile and refuses a single number"
    }

    fn aggregate(&self, _items: &[Rating], _levels: &Levels) -> Option<Score> {
        None
    }
}
