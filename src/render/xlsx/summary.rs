//! The first sheet: what everybody should know, how the scores came about, and what they were made
//! from.

use super::sheet::{Cell, Column, Sheet};
use super::standing;
use crate::report::{Highlight, Report, Section, Standing, reference};
use crate::wording;

/// Returns the summary.
pub(super) fn summary(report: &Report<'_>) -> Sheet {
    let columns =
        vec![Column::new("About", 24.0), Column::new("What", 36.0), Column::new("Says", 110.0)];
    let mut sheet = Sheet::new("Summary", columns).of_facts();
    let rows = &mut sheet.rows;
    // Whose report it is stands on every report.
    let is_head = |name: &str| matches!(name, "Organisation" | "Framework");
    let has_cover = report.sections.has(Section::Cover);
    let facts = report.summary.facts.iter().filter(|(name, _)| has_cover || is_head(name));
    push(rows, "Report", facts.map(|(name, fact)| ((*name).into(), fact.as_str().into())));
    if report.sections.has(Section::Summary) {
        overall(report, rows);
        findings(report, rows);
    }
    if report.sections.has(Section::Priorities) {
        push(rows, "Priorities", [(Cell::Empty, report.rise_rule.as_str().into())]);
        push(
            rows,
            "Priorities",
            report.by_priority.iter().map(|it| {
                let ranks: Vec<String> =
                    it.actions.iter().map(|&it| report.plan[it].rank.to_string()).collect();
                let noun = if ranks.len() == 1 { "action" } else { "actions" };
                let text = format!("{}: {noun} {}", it.rule, wording::list(&ranks, "and"));
                (it.name.into(), text.into())
            }),
        );
    }
    if report.sections.has(Section::BoardQuestions) {
        push(rows, Section::BoardQuestions.title(), numbered(&report.board_questions));
    }
    if report.sections.has(Section::Method) {
        method(report, rows);
    }
    if let Some(provenance) = &report.options.provenance
        && report.sections.has(Section::Provenance)
    {
        let facts = provenance.facts().into_iter();
        push(
            rows,
            Section::Provenance.title(),
            facts.map(|(name, fact)| (name.into(), fact.into())),
        );
    }
    sheet
}

/// Adds rows about something.
fn push(rows: &mut Vec<Vec<Cell>>, about: &str, pairs: impl IntoIterator<Item = (Cell, Cell)>) {
    rows.extend(pairs.into_iter().map(|(what, says)| vec![about.into(), what, says]));
}

/// Returns texts with their number.
fn numbered(texts: &[String]) -> impl Iterator<Item = (Cell, Cell)> {
    texts.iter().enumerate().map(|(at, it)| (Cell::count(at + 1), it.as_str().into()))
}

fn overall(report: &Report<'_>, rows: &mut Vec<Vec<Cell>>) {
    let summary = &report.summary;
    let Standing { value, level, target, gap, score, is_met, .. } = &summary.overall;
    let levels = &report.assessment.framework.levels;
    let could_be = summary.overall.bounds.is_some();
    let bound = |it: Option<crate::model::Score>| match it.filter(|_| could_be) {
        Some(it) => Cell::printed(&wording::level(levels.value_of(it)), None),
        None => Cell::Empty,
    };
    let pairs: [(&str, Cell); 9] = [
        ("In a sentence", Cell::Strong(summary.headline.clone())),
        ("Value", Cell::printed(value, None)),
        ("Level", level.as_str().into()),
        ("Could be as low as", bound(report.card.bounds.low)),
        ("Could be as high as", bound(report.card.bounds.high)),
        ("Target", Cell::printed(target, None)),
        ("Gap", Cell::printed(gap, report.gaps.overall.gap)),
        ("Standing", standing(*is_met, false, *score).into()),
        ("Score, 0 to 1", score.map_or(Cell::Empty, Cell::number)),
    ];
    push(rows, "Overall", pairs.map(|(what, says)| (what.into(), says)));
    let coverage = &report.card.coverage;
    let counts = [
        ("Questions", coverage.criteria),
        ("In scope", coverage.in_scope),
        ("Answered", coverage.answered),
        ("Unknown", coverage.unknown),
        ("Not applicable", coverage.not_applicable),
        ("Without an answer", coverage.unanswered),
        ("Not in scope", coverage.out_of_scope),
    ];
    let sentence = ("In a sentence".into(), summary.coverage.as_str().into());
    push(rows, "Coverage", [sentence]);
    push(rows, "Coverage", counts.map(|(what, count)| (what.into(), Cell::count(count))));
}

fn findings(report: &Report<'_>, rows: &mut Vec<Vec<Cell>>) {
    let summary = &report.summary;
    let highlight = |it: &Highlight| -> (Cell, Cell) {
        (it.title.as_str().into(), it.standing.as_str().into())
    };
    let sentence = |it: &String| -> (Cell, Cell) { (Cell::Empty, it.as_str().into()) };
    push(rows, "Evidence", summary.evidence.iter().map(sentence));
    push(rows, "Confidence", summary.confidence.iter().map(sentence));
    push(rows, "Strongest", summary.strongest.iter().map(highlight));
    push(rows, "Largest gaps", summary.largest_gaps.iter().map(highlight));
    let held = summary.held.iter();
    push(rows, "Held down", held.map(|(it, why)| (it.as_str().into(), why.as_str().into())));
    push(rows, "What to do first", report.no_plan.iter().map(sentence));
    let first = summary.first.iter().map(|&it| &report.plan[it]);
    push(rows, "What to do first", first.map(|it| (Cell::count(it.rank), it.step.as_str().into())));
    push(rows, "Asked of the board", [(Cell::Empty, report.ask.lead.into())]);
    push(rows, "Asked of the board", numbered(&report.ask.items));
}

fn method(report: &Report<'_>, rows: &mut Vec<Vec<Cell>>) {
    let texts = |all: &[String]| -> Vec<(Cell, Cell)> {
        all.iter().map(|it| (Cell::Empty, it.as_str().into())).collect()
    };
    push(rows, Section::Method.title(), texts(&report.method));
    push(rows, "What to keep in mind", texts(&report.caveats));
    push(rows, "What this report does not show", texts(&report.sections.left_out));
    let sources = &report.assessment.framework.sources;
    push(
        rows,
        "Sources of the framework",
        sources.iter().map(|it| {
            let link = |url: &String| Cell::Link(url.clone(), url.clone());
            (reference(it).into(), it.url.as_ref().map_or(Cell::Empty, link))
        }),
    );
}
