//! XLSX: the gap report as a workbook, to sort, to filter and to work on.
//!
//! `docs/output/xlsx.md` says what each sheet holds. Numbers are numbers, dates are dates, and they
//! look as the report prints them. Text from files is always text: no cell has a formula.
//!
//! Source: ECMA-376, Office Open XML, part 1; and "Excel specifications and limits", Microsoft, for how
//! much a cell, a sheet and a link may hold.

mod actions;
mod criteria;
mod evidence;
mod gaps;
mod questionnaire;
mod sheet;
mod style;
mod summary;

pub use questionnaire::{WorkbookError, questionnaire_workbook};

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::sheet::{Cell, Column, Sheet};
use self::style::Styles;
use super::{Format, Look, escape};
use crate::model::Date;
use crate::report::{PROGRAM, Report, Section, Standing};
use crate::wording;

/// Writes the gap report as a workbook.
#[derive(Clone, Copy, Debug)]
pub struct Xlsx;

impl Format for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn summary(&self) -> &'static str {
        "the gap report as a workbook, for Excel and LibreOffice"
    }

    fn ending(&self) -> Option<&'static str> {
        Some("xlsx")
    }

    fn is_text(&self) -> bool {
        false
    }

    fn write(&self, report: &Report<'_>, _look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        let about = About {
            title: report
                .options
                .title
                .clone()
                .unwrap_or_else(|| "Digital maturity gap report".to_owned()),
            organisation: report.summary.organisation.clone(),
            subject: format!(
                "{}, assessed on {}",
                report.summary.framework_version,
                wording::date(report.assessment.assessed_on)
            ),
            classification: report.options.classification.clone(),
            date: Some(report.assessment.assessed_on),
        };
        finish(&about, &sheets(report), out)
    }

    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        _look: Look,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut sheet = overview();
        let mut date = None;
        for (file, report) in reports {
            date = date.max(Some(report.assessment.assessed_on));
            sheet.rows.push(overview_row(file, &report));
        }
        let about = About {
            title: "Digital maturity: overview".to_owned(),
            organisation: String::new(),
            subject: wording::count(sheet.rows.len(), "assessment", "assessments"),
            classification: None,
            date,
        };
        finish(&about, &[sheet], out)
    }
}

/// What a workbook says of itself.
struct About {
    title: String,
    organisation: String,
    subject: String,
    classification: Option<String>,
    /// When it was made, as far as anybody needs to know: the day of the assessment.
    date: Option<Date>,
}

/// Returns the sheets of a report: the summary, and one for each section that it shows and that is a
/// table.
fn sheets(report: &Report<'_>) -> Vec<Sheet> {
    let mut sheets = vec![summary::summary(report)];
    for &section in &report.sections.shown {
        match section {
            Section::Gaps => sheets.push(gaps::gaps(report)),
            Section::Actions => sheets.push(actions::actions(report)),
            Section::Criteria => sheets.push(criteria::criteria(report)),
            Section::Evidence => sheets.push(evidence::register(report)),
            Section::OpenQuestions => sheets.push(evidence::open(report)),
            // They are in the summary, or are pictures of what is in a sheet.
            Section::Cover
            | Section::Summary
            | Section::Overview
            | Section::HeatMap
            | Section::Priorities
            | Section::BoardQuestions
            | Section::Method
            | Section::Provenance => {}
        }
    }
    sheets
}

fn overview() -> Sheet {
    Sheet::new(
        "Overview",
        vec![
            Column::new("File", 38.0),
            Column::new("Organisation", 34.0),
            Column::new("Framework", 34.0),
            Column::new("Date", 12.0),
            Column::new("Value", 8.0),
            Column::new("Level", 18.0),
            Column::new("Target", 8.0),
            Column::new("Gap", 8.0).gap(),
            Column::new("Standing", 16.0).standing(),
            Column::new("Coverage", 40.0),
        ],
    )
}

fn overview_row(file: &str, report: &Report<'_>) -> Vec<Cell> {
    let overall = &report.summary.overall;
    let Standing { value, level, target, gap, .. } = overall;
    vec![
        file.into(),
        report.summary.organisation.as_str().into(),
        report.summary.framework_version.as_str().into(),
        report.assessment.assessed_on.into(),
        Cell::printed(value, None),
        level.as_str().into(),
        Cell::printed(target, None),
        Cell::printed(gap, report.gaps.overall.gap),
        standing(overall.is_met, false, overall.score).into(),
        report.summary.coverage.as_str().into(),
    ]
}

/// Returns how something stands, in words.
fn standing(is_met: Option<bool>, below_floor: bool, score: Option<f64>) -> &'static str {
    match (is_met, score) {
        _ if below_floor => style::BELOW_FLOOR,
        (Some(true), _) => style::MET,
        (Some(false), _) => style::BELOW,
        (None, Some(_)) => "no answer yet",
        (None, None) => "no score",
    }
}

/// Writes a workbook with these sheets.
fn finish(about: &About, sheets: &[Sheet], out: &mut dyn io::Write) -> io::Result<()> {
    let bytes = workbook(about, sheets).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(about: &About, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a date, the clock would be asked.
    let date = about.date.and_then(sheet::date).map_or(ExcelDateTime::from_ymd(1900, 1, 1), Ok)?;
    let properties = DocProperties::new()
        .set_title(escape::terminal(&about.title))
        .set_subject(escape::terminal(&about.subject))
        .set_author(escape::terminal(&about.organisation))
        .set_keywords("digital maturity, gap report")
        .set_comment(PROGRAM)
        .set_creation_datetime(&date);
    workbook.set_properties(&properties);
    let styles = Styles::new();
    for sheet in sheets {
        let page = workbook.add_worksheet();
        sheet.write(page, &styles)?;
        // Of 255 units, each text gets 101: half of them, if every one of its characters counts twice.
        let short = |text: &str| style::in_header(text, 50);
        page.set_header(format!("&L{}&R{}", short(&about.organisation), short(&about.title)));
        let marking = about.classification.as_deref().unwrap_or_default();
        page.set_footer(format!("&L{}&C&A&RPage &P of &N", short(marking)));
    }
    workbook.save_to_buffer()
}
