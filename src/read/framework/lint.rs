//! What is allowed in a framework, and still worth a word.

use std::collections::BTreeMap;

use super::super::fields::Reader;
use super::Context;
use super::criterion::Spans;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::{Band, Choice, Criterion, FrameworkId, Line, Range, ScaleKind};
use crate::wording;

/// Reports an id that is not the name of its file.
pub(super) fn file_name(id: Option<&FrameworkId>, span: &Span, reader: &mut Reader) {
    let path = std::path::Path::new(reader.source.name());
    let stem = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
    let is_toml = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("toml"));
    if let Some(id) = id.filter(|it| is_toml && it.as_str() != stem) {
        let message = format!("the id is `{id}`, but the file is called `{stem}.toml`");
        reader.report(Code::FileName, span, message, format!("rename the file to `{id}.toml`"));
    }
}

/// Reports what nobody uses: scales, and care settings.
pub(super) fn unused(
    context: &Context,
    settings: &[Span],
    criteria: &[Criterion],
    reader: &mut Reader,
) {
    for (index, (name, span, _)) in context.scales.iter().enumerate() {
        if !criteria.iter().any(|it| it.scale == index) {
            let message = format!("no criterion uses the scale `{name}`");
            reader.report(Code::UnusedScale, span, message, "use it, or remove it");
        }
    }
    for (setting, span) in context.settings.iter().zip(settings) {
        if !criteria.iter().any(|it| it.settings.contains(setting)) {
            let message = format!("no criterion is asked only of `{setting}`");
            let help =
                "ask something only of it; until then, who names it is asked no more than others";
            reader.report(Code::UnusedSetting, span, message, help);
        }
    }
}

/// Reports scales on which no answer reaches the highest level.
pub(super) fn unreachable_levels(context: &Context, reader: &mut Reader) {
    for (name, span, scale) in &context.scales {
        let Some(scale) = scale else { continue };
        let best = match &scale.kind {
            ScaleKind::Level | ScaleKind::Checklist => continue,
            ScaleKind::Choice(options) => most(options.iter().map(|it: &Choice| it.points)),
            ScaleKind::Bands { bands, .. } => most(bands.iter().map(|it: &Band| it.points)),
            ScaleKind::Line { range, line, .. } => best_on(*line, *range),
        };
        if best < 100.0 {
            let points = wording::number(best, 2);
            let message =
                format!("no answer on the scale `{name}` gets more than {points} of 100 points");
            let help = "let the best answer get 100 points, or nobody can reach the highest level";
            reader.report(Code::UnreachableLevel, span, message, help);
        }
    }
}

fn most(points: impl Iterator<Item = f64>) -> f64 {
    points.fold(0.0, f64::max)
}

/// Returns the points of the best number that may be answered.
fn best_on(line: Line, range: Range) -> f64 {
    let best = if line.falls() { range.lower() } else { range.upper() };
    line.score_of(best).get() * 100.0
}

/// Reports levels of which a criterion does not say what they look like, or how to get there, and
/// levels of a checklist that ask for nothing.
pub(super) fn missing_levels(
    criterion: &Criterion,
    span: &Span,
    context: &Context,
    reader: &mut Reader,
) {
    let kind = context.scales[criterion.scale].2.as_ref().map(|it| &it.kind);
    let (Some(kind), Some(levels)) = (kind, &context.levels) else { return };
    let all: Vec<i32> = levels.as_slice().iter().map(|it| it.number).collect();
    let lacks = |from: usize, has: &dyn Fn(i32) -> bool| -> Vec<i32> {
        all.iter().copied().skip(from).filter(|&it| !has(it)).collect()
    };
    let id = &criterion.id;
    match kind {
        ScaleKind::Level => {
            let missing = lacks(0, &|it| criterion.descriptors.contains_key(&it));
            if let Some((first, text)) = phrase(&missing) {
                let verb = if missing.len() == 1 { "looks" } else { "look" };
                let message = format!("`{id}` does not say what {text} {verb} like");
                let help = format!("add `levels.{first}`");
                reader.report(Code::MissingDescriptor, span, message, help);
            }
            let missing = lacks(1, &|it| criterion.steps.contains_key(&it));
            if let Some((first, text)) = phrase(&missing) {
                let message = format!("`{id}` does not say what to do to reach {text}");
                reader.report(Code::MissingStep, span, message, format!("add `steps.{first}`"));
            }
        }
        // A checklist without any element is reported as such.
        ScaleKind::Checklist if !criterion.elements.is_empty() => {
            let missing = lacks(1, &|it| criterion.elements.iter().any(|e| e.level == it));
            if let Some((first, text)) = phrase(&missing) {
                let message = format!("`{id}` asks for nothing at {text}");
                let help = format!("add an element with `level = {first}`");
                reader.report(Code::ChecklistWithHole, span, message, help);
            }
        }
        _ => {}
    }
}

