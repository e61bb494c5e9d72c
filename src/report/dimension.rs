//! Dimensions in words.

use super::{CriterionView, Report, Standing, criterion};
use crate::model::Score;
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
    /// The ids of the criteria that hold it.
    pub held_by: Vec<String>,
    /// What holds it, in a sentence.
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
    let held_by: Vec<String> = score.held_by.iter().map(|&it| id(it)).collect();
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
        held: held(report, index, &held_by),
        held_by,
        criteria: framework
            .criteria_of(index)
            .map(|(it, _)| criterion::criterion(report, it))
            .collect(),
    }
}

/// Returns what holds a dimension, in a sentence.
fn held(report: &Report<'_>, index: usize, held_by: &[String]) -> Option<String> {
    if held_by.is_empty() {
        return None;
    }
    let framework = &report.assessment.framework;
    let score = &report.card.dimensions[index];
    let print = |score: Score| wording::level(framework.levels.value_of(score));
    let names = wording::list(held_by, "and");
    let verb = if held_by.len() == 1 { "is below its floor" } else { "are below their floors" };
    let effect = match (score.score, score.without_floors) {
        (Some(held), Some(free)) if held < free => {
            format!(
                "which holds this score at {}; without floors it would be {}",
                print(held),
                print(free)
            )
        }
        _ => "but the score would be no higher without floors".to_owned(),
    };
    Some(format!("{names} {verb}, {effect}."))
}
