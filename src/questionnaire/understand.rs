//! What people mean who write an answer by hand, or pick one from a list.

use std::collections::BTreeSet;

use super::{Choices, Entry, NONE_MET, NOT_APPLICABLE, Question, UNKNOWN};
use crate::model::{Element, Given};

/// What somebody means.
#[derive(Clone, Debug, PartialEq)]
pub enum Understood {
    /// An answer. A number may be out of its range.
    Given(Given),
    /// Asked, and nobody knows.
    Unknown,
    /// The question makes no sense for this organisation.
    NotApplicable,
}

/// Returns what a text means as the answer to a question, or `None` if it is not clear.
///
/// Nothing is guessed: `3 Started` is not clear where level 3 is called something else.
///
/// # Examples
///
/// ```
/// use stocktake::model::Given;
/// use stocktake::questionnaire::{Questionnaire, Understood, understand};
/// use stocktake::read::Builtin;
///
/// let framework = Builtin::find("nhs-providers-eight-principles").unwrap().framework();
/// let questions = Questionnaire::of(&framework, |_| true);
/// let question = &questions.sections[0].questions[0];
/// let three = Some(Understood::Given(Given::Level(3)));
/// assert_eq!(understand("3 In use", question), three);
/// assert_eq!(understand(" 3 ", question), three);
/// assert_eq!(understand("in use", question), three);
/// assert_eq!(understand("3 In use: More than half of it", question), three);
/// assert_eq!(understand("3 Started", question), None);
/// assert_eq!(understand("don't know", question), Some(Understood::Unknown));
/// ```
#[must_use]
pub fn understand(text: &str, question: &Question<'_>) -> Option<Understood> {
    let word = plain(text);
    let choices = question.choices();
    // What a framework calls an option goes before what everybody may say.
    if let Choices::One(entries) = &choices
        && let Some(given) = only(entries, |it| plain(&it.label) == word)
    {
        return Some(Understood::Given(given));
    }
    if [&plain(UNKNOWN), "don't know", "do not know", "not known", "nobody knows"].contains(&&*word)
    {
        return Some(Understood::Unknown);
    }
    if [&plain(NOT_APPLICABLE), "not applicable", "not_applicable", "n/a"].contains(&&*word) {
        return Some(Understood::NotApplicable);
    }
    let given = match choices {
        Choices::One(entries) => one(&word, &entries),
        Choices::Number(_, unit) => number(&word, unit).map(Given::Number),
        Choices::Any(elements) => any(text, elements).map(Given::Elements),
    };
    given.map(Understood::Given)
}

/// Returns a text as it is compared: in lower case, with single spaces, and with the apostrophe that
/// keyboards have. Semicolons stand between answers, so forms have a comma where a label has one.
fn plain(text: &str) -> String {
    let text = super::one_line(text).to_lowercase();
    text.trim_end_matches([';', ' ']).replace('’', "'").replace(';', ",")
}

/// What stands between an answer and what it means.
const MARKS: [&str; 4] = [":", " –", " —", " - "];

/// Returns the one entry that a text names: by the number or the id that files have, by the name behind
/// the number, or by what people read before what it means.
fn one(word: &str, entries: &[Entry]) -> Option<Given> {
    let is_explained = |it: &Entry| {
        let rest = word.strip_prefix(&plain(&it.label));
        rest.is_some_and(|rest| MARKS.iter().any(|mark| rest.starts_with(mark)))
    };
    only(entries, |it| name(it) == word)
        .or_else(|| only(entries, |it| short(it) == word))
        .or_else(|| only(entries, is_explained))
}

/// Returns the answer of the one entry that is it; `None` if there are none, or more.
fn only(entries: &[Entry], is_it: impl Fn(&Entry) -> bool) -> Option<Given> {
    let mut found = entries.iter().filter(|it| is_it(it));
    found.next().filter(|_| found.next().is_none()).map(|it| it.given.clone())
}

