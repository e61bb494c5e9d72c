//! Criteria in words: the answer, what it means, and what backs it.

use super::Report;
use super::standing::gap_text;
use crate::evidence::{Backing, backing};
use crate::model::{
    Answer, Assessment, Benchmark, Better, Confidence, Criterion, Element, Evidence, Given,
    Response, ScaleKind, Setting, Status,
};
use crate::plan::step;
use crate::score::score_of;
use crate::wording;

/// A criterion: what was answered, and what backs it.
///
/// What was answered, noted and named as evidence is shown as it was given, also where the question is
/// not asked of this organisation and the answer counts nowhere.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionView {
    /// Its index in the framework.
    pub index: usize,
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// Why it matters.
    pub why: Option<String>,
    /// How it stands.
    pub status: Status,
    /// The answer: `3 In use`, `41.5 % of staff`, `Not answered`.
    pub answer: String,
    /// What that looks like, or the reason why it does not apply.
    pub meaning: Option<String>,
    /// The elements that are met, in the framework's words.
    pub met: Vec<String>,
    /// What the next level takes, if there is one above and the answer counts.
    pub next: Option<NextView>,
    /// Where it stands: `value 2.0, target 3.0, gap 1.0`; `None` if it is not rated.
    pub standing: Option<String>,
    /// Whether its target is met; `None` where nobody can tell.
    pub is_met: Option<bool>,
    /// Whether it is below its floor.
    pub below_floor: bool,
    /// What there is to know about how it counts: floor, weight, not scored.
    pub remarks: Vec<String>,
    /// The organisation's note.
    pub note: Option<String>,
    /// The evidence given.
    pub evidence: Vec<EvidenceView>,
    /// What is wrong with the evidence, if anything.
    pub warning: Option<String>,
    /// How sure the respondent is.
    pub confidence: Option<&'static str>,
    /// Published figures to hold the answer against.
    pub benchmarks: Vec<String>,
    /// Where the criterion comes from.
    pub source: Option<String>,
}

