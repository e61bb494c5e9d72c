//! TOML in lines: keys below a header, or with dots, each in a line of its own.

use std::collections::BTreeMap;

use super::{Beside, Editor, New};
use crate::diagnostic::Span;
use crate::edit::part::{Form, Member, Part, comments};
use crate::edit::text::Text;
use crate::notation::Language;
use crate::read::tree::Value as Found;

/// Questions of TOML that wait for their answers: comments such as `# user-research =` below the header
/// of the answers, and before the next one.
pub(super) struct Waiting {
    /// Where the header starts.
    header: usize,
    comments: BTreeMap<String, Span>,
}

impl Waiting {
    pub(super) fn find(text: &Text<'_>, root: &Part<'_>, answers: &Member<'_>) -> Option<Self> {
        let header = header(text, &answers.part).filter(|_| text.language == Language::Toml)?;
        let mut headers = Vec::new();
        headers_of(text, root, &mut headers);
        let next = headers.into_iter().filter(|it| *it > header.start).min();
        let section = header.end..next.unwrap_or(text.whole.len());
        let one = |span: Span| {
            let line = text.slice(span.clone()).trim_end();
            let id = line.strip_prefix("# ")?.strip_suffix(" =")?;
            let is_line = text.starts_line(span.start);
            is_line.then(|| (id.to_owned(), span.start..span.start + line.len()))
        };
        let comments = comments(text, &section, &answers.part.members).into_iter();
        Some(Self { header: header.start, comments: comments.filter_map(one).collect() })
    }
}

/// Returns the header of a table, if it has one: `[answers]`.
pub(super) fn header(text: &Text<'_>, part: &Part<'_>) -> Option<Span> {
    let is_header = part.form == Form::Lines && text.byte(part.node.span.start) == Some(b'[');
    is_header.then(|| part.node.span.clone())
}

fn headers_of(text: &Text<'_>, part: &Part<'_>, found: &mut Vec<usize>) {
    found.extend(header(text, part).map(|it| it.start));
    part.members.iter().for_each(|it| headers_of(text, &it.part, found));
}

