//! Text that goes with an answer, and numbers: what is typed, and what becomes of it.

use super::{Effect, Field, Interview, Key, Mode};
use crate::model::{Answer, Date, Evidence, Given, Response, parse_date};
use crate::notation;
use crate::questionnaire::{Choices, Understood, understand};
use crate::score::score;
use crate::wording;

/// What a text is typed for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum What {
    /// The name of the organisation.
    Name,
    /// The date of the assessment.
    Date,
    /// The care settings that the organisation runs.
    Settings,
    /// The answer itself: a number.
    Answer,
    /// Why the question does not apply.
    Reason,
    /// What a piece of evidence is.
    Title,
    /// Where it is.
    Link,
    /// When it was made.
    Dated,
    /// Where to be, a level.
    Target,
    /// What the organisation wants to say about its answer.
    Note,
    /// Who closes the gap.
    Owner,
    /// By when.
    Due,
}

impl What {
    /// Tells whether this is about the assessment, and not about a question.
    #[must_use]
    pub const fn is_about(self) -> bool {
        matches!(self, Self::Name | Self::Date | Self::Settings)
    }
}

/// A text that is being typed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Typing {
    /// What for.
    pub what: What,
    /// The text so far.
    pub field: Field,
    /// The evidence that is being put together.
    evidence: Option<Evidence>,
}

impl Typing {
    pub(super) fn new(what: What, text: &str) -> Self {
        Self { what, field: Field::new(text), evidence: None }
    }
}

impl Interview {
    pub(super) fn typing(&mut self, key: Key) -> Effect {
        let Mode::Typing(typing) = &mut self.mode else { return Effect::Nothing };
        match key {
            Key::Enter => self.enter(),
            Key::Escape => self.escape(),
            Key::Char(_) if !typing.field.has_room_for(" ") => {
                self.said = Some(super::too_long());
                Effect::Nothing
            }
            key => {
                typing.field.press(key);
                Effect::Nothing
            }
        }
    }

    /// Leaves everything as it was. Before it is known who is assessed, there is nothing to go back to.
    pub(super) fn escape(&mut self) -> Effect {
        if self.missing().is_some() {
            return Effect::Quit;
        }
        if matches!(&self.mode, Mode::Typing(it) if it.what == What::Settings) {
            self.resume();
        } else {
            self.rest();
        }
        Effect::Nothing
    }

    /// Asks for a text, which is there already if it was given before.
    pub(super) fn ask(&mut self, what: What) {
        let answer = self.question().and_then(|it| {
            let draft = self.drafts.get(&it.index).and_then(|it| it.more.as_ref());
            self.answer().or(draft)
        });
        let text = |get: fn(&Answer) -> Option<String>| answer.and_then(get).unwrap_or_default();
        let now = match what {
            What::Reason => text(|it| match &it.response {
                Response::NotApplicable { reason } => Some(reason.clone()),
                _ => None,
            }),
            What::Target => text(|it| it.target.map(notation::number)),
            What::Note => text(|it| it.note.clone()),
            What::Owner => text(|it| it.owner.clone()),
            What::Due => text(|it| it.due.as_ref().map(Date::to_string)),
            _ => String::new(),
        };
        self.start(what, &now);
    }

    pub(super) fn start(&mut self, what: What, text: &str) {
        self.mode = Mode::Typing(Typing::new(what, text));
    }

    /// Takes what was typed, or says what is wrong with it and lets it be mended.
    pub(super) fn enter(&mut self) -> Effect {
        let Mode::Typing(typing) = &self.mode else { return Effect::Nothing };
        let typing = typing.clone();
        let text = typing.field.text();
        let done = match typing.what {
            What::Name => self.name(&text),
            What::Date => self.date(&text),
            What::Settings => self.settings(&text),
            What::Answer => self.number(&text),
            What::Reason => self.reason(text),
            What::Title => Ok(self.title(text)),
            What::Link | What::Dated => self.evidence(typing, text),
            What::Target => self.target(&text),
            What::Note => Ok(self.more("The note", |it| it.note = some(text))),
            What::Owner => {
                let effect = self.more("The owner", |it| it.owner = some(text));
                self.ask(What::Due);
                Ok(effect)
            }
            What::Due => date_or_none(&text).map(|date| self.more("The date", |it| it.due = date)),
        };
        done.unwrap_or_else(|said| {
            self.said = Some(said);
            Effect::Nothing
        })
    }

