//! Keys while a question waits for its answer.

use std::collections::BTreeSet;

use super::{Effect, Interview, Key, Mode, What};
use crate::evidence::{Backing, backing};
use crate::model::{Answer, ElementId, Given, Response};
use crate::questionnaire::{Choices, Question};
use crate::score::score;
use crate::wording;

/// How many elements or options have a key of their own, from 1.
const DIGITS: usize = 9;

/// How a question is answered with keys.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Offer {
    /// Each entry has a key.
    Keys(Vec<char>),
    /// A number is typed.
    Typed,
    /// Each element has a key that ticks it; those behind the ninth have none.
    Ticks,
}

impl Offer {
    /// Returns how a question is answered.
    #[must_use]
    pub fn of(question: &Question<'_>) -> Self {
        let digit = |it: usize| char::from_digit(u32::try_from(it).ok()?, 10);
        match question.choices() {
            Choices::Number(..) => Self::Typed,
            Choices::Any(_) => Self::Ticks,
            Choices::One(entries) => {
                let key = |(at, given): (usize, &Given)| match given {
                    Given::Level(level) => usize::try_from(*level).ok().and_then(digit),
                    _ => digit(at + 1),
                };
                let keys = entries.iter().map(|it| &it.given).enumerate().map(key);
                keys.collect::<Option<Vec<char>>>().map_or(Self::Typed, Self::Keys)
            }
        }
    }
}

impl Interview {
    pub(super) fn asking(&mut self, key: Key, confirmed: Option<char>) -> Effect {
        if self.question().is_none() {
            self.end();
            return Effect::Nothing;
        }
        match key {
            Key::Char(it) => {
                let key = it.to_lowercase().next().unwrap_or(it);
                return self.letter(key, confirmed);
            }
            Key::Enter => return self.choose(),
            Key::Escape => return self.leave(confirmed),
            Key::Up => self.step(|at, last| at.map_or(last, |it| it.saturating_sub(1))),
            Key::Down => self.step(|at, last| at.map_or(0, |it| last.min(it + 1))),
            Key::Home => self.step(|_, _| 0),
            Key::End => self.step(|_, last| last),
            Key::Left => self.previous(),
            Key::Right => self.next(),
            Key::PageUp | Key::PageDown => self.scroll(key),
            Key::Backspace | Key::Delete => {}
        }
        Effect::Nothing
    }

    fn letter(&mut self, key: char, confirmed: Option<char>) -> Effect {
        match key {
            'u' => return self.give(Response::Unknown),
            'n' => self.put_aside(),
            's' => self.skip(),
            'b' => self.back(),
            '/' => self.find(""),
            '?' => self.mode = Mode::Help,
            'e' => self.ask(What::Title),
            't' => self.ask(What::Target),
            'm' => self.ask(What::Note),
            'o' => self.ask(What::Owner),
            'd' => return self.delete(confirmed),
            'q' => return self.leave(confirmed),
            key => return self.mark(key),
        }
        Effect::Nothing
    }

    /// Takes a key that may stand for an answer.
    fn mark(&mut self, key: char) -> Effect {
        let Some(question) = self.question() else { return Effect::Nothing };
        let (offer, choices) = (Offer::of(&question), question.choices());
        match (offer, choices) {
            (Offer::Keys(keys), Choices::One(entries)) => {
                if let Some(at) = keys.iter().position(|it| *it == key) {
                    return self.give(Response::Given(entries[at].given.clone()));
                }
                if key.is_ascii_digit() {
                    let (first, last) = (keys[0], keys[keys.len() - 1]);
                    self.said = Some(format!("There is no {key} here: {first} to {last}."));
                    return Effect::Nothing;
                }
            }
            (Offer::Typed, _) if key.is_ascii_digit() || matches!(key, '-' | '.') => {
                self.start(What::Answer, &key.to_string());
                return Effect::Nothing;
            }
            (Offer::Ticks, Choices::Any(_)) if key == '0' => {
                return self.give(Response::Given(Given::Elements(BTreeSet::new())));
            }
            (Offer::Ticks, Choices::Any(elements)) => {
                let count = elements.len();
                let by_digit = key.to_digit(10).and_then(|it| usize::try_from(it).ok());
                let by_digit = by_digit.and_then(|it| it.checked_sub(1));
                let by_digit = by_digit.filter(|&it| it < count.min(DIGITS));
                if let Some(at) = by_digit.or(self.cursor.filter(|_| key == ' ')) {
                    self.cursor = Some(at);
                    self.view.follows = true;
                    self.tick(at);
                    return Effect::Nothing;
                }
            }
            _ => {}
        }
        self.said = Some(if key.is_ascii_digit() {
            format!("There is no {key} here.")
        } else if key.is_whitespace() {
            "The space bar does nothing here. ? shows all keys.".to_owned()
        } else {
            format!("The key {key} does nothing here. ? shows all keys.")
        });
        Effect::Nothing
    }

    /// Ticks the element at a place, or takes the tick away.
    fn tick(&mut self, at: usize) {
        let Some(question) = self.question() else { return };
        let (index, mut ticks) = (question.index, self.ticks());
        let id = &question.criterion.elements[at].id;
        if !ticks.remove(id) {
            ticks.insert(id.clone());
        }
        let is_saved = self.answer().is_some() && ticks == elements_of(self.answer());
        let draft = self.drafts.entry(index).or_default();
        draft.ticks = (!is_saved).then_some(ticks);
        if draft.ticks.is_none() && draft.more.is_none() {
            self.drafts.remove(&index);
        }
    }