/// What the next level takes.
#[derive(Clone, Debug, PartialEq)]
pub struct NextView {
    /// The number of the level: `3`.
    pub number: i32,
    /// Its label: `Established`.
    pub label: String,
    /// Both: `3 Established`.
    pub level: String,
    /// What it looks like, if the framework says, and the step does not say it too.
    pub meaning: Option<String>,
    /// What is missing for it.
    pub step: String,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceView {
    /// Its title, with its date if it has one, and a word if it is too old.
    pub text: String,
    /// Where it is. Not checked: see [`web_link`](crate::render::web_link).
    pub link: Option<String>,
}

pub(super) fn criterion(report: &Report<'_>, index: usize) -> CriterionView {
    let assessment = report.assessment;
    let framework = &*assessment.framework;
    let criterion = &framework.criteria[index];
    let score = &report.card.criteria[index];
    let gap = &report.gaps.criteria[index];
    let answer = assessment.answers[index].as_ref();
    let (text, meaning) = answer_text(assessment, criterion, score.status, answer);
    let value = score.score.map(|it| wording::level(framework.levels.value_of(it)));
    CriterionView {
        index,
        id: criterion.id.to_string(),
        question: criterion.question.clone(),
        why: criterion.why.clone(),
        status: score.status,
        answer: text,
        meaning,
        met: met(criterion, answer),
        next: next(report, index),
        standing: value.map(|value| {
            format!(
                "value {value}, target {}, gap {}",
                wording::tenths(gap.target),
                gap_text(gap.gap)
            )
        }),
        is_met: gap.gap.map(|it| it <= 0.0),
        below_floor: score.below_floor,
        remarks: remarks(criterion, score.below_floor),
        note: answer.and_then(|it| it.note.clone()),
        evidence: answer.map(|it| evidence(assessment, &it.evidence)).unwrap_or_default(),
        warning: warning(assessment, index),
        confidence: answer.and_then(|it| it.confidence).map(Confidence::name),
        benchmarks: benchmarks(framework.scale_of(criterion).kind.unit(), criterion),
        source: criterion.source.clone(),
    }
}

/// Returns the elements that an answer says are met.
fn met(criterion: &Criterion, answer: Option<&Answer>) -> Vec<String> {
    let Some(Response::Given(Given::Elements(met))) = answer.map(|it| &it.response) else {
        return Vec::new();
    };
    let met = criterion.elements.iter().filter(|it| met.contains(&it.id));
    met.map(|it| it.statement.trim_end_matches('.').to_owned()).collect()
}

/// Returns what the next level takes, where somebody answered and there is a level above.
fn next(report: &Report<'_>, index: usize) -> Option<NextView> {
    let framework = &*report.assessment.framework;
    let (criterion, score) = (&framework.criteria[index], &report.card.criteria[index]);
    if !matches!(score.status, Status::Answered | Status::Unknown) {
        return None;
    }
    let next = framework.levels.next(framework.levels.value_of(score.score?))?;
    let target = report.gaps.criteria[index].target;
    let floor = criterion.floor.filter(|_| score.below_floor).map_or(target, f64::from);
    // A number is asked for its target; where that is met, for the best there is.
    let is_line = matches!(framework.scale_of(criterion).kind, ScaleKind::Line { .. });
    let is_met = report.gaps.criteria[index].gap.is_some_and(|it| it <= 0.0);
    let best = f64::from(framework.levels.highest());
    let goal = if is_line && is_met { best } else { target.max(floor) };
    let step = step(report.assessment, index, goal).text;
    let descriptor = criterion.descriptors.get(&next.number).or(next.meaning.as_ref());
    let meaning = descriptor.filter(|it| !step.contains(it.as_str())).cloned();
    let level = format!("{} {}", next.number, next.label);
    Some(NextView { number: next.number, label: next.label.clone(), level, meaning, step })
}

fn answer_text(
    assessment: &Assessment,
    criterion: &Criterion,
    status: Status,
    answer: Option<&Answer>,
) -> (String, Option<String>) {
    let response = answer.map(|it| &it.response);
    let (text, meaning) = match response {
        None => ("Not answered".to_owned(), None),
        Some(Response::Unknown) => (
            "Unknown".to_owned(),
            Some("Nobody knows; until somebody does, it scores 0.".to_owned()),
        ),
        Some(Response::NotApplicable { reason }) => {
            ("Not applicable".to_owned(), Some(reason.clone()))
        }
        Some(Response::Given(given)) => given_text(assessment, criterion, given),
    };
    if status != Status::OutOfScope {
        return (text, meaning);
    }
    let settings: Vec<&str> = criterion.settings.iter().map(Setting::as_str).collect();
    let asked = format!("Asked only of these care settings: {}.", wording::list(&settings, "and"));
    let meaning = match response {
        None => asked,
        Some(Response::NotApplicable { reason }) => {
            format!("{asked} What was answered counts nowhere: {text}. {reason}")
        }
        Some(_) => format!("{asked} What was answered counts nowhere: {text}."),
    };
    ("Not in scope".to_owned(), Some(meaning))
}

/// Returns an answer, and what it looks like: the criterion's words for the level reached.
fn given_text(
    assessment: &Assessment,
    criterion: &Criterion,
    given: &Given,
) -> (String, Option<String>) {
    let framework = &assessment.framework;
    let value = framework.levels.value_of(score_of(framework, criterion, given));
    let reached = framework.levels.reached(value);
    let level = format!("{} {}", reached.number, reached.label);
    let own = criterion.descriptors.get(&reached.number).cloned();
    match (given, &framework.scale_of(criterion).kind) {
        (Given::Level(_), _) => (level, own.or_else(|| reached.meaning.clone())),
        (Given::Choice(id), ScaleKind::Choice(options)) => {
            let label = options.iter().find(|it| it.id == *id).map(|it| it.label.clone());
            (label.unwrap_or_else(|| id.to_string()), own)
        }
        (Given::Choice(id), _) => (id.to_string(), own),
        (Given::Number(number), kind) => {
            let unit = kind.unit().unwrap_or_default();
            (format!("{number} {unit}"), own)
        }
        (Given::Elements(met), _) => {
            let next = reached.number + 1;
            let is_missed = |it: &&Element| it.level == next && !met.contains(&it.id);
            let missed = criterion.elements.iter().filter(is_missed);
            let missed: Vec<&str> = missed.map(|it| it.statement.trim_end_matches('.')).collect();
            let text = format!("{} of {} elements: {level}", met.len(), criterion.elements.len());
            let missing = format!("Missing for level {next}: {}.", missed.join("; "));
            // Where the answer counts, the next step says what is missing.
            (text, if missed.is_empty() || criterion.scored { own } else { Some(missing) })
        }
    }
}

fn remarks(criterion: &Criterion, below_floor: bool) -> Vec<String> {
    let floor = criterion.floor.map(|floor| {
        if below_floor {
            format!("Below its floor of {floor}.")
        } else {
            format!("Foundational: its floor is {floor}.")
        }
    });
    let weight = Some(criterion.weight.get()).filter(|&it| it != 1 && criterion.scored);
    let weight = weight.map(|it| format!("Weight {it}."));
    let unscored = (!criterion.scored).then(|| "Asked and shown, but not scored.".to_owned());
    floor.into_iter().chain(weight).chain(unscored).collect()
}

fn evidence(assessment: &Assessment, evidence: &[Evidence]) -> Vec<EvidenceView> {
    let view = |it: &Evidence| {
        let dated = it.dated.map(|date| format!(" ({})", wording::date(date)));
        let stale = if assessment.is_stale(it) { " – too old" } else { "" };
        let text = format!("{}{}{stale}", it.title, dated.unwrap_or_default());
        EvidenceView { text, link: it.link.clone() }
    };
    evidence.iter().map(view).collect()
}

fn warning(assessment: &Assessment, index: usize) -> Option<String> {
    let rule = assessment.framework.evidence;
    match backing(assessment, index) {
        Backing::NotRequired | Backing::Enough => None,
        Backing::Missing => {
            let level = rule.required_from.unwrap_or_default();
            Some(format!("No evidence is named. From level {level} on, the framework asks for it."))
        }
        Backing::Stale => {
            let months = usize::from(rule.stale_after_months.unwrap_or_default());
            let age = wording::count(months, "month", "months");
            Some(format!("All evidence is older than {age}."))
        }
    }
}

/// Returns the benchmarks that are counted in the scale's unit; no others may stand beside it.
fn benchmarks(unit: Option<&str>, criterion: &Criterion) -> Vec<String> {
    let fitting = criterion.benchmarks.iter().filter(|it| Some(it.unit.as_str()) == unit);
    fitting.map(published).collect()
}

/// Returns a published figure with its unit and where it comes from.
#[must_use]
pub fn published(it: &Benchmark) -> String {
    let better = match it.better {
        None => String::new(),
        Some(Better::Higher) => " Higher is better.".to_owned(),
        Some(Better::Lower) => " Lower is better.".to_owned(),
    };
    let year = it.year.map(|it| it.to_string());
    let from: Vec<&str> = [it.population.as_deref(), it.source.as_deref(), year.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let from = if from.is_empty() { String::new() } else { format!(" ({})", from.join("; ")) };
    format!("Published: {} {}{from}.{better}", wording::number(it.figure, 6), it.unit)
}
