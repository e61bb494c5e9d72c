//! The gap report as a document: which blocks it has, and in which order.

use super::document::{
    Align, Banner, Block, Callout, Card, Cell, Column, Document, Fact, Level, Link, List, Row,
    Table, Text, Tone, Width,
};
use super::picture::bars;
use super::web_link;
use crate::report::{
    ActionView, CriterionView, DimensionView, Highlight, NONE, Report, Standing, reference,
};
use crate::wording;

/// Returns the gap report as a document.
pub(super) fn document(report: &Report<'_>) -> Document {
    let summary = &report.summary;
    let date = wording::date(report.assessment.assessed_on);
    let mut blocks = cover(report);
    blocks.push(self::summary(report));
    blocks.extend(where_we_are(report));
    blocks.extend(what_to_do(report));
    blocks.extend(questions(report));
    blocks.push(Block::heading(Level::One, "Every criterion"));
    for dimension in &report.dimensions {
        blocks.extend(self::dimension(dimension));
    }
    blocks.extend(method(report));
    Document {
        title: format!("{}: digital maturity gap report", summary.organisation),
        author: summary.organisation.clone(),
        subject: format!("{}, assessed on {date}", summary.framework),
        keywords: vec!["digital maturity".to_owned(), "gap report".to_owned()],
        language: report
            .assessment
            .framework
            .language
            .clone()
            .unwrap_or_else(|| "en-GB".to_owned()),
        creator: concat!("stocktake ", env!("CARGO_PKG_VERSION")).to_owned(),
        created: Some(report.assessment.assessed_on),
        footer: format!("{} · gap report · assessed on {date}", summary.organisation),
        blocks,
    }
}

fn cover(report: &Report<'_>) -> Vec<Block> {
    let summary = &report.summary;
    let fact = |(name, value): &(&str, String)| Fact {
        name: (*name).to_owned(),
        value: value.as_str().into(),
    };
    vec![
        Block::Banner(Banner {
            kicker: "Digital maturity gap report".to_owned(),
            title: summary.organisation.clone(),
            subtitle: summary.framework.clone(),
        }),
        // The banner names the organisation.
        Block::Facts(
            summary.facts.iter().filter(|(name, _)| *name != "Organisation").map(fact).collect(),
        ),
    ]
}

/// Returns what everybody reads, on one page.
fn summary(report: &Report<'_>) -> Block {
    let summary = &report.summary;
    let mut blocks = vec![
        Block::heading(Level::One, "Summary"),
        Block::Lead(summary.headline.as_str().into()),
        Block::Cards(cards(report)),
    ];
    if !summary.held.is_empty() {
        let text = |(title, held): &(String, String)| {
            Text::default().bold(format!("{title}: ")).plain(held)
        };
        let held = summary.held.iter().map(text).map(Block::Paragraph).collect();
        blocks.push(callout(Tone::Alert, "Below a floor", held));
    }
    blocks.extend(highlights(report));
    let mut sure = vec![Text::default().bold("Coverage: ").plain(format!("{}.", summary.coverage))];
    sure.extend(summary.evidence.as_ref().map(|it| Text::default().bold("Evidence: ").plain(it)));
    sure.extend(
        summary.confidence.as_ref().map(|it| Text::default().bold("Confidence: ").plain(it)),
    );
    blocks.push(Block::List(List { numbered: false, items: sure }));
    Block::KeepTogether(blocks)
}

fn cards(report: &Report<'_>) -> Vec<Card> {
    let Standing { value, target, gap, is_met, .. } = &report.summary.overall;
    let levels = &report.assessment.framework.levels;
    let coverage = &report.card.coverage;
    let card = |value: &str, label: String, tone| Card { value: value.to_owned(), label, tone };
    let tone = match is_met {
        Some(true) => Tone::Good,
        Some(false) => Tone::Caution,
        None => Tone::Plain,
    };
    vec![
        card(
            value,
            format!("overall value, on levels {} to {}", levels.lowest(), levels.highest()),
            Tone::Info,
        ),
        card(target, "overall target".to_owned(), Tone::Plain),
        card(gap, "gap to the target, in levels".to_owned(), tone),
        card(
            &format!("{} of {}", coverage.answered, coverage.in_scope),
            "questions answered".to_owned(),
            Tone::Plain,
        ),
    ]
}

fn callout(tone: Tone, title: &str, blocks: Vec<Block>) -> Block {
    Block::Callout(Callout { tone, title: title.to_owned(), blocks })
}

