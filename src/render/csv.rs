//! CSV: the result as rows, for spreadsheets and data frames, one table at a time.
//!
//! `docs/output/csv.md` says what each column holds. Numbers are not rounded. Text that a spreadsheet
//! would run as a formula gets an apostrophe; on the way back, take one away.
//!
//! Source: RFC 4180 (2005) for the form; OWASP, "CSV Injection", for what a spreadsheet would run.

mod actions;
mod criteria;
mod evidence;
mod gaps;

use std::io;

use super::{Format, Look, escape};
use crate::report::Report;

/// Writes one of the tables.
#[derive(Clone, Copy, Debug)]
pub struct Csv {
    /// Which of them.
    pub table: CsvTable,
}

/// What the rows are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CsvTable {
    /// The overall result, and one row for each dimension.
    Gaps,
    /// One row for each thing to do, the most urgent first.
    Actions,
    /// One row for each criterion.
    Criteria,
    /// One row for each piece of evidence, and for each that is missing.
    Evidence,
}

impl CsvTable {
    /// Every table.
    pub const ALL: [Self; 4] = [Self::Gaps, Self::Actions, Self::Criteria, Self::Evidence];

    /// Returns the value of `--table`: `criteria`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gaps => "gaps",
            Self::Actions => "actions",
            Self::Criteria => "criteria",
            Self::Evidence => "evidence",
        }
    }

    /// Returns one line for `--help`.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Gaps => "the overall result, and one row for each dimension",
            Self::Actions => "one row for each action, the most urgent first",
            Self::Criteria => "one row for each criterion",
            Self::Evidence => "one row for each piece of evidence, and for each that is missing",
        }
    }

    /// Returns the format that writes this table.
    #[must_use]
    pub fn format(self) -> &'static dyn Format {
        match self {
            Self::Gaps => &Csv { table: Self::Gaps },
            Self::Actions => &Csv { table: Self::Actions },
            Self::Criteria => &Csv { table: Self::Criteria },
            Self::Evidence => &Csv { table: Self::Evidence },
        }
    }

    /// Returns the names of the columns that are not in every table.
    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Gaps => &gaps::COLUMNS,
            Self::Actions => &actions::COLUMNS,
            Self::Criteria => &criteria::COLUMNS,
            Self::Evidence => &evidence::COLUMNS,
        }
    }

    /// Returns what stands in them.
    fn rows(self, report: &Report<'_>) -> Vec<Vec<String>> {
        match self {
            Self::Gaps => gaps::rows(report),
            Self::Actions => actions::rows(report),
            Self::Criteria => criteria::rows(report),
            Self::Evidence => evidence::rows(report),
        }
    }
}

/// The columns of every table, before its own.
const COLUMNS: [&str; 5] = ["organisation", "ods_code", "framework", "version", "assessed_on"];

/// The column of several reports, after all others.
const FILE: &str = "file";

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
        let mut writer = Writer::new(self.table, None, out)?;
        writer.rows(report, None)?;
        writer.out.flush()
    }

    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        _look: Look,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut writer = Writer::new(self.table, Some(FILE), out)?;
        for (file, report) in reports {
            writer.rows(&report, Some(file))?;
        }
        writer.out.flush()
    }
}

/// Rows below a header.
struct Writer<'a> {
    table: CsvTable,
    out: csv::Writer<&'a mut dyn io::Write>,
}

impl<'a> Writer<'a> {
    fn new(table: CsvTable, last: Option<&str>, out: &'a mut dyn io::Write) -> io::Result<Self> {
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        out.write_record(
            COLUMNS.iter().copied().chain(table.columns().iter().copied()).chain(last),
        )?;
        Ok(Self { table, out })
    }

    fn rows(&mut self, report: &Report<'_>, file: Option<&str>) -> io::Result<()> {
        let assessment = report.assessment;
        let (framework, organisation) = (&assessment.framework, &assessment.organisation);
        let first = [
            escape::csv(&organisation.name),
            text(organisation.ods_code.as_deref()),
            framework.id.to_string(),
            framework.version.to_string(),
            assessment.assessed_on.to_string(),
        ];
        for row in self.table.rows(report) {
            self.out.write_record(first.iter().chain(&row).chain(&file.map(escape::csv)))?;
        }
        Ok(())
    }
}

/// Returns text, if there is any, as a cell.
fn text(it: Option<&str>) -> String {
    it.map(escape::csv).unwrap_or_default()
}

/// Returns what has no need to be defused, if it is there, as a cell: numbers, dates, our own words.
fn plain(it: Option<impl ToString>) -> String {
    it.map(|it| it.to_string()).unwrap_or_default()
}
