//! A question as a form asks it, such as one in Microsoft Forms: its title, and what to choose from.
//!
//! A form is exported as a table whose columns are called like its questions. So a title ends in the id
//! of its criterion in square brackets, and a choice is a text that [`understand`](super::understand())
//! understands. Several choices are exported with semicolons between them, so none has one in it.

use super::{
    Choices, Entry, NONE_MET, NOT_APPLICABLE, Question, UNKNOWN, Understood, one_line, understand,
};
use crate::model::{CriterionId, Given};
use crate::wording;

/// A question of a form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormQuestion {
    /// What it is called, with the id at its end.
    pub title: String,
    /// What stands below the title.
    pub subtitle: Option<String>,
    /// How it is answered.
    pub field: Field,
}

/// How a question of a form is answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Field {
    /// One of these.
    One(Vec<String>),
    /// Any number of these.
    Many(Vec<String>),
    /// In a word or a number.
    Line,
    /// In as many words as it takes; nobody has to.
    Words,
}

/// What a column of an exported form holds, by the id in its header.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Column<'a> {
    /// The answers to the criterion with this id.
    Answer(&'a str),
    /// The notes beside them.
    Note(&'a str),
}

impl<'a> Column<'a> {
    /// Returns what a header names in square brackets, or `None` if there is no id in them. Of several,
    /// the last one counts: questions may have brackets of their own.
    ///
    /// # Examples
    ///
    /// ```
    /// use stocktake::questionnaire::Column;
    ///
    /// assert_eq!(Column::of("Who decides [and when]? [who-decides]"), Some(Column::Answer("who-decides")));
    /// assert_eq!(Column::of("Why? [who-decides/note]"), Some(Column::Note("who-decides")));
    /// assert_eq!(Column::of("Completion time"), None);
    /// ```
    #[must_use]
    pub fn of(header: &'a str) -> Option<Self> {
        let inside = |it: &'a str| it.split_once(']').map(|(inside, _)| inside.trim());
        let column = |inside: &'a str| {
            let note = inside.strip_suffix("/note");
            let id = note.unwrap_or(inside);
            CriterionId::new(id).ok()?;
            Some(if note.is_some() { Self::Note(id) } else { Self::Answer(id) })
        };
        header.split('[').skip(1).filter_map(inside).filter_map(column).last()
    }
}

impl Question<'_> {
    /// Returns the question as a form asks it.
    #[must_use]
    pub fn form(&self) -> FormQuestion {
        let title = format!("{} [{}]", one_line(&self.criterion.question), self.criterion.id);
        let (subtitle, field) = match self.choices() {
            Choices::One(entries) => {
                let choices = entries.iter().map(|it| self.choice(it)).collect();
                (None, Field::One(self.with_common(choices)))
            }
            Choices::Number(range, unit) => {
                let print = |number| wording::number(number, 6);
                let others: Vec<String> =
                    self.common().into_iter().map(|it| format!("“{it}”")).collect();
                let subtitle = format!(
                    "In {}: a number from {} to {}, such as {}; or {}",
                    one_line(unit),
                    print(range.lower()),
                    print(range.upper()),
                    print(range.lower().midpoint(range.upper())),
                    wording::list(&others, "or"),
                );
                (Some(subtitle), Field::Line)
            }
            Choices::Any(elements) => {
                let choice = |it: &crate::model::Element| {
                    format!("[{}] {}", it.id, without_semicolons(&it.statement))
                };
                let mut choices: Vec<String> = elements.iter().map(choice).collect();
                choices.push(NONE_MET.to_owned());
                let subtitle = "Choose everything that is true".to_owned();
                (Some(subtitle), Field::Many(self.with_common(choices)))
            }
        };
        FormQuestion { title, subtitle, field }
    }

    /// Returns the question for a note beside the answer, or for the reason why there is none.
    #[must_use]
    pub fn form_note(&self) -> FormQuestion {
        let title = format!("Why do you say so? [{}/note]", self.criterion.id);
        let reason = "Nobody has to answer this, unless the question above does not apply to you: \
                      then say why";
        let subtitle =
            if self.criterion.always_applies { "Nobody has to answer this" } else { reason };
        FormQuestion { title, subtitle: Some(subtitle.to_owned()), field: Field::Words }
    }

    /// Returns what may be said to every question.
    fn common(&self) -> Vec<&'static str> {
        if self.criterion.always_applies { vec![UNKNOWN] } else { vec![UNKNOWN, NOT_APPLICABLE] }
    }

    /// Returns choices with those that every question has, unless the framework has the same.
    fn with_common(&self, mut choices: Vec<String>) -> Vec<String> {
        let common: Vec<String> = self.common().into_iter().map(str::to_owned).collect();
        choices.extend(common);
        let mut seen = std::collections::BTreeSet::new();
        choices.retain(|it| seen.insert(it.to_lowercase()));
        choices
    }

    /// Returns a choice with what it means, or, where that would not be understood, with less.
    fn choice(&self, entry: &Entry) -> String {
        let meaning = entry.meaning.as_ref().map(|it| format!("{}: {it}", entry.label));
        let id = match &entry.given {
            Given::Level(level) => level.to_string(),
            Given::Choice(option) => option.to_string(),
            Given::Number(_) | Given::Elements(_) => entry.label.clone(),
        };
        let ways = meaning.into_iter().chain([entry.label.clone(), id.clone()]);
        let expected = Some(Understood::Given(entry.given.clone()));
        let mut ways = ways.map(|it| without_semicolons(&it));
        ways.find(|it| understand(it, self) == expected).unwrap_or(id)
    }
}

