//! From question to question.

use super::{Effect, Interview, Key, Mode, View};
use crate::wording::count;

impl Interview {
    /// Goes to the first open question behind the last answer, or else to the first open one, or else
    /// to the overview.
    pub(super) fn resume(&mut self) {
        let answered = |it: &usize| self.assessment().answers[*it].is_some();
        let last = self.asked.iter().rposition(answered);
        let behind = last.and_then(|it| self.open_after(it));
        match behind.or_else(|| self.open_after_start()) {
            Some(at) => {
                self.show(at);
                self.history.clear();
                if last.is_some() {
                    let done = self.asked.len() - self.left();
                    let them = count(done, "question is", "questions are");
                    self.said = Some(format!("{them} answered so far. This is where it goes on."));
                }
            }
            None => self.end(),
        }
    }

    /// Returns how many questions are open.
    #[must_use]
    pub fn left(&self) -> usize {
        self.asked.iter().filter(|it| self.is_open(**it)).count()
    }

    fn is_open(&self, index: usize) -> bool {
        self.assessment().answers[index].is_none()
    }

    fn open_after_start(&self) -> Option<usize> {
        self.asked.iter().position(|it| self.is_open(*it))
    }

    fn open_after(&self, at: usize) -> Option<usize> {
        let behind = self.asked.iter().enumerate().skip(at + 1);
        behind.filter(|(_, it)| self.is_open(**it)).map(|(at, _)| at).next()
    }

    /// Shows the question at a place.
    pub(super) fn show(&mut self, at: usize) {
        if !self.is_over && self.at != at {
            self.history.push(self.at);
        }
        self.stand_at(at);
    }

    fn stand_at(&mut self, at: usize) {
        self.at = at;
        self.is_over = false;
        self.rest();
    }

    /// Shows the overview.
    pub(super) fn end(&mut self) {
        self.is_over = true;
        self.rest();
    }

    /// Shows what is behind help, a search, or text that was typed.
    pub(super) fn rest(&mut self) {
        self.mode = if self.is_over { Mode::Overview } else { Mode::Asking };
        self.cursor = self.present();
        self.view = View { first: 0, follows: true, ..self.view };
    }

    /// Goes on after an answer: to the next open question. Where all are answered, somebody looks
    /// through them, and the next one follows.
    pub(super) fn go_on(&mut self, was_open: bool) {
        match self.open_after(self.at) {
            Some(at) => self.show(at),
            None if was_open || self.left() > 0 => self.end(),
            None => self.next(),
        }
    }

    /// Goes to the next question, answered or not.
    pub(super) fn next(&mut self) {
        if self.at + 1 < self.asked.len() { self.show(self.at + 1) } else { self.end() }
    }

    pub(super) fn previous(&mut self) {
        match self.at.checked_sub(1) {
            Some(at) => self.show(at),
            None => self.said = Some("This is the first question.".to_owned()),
        }
    }

    /// Goes back to the question that was shown before.
    pub(super) fn back(&mut self) {
        if self.is_over && !self.asked.is_empty() {
            self.stand_at(self.at);
        } else if let Some(at) = self.history.pop() {
            self.stand_at(at);
        } else if let Some(at) = self.at.checked_sub(1) {
            self.stand_at(at);
        } else {
            self.said = Some("This is the first question.".to_owned());
        }
    }

    /// Leaves the question for later.
    pub(super) fn skip(&mut self) {
        match self.open_after(self.at) {
            Some(at) => self.show(at),
            None => self.end(),
        }
    }

    /// Takes a key while the overview is in view.
    pub(super) fn looking(&mut self, key: Key, confirmed: Option<char>) -> Effect {
        match key {
            Key::Enter => match self.open_after_start() {
                Some(at) => self.show(at),
                None => self.said = Some("Nothing is left. q leaves.".to_owned()),
            },
            Key::Char('b' | 'B') | Key::Left | Key::Backspace => self.back(),
            Key::Char('/') => self.find(""),
            Key::Char('?') => self.mode = Mode::Help,
            Key::Char('q' | 'Q') | Key::Escape => return self.leave(confirmed),
            Key::Char(it) if it != ' ' => {
                self.said = Some(format!(
                    "The key {it} does nothing here. Enter goes to what is left, ? shows all keys."
                ));
            }
            key => self.scroll(key),
        }
        Effect::Nothing
    }

    /// Takes a key while help is in view.
    pub(super) fn helping(&mut self, key: Key) -> Effect {
        match key {
            Key::Escape | Key::Enter | Key::Char('q' | 'Q' | '?' | 'b' | 'B') => self.rest(),
            key => self.scroll(key),
        }
        Effect::Nothing
    }

    /// Moves the view over a text that has no cursor.
    pub(super) fn scroll(&mut self, key: Key) {
        let page = self.view.rows.saturating_sub(1).max(1);
        let first = self.view.first;
        self.view.follows = false;
        self.view.first = match key {
            Key::Up => first.saturating_sub(1),
            Key::Down => first + 1,
            Key::PageUp => first.saturating_sub(page),
            Key::PageDown | Key::Char(' ') => first + page,
            Key::Home => 0,
            Key::End => usize::MAX / 2,
            _ => first,
        };
    }

    /// Leaves, unless something that was entered would be lost: then the key has to come again.
    pub(super) fn leave(&mut self, confirmed: Option<char>) -> Effect {
        let waits = |at: &&usize| self.drafts.contains_key(at);
        let Some(first) = self.asked.iter().position(|it| waits(&it)) else { return Effect::Quit };
        if confirmed == Some('q') {
            return Effect::Quit;
        }
        self.confirm = Some('q');
        self.said = Some(format!(
            "What you entered for question {} is not saved, because the answer is missing. q leaves \
             without it.",
            first + 1
        ));
        Effect::Nothing
    }
}
