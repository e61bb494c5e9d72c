//! Frameworks in a terminal: the list of them, and one in full.

use std::fmt::Write as _;
use std::sync::Arc;

use super::escape::terminal;
use crate::model::{Criterion, Framework, ScaleKind, Setting};
use crate::report::{published, reference};
use crate::wording;

/// Returns the list of frameworks: id, version, size and title.
#[must_use]
pub fn frameworks(all: &[Arc<Framework>]) -> String {
    let mut out = String::new();
    for it in all {
        let size = format!(
            "{}, {}",
            wording::count(it.dimensions.len(), "dimension", "dimensions"),
            wording::count(it.criteria.len(), "criterion", "criteria"),
        );
        let _ = writeln!(out, "{}@{}  ({size})", it.id, it.version);
        let _ = writeln!(out, "    {}", terminal(&it.title));
    }
    let _ = writeln!(out, "\n`stocktake frameworks ID` shows one with its questions and levels.");
    out
}

/// Returns a framework in full: levels, dimensions, criteria with every level, and sources.
#[must_use]
pub fn framework(it: &Framework) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}\n{}@{}", terminal(&it.title), it.id, it.version);
    if let Some(summary) = &it.summary {
        let _ = writeln!(out, "\n{}", terminal(summary));
    }
    let target = wording::number(it.target, 2);
    let policy = it.unanswered.name();
    let _ = writeln!(out, "\nRule: {}; unanswered: {policy}; target: {target}", it.rule.name());
    if let Some(level) = it.evidence.required_from {
        let months = it.evidence.stale_after_months;
        let stale = months.map(|it| format!(", stale after {it} months")).unwrap_or_default();
        let _ = writeln!(out, "Evidence: required from level {level}{stale}");
    }
    if !it.settings.is_empty() {
        let settings: Vec<&str> = it.settings.iter().map(Setting::as_str).collect();
        let _ = writeln!(out, "Care settings: {}", settings.join(", "));
    }
    let _ = writeln!(out, "\nLevels");
    for level in it.levels.as_slice() {
        let meaning = level.meaning.as_deref().map(|it| format!(": {}", terminal(it)));
        let label = terminal(&level.label);
        let _ = writeln!(out, "  {} {label}{}", level.number, meaning.unwrap_or_default());
    }
    for (index, dimension) in it.dimensions.iter().enumerate() {
        let name = terminal(&it.dimension_name);
        let _ = writeln!(out, "\n{name}: {} ({})", terminal(&dimension.title), dimension.id);
        if let Some(summary) = &dimension.summary {
            let _ = writeln!(out, "  {}", terminal(summary));
        }
        for (_, criterion) in it.criteria_of(index) {
            out.push_str(&self::criterion(it, criterion));
        }
    }
    let _ = writeln!(out, "\nSources");
    for source in &it.sources {
        let _ = writeln!(out, "  {}", terminal(&reference(source)));
        if let Some(url) = &source.url {
            let _ = writeln!(out, "    {}", terminal(url));
        }
    }
    if let Some(licence) = &it.licence {
        let _ = writeln!(out, "\nLicence of the wording: {}", terminal(licence));
    }
    out
}

/// Returns a criterion in full: the question, its answers, steps and source.
#[must_use]
pub fn criterion(framework: &Framework, it: &Criterion) -> String {
    let mut out = String::new();
    let mut facts = vec![it.id.to_string()];
    facts.extend((it.weight.get() > 1).then(|| format!("weight {}", it.weight.get())));
    facts.extend(it.floor.map(|it| format!("floor {it}")));
    facts.extend(it.target.map(|it| format!("target {}", wording::number(it, 2))));
    facts.extend((!it.scored).then(|| "not scored".to_owned()));
    let settings: Vec<&str> = it.settings.iter().map(Setting::as_str).collect();
    facts.extend((!settings.is_empty()).then(|| format!("asked only of {}", settings.join(", "))));
    let _ = writeln!(out, "\n  {}\n  ({})", terminal(&it.question), facts.join("; "));
    if let Some(why) = &it.why {
        let _ = writeln!(out, "    Why: {}", terminal(why));
    }
    scale(&framework.scale_of(it).kind, &mut out);
    for (level, text) in &it.descriptors {
        let _ = writeln!(out, "    {level}: {}", terminal(text));
    }
    for element in &it.elements {
        let statement = terminal(&element.statement);
        let _ = writeln!(out, "    {} {}: {statement}", element.level, element.id);
    }
    for (level, text) in &it.steps {
        let effort = it.efforts.get(level).map(|it| format!(" ({} effort)", it.name()));
        let _ = writeln!(out, "    To {level}: {}{}", terminal(text), effort.unwrap_or_default());
    }
    for hint in &it.evidence {
        let _ = writeln!(out, "    Evidence: {}", terminal(hint));
    }
    for benchmark in &it.benchmarks {
        let _ = writeln!(out, "    {}", terminal(&published(benchmark)));
    }
    if let Some(source) = &it.source {
        let _ = writeln!(out, "    Source: {}", terminal(source));
    }
    out
}

fn scale(kind: &ScaleKind, out: &mut String) {
    let number = |it| wording::number(it, 6);
    let _ = match kind {
        ScaleKind::Level | ScaleKind::Checklist => Ok(()),
        ScaleKind::Choice(options) => {
            let options: Vec<String> = options
                .iter()
                .map(|it| {
                    format!("{} ({}, {} points)", it.id, terminal(&it.label), number(it.points))
                })
                .collect();
            writeln!(out, "    Answer: {}", wording::list(&options, "or"))
        }
        ScaleKind::Bands { unit, range, bands } => {
            let bands: Vec<String> = bands
                .iter()
                .map(|it| format!("{} points from {}", number(it.points), number(it.from)))
                .collect();
            let (lower, upper) = (number(range.lower()), number(range.upper()));
            writeln!(
                out,
                "    Answer: {}, {lower} to {upper}; {}",
                terminal(unit),
                bands.join(", ")
            )
        }
        ScaleKind::Line { unit, range, line } => writeln!(
            out,
            "    Answer: {}, {} to {}; worst {}, best {}",
            terminal(unit),
            number(range.lower()),
            number(range.upper()),
            number(line.worst()),
            number(line.best()),
        ),
    };
}
