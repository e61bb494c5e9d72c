//! Looking for a question.

use super::{Effect, Field, Interview, Key, Mode};
use crate::model::Status;

/// A search for a question.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// What is looked for.
    pub field: Field,
    /// The places of the questions that fit, among those that are asked.
    pub found: Vec<usize>,
    /// Which of them the cursor is on.
    pub cursor: usize,
}

impl Interview {
    /// Starts to look for questions.
    pub(super) fn find(&mut self, text: &str) {
        let found = self.fitting(text);
        let cursor = found.iter().position(|it| *it == self.at).unwrap_or_default();
        self.mode = Mode::Finding(Finding { field: Field::new(text), found, cursor });
        self.view.follows = true;
    }

    /// Takes a key while a question is looked for.
    pub(super) fn finding(&mut self, key: Key) -> Effect {
        let Mode::Finding(finding) = &mut self.mode else { return Effect::Nothing };
        let last = finding.found.len().saturating_sub(1);
        let page = self.view.rows.saturating_sub(1).max(1);
        self.view.follows = true;
        match key {
            Key::Escape => self.rest(),
            Key::Up => finding.cursor = finding.cursor.saturating_sub(1),
            Key::Down => finding.cursor = last.min(finding.cursor + 1),
            Key::PageUp => finding.cursor = finding.cursor.saturating_sub(page),
            Key::PageDown => finding.cursor = last.min(finding.cursor + page),
            Key::Enter => match finding.found.get(finding.cursor) {
                Some(&at) => self.show(at),
                None => self.said = Some("No question fits. Escape goes back.".to_owned()),
            },
            key => {
                finding.field.press(key);
                self.look();
            }
        }
        Effect::Nothing
    }

    /// Looks up again which questions fit.
    pub(super) fn look(&mut self) {
        let Mode::Finding(finding) = &self.mode else { return };
        let found = self.fitting(&finding.field.typed());
        if let Mode::Finding(finding) = &mut self.mode {
            finding.cursor = if found == finding.found { finding.cursor } else { 0 };
            finding.found = found;
        }
    }

    /// Returns the places of the questions that a text fits: by their number, or by words in the
    /// question, in its id, in its dimension, or in how it stands.
    pub(super) fn fitting(&self, text: &str) -> Vec<usize> {
        let text = text.trim().to_lowercase();
        let places = 0..self.asked.len();
        if !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit()) {
            return places.filter(|it| (it + 1).to_string().starts_with(&text)).collect();
        }
        let framework = self.framework();
        let fits = |at: &usize| {
            let criterion = &framework.criteria[self.asked[*at]];
            let dimension = &framework.dimensions[criterion.dimension];
            let status = self.status_name(*at);
            let all = [&criterion.question, criterion.id.as_str(), &dimension.title, status];
            let all = all.join("\n").to_lowercase();
            text.split_whitespace().all(|it| all.contains(it))
        };
        places.filter(fits).collect()
    }

    /// Returns how the question at a place stands: `open`, or `unknown`, or what else there is to
    /// look for.
    pub(super) fn status_name(&self, at: usize) -> &'static str {
        let index = self.asked[at];
        match self.assessment().status(index) {
            _ if self.assessment().answers[index].is_none() => "open",
            Status::Unknown => "unknown",
            Status::NotApplicable => "not applicable",
            Status::OutOfScope => "out of scope",
            Status::Answered | Status::Unanswered => "answered",
        }
    }
}
