//! Keys and items in brackets, with commas between them: JSON, and the like in YAML and TOML.

use super::{Beside, Editor, New};
use crate::diagnostic::Span;
use crate::edit::part::{Form, Member, Part, comments};
use crate::notation::Language;

impl Editor<'_> {
    /// Writes a value in the place of another one. Comments in the old one go above it.
    pub(super) fn replace_in_line(&mut self, member: &Member<'_>, inline: &str) {
        let text = self.text;
        let part = &member.part;
        let found = comments(&text, &(member.after..part.span.end), [member]);
        if part.form == Form::Empty {
            let has_colon = text.slice(member.start..member.after).ends_with(':');
            let colon = if has_colon || member.entry.is_none() { " " } else { ": " };
            self.patch.insert(member.after, format!("{colon}{inline}"));
            return;
        }
        for comment in found {
            let line = text.start_of_line(member.start);
            let indent: String =
                text.before(member.start).chars().take_while(|it| it.is_whitespace()).collect();
            let comment = text.slice(comment).trim_end();
            self.patch.insert(line, format!("{indent}{comment}{}", self.line_end));
        }
        let (space, padding) = self.padding(part.span.end, part.span.len(), inline.len());
        self.patch.replace(part.span.start..space.end, format!("{inline}{padding}"));
    }

    /// Removes keys or items, each with its comma. Their comments stay.
    pub(super) fn remove_from_flow(&mut self, part: &Part<'_>, gone: &[usize]) {
        let mut runs: Vec<Span> = Vec::new();
        for &at in gone {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end += 1,
                _ => runs.push(at..at + 1),
            }
        }
        for run in runs {
            let last = &part.members[run.end - 1];
            let before = run.start.checked_sub(1).map(|it| &part.members[it]);
            let span = match (part.members.get(run.end), before) {
                (Some(next), _) => part.members[run.start].start..next.start,
                (None, Some(before)) => before.end()..last.end(),
                (None, None) => self.inside(part),
            };
            let kept = self.kept(&span, &part.members[run]);
            self.patch.replace(span, kept);
        }
    }

    /// Returns the comments of what is removed, each in a line of its own.
    fn kept(&self, span: &Span, members: &[Member<'_>]) -> String {
        let line = members.first().map(|it| self.text.indent(it.start)).unwrap_or_default();
        let mut kept = String::new();
        for comment in comments(&self.text, span, members) {
            let starts_line = kept.is_empty() && self.text.starts_line(span.start);
            let lead = if starts_line { String::new() } else { format!("{}{line}", self.line_end) };
            kept += &lead;
            kept += self.text.slice(comment).trim_end();
        }
        if kept.is_empty() { kept } else { format!("{kept}{}{line}", self.line_end) }
    }

    /// Puts new keys or items beside others.
    pub(super) fn insert_into_flow(&mut self, part: &Part<'_>, new: &[New]) {
        for group in new.chunk_by(|a, b| a.beside == b.beside) {
            let texts: Vec<String> = group.iter().map(|it| self.in_flow(it)).collect();
            match group[0].beside {
                Beside::After(at) => self.insert_after(part, at, &texts),
                Beside::Before(at) => {
                    let start = part.members[at].start;
                    let comma = self.comma(part, start);
                    self.patch.insert(start, texts.join(&comma) + &comma);
                }
                Beside::Nothing => self.fill(part, &texts),
            }
        }
    }

    fn in_flow(&self, new: &New) -> String {
        match &new.key {
            Some(key) => new.written.behind(key, self.text.language),
            None => new.written.inline.clone(),
        }
    }

    /// Returns a comma, and what is between it and a key at `start`: a line break, if there is one, or
    /// else what is between others.
    fn comma(&self, part: &Part<'_>, start: usize) -> String {
        if self.text.starts_line(start) {
            return format!(",{}{}", self.line_end, self.text.indent(start));
        }
        let others = part.members.first().zip(part.members.get(1));
        let comma = others.map(|(a, b)| self.text.slice(a.end()..b.start));
        let comma = comma.filter(|it| it.trim_matches(' ') == ",");
        comma.unwrap_or(", ").to_owned()
    }

    fn insert_after(&mut self, part: &Part<'_>, at: usize, texts: &[String]) {
        let text = self.text;
        let member = &part.members[at];
        let comma = self.comma(part, member.start);
        let texts = texts.join(&comma);
        let end = member.end();
        let next = text.token(end);
        let has_comma = text.byte(next) == Some(b',');
        if !text.starts_line(member.start) {
            self.patch.insert(end, format!("{comma}{texts}"));
            return;
        }
        let line_break = comma.trim_start_matches(',');
        // A comment behind the comma belongs to the key before it.
        match (has_comma, text.end_of_rest(if has_comma { next + 1 } else { end })) {
            (true, Some(line)) => self.patch.insert(line, format!("{line_break}{texts},")),
            (false, Some(line)) => {
                self.patch.insert(end, ",");
                self.patch.insert(line, format!("{line_break}{texts}"));
            }
            (_, None) => self.patch.insert(end, format!("{comma}{texts}")),
        }
    }

    /// Returns what is between the brackets.
    fn inside(&self, part: &Part<'_>) -> Span {
        let open = self.text.slice(part.span.clone()).find(['{', '[']).unwrap_or_default();
        part.span.start + open + 1..part.span.end.saturating_sub(1)
    }

    /// Puts keys or items between brackets that have none.
    fn fill(&mut self, part: &Part<'_>, texts: &[String]) {
        let text = self.text;
        let Span { start: open, end: close } = self.inside(part);
        let inside = text.slice(open..close);
        let outer: String = text.before(open).chars().take_while(|it| it.is_whitespace()).collect();
        if !inside.trim().is_empty() {
            // Comments stand there.
            let texts = format!("{}{}", texts.join(", "), self.line_end);
            self.patch.insert(close, texts);
        } else if self.is_spread && text.language != Language::Toml {
            let line_break = format!("{}{outer}{}", self.line_end, " ".repeat(self.step));
            let texts = texts.join(&format!(",{line_break}"));
            self.patch.replace(open..close, format!("{line_break}{texts}{}{outer}", self.line_end));
        } else {
            self.patch.replace(open..close, format!(" {} ", texts.join(", ")));
        }
    }
}
