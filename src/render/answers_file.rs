//! An answers file as text: to fill in, or filled in.
//!
//! What is written is read again as the same answers, a law that the tests hold for each language.
//! Comments carry the questions, so that a file can be filled in without the framework beside it.

mod comments;
mod json;
mod toml;
mod yaml;

use crate::model::{Answer, Organisation};
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

/// Returns what a file says of the organisation, with an example for each key that may be added.
fn organisation(it: &Organisation) -> Vec<(&'static str, Option<Value>, &'static str)> {
    let text = |it: &Option<String>| it.as_deref().map(Value::from);
    let settings: Vec<Value> = it.settings.iter().map(|it| it.as_str().into()).collect();
    vec![
        ("name", Some(it.name.as_str().into()), ""),
        ("ods_code", text(&it.ods_code), "RX9"),
        ("type", text(&it.kind), "acute-trust"),
        ("region", text(&it.region), "north-west"),
        ("settings", (!settings.is_empty()).then_some(Value::List(settings)), ""),
    ]
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

/// Returns the answers that are there, with the ids of their criteria.
fn answers(filled: &Filled) -> impl Iterator<Item = (&str, &Answer)> {
    let assessment = &filled.assessment;
    let criteria = assessment.framework.criteria.iter().zip(&assessment.answers);
    criteria.filter_map(|(criterion, answer)| Some((criterion.id.as_str(), answer.as_ref()?)))
}
