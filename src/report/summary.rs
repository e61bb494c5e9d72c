//! The one page that everybody reads.

use super::{DimensionView, Report, Standing};
use crate::evidence::{Backing, backing};
use crate::model::{Confidence, Framework, Score, Setting, Status, TOLERANCE, Unanswered};
use crate::score::Coverage;
use crate::wording;

/// How many dimensions are named as strongest, and how many as having the largest gaps.
const HIGHLIGHTS: usize = 3;

/// How far below its target a dimension may be that is named as strong, in levels.
const NEAR: f64 = 0.5;

/// Who, what, when, and how it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The organisation's name.
    pub organisation: String,
    /// The framework's title.
    pub framework: String,
    /// The same with its version.
    pub framework_version: String,
    /// Facts about the assessment, each with its name, in order.
    pub facts: Vec<(&'static str, String)>,
    /// Where the organisation stands.
    pub overall: Standing,
    /// The overall standing in one sentence.
    pub headline: String,
    /// Coverage in words: `21 of 24 answered, 1 unknown`.
    pub coverage: String,
    /// How sure the respondents are, in a sentence, if they say.
    pub confidence: Option<String>,
    /// How the answers are backed, in a sentence, if the framework asks for evidence.
    pub evidence: Option<String>,
    /// The first actions, as indexes into [`Report::plan`]; at most three.
    pub first: Vec<usize>,
    /// What holds dimensions down, one sentence each, with the dimension's title.
    pub held: Vec<(String, String)>,
    /// The dimensions that meet their target or nearly do, the highest value first; at most three.
    pub strongest: Vec<Highlight>,
    /// The dimensions with the largest gaps, largest first; at most three.
    pub largest_gaps: Vec<Highlight>,
}

/// A dimension that is named in the summary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlight {
    /// Its title.
    pub title: String,
    /// Where it stands: `3.3, target 3.0`.
    pub standing: String,
}

pub(super) fn summary(report: &Report<'_>) -> Summary {
    let assessment = report.assessment;
    let overall = Standing::new(
        &assessment.framework.levels,
        report.card.overall,
        report.card.bounds,
        report.gaps.overall,
    );
    let held = report
        .dimensions
        .iter()
        .filter_map(|it| it.held.clone().map(|held| (it.title.clone(), held)));
    let (strongest, largest_gaps) = highlights(report);
    Summary {
        organisation: assessment.organisation.name.clone(),
        framework: assessment.framework.title.clone(),
        framework_version: framework_version(&assessment.framework),
        facts: facts(report),
        headline: headline(report, &overall),
        overall,
        coverage: coverage(&report.card.coverage),
        confidence: confidence(report),
        evidence: evidence(report),
        first: (0..report.plan.len().min(HIGHLIGHTS)).collect(),
        held: held.collect(),
        strongest,
        largest_gaps,
    }
}

fn facts(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let assessment = report.assessment;
    let organisation = &assessment.organisation;
    let framework = &assessment.framework;
    let settings: Vec<&str> = organisation.settings.iter().map(Setting::as_str).collect();
    let settings = (!settings.is_empty()).then(|| wording::list(&settings, "and"));
    let code = organisation.ods_code.as_ref().map(|it| format!("ODS code {it}"));
    let profile = [code, organisation.kind.clone(), organisation.region.clone(), settings];
    let profile: Vec<String> = profile.into_iter().flatten().collect();
    let date = wording::date(assessment.assessed_on);
    let assessed = match &assessment.assessed_by {
        Some(by) => format!("{date}, by: {by}"),
        None => date,
    };
    let options = &report.options;
    let mut paper = vec![format!(
        "{}, for {}",
        wording::capitalised(options.stage.name()),
        options.purpose.name()
    )];
    paper.extend(options.meeting.map(|it| format!("meeting of {}", wording::date(it))));
    paper.extend(options.classification.clone());
    paper.extend(options.sponsor.as_ref().map(|it| format!("sponsor: {it}")));
    let facts = [
        ("Organisation", Some(organisation.name.clone())),
        ("Profile", (!profile.is_empty()).then(|| profile.join("; "))),
        ("Framework", Some(framework_version(framework))),
        ("Assessed", Some(assessed)),
        ("Paper", Some(paper.join("; "))),
    ];
    facts.into_iter().filter_map(|(name, fact)| fact.map(|fact| (name, fact))).collect()
}

fn framework_version(framework: &Framework) -> String {
    format!("{}, version {}", framework.title, framework.version)
}

fn headline(report: &Report<'_>, overall: &Standing) -> String {
    let levels = &report.assessment.framework.levels;
    let Some(score) = report.card.overall else {
        let is_rated = report.card.criteria.iter().any(|it| it.score.is_some());
        let why = if report.counts_and_is(Status::Unanswered) > 0
            && (!is_rated || report.assessment.framework.unanswered == Unanswered::Refuse)
        {
            "there are questions without an answer"
        } else if is_rated {
            "the framework refuses a single number"
        } else {
            "nothing that counts applies to this organisation"
        };
        return format!("There is no overall score: {why}.");
    };
    let reached = levels.reached(levels.value_of(score));
    let target = match overall.is_met {
        Some(true) => format!("The target of {} is met.", overall.target),
        Some(false) => format!("The target is {}, so the gap is {}.", overall.target, overall.gap),
        None => String::new(),
    };
    let unknown = match report.card.coverage.unknown {
        0 => "",
        _ => " What is unknown counts as the lowest level.",
    };
    let bounds = overall.bounds.as_ref().map(|it| {
        format!(
            " With the questions that have no answer yet, it could be anything from {it}.{unknown}"
        )
    });
    let lead = format!(
        "The overall value is {} on levels {} to {}: level {}, {}.",
        overall.value,
        levels.lowest(),
        levels.highest(),
        reached.number,
        reached.label
    );
    format!("{lead} {target}{}", bounds.unwrap_or_default())
}

