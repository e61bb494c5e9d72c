//! The gate: what an assessment has to reach before it goes on.
//!
//! [`judge`] holds a scored assessment against a [`Gate`] and returns a [`Verdict`] for each
//! condition that was asked for, with every way in which it is not met. What cannot be judged is
//! not met: a gate that is open by accident is worse than none.

mod fall;

use crate::model::{Assessment, Date, Levels, Status, TOLERANCE, months_later};
use crate::score::{CriterionScore, DimensionScore, Scorecard, score};
use crate::wording;

/// What is asked of assessments. Nothing, unless a field says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gate {
    /// The lowest overall value, a level.
    pub min_score: Option<f64>,
    /// The lowest value of every dimension, a level.
    pub min_dimension: Option<f64>,
    /// How many of the questions that apply are answered at least, in percent.
    pub min_coverage: Option<f64>,
    /// Whether no criterion may be below its floor.
    pub no_floor_breach: bool,
    /// How many questions may be unknown.
    pub max_unknown: Option<usize>,
    /// How old the assessment may be, in months.
    pub max_age: Option<u16>,
    /// Whether nothing may be below an earlier assessment.
    pub has_baseline: bool,
    /// How far something may fall below the earlier assessment, in levels.
    pub tolerance: f64,
}

/// What a gate is judged by, besides the assessment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Circumstances<'a> {
    /// The day that the age is counted to.
    pub as_of: Option<Date>,
    /// The earlier assessment.
    pub baseline: Option<&'a Assessment>,
}

/// A condition that a gate can have.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Condition {
    /// The overall value.
    MinScore,
    /// The value of every dimension.
    MinDimension,
    /// How much is answered.
    MinCoverage,
    /// No criterion is below its floor.
    NoFloorBreach,
    /// How much is unknown.
    MaxUnknown,
    /// How old the assessment is.
    MaxAge,
    /// Nothing fell.
    Baseline,
}

impl Condition {
    /// Every condition, in the order in which they are judged.
    pub const ALL: [Self; 7] = [
        Self::MinScore,
        Self::MinDimension,
        Self::MinCoverage,
        Self::NoFloorBreach,
        Self::MaxUnknown,
        Self::MaxAge,
        Self::Baseline,
    ];

    /// Returns the name that options use: `min-score`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MinScore => "min-score",
            Self::MinDimension => "min-dimension",
            Self::MinCoverage => "min-coverage",
            Self::NoFloorBreach => "no-floor-breach",
            Self::MaxUnknown => "max-unknown",
            Self::MaxAge => "max-age",
            Self::Baseline => "baseline",
        }
    }

    /// Returns what a gate asks by this condition, if it asks anything.
    #[must_use]
    pub fn asked(self, gate: &Gate) -> Option<String> {
        match self {
            Self::MinScore => {
                gate.min_score.map(|it| format!("an overall value of at least {}", print(it)))
            }
            Self::MinDimension => gate
                .min_dimension
                .map(|it| format!("a value of at least {} in every dimension", print(it))),
            Self::MinCoverage => gate
                .min_coverage
                .map(|it| format!("at least {} % of the questions that apply answered", print(it))),
            Self::NoFloorBreach => {
                gate.no_floor_breach.then(|| "no criterion below its floor".to_owned())
            }
            Self::MaxUnknown => gate.max_unknown.map(|it| match it {
                0 => "no answer unknown".to_owned(),
                _ => format!("at most {} unknown", wording::count(it, "answer", "answers")),
            }),
            Self::MaxAge => gate.max_age.map(|it| {
                format!(
                    "an assessment of the last {}",
                    wording::count(it.into(), "month", "months")
                )
            }),
            Self::Baseline => gate.has_baseline.then(|| match gate.tolerance {
                0.0 => "nothing below the earlier assessment".to_owned(),
                it => format!("nothing more than {} below the earlier assessment", print(it)),
            }),
        }
    }
}

/// How an assessment stands to one condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The condition.
    pub condition: Condition,
    /// What is asked: `an overall value of at least 3`.
    pub asked: String,
    /// Whether there was an assessment to judge.
    pub is_judged: bool,
    /// In how many ways it is not met, in framework order; none if it is met.
    pub shortfalls: Vec<Shortfall>,
}

impl Verdict {
    /// Tells whether the condition is met.
    #[must_use]
    pub const fn is_met(&self) -> bool {
        self.is_judged && self.shortfalls.is_empty()
    }
}

