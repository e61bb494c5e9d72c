//! Several reports at once: a row for each.

use super::super::document::{Align, Banner, Block, Column, Document, Row, Table, Width};
use crate::report::{PROGRAM, Report, Standing};

/// Returns a document that has a row for each report, named by its file.
pub(in crate::render) fn overview(
    reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
) -> Document {
    let row = |(file, report): (&str, Report<'_>)| -> Row {
        let Standing { value, level, target, gap, .. } = &report.summary.overall;
        let date = report.assessment.assessed_on.to_string();
        let organisation = &report.summary.organisation;
        let coverage = &report.summary.coverage;
        [file, organisation, &date, value, level, target, gap, coverage].into_iter().collect()
    };
    let rows = reports.map(row).collect();
    let column = |header, share| Column::new(header, Width::Share(share));
    let number = |header, share| column(header, share).aligned(Align::Right);
    let columns = vec![
        column("File", 3.0),
        column("Organisation", 3.0),
        column("Date", 1.5),
        number("Value", 1.0),
        column("Level", 1.5),
        number("Target", 1.0),
        number("Gap", 1.0),
        column("Coverage", 3.0),
    ];
    let title = "Digital maturity assessments".to_owned();
    let banner = Banner { title: title.clone(), ..Banner::default() };
    let table = Table { caption: "Organisations".to_owned(), columns, rows, row_headers: true };
    Document {
        title,
        creator: PROGRAM.to_owned(),
        blocks: vec![Block::Banner(banner), Block::Table(table)],
        ..Document::default()
    }
}
