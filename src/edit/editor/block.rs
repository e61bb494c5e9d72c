//! YAML in lines: each key and each item has lines of its own, which its indentation holds together.

use super::{Beside, Editor, New};
use crate::edit::part::{Form, Member, Part, comments};
use crate::edit::written::Written;

impl Editor<'_> {
    /// Writes a value in the place of another one, behind its key or hyphen.
    pub(super) fn replace_in_block(&mut self, member: &Member<'_>, to: &Written) {
        let text = self.text;
        let part = &member.part;
        let has_lines = member.entry.is_some() && !to.block.is_empty();
        let inline = if has_lines { "" } else { &to.inline };
        let gap = text.slice(member.after..part.span.start);
        let is_word = matches!(part.form, Form::Scalar | Form::Flow);
        let mut region = member.after..part.span.end;
        if text.slice(region.clone()).contains('\n') && part.form != Form::Literal {
            // The comment behind the last of several lines is about that line.
            region.end = text.end_of_rest(region.end).unwrap_or(region.end);
        }
        let found = comments(&text, &region, [member]);
        if is_word && !inline.is_empty() && found.is_empty() && !gap.contains('\n') {
            let (space, padding) = self.padding(region.end, part.span.len(), inline.len());
            self.patch.replace(part.span.start..space.end, format!("{inline}{padding}"));
            return;
        }
        let mut new = if inline.is_empty() { String::new() } else { format!(" {inline}") };
        let below =
            format!("{}{}{}", self.line_end, text.indent(member.start), " ".repeat(self.step));
        for comment in found {
            let before = text.slice(member.after..comment.start);
            // What stands in the line of the key stays there.
            let lead = if before.contains('\n') { below.as_str() } else { before };
            let lead = if lead == below || before.trim().is_empty() { lead } else { " " };
            new += lead;
            new += text.slice(comment).trim_end();
        }
        let old = if part.form == Form::Empty { 0 } else { region.len() };
        let (space, padding) = self.padding(region.end, old, new.len());
        if has_lines || inline.is_empty() {
            self.patch.replace(region.clone(), new);
        } else {
            self.patch.replace(region.start..space.end, new + &padding);
        }
        if has_lines {
            let lines = to.block.join(&below);
            self.patch.insert(text.end_of_line(region.end), below + &lines);
        }
    }

    /// Removes keys or items with their lines. Their comments stay.
    pub(super) fn remove_from_block(
        &mut self,
        part: &Part<'_>,
        gone: &[usize],
    ) -> Result<(), usize> {
        let text = self.text;
        for &at in gone {
            let member = &part.members[at];
            let end = text.end_of_rest(member.end()).ok_or(member.start)?;
            let found = comments(&text, &(member.start..end), [member]);
            if text.starts_line(member.start) {
                let indent = text.indent(member.start);
                self.remove_lines_of(&(member.start..end), &indent, found);
            } else {
                // The first key of an item stands behind a hyphen.
                let next = part.members.get(at + 1).filter(|_| found.is_empty());
                self.patch.replace(member.start..next.ok_or(member.start)?.start, "");
            }
        }
        Ok(())
    }

    /// Puts new keys or items into lines of their own.
    pub(super) fn insert_into_block(&mut self, part: &Part<'_>, new: &[New]) -> Result<(), usize> {
        let text = self.text;
        let first = part.members.first().ok_or(part.span.start)?;
        let indent = text.indent(first.start);
        for New { beside, key, written } in new {
            let lines = match key {
                Some(key) => written.lines(key, self.step),
                None => vec![format!("- {}", written.inline)],
            };
            let line_break = format!("{}{indent}", self.line_end);
            let lines = lines.join(&line_break);
            match *beside {
                Beside::After(at) => {
                    let end = part.members[at].end();
                    let end = text.below_comments(text.end_of_rest(end).ok_or(end)?, indent.len());
                    self.patch.insert(end, format!("{line_break}{lines}"));
                }
                Beside::Before(at) if text.starts_line(part.members[at].start) => {
                    let floor = if at == 0 { self.floor(part) } else { 0 };
                    let start = text.above_comments(part.members[at].start, floor);
                    self.patch.insert(start, format!("{indent}{lines}{}", self.line_end));
                }
                Beside::Before(at) => {
                    self.patch.insert(part.members[at].start, format!("{lines}{line_break}"));
                }
                Beside::Nothing => {
                    let end = text.lines_with_break(&(first.start..first.start)).start;
                    self.patch.insert(end, format!("{line_break}{lines}"));
                }
            }
        }
        Ok(())
    }

    /// Returns the first line that comments of the first key can stand in: those in the first lines of
    /// a file are about the file.
    fn floor(&self, part: &Part<'_>) -> usize {
        if self.text.before(part.span.start).is_empty() { part.span.start } else { 0 }
    }
}
