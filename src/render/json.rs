//! JSON: the result as other programs read it, `stocktake-result/1`.
//!
//! `docs/output/json.md` says what each key means. Numbers are not rounded; `null` means "no
//! score", never zero.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::escape::is_hidden;
use super::{Format, Look};
use crate::model::{ElementId, Given, Levels, Response, Score, Setting};
use crate::report::Report;

/// Writes the result as one object, or several as a list of them.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "the whole result, not rounded, for other programs"
    }

    fn ending(&self) -> Option<&'static str> {
        Some("json")
    }

    fn write(&self, report: &Report<'_>, _look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        write_result(None, report, out)?;
        writeln!(out)
    }

    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        _look: Look,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut before = "[";
        for (file, report) in reports {
            writeln!(out, "{before}")?;
            write_result(Some(file), &report, out)?;
            before = ",";
        }
        writeln!(out, "{}]", if before == "[" { "[" } else { "\n" })
    }
}

/// Writes the result of one file, with its name where there are several.
fn write_result(
    file: Option<&str>,
    report: &Report<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    write_pretty(&WireResult { file, ..result(report) }, out)
}

/// Writes a value over several lines, without a line break at the end.
pub(super) fn write_pretty(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = serde_json::Serializer::with_formatter(out, Visible(PrettyFormatter::new()));
    Ok(value.serialize(&mut writer)?)
}

/// Returns a value in one line.
pub(super) fn compact(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, Visible(CompactFormatter));
    value.serialize(&mut writer).expect("texts and numbers can be written");
    String::from_utf8(bytes).expect("JSON is text")
}

/// Writes what cannot be seen as `\u….`: the same text to a program, and harmless to a terminal.
struct Visible<F>(F);

impl<F: Formatter> Formatter for Visible<F> {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, hidden)) = rest.char_indices().find(|(_, it)| is_hidden(*it)) {
            let (before, after) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = after.get(hidden.len_utf8()..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[derive(Serialize)]
struct WireResult<'a> {
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    framework: WireFramework<'a>,
    organisation: WireOrganisation<'a>,
    assessed_on: String,
    assessed_by: Option<&'a str>,
    levels: Vec<WireLevel<'a>>,
    overall: WireStanding<'a>,
    coverage: WireCoverage,
    dimensions: Vec<WireDimension<'a>>,
    actions: Vec<WireAction<'a>>,
}

#[derive(Serialize)]
struct WireFramework<'a> {
    id: &'a str,
    version: String,
    title: &'a str,
    rule: &'a str,
    unanswered: &'a str,
}

#[derive(Serialize)]
struct WireOrganisation<'a> {
    name: &'a str,
    ods_code: Option<&'a str>,
    #[serde(rename = "type")]
    kind: Option<&'a str>,
    region: Option<&'a str>,
    settings: Vec<&'a str>,
}

#[derive(Serialize)]
struct WireLevel<'a> {
    level: i32,
    label: &'a str,
}

/// A score, and what it means on the framework's levels.
#[derive(Serialize)]
struct WireStanding<'a> {
    score: Option<f64>,
    value: Option<f64>,
    level: Option<i32>,
    label: Option<&'a str>,
    low: Option<f64>,
    high: Option<f64>,
    target: Option<f64>,
    gap: Option<f64>,
}

#[derive(Serialize)]
struct WireCoverage {
    criteria: usize,
    in_scope: usize,
    answered: usize,
    unknown: usize,
    not_applicable: usize,
    out_of_scope: usize,
    unanswered: usize,
}

#[derive(Serialize)]
struct WireDimension<'a> {
    id: &'a str,
    parent: Option<&'a str>,
    title: &'a str,
    rule: &'a str,
    weight: u16,
    #[serde(flatten)]
    standing: WireStanding<'a>,
    held_by: Vec<&'a str>,
    score_without_floors: Option<f64>,
    criteria: Vec<WireCriterion<'a>>,
}

#[derive(Serialize)]
struct WireCriterion<'a> {
    id: &'a str,
    question: &'a str,
    status: &'static str,
    answer: Option<WireAnswer<'a>>,
    reason: Option<&'a str>,
    scored: bool,
    weight: u16,
    score: Option<f64>,
    value: Option<f64>,
    floor: Option<i32>,
    target: f64,
    gap: Option<f64>,
    uplift: Option<f64>,
    evidence: usize,
    note: Option<&'a str>,
    owner: Option<&'a str>,
    due: Option<String>,
    confidence: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WireAnswer<'a> {
    Level(i32),
    Choice(&'a str),
    Number(f64),
    Elements(Vec<&'a str>),
}

#[derive(Serialize)]
struct WireAction<'a> {
    rank: usize,
    criterion: &'a str,
    dimension: &'a str,
    below_floor: bool,
    gap: Option<f64>,
    uplift: Option<f64>,
    step: &'a str,
    effort: Option<&'static str>,
    owner: Option<&'a str>,
    due: Option<String>,
}

