//! The values of a file, how far each reaches, and in which way it is written.

mod lines;
mod marks;

use crate::diagnostic::Span;
use crate::edit::text::Text;
use crate::notation::Language;
use crate::read::tree::{Entry, Node, Value};

/// In which way a value is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// There is nothing.
    Empty,
    /// A word, a number, a text; or something that is only changed as a whole.
    Scalar,
    /// A text of YAML below its key.
    Literal,
    /// Keys or items in brackets.
    Flow,
    /// Keys or items of YAML, each in lines of its own.
    Block,
    /// Keys or items of TOML, each in lines of its own.
    Lines,
}

/// A value.
#[derive(Debug)]
pub(super) struct Part<'t> {
    pub(super) node: &'t Node,
    /// Where it starts and ends: with its brackets or quotation marks, its anchor and its tag.
    pub(super) span: Span,
    pub(super) form: Form,
    /// Its keys or items, if it can be changed one by one.
    pub(super) members: Vec<Member<'t>>,
}

/// A key with its value, or an item of a list.
#[derive(Debug)]
pub(super) struct Member<'t> {
    /// The key.
    pub(super) entry: Option<&'t Entry>,
    /// Where the key, the hyphen, or the value starts.
    pub(super) start: usize,
    /// Where the value can start: after the colon, the equals sign or the hyphen.
    pub(super) after: usize,
    pub(super) part: Part<'t>,
}

impl Member<'_> {
    pub(super) fn key(&self) -> Option<&str> {
        self.entry.map(|it| it.key.as_str())
    }

    pub(super) const fn end(&self) -> usize {
        self.part.span.end
    }

    fn solid(&self, text: &Text<'_>, spans: &mut Vec<Span>) {
        spans.extend(self.entry.map(|it| it.at.clone()));
        self.part.solid(text, spans);
    }
}

impl<'t> Part<'t> {
    /// Returns a whole file, or the place that is not understood.
    pub(super) fn of_file(root: &'t Node, text: &Text<'_>) -> Result<Self, usize> {
        match text.language {
            Language::Toml => lines::part(root, text),
            Language::Yaml | Language::Json => marks::part(root, root.span.start, 0, text),
        }
    }

    /// Returns the value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Member<'t>> {
        self.members.iter().find(|it| it.key() == Some(key))
    }

    /// Tells whether the value has keys that can be changed one by one.
    pub(super) const fn is_table(&self) -> bool {
        matches!(self.node.value, Value::Table(_))
            && matches!(self.form, Form::Flow | Form::Block | Form::Lines)
    }

    /// Tells whether the value has items that can be changed one by one.
    pub(super) const fn is_list(&self) -> bool {
        matches!(self.node.value, Value::List(_)) && !self.members.is_empty()
    }

    /// Collects where keys and scalars stand, where no comment can be.
    fn solid(&self, text: &Text<'_>, spans: &mut Vec<Span>) {
        match self.form {
            Form::Empty => {}
            Form::Scalar => spans.push(self.span.clone()),
            Form::Literal => {
                // A comment can stand behind the mark of a text below its key.
                let first = text.end_of_line(self.span.start);
                let mark = text.slice(self.span.start..first);
                let length = mark.find(" #").unwrap_or(mark.len());
                spans.push(self.span.start..self.span.start + length);
                spans.push(first..self.span.end);
            }
            Form::Flow | Form::Block | Form::Lines => {
                self.members.iter().for_each(|it| it.solid(text, spans));
            }
        }
    }
}

/// Returns the comments within a span that holds these members, in the order of the file.
pub(super) fn comments<'m, 't: 'm>(
    text: &Text<'_>,
    span: &Span,
    members: impl IntoIterator<Item = &'m Member<'t>>,
) -> Vec<Span> {
    let mut solid = Vec::new();
    members.into_iter().for_each(|it| it.solid(text, &mut solid));
    solid.sort_by_key(|it| it.start);
    let mut found = Vec::new();
    let mut at = span.start;
    for it in solid.into_iter().chain(std::iter::once(span.end..span.end)) {
        found.extend(text.comments(at..it.start.min(span.end)));
        at = at.max(it.end);
    }
    found
}