/// One way in which a condition is not met.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortfall {
    /// What was found and what is asked: a phrase without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The index of the criterion that it is about, if it is about one.
    pub criterion: Option<usize>,
}

impl Shortfall {
    fn new(message: String, help: impl Into<String>) -> Self {
        Self { message, help: help.into(), criterion: None }
    }
}

/// Returns how an assessment stands to each condition of a gate, in the order of
/// [`Condition::ALL`].
#[must_use]
pub fn judge(gate: &Gate, assessment: &Assessment, given: Circumstances<'_>) -> Vec<Verdict> {
    let mut verdicts = unjudged(gate);
    if verdicts.is_empty() {
        return verdicts;
    }
    let card = score(assessment);
    let shortfalls = |condition| match condition {
        Condition::MinScore => gate.min_score.map(|it| overall(it, assessment, &card)),
        Condition::MinDimension => gate.min_dimension.map(|it| dimensions(it, assessment, &card)),
        Condition::MinCoverage => gate.min_coverage.map(|it| coverage(it, &card)),
        Condition::NoFloorBreach => Some(floors(assessment, &card)),
        Condition::MaxUnknown => gate.max_unknown.map(|it| unknown(it, assessment, &card)),
        Condition::MaxAge => gate.max_age.map(|it| age(it, assessment, given.as_of)),
        Condition::Baseline => Some(fall::falls(gate.tolerance, assessment, &card, given.baseline)),
    };
    for verdict in &mut verdicts {
        verdict.is_judged = true;
        verdict.shortfalls = shortfalls(verdict.condition).unwrap_or_default();
    }
    verdicts
}

/// Returns the conditions of a gate where there is no assessment to judge.
#[must_use]
pub fn unjudged(gate: &Gate) -> Vec<Verdict> {
    let verdict = |condition: Condition| {
        let asked = condition.asked(gate)?;
        Some(Verdict { condition, asked, is_judged: false, shortfalls: Vec::new() })
    };
    Condition::ALL.into_iter().filter_map(verdict).collect()
}

fn overall(asked: f64, assessment: &Assessment, card: &Scorecard) -> Vec<Shortfall> {
    let levels = &assessment.framework.levels;
    let help = within(asked, levels, "see what to do first with `stocktake score`");
    match card.overall {
        None => {
            let message = format!("there is no overall value, at least {} is asked", print(asked));
            let help = "answer the questions that are open, or ask for `--min-dimension` instead";
            vec![Shortfall::new(message, help)]
        }
        Some(score) => {
            let value = levels.value_of(score);
            let message = format!(
                "the overall value is {}, at least {} is asked",
                wording::below(value, asked),
                print(asked)
            );
            below(value, asked).then(|| Shortfall::new(message, help)).into_iter().collect()
        }
    }
}

/// Returns what to do, where the framework has the level that is asked.
fn within(asked: f64, levels: &Levels, help: &str) -> String {
    let (lowest, highest) = (levels.lowest(), levels.highest());
    if asked > f64::from(highest) {
        format!("no answer gets there: levels of this framework go from {lowest} to {highest}")
    } else {
        help.to_owned()
    }
}

fn dimensions(asked: f64, assessment: &Assessment, card: &Scorecard) -> Vec<Shortfall> {
    let framework = &*assessment.framework;
    let one = |(index, it): (usize, &DimensionScore)| {
        let id = &framework.dimensions[index].id;
        let asked_text = print(asked);
        match it.score {
            Some(score) => {
                let value = framework.levels.value_of(score);
                let message = format!(
                    "the value of `{id}` is {}, at least {asked_text} is asked",
                    wording::below(value, asked)
                );
                let help = "see which criterion is the weakest with `stocktake score`";
                let help = within(asked, &framework.levels, help);
                below(value, asked).then(|| Shortfall::new(message, help))
            }
            None if nothing_counts(index, assessment, card) => None,
            None => {
                let message = format!("`{id}` has no value, at least {asked_text} is asked");
                Some(Shortfall::new(message, "answer the questions that are open in it"))
            }
        }
    };
    card.dimensions.iter().enumerate().filter_map(one).collect()
}

/// Tells whether nothing in a dimension, or in its parts, counts for this organisation.
fn nothing_counts(dimension: usize, assessment: &Assessment, card: &Scorecard) -> bool {
    let framework = &*assessment.framework;
    let is_within = |mut it: usize| loop {
        if it == dimension {
            return true;
        }
        match framework.dimensions[it].parent {
            Some(parent) => it = parent,
            None => return false,
        }
    };
    framework.criteria.iter().zip(&card.criteria).all(|(criterion, it)| {
        !criterion.scored
            || matches!(it.status, Status::OutOfScope | Status::NotApplicable)
            || !is_within(criterion.dimension)
    })
}

