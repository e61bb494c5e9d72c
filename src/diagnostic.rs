//! Findings about somebody's file: what is wrong, where, and what to do about it.
//!
//! A finding is not an error of the program: reading a file gives a [`Checked`] with all of them.
//! How they look is settled in [`render`](crate::render).

mod acceptance;
mod code;
mod group;
mod policy;
mod source;
mod suggest;

pub use acceptance::Acceptance;
pub use code::Code;
pub use group::Group;
pub use policy::{Choice, Policy, Selector};
pub use source::{Cell, CellKind, Cells, Position, Source, Span, sha256};
pub use suggest::nearest;

use std::sync::Arc;

/// The result of a step, and what there is to say about its input.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The result, unless an error kept it from being built.
    pub value: Option<T>,
    /// In the order of the input file.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// Returns the result of a step, without its value if any finding is an error.
    #[must_use]
    pub fn new(value: Option<T>, diagnostics: Vec<Diagnostic>) -> Self {
        let mut checked = Self { value, diagnostics };
        if checked.has_errors() {
            checked.value = None;
        }
        checked
    }

    /// Tells whether any finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|it| it.severity == Severity::Error)
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Worth knowing; the file can be used.
    Warning,
    /// The file cannot be used.
    Error,
}

impl Severity {
    /// Returns the name that output uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding about an input file.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What kind of finding this is.
    pub code: Code,
    /// The default of `code`, unless a [`Policy`] changed it.
    pub severity: Severity,
    /// What is wrong: a phrase in lower case without a final full stop, with words from the input
    /// in backticks. Not escaped.
    pub message: String,
    /// Where it is wrong; one or more. The first one is where to put the cursor.
    pub labels: Vec<Label>,
    /// What to do about it, if we know. Not escaped.
    pub help: Option<String>,
    /// The id of the criterion that it is about, if it is about one.
    pub criterion: Option<Box<str>>,
    /// The reason that the file gives why this may stay. Not escaped.
    pub accepted: Option<Box<str>>,
}

impl Diagnostic {
    /// Returns a finding at one place.
    #[must_use]
    pub fn new(code: Code, source: &Arc<Source>, span: Span, message: impl Into<String>) -> Self {
        let label = Label { source: Arc::clone(source), span, text: String::new() };
        let severity = code.default_severity();
        Self {
            code,
            severity,
            message: message.into(),
            labels: vec![label],
            help: None,
            criterion: None,
            accepted: None,
        }
    }

    /// Returns this finding with words at its first place.
    #[must_use]
    pub fn labelled(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// Returns this finding with one more place.
    #[must_use]
    pub fn and_at(mut self, source: &Arc<Source>, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { source: Arc::clone(source), span, text: text.into() });
        self
    }

    /// Returns this finding with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Returns this finding as one about a criterion.
    #[must_use]
    pub fn about(mut self, criterion: impl Into<Box<str>>) -> Self {
        self.criterion = Some(criterion.into());
        self
    }

    /// Tells whether nobody has to do anything about this: the file says why it may stay.
    #[must_use]
    pub const fn is_accepted(&self) -> bool {
        self.accepted.is_some()
    }

    /// Returns what is wrong, with the name of the cell before it if the file holds sheets. Not escaped.
    #[must_use]
    pub fn placed_message(&self) -> String {
        let cell = self.labels.first().and_then(|it| it.source.cell_name(it.span.start));
        let place = cell.map(|it| format!("cell {it}: ")).unwrap_or_default();
        format!("{place}{}", self.message)
    }

    /// Returns where the finding is.
    #[must_use]
    pub fn position(&self) -> Position {
        self.labels.first().map_or(Position::START, |it| it.source.position(it.span.start))
    }
}

/// A place in a file, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Label {
    /// The file.
    pub source: Arc<Source>,
    /// The place, in bytes.
    pub span: Span,
    /// What to write there; may be empty. Not escaped.
    pub text: String,
}
