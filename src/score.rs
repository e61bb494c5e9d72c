//! Scores: how answers become numbers.
//!
//! [`score`] turns an [`Assessment`](crate::model::Assessment) into a [`Scorecard`]. How the items of a dimension become
//! one score is a [`Rule`]; each lives in its own file, and [`RULES`] lists them all.
//!
//! Nothing here is rounded. Targets and gaps are no concern of this module; see
//! [`gap`](crate::gap).

mod card;
mod criterion;
mod matrix;
mod median;
mod staged;
mod tree;
mod weakest_link;
mod weighted_mean;

pub(crate) use card::tree_of;
pub use card::{Bounds, Coverage, CriterionScore, DimensionScore, Scorecard, score};
pub use criterion::{level_reached, score_at, score_of};
pub use matrix::Matrix;
pub use median::Median;
pub use staged::Staged;
pub(crate) use tree::Tree;
pub use weakest_link::WeakestLink;
pub use weighted_mean::WeightedMean;

use crate::model::Rule;

/// Every scoring rule, by name. A new rule is one file, and one line here.
pub const RULES: &[&dyn Rule] = &[&Matrix, &Median, &Staged, &WeakestLink, &WeightedMean];

/// Returns the rule called `name`.
#[must_use]
pub fn rule(name: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| rule.name() == name)
}

#[cfg(test)]
mod tests_support {
    use crate::model::{Level, Levels, Rating, Rule, Score, Weight};

    /// Checks a rule on items of (score, weight) and five levels, 0 to 4.
    #[track_caller]
    pub(super) fn check(rule: &dyn Rule, items: &[(f64, u16)], expected: Option<f64>) {
        let rating = |&(score, weight): &(f64, u16)| Rating {
            score: Score::new(score).unwrap(),
            weight: Weight::new(weight).unwrap(),
        };
        let level = |number| Level { number, label: String::new(), meaning: None };
        let levels = Levels::new((0..=4).map(level).collect()).unwrap();
        let items: Vec<Rating> = items.iter().map(rating).collect();
        assert_eq!(rule.aggregate(&items, &levels).map(Score::get), expected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, Levels};

    #[test]
    fn rules_are_sorted_by_name_and_unique() {
        assert!(RULES.windows(2).all(|pair| pair[0].name() < pair[1].name()));
    }

    #[test]
    fn every_rule_file_is_registered() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/src/score");
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if !std::fs::read_to_string(&path).unwrap().contains("impl Rule for") {
                continue;
            }
            let name = path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
            assert!(rule(&name).is_some(), "`{}` is not in `RULES`", path.display());
        }
    }

    #[test]
    fn no_items_means_no_score() {
        let level = |number| Level { number, label: String::new(), meaning: None };
        let levels = Levels::new(vec![level(0), level(1)]).unwrap();
        for rule in RULES {
            assert_eq!(rule.aggregate(&[], &levels), None, "{}", rule.name());
        }
    }
}
