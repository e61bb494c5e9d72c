//! The first page: whose report it is, and what everybody should know of it.

use super::super::document::{
    Banner, Block, Card, Cell, Column, Fact, Row, Table, Text, Tone, Width,
};
use super::{heading, mark};
use crate::report::{Highlight, Report, Section, Standing};

/// Returns the head of the report.
pub(super) fn banner(report: &Report<'_>) -> Vec<Block> {
    let summary = &report.summary;
    let usual = "Digital maturity gap report".to_owned();
    let (kicker, title) = match &report.options.title {
        Some(title) => (summary.organisation.clone(), title.clone()),
        None => (usual, summary.organisation.clone()),
    };
    let logo = report.options.logo.clone().map(Block::Logo);
    let banner = Banner { kicker, title, subtitle: summary.framework_version.clone() };
    logo.into_iter().chain([Block::Banner(banner)]).collect()
}

/// Returns what the cover sheet of a board paper says. The banner names the organisation and the framework.
pub(super) fn facts(report: &Report<'_>) -> Vec<Block> {
    let fact = |(name, value): &(&str, String)| Fact {
        name: (*name).to_owned(),
        value: value.as_str().into(),
    };
    let is_in_banner = |name: &str| matches!(name, "Organisation" | "Framework");
    let facts = report.summary.facts.iter().filter(|(name, _)| !is_in_banner(name));
    vec![Block::Facts(facts.map(fact).collect())]
}

/// Returns what everybody reads: the answers to what a board member asks first.
pub(super) fn summary(report: &Report<'_>) -> Vec<Block> {
    let summary = &report.summary;
    let rows = [
        ("How sure is that?", sure(report), Tone::Plain),
        ("What is strongest?", strongest(report), Tone::Good),
        ("What is worst?", worst(report), Tone::Caution),
        ("What comes first?", first(report), Tone::Plain),
        ("What is needed from the board?", ask(report), Tone::Info),
    ];
    let rows = rows.into_iter().filter(|(_, lines, _)| !lines.is_empty());
    let row = |(question, lines, tone): (&str, Vec<Text>, Tone)| -> Row {
        [Cell::from(question), Cell::from(Text::lines(lines)).toned(tone)].into_iter().collect()
    };
    vec![Block::KeepTogether(vec![
        heading(Section::Summary),
        Block::Lead(summary.headline.as_str().into()),
        Block::Cards(cards(report)),
        Block::Table(Table {
            caption: String::new(),
            columns: vec![Column::new("", Width::Share(1.0)), Column::new("", Width::Share(4.4))],
            rows: rows.map(row).collect(),
            row_headers: true,
        }),
    ])]
}

fn sure(report: &Report<'_>) -> Vec<Text> {
    let summary = &report.summary;
    let mut lines =
        vec![Text::default().bold("Coverage: ").plain(format!("{}.", summary.coverage))];
    let named = |name: &str, text: &str| Text::default().bold(name).plain(text);
    lines.extend(summary.evidence.as_ref().map(|it| named("Evidence: ", it)));
    lines.extend(summary.confidence.as_ref().map(|it| named("Confidence: ", it)));
    lines
}

/// Returns what is strongest, or that nothing is near its target.
fn strongest(report: &Report<'_>) -> Vec<Text> {
    let all = highlights(&report.summary.strongest);
    if all.is_empty() && report.card.overall.is_some() {
        let name = report.assessment.framework.dimension_name.to_lowercase();
        return vec![format!("No {name} meets its target, or is near it.").into()];
    }
    all
}

fn highlights(all: &[Highlight]) -> Vec<Text> {
    let line = |it: &Highlight| Text::default().bold(&it.title).plain(format!(": {}", it.standing));
    all.iter().map(line).collect()
}

/// Returns what is below a floor, and the largest gaps.
fn worst(report: &Report<'_>) -> Vec<Text> {
    let held = report.summary.held.iter().map(|(title, held)| {
        Text::default()
            .toned("■ Below a floor. ", Tone::Alert)
            .bold(format!("{title}: "))
            .plain(held)
    });
    held.chain(highlights(&report.summary.largest_gaps)).collect()
}

/// Returns the first actions, or why there are none.
fn first(report: &Report<'_>) -> Vec<Text> {
    if let Some(none) = &report.no_plan {
        return vec![none.as_str().into()];
    }
    let line = |&index: &usize| {
        let it = &report.plan[index];
        let text = Text::default().bold(format!("{}. {}: ", it.rank, it.dimension)).plain(&it.step);
        let owner = it.owner.as_deref().unwrap_or("No owner");
        let due = it.due.as_ref().map_or_else(|| "no date".to_owned(), |it| format!("by {it}"));
        text.muted(format!(" {owner}, {due}."))
    };
    report.summary.first.iter().map(line).collect()
}

/// Returns what is asked of the board.
fn ask(report: &Report<'_>) -> Vec<Text> {
    let items = report.ask.items.iter().map(|it| Text::from(format!("– {it}")));
    std::iter::once(Text::default().bold(report.ask.lead)).chain(items).collect()
}

fn cards(report: &Report<'_>) -> Vec<Card> {
    let Standing { value, target, gap, is_met, .. } = &report.summary.overall;
    let levels = &report.assessment.framework.levels;
    let coverage = &report.card.coverage;
    let card = |value: &str, label: String, tone| Card { value: value.to_owned(), label, tone };
    vec![
        card(
            value,
            format!("value, on levels {} to {}", levels.lowest(), levels.highest()),
            Tone::Info,
        ),
        card(target, "target".to_owned(), Tone::Plain),
        card(gap, "gap, in levels".to_owned(), mark(*is_met, false).0),
        card(
            &format!("{} of {}", coverage.answered, coverage.in_scope),
            "questions answered".to_owned(),
            Tone::Plain,
        ),
    ]
}
