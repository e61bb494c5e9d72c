//! Answers: what an organisation says of itself, and what backs it.

use std::collections::BTreeSet;

use super::{Date, ElementId, OptionId};

/// What was answered to a criterion, and what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The answer itself.
    pub response: Response,
    /// What backs it, in file order.
    pub evidence: Vec<Evidence>,
    /// What the organisation wants to say about it.
    pub note: Option<String>,
    /// Who closes the gap.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// Where to be, a level; goes before every other target.
    pub target: Option<f64>,
    /// How sure the respondent is.
    pub confidence: Option<Confidence>,
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        Self {
            response,
            evidence: Vec::new(),
            note: None,
            owner: None,
            due: None,
            target: None,
            confidence: None,
        }
    }
}

/// A response to a question. A question without a response is not in here: it is unanswered.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// An answer on the criterion's scale.
    Given(Given),
    /// The question makes no sense for this organisation.
    NotApplicable {
        /// Why.
        reason: String,
    },
    /// Asked, and nobody knows.
    Unknown,
}

/// An answer that fits its criterion's scale.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A level that exists.
    Level(i32),
    /// An option that exists.
    Choice(OptionId),
    /// A finite number within the scale's range, in its unit.
    Number(f64),
    /// The elements that are met; all of them exist.
    Elements(BTreeSet<ElementId>),
}

/// What backs an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Evidence {
    /// What it is.
    pub title: String,
    /// Where it is. Never opened by this program.
    pub link: Option<String>,
    /// When it was made.
    pub dated: Option<Date>,
}

/// How sure a respondent is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Confidence {
    /// A guess.
    Low,
    /// Fairly sure.
    Medium,
    /// Sure.
    High,
}

impl Confidence {
    /// Every confidence, least first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// Returns the name that files and reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}
