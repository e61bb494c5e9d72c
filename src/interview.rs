//! The interview: one question at a time, each answered with a key.
//!
//! A state machine without terminal, files or clock. [`Interview::press`] takes a key, and
//! [`Interview::line`] a line that somebody typed where there is no screen; both change the state and
//! say what is to be done outside: to save the answers, to read them again, to leave. What can be seen
//! is for [`render`](crate::render) to draw, and what it says is worded here, once for both.
//!
//! An answer that is not given yet is not in the assessment: ticks, and evidence that was entered
//! before its answer, wait in a draft, so that an unanswered question stays one.

mod about;
mod asking;
mod field;
mod find;
mod line;
mod moves;
mod said;
#[cfg(test)]
mod tests;
mod typing;

pub use asking::Offer;
pub use field::Field;
pub use find::Finding;
pub use said::Topic;
pub use typing::{Typing, What};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Answer, Assessment, ElementId};
use crate::questionnaire::{Filled, Question, Questionnaire};
use crate::score::{Scorecard, score};

/// A key, as far as the interview tells keys apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Key {
    /// A letter, a digit or a mark.
    Char(char),
    /// The Enter key.
    Enter,
    /// The Escape key.
    Escape,
    /// Takes away what is before the cursor.
    Backspace,
    /// Takes away what is behind the cursor.
    Delete,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// To the start.
    Home,
    /// To the end.
    End,
}

/// What is to be done outside after a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Nothing.
    Nothing,
    /// The answers changed: save them.
    Save,
    /// Read the file as it is now, and pass it to [`Interview::reloaded`].
    Reload,
    /// Leave.
    Quit,
}

/// What the keys mean at the moment.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// A question waits for its answer.
    Asking,
    /// Text is typed.
    Typing(Typing),
    /// A question is looked for.
    Finding(Finding),
    /// The keys, and more about the question, are shown.
    Help,
    /// The dimensions are shown, and what is left.
    Overview,
    /// The answers could not be saved.
    Trouble(Trouble),
}

/// Why the answers could not be saved.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Trouble {
    /// Another program changed the file. What else there is to say, if it cannot be read any more.
    Changed(Option<String>),
    /// It could not be written, for this reason.
    Unwritten(String),
}

/// What an unanswered question has so far.
#[derive(Clone, Debug, Default)]
struct Draft {
    /// The elements that are ticked; `None` if no tick was changed.
    ticks: Option<BTreeSet<ElementId>>,
    /// Evidence, note, owner and the like, around a response that means nothing.
    more: Option<Answer>,
}

/// Which part of a long text is in view.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct View {
    /// The first line that is in view.
    pub first: usize,
    /// How many lines are.
    pub rows: usize,
    /// Whether the view moves with the cursor.
    pub follows: bool,
}

/// An assessment that is being filled in.
#[derive(Clone, Debug)]
pub struct Interview {
    /// What the file is called.
    file: String,
    filled: Filled,
    card: Scorecard,
    /// The indexes of the criteria that are asked, in framework order.
    asked: Vec<usize>,
    /// The place of the question among them.
    at: usize,
    mode: Mode,
    /// Whether the overview is behind whatever is shown, and not a question.
    is_over: bool,
    /// The entry that the arrow keys stand on.
    cursor: Option<usize>,
    view: View,
    /// By the index of their criterion.
    drafts: BTreeMap<usize, Draft>,
    /// The places that were shown before.
    history: Vec<usize>,
    /// The criterion whose answer changed last.
    changed: Option<usize>,
    /// What there is to say about the last key.
    said: Option<String>,
    /// The key that has to come again before something is lost.
    confirm: Option<char>,
}

impl Interview {
    /// Returns the interview that goes on where the answers stop: behind the last one. It asks for the
    /// name of the organisation and the date first, if they are not known. `file` is what the file of
    /// the answers is called.
    #[must_use]
    pub fn new(filled: Filled, file: &str) -> Self {
        let mut new = Self {
            file: file.to_owned(),
            card: score(&filled.assessment),
            asked: Vec::new(),
            filled,
            at: 0,
            mode: Mode::Overview,
            is_over: true,
            cursor: None,
            view: View::default(),
            drafts: BTreeMap::new(),
            history: Vec::new(),
            changed: None,
            said: None,
            confirm: None,
        };
        new.count();
        match new.missing() {
            Some(what) => new.mode = Mode::Typing(Typing::new(what, "")),
            None => new.resume(),
        }
        new
    }

    /// Takes a key, and returns what is to be done.
    pub fn press(&mut self, key: Key) -> Effect {
        self.said = None;
        let confirmed = self.confirm.take();
        match &self.mode {
            Mode::Asking => self.asking(key, confirmed),
            Mode::Typing(_) => self.typing(key),
            Mode::Finding(_) => self.finding(key),
            Mode::Help => self.helping(key),
            Mode::Overview => self.looking(key, confirmed),
            Mode::Trouble(trouble) => {
                let is_changed = matches!(trouble, Trouble::Changed(_));
                match key {
                    Key::Char('r' | 'R') if is_changed => Effect::Reload,
                    Key::Enter if !is_changed => Effect::Save,
                    Key::Char('q' | 'Q') => Effect::Quit,
                    _ => Effect::Nothing,
                }
            }
        }
    }

