//! Dimensions in words.

use super::{CriterionView, Report, Standing, criterion};
use crate::model::{Score, Status};
use crate::wording;

/// A dimension: how it stands, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionView {
    /// Its index in the framework.
    pub index: usize,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: Option<String>,
    /// How many dimensions it is a part of, one inside the other.
    pub depth: usize,
    /// Where it stands.
    pub standing: Standing,
    /// The id of its weakest rated criterion; of several, the first.
    pub weakest: Option<String>,
    /// How much of it was answered, if not everything: `1 of 3 answered`.
    pub partly: Option<String>,
    /// Its criteria that are below their floor, each with what that does: `held by supplier-exit`.
    pub floors: Vec<String>,
    /// The same in a sentence.
    pub held: Option<String>,
    /// Its criteria.
    pub criteria: Vec<CriterionView>,
}

pub(super) fn dimensions(report: &Report<'_>) -> Vec<DimensionView> {
    let framework = &report.assessment.framework;
    (0..framework.dimensions.len()).map(|index| dimension(report, index)).collect()
}

fn dimension(report: &Report<'_>, index: usize) -> DimensionView {
    let framework = &*report.assessment.framework;
    let dimension = &framework.dimensions[index];
    let score = &report.card.dimensions[index];
    let parents = std::iter::successors(dimension.parent, |&it| framework.dimensions[it].parent);
    let rated = |it: usize| report.card.criteria[it].score.map(|score| (it, score));
    let weakest = framework.criteria_of(index).filter_map(|(it, _)| rated(it));
    let weakest = weakest.reduce(|first, next| if next.1 < first.1 { next } else { first });
    let id = |it: usize| framework.criteria[it].id.to_string();
    let is_held = score.score < score.without_floors;
    let below: Vec<String> = score.held_by.iter().map(|&it| id(it)).collect();
    let floor = |it: &String| {
        if is_held { format!("held by {it}") } else { format!("{it} below its floor") }
    };
    DimensionView {
        index,
        id: dimension.id.to_string(),
        title: dimension.title.clone(),
        summary: dimension.summary.clone(),
        depth: parents.count(),
        standing: Standing::new(
            &framework.levels,
            score.score,
            score.bounds,
            report.gaps.dimensions[index],
        ),
        weakest: weakest.map(|(it, _)| id(it)),
        partly: partly(report, index),
        floors: below.iter().map(floor).collect(),
        held: held(report, index, &below),
        criteria: framework
            .criteria_of(index)
            .map(|(it, _)| criterion::criterion(report, it))
            .collect(),
    }
}

/// Returns how much of a dimension's own criteria was answered, if not everything.
fn partly(report: &Report<'_>, index: usize) -> Option<String> {
    let framework = &report.assessment.framework;
    let statuses = framework.criteria_of(index).map(|(it, _)| report.card.criteria[it].status);
    let asked = |it: &Status| !matches!(it, Status::OutOfScope | Status::NotApplicable);
    let statuses: Vec<Status> = statuses.filter(asked).collect();
    let answered = statuses.iter().filter(|it| **it == Status::Answered).count();
    (answered < statuses.len()).then(|| format!("{answered} of {} answered", statuses.len()))
}

/// Returns which criteria are below their floor, and what that does, in a sentence.
fn held(report: &Report<'_>, index: usize, below: &[String]) -> Option<String> {
    if below.is_empty() {
        return None;
    }
    let framework = &report.assessment.framework;
    let score = &report.card.dimensions[index];
    let print = |score: Score| wording::level(framework.levels.value_of(score));
    let names = wording::list(below, "and");
    let verb = if below.len() == 1 { "is below its floor" } else { "are below their floors" };
    let effect = match (score.score, score.without_floors) {
        (Some(held), Some(free)) if held < free => format!(
            ", which holds this score at {}; without floors it would be {}",
            print(held),
            print(free)
        ),
        _ => String::new(),
    };
    Some(format!("{names} {verb}{effect}."))
}
