//! An answers file as text: to fill in, or filled in.
//!
//! What is written is read again as the same answers, a law that the tests hold for each language.
//! Comments carry the questions, so that a file can be filled in without the framework beside it.

mod comments;
mod json;
mod toml;
mod yaml;

use crate::model::{Answer, Setting};
use crate::notation::{Language, Value};
use crate::questionnaire::Filled;

/// How much a file says beside the answers. JSON has no comments, so it says nothing there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Detail {
    /// Everything that it takes to answer: questions with their levels, and hints at evidence.
    Full,
    /// The questions.
    Brief,
    /// Nothing, and no place for questions without an answer.
    Bare,
}

/// Returns an answers file.
///
/// # Examples
///
/// ```
/// use stocktake::notation::Language;
/// use stocktake::questionnaire::Filled;
/// use stocktake::read::Builtin;
/// use stocktake::render::{Detail, answers_file};
///
/// let framework = Builtin::find("board-quick-check").unwrap().framework();
/// let new = Filled::new(framework, "board-quick-check@1.0.0".to_owned());
/// let text = answers_file(&new, Language::Yaml, Detail::Full);
/// assert!(text.contains("\nframework: board-quick-check@1.0.0\n"));
/// ```
#[must_use]
pub fn answers_file(filled: &Filled, language: Language, detail: Detail) -> String {
    match language {
        Language::Yaml => yaml::file(filled, detail),
        Language::Toml => toml::file(filled, detail),
        Language::Json => json::file(filled, detail),
    }
}

/// Returns what a file says of the organisation, as lines in YAML or TOML. Where somebody is to fill it in,
/// keys that may be added are there as comments.
fn organisation(filled: &Filled, language: Language, detail: Detail) -> Vec<String> {
    let it = &filled.assessment.organisation;
    let [hint, _] = comments::placeholders(filled);
    let list = |all: &[Setting]| Value::List(all.iter().map(|it| it.as_str().into()).collect());
    let known = &filled.assessment.framework.settings;
    let mut lines = vec![language.entry("name", &it.name.as_str().into()) + &hint];
    for (key, text, example) in [
        ("ods_code", &it.ods_code, "RX9"),
        ("type", &it.kind, "acute-trust"),
        ("region", &it.region, "north-west"),
    ] {
        match text {
            Some(text) => lines.push(language.entry(key, &text.as_str().into())),
            None if detail == Detail::Full => {
                lines.push(format!("# {}", language.entry(key, &example.into())));
            }
            None => {}
        }
    }
    if !it.settings.is_empty() {
        lines.push(language.entry("settings", &list(&it.settings)));
    } else if detail == Detail::Full && !known.is_empty() {
        lines.push(format!("# {}", language.entry("settings", &list(known))));
    }
    lines
}

/// Returns the day of the assessment and who assesses, in the same way.
fn day(filled: &Filled, language: Language, detail: Detail) -> Vec<String> {
    let it = &filled.assessment;
    let [_, hint] = comments::placeholders(filled);
    let mut lines = vec![language.entry("assessed_on", &Value::Date(it.assessed_on)) + &hint];
    match &it.assessed_by {
        Some(by) => lines.push(language.entry("assessed_by", &by.as_str().into())),
        None if detail == Detail::Full => {
            lines.push(format!("# {}", language.entry("assessed_by", &"Digital board".into())));
        }
        None => {}
    }
    lines
}

/// Returns every question as a comment with `answer` below it, by dimension, as lines in YAML or TOML.
fn questions(
    filled: &Filled,
    detail: Detail,
    answer: impl Fn(&str, Option<&Answer>) -> Vec<String>,
) -> Vec<String> {
    let questionnaire = filled.questionnaire();
    let mut lines = Vec::new();
    let commented = |text| std::iter::once(String::new()).chain(commented(text));
    for section in &questionnaire.sections {
        if detail != Detail::Bare {
            lines.extend(commented(comments::section(section, questionnaire.framework)));
        }
        for question in &section.questions {
            match detail {
                Detail::Full => lines.extend(commented(comments::full(question))),
                Detail::Brief => lines.extend(commented(comments::brief(question))),
                Detail::Bare => {}
            }
            let given = filled.assessment.answers[question.index].as_ref();
            if given.is_some() || detail != Detail::Bare {
                lines.extend(answer(question.criterion.id.as_str(), given));
            }
        }
    }
    lines
}

/// Returns the text of a file: what stands above everything, if it is to be filled in, and its lines.
fn text(
    filled: &Filled,
    (language, detail): (Language, Detail),
    waiting: &str,
    lines: Vec<String>,
) -> String {
    let mut all: Vec<String> = Vec::new();
    if detail == Detail::Full {
        all.extend(commented(comments::top(filled, language, waiting)));
        all.push(String::new());
    }
    all.extend(lines);
    all.join("\n") + "\n"
}

/// Returns lines as comments.
fn commented(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().map(|it| format!("# {it}").trim_end().to_owned())
}

/// Returns the organisation's own targets, by id: those of dimensions, then those of criteria.
///
/// A criterion and a dimension of the same id share a target; it stands there once.
fn targets(filled: &Filled) -> Vec<(String, Value)> {
    let targets = &filled.assessment.targets;
    let framework = &filled.assessment.framework;
    let dimensions = targets.dimensions.iter();
    let dimensions = dimensions.map(|(&at, &it)| (framework.dimensions[at].id.to_string(), it));
    let criteria = targets.criteria.iter();
    let criteria = criteria.map(|(&at, &it)| (framework.criteria[at].id.to_string(), it));
    let criteria = criteria.filter(|(id, _)| framework.dimension(id).is_none());
    dimensions.chain(criteria).map(|(id, it)| (id, Value::Number(it))).collect()
}

/// Returns what a file accepts.
fn accepted(filled: &Filled) -> Vec<Value> {
    let one = |it: &crate::diagnostic::Acceptance| {
        let mut entries = vec![("code", it.code.name().into())];
        entries.extend(it.criterion.as_deref().map(|it| ("criterion", it.into())));
        entries.push(("reason", (&*it.reason).into()));
        Value::Table(entries)
    };
    filled.accepted.iter().map(one).collect()
}
