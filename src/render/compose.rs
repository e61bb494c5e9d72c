//! The gap report as a document: which blocks it has, and in which order.
//!
//! One file for each group of sections. What they say is settled in [`report`](crate::report); here
//! it is only put into headings, paragraphs, tables and figures.

mod criteria;
mod evidence;
mod method;
mod opening;
mod overview;
mod plan;
mod standing;

pub(super) use overview::overview;

use super::document::{Align, Block, Column, Document, Level, Link, List, Text, Tone, Width};
use super::{provenance, web_link};
use crate::report::{PROGRAM, Report, Section};
use crate::wording;

/// Returns the gap report as a document.
pub(super) fn document(report: &Report<'_>) -> Document {
    let summary = &report.summary;
    let date = wording::date(report.assessment.assessed_on);
    let mut blocks = opening::banner(report);
    for &section in &report.sections.shown {
        blocks.extend(self::section(report, section));
    }
    if !report.sections.has(Section::Method) {
        let left_out = report.sections.left_out.join(" ");
        blocks.push(Block::Note(left_out.into()));
    }
    let options = &report.options;
    let title = format!("{}: digital maturity gap report", summary.organisation);
    let running = [
        options.classification.clone(),
        Some(format!("Gap report, {}", options.stage.name())),
        Some(format!("assessed on {date}")),
        // What can be long comes last.
        Some(options.title.clone().unwrap_or_else(|| summary.organisation.clone())),
    ];
    let running: Vec<String> = running.into_iter().flatten().collect();
    Document {
        title: options.title.clone().unwrap_or(title),
        author: summary.organisation.clone(),
        subject: format!("{}, assessed on {date}", summary.framework),
        keywords: vec!["digital maturity".to_owned(), "gap report".to_owned()],
        language: report
            .assessment
            .framework
            .language
            .clone()
            .unwrap_or_else(|| "en-GB".to_owned()),
        creator: PROGRAM.to_owned(),
        created: Some(report.assessment.assessed_on),
        provenance: options.provenance.as_ref().map(provenance::to_json),
        footer: running.join(" · "),
        blocks,
    }
}

fn section(report: &Report<'_>, section: Section) -> Vec<Block> {
    match section {
        Section::Cover => opening::facts(report),
        Section::Summary => opening::summary(report),
        Section::Overview => standing::overview(report),
        Section::Gaps => standing::gaps(report),
        Section::HeatMap => standing::heat_map(report),
        Section::Priorities => plan::priorities(report),
        Section::Actions => plan::actions(report),
        Section::Criteria => criteria::criteria(report),
        Section::Evidence => evidence::register(report),
        Section::OpenQuestions => evidence::open(report),
        Section::BoardQuestions => evidence::board_questions(report),
        Section::Method => method::method(report),
        Section::Provenance => method::provenance(report),
    }
}

fn heading(section: Section) -> Block {
    Block::heading(Level::One, section.title())
}

/// Returns a list with bullets.
fn bullets<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Block {
    Block::List(List { numbered: false, items: items.into_iter().map(Into::into).collect() })
}

/// Returns a column of numbers.
fn number(name: &str, width: f64) -> Column {
    Column::new(name, Width::Points(width)).aligned(Align::Right)
}

/// Returns how something stands: its mood, and the shape that goes with it.
fn mark(is_met: Option<bool>, below_floor: bool) -> (Tone, &'static str) {
    match is_met {
        _ if below_floor => (Tone::Alert, "■ "),
        Some(true) => (Tone::Good, "● "),
        Some(false) => (Tone::Caution, "▲ "),
        None => (Tone::Plain, ""),
    }
}

/// What the shapes of [`mark`] mean.
const MARKS: &str = "● target met, ▲ below the target, ■ below a floor.";

/// Adds a text that leads to where it comes from. An address that nobody should follow stays text.
fn linked(text: Text, label: &str, link: Option<&str>) -> Text {
    match (link.and_then(web_link).and_then(Link::new), link) {
        (Some(to), _) => text.link(label, to),
        (None, Some(link)) => text.plain(format!("{label}, {link}")),
        (None, None) => text.plain(label),
    }
}

/// Returns as many of `all` as the form of the report shows: no more than `limit` in the short one.
fn shown<'a, T>(all: &'a [T], limit: usize, report: &Report<'_>) -> &'a [T] {
    let limit = if report.options.short { limit } else { usize::MAX };
    all.get(..limit).unwrap_or(all)
}

/// Returns a line after the rows that the short form shows, if it shows fewer than there are.
fn more(shown: usize, of: usize, what: &str) -> Option<Block> {
    let left = of.checked_sub(shown).filter(|it| *it > 0)?;
    Some(Block::Note(
        format!("The first {shown} of {of}: {left} more {what} in the full report.").into(),
    ))
}
