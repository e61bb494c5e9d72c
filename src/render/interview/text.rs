//! Lines of text on the screen of the interview.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::render::escape::terminal;

/// How a line looks. Each look can be told from the others without colour, or says nothing that the
/// text does not say too.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Mark {
    /// Running text.
    #[default]
    Plain,
    /// A question, a heading, a key.
    Strong,
    /// A rule.
    Faint,
    /// What is the answer.
    Chosen,
    /// What there is to say about the last key.
    Said,
    /// The line at the top.
    Bar,
}

impl Mark {
    fn style(self, colour: bool) -> Style {
        let style = Style::new();
        match (self, colour) {
            (Self::Plain, _) | (Self::Faint, false) => style,
            (Self::Faint, true) => style.fg(Color::Blue),
            (Self::Strong, _) | (Self::Chosen | Self::Said, false) => {
                style.add_modifier(Modifier::BOLD)
            }
            (Self::Chosen, true) => style.fg(Color::Green).add_modifier(Modifier::BOLD),
            (Self::Said, true) => style.fg(Color::Magenta).add_modifier(Modifier::BOLD),
            (Self::Bar, false) => style.add_modifier(Modifier::REVERSED),
            (Self::Bar, true) => style.fg(Color::White).bg(Color::Blue),
        }
    }
}

/// A line on the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// What it says, defused.
    pub(super) text: String,
    mark: Mark,
    /// The parts of the text, in bytes, that stand out.
    leads: Vec<Range<usize>>,
}

impl Row {
    pub(super) const fn new(text: String, mark: Mark) -> Self {
        Self { text, mark, leads: Vec::new() }
    }

    /// Returns lines that look alike.
    pub(super) fn all(lines: Vec<String>, mark: Mark) -> Vec<Self> {
        lines.into_iter().map(|it| Self::new(it, mark)).collect()
    }

    /// Adds a text that stands out.
    pub(super) fn push_lead(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.leads.push(start..self.text.len());
    }

    /// Lets a text at the start stand out, behind the first `from` bytes.
    pub(super) fn lead(&mut self, from: usize, length: usize) {
        let end = (from + length).min(self.text.len());
        if self.text.is_char_boundary(end) && self.text.is_char_boundary(from) && from < end {
            self.leads.push(from..end);
        }
    }

    /// Draws the line at a place, as far as there is room.
    pub(super) fn draw(&self, at: Position, width: u16, colour: bool, buffer: &mut Buffer) {
        let style = self.mark.style(colour);
        let (mut x, right) = (at.x, at.x.saturating_add(width));
        let mut rest = 0;
        let ends = self.leads.iter().flat_map(|it| [(it.start, false), (it.end, true)]);
        for (end, is_lead) in ends.chain([(self.text.len(), false)]) {
            let Some(part) = self.text.get(rest..end) else { continue };
            let style = if is_lead { style.add_modifier(Modifier::BOLD) } else { style };
            let room = usize::from(right.saturating_sub(x));
            (x, _) = buffer.set_stringn(x, at.y, part, room, style);
            rest = end;
        }
    }
}

/// Returns how many columns a defused text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Returns a text in lines of at most `width` columns: `indent` columns to the right, all but the first
/// one `hanging` further. Lines are cut between words; a longer word is cut where the line ends.
pub(super) fn wrapped(text: &str, width: usize, indent: usize, hanging: usize) -> Vec<String> {
    let text = terminal(text);
    let room = width.saturating_sub(indent + hanging).max(8);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut()
            && line.width() + 1 + word.width() <= room
        {
            line.push(' ');
            line.push_str(word);
            continue;
        }
        lines.extend(broken(word, room));
    }
    for (at, line) in lines.iter_mut().enumerate() {
        let indent = indent + if at == 0 { 0 } else { hanging };
        line.insert_str(0, &" ".repeat(indent));
    }
    lines
}

/// Returns a text in lines of at most `width` columns, cut anywhere; at least one line.
pub(super) fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for character in terminal(text).chars() {
        let wide = character.width().unwrap_or_default();
        if used + wide > width {
            lines.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(character);
        }
    }
    lines
}

/// Returns a text of at most `width` columns; what does not fit is an ellipsis.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut line = broken(text, width.saturating_sub(1)).swap_remove(0);
    line.truncate(line.trim_end().trim_end_matches('…').trim_end().len());
    line + "…"
}

/// Returns a text as a line of exactly `width` columns.
pub(super) fn fitting(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let missing = width.saturating_sub(text.width());
    text + &" ".repeat(missing)
}

/// Returns parts with dots between them, in at most `width` columns.
pub(super) fn joined(parts: &[String], width: usize) -> String {
    let parts: Vec<String> =
        parts.iter().filter(|it| !it.is_empty()).map(|it| terminal(it)).collect();
    cut(&parts.join(" · "), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_between_words_by_columns() {
        assert_eq!(wrapped("one two three four", 11, 0, 2), ["one two", "  three", "  four"]);
        assert_eq!(wrapped("日本語 日本語", 13, 0, 0), ["日本語 日本語"]);
        assert_eq!(wrapped("日本語 日本語", 12, 0, 0), ["日本語", "日本語"]);
        assert_eq!(wrapped("extraordinarily", 8, 0, 0), ["extraord", "inarily"]);
        assert_eq!(wrapped("\u{1b}[31mred", 20, 1, 0), [" \\u{1b}[31mred"]);
    }

    #[test]
    fn what_does_not_fit_is_an_ellipsis() {
        assert_eq!(cut("one two", 7), "one two");
        assert_eq!(cut("one two three", 8), "one two…");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(fitting("one", 5), "one  ");
        assert_eq!(joined(&["a".to_owned(), String::new(), "b".to_owned()], 9), "a · b");
    }
}