/// Returns the first of some levels, and all of them in words.
fn phrase(levels: &[i32]) -> Option<(i32, String)> {
    let names: Vec<String> = levels.iter().map(ToString::to_string).collect();
    let noun = if levels.len() == 1 { "level" } else { "levels" };
    levels.first().map(|&first| (first, format!("{noun} {}", wording::list(&names, "and"))))
}

/// Reports a benchmark that may not stand beside an answer.
pub(super) fn benchmark_unit(
    unit: &str,
    span: &Span,
    scale: Option<usize>,
    context: &Context,
    reader: &mut Reader,
) {
    let Some(scale) = scale.and_then(|it| context.scales[it].2.as_ref()) else { return };
    match scale.kind.unit() {
        Some(own) if own == unit => {}
        Some(own) => {
            let message = format!("the benchmark counts `{unit}`, the scale counts `{own}`");
            let help = "it is not shown; use the same unit in both, if it is the same thing";
            reader.report(Code::BenchmarkUnit, span, message, help);
        }
        None => {
            let message = format!("the benchmark counts `{unit}`, but the answer is no number");
            let help = "it is not shown; remove it, or use a scale of kind `number`";
            reader.report(Code::BenchmarkUnit, span, message, help);
        }
    }
}

/// Reports questions that are asked twice, and weights that leave the rest of a dimension no say.
pub(super) fn among_criteria(criteria: &[Criterion], spans: &[Spans], reader: &mut Reader) {
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    let mut weights: BTreeMap<usize, (usize, u64)> = BTreeMap::new();
    for (index, criterion) in criteria.iter().enumerate() {
        let words = criterion.question.to_lowercase();
        let words: Vec<&str> = words.split(|it: char| !it.is_alphanumeric()).collect();
        let words = words.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        match asked.get(&words) {
            None => {
                asked.insert(words, index);
            }
            Some(&first) => {
                let message = format!(
                    "`{}` asks the same question as `{}`",
                    criterion.id, criteria[first].id
                );
                reader.findings.push(
                    Diagnostic::new(
                        Code::DuplicateQuestion,
                        &reader.source,
                        spans[index].question.clone(),
                        message,
                    )
                    .labelled("once more here")
                    .and_at(&reader.source, spans[first].question.clone(), "first here")
                    .help("ask it once, or say what is different"),
                );
            }
        }
        if criterion.scored {
            let (count, sum) = weights.entry(criterion.dimension).or_default();
            *count += 1;
            *sum += u64::from(criterion.weight.get());
        }
    }
    for (criterion, Spans { whole: span, .. }) in criteria.iter().zip(spans) {
        let (count, sum) = weights.get(&criterion.dimension).copied().unwrap_or_default();
        let weight = u64::from(criterion.weight.get());
        if criterion.scored && count > 2 && weight * 2 > sum {
            let message = format!(
                "`{}` weighs {weight}, more than the other {} criteria of its dimension together",
                criterion.id,
                count - 1,
            );
            let help =
                "lower its weight, or give it a floor: that is for what may not be averaged away";
            reader.report(Code::DominantWeight, span, message, help);
        }
    }
}
