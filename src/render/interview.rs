//! The screen of the interview: its state, drawn into a buffer.
//!
//! Nothing is said by colour alone: what the cursor is on has a `>` before it, what is the answer a
//! `*`, and what is ticked an `x`. Text from files is defused before it is measured.

mod body;
mod plain;
#[cfg(test)]
mod tests;
mod text;

pub use plain::{Spoken, spoken};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::body::{Body, body};
use self::text::{Mark, Row, cut, fitting, joined, wrapped};
use crate::interview::{Field, Interview, Mode, Typing};

/// The smallest screen that has room for a question, in columns and lines.
pub const SMALLEST: (u16, u16) = (40, 10);

/// How much room there is: what is in the middle comes first, and the rest gets what it leaves.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Room {
    /// One line for each thing.
    Tight,
    /// The usual window of 80 columns and 24 lines.
    Usual,
    /// Room for blank lines.
    Wide,
}

impl Room {
    const fn of(lines: u16) -> Self {
        match lines {
            0..16 => Self::Tight,
            16..30 => Self::Usual,
            30.. => Self::Wide,
        }
    }
}

/// What came of drawing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Drawn {
    /// Where the next character that is typed will stand.
    pub cursor: Option<Position>,
    /// The first line of the long text in the middle that is in view.
    pub first: usize,
    /// How many of its lines are.
    pub rows: usize,
}

/// Draws the interview, with or without colour.
pub fn draw(interview: &Interview, colour: bool, area: Rect, buffer: &mut Buffer) -> Drawn {
    let mut page = Page { area, colour, buffer };
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let (columns, lines) = SMALLEST;
        let text =
            format!("This window is too small. {columns} columns and {lines} lines are needed.");
        page.rows(0, &Row::all(wrapped(&text, width, 0, 0), Mark::Strong));
        return Drawn { cursor: None, first: 0, rows: 0 };
    }
    let room = Room::of(area.height);
    let mut top = head(interview, width);
    let question = question(interview, width, height / 4);
    if room == Room::Wide && !question.is_empty() {
        top.push(Row::default());
    }
    top.extend(question);
    if room == Room::Wide {
        top.push(Row::default());
    }
    let (mut bottom, field) = foot(interview, width, room);
    // A line in the middle has to stay.
    let left = height.saturating_sub(top.len() + 1);
    // What is typed stands at the end, and stays in view.
    let dropped = bottom.len().saturating_sub(left.saturating_sub(1));
    bottom.drain(..dropped);
    let field = field.and_then(|(row, column)| Some((row.checked_sub(dropped)?, column)));
    let rows = left - bottom.len();
    let body = body(interview, width);
    let first = first_row(interview, &body, rows);
    page.rows(0, &top);
    let middle: Vec<Row> = body.rows.iter().skip(first).take(rows).cloned().collect();
    page.rows(top.len(), &middle);
    let at = top.len() + rows;
    page.rows(at, &[rule(first, body.rows.len().saturating_sub(first + rows), width)]);
    page.rows(at + 1, &bottom);
    let cursor = field.and_then(|(row, column)| page.position(at + 1 + row, column));
    Drawn { cursor, first, rows }
}

/// Returns the first line of the middle that is in view: what was asked for, moved so that what the
/// cursor is on is in view too.
fn first_row(interview: &Interview, body: &Body, rows: usize) -> usize {
    let view = interview.view();
    let last = body.rows.len().saturating_sub(rows);
    let mut first = view.first.min(last);
    if let Some(focus) = body.focus.as_ref().filter(|_| view.follows) {
        first = first.max(focus.end.saturating_sub(rows)).min(focus.start);
    }
    first
}

