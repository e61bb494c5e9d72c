//! Findings for people: each with its lines of source, or in one line.

use super::{CheckFormat, CheckWriter, Written};
use crate::check::{Checkup, Totals};
use crate::render::{Look, concise, findings};
use crate::wording;

/// Findings with their lines of source.
#[derive(Clone, Copy, Debug)]
pub struct Text;

/// Findings in one line each: `--concise`.
#[derive(Clone, Copy, Debug)]
pub struct Concise;

impl CheckFormat for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn summary(&self) -> &'static str {
        "for people: each finding with its lines of source, and what to do"
    }

    fn start(&self, look: Look) -> Box<dyn CheckWriter> {
        Box::new(Writer { text: String::new(), look, is_concise: false })
    }
}

impl CheckFormat for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn summary(&self) -> &'static str {
        "one line for each finding"
    }

    fn start(&self, look: Look) -> Box<dyn CheckWriter> {
        Box::new(Writer { text: String::new(), look, is_concise: true })
    }
}

struct Writer {
    text: String,
    look: Look,
    is_concise: bool,
}

impl CheckWriter for Writer {
    fn file(&mut self, checkup: &Checkup) {
        if self.is_concise {
            for it in checkup.counted() {
                self.text += &concise(it);
                self.text.push('\n');
            }
        } else {
            self.text += &findings(checkup.counted(), self.look);
        }
    }

    fn finish(mut self: Box<Self>, totals: &Totals) -> Written {
        self.text += &summary(totals);
        self.text.into()
    }
}

/// Returns the last line: what was checked, and what was found.
#[must_use]
pub fn summary(totals: &Totals) -> String {
    let files = wording::count(totals.files, "file", "files");
    let errors = wording::count(totals.errors, "error", "errors");
    let warnings = wording::count(totals.warnings, "warning", "warnings");
    let mut line = format!("{files} checked: {errors}, {warnings}");
    if totals.accepted > 0 {
        line += &format!(", {} accepted", totals.accepted);
    }
    if totals.conditions > 0 {
        let met = totals.conditions - totals.unmet;
        let conditions = wording::count(totals.conditions, "condition", "conditions");
        line += &format!("; {met} of {conditions} met");
    }
    line + "\n"
}
