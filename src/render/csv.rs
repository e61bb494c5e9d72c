//! CSV: one row for each criterion, for spreadsheets and data frames.
//!
//! `docs/output/csv.md` says what each column holds. Numbers are not rounded. Text that a spreadsheet would run as a formula gets an apostrophe; on
//! the way back, take one away.

use std::io;

use super::{Format, Look, escape};
use crate::model::{Given, Response};
use crate::report::Report;

/// Writes one row for each criterion.
#[derive(Clone, Copy, Debug)]
pub struct Csv;

const COLUMNS: [&str; 24] = [
    "organisation",
    "ods_code",
    "framework",
    "version",
    "assessed_on",
    "dimension",
    "criterion",
    "question",
    "status",
    "answer",
    "scored",
    "weight",
    "score",
    "value",
    "floor",
    "target",
    "gap",
    "uplift",
    "evidence",
    "confidence",
    "owner",
    "due",
    "note",
    "reason",
];

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn summary(&self) -> &'static str {
        "one row for each criterion, for spreadsheets"
    }

    fn ending(&self) -> Option<&'static str> {
        Some("csv")
    }

    fn write(&self, report: &Report<'_>, _look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        let mut writer = Writer::new(out)?;
        writer.rows(report)?;
        writer.0.flush()
    }

    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        _look: Look,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut writer = Writer::new(out)?;
        for (_, report) in reports {
            writer.rows(&report)?;
        }
        writer.0.flush()
    }
}

/// Rows below a header.
struct Writer<'a>(csv::Writer<&'a mut dyn io::Write>);

impl<'a> Writer<'a> {
    fn new(out: &'a mut dyn io::Write) -> io::Result<Self> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(COLUMNS)?;
        Ok(Self(writer))
    }

    fn rows(&mut self, report: &Report<'_>) -> io::Result<()> {
        for index in 0..report.card.criteria.len() {
            self.0.write_record(row(report, index))?;
        }
        Ok(())
    }
}

fn row(report: &Report<'_>, index: usize) -> [String; 24] {
    let assessment = report.assessment;
    let framework = &*assessment.framework;
    let organisation = &assessment.organisation;
    let criterion = &framework.criteria[index];
    let answer = assessment.answers[index].as_ref();
    let (score, gap) = (&report.card.criteria[index], &report.gaps.criteria[index]);
    let text = |it: Option<&str>| it.map(escape::csv).unwrap_or_default();
    let number = |it: Option<f64>| it.map(|it| it.to_string()).unwrap_or_default();
    let reason = answer.and_then(|it| match &it.response {
        Response::NotApplicable { reason } => Some(reason.as_str()),
        Response::Given(_) | Response::Unknown => None,
    });
    [
        escape::csv(&organisation.name),
        text(organisation.ods_code.as_deref()),
        framework.id.to_string(),
        framework.version.to_string(),
        assessment.assessed_on.to_string(),
        framework.dimensions[criterion.dimension].id.to_string(),
        criterion.id.to_string(),
        escape::csv(&criterion.question),
        score.status.name().to_owned(),
        answer.map(|it| given(&it.response)).unwrap_or_default(),
        criterion.scored.to_string(),
        criterion.weight.get().to_string(),
        number(score.score.map(crate::model::Score::get)),
        number(score.score.map(|it| framework.levels.value_of(it))),
        criterion.floor.map(|it| it.to_string()).unwrap_or_default(),
        gap.target.to_string(),
        number(gap.gap),
        number(gap.uplift),
        answer.map_or(0, |it| it.evidence.len()).to_string(),
        answer.and_then(|it| it.confidence).map(|it| it.name().to_owned()).unwrap_or_default(),
        text(answer.and_then(|it| it.owner.as_deref())),
        answer.and_then(|it| it.due).map(|it| it.to_string()).unwrap_or_default(),
        text(answer.and_then(|it| it.note.as_deref())),
        text(reason),
    ]
}

fn given(response: &Response) -> String {
    match response {
        Response::Given(Given::Level(level)) => level.to_string(),
        Response::Given(Given::Choice(option)) => option.to_string(),
        Response::Given(Given::Number(number)) => number.to_string(),
        Response::Given(Given::Elements(met)) => {
            let met: Vec<&str> = met.iter().map(crate::model::ElementId::as_str).collect();
            met.join(" ")
        }
        Response::NotApplicable { .. } | Response::Unknown => String::new(),
    }
}
