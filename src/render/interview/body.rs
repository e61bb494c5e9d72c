//! The middle of the screen: what may be longer than it.

use std::ops::Range;

use super::text::{Mark, Row, cut, fitting, width, wrapped};
use crate::interview::{Finding, Interview, Mode, Offer};
use crate::model::Response;
use crate::questionnaire::{Choices, Question};
use crate::render::escape::terminal;

/// Lines, and which of them the cursor is on.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) rows: Vec<Row>,
    pub(super) focus: Option<Range<usize>>,
}

/// Returns the middle of the screen.
pub(super) fn body(interview: &Interview, width: usize) -> Body {
    match interview.mode() {
        Mode::Typing(it) if it.what.is_about() => welcome(interview, width),
        Mode::Asking | Mode::Typing(_) => {
            interview.question().map(|it| choices(interview, &it, width)).unwrap_or_default()
        }
        Mode::Finding(it) => finding(interview, it, width),
        Mode::Help => Body { rows: help(interview, width), focus: None },
        Mode::Overview => Body { rows: overview(interview, width), focus: None },
        Mode::Trouble(_) => {
            let mut rows = Vec::new();
            for (at, it) in interview.trouble().iter().enumerate() {
                let mark = if at == 0 { Mark::Strong } else { Mark::Plain };
                rows.push(Row::default());
                rows.extend(Row::all(wrapped(it, width - 1, 1, 0), mark));
            }
            Body { rows, focus: None }
        }
    }
}

fn welcome(interview: &Interview, width: usize) -> Body {
    let framework = &interview.filled().assessment.framework;
    let texts = [framework.summary.clone().unwrap_or_default(), interview.welcome()];
    let mut rows = Vec::new();
    for text in texts.iter().filter(|it| !it.is_empty()) {
        rows.push(Row::default());
        rows.extend(Row::all(wrapped(text, width - 1, 1, 0), Mark::Plain));
    }
    Body { rows, focus: None }
}

/// Returns what a question is answered with. The answer that is there is marked, and so is what the
/// cursor is on.
fn choices(interview: &Interview, question: &Question<'_>, width: usize) -> Body {
    let mut body = Body::default();
    let mut add = |at: usize, mark: Mark, before: &str, lead: &str, text: &str| {
        let is_here = interview.cursor() == Some(at);
        let cursor = if is_here { '>' } else { ' ' };
        let start = body.rows.len();
        let room = width.saturating_sub(before.len() + 2);
        for (at, line) in wrapped(text, room, 0, 2).into_iter().enumerate() {
            let indent =
                if at == 0 { format!("{cursor}{before}") } else { " ".repeat(before.len() + 1) };
            let mut row = Row::new(format!("{indent}{line}"), mark);
            if at == 0 {
                row.lead(indent.len(), terminal(lead).len());
            }
            body.rows.push(row);
        }
        if is_here {
            body.focus = Some(start..body.rows.len());
        }
    };
    match question.choices() {
        Choices::One(entries) => {
            let keys = match Offer::of(question) {
                Offer::Keys(keys) => keys,
                Offer::Typed | Offer::Ticks => Vec::new(),
            };
            let given = interview.answer().map(|it| &it.response);
            for (at, entry) in entries.iter().enumerate() {
                let is_given = matches!(given, Some(Response::Given(it)) if *it == entry.given);
                let (star, mark) =
                    if is_given { ("* ", Mark::Chosen) } else { ("  ", Mark::Plain) };
                let is_level = matches!(entry.given, crate::model::Given::Level(_));
                let key = keys.get(at).filter(|_| !is_level);
                let label = key.map_or_else(String::new, |it| format!("{it} ")) + &entry.label;
                let text = match &entry.meaning {
                    Some(meaning) => format!("{label}: {meaning}"),
                    None => label.clone(),
                };
                add(at, mark, star, &label, &text);
            }
        }
        Choices::Any(elements) => {
            let ticks = interview.ticks();
            for (at, element) in elements.iter().enumerate() {
                let is_ticked = ticks.contains(&element.id);
                let (tick, mark) =
                    if is_ticked { ("[x] ", Mark::Chosen) } else { ("[ ] ", Mark::Plain) };
                let key = if at < 9 { format!("{} ", at + 1) } else { String::new() };
                let text = format!("{key}Level {}: {}", element.level, element.statement);
                add(at, mark, tick, &key, &text);
            }
        }
        Choices::Number(..) => {
            for line in interview.number_hint() {
                body.rows.extend(Row::all(wrapped(&line, width - 1, 3, 0), Mark::Plain));
            }
        }
    }
    body
}

fn finding(interview: &Interview, finding: &Finding, width: usize) -> Body {
    let row = |(at, place): (usize, &usize)| {
        let cursor = if at == finding.cursor { '>' } else { ' ' };
        let text = terminal(&interview.entry(*place));
        let mark = if at == finding.cursor { Mark::Strong } else { Mark::Plain };
        Row::new(cut(&format!(" {cursor} {text}"), width), mark)
    };
    let rows: Vec<Row> = finding.found.iter().enumerate().map(row).collect();
    if rows.is_empty() {
        return Body {
            rows: Row::all(vec!["   No question fits.".to_owned()], Mark::Plain),
            focus: None,
        };
    }
    Body { rows, focus: Some(finding.cursor..finding.cursor + 1) }
}

fn help(interview: &Interview, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (heading, entries) in interview.help() {
        if !rows.is_empty() {
            rows.push(Row::default());
        }
        rows.push(Row::new(format!(" {heading}"), Mark::Strong));
        for (key, what) in entries {
            let key = fitting(&terminal(&key), 10);
            for (at, line) in wrapped(&what, width.saturating_sub(14), 0, 0).iter().enumerate() {
                let before = if at == 0 { key.clone() } else { " ".repeat(10) };
                let mut row = Row::new(format!("   {before} {line}"), Mark::Plain);
                if at == 0 {
                    row.lead(3, before.len());
                }
                rows.push(row);
            }
        }
    }
    rows
}

fn overview(interview: &Interview, columns: usize) -> Vec<Row> {
    let lines = interview.overview();
    let widest = |part: usize| lines.iter().map(|it| width(&it[part])).max().unwrap_or_default();
    let (left, value) = (widest(1), widest(2));
    let title = columns.saturating_sub(left + value + 6).max(8);
    let row = |it: &[String; 3]| {
        let text = fitting(&terminal(&it[0]), title);
        Row::new(format!(" {text}  {}  {:>value$}", fitting(&it[1], left), it[2]), Mark::Plain)
    };
    let mut rows: Vec<Row> = lines.iter().map(row).collect();
    rows.push(Row::default());
    rows.extend(Row::all(wrapped(&interview.what_is_left(), columns - 1, 1, 0), Mark::Strong));
    rows
}
