//! The interview line by line: what somebody types where keys are not read one by one.

use std::collections::BTreeSet;

use super::{Effect, Field, Interview, Key, Mode, Offer, What};
use crate::model::{Given, Response};
use crate::questionnaire::{Choices, Question, Understood, understand};

/// Whole words that stand for keys.
const WORDS: &[(&str, char)] =
    &[("back", 'b'), ("delete", 'd'), ("exit", 'q'), ("help", '?'), ("quit", 'q'), ("skip", 's')];

impl Interview {
    /// Takes a line, and returns what is to be done: an answer as files have it or as people read it, or
    /// the letter of a key, perhaps with the text that it asks for behind it.
    ///
    /// Where a text is asked for, an empty line leaves it as it was, and a single hyphen takes it away.
    pub fn line(&mut self, line: &str) -> Effect {
        if !Field::default().has_room_for(line) {
            self.said = Some(super::too_long());
            return Effect::Nothing;
        }
        let line = Field::new(line).text();
        let is_again = |it: &char| key_of(&line) == Key::Char(*it);
        self.confirm = self.confirm.filter(is_again);
        match &self.mode {
            Mode::Asking => {
                self.said = None;
                self.command(&line)
            }
            Mode::Typing(typing) => {
                let what = typing.what;
                self.said = None;
                self.text(what, &line)
            }
            Mode::Finding(_) => {
                self.press(Key::Escape);
                self.jump(line.trim_start_matches('/'))
            }
            Mode::Overview if line.starts_with('/') => self.jump(line.trim_start_matches('/')),
            Mode::Help | Mode::Overview | Mode::Trouble(_) => self.press(key_of(&line)),
        }
    }

    fn command(&mut self, line: &str) -> Effect {
        let mut rest = line.chars();
        let first = rest.next();
        let rest = rest.as_str();
        let is_word = rest.chars().next().is_none_or(char::is_whitespace);
        let text = rest.trim();
        let letter = first.filter(|_| is_word).and_then(|it| it.to_lowercase().next());
        match letter {
            None if line.is_empty() && self.answer().is_none() => {
                self.said = Some("Please type an answer, or s to skip the question.".to_owned());
                return Effect::Nothing;
            }
            None if line.is_empty() => return self.press(Key::Enter),
            Some('n') if !text.is_empty() => {
                let reason = text.strip_prefix("because ").unwrap_or(text).trim();
                return self.press_and_type('n', What::Reason, reason);
            }
            Some('t') if !text.is_empty() => return self.press_and_type('t', What::Target, text),
            Some('m') if !text.is_empty() => return self.press_and_type('m', What::Note, text),
            Some('o') if !text.is_empty() => return self.press_and_type('o', What::Owner, text),
            Some('e') if !text.is_empty() => return self.press_and_type('e', What::Title, text),
            Some(letter) if text.is_empty() && "unsbetmodq?".contains(letter) => {
                return self.press(Key::Char(letter));
            }
            _ => {}
        }
        if let Some(text) = line.strip_prefix('/') {
            return self.jump(text);
        }
        if let Some((_, key)) = WORDS.iter().find(|(word, _)| line.eq_ignore_ascii_case(word)) {
            return self.press(Key::Char(*key));
        }
        let Some(question) = self.question() else { return Effect::Nothing };
        match meaning(line, &question) {
            Some(Understood::Given(Given::Number(_))) => self.press_and_type_number(line),
            Some(Understood::Given(given)) => self.give(Response::Given(given)),
            Some(Understood::Unknown) => self.give(Response::Unknown),
            Some(Understood::NotApplicable) => self.press(Key::Char('n')),
            None => {
                let hint = self.line_hint();
                self.said = Some(format!("“{line}” is no answer here. {hint}"));
                Effect::Nothing
            }
        }
    }

    /// Presses a key that asks for a text, and gives the text.
    fn press_and_type(&mut self, key: char, what: What, text: &str) -> Effect {
        self.press(Key::Char(key));
        if !matches!(&self.mode, Mode::Typing(it) if it.what == what) {
            return Effect::Nothing;
        }
        let effect = self.text(what, text);
        // Nobody would know that the next line mends the text.
        if matches!(&self.mode, Mode::Typing(it) if it.what == what) {
            self.rest();
        }
        effect
    }

    fn press_and_type_number(&mut self, line: &str) -> Effect {
        self.start(What::Answer, "");
        let effect = self.text(What::Answer, line);
        if matches!(&self.mode, Mode::Typing(it) if it.what == What::Answer) {
            self.rest();
        }
        effect
    }

