//! Findings as JSON: `stocktake-check/1`. Its keys stay; more may be added.
//!
//! `docs/output/check.md` describes it, `docs/schema/check.json` is its schema.

use serde::Serialize;
use serde_json::value::RawValue;

use super::{CheckFormat, CheckWriter, Written};
use crate::check::{Checkup, Totals};
use crate::diagnostic::{Diagnostic, Label};
use crate::gate::Verdict;
use crate::render::Look;
use crate::render::json::compact;

/// Findings as JSON.
#[derive(Clone, Copy, Debug)]
pub struct JsonFindings;

impl CheckFormat for JsonFindings {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "for programs: every finding, also those that are accepted"
    }

    fn start(&self, _: Look) -> Box<dyn CheckWriter> {
        Box::<Writer>::default()
    }
}

#[derive(Default)]
struct Writer {
    /// Each file, as it will be written.
    files: Vec<Box<RawValue>>,
}

impl CheckWriter for Writer {
    fn file(&mut self, checkup: &Checkup) {
        let file = FileShape {
            path: &checkup.path,
            kind: checkup.kind.name(),
            findings: checkup.findings.iter().map(FindingShape::from).collect(),
            gate: checkup.verdicts.iter().map(ConditionShape::from).collect(),
        };
        // Written at once, so that no text of the file has to be kept.
        let file = RawValue::from_string(compact(&file));
        self.files.push(file.expect("what was written as JSON is JSON"));
    }

    fn finish(self: Box<Self>, totals: &Totals) -> Written {
        let run = RunShape {
            format: "stocktake-check/1",
            outcome: totals.outcome(),
            exit_code: totals.exit_code(),
            summary: SummaryShape {
                files: totals.files,
                errors: totals.errors,
                warnings: totals.warnings,
                accepted: totals.accepted,
                conditions: totals.conditions,
                unmet: totals.unmet,
            },
            files: &self.files,
        };
        Written::from(compact(&run) + "\n")
    }
}

#[derive(Serialize)]
struct RunShape<'a> {
    format: &'static str,
    outcome: &'static str,
    exit_code: u8,
    summary: SummaryShape,
    files: &'a [Box<RawValue>],
}

#[derive(Serialize)]
struct SummaryShape {
    files: usize,
    errors: usize,
    warnings: usize,
    accepted: usize,
    conditions: usize,
    unmet: usize,
}

#[derive(Serialize)]
struct FileShape<'a> {
    path: &'a str,
    kind: &'static str,
    findings: Vec<FindingShape<'a>>,
    gate: Vec<ConditionShape<'a>>,
}

#[derive(Serialize)]
struct FindingShape<'a> {
    code: &'static str,
    group: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    criterion: Option<&'a str>,
    accepted: Option<&'a str>,
    places: Vec<PlaceShape<'a>>,
}

#[derive(Serialize)]
struct PlaceShape<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// The name of the cell, if the file holds sheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct ConditionShape<'a> {
    condition: &'static str,
    asked: &'a str,
    /// `null` if there was nothing to judge.
    met: Option<bool>,
    shortfalls: Vec<&'a str>,
}

impl<'a> From<&'a Diagnostic> for FindingShape<'a> {
    fn from(it: &'a Diagnostic) -> Self {
        Self {
            code: it.code.name(),
            group: it.code.group().name(),
            severity: it.severity.name(),
            message: &it.message,
            help: it.help.as_deref(),
            criterion: it.criterion.as_deref(),
            accepted: it.accepted.as_deref(),
            places: it.labels.iter().map(PlaceShape::from).collect(),
        }
    }
}

impl<'a> From<&'a Label> for PlaceShape<'a> {
    fn from(it: &'a Label) -> Self {
        let (start, end) = (it.source.position(it.span.start), it.source.position(it.span.end));
        Self {
            path: it.source.name(),
            line: start.line.get(),
            column: start.column.get(),
            end_line: end.line.get(),
            end_column: end.column.get(),
            cell: it.source.cell_name(it.span.start),
            text: Some(it.text.as_str()).filter(|it| !it.is_empty()),
        }
    }
}

impl<'a> From<&'a Verdict> for ConditionShape<'a> {
    fn from(it: &'a Verdict) -> Self {
        Self {
            condition: it.condition.name(),
            asked: &it.asked,
            met: it.is_judged.then(|| it.is_met()),
            shortfalls: it.shortfalls.iter().map(|it| it.message.as_str()).collect(),
        }
    }
}