fn result<'a>(report: &'a Report<'_>) -> WireResult<'a> {
    let assessment = report.assessment;
    let framework = &*assessment.framework;
    let organisation = &assessment.organisation;
    let level = |it: &'a crate::model::Level| WireLevel { level: it.number, label: &it.label };
    let coverage = &report.card.coverage;
    WireResult {
        format: "stocktake-result/1",
        file: None,
        framework: WireFramework {
            id: framework.id.as_str(),
            version: framework.version.to_string(),
            title: &framework.title,
            rule: framework.rule.name(),
            unanswered: framework.unanswered.name(),
        },
        organisation: WireOrganisation {
            name: &organisation.name,
            ods_code: organisation.ods_code.as_deref(),
            kind: organisation.kind.as_deref(),
            region: organisation.region.as_deref(),
            settings: organisation.settings.iter().map(Setting::as_str).collect(),
        },
        assessed_on: assessment.assessed_on.to_string(),
        assessed_by: assessment.assessed_by.as_deref(),
        levels: framework.levels.as_slice().iter().map(level).collect(),
        overall: standing(
            &framework.levels,
            report.card.overall,
            report.card.bounds,
            report.gaps.overall,
        ),
        coverage: WireCoverage {
            criteria: coverage.criteria,
            in_scope: coverage.in_scope,
            answered: coverage.answered,
            unknown: coverage.unknown,
            not_applicable: coverage.not_applicable,
            out_of_scope: coverage.out_of_scope,
            unanswered: coverage.unanswered,
        },
        dimensions: (0..framework.dimensions.len()).map(|it| dimension(report, it)).collect(),
        actions: (0..report.actions.len()).map(|it| action(report, it)).collect(),
    }
}

fn standing(
    levels: &Levels,
    score: Option<Score>,
    bounds: crate::score::Bounds,
    gap: crate::gap::Gap,
) -> WireStanding<'_> {
    let value = score.map(|it| levels.value_of(it));
    let reached = value.map(|it| levels.reached(it));
    WireStanding {
        score: score.map(Score::get),
        value,
        level: reached.map(|it| it.number),
        label: reached.map(|it| it.label.as_str()),
        low: bounds.low.map(Score::get),
        high: bounds.high.map(Score::get),
        target: gap.target,
        gap: gap.gap,
    }
}

fn dimension<'a>(report: &'a Report<'_>, index: usize) -> WireDimension<'a> {
    let framework = &*report.assessment.framework;
    let dimension = &framework.dimensions[index];
    let card = &report.card.dimensions[index];
    WireDimension {
        id: dimension.id.as_str(),
        parent: dimension.parent.map(|it| framework.dimensions[it].id.as_str()),
        title: &dimension.title,
        rule: dimension.rule.name(),
        weight: dimension.weight.get(),
        standing: standing(
            &framework.levels,
            card.score,
            card.bounds,
            report.gaps.dimensions[index],
        ),
        held_by: card.held_by.iter().map(|&it| framework.criteria[it].id.as_str()).collect(),
        score_without_floors: card.without_floors.map(Score::get),
        criteria: framework.criteria_of(index).map(|(it, _)| criterion(report, it)).collect(),
    }
}

fn criterion<'a>(report: &'a Report<'_>, index: usize) -> WireCriterion<'a> {
    let framework = &*report.assessment.framework;
    let criterion = &framework.criteria[index];
    let (card, gap) = (&report.card.criteria[index], &report.gaps.criteria[index]);
    let answer = report.assessment.answers[index].as_ref();
    let (given, reason) = match answer.map(|it| &it.response) {
        Some(Response::Given(given)) => (Some(wire_answer(given)), None),
        Some(Response::NotApplicable { reason }) => (None, Some(reason.as_str())),
        Some(Response::Unknown) | None => (None, None),
    };
    WireCriterion {
        id: criterion.id.as_str(),
        question: &criterion.question,
        status: card.status.name(),
        answer: given,
        reason,
        scored: criterion.scored,
        weight: criterion.weight.get(),
        score: card.score.map(Score::get),
        value: card.score.map(|it| framework.levels.value_of(it)),
        floor: criterion.floor,
        target: gap.target,
        gap: gap.gap,
        uplift: gap.uplift,
        evidence: answer.map_or(0, |it| it.evidence.len()),
        note: answer.and_then(|it| it.note.as_deref()),
        owner: answer.and_then(|it| it.owner.as_deref()),
        due: answer.and_then(|it| it.due).map(|it| it.to_string()),
        confidence: answer.and_then(|it| it.confidence).map(crate::model::Confidence::name),
    }
}

fn wire_answer(given: &Given) -> WireAnswer<'_> {
    match given {
        Given::Level(level) => WireAnswer::Level(*level),
        Given::Choice(option) => WireAnswer::Choice(option.as_str()),
        Given::Number(number) => WireAnswer::Number(*number),
        Given::Elements(met) => WireAnswer::Elements(met.iter().map(ElementId::as_str).collect()),
    }
}

fn action<'a>(report: &'a Report<'_>, index: usize) -> WireAction<'a> {
    let framework = &*report.assessment.framework;
    let action = &report.actions[index];
    let criterion = &framework.criteria[action.criterion];
    WireAction {
        rank: index + 1,
        criterion: criterion.id.as_str(),
        dimension: framework.dimensions[criterion.dimension].id.as_str(),
        below_floor: action.below_floor,
        gap: action.gap,
        uplift: action.uplift,
        step: &action.step.text,
        effort: action.effort.map(crate::model::Effort::name),
        owner: action.owner.as_deref(),
        due: action.due.map(|it| it.to_string()),
    }
}