fn head(interview: &Interview, width: usize) -> Vec<Row> {
    let heading = joined(&interview.heading(), width.saturating_sub(2));
    let place = match interview.mode() {
        Mode::Overview => vec!["What is left".to_owned()],
        Mode::Finding(_) => vec!["Jump to a question".to_owned()],
        Mode::Trouble(_) => vec!["Not saved".to_owned()],
        Mode::Typing(it) if it.what.is_about() => vec!["Before the first question".to_owned()],
        Mode::Help if interview.is_over() => vec!["Help".to_owned()],
        _ => interview.place(),
    };
    vec![
        Row::new(fitting(&format!(" {heading}"), width), Mark::Bar),
        Row::new(format!(" {}", joined(&place, width.saturating_sub(2))), Mark::Plain),
    ]
}

/// Returns the question, in a few lines.
fn question(interview: &Interview, width: usize, most: usize) -> Vec<Row> {
    let is_shown = match interview.mode() {
        Mode::Asking | Mode::Help => !interview.is_over(),
        Mode::Typing(it) => !it.what.is_about(),
        Mode::Finding(_) | Mode::Overview | Mode::Trouble(_) => false,
    };
    let Some(question) = interview.question().filter(|_| is_shown) else { return Vec::new() };
    let mut lines = wrapped(&question.criterion.question, width.saturating_sub(1), 1, 0);
    if lines.len() > most.max(1) {
        lines.truncate(most.max(1));
        if let Some(last) = lines.last_mut() {
            *last = cut(&format!("{last} …"), width);
        }
    }
    Row::all(lines, Mark::Strong)
}

/// Returns what stands below the middle, and where in it the cursor is: the answer, the score, what is
/// left, what there is to say, and the keys.
fn foot(interview: &Interview, width: usize, room: Room) -> (Vec<Row>, Option<(usize, usize)>) {
    let inner = width.saturating_sub(2);
    let mut rows = Vec::new();
    let mut add = |text: &str| rows.push(Row::new(format!(" {text}"), Mark::Plain));
    let mode = interview.mode();
    let is_about = matches!(mode, Mode::Typing(it) if it.what.is_about());
    if !interview.is_over() && matches!(mode, Mode::Asking | Mode::Typing(_)) && !is_about {
        let parts = interview.given_in_full();
        // That there is no answer yet, everybody sees.
        if room == Room::Wide || parts.len() > 1 || interview.answer().is_some() {
            let most = if room == Room::Tight { 1 } else { 2 };
            let lines = wrapped(&parts.join(" · "), inner, 0, 2);
            let rest = lines.get(most - 1..).unwrap_or_default().join(" ");
            lines.iter().take(most - 1).for_each(|it| add(it));
            if !rest.is_empty() {
                add(&cut(&rest, inner));
            }
        }
    }
    if !is_about && !matches!(mode, Mode::Trouble(_)) {
        let standing = interview.standing();
        let progress = interview.progress();
        let both = joined(&[standing.clone(), progress.clone()].concat(), usize::MAX);
        if room == Room::Tight {
            let short = [standing.first(), progress.last()].into_iter().flatten();
            add(&joined(&short.cloned().collect::<Vec<_>>(), inner));
        } else if room == Room::Usual && text::width(&both) <= inner {
            add(&both);
        } else {
            add(&joined(&standing, inner));
            let progress = joined(&progress, inner);
            add(&format!("{progress}{}", bar(interview, inner, &progress)));
        }
    }
    let mut cursor = None;
    match mode {
        Mode::Typing(Typing { what, field, .. }) => {
            let prompt = wrapped(&interview.prompt(*what), inner, 1, 0);
            rows.extend(Row::all(prompt, Mark::Strong));
            cursor = Some(push_field(field, width, room, &mut rows));
        }
        Mode::Finding(finding) => {
            rows.push(Row::new(" Which question?".to_owned(), Mark::Strong));
            cursor = Some(push_field(&finding.field, width, room, &mut rows));
        }
        _ => {}
    }
    if let Some(said) = interview.said() {
        rows.extend(Row::all(wrapped(said, inner, 1, 0), Mark::Said));
    }
    let mut keys = keys(interview, width, room);
    keys.truncate(if room == Room::Tight { 1 } else { 3 });
    rows.extend(keys);
    (rows, cursor)
}

