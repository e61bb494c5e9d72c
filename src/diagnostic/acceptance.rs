//! Findings that a file accepts.

use super::{Code, Diagnostic};

/// A finding that may stay, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Acceptance {
    /// The kind of finding.
    pub code: Code,
    /// The id of the criterion that the finding is about; `None` for one about the file.
    pub criterion: Option<Box<str>>,
    /// Why it may stay.
    pub reason: Box<str>,
}

impl Acceptance {
    /// Tells whether this is about a finding.
    #[must_use]
    pub fn matches(&self, finding: &Diagnostic) -> bool {
        self.key() == (finding.code, finding.criterion.as_deref())
    }

    /// Returns what tells which findings are meant.
    #[must_use]
    pub fn key(&self) -> (Code, Option<&str>) {
        (self.code, self.criterion.as_deref())
    }
}