    /// Gives the answer that the cursor is on, or those that are ticked; or keeps the answer that is
    /// there.
    fn choose(&mut self) -> Effect {
        let Some(question) = self.question() else { return Effect::Nothing };
        let is_answered = self.answer().is_some();
        let at_present = self.cursor == self.present();
        match question.choices() {
            Choices::One(_) if is_answered && at_present => self.next(),
            Choices::Number(..) if is_answered => self.next(),
            Choices::Any(_) if is_answered && !self.has_new_ticks() => self.next(),
            Choices::One(entries) => match self.cursor {
                Some(at) => return self.give(Response::Given(entries[at].given.clone())),
                None => {
                    self.said =
                        Some("Press the number of an answer, or go to it with ↑ and ↓.".to_owned());
                }
            },
            Choices::Number(..) => self.start(What::Answer, ""),
            Choices::Any(_) => {
                let ticks = self.ticks();
                if !ticks.is_empty() {
                    return self.give(Response::Given(Given::Elements(ticks)));
                }
                self.said = Some(
                    "Nothing is ticked. Press 0 if none of these is met, or s to skip.".to_owned(),
                );
            }
        }
        Effect::Nothing
    }

    /// Gives an answer, and goes on. Whatever else belongs to the answer stays.
    pub(super) fn give(&mut self, response: Response) -> Effect {
        let Some(question) = self.question() else { return Effect::Nothing };
        let (index, number) = (question.index, question.number);
        let waiting = self.drafts.remove(&index).and_then(|it| it.more);
        let answer = &mut self.filled.assessment.answers[index];
        let was_open = answer.is_none();
        let before = answer.clone();
        match answer {
            Some(it) => it.response = response,
            None => {
                *answer = Some(match waiting {
                    Some(more) => Answer { response, ..more },
                    None => response.into(),
                });
            }
        }
        let changes = *answer != before;
        let asks_evidence = changes && backing(self.assessment(), index) == Backing::Missing;
        let given = self.given();
        self.card = score(self.assessment());
        self.changed = Some(index);
        self.go_on(was_open);
        let more = if asks_evidence {
            "That level asks for evidence: press b to go back to it, and then e."
        } else {
            "b goes back to it."
        };
        let given = wording::sentence(&format!("Question {number}: {given}"));
        self.said = Some(format!("{given} {more}"));
        if changes { Effect::Save } else { Effect::Nothing }
    }

    fn put_aside(&mut self) {
        let Some(question) = self.question() else { return };
        if question.criterion.always_applies {
            self.said = Some(
                "This question applies to everybody who is asked. If nobody knows, press u."
                    .to_owned(),
            );
        } else {
            self.ask(What::Reason);
        }
    }

    /// Takes the answer away: the question is unanswered again.
    fn delete(&mut self, confirmed: Option<char>) -> Effect {
        let Some(index) = self.question().map(|it| it.index) else { return Effect::Nothing };
        let Some(answer) = &self.assessment().answers[index] else {
            let had = self.drafts.remove(&index).is_some();
            let said =
                if had { "What was entered is gone." } else { "There is no answer to delete." };
            self.said = Some(said.to_owned());
            self.rest();
            return Effect::Nothing;
        };
        let is_alone = *answer == Answer::from(answer.response.clone());
        if !is_alone && confirmed != Some('d') {
            self.confirm = Some('d');
            self.said = Some(
                "Evidence, note, owner and target of this answer go with it. d again deletes them."
                    .to_owned(),
            );
            return Effect::Nothing;
        }
        self.drafts.remove(&index);
        self.filled.assessment.answers[index] = None;
        self.card = score(self.assessment());
        self.changed = Some(index);
        self.rest();
        self.said = Some("The answer is deleted: this question is open again.".to_owned());
        Effect::Save
    }

    /// Moves the cursor: `to` gets where it is, and the last place.
    fn step(&mut self, to: impl Fn(Option<usize>, usize) -> usize) {
        let count = match self.question().map(|it| it.choices()) {
            Some(Choices::One(entries)) => entries.len(),
            Some(Choices::Any(elements)) => elements.len(),
            Some(Choices::Number(..)) | None => 0,
        };
        if let Some(last) = count.checked_sub(1) {
            self.cursor = Some(to(self.cursor, last));
        }
        self.view.follows = true;
    }

    /// Returns the place of the answer that is there; of a checklist, that of the first element.
    pub(super) fn present(&self) -> Option<usize> {
        match self.question()?.choices() {
            Choices::One(entries) => {
                let Response::Given(given) = &self.answer()?.response else { return None };
                entries.iter().position(|it| it.given == *given)
            }
            Choices::Any(_) => Some(0),
            Choices::Number(..) => None,
        }
    }
}

/// Returns the elements that an answer says are met.
pub(super) fn elements_of(answer: Option<&Answer>) -> BTreeSet<ElementId> {
    match answer.map(|it| &it.response) {
        Some(Response::Given(Given::Elements(met))) => met.clone(),
        _ => BTreeSet::new(),
    }
}