/// Returns what files have in place of an entry.
fn name(entry: &Entry) -> String {
    match &entry.given {
        Given::Level(level) => level.to_string(),
        Given::Choice(option) => option.to_string(),
        Given::Number(_) | Given::Elements(_) => String::new(),
    }
}

/// Returns the name of a level without its number.
fn short(entry: &Entry) -> String {
    let label = plain(&entry.label);
    let number = name(entry);
    label.strip_prefix(&number).map_or(label.clone(), |it| it.trim_start().to_owned())
}

/// Returns a number that is written with a point before its decimals, and perhaps with a sign for per cent
/// behind them if that is its unit.
fn number(word: &str, unit: &str) -> Option<f64> {
    let digits = word.strip_suffix('%').filter(|_| unit.contains('%')).unwrap_or(word).trim_end();
    let is_number = |it: char| it.is_ascii_digit() || matches!(it, '.' | '-' | '+');
    let number: f64 = digits.chars().all(is_number).then(|| digits.parse().ok())??;
    number.is_finite().then_some(number + 0.0)
}

/// Returns the elements that a text lists, one on a line or with semicolons between them: by their id,
/// also in square brackets before the statement.
fn any(text: &str, elements: &[Element]) -> Option<BTreeSet<crate::model::ElementId>> {
    let mut met = BTreeSet::new();
    let mut is_none = false;
    let parts = text.split([';', '\n']).map(str::trim).filter(|it| !it.is_empty());
    for part in parts {
        if plain(part) == plain(NONE_MET) {
            is_none = true;
            continue;
        }
        let id = match part.strip_prefix('[').and_then(|it| it.split_once(']')) {
            Some((id, _)) => id.trim(),
            None => part,
        };
        let element = elements
            .iter()
            .find(|it| it.id.as_str() == id || plain(&it.statement) == plain(part))?;
        met.insert(element.id.clone());
    }
    (is_none == met.is_empty()).then_some(met)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ElementId;
    use crate::questionnaire::Questionnaire;

    fn tiny() -> crate::model::Framework {
        let text = include_str!("../../tests/fixtures/good/tiny.toml");
        let source = std::sync::Arc::new(crate::diagnostic::Source::new("tiny.toml", text));
        crate::read::framework(&source).value.unwrap()
    }

    #[track_caller]
    fn check(question: &str, text: &str, expected: Option<&str>) {
        let framework = tiny();
        let questions = Questionnaire::of(&framework, |_| true);
        let question =
            questions.questions().find(|it| it.criterion.id.as_str() == question).unwrap();
        let found = understand(text, question).map(|it| match it {
            Understood::Given(Given::Level(it)) => it.to_string(),
            Understood::Given(Given::Choice(it)) => it.to_string(),
            Understood::Given(Given::Number(it)) => it.to_string(),
            Understood::Given(Given::Elements(it)) => {
                it.iter().map(ElementId::as_str).collect::<Vec<_>>().join(" ")
            }
            other => format!("{other:?}"),
        });
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_level_is_its_number_its_name_or_both() {
        for text in ["2", "2 In use", " 2  in use ", "In use", "2 In use;"] {
            check("level-question", text, Some("2"));
        }
        for text in ["2 In use: Most of it", "2 in use – most", "2 In use - most", "2 In use:"] {
            check("level-question", text, Some("2"));
        }
        for text in [
            "7",
            "2 Absent",
            "2.0",
            "2 In use, most of it",
            "In use: most",
            "2: In use",
            "in  use!",
            "",
            "level",
        ] {
            check("level-question", text, None);
        }
        check("level-question", "Don’t know", Some("Unknown"));
        check("level-question", "N/A", Some("NotApplicable"));
    }

    #[test]
    fn a_number_is_written_with_a_point() {
        check("line-question", "41.5", Some("41.5"));
        check("line-question", "41.5 %", Some("41.5"));
        for text in ["41,5", "1e3", "nan", "inf", "about 40", ""] {
            check("line-question", text, None);
        }
    }
}