    /// Takes text that was pasted. It never counts as keys.
    pub fn paste(&mut self, text: &str) {
        match &mut self.mode {
            Mode::Typing(Typing { field, .. }) if field.has_room_for(text) => {
                field.insert_text(text);
            }
            Mode::Finding(finding) if finding.field.has_room_for(text) => {
                finding.field.insert_text(text);
                self.look();
            }
            Mode::Typing(_) | Mode::Finding(_) => self.said = Some(too_long()),
            _ => self.said = Some("Text can be pasted where something is typed.".to_owned()),
        }
    }

    /// Says that the answers could not be saved.
    pub fn not_saved(&mut self, trouble: Trouble) {
        self.mode = Mode::Trouble(trouble);
        self.said = None;
    }

    /// Says that they were saved after all.
    pub fn saved(&mut self) {
        if matches!(self.mode, Mode::Trouble(_)) {
            self.rest();
            self.said = Some("Everything is saved now.".to_owned());
        }
    }

    /// Takes the answers as they are in the file now, in place of those that could not be saved, and
    /// goes back to the question whose answer was not. `has_ours` tells that it is in them again.
    pub fn reloaded(&mut self, filled: Filled, has_ours: bool) {
        let id = self.changed.map(|it| self.framework().criteria[it].id.clone());
        *self = Self::new(filled, &self.file.clone());
        if matches!(self.mode, Mode::Typing(_)) {
            return;
        }
        let is_it = |&it: &usize| Some(&self.framework().criteria[it].id) == id.as_ref();
        if let Some(at) = self.asked.iter().position(is_it) {
            self.show(at);
        }
        self.history.clear();
        let rest = if has_ours {
            "What you said last is in it again."
        } else {
            "Please answer this question again."
        };
        self.said = Some(format!("This is the file as it is now. {rest}"));
    }

    /// Says which part of a long text came into view.
    pub const fn viewed(&mut self, first: usize, rows: usize) {
        self.view.first = first;
        self.view.rows = rows;
    }

    /// Returns the answers so far, with everything that a file says.
    #[must_use]
    pub const fn filled(&self) -> &Filled {
        &self.filled
    }

    /// Returns what the keys mean at the moment.
    #[must_use]
    pub const fn mode(&self) -> &Mode {
        &self.mode
    }

    /// Returns the scores of the answers so far.
    #[must_use]
    pub const fn card(&self) -> &Scorecard {
        &self.card
    }

    /// Returns what there is to say about the last key.
    #[must_use]
    pub fn said(&self) -> Option<&str> {
        self.said.as_deref()
    }

    /// Returns the entry that the arrow keys stand on.
    #[must_use]
    pub const fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// Returns which part of a long text was asked for.
    #[must_use]
    pub const fn view(&self) -> View {
        self.view
    }

    /// Returns all questions that are asked.
    #[must_use]
    pub fn questionnaire(&self) -> Questionnaire<'_> {
        Questionnaire::of(self.framework(), |it| self.asked.binary_search(&it).is_ok())
    }

    /// Returns the question in view, or behind whatever is in view; `None` if nothing is asked of this
    /// organisation at all.
    #[must_use]
    pub fn question(&self) -> Option<Question<'_>> {
        let index = *self.asked.get(self.at)?;
        let framework = self.framework();
        let criterion = &framework.criteria[index];
        Some(Question { number: self.at + 1, index, criterion, framework })
    }

    /// Tells whether the overview is in view, or behind whatever is in view.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.is_over
    }

    /// Returns the answer to the question, if there is one.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.assessment().answers[self.question()?.index].as_ref()
    }

    /// Returns the elements that are ticked: in the draft, or else in the answer.
    #[must_use]
    pub fn ticks(&self) -> BTreeSet<ElementId> {
        let Some(question) = self.question() else { return BTreeSet::new() };
        let draft = self.drafts.get(&question.index).and_then(|it| it.ticks.clone());
        draft.unwrap_or_else(|| asking::elements_of(self.answer()))
    }

    /// Returns whether ticks were changed and are not saved.
    #[must_use]
    pub fn has_new_ticks(&self) -> bool {
        let draft = self.question().and_then(|it| self.drafts.get(&it.index));
        draft.is_some_and(|it| it.ticks.is_some())
    }

    fn assessment(&self) -> &Assessment {
        &self.filled.assessment
    }

    fn framework(&self) -> &crate::model::Framework {
        &self.filled.assessment.framework
    }

    /// Counts again which questions are asked.
    fn count(&mut self) {
        let questionnaire = self.filled.questionnaire();
        self.asked = questionnaire.questions().map(|it| it.index).collect();
        self.card = score(&self.filled.assessment);
    }
}

/// Returns what is said of a text that is longer than there is room for.
fn too_long() -> String {
    format!("That is longer than {} characters. Nothing of it was taken.", field::LIMIT)
}
