//! Findings in a terminal: the source line, the place in it, what is wrong and what to do.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::Look;
use super::escape::{is_hidden, push_code, terminal};
use crate::diagnostic::{Diagnostic, Group, Label, Severity};
use crate::wording;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const GUTTER: Style = AnsiColor::Blue.on_default().bold();
const STRONG: Style = Style::new().bold();

/// How much of a long line is shown before and after the place in it, in characters.
const BEFORE: usize = 60;
const AFTER: usize = 100;

/// How many findings of one file are shown.
pub(super) const SHOWN: usize = 50;

/// How long a message may be, in characters.
const LONGEST: usize = 400;

/// Returns the findings of a file as text, in their order, with a count of those that are too many.
/// Errors are shown before warnings are.
#[must_use]
pub fn findings<'a>(all: impl IntoIterator<Item = &'a Diagnostic>, look: Look) -> String {
    let all: Vec<&Diagnostic> = all.into_iter().collect();
    let errors = all.iter().filter(|it| it.severity == Severity::Error).count();
    let mut left = (SHOWN.min(errors), SHOWN.saturating_sub(errors));
    let mut text = String::new();
    let mut rest = 0;
    for it in all {
        let left = if it.severity == Severity::Error { &mut left.0 } else { &mut left.1 };
        if *left == 0 {
            rest += 1;
        } else {
            *left -= 1;
            text += &(one(it, look) + "\n");
        }
    }
    if rest > 0 {
        let more = wording::count(rest, "more finding", "more findings");
        text += &format!("… and {more} in this file\n\n");
    }
    text
}

/// Returns a finding in one line: `mine.yaml:3:9: error[unknown-key]: …`.
#[must_use]
pub fn concise(it: &Diagnostic) -> String {
    let mut out = String::new();
    if let Some(label) = it.labels.first() {
        let (name, at) = (terminal(label.source.name()), it.position());
        let _ = write!(out, "{name}:{}:{}: ", at.line, at.column);
    }
    let message = shortened(&it.placed_message());
    let _ = write!(out, "{}[{}]: {message}", it.severity.name(), it.code.name());
    out
}

fn one(it: &Diagnostic, look: Look) -> String {
    let paint = |style: Style, text: &str| {
        if look.colour && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    };
    let severity = match it.severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
    };
    let lines = it.labels.iter().map(|it| it.source.position(it.span.start).line);
    let digits = lines.max().map_or(1, |it| it.to_string().len());
    let bar = paint(GUTTER, &format!("{} |", " ".repeat(digits)));
    let title = format!("{}[{}]", it.severity.name(), it.code.name());
    let message = paint(STRONG, &format!(": {}", shortened(&it.message)));
    let mut out = format!("{}{message}\n", paint(severity, &title));
    for (index, label) in it.labels.iter().enumerate() {
        let position = label.source.position(label.span.start);
        let arrow = format!("{}{}", " ".repeat(digits), if index == 0 { "-->" } else { ":::" });
        let _ = writeln!(out, "{} {}", paint(GUTTER, &arrow), place(label));
        if label.source.text().is_empty() {
            continue;
        }
        let excerpt = Excerpt::of(label, it.code.group() == Group::Privacy);
        let (style, mark) = if index == 0 { (severity, "^") } else { (GUTTER, "-") };
        let marks = format!("{} {}", mark.repeat(excerpt.width.max(1)), terminal(&label.text));
        let marks = paint(style, marks.trim_end());
        let number = paint(GUTTER, &format!("{:>digits$} |", position.line));
        let indent = " ".repeat(excerpt.indent);
        let _ = writeln!(out, "{bar}\n{number} {}\n{bar} {indent}{marks}", excerpt.text);
    }
    if let Some(help) = &it.help {
        let equals = paint(GUTTER, &format!("{} =", " ".repeat(digits)));
        let _ = writeln!(out, "{equals} {} {}", paint(STRONG, "help:"), shortened(help));
    }
    out
}

/// Returns where something is: `mine.yaml:3:9`, or `mine.xlsx, cell User needs!D5`.
fn place(label: &Label) -> String {
    let name = terminal(label.source.name());
    if let Some(cell) = label.source.cell_name(label.span.start) {
        return format!("{name}, cell {}", terminal(&cell));
    }
    let position = label.source.position(label.span.start);
    format!("{name}:{}:{}", position.line, position.column)
}

/// Returns a message that fits on a screen, with what a terminal must not see defused.
pub(super) fn shortened(text: &str) -> String {
    let text = terminal(text);
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST).chain(std::iter::once('…')).collect()
}

