//! What a scoring rule is. The rules themselves live in [`score`](crate::score).

use std::fmt::Debug;

use super::{Levels, Rating, Score};

/// A way to turn the items of a dimension, or the dimensions of a framework, into one score.
pub trait Rule: Debug + Sync {
    /// Returns the name that framework files use: `rule = "weighted-mean"`.
    fn name(&self) -> &'static str;

    /// Returns how the rule works, for the method note of reports: a phrase that completes
    /// "the score of a dimension is …".
    fn summary(&self) -> &'static str;

    /// Returns the score of `items`, or `None` if there are none, or if the rule gives none.
    ///
    /// `items` are what is rated, in framework order. "Not rated" is never a score of zero.
    fn aggregate(&self, items: &[Rating], levels: &Levels) -> Option<Score>;
}

impl PartialEq for dyn Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}
