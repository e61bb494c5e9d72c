//! A framework as people fill it in: which questions, in which order, and how people write their answers.
//!
//! Files for programs name a level by its number, an option and an element by its id. People read
//! `3 In use`, and pick it from a list. Everything that asks people goes by this module: the file to fill
//! in, the workbook, Microsoft Forms and the interview; and so does everything that reads what they wrote.

pub mod columns;
mod understand;

pub use understand::{Understood, understand};

use crate::diagnostic::Acceptance;
use crate::model::{
    Assessment, Criterion, Date, Dimension, Element, Framework, Given, Level, Organisation, Range,
    ScaleKind, Setting, Targets, parse_date,
};
use crate::wording;

/// What people choose who were asked and do not know.
pub const UNKNOWN: &str = "Unknown";

/// What people choose where a question makes no sense for them.
pub const NOT_APPLICABLE: &str = "Does not apply to us";

/// What people choose where no element of a checklist is met.
pub const NONE_MET: &str = "None of these";

/// The name of an organisation that nobody has named yet.
pub const NAME_TO_FILL_IN: &str = "Name of your organisation";

/// Returns the date of an assessment that nobody has dated yet.
///
/// # Panics
///
/// Never: it is a day of the calendar.
#[must_use]
pub fn date_to_fill_in() -> Date {
    parse_date("2000-01-01").expect("it is a day of the calendar")
}

/// A framework with the answers to it that there are so far, as a file holds them.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// How a file names the framework: `id@version`, or a path from its own folder.
    pub reference: String,
    /// The answers.
    pub assessment: Assessment,
    /// What the file accepts.
    pub accepted: Vec<Acceptance>,
}

impl Filled {
    /// Returns a framework to which nothing is answered.
    #[must_use]
    pub fn new(framework: std::sync::Arc<Framework>, reference: String) -> Self {
        let answers = vec![None; framework.criteria.len()];
        let organisation =
            Organisation { name: NAME_TO_FILL_IN.to_owned(), ..Organisation::default() };
        let assessment = Assessment {
            framework,
            organisation,
            assessed_on: date_to_fill_in(),
            assessed_by: None,
            targets: Targets::default(),
            answers,
        };
        Self { reference, assessment, accepted: Vec::new() }
    }

    /// Returns the questions: those that are asked of the organisation, and those that are answered.
    #[must_use]
    pub fn questionnaire(&self) -> Questionnaire<'_> {
        let assessment = &self.assessment;
        let is_asked = |at: usize| assessment.is_asked(at) || assessment.answers[at].is_some();
        Questionnaire::of(&assessment.framework, is_asked)
    }
}

/// The questions of a framework, by dimension.
#[derive(Clone, Debug)]
pub struct Questionnaire<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// Its dimensions that ask something, in framework order.
    pub sections: Vec<Section<'a>>,
}

/// The questions of a dimension.
#[derive(Clone, Debug)]
pub struct Section<'a> {
    /// Its place among the sections, from 1.
    pub number: usize,
    /// The index of the dimension.
    pub index: usize,
    /// The dimension.
    pub dimension: &'a Dimension,
    /// Its questions, in framework order; one or more.
    pub questions: Vec<Question<'a>>,
}

/// A question.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Its place among the questions, from 1.
    pub number: usize,
    /// The index of the criterion.
    pub index: usize,
    /// The criterion.
    pub criterion: &'a Criterion,
    /// The framework that asks.
    pub framework: &'a Framework,
}

/// One of the answers that people choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The answer.
    pub given: Given,
    /// What people read, in one line: `3 In use`.
    pub label: String,
    /// What it looks like for this question.
    pub meaning: Option<String>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Choices<'a> {
    /// One of these.
    One(Vec<Entry>),
    /// A number in this range, in this unit.
    Number(Range, &'a str),
    /// Any of these, or none.
    Any(&'a [Element]),
}

impl<'a> Questionnaire<'a> {
    /// Returns the questions of a framework, by the indexes of their criteria, that are asked.
    #[must_use]
    pub fn of(framework: &'a Framework, is_asked: impl Fn(usize) -> bool) -> Self {
        let mut sections: Vec<Section<'a>> = Vec::new();
        let mut number = 0;
        for (index, dimension) in framework.dimensions.iter().enumerate() {
            let asked = framework.criteria_of(index).filter(|(at, _)| is_asked(*at));
            let questions: Vec<Question<'a>> = asked
                .map(|(index, criterion)| {
                    number += 1;
                    Question { number, index, criterion, framework }
                })
                .collect();
            if !questions.is_empty() {
                sections.push(Section { number: sections.len() + 1, index, dimension, questions });
            }
        }
        Self { framework, sections }
    }

    /// Returns all questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question<'a>> {
        self.sections.iter().flat_map(|it| &it.questions)
    }
}