    fn number(&mut self, text: &str) -> Result<Effect, String> {
        let Some(question) = self.question() else { return Ok(Effect::Nothing) };
        match (understand(text, &question), question.choices()) {
            (Some(Understood::Given(Given::Number(it))), Choices::Number(range, unit))
                if !range.contains(it) =>
            {
                let [lower, upper] =
                    [range.lower(), range.upper()].map(|it| wording::number(it, 6));
                Err(format!("Please type a number from {lower} to {upper}: {unit}."))
            }
            (Some(Understood::Given(given)), _) => Ok(self.give(Response::Given(given))),
            (_, Choices::Number(..)) => Err("Please type a number, such as 41.5.".to_owned()),
            _ => Err("There is no such answer here. Please type the number of one.".to_owned()),
        }
    }

    fn reason(&mut self, reason: String) -> Result<Effect, String> {
        if reason.is_empty() {
            return Err("Please say why it does not apply; Escape goes back.".to_owned());
        }
        Ok(self.give(Response::NotApplicable { reason }))
    }

    fn title(&mut self, title: String) -> Effect {
        if title.is_empty() {
            self.rest();
            self.said = Some("No evidence was added.".to_owned());
            return Effect::Nothing;
        }
        let evidence = Some(Evidence { title, link: None, dated: None });
        self.mode = Mode::Typing(Typing { evidence, ..Typing::new(What::Link, "") });
        Effect::Nothing
    }

    fn evidence(&mut self, typing: Typing, text: String) -> Result<Effect, String> {
        let Some(mut evidence) = typing.evidence else { return Ok(Effect::Nothing) };
        if typing.what == What::Link {
            evidence.link = some(text);
            let evidence = Some(evidence);
            self.mode = Mode::Typing(Typing { evidence, ..Typing::new(What::Dated, "") });
            return Ok(Effect::Nothing);
        }
        evidence.dated = date_or_none(&text)?;
        Ok(self.more("The evidence", |it| it.evidence.push(evidence)))
    }

    fn target(&mut self, text: &str) -> Result<Effect, String> {
        let levels = &self.framework().levels;
        let target = if text.is_empty() {
            None
        } else {
            let number = text.parse().ok().filter(|it: &f64| levels.contains(*it));
            let (lowest, highest) = (levels.lowest(), levels.highest());
            Some(number.ok_or(format!("Please type a level from {lowest} to {highest}."))? + 0.0)
        };
        Ok(self.more("The target", |it| it.target = target))
    }

    /// Changes what goes with the answer. Where there is none yet, it waits for one.
    fn more(&mut self, what: &str, change: impl FnOnce(&mut Answer)) -> Effect {
        let Some(index) = self.question().map(|it| it.index) else { return Effect::Nothing };
        let effect = if let Some(answer) = &mut self.filled.assessment.answers[index] {
            let before = answer.clone();
            change(answer);
            let changes = *answer != before;
            let how = if changes { "updated" } else { "as it was" };
            self.said = Some(format!("{what} of this answer is {how}."));
            if changes { Effect::Save } else { Effect::Nothing }
        } else {
            let draft = self.drafts.entry(index).or_default();
            let more = draft.more.get_or_insert_with(|| Response::Unknown.into());
            change(more);
            if *more == Answer::from(Response::Unknown) {
                draft.more = None;
            }
            let is_empty = draft.more.is_none() && draft.ticks.is_none();
            if is_empty {
                self.drafts.remove(&index);
            }
            self.said =
                Some(format!("{what} is kept, and saved with the answer: please give one."));
            Effect::Nothing
        };
        if effect == Effect::Save {
            self.card = score(self.assessment());
            self.changed = Some(index);
        }
        let view = self.view;
        self.rest();
        self.view = view;
        effect
    }
}

/// Returns a text, unless it says nothing.
fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Returns a date, or none for an empty text.
fn date_or_none(text: &str) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let date = parse_date(text);
    date.map(Some).ok_or_else(|| "Please write year, month and day, such as 2026-10-01.".to_owned())
}
