//! Who is assessed, and when: asked first, if nobody said it.

use super::{Effect, Interview, Mode, Typing, What};
use crate::model::{Setting, parse_date};
use crate::questionnaire::{NAME_TO_FILL_IN, date_to_fill_in};
use crate::wording;

impl Interview {
    /// Tells whether it is known who is assessed, and when. Before that there is nothing to save.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.missing().is_none()
    }

    /// Returns what has to be known and is not.
    pub(super) fn missing(&self) -> Option<What> {
        let assessment = self.assessment();
        if assessment.organisation.name == NAME_TO_FILL_IN {
            return Some(What::Name);
        }
        (assessment.assessed_on == date_to_fill_in()).then_some(What::Date)
    }

    pub(super) fn name(&mut self, text: &str) -> Result<Effect, String> {
        if text.is_empty() || text == NAME_TO_FILL_IN {
            return Err("Please type the name of the organisation.".to_owned());
        }
        text.clone_into(&mut self.filled.assessment.organisation.name);
        Ok(self.ask_on())
    }

    pub(super) fn date(&mut self, text: &str) -> Result<Effect, String> {
        let date = parse_date(text).filter(|it| *it != date_to_fill_in());
        let date = date.ok_or("Please write year, month and day, such as 2026-10-01.")?;
        self.filled.assessment.assessed_on = date;
        Ok(self.ask_on())
    }

    /// Asks what else has to be known, or starts.
    fn ask_on(&mut self) -> Effect {
        if let Some(what) = self.missing() {
            self.mode = Mode::Typing(Typing::new(what, ""));
            return Effect::Nothing;
        }
        let is_new = self.assessment().answers.iter().all(Option::is_none);
        let asks_settings = is_new
            && !self.framework().settings.is_empty()
            && self.assessment().organisation.settings.is_empty();
        if asks_settings {
            self.mode = Mode::Typing(Typing::new(What::Settings, ""));
        } else {
            self.resume();
        }
        Effect::Save
    }

    /// Takes the care settings that the organisation runs: names, or their places in the list.
    pub(super) fn settings(&mut self, text: &str) -> Result<Effect, String> {
        let known = &self.framework().settings;
        let mut ours: Vec<Setting> = Vec::new();
        for word in text.split([',', ';', ' ']).filter(|it| !it.is_empty()) {
            let by_place = word.parse().ok().and_then(|it: usize| known.get(it.checked_sub(1)?));
            let by_name = known.iter().find(|it| it.as_str() == word.to_lowercase());
            let Some(found) = by_name.or(by_place) else {
                let names: Vec<&str> = known.iter().map(Setting::as_str).collect();
                let names = wording::list(&names, "or");
                return Err(format!("There is no care setting `{word}`. Type {names}."));
            };
            if !ours.contains(found) {
                ours.push(found.clone());
            }
        }
        let changes = !ours.is_empty();
        self.filled.assessment.organisation.settings = ours;
        self.count();
        self.resume();
        Ok(if changes { Effect::Save } else { Effect::Nothing })
    }
}