impl Editor<'_> {
    /// Tells whether a key stands in a header, and not in a line with its value.
    pub(super) fn is_header(&self, member: &Member<'_>) -> bool {
        member.part.form == Form::Lines
            && self.text.before(member.start).trim_start().starts_with('[')
    }

    /// Returns the comment that waits for the answer at a key of a table.
    pub(super) fn waiting_for(&self, part: &Part<'_>, key: &str) -> Option<Span> {
        let waiting = self.waiting.as_ref().filter(|it| it.header == part.node.span.start)?;
        waiting.comments.get(key).cloned().filter(|_| part.form == Form::Lines)
    }

    /// Tells whether a question can wait for its answer where it stands.
    pub(super) fn can_wait(&self, part: &Part<'_>, member: &Member<'_>) -> bool {
        let is_header = |it: &Waiting| it.header == part.node.span.start;
        let is_line = || {
            self.waiting.as_ref().is_some_and(is_header)
                && part.form == Form::Lines
                && member.part.form != Form::Lines
                && self.text.starts_line(member.start)
        };
        self.text.language != Language::Toml || is_line()
    }

    /// Makes the line of an answer a comment that waits for it.
    pub(super) fn wait_in_comment(&mut self, member: &Member<'_>) -> Result<(), usize> {
        let text = self.text;
        let end = text.end_of_rest(member.end()).ok_or(member.start)?;
        let mut line = format!("# {} =", member.key().unwrap_or_default());
        for comment in comments(&text, &(member.start..end), [member]) {
            line += self.line_end;
            line += text.before(member.start);
            line += text.slice(comment).trim_end();
        }
        self.patch.replace(member.start..end, line);
        Ok(())
    }

    /// Removes a key with its line, or all lines below its header. Their comments stay.
    pub(super) fn remove_lines(&mut self, member: &Member<'_>) -> Result<(), usize> {
        let text = self.text;
        let part = &member.part;
        if part.form == Form::Lines {
            if let (Some(span), Found::Table(_)) = (header(&text, part), &part.node.value) {
                self.remove_line(span, &[])?;
            }
            return part.members.iter().try_for_each(|it| self.remove_lines(it));
        }
        self.remove_line(member.start..member.end(), std::slice::from_ref(member))
    }

    fn remove_line(&mut self, span: Span, members: &[Member<'_>]) -> Result<(), usize> {
        let text = self.text;
        let end = text.end_of_rest(span.end).ok_or(span.start)?;
        let indent = text.before(span.start).chars().take_while(|it| it.is_whitespace());
        let from = if members.is_empty() { span.end } else { span.start };
        let found = comments(&text, &(from..end), members);
        self.remove_lines_of(&(span.start..end), &indent.collect::<String>(), found);
        Ok(())
    }

    /// Puts new keys into lines of their own, or new items below headers of their own.
    pub(super) fn insert_lines(&mut self, part: &Part<'_>, new: Vec<New>) -> Result<(), usize> {
        new.into_iter().try_for_each(|it| match &it.key {
            Some(key) => self.insert_key(part, key, &it),
            None => self.insert_item(part, &it),
        })
    }

    fn insert_key(&mut self, part: &Part<'_>, key: &str, new: &New) -> Result<(), usize> {
        let text = self.text;
        let line = new.written.behind(key, Language::Toml);
        let prefix = |at: usize| text.before(part.members[at].start);
        if let Beside::After(at) | Beside::Before(at) = new.beside
            && self.is_header(&part.members[at])
        {
            self.insert_table(&part.members[at], key, new);
            return Ok(());
        }
        match new.beside {
            Beside::After(at) => {
                let end = part.members[at].end();
                let end = text.end_of_rest(end).ok_or(end)?;
                self.patch.insert(end, format!("{}{}{line}", self.line_end, prefix(at)));
            }
            Beside::Before(at) => {
                let floor = header(&text, part).map_or(0, |it| text.next_line(it.end));
                let start = text.above_comments(part.members[at].start, floor);
                self.patch.insert(start, format!("{}{line}{}", prefix(at), self.line_end));
            }
            Beside::Nothing => {
                let header = header(&text, part).ok_or(part.span.start)?;
                let end = text.end_of_line(header.end);
                self.patch.insert(end, format!("{}{line}", self.line_end));
            }
        }
        Ok(())
    }

    /// Puts a new answer below a header of its own, where all others have one.
    fn insert_table(&mut self, beside: &Member<'_>, key: &str, new: &New) {
        let text = self.text;
        let header = format!("{}{}]", text.before(beside.start), Language::Toml.key(key));
        let mut lines = vec![header];
        lines.extend(new.written.block.iter().cloned());
        if new.written.block.is_empty() {
            lines.push(new.written.behind("answer", Language::Toml));
        }
        let lines = lines.join(self.line_end);
        if let Beside::Before(_) = new.beside {
            let start = text.above_comments(beside.start, 0);
            self.patch.insert(start, format!("{lines}{0}{0}", self.line_end));
        } else {
            let end = text.end_of_line(beside.end());
            self.patch.insert(end, format!("{0}{0}{lines}", self.line_end));
        }
    }

    fn insert_item(&mut self, part: &Part<'_>, new: &New) -> Result<(), usize> {
        let text = self.text;
        let (Beside::After(at) | Beside::Before(at)) = new.beside else {
            return Err(part.span.start);
        };
        let item = &part.members[at].part;
        let header = header(&text, item).ok_or(item.span.start)?;
        let mut lines = vec![text.slice(text.start_of_line(header.start)..header.end)];
        lines.extend(new.written.block.iter().map(String::as_str));
        let lines = lines.join(self.line_end);
        if let Beside::Before(_) = new.beside {
            let start = text.above_comments(header.start, 0);
            self.patch.insert(start, lines + self.line_end);
        } else {
            self.patch.insert(text.end_of_line(item.span.end), format!("{}{lines}", self.line_end));
        }
        Ok(())
    }
}