/// Returns how much is done, as a bar, if there is room for it behind a text.
fn bar(interview: &Interview, width: usize, before: &str) -> String {
    const CELLS: usize = 20;
    let (done, all) = interview.share();
    let used = text::width(before) + 2;
    if all == 0 || used + CELLS > width {
        return String::new();
    }
    let filled = done * CELLS / all;
    let bar = format!("{}{}", "█".repeat(filled), "░".repeat(CELLS - filled));
    format!("{}{bar}", " ".repeat(width - used - CELLS + 2))
}

/// Adds a text that is being typed; returns where in the lines the cursor is.
fn push_field(field: &Field, width: usize, room: Room, rows: &mut Vec<Row>) -> (usize, usize) {
    let most = if room == Room::Tight { 2 } else { 4 };
    let inner = width.saturating_sub(4).max(1);
    let lines = text::broken(&field.typed(), inner);
    let before = text::broken(&field.before_cursor(), inner);
    let (mut row, mut column) = (before.len() - 1, before.last().map_or(0, |it| text::width(it)));
    if column >= inner {
        (row, column) = (row + 1, 0);
    }
    let first = (row + 1).saturating_sub(most);
    let start = rows.len();
    for at in first..(lines.len().max(row + 1)).min(first + most) {
        let mark = if at == 0 { " > " } else { "   " };
        let line = lines.get(at).map_or("", String::as_str);
        rows.push(Row::new(format!("{mark}{line}"), Mark::Plain));
    }
    (start + row - first, column + 3)
}

fn keys(interview: &Interview, width: usize, room: Room) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut keys = interview.keys();
    if room == Room::Tight {
        // Whoever sees only a few keys has to see how to find the others.
        keys.sort_by_key(|(key, _)| key != "?");
    }
    for (key, what) in keys {
        let text = format!("{key} {what}");
        match rows.last_mut() {
            Some(row) if text::width(&row.text) + 2 + text::width(&text) <= width => {
                row.text.push_str("  ");
                row.push_lead(&key);
                row.text.push_str(&format!(" {what}"));
            }
            _ => {
                let mut row = Row::new(" ".to_owned(), Mark::Plain);
                row.push_lead(&key);
                row.text.push_str(&format!(" {what}"));
                rows.push(row);
            }
        }
    }
    rows
}

/// Returns the line below the middle, which says whether there is more of that.
fn rule(above: usize, below: usize, width: usize) -> Row {
    let text = match (above, below) {
        (0, 0) => String::new(),
        (0, below) => format!(" ↓ {below} more "),
        (above, 0) => format!(" ↑ {above} more "),
        (above, below) => format!(" ↑ {above} more · ↓ {below} more "),
    };
    let line = "─".repeat(width.saturating_sub(text::width(&text) + 2));
    Row::new(format!("{line}{text}──"), Mark::Faint)
}

/// A part of a screen that is drawn on.
struct Page<'a> {
    area: Rect,
    colour: bool,
    buffer: &'a mut Buffer,
}

impl Page<'_> {
    /// Draws lines from a line on, as far as there is room.
    fn rows(&mut self, from: usize, rows: &[Row]) {
        for (at, row) in rows.iter().enumerate() {
            let Some(Position { x, y }) = self.position(from + at, 0) else { return };
            row.draw(Position { x, y }, self.area.width, self.colour, self.buffer);
        }
    }

    fn position(&self, row: usize, column: usize) -> Option<Position> {
        let y = u16::try_from(row).ok().filter(|it| *it < self.area.height)?;
        let x = u16::try_from(column).ok()?.min(self.area.width.saturating_sub(1));
        Some(Position { x: self.area.x + x, y: self.area.y + y })
    }
}
