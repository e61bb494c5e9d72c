//! The text of a file between its values: lines, indents and comments.

use crate::diagnostic::Span;
use crate::notation::Language;

/// The text of an answers file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'s> {
    pub(super) whole: &'s str,
    pub(super) language: Language,
}

impl<'s> Text<'s> {
    pub(super) fn slice(&self, span: Span) -> &'s str {
        self.whole.get(span).unwrap_or_default()
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.whole.as_bytes().get(at).copied()
    }

    /// Returns how lines end in this file.
    pub(super) fn line_end(&self) -> &'static str {
        let first = self.whole.find('\n').unwrap_or_default();
        if self.slice(0..first).ends_with('\r') { "\r\n" } else { "\n" }
    }

    /// Returns where the line starts that holds the byte at `at`.
    pub(super) fn start_of_line(&self, at: usize) -> usize {
        self.slice(0..at).rfind('\n').map_or(0, |it| it + 1)
    }

    /// Returns where the line ends that holds the byte at `at`: before its line break.
    pub(super) fn end_of_line(&self, at: usize) -> usize {
        let end = self.next_line(at);
        let line = self.slice(at..end);
        at + line.strip_suffix('\n').map_or(line, |it| it.strip_suffix('\r').unwrap_or(it)).len()
    }

    /// Returns where the line after the one at `at` starts, or where the text ends.
    pub(super) fn next_line(&self, at: usize) -> usize {
        let rest = self.slice(at..self.whole.len());
        at + rest.find('\n').map_or(rest.len(), |it| it + 1)
    }

    /// Returns the lines from the one at `span.start` to the one at `span.end`: with the line break before
    /// them, so that both their ends are ends of lines, or else with the one after them.
    pub(super) fn lines_with_break(&self, span: &Span) -> Span {
        match self.start_of_line(span.start).checked_sub(1) {
            Some(before) => {
                self.end_of_line(self.start_of_line(before))..self.end_of_line(span.end)
            }
            None => 0..self.next_line(span.end),
        }
    }

    /// Returns what stands before `at` in its line.
    pub(super) fn before(&self, at: usize) -> &'s str {
        self.slice(self.start_of_line(at)..at)
    }

    /// Tells whether only spaces stand before `at` in its line.
    pub(super) fn starts_line(&self, at: usize) -> bool {
        self.before(at).trim().is_empty()
    }

    /// Returns white space as wide as what stands before `at` in its line.
    pub(super) fn indent(&self, at: usize) -> String {
        let before = self.before(at);
        if before.trim().is_empty() {
            return before.to_owned();
        }
        " ".repeat(before.chars().count())
    }

    /// Returns where the next thing starts that is neither white space nor a comment.
    pub(super) fn token(&self, mut at: usize) -> usize {
        loop {
            match self.byte(at) {
                Some(b' ' | b'\t' | b'\r' | b'\n') => at += 1,
                Some(b'#') => at = self.next_line(at),
                _ => return at,
            }
        }
    }

    /// Returns where the rest of a line ends in which nothing follows but a comment, or `None` if
    /// something does.
    pub(super) fn end_of_rest(&self, at: usize) -> Option<usize> {
        let end = self.end_of_line(at);
        let rest = self.slice(at..end).trim_start();
        (rest.is_empty() || rest.starts_with('#')).then_some(end)
    }

    /// Returns the comments in a gap between values, without line breaks.
    pub(super) fn comments(&self, gap: Span) -> Vec<Span> {
        let mut comments = Vec::new();
        let mut at = gap.start;
        while let Some(found) = self.slice(at..gap.end).find('#') {
            let start = at + found;
            let end = self.end_of_line(start).min(gap.end);
            comments.push(start..end);
            at = end;
        }
        comments
    }

    /// Returns the place above the comment lines that stand directly above the line at `at`, but not
    /// before `floor`.
    pub(super) fn above_comments(&self, at: usize, floor: usize) -> usize {
        let mut start = self.start_of_line(at);
        while start > floor {
            let above = self.start_of_line(start - 1);
            if above < floor || !self.slice(above..start).trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        start
    }

    /// Returns the end of the line at `at`, or of the comments directly below it that are indented by
    /// more than `indent` bytes.
    pub(super) fn below_comments(&self, at: usize, indent: usize) -> usize {
        let mut end = self.end_of_line(at);
        loop {
            let next = self.next_line(end);
            let line = self.slice(next..self.end_of_line(next));
            let comment = line.trim_start();
            if !comment.starts_with('#') || line.len() - comment.len() <= indent {
                return end;
            }
            end = next + line.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Text<'_> = Text { whole: "a: # b\r\n  # c\r\n - d\r\n", language: Language::Yaml };

    #[test]
    fn lines_are_found_with_both_kinds_of_ends() {
        assert_eq!(TEXT.line_end(), "\r\n");
        assert_eq!((TEXT.start_of_line(10), TEXT.end_of_line(10), TEXT.next_line(10)), (8, 13, 15));
        assert_eq!(TEXT.indent(18), "   ");
    }

    #[test]
    fn lines_are_removed_with_one_line_break() {
        assert_eq!(TEXT.lines_with_break(&(10..12)), 6..13);
        assert_eq!(TEXT.lines_with_break(&(1..9)), 0..15);
    }

    #[test]
    fn comments_are_skipped_and_listed() {
        assert_eq!(TEXT.token(2), 16);
        let comments: Vec<&str> =
            TEXT.comments(2..15).into_iter().map(|it| TEXT.slice(it)).collect();
        assert_eq!(comments, ["# b", "# c"]);
        assert_eq!(TEXT.above_comments(17, 3), 8);
        assert_eq!(TEXT.below_comments(0, 0), 13);
    }
}