/// Returns the strongest dimensions beside those with the largest gaps.
fn highlights(report: &Report<'_>) -> Option<Block> {
    let (left, right) = (&report.summary.strongest, &report.summary.largest_gaps);
    let cell = |all: &[Highlight], index: usize, tone| {
        let text = all
            .get(index)
            .map(|it| Text::default().bold(&it.title).plain(format!("\n{}", it.standing)));
        Cell::from(text.unwrap_or_default()).toned(tone)
    };
    let row = |index| -> Row {
        let cells = [cell(left, index, Tone::Good), cell(right, index, Tone::Caution)];
        cells.into_iter().collect()
    };
    let rows = left.len().max(right.len());
    (rows > 0).then(|| {
        Block::Table(Table {
            caption: String::new(),
            columns: vec![
                Column::new("Strongest", Width::Share(1.0)),
                Column::new("Largest gaps", Width::Share(1.0)),
            ],
            rows: (0..rows).map(row).collect(),
            row_headers: false,
        })
    })
}

fn where_we_are(report: &Report<'_>) -> Vec<Block> {
    let mut blocks =
        vec![Block::PageBreak, Block::heading(Level::One, "Where we are, and where we want to be")];
    blocks.extend(bars::bars(report).into_iter().map(Block::Figure));
    blocks.push(Block::Table(gaps(report)));
    blocks
}

fn gaps(report: &Report<'_>) -> Table {
    let name = report.assessment.framework.dimension_name.clone();
    let number = |name: &str, width| Column::new(name, Width::Points(width)).aligned(Align::Right);
    let row = |it: &DimensionView| -> Row {
        let Standing { value, level, target, gap, is_met, .. } = &it.standing;
        let mut title = Text::from(format!("{}{}", "– ".repeat(it.depth), it.title));
        if let Some(partly) = &it.partly {
            title = title.muted(format!("\n{partly}"));
        }
        let mut weakest = Text::from(it.weakest.as_deref().unwrap_or(NONE));
        for floor in &it.floors {
            weakest = weakest.toned(format!("\n{floor}"), Tone::Alert);
        }
        let gap = Cell::from(gap.as_str());
        let gap = match is_met {
            Some(true) => gap.toned(Tone::Good),
            Some(false) => gap.toned(Tone::Caution),
            None => gap,
        };
        let cells: [Cell; 6] = [
            title.into(),
            value.as_str().into(),
            level.as_str().into(),
            target.as_str().into(),
            gap,
            weakest.into(),
        ];
        cells.into_iter().collect()
    };
    Table {
        caption: String::new(),
        columns: vec![
            Column::new(name, Width::Share(3.0)),
            number("Value", 42.0),
            Column::new("Level", Width::Points(76.0)),
            number("Target", 46.0),
            number("Gap", 42.0),
            Column::new("Weakest criterion", Width::Share(2.0)),
        ],
        rows: report.dimensions.iter().map(row).collect(),
        row_headers: true,
    }
}

fn what_to_do(report: &Report<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::heading(Level::One, "What to do first")];
    if let Some(text) = &report.no_plan {
        blocks.push(Block::paragraph(text.as_str()));
        return blocks;
    }
    blocks.push(Block::paragraph(
        "Criteria below their floor come first; then those that raise the overall value most. “Overall” is \
         how much it would rise, in levels, if the criterion alone met its target.",
    ));
    // A column that nobody filled in takes no room.
    let has_owner = report.plan.iter().any(|it| it.owner.is_some());
    let has_due = report.plan.iter().any(|it| it.due.is_some());
    let number = |name: &str, width| Column::new(name, Width::Points(width)).aligned(Align::Right);
    let mut columns = vec![
        Column::new("", Width::Points(24.0)),
        Column::new("Next step", Width::Share(4.0)),
        number("Gap", 34.0),
        number("Overall", 46.0),
    ];
    columns.extend(has_owner.then(|| Column::new("Owner", Width::Share(1.4))));
    columns.extend(has_due.then(|| Column::new("Due", Width::Points(66.0))));
    let row = |it: &ActionView| -> Row {
        let owner = has_owner.then(|| Cell::from(it.owner.as_deref().unwrap_or(NONE)));
        let due = has_due.then(|| Cell::from(it.due.as_deref().unwrap_or(NONE)));
        let cells: [Cell; 4] = [
            it.rank.to_string().into(),
            step(it).into(),
            it.gap.as_str().into(),
            it.uplift.as_str().into(),
        ];
        cells.into_iter().chain(owner).chain(due).collect()
    };
    let rows = report.plan.iter().map(row).collect();
    blocks.push(Block::Table(Table { caption: String::new(), columns, rows, row_headers: true }));
    blocks
}

/// Returns what to do, with where it belongs and how much work it is.
fn step(it: &ActionView) -> Text {
    let mut step = Text::default();
    if let Some(floor) = &it.below_floor {
        step = step.toned(format!("{floor}. "), Tone::Alert);
    }
    let effort = it.effort.map(|it| format!(" · {it} effort")).unwrap_or_default();
    step.plain(&it.step).muted(format!("\n{}: {}{effort}", it.dimension, it.criterion))
}