/// A line of source, cut to what matters, with what a terminal must not see defused.
struct Excerpt {
    text: String,
    /// How many columns stand before the place.
    indent: usize,
    /// How many columns the place has.
    width: usize,
}

impl Excerpt {
    /// Returns the line of a place. What identifies people is not shown: output is kept in logs.
    fn of(label: &Label, is_private: bool) -> Self {
        let (line_start, line) = label.source.line_at(label.span.start);
        let start = label.span.start.saturating_sub(line_start).min(line.len());
        let end = label.span.end.saturating_sub(line_start).clamp(start, line.len());
        let first = start_of_window(line, start);
        let mut excerpt = Self { text: String::new(), indent: 0, width: 0 };
        if first > 0 {
            excerpt.text.push('…');
            excerpt.indent += 1;
        }
        let mut rest = AFTER;
        for (at, character) in line.char_indices().skip_while(|(at, _)| *at < first) {
            if at >= start {
                if rest == 0 {
                    excerpt.text.push('…');
                    break;
                }
                rest -= 1;
            }
            let before = excerpt.text.len();
            match character {
                '\t' => excerpt.text.push_str("    "),
                it if is_private && at >= start && it.is_alphanumeric() => excerpt.text.push('*'),
                '[' if excerpt.text.ends_with("##") || excerpt.text.ends_with("##vso") => {
                    push_code('[', &mut excerpt.text);
                }
                it if is_hidden(it) => push_code(it, &mut excerpt.text),
                it => excerpt.text.push(it),
            }
            let width = excerpt.text.get(before..).map_or(0, UnicodeWidthStr::width);
            match at {
                _ if at < start => excerpt.indent += width,
                _ if at < end => excerpt.width += width,
                _ => {}
            }
        }
        excerpt
    }
}

/// Returns where the shown part of a line starts, in bytes.
fn start_of_window(line: &str, start: usize) -> usize {
    let before = line.get(..start).unwrap_or_default();
    before.char_indices().rev().nth(BEFORE).map_or(0, |(at, it)| at + it.len_utf8())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Code, Source};

    fn found(text: &str, span: std::ops::Range<usize>) -> Diagnostic {
        let source = Arc::new(Source::new("a.yaml", text));
        Diagnostic::new(Code::UnknownKey, &source, span, "unknown key `b`")
            .help("did you mean `a`?")
    }

    #[test]
    fn a_finding_shows_its_line_and_what_to_do() {
        let text = findings(&[found("a: 1\nb: 2\n", 5..6)], Look::PLAIN);
        assert_eq!(
            text,
            "error[unknown-key]: unknown key `b`\n --> a.yaml:2:1\n  |\n2 | b: 2\n  | ^\n  = help: did you mean `a`?\n\n"
        );
        assert_eq!(
            concise(&found("a: 1\nb: 2\n", 5..6)),
            "a.yaml:2:1: error[unknown-key]: unknown key `b`"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{}: \"{}\"", "Ŵ".repeat(500_000), "x".repeat(500_000));
        let at = line.find(':').unwrap();
        for span in [0..2, at..at + 1, line.len()..line.len(), 0..line.len()] {
            let text = findings(&[found(&line, span.clone())], Look::PLAIN);
            assert!(text.chars().count() < 900, "{span:?}: {}", text.chars().count());
        }
    }

    #[test]
    fn what_identifies_people_is_not_shown() {
        let line = "note: call 020 7946 0018";
        let source = Arc::new(Source::new("a.yaml", line));
        let finding = Diagnostic::new(Code::PhoneInText, &source, 6..line.len(), "a number");
        let text = findings(&[finding], Look::PLAIN);
        assert!(text.contains("1 | note: **** *** **** ****\n  |       ^^^^"), "{text}");
    }

    #[test]
    fn a_terminal_sees_no_control_characters() {
        let text = findings(&[found("\u{1b}[31mb\u{202e}: 2", 6..7)], Look::PLAIN);
        assert!(text.contains("\\u{1b}[31mb\\u{202e}: 2"), "{text}");
        assert!(!text.chars().any(|it| it != '\n' && is_hidden(it)));
    }

    proptest::proptest! {
        #[test]
        fn any_place_in_any_text_can_be_shown(
            text in proptest::prelude::any::<String>(),
            a in 0_usize..100,
            b in 0_usize..100,
        ) {
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&it| text.is_char_boundary(it));
            let (a, b) = (boundary(a).unwrap(), boundary(b).unwrap());
            let shown = findings(&[found(&text, a.min(b)..a.max(b))], Look::PLAIN);
            proptest::prop_assert!(shown.contains("unknown-key"));
        }
    }
}