fn coverage(it: &Coverage) -> String {
    let mut parts = vec![format!("{} of {} answered", it.answered, it.in_scope)];
    let counts = [
        (it.unknown, "unknown"),
        (it.not_applicable, "not applicable"),
        (it.unanswered, "not answered"),
        (it.out_of_scope, "not in scope"),
    ];
    parts.extend(counts.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}")));
    parts.join(", ")
}

fn confidence(report: &Report<'_>) -> Option<String> {
    let given = report.assessment.answers.iter().flatten().filter_map(|it| it.confidence);
    let given: Vec<Confidence> = given.collect();
    if given.is_empty() {
        return None;
    }
    let count = |of: Confidence| given.iter().filter(|&&it| it == of).count();
    let parts: Vec<String> = (Confidence::ALL.iter().rev())
        .filter(|&&it| count(it) > 0)
        .map(|&it| format!("{} in {}", it.name(), count(it)))
        .collect();
    let all = report.assessment.answers.iter().flatten().count();
    let verb = if given.len() == 1 { "says" } else { "say" };
    Some(format!(
        "{} of {} {verb} how sure the respondents are: {}.",
        given.len(),
        wording::count(all, "answer", "answers"),
        wording::list(&parts, "and")
    ))
}

fn evidence(report: &Report<'_>) -> Option<String> {
    let required = report.assessment.framework.evidence.required_from?;
    let backings = (0..report.card.criteria.len()).map(|it| backing(report.assessment, it));
    let backings: Vec<Backing> = backings.filter(|&it| it != Backing::NotRequired).collect();
    if backings.is_empty() {
        return Some(format!(
            "No answer is at level {required} or above, where evidence is required."
        ));
    }
    let count = |of: Backing| backings.iter().filter(|&&it| it == of).count();
    let mut text = format!(
        "{} of {} at level {required} or above {} backed by evidence",
        count(Backing::Enough),
        wording::count(backings.len(), "answer", "answers"),
        if count(Backing::Enough) == 1 { "is" } else { "are" },
    );
    let mut lacks = Vec::new();
    if count(Backing::Missing) > 0 {
        let verb = if count(Backing::Missing) == 1 { "has" } else { "have" };
        lacks.push(format!("{} {verb} none", count(Backing::Missing)));
    }
    if count(Backing::Stale) > 0 {
        let verb = if count(Backing::Stale) == 1 { "has" } else { "have" };
        lacks.push(format!("{} {verb} only old evidence", count(Backing::Stale)));
    }
    if !lacks.is_empty() {
        text = format!("{text}; {}", wording::list(&lacks, "and"));
    }
    Some(format!("{text}."))
}

/// Returns the top-level dimensions that `key` gives a number, the largest first; equal ones in
/// framework order.
fn ranked(report: &Report<'_>, key: impl Fn(usize) -> Option<f64>) -> Vec<usize> {
    let top = report.assessment.framework.top_level();
    let mut ranked: Vec<(usize, f64)> =
        top.filter_map(|it| key(it).map(|number| (it, number))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked.into_iter().map(|(it, _)| it).collect()
}

/// Returns the strongest dimensions, and those with the largest gaps. None is both, neither is more
/// than half of all, and nothing is strong that a floor holds down or that nobody answered.
fn highlights(report: &Report<'_>) -> (Vec<Highlight>, Vec<Highlight>) {
    let scored = ranked(report, |it| report.card.dimensions[it].score.map(Score::get));
    let mut gaps = ranked(report, |it| report.gaps.dimensions[it].gap.filter(|&gap| gap > 0.0));
    let count = scored.len().div_ceil(2).min(HIGHLIGHTS);
    gaps.truncate(count);
    let is_sound = |it: &usize| {
        let criteria = &report.dimensions[*it].criteria;
        let is_answered =
            criteria.is_empty() || criteria.iter().any(|it| it.status == Status::Answered);
        report.card.dimensions[*it].held_by.is_empty() && is_answered
    };
    let is_near =
        |it: &usize| report.gaps.dimensions[*it].gap.is_some_and(|gap| gap <= NEAR + TOLERANCE);
    let best = scored.into_iter().filter(|it| !gaps.contains(it) && is_sound(it) && is_near(it));
    let strongest = best.take(count).map(|it| {
        let dimension = &report.dimensions[it];
        let Standing { value, target, is_met, gap, .. } = &dimension.standing;
        let text = match is_met {
            Some(true) => format!("{value}, meets its target of {target}"),
            _ => format!("{value}, {gap} below its target of {target}"),
        };
        highlight(dimension, text)
    });
    let largest = gaps.iter().map(|&it| {
        let dimension = &report.dimensions[it];
        let Standing { gap, value, target, .. } = &dimension.standing;
        highlight(dimension, format!("gap {gap}, at {value} against a target of {target}"))
    });
    (strongest.collect(), largest.collect())
}

fn highlight(dimension: &DimensionView, standing: String) -> Highlight {
    let partly = dimension.partly.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    Highlight { title: dimension.title.clone(), standing: standing + &partly }
}