fn without_semicolons(text: &str) -> String {
    one_line(text).trim_end_matches([';', ' ']).replace(';', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Questionnaire;

    /// Checks what a form asks of the tiny framework, with one part of its text replaced.
    #[track_caller]
    fn check(replace: (&str, &str), question: usize, expected: &FormQuestion) {
        let text =
            include_str!("../../tests/fixtures/good/tiny.toml").replace(replace.0, replace.1);
        let source = std::sync::Arc::new(crate::diagnostic::Source::new("tiny.toml", text));
        let framework = crate::read::framework(&source).value.unwrap();
        let questions = Questionnaire::of(&framework, |_| true);
        assert_eq!(questions.questions().nth(question).unwrap().form(), *expected);
    }

    fn question(title: &str, subtitle: Option<&str>, field: Field) -> FormQuestion {
        let subtitle = subtitle.map(str::to_owned);
        FormQuestion { title: title.to_owned(), subtitle, field }
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn a_level_stands_there_with_what_it_means() {
        let title = "Do teams learn from users before they decide what to build? [level-question]";
        let choices = texts(&[
            "0 Absent: No team talks to users.",
            "1 Started: One team talks to users, or two.",
            "2 In use: Most teams talk to users and keep notes.",
            "3 Measured: Every team does, and the board sees how often.",
            "Unknown",
            "Does not apply to us",
        ]);
        let more = ("One team talks to users.", "One team talks to users; or two.");
        check(more, 0, &question(title, None, Field::One(choices)));
    }

    #[test]
    fn what_a_framework_calls_an_option_stands_there_once() {
        let title = "Staff can get help with a system on the day they ask. Do you agree? \
                     [choice-question]";
        let choices = texts(&["Disagree", "Neither, or both", "Unknown", "Does not apply to us"]);
        let options =
            "\"Neither; or both\", points = 50 },\n  { id = \"agree\", label = \"Unknown\"";
        check(
            (
                "\"Neither agree nor disagree\", points = 50 },\n  { id = \"agree\", label = \"Agree\"",
                options,
            ),
            1,
            &question(title, None, Field::One(choices)),
        );
    }

    #[test]
    fn numbers_and_checklists_say_how_they_are_answered() {
        let title = "How many records have an NHS number? [bands-question]";
        let subtitle = "In % of records: a number from 0 to 100, such as 50; or “Unknown” or “Does \
                        not apply to us”";
        check(("", ""), 2, &question(title, Some(subtitle), Field::Line));
        let title = "Is the wireless network surveyed and repaired? [checklist-question]";
        let choices = texts(&[
            "[survey-planned] A survey has a date and an owner.",
            "[survey-done] Every care area was surveyed in the last two years.",
            "[faults-repaired] Every fault that the survey found is repaired.",
            "None of these",
            "Unknown",
        ]);
        let always = ("scale = \"staircase\"", "scale = \"staircase\"\nalways_applies = true");
        let subtitle = Some("Choose everything that is true");
        check(always, 4, &question(title, subtitle, Field::Many(choices)));
    }
}
