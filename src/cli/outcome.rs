//! How a run ended.

use std::process::{ExitCode, Termination};

/// How a run ended, as far as a shell or a CI job can tell.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Outcome {
    /// It did what was asked, and the answer is yes.
    Passed = 0,
    /// It did what was asked, and the answer is no: a file has errors.
    Failed = 1,
    /// It could not do what was asked: wrong usage, an unreadable file, a full disk.
    Broken = 2,
}

impl Termination for Outcome {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
