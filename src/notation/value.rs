//! What is written down of an answer.

use crate::model::{Answer, Date, Evidence, Given, Response};

/// A value that can be written in every language.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A finite number.
    Number(f64),
    /// A date.
    Date(Date),
    /// A list.
    List(Vec<Self>),
    /// Keys with their values, in this order.
    Table(Vec<(&'static str, Self)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&Given> for Value {
    fn from(given: &Given) -> Self {
        match given {
            Given::Level(level) => Self::Number(f64::from(*level)),
            Given::Choice(option) => option.as_str().into(),
            Given::Number(number) => Self::Number(*number),
            Given::Elements(met) => Self::List(met.iter().map(|it| it.as_str().into()).collect()),
        }
    }
}

impl From<&Evidence> for Value {
    fn from(it: &Evidence) -> Self {
        let mut entries = vec![("title", Self::from(it.title.as_str()))];
        entries.extend(it.link.as_deref().map(|it| ("link", it.into())));
        entries.extend(it.dated.map(|it| ("dated", Self::Date(it))));
        Self::Table(entries)
    }
}

impl Value {
    /// Returns the key that a response stands at in the long form, with its value.
    #[must_use]
    pub fn of_response(response: &Response) -> (&'static str, Self) {
        match response {
            Response::Given(given) => ("answer", given.into()),
            Response::Unknown => ("answer", "unknown".into()),
            Response::NotApplicable { reason } => ("not_applicable", reason.as_str().into()),
        }
    }

    /// Returns the keys of an answer in its long form: the response first, then what goes with it.
    #[must_use]
    pub fn entries_of(answer: &Answer) -> Vec<(&'static str, Self)> {
        let Answer { response, evidence, note, owner, due, target, confidence } = answer;
        let text = |it: &Option<String>| it.as_deref().map(Self::from);
        let evidence =
            (!evidence.is_empty()).then(|| Self::List(evidence.iter().map(Self::from).collect()));
        let mut entries = vec![Self::of_response(response)];
        let more = [
            ("evidence", evidence),
            ("note", text(note)),
            ("owner", text(owner)),
            ("due", due.map(Self::Date)),
            ("target", target.map(Self::Number)),
            ("confidence", confidence.map(|it| it.name().into())),
        ];
        entries.extend(more.into_iter().filter_map(|(key, value)| Some((key, value?))));
        entries
    }
}

impl From<&Answer> for Value {
    /// Returns an answer in its short form, if it fits that.
    fn from(answer: &Answer) -> Self {
        let mut entries = Self::entries_of(answer);
        match entries.as_slice() {
            [("answer", _)] => entries.swap_remove(0).1,
            _ => Self::Table(entries),
        }
    }
}
