//! The tables `[framework]` and `[[level]]`.

use super::super::fields::Reader;
use super::super::tree::{Node, Value};
use super::{ends, rule_of, settings_and_spans, target};
use crate::diagnostic::{Code, Span};
use crate::model::{
    EvidenceRule, FrameworkId, Level, Levels, LevelsError, Rule, Setting, Source, Unanswered,
};
use crate::score::WeightedMean;

/// The table `[framework]`, as far as it could be read.
pub(super) struct Header {
    pub(super) id: Option<FrameworkId>,
    pub(super) id_span: Span,
    pub(super) version: Option<semver::Version>,
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) language: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) rule: &'static dyn Rule,
    pub(super) unanswered: Unanswered,
    pub(super) target: Option<f64>,
    pub(super) settings: Vec<Setting>,
    pub(super) setting_spans: Vec<Span>,
    pub(super) default_scale: Option<(String, Span)>,
    pub(super) dimension_name: Option<String>,
    pub(super) sources: Vec<Source>,
    pub(super) evidence: EvidenceRule,
}

pub(super) fn header(node: &Node, levels: Option<&Levels>, reader: &mut Reader) -> Option<Header> {
    let mut table = reader.table(node, "[framework]")?;
    let id = table.required("id", reader);
    let settings = table.get("settings").map(|it| settings_and_spans(it, None, reader));
    let (settings, setting_spans) = settings.unwrap_or_default().into_iter().unzip();
    let header = Header {
        id_span: id.map(|it| it.span.clone()).unwrap_or_default(),
        id: id.and_then(|it| reader.id(it)),
        version: table.required("version", reader).and_then(|it| version(it, reader)),
        title: table.required("title", reader).and_then(|it| reader.text(it)),
        summary: table.get("summary").and_then(|it| reader.text(it)),
        language: table.get("language").and_then(|it| reader.text(it)),
        licence: table.get("licence").and_then(|it| reader.text(it)),
        rule: table.get("rule").and_then(|it| rule_of(it, reader)).unwrap_or(&WeightedMean),
        unanswered: (table.get("unanswered"))
            .and_then(|it| reader.one_of(it, "policy", &Unanswered::ALL, Unanswered::name))
            .unwrap_or_default(),
        target: table.get("target").and_then(|it| target(it, levels, reader)),
        settings,
        setting_spans,
        default_scale: (table.get("default_scale"))
            .and_then(|it| reader.text(it).map(|text| (text, it.span.clone()))),
        dimension_name: table.get("dimension_name").and_then(|it| reader.text(it)),
        sources: table.required("source", reader).map(|it| sources(it, reader)).unwrap_or_default(),
        evidence: table.get("evidence").map(|it| evidence(it, levels, reader)).unwrap_or_default(),
    };
    table.close(reader);
    Some(header)
}

fn version(node: &Node, reader: &mut Reader) -> Option<semver::Version> {
    let text = reader.text(node)?;
    let version = semver::Version::parse(&text);
    if version.is_err() {
        let message = format!("`{text}` is not a version");
        let help = "write three whole numbers with full stops between them, such as `1.0.0`";
        reader.report(Code::InvalidVersion, &node.span, message, help);
    }
    version.ok()
}

fn sources(node: &Node, reader: &mut Reader) -> Vec<Source> {
    let items = reader.list(node, "sources").unwrap_or_default();
    if items.is_empty() && matches!(node.value, Value::List(_)) {
        let help = "add a `[[framework.source]]` with a `title`";
        reader.report(Code::MissingKey, &node.span, "a framework needs a source", help);
    }
    items.iter().filter_map(|it| source(it, reader)).collect()
}

fn source(node: &Node, reader: &mut Reader) -> Option<Source> {
    let mut table = reader.table(node, "a source")?;
    let title = table.required("title", reader).and_then(|it| reader.text(it));
    let publisher = table.get("publisher").and_then(|it| reader.text(it));
    let year = table.get("year").and_then(|it| year(it, reader));
    let url = table.get("url").and_then(|it| reader.text(it));
    table.close(reader);
    Some(Source { title: title?, publisher, year, url })
}

pub(super) fn year(node: &Node, reader: &mut Reader) -> Option<i32> {
    reader.integer_within(node, "a year", (1900, 2999))
}

fn evidence(node: &Node, levels: Option<&Levels>, reader: &mut Reader) -> EvidenceRule {
    let Some(mut table) = reader.table(node, "[framework.evidence]") else {
        return EvidenceRule::default();
    };
    let (lower, upper) = ends(levels);
    let rule = EvidenceRule {
        required_from: table
            .get("required_from")
            .and_then(|it| reader.integer_within(it, "a level", (lower.into(), upper.into()))),
        stale_after_months: (table.get("stale_after_months"))
            .and_then(|it| reader.integer_within(it, "a number of months", (1, 1200))),
    };
    table.close(reader);
    rule
}

/// Returns the levels of a framework.
pub(super) fn levels(node: &Node, reader: &mut Reader) -> Option<Levels> {
    let items = reader.list(node, "levels")?;
    // Every level is read, so that every finding is told.
    let levels: Vec<Option<Level>> = items.iter().map(|it| level(it, reader)).collect();
    let levels = levels.into_iter().collect::<Option<Vec<_>>>()?;
    let spans =
        |index: usize| items.get(index).map_or_else(|| node.span.clone(), |it| it.span.clone());
    match Levels::new(levels) {
        Ok(levels) => Some(levels),
        Err(error) => {
            let index = if let LevelsError::NotContiguous(index) = error { index } else { 0 };
            reader.report(
                Code::LevelsNotContiguous,
                &spans(index),
                error.to_string(),
                "number the levels in rising order, such as 0, 1, 2, 3",
            );
            None
        }
    }
}

fn level(node: &Node, reader: &mut Reader) -> Option<Level> {
    let mut table = reader.table(node, "a level")?;
    let number = (table.required("level", reader))
        .and_then(|it| reader.integer_within(it, "a level", (-1000, 1000)));
    let label = table.required("label", reader).and_then(|it| reader.text(it));
    let meaning = table.get("meaning").and_then(|it| reader.text(it));
    table.close(reader);
    Some(Level { number: number?, label: label?, meaning })
}