fn coverage(asked: f64, card: &Scorecard) -> Vec<Shortfall> {
    let it = &card.coverage;
    let applicable = it.in_scope - it.not_applicable;
    let open = [(it.unanswered, "unanswered"), (it.unknown, "unknown")];
    let open: Vec<String> =
        open.iter().filter(|it| it.0 > 0).map(|it| format!("{} {}", it.0, it.1)).collect();
    #[expect(clippy::cast_precision_loss, reason = "no framework has 2^52 criteria")]
    let percent = 100.0 * it.answered as f64 / applicable as f64;
    if applicable > 0 && percent >= asked - TOLERANCE {
        return Vec::new();
    }
    let found = if applicable == 0 {
        "no question applies".to_owned()
    } else {
        format!(
            "{} of {applicable} questions that apply {} answered ({} %)",
            it.answered,
            if it.answered == 1 { "is" } else { "are" },
            wording::below(percent, asked)
        )
    };
    let message = format!("{found}, at least {} % is asked", print(asked));
    let help = format!("settle what is open: {}", wording::list(&open, "and"));
    let help =
        if open.is_empty() { "check `settings` of the organisation".to_owned() } else { help };
    vec![Shortfall::new(message, help)]
}

fn floors(assessment: &Assessment, card: &Scorecard) -> Vec<Shortfall> {
    let framework = &*assessment.framework;
    let levels = &framework.levels;
    let one = |(index, it): (usize, &CriterionScore)| {
        let criterion = &framework.criteria[index];
        let (score, floor) = it.score.zip(criterion.floor).filter(|_| it.below_floor)?;
        let value = wording::below(levels.value_of(score), f64::from(floor));
        let message = format!("the value of `{}` is {value}, its floor is {floor}", criterion.id);
        let help = "do its next step first: until then it holds its dimension down";
        Some(Shortfall { criterion: Some(index), ..Shortfall::new(message, help) })
    };
    card.criteria.iter().enumerate().filter_map(one).collect()
}

fn unknown(asked: usize, assessment: &Assessment, card: &Scorecard) -> Vec<Shortfall> {
    let found = card.coverage.unknown;
    if found <= asked {
        return Vec::new();
    }
    let criteria = assessment.framework.criteria.iter().zip(&card.criteria);
    let unknown = criteria.filter(|(_, it)| it.status == Status::Unknown);
    let ids: Vec<String> = unknown.map(|(it, _)| format!("`{}`", it.id)).collect();
    let verb = if found == 1 { "is" } else { "are" };
    let count = wording::count(found, "answer", "answers");
    let at_most =
        if asked == 0 { "none may be".to_owned() } else { format!("at most {asked} may be") };
    let message = format!("{count} {verb} unknown, {at_most}");
    vec![Shortfall::new(message, format!("find out: {}", wording::list(&ids, "and")))]
}

fn age(months: u16, assessment: &Assessment, as_of: Option<Date>) -> Vec<Shortfall> {
    let limit = wording::count(usize::from(months), "month", "months");
    let assessed_on = wording::date(assessment.assessed_on);
    match as_of {
        None => {
            let message =
                format!("nobody says on which day the assessment may be at most {limit} old");
            vec![Shortfall::new(message, "name the day with `--as-of`")]
        }
        Some(as_of) if assessment.assessed_on > as_of => {
            let message =
                format!("the assessment of {assessed_on} is later than {}", wording::date(as_of));
            vec![Shortfall::new(message, "check the year in `assessed_on`, and `--as-of`")]
        }
        Some(as_of) if months_later(assessment.assessed_on, months) < as_of => {
            let message = format!(
                "the assessment of {assessed_on} is more than {limit} old on {}",
                wording::date(as_of)
            );
            vec![Shortfall::new(message, "assess again, and give the new answers a new date")]
        }
        Some(_) => Vec::new(),
    }
}

/// Tells whether a value misses what is asked, by more than rounding leaves.
fn below(value: f64, asked: f64) -> bool {
    value < asked - TOLERANCE
}

/// Returns what is asked, as its author wrote it: a rounded figure may look as if it were met.
fn print(number: f64) -> String {
    (number + 0.0).to_string()
}

#[cfg(test)]
mod tests;
