//! The evidence register: what backs each answer, and what is missing.

use super::{NONE, Report};
use crate::evidence::{Backing, backing};
use crate::model::Date;
use crate::wording;

/// A piece of evidence, or a place where there should be one.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterRow {
    /// The id of the criterion that it backs.
    pub criterion: String,
    /// The question of that criterion.
    pub question: String,
    /// The answer that it backs.
    pub answer: String,
    /// Its title; `None` where the framework asks for evidence and there is none.
    pub title: Option<String>,
    /// Where it is. Not checked: see [`web_link`](crate::render::web_link).
    pub link: Option<String>,
    /// Its date: `2 March 2026`, or a dash.
    pub dated: String,
    /// The same, for formats that know dates.
    pub date: Option<Date>,
    /// How it stands.
    pub state: EvidenceState,
}

/// How a piece of evidence stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EvidenceState {
    /// It is there, and not too old.
    Current,
    /// It is there, and nobody says how old it is.
    Undated,
    /// It is too old.
    Stale,
    /// The framework asks for it, and it is not there.
    Missing,
}

impl EvidenceState {
    /// Returns it in a word or two: `too old`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Undated => "no date",
            Self::Stale => "too old",
            Self::Missing => "missing",
        }
    }
}

pub(super) fn register(report: &Report<'_>) -> Vec<RegisterRow> {
    let views = report.dimensions.iter().flat_map(|it| &it.criteria);
    let mut rows = Vec::new();
    for view in views {
        let answer = report.assessment.answers[view.index].as_ref();
        let row = |title, link, date: Option<Date>, state| RegisterRow {
            criterion: view.id.clone(),
            question: view.question.clone(),
            answer: view.answer.clone(),
            title,
            link,
            dated: date.map_or_else(|| NONE.to_owned(), wording::date),
            date,
            state,
        };
        for it in answer.map(|it| &it.evidence).into_iter().flatten() {
            let state = match it.dated {
                _ if report.assessment.is_stale(it) => EvidenceState::Stale,
                None => EvidenceState::Undated,
                Some(_) => EvidenceState::Current,
            };
            rows.push(row(Some(it.title.clone()), it.link.clone(), it.dated, state));
        }
        if backing(report.assessment, view.index) == Backing::Missing {
            rows.push(row(None, None, None, EvidenceState::Missing));
        }
    }
    rows
}