    /// Takes a line as the text that is asked for.
    fn text(&mut self, what: What, line: &str) -> Effect {
        let Mode::Typing(typing) = &mut self.mode else { return Effect::Nothing };
        let is_start = matches!(what, What::Name | What::Date | What::Settings);
        let before = typing.field.clone();
        match line {
            "q" if is_start => return if self.is_known() { self.escape() } else { Effect::Quit },
            "q" => {
                self.rest();
                return self.press(Key::Char('q'));
            }
            "" if matches!(what, What::Reason | What::Answer) => {
                self.rest();
                self.said = Some("Nothing was changed.".to_owned());
                return Effect::Nothing;
            }
            "" => {}
            "-" if !is_start => typing.field = Field::default(),
            line => typing.field = Field::new(line),
        }
        let effect = self.enter();
        // What was refused is forgotten, so that an empty line keeps what was there.
        if let Mode::Typing(typing) = &mut self.mode
            && typing.what == what
        {
            typing.field = before;
        }
        effect
    }

    /// Goes to the question that fits, or shows those that do.
    fn jump(&mut self, text: &str) -> Effect {
        self.said = None;
        let text = text.trim();
        let exactly = text.parse().ok().and_then(|it: usize| it.checked_sub(1));
        let found = match exactly.filter(|it| *it < self.asked.len()) {
            Some(at) => vec![at],
            None => self.fitting(text),
        };
        match found.as_slice() {
            [] => self.said = Some(format!("No question has “{text}” in it.")),
            [at] => self.show(*at),
            _ => self.find(text),
        }
        Effect::Nothing
    }

    /// Returns what can be typed as the answer: `1 to 3`.
    fn answers_hint(question: &Question<'_>) -> String {
        match (Offer::of(question), question.choices()) {
            (_, Choices::Number(..)) => "a number".to_owned(),
            (Offer::Keys(keys), _) => format!("{} to {}", keys[0], keys[keys.len() - 1]),
            (_, Choices::One(_)) => "the number of an answer".to_owned(),
            (_, Choices::Any(_)) => {
                "the numbers of those that are met, such as 1 2, or 0 for none".to_owned()
            }
        }
    }

    /// Returns what can be typed as the answer, and where to learn the rest.
    #[must_use]
    pub fn short_hint(&self) -> String {
        let question = self.question();
        question.map_or_else(String::new, |it| {
            format!("Type {}; ? says what else.", Self::answers_hint(&it))
        })
    }

    /// Returns everything that can be typed, as a sentence.
    #[must_use]
    pub fn line_hint(&self) -> String {
        let Some(question) = self.question() else { return String::new() };
        let answers = Self::answers_hint(&question);
        let aside = if question.criterion.always_applies {
            ""
        } else {
            "n and the reason if it does not apply, "
        };
        let keep = if self.answer().is_some() { "an empty line to keep the answer, " } else { "" };
        format!(
            "Type {answers}, u for unknown, {aside}{keep}s to skip, b to go back, q to leave, or ? for \
             help."
        )
    }

    /// Returns what an empty line and a hyphen do where a text is asked for, with the text that is
    /// there now.
    #[must_use]
    pub fn text_hint(&self) -> Option<String> {
        let Mode::Typing(typing) = &self.mode else { return None };
        let now = typing.field.text();
        if !now.is_empty() {
            return Some(format!(
                "It is now: {now}. An empty line keeps it, a single hyphen takes it away."
            ));
        }
        match typing.what {
            What::Reason | What::Title | What::Answer => {
                Some("An empty line changes nothing.".to_owned())
            }
            _ => None,
        }
    }
}

/// Returns the key that a line stands for where only keys are taken.
fn key_of(line: &str) -> Key {
    let word = WORDS.iter().find(|(word, _)| line.eq_ignore_ascii_case(word));
    match (word, line.chars().next()) {
        (Some((_, key)), _) => Key::Char(*key),
        (None, Some(first)) => Key::Char(first),
        (None, None) => Key::Enter,
    }
}

/// Returns what a line means as an answer: as [`understand`] takes it, or by the numbers that options
/// and elements have on the screen.
fn meaning(line: &str, question: &Question<'_>) -> Option<Understood> {
    let places = || {
        let words = line.split([' ', ',', ';']).filter(|it| !it.is_empty());
        words.map(|it| it.parse::<usize>().ok()).collect::<Option<Vec<usize>>>()
    };
    let by_place = match question.choices() {
        Choices::One(entries) => {
            let is_option = matches!(entries.first()?.given, Given::Choice(_));
            let at = line.parse::<usize>().ok().filter(|_| is_option);
            at.and_then(|it| entries.get(it.checked_sub(1)?)).map(|it| it.given.clone())
        }
        Choices::Any(_) if line.eq_ignore_ascii_case("none") => {
            Some(Given::Elements(BTreeSet::new()))
        }
        Choices::Any(elements) => match places().unwrap_or_default().as_slice() {
            [] => None,
            [0] => Some(Given::Elements(BTreeSet::new())),
            all => {
                let id = |it: &usize| Some(elements.get(it.checked_sub(1)?)?.id.clone());
                all.iter().map(id).collect::<Option<BTreeSet<_>>>().map(Given::Elements)
            }
        },
        Choices::Number(..) => None,
    };
    by_place.map(Understood::Given).or_else(|| understand(line, question))
}