impl<'a> Question<'a> {
    /// Returns how the question is answered.
    #[must_use]
    pub fn choices(&self) -> Choices<'a> {
        match &self.framework.scale_of(self.criterion).kind {
            ScaleKind::Level => Choices::One(
                self.framework.levels.as_slice().iter().map(|it| self.level(it)).collect(),
            ),
            ScaleKind::Choice(options) => {
                let entry = |(at, it): (usize, &crate::model::Choice)| {
                    let label = one_line(&it.label);
                    let is_alone = options
                        .iter()
                        .enumerate()
                        .all(|(other, option)| other == at || one_line(&option.label) != label);
                    let label = if is_alone { label } else { format!("{label} ({})", it.id) };
                    Entry { given: Given::Choice(it.id.clone()), label, meaning: None }
                };
                Choices::One(options.iter().enumerate().map(entry).collect())
            }
            ScaleKind::Bands { unit, range, .. } | ScaleKind::Line { unit, range, .. } => {
                Choices::Number(*range, unit)
            }
            ScaleKind::Checklist => Choices::Any(&self.criterion.elements),
        }
    }

    fn level(&self, level: &Level) -> Entry {
        let meaning = self.criterion.descriptors.get(&level.number).or(level.meaning.as_ref());
        Entry {
            given: Given::Level(level.number),
            label: level_label(level),
            meaning: meaning.map(|it| one_line(it)),
        }
    }

    /// Returns an answer as people read it: `3 In use`, `41.5 % of staff`, `2 of 5 met`.
    #[must_use]
    pub fn print(&self, given: &Given) -> String {
        match (given, self.choices()) {
            (Given::Number(number), Choices::Number(_, unit)) => {
                format!("{} {unit}", wording::number(*number, 6))
            }
            (Given::Elements(met), _) => {
                format!("{} of {} met", met.len(), self.criterion.elements.len())
            }
            (_, Choices::One(entries)) => {
                let entry = entries.into_iter().find(|it| it.given == *given);
                entry.map(|it| it.label).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// Returns the care settings that the question is asked of; none if it is asked of all.
    pub fn settings(&self) -> impl Iterator<Item = &'a str> {
        self.criterion.settings.iter().map(Setting::as_str)
    }
}

/// Returns what people read of a level: its number before its name.
#[must_use]
pub fn level_label(level: &Level) -> String {
    format!("{} {}", level.number, one_line(&level.label))
}

/// Returns a text with each run of white space as one space, and none around it.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Builtin;

    #[test]
    fn a_section_without_questions_is_left_out_and_numbers_go_on() {
        let framework = Builtin::find("board-quick-check").unwrap().framework();
        let all = Questionnaire::of(&framework, |_| true);
        let numbers: Vec<usize> = all.questions().map(|it| it.number).collect();
        assert_eq!(numbers, (1..=framework.criteria.len()).collect::<Vec<_>>());
        let last = framework.criteria.len() - 1;
        let one = Questionnaire::of(&framework, |at| at == last);
        assert_eq!(one.sections.len(), 1);
        assert_eq!((one.sections[0].number, one.sections[0].questions[0].number), (1, 1));
    }

    #[test]
    fn a_level_is_read_with_its_number_first() {
        let framework = Builtin::find("nhs-providers-eight-principles").unwrap().framework();
        let all = Questionnaire::of(&framework, |_| true);
        let Choices::One(entries) = all.sections[0].questions[0].choices() else { panic!() };
        assert_eq!(entries[3].label, "3 In use");
        assert_eq!(all.sections[0].questions[0].print(&entries[3].given), "3 In use");
    }
}
