//! Changes of a text that are collected first, and made all at once.

use crate::diagnostic::Span;

/// Pieces of a text, and what shall stand in their places.
#[derive(Debug, Default)]
pub(super) struct Patch(Vec<(Span, String)>);

impl Patch {
    /// Puts a text in the place of a piece.
    pub(super) fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.0.push((span, text.into()));
    }

    /// Puts a text at a place. Of several at the same place, what comes first stands first.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Returns the text with all changes, or the place where two of them are in each other's way.
    pub(super) fn apply(mut self, text: &str) -> Result<String, usize> {
        self.0.sort_by_key(|(span, _)| (span.start, span.end));
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (span, new) in self.0 {
            out += text.get(done..span.start).ok_or(span.start)?;
            out += &new;
            done = span.end;
        }
        out += text.get(done..).ok_or(done)?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_the_order_of_the_text() {
        let mut patch = Patch::default();
        patch.replace(4..5, "z");
        patch.insert(1, "x");
        patch.insert(1, "y");
        assert_eq!(patch.apply("abcde").as_deref(), Ok("axybcdz"));
    }

    #[test]
    fn changes_in_each_others_way_are_refused() {
        let mut patch = Patch::default();
        patch.replace(1..4, "");
        patch.insert(2, "x");
        assert_eq!(patch.apply("abcde"), Err(2));
    }
}
