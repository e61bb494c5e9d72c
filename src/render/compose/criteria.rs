//! Every criterion in full.

use super::super::document::{Block, Cell, Column, Level, Row, Table, Text, Tone, Width};
use super::{heading, linked, mark};
use crate::report::{CriterionView, DimensionView, Report, Section, Standing};
use crate::wording;

/// Returns every criterion, by dimension.
pub(super) fn criteria(report: &Report<'_>) -> Vec<Block> {
    let mut blocks = vec![heading(Section::Criteria)];
    for it in &report.dimensions {
        blocks.extend(dimension(it));
    }
    blocks
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
        text = text.toned(format!("\n■ {}", wording::capitalised(held)), Tone::Alert);
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
            Column::new("What that means, what comes next, notes and evidence", Width::Share(3.4)),
        ],
        rows: it.criteria.iter().map(criterion).collect(),
        row_headers: true,
    }));
    blocks
}

fn criterion(it: &CriterionView) -> Row {
    let mut question = Text::default().plain(&it.question).muted(format!("\n{}", it.id));
    if let Some(why) = &it.why {
        question = question.muted(format!("\n{why}"));
    }
    let (tone, shape) = mark(it.is_met, it.below_floor);
    let mut answer = Text::default().bold(format!("{shape}{}", it.answer));
    if let Some(standing) = &it.standing {
        answer = answer.muted(format!("\n{}", standing.replace(", ", "\n")));
    }
    let answer = Cell::from(answer).toned(tone);
    [Cell::from(question), answer, details(it).into()].into_iter().collect()
}

/// Returns what an answer means, what the next level takes, and what backs it, one line each.
fn details(it: &CriterionView) -> Text {
    let mut lines: Vec<Text> = Vec::new();
    let named = |name: &str| Text::default().bold(format!("{name}: "));
    lines.extend(it.meaning.as_ref().map(|it| Text::from(it.as_str())));
    if !it.met.is_empty() {
        lines.push(named("Met").plain(format!("{}.", it.met.join("; "))));
    }
    if let Some(next) = &it.next {
        match &next.meaning {
            Some(meaning) => {
                lines.push(named(&format!("Next, {}", next.level)).plain(meaning));
                lines.push(named("To get there").plain(&next.step));
            }
            None => lines.push(named(&format!("To get to {}", next.level)).plain(&next.step)),
        }
    }
    lines.extend(it.note.as_ref().map(|it| named("Note").plain(it)));
    for evidence in &it.evidence {
        lines.push(linked(named("Evidence"), &evidence.text, evidence.link.as_deref()));
    }
    lines.extend(
        it.warning.as_ref().map(|it| Text::default().toned(format!("▲ {it}"), Tone::Alert)),
    );
    lines.extend(it.benchmarks.iter().map(|it| Text::from(it.as_str())));
    lines.extend(it.confidence.map(|it| named("Confidence").plain(it)));
    lines.extend(it.remarks.iter().map(|it| Text::default().muted(it)));
    lines.extend(it.source.as_ref().map(|it| Text::default().muted(format!("Source: {it}"))));
    Text::lines(lines)
}
