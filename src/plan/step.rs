//! The next step of a criterion, in words.

use std::collections::BTreeSet;

use crate::model::{
    Assessment, Band, Choice, Criterion, ElementId, Given, Level, Levels, Line, Response,
    ScaleKind, Score, band_of, score_of_points,
};
use crate::score::{level_reached, score_of};
use crate::wording;

/// What to do next, and how to tell that it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub text: String,
    /// What will be true when it is done.
    pub success: String,
}

impl Step {
    fn new(text: impl Into<String>, success: impl Into<String>) -> Self {
        Self { text: text.into(), success: success.into() }
    }
}

/// Returns what to do to get the criterion at `index` closer to `target`, a level.
///
/// For a level scale, the framework's step for the next level. For every other, that step if the
/// framework has one, and then the goal: for a checklist, the elements missed; for a number, the
/// next band or the target; for a choice, the next option.
#[must_use]
pub fn step(assessment: &Assessment, index: usize, target: f64) -> Step {
    let framework = &*assessment.framework;
    let levels = &framework.levels;
    let criterion = &framework.criteria[index];
    let given = match assessment.answers[index].as_ref().map(|it| &it.response) {
        None => {
            return Step::new(
                "Answer this question: until then it counts as the lowest level.",
                "The question has an answer.",
            );
        }
        Some(Response::Given(given)) => Some(given),
        Some(Response::Unknown | Response::NotApplicable { .. }) => None,
    };
    let score = given.map_or(Score::ZERO, |it| score_of(framework, criterion, it));
    let next = levels.next(levels.value_of(score));
    let goal = match (&framework.scale_of(criterion).kind, given) {
        (ScaleKind::Level, _) => return to_level(criterion, next),
        (ScaleKind::Checklist, given) => {
            let none = BTreeSet::new();
            let met = if let Some(Given::Elements(met)) = given { met } else { &none };
            to_elements(levels, criterion, met)
        }
        (ScaleKind::Bands { unit, bands, .. }, Some(Given::Number(number))) => {
            to_band(unit, bands, *number)
        }
        (ScaleKind::Line { unit, line, .. }, Some(Given::Number(number))) => {
            to_number(unit, *line, *number, levels.score_of(target))
        }
        (ScaleKind::Bands { unit, .. } | ScaleKind::Line { unit, .. }, _) => {
            let text = format!("Measure it: nobody knows the figure yet. It is counted in {unit}.");
            Step::new(text, "The figure is known.")
        }
        (ScaleKind::Choice(options), given) => {
            let at = if let Some(Given::Choice(id)) = given { Some(id) } else { None };
            to_option(options, options.iter().find(|it| Some(&it.id) == at))
        }
    };
    match next.and_then(|it| criterion.steps.get(&it.number)) {
        Some(step) => Step { text: format!("{} {}", wording::sentence(step), goal.text), ..goal },
        None => goal,
    }
}

fn to_level(criterion: &Criterion, next: Option<&Level>) -> Step {
    let Some(Level { number, label, meaning }) = next else {
        return Step::new("Keep it up: this is the highest level.", "It stays there.");
    };
    let descriptor = criterion.descriptors.get(number);
    let text = match (criterion.steps.get(number), descriptor) {
        (Some(step), _) => step.clone(),
        (None, Some(descriptor)) => format!("Get to level {number}, {label}: {descriptor}"),
        (None, None) => format!("Get to level {number}, {label}."),
    };
    let success = match descriptor.or(meaning.as_ref()) {
        Some(words) => format!("Level {number}, {label}: {words}"),
        None => format!("Level {number}, {label}, is reached."),
    };
    Step::new(text, success)
}

fn to_elements(levels: &Levels, criterion: &Criterion, met: &BTreeSet<ElementId>) -> Step {
    let next = level_reached(levels, criterion, |id| met.contains(id)) + 1;
    let missed = criterion.elements.iter().filter(|it| it.level == next && !met.contains(&it.id));
    let missed: Vec<&str> = missed.map(|it| it.statement.trim_end_matches('.')).collect();
    let success = format!("Nothing is missing for level {next}.");
    Step::new(format!("Still missing for level {next}: {}.", missed.join("; ")), success)
}

fn to_band(unit: &str, bands: &[Band], number: f64) -> Step {
    let (at, here) = band_of(bands, number).map_or((0, 0.0), |(at, band)| (at, band.points));
    let better = |&(_, band): &(usize, &Band)| band.points > here;
    let above = bands.iter().enumerate().skip(at + 1).find(better);
    let below = bands.iter().enumerate().take(at).rev().find(better);
    let (now, print) = (number, |number| wording::number(number, 6));
    match (above, below) {
        (Some((_, band)), _) => to_figure(now, &format!("at least {} {unit}", print(band.from))),
        (None, Some((index, _))) => {
            to_figure(now, &format!("below {} {unit}", print(bands[index + 1].from)))
        }
        (None, None) => {
            Step::new(format!("Hold {now} {unit}: this is the best band."), "It stays there.")
        }
    }
}

fn to_figure(now: f64, goal: &str) -> Step {
    Step::new(format!("Get from {now} to {goal}."), format!("The figure is {goal}."))
}

fn to_number(unit: &str, line: Line, number: f64, target: Score) -> Step {
    // Rounded towards the better end, so that whoever gets there has met the target; what floats
    // leave behind is not rounded up.
    let exact = line.number_at(target) * 100.0;
    let goal = if line.falls() {
        ((exact + 1e-6).floor() / 100.0).max(line.best())
    } else {
        ((exact - 1e-6).ceil() / 100.0).min(line.best())
    };
    let goal = wording::number(goal, 6);
    let side = if line.falls() { "at most" } else { "at least" };
    to_figure(number, &format!("{side} {goal} {unit}"))
}

fn to_option(options: &[Choice], at: Option<&Choice>) -> Step {
    let here = at.map_or(Score::ZERO, |it| score_of_points(it.points));
    let better = options.iter().filter(|it| score_of_points(it.points) > here);
    let next = better.min_by(|a, b| a.points.total_cmp(&b.points));
    let Some(next) = next else {
        return Step::new("Keep it up: this is the best option.", "It stays there.");
    };
    let text = match at {
        Some(at) => format!("Get from “{}” to “{}”.", at.label, next.label),
        None => format!("Find out, and get to “{}”.", next.label),
    };
    Step::new(text, format!("The answer is “{}”.", next.label))
}