fn questions(report: &Report<'_>) -> Vec<Block> {
    if report.open.is_empty() {
        return Vec::new();
    }
    let item = |&index: &usize| {
        let it = report.criterion(index);
        Text::default()
            .bold(format!("{}: ", it.answer))
            .plain(&it.question)
            .muted(format!(" {}", it.id))
    };
    vec![
        Block::heading(Level::One, "Questions to settle"),
        Block::List(List { numbered: false, items: report.open.iter().map(item).collect() }),
    ]
}

fn dimension(it: &DimensionView) -> Vec<Block> {
    let Standing { value, level, target, .. } = &it.standing;
    let mut text = match it.standing.score {
        Some(_) => Text::default()
            .bold(format!("Value {value}"))
            .plain(format!(", level {level}; target {target}.")),
        None => Text::default().bold("No score."),
    };
    // One paragraph: a page seldom ends between it and the table below.
    if let Some(held) = &it.held {
        text = text.toned(format!("\n{}", wording::capitalised(held)), Tone::Alert);
    }
    if let Some(summary) = &it.summary {
        text = text.plain(format!("\n{summary}"));
    }
    let opening = vec![Block::heading(Level::Two, &it.title), Block::Paragraph(text)];
    let mut blocks = vec![Block::KeepTogether(opening)];
    if it.criteria.is_empty() {
        return blocks;
    }
    blocks.push(Block::Table(Table {
        caption: String::new(),
        columns: vec![
            Column::new("Question", Width::Share(2.0)),
            Column::new("Answer", Width::Points(84.0)),
            Column::new("What that means, notes and evidence", Width::Share(3.4)),
        ],
        rows: it.criteria.iter().map(criterion).collect(),
        row_headers: true,
    }));
    blocks
}

fn criterion(it: &CriterionView) -> Row {
    let question = Text::default().plain(&it.question).muted(format!("\n{}", it.id));
    let mut answer = Text::default().bold(&it.answer);
    if let Some(standing) = &it.standing {
        answer = answer.muted(format!("\n{}", standing.replace(", ", "\n")));
    }
    let tone = match it.is_met {
        _ if it.below_floor => Tone::Alert,
        Some(true) => Tone::Good,
        Some(false) => Tone::Caution,
        None => Tone::Plain,
    };
    let answer = Cell::from(answer).toned(tone);
    [Cell::from(question), answer, details(it).into()].into_iter().collect()
}

/// Returns what an answer means, with its notes and evidence, one line each.
fn details(it: &CriterionView) -> Text {
    let mut lines: Vec<Text> = Vec::new();
    lines.extend(it.meaning.as_ref().map(|it| Text::from(it.as_str())));
    lines.extend(it.note.as_ref().map(|it| Text::default().bold("Note: ").plain(it)));
    for evidence in &it.evidence {
        let text = Text::default().bold("Evidence: ");
        let link = evidence.link.as_deref();
        lines.push(match (link.and_then(web_link).and_then(Link::new), link) {
            (Some(link), _) => text.link(&evidence.text, link),
            (None, Some(link)) => text.plain(format!("{}, {link}", evidence.text)),
            (None, None) => text.plain(&evidence.text),
        });
    }
    lines.extend(it.warning.as_ref().map(|it| Text::default().toned(it, Tone::Alert)));
    lines.extend(it.benchmarks.iter().map(|it| Text::from(it.as_str())));
    lines.extend(it.confidence.map(|it| Text::default().bold("Confidence: ").plain(it)));
    lines.extend(it.remarks.iter().map(|it| Text::default().muted(it)));
    let mut text = Text::default();
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            text = text.plain("\n");
        }
        text.runs.extend(line.runs);
    }
    text
}

fn method(report: &Report<'_>) -> Vec<Block> {
    let list = |items: &[String]| {
        let items = items.iter().map(|it| Text::from(it.as_str())).collect();
        Block::List(List { numbered: false, items })
    };
    let source = |it: &crate::model::Source| {
        let text = reference(it);
        match (it.url.as_deref().and_then(web_link).and_then(Link::new), &it.url) {
            (Some(link), _) => Text::default().link(text, link),
            (None, Some(address)) => Text::from(format!("{text}, {address}")),
            (None, None) => Text::from(text),
        }
    };
    let sources = report.assessment.framework.sources.iter().map(source).collect();
    vec![
        Block::heading(Level::One, "How the scores came about"),
        list(&report.method),
        Block::heading(Level::One, "What to keep in mind"),
        list(&report.caveats),
        Block::heading(Level::One, "Sources of the framework"),
        Block::List(List { numbered: false, items: sources }),
    ]
}
