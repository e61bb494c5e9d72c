//! The specification of scores once more, as plainly as it can be written.

use stocktake::model::{Assessment, Criterion, Given, Response, ScaleKind, Status, Unanswered};

/// What an unanswered criterion counts as.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Open {
    /// As the framework says.
    Policy,
    /// A score: for bounds.
    Score(f64),
}

/// Every score of an assessment.
#[derive(Debug)]
pub(crate) struct Scores {
    pub(crate) overall: Option<f64>,
    pub(crate) dimensions: Vec<Option<f64>>,
    pub(crate) criteria: Vec<Option<f64>>,
}

pub(crate) fn scores(assessment: &Assessment, open: Open) -> Scores {
    let framework = &*assessment.framework;
    let criteria: Vec<Option<f64>> =
        (0..framework.criteria.len()).map(|it| criterion(assessment, it, open)).collect();
    let count = framework.dimensions.len();
    let dimensions: Vec<Option<f64>> =
        (0..count).map(|it| dimension(assessment, it, &criteria, open)).collect();
    let tops = (0..count).filter(|&it| framework.dimensions[it].parent.is_none());
    let items = tops
        .filter_map(|it| Some((dimensions[it]?, f64::from(framework.dimensions[it].weight.get()))));
    let refused = (0..framework.criteria.len()).any(|it| refuses(assessment, it, open));
    let overall = by_rule(assessment, framework.rule.name(), &items.collect::<Vec<_>>());
    Scores { overall: overall.filter(|_| !refused), dimensions, criteria }
}

fn span(assessment: &Assessment) -> (f64, f64) {
    let levels = &assessment.framework.levels;
    (f64::from(levels.lowest()), f64::from(levels.highest() - levels.lowest()))
}

fn refuses(assessment: &Assessment, index: usize, open: Open) -> bool {
    matches!(open, Open::Policy)
        && assessment.framework.unanswered == Unanswered::Refuse
        && assessment.framework.criteria[index].scored
        && assessment.status(index) == Status::Unanswered
}

fn criterion(assessment: &Assessment, index: usize, open: Open) -> Option<f64> {
    let it = &assessment.framework.criteria[index];
    let policy = assessment.framework.unanswered;
    match assessment.status(index) {
        _ if !it.scored => None,
        Status::OutOfScope | Status::NotApplicable => None,
        Status::Unknown => Some(0.0),
        Status::Unanswered => match open {
            Open::Score(score) => Some(score),
            Open::Policy => (policy == Unanswered::Zero).then_some(0.0),
        },
        Status::Answered => match &assessment.answers[index].as_ref()?.response {
            Response::Given(given) => Some(answer(assessment, it, given)),
            _ => None,
        },
    }
}

fn answer(assessment: &Assessment, criterion: &Criterion, given: &Given) -> f64 {
    let (lowest, span) = span(assessment);
    match (given, &assessment.framework.scale_of(criterion).kind) {
        (Given::Level(level), _) => (f64::from(*level) - lowest) / span,
        (Given::Choice(id), ScaleKind::Choice(options)) => {
            options.iter().filter(|it| it.id == *id).map(|it| it.points).sum::<f64>() / 100.0
        }
        (Given::Number(number), ScaleKind::Bands { bands, .. }) => {
            let mut points = 0.0;
            for band in bands {
                if band.from <= *number {
                    points = band.points;
                }
            }
            points / 100.0
        }
        (Given::Number(number), ScaleKind::Line { line, .. }) => {
            ((number - line.worst()) / (line.best() - line.worst())).clamp(0.0, 1.0)
        }
        (Given::Elements(met), _) => {
            let levels = assessment.framework.levels.as_slice().iter().map(|it| it.number);
            let is_reached = |level: &i32| {
                criterion.elements.iter().all(|it| it.level > *level || met.contains(&it.id))
            };
            let reached = levels.take_while(is_reached).last();
            reached.map_or(0.0, |it| (f64::from(it) - lowest) / span)
        }
        (given, kind) => panic!("{given:?} is no answer on {kind:?}"),
    }
}

fn dimension(
    assessment: &Assessment,
    index: usize,
    criteria: &[Option<f64>],
    open: Open,
) -> Option<f64> {
    let framework = &*assessment.framework;
    let (lowest, span) = span(assessment);
    let own = || (0..criteria.len()).filter(|&it| framework.criteria[it].dimension == index);
    let mut items = Vec::new();
    let mut cap = f64::INFINITY;
    for it in own() {
        if refuses(assessment, it, open) {
            return None;
        }
        let Some(score) = criteria[it] else { continue };
        items.push((score, f64::from(framework.criteria[it].weight.get())));
        if let Some(floor) = framework.criteria[it].floor.map(f64::from)
            && lowest + score * span < floor - 1e-9
        {
            cap = cap.min((floor - lowest) / span);
        }
    }
    for (part, it) in framework.dimensions.iter().enumerate() {
        if it.parent == Some(index) {
            if is_refused(assessment, part, open) {
                return None;
            }
            let score = dimension(assessment, part, criteria, open);
            items.extend(score.map(|score| (score, f64::from(it.weight.get()))));
        }
    }
    by_rule(assessment, framework.dimensions[index].rule.name(), &items).map(|it| it.min(cap))
}

/// Tells whether a criterion of a dimension, or of one of its parts, refuses a score.
fn is_refused(assessment: &Assessment, index: usize, open: Open) -> bool {
    let framework = &*assessment.framework;
    (0..framework.criteria.len())
        .any(|it| framework.criteria[it].dimension == index && refuses(assessment, it, open))
        || (0..framework.dimensions.len()).any(|it| {
            framework.dimensions[it].parent == Some(index) && is_refused(assessment, it, open)
        })
}

/// Returns the score of items with their weights.
fn by_rule(assessment: &Assessment, rule: &str, items: &[(f64, f64)]) -> Option<f64> {
    let (_, span) = span(assessment);
    if items.is_empty() {
        return None;
    }
    let mut scores: Vec<f64> = items.iter().map(|it| it.0).collect();
    scores.sort_by(f64::total_cmp);
    let (lowest, middle) = (scores[0], scores.len() / 2);
    match rule {
        "weighted-mean" => {
            let weights: f64 = items.iter().map(|it| it.1).sum();
            Some(items.iter().map(|(score, weight)| score * weight).sum::<f64>() / weights)
        }
        "median" if scores.len() % 2 == 1 => Some(scores[middle]),
        "median" => Some(0.5 * scores[middle - 1] + 0.5 * scores[middle]),
        "weakest-link" => Some(lowest),
        "staged" => Some((lowest * span + 1e-9).floor() / span),
        _ => None,
    }
}
