//! What backs the answers, what nobody knows, and what the board may want to ask.

use super::super::document::{Block, Cell, Column, Level, List, Row, Table, Text, Tone, Width};
use super::super::web_link;
use super::{bullets, heading, linked, more, shown};
use crate::model::Status;
use crate::report::{EvidenceState, RegisterRow, Report, Section};
use crate::wording;

/// How many open questions of a kind the short form shows.
const SHORT: usize = 8;

/// Returns the evidence register.
pub(super) fn register(report: &Report<'_>) -> Vec<Block> {
    let columns = vec![
        Column::new("Criterion", Width::Share(1.6)),
        Column::new("Evidence", Width::Share(3.0)),
        Column::new("Dated", Width::Points(88.0)),
        Column::new("State", Width::Points(70.0)),
    ];
    let row = |it: &RegisterRow| -> Row {
        let criterion = Text::default().plain(&it.criterion).muted(format!("\n{}", it.answer));
        let evidence = match &it.title {
            Some(title) => {
                let text = linked(Text::default(), title, it.link.as_deref());
                // Paper has no links to follow.
                let address = it.link.as_deref().filter(|it| web_link(it).is_some());
                match address {
                    Some(address) => text.muted(format!("\n{address}")),
                    None => text,
                }
            }
            None => Text::default().muted("None is named, and the framework asks for it."),
        };
        let (tone, shape) = match it.state {
            EvidenceState::Current => (Tone::Good, "● "),
            EvidenceState::Undated => (Tone::Plain, ""),
            EvidenceState::Stale => (Tone::Caution, "▲ "),
            EvidenceState::Missing => (Tone::Alert, "■ "),
        };
        let state = Cell::from(format!("{shape}{}", it.state.name())).toned(tone);
        [Cell::from(criterion), evidence.into(), it.dated.as_str().into(), state]
            .into_iter()
            .collect()
    };
    let rows = report.evidence.iter().map(row).collect();
    let mut blocks = vec![heading(Section::Evidence)];
    blocks.extend(report.summary.evidence.as_deref().map(Block::paragraph));
    blocks.push(Block::Table(Table { caption: String::new(), columns, rows, row_headers: true }));
    blocks
}

/// Returns the questions that are open, by how they are open.
pub(super) fn open(report: &Report<'_>) -> Vec<Block> {
    let mut blocks = vec![heading(Section::OpenQuestions)];
    for (status, title) in [
        (Status::Unknown, "Nobody could answer"),
        (Status::Unanswered, "Without an answer"),
        (Status::NotApplicable, "Said not to apply"),
    ] {
        let of = report.open.iter().map(|&it| report.criterion(it));
        let all: Vec<_> = of.filter(|it| it.status == status).collect();
        if all.is_empty() {
            continue;
        }
        let shown = shown(&all, SHORT, report);
        let items = shown.iter().map(|it| {
            let text = Text::default().plain(&it.question);
            let text = match &it.meaning {
                Some(meaning) if status == Status::NotApplicable => {
                    text.bold(" Because: ").plain(meaning)
                }
                _ => text,
            };
            text.muted(format!(" ({})", it.id))
        });
        blocks.push(Block::heading(Level::Two, title));
        blocks.push(bullets(items));
        blocks.extend(more(shown.len(), all.len(), "questions are"));
    }
    blocks
}

/// Returns what the board may want to ask.
pub(super) fn board_questions(report: &Report<'_>) -> Vec<Block> {
    let items = report.board_questions.iter().map(|it| Text::from(it.as_str())).collect();
    let count = wording::count(report.board_questions.len(), "question", "questions");
    vec![
        heading(Section::BoardQuestions),
        Block::paragraph(format!("{count} that this report raises and cannot answer.")),
        Block::List(List { numbered: true, items }),
    ]
}
