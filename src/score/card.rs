//! The scorecard: every score of an assessment, with its bounds and coverage.

use super::{Tree, score_of};
use crate::model::{Assessment, Response, Score, Status, Unanswered};

/// Every score of an assessment, in framework order.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// The overall score; `None` if there is none, which is not zero.
    pub overall: Option<Score>,
    /// What the overall score could still become.
    pub bounds: Bounds,
    /// How much of the framework was answered.
    pub coverage: Coverage,
    /// One for each dimension.
    pub dimensions: Vec<DimensionScore>,
    /// One for each criterion.
    pub criteria: Vec<CriterionScore>,
}

/// A score if every unanswered criterion that counts were at the lowest level, and at the highest.
///
/// Both are `None` if the rule gives no score, or if there is nothing to rate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// With every unanswered criterion at the lowest level.
    pub low: Option<Score>,
    /// With every unanswered criterion at the highest level.
    pub high: Option<Score>,
}

/// The score of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionScore {
    /// The score; `None` if nothing was rated, or if the framework refuses one.
    pub score: Option<Score>,
    /// What it could still become.
    pub bounds: Bounds,
    /// The indexes of its rated criteria that are below their floor.
    pub held_by: Vec<usize>,
    /// What the score would be if none of its own criteria had a floor.
    pub without_floors: Option<Score>,
}

/// The score of a criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriterionScore {
    /// How it stands.
    pub status: Status,
    /// Its score; `None` if it is not rated.
    pub score: Option<Score>,
    /// Whether it is rated and below its floor.
    pub below_floor: bool,
}

/// How many criteria there are, and how they stand; scored and unscored alike.
///
/// `criteria = in_scope + out_of_scope`, and
/// `in_scope = answered + unknown + not_applicable + unanswered`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Coverage {
    /// All criteria of the framework.
    pub criteria: usize,
    /// Those that are asked of the organisation.
    pub in_scope: usize,
    /// Those with an answer.
    pub answered: usize,
    /// Those of which nobody knows.
    pub unknown: usize,
    /// Those that do not apply.
    pub not_applicable: usize,
    /// Those that are asked of other care settings.
    pub out_of_scope: usize,
    /// Those that nobody answered.
    pub unanswered: usize,
}

impl Coverage {
    fn count(statuses: impl Iterator<Item = Status>) -> Self {
        let mut coverage = Self::default();
        for status in statuses {
            coverage.criteria += 1;
            coverage.in_scope += usize::from(status != Status::OutOfScope);
            *match status {
                Status::OutOfScope => &mut coverage.out_of_scope,
                Status::NotApplicable => &mut coverage.not_applicable,
                Status::Unanswered => &mut coverage.unanswered,
                Status::Unknown => &mut coverage.unknown,
                Status::Answered => &mut coverage.answered,
            } += 1;
        }
        coverage
    }
}

/// Returns every score of an assessment.
///
/// # Examples
///
/// The tour in the [crate's documentation](crate) scores an assessment from its text.
#[must_use]
pub fn score(assessment: &Assessment) -> Scorecard {
    let framework = &*assessment.framework;
    let statuses: Vec<Status> =
        (0..framework.criteria.len()).map(|it| assessment.status(it)).collect();
    let tree = tree(assessment, &statuses);
    let scores = tree.dimensions();
    let (low, high) = if statuses.contains(&Status::Unanswered) {
        (bound(assessment, &statuses, Score::ZERO), bound(assessment, &statuses, Score::ONE))
    } else {
        let same = (scores.clone(), tree.overall(&scores));
        (same.clone(), same)
    };
    let dimension = |index: usize| DimensionScore {
        score: scores[index],
        bounds: Bounds { low: low.0[index], high: high.0[index] },
        held_by: tree.held_by(index).collect(),
        without_floors: tree.without_floors(index, &scores),
    };
    let criterion = |(index, &status): (usize, &Status)| CriterionScore {
        status,
        score: tree.ratings[index],
        below_floor: tree.below_floor(index).is_some(),
    };
    Scorecard {
        overall: tree.overall(&scores),
        bounds: Bounds { low: low.1, high: high.1 },
        coverage: Coverage::count(statuses.iter().copied()),
        dimensions: (0..framework.dimensions.len()).map(dimension).collect(),
        criteria: statuses.iter().enumerate().map(criterion).collect(),
    }
}

/// Returns the tree of an assessment as it is.
fn tree<'a>(assessment: &'a Assessment, statuses: &[Status]) -> Tree<'a> {
    let framework = &*assessment.framework;
    let unanswered = (framework.unanswered == Unanswered::Zero).then_some(Score::ZERO);
    let mut tree = Tree::new(framework, ratings(assessment, statuses, unanswered));
    if framework.unanswered == Unanswered::Refuse {
        for (index, criterion) in framework.criteria.iter().enumerate() {
            if criterion.scored && statuses[index] == Status::Unanswered {
                tree.refuse(index);
            }
        }
    }
    tree
}

/// Returns the tree of a scored assessment, to ask it what would be.
pub(crate) fn tree_of<'a>(assessment: &'a Assessment, card: &Scorecard) -> Tree<'a> {
    let statuses: Vec<Status> = card.criteria.iter().map(|it| it.status).collect();
    tree(assessment, &statuses)
}

/// Returns the scores of all dimensions, and the overall one, with every unanswered criterion at
/// `unanswered`.
fn bound(
    assessment: &Assessment,
    statuses: &[Status],
    unanswered: Score,
) -> (Vec<Option<Score>>, Option<Score>) {
    let tree = Tree::new(&assessment.framework, ratings(assessment, statuses, Some(unanswered)));
    let scores = tree.dimensions();
    let overall = tree.overall(&scores);
    (scores, overall)
}

/// Returns the score of each criterion that is rated: scored, in scope, applicable, and answered
/// or unknown, or unanswered where `unanswered` says what that counts as.
fn ratings(
    assessment: &Assessment,
    statuses: &[Status],
    unanswered: Option<Score>,
) -> Vec<Option<Score>> {
    let framework = &assessment.framework;
    let rating = |(index, criterion): (usize, &crate::model::Criterion)| {
        if !criterion.scored {
            return None;
        }
        match statuses[index] {
            Status::OutOfScope | Status::NotApplicable => None,
            Status::Unanswered => unanswered,
            Status::Unknown => Some(Score::ZERO),
            Status::Answered => match &assessment.answers[index].as_ref()?.response {
                Response::Given(given) => Some(score_of(framework, criterion, given)),
                Response::NotApplicable { .. } | Response::Unknown => None,
            },
        }
    };
    framework.criteria.iter().enumerate().map(rating).collect()
}
