//! Priorities: what an action brings, held against how much work it is.

use super::Action;
use crate::gap::Gaps;
use crate::model::{Effort, Levels, TOLERANCE};

/// To how many levels a rise is printed: those that look the same are in the same place.
const PRINTED: f64 = 0.01;

/// Where an action stands, by its rise and its effort.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Priority {
    /// Below its floor, whatever it brings.
    Foundation,
    /// A large rise for low or medium effort.
    Now,
    /// A large rise for high effort.
    Project,
    /// A small rise for low effort.
    Alongside,
    /// A small rise for medium or high effort.
    Later,
    /// Nobody says how much work it is.
    Unsized,
}

impl Priority {
    /// All priorities, the most urgent first.
    pub const ALL: [Self; 6] =
        [Self::Foundation, Self::Now, Self::Project, Self::Alongside, Self::Later, Self::Unsized];

    /// Returns what to call it: `Do now`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Foundation => "Mend first",
            Self::Now => "Do now",
            Self::Project => "Plan as a project",
            Self::Alongside => "Do alongside",
            Self::Later => "Do later",
            Self::Unsized => "Size first",
        }
    }

    /// Returns the rule that places an action here.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Foundation => "below its floor, whatever it brings and costs",
            Self::Now => "a large rise for low or medium effort",
            Self::Project => "a large rise for high effort",
            Self::Alongside => "a small rise for low effort",
            Self::Later => "a small rise for medium or high effort",
            Self::Unsized => "the framework does not say how much work it is",
        }
    }
}

/// The priorities of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Priorities {
    /// One for each action, in the order of the plan.
    pub of: Vec<Priority>,
    /// What each action brings: the rise of the overall score, a fraction; where the framework gives
    /// no overall score, of its dimension's score.
    pub rises: Vec<f64>,
    /// From where on a rise is large: half of the largest one; `None` if no action brings any.
    pub large: Option<f64>,
    /// Whether the rises are those of the overall score.
    pub are_overall: bool,
}

/// Returns the priorities of a plan.
#[must_use]
pub fn priorities(levels: &Levels, actions: &[Action], gaps: &Gaps) -> Priorities {
    let are_overall = actions.iter().any(|it| it.uplift.is_some());
    let rise = |it: &Action| {
        let rise = if are_overall { it.uplift } else { gaps.criteria[it.criterion].rise };
        rise.unwrap_or(0.0)
    };
    let rises: Vec<f64> = actions.iter().map(rise).collect();
    let largest = rises.iter().copied().fold(0.0, f64::max);
    let large = (largest > TOLERANCE).then_some(largest / 2.0);
    let printed = |fraction: f64| (fraction * levels.span() / PRINTED).round();
    let of = actions.iter().zip(&rises).map(|(action, rise)| {
        let is_large = large.is_some_and(|it| printed(*rise) >= printed(it));
        match (action.effort, is_large) {
            _ if action.below_floor => Priority::Foundation,
            (None, _) => Priority::Unsized,
            (Some(Effort::Low | Effort::Medium), true) => Priority::Now,
            (Some(Effort::High), true) => Priority::Project,
            (Some(Effort::Low), false) => Priority::Alongside,
            (Some(Effort::Medium | Effort::High), false) => Priority::Later,
        }
    });
    Priorities { of: of.collect(), rises, large, are_overall }
}

#[cfg(test)]
mod tests {
    use super::super::Step;
    use super::*;
    use crate::gap::{CriterionGap, Gap};
    use crate::model::Level;

    fn action(uplift: Option<f64>, effort: Option<Effort>) -> Action {
        Action {
            criterion: 0,
            below_floor: false,
            gap: Some(1.0),
            uplift,
            step: Step { text: String::new(), success: String::new() },
            effort,
            owner: None,
            due: None,
        }
    }

    /// Returns a ladder of two levels: on it, a fraction is a number of levels.
    fn levels() -> Levels {
        let level = |number| Level { number, label: String::new(), meaning: None };
        Levels::new(vec![level(0), level(1)]).unwrap()
    }

    fn gaps(rise: f64) -> Gaps {
        let gap = CriterionGap { target: 3.0, gap: Some(1.0), uplift: None, rise: Some(rise) };
        Gaps { overall: Gap::default(), dimensions: Vec::new(), criteria: vec![gap] }
    }

    #[test]
    fn half_of_the_largest_rise_is_large() {
        use Priority::{Alongside, Later, Now, Project, Unsized};
        let actions = [
            (0.4, Some(Effort::Low), Now),
            (0.2, Some(Effort::Medium), Now),
            (0.2, Some(Effort::High), Project),
            (0.19, Some(Effort::Low), Alongside),
            (0.19, Some(Effort::Medium), Later),
            (0.0, Some(Effort::High), Later),
            (0.4, None, Unsized),
        ];
        let all: Vec<Action> =
            actions.iter().map(|&(uplift, effort, _)| action(Some(uplift), effort)).collect();
        let found = priorities(&levels(), &all, &gaps(0.0));
        assert_eq!(found.of, actions.map(|it| it.2));
        assert_eq!(found.large, Some(0.2));
    }

    #[test]
    fn rises_that_look_the_same_are_in_the_same_place() {
        let low = |rise| action(Some(rise), Some(Effort::Low));
        let all = [low(0.1), low(0.0501), low(0.0499), low(0.0449)];
        let now = Priority::Now;
        assert_eq!(
            priorities(&levels(), &all, &gaps(0.0)).of,
            [now, now, now, Priority::Alongside]
        );
    }

    #[test]
    fn what_is_below_its_floor_comes_first() {
        let below = Action { below_floor: true, ..action(Some(0.0), Some(Effort::High)) };
        assert_eq!(priorities(&levels(), &[below], &gaps(0.0)).of, [Priority::Foundation]);
    }

    #[test]
    fn without_an_overall_score_the_dimension_counts() {
        let found = priorities(&levels(), &[action(None, Some(Effort::Low))], &gaps(0.25));
        assert_eq!((found.of, found.rises), (vec![Priority::Now], vec![0.25]));
        assert!(!found.are_overall);
    }

    #[test]
    fn without_any_rise_nothing_is_large() {
        let found = priorities(&levels(), &[action(Some(0.0), Some(Effort::Low))], &gaps(0.0));
        assert_eq!((found.of, found.large), (vec![Priority::Alongside], None));
    }
}
