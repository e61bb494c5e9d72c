//! The score of one criterion: how an answer on each kind of scale becomes a fraction.

use crate::model::{
    Assessment, Criterion, Framework, Given, Levels, Response, ScaleKind, Score, Status, band_of,
    score_of_points,
};

/// Returns the score of an answer to `criterion`.
///
/// | scale | score |
/// |---|---|
/// | level | `(level − lowest) / (highest − lowest)` |
/// | choice | `points / 100` of the option |
/// | number, bands | `points / 100` of the last band whose `from` is not above the answer |
/// | number, line | `(answer − worst) / (best − worst)`, held within `0..=1` |
/// | checklist | the level reached, as for *level*; see [`level_reached`] |
///
/// An answer that does not fit the scale cannot be in an assessment; it would score 0.
#[must_use]
pub fn score_of(framework: &Framework, criterion: &Criterion, given: &Given) -> Score {
    match (&framework.scale_of(criterion).kind, given) {
        (ScaleKind::Level, Given::Level(level)) => framework.levels.score_of(f64::from(*level)),
        (ScaleKind::Choice(options), Given::Choice(id)) => {
            let option = options.iter().find(|it| it.id == *id);
            option.map_or(Score::ZERO, |it| score_of_points(it.points))
        }
        (ScaleKind::Bands { bands, .. }, Given::Number(number)) => {
            band_of(bands, *number).map_or(Score::ZERO, |(_, band)| score_of_points(band.points))
        }
        (ScaleKind::Line { line, .. }, Given::Number(number)) => line.score_of(*number),
        (ScaleKind::Checklist, Given::Elements(met)) => {
            let is_met = |id: &_| met.contains(id);
            framework.levels.score_of(f64::from(level_reached(
                &framework.levels,
                criterion,
                is_met,
            )))
        }
        _ => Score::ZERO,
    }
}

/// Returns the score of the answer to the criterion at `index`; `None` if it is not asked of this
/// organisation, or has no answer on its scale.
#[must_use]
pub fn score_at(assessment: &Assessment, index: usize) -> Option<Score> {
    let framework = &*assessment.framework;
    let answer = assessment.answers[index].as_ref().map(|it| &it.response);
    match (assessment.status(index), answer) {
        (Status::Answered, Some(Response::Given(given))) => {
            Some(score_of(framework, &framework.criteria[index], given))
        }
        _ => None,
    }
}

/// Returns the highest level for which every element of that level, and of all lower ones, is met.
/// The lowest level needs none.
pub fn level_reached(
    levels: &Levels,
    criterion: &Criterion,
    is_met: impl Fn(&crate::model::ElementId) -> bool,
) -> i32 {
    let missed = criterion.elements.iter().filter(|it| !is_met(&it.id)).map(|it| it.level).min();
    missed.map_or(levels.highest(), |level| (level - 1).max(levels.lowest()))
}
