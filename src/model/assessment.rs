//! Assessments: a framework and answers that fit it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Answer, Date, Evidence, Framework, Response, Setting, months_later, without_traces};

/// What stands in place of a role that is not to be named.
const WITHHELD: &str = "Withheld";

/// A framework and the answers of one organisation at one date.
///
/// Invariant: `answers` has one entry for each criterion, in framework order, and each answer
/// fits its criterion's scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The framework.
    pub framework: Arc<Framework>,
    /// Who is assessed.
    pub organisation: Organisation,
    /// The date of the assessment.
    pub assessed_on: Date,
    /// Who assessed.
    pub assessed_by: Option<String>,
    /// The organisation's own targets.
    pub targets: Targets,
    /// The answers, one place for each criterion, in framework order.
    pub answers: Vec<Option<Answer>>,
}

/// Who is assessed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its code in the Organisation Data Service.
    pub ods_code: Option<String>,
    /// Its type, for cohorts: `acute-trust`.
    pub kind: Option<String>,
    /// Its region, for cohorts: `north-west`.
    pub region: Option<String>,
    /// The care settings it runs; if empty, every criterion is in scope.
    pub settings: Vec<Setting>,
}

/// An organisation's own targets: levels, perhaps fractional ones, by index in the framework.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets {
    /// By criterion.
    pub criteria: BTreeMap<usize, f64>,
    /// By dimension.
    pub dimensions: BTreeMap<usize, f64>,
}

/// How a criterion stands in an assessment. Five different things, and none of them is zero.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// It is asked only of care settings that the organisation does not run.
    OutOfScope,
    /// The organisation says, with a reason, that it does not apply.
    NotApplicable,
    /// Nobody answered.
    Unanswered,
    /// Asked, and nobody knows: it scores 0.
    Unknown,
    /// There is an answer.
    Answered,
}

impl Status {
    /// Returns the name that results use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OutOfScope => "out-of-scope",
            Self::NotApplicable => "not-applicable",
            Self::Unanswered => "unanswered",
            Self::Unknown => "unknown",
            Self::Answered => "answered",
        }
    }
}

impl Assessment {
    /// Returns how the criterion at `index` stands.
    #[must_use]
    pub fn status(&self, index: usize) -> Status {
        if !self.is_asked(index) {
            return Status::OutOfScope;
        }
        match self.answers[index].as_ref().map(|it| &it.response) {
            None => Status::Unanswered,
            Some(Response::NotApplicable { .. }) => Status::NotApplicable,
            Some(Response::Unknown) => Status::Unknown,
            Some(Response::Given(_)) => Status::Answered,
        }
    }

    /// Returns the assessment without people: no one who assessed, owners withheld, and no address
    /// or number in a text that leads to somebody.
    ///
    /// Whether a name stands in a note, nobody can tell: whoever passes it on has to read it.
    #[must_use]
    pub fn without_people(&self) -> Self {
        let mut public = self.clone();
        public.assessed_by = None;
        for answer in public.answers.iter_mut().flatten() {
            answer.owner = answer.owner.take().map(|_| WITHHELD.to_owned());
            answer.note = answer.note.take().map(|it| without_traces(&it));
            for evidence in &mut answer.evidence {
                evidence.title = without_traces(&evidence.title);
                evidence.link = evidence.link.take().map(|it| without_traces(&it));
            }
            if let Response::NotApplicable { reason } = &mut answer.response {
                *reason = without_traces(reason);
            }
        }
        public
    }

    /// Tells whether the criterion at `index` is asked of this organisation. It is not if both name care
    /// settings and share none.
    #[must_use]
    pub fn is_asked(&self, index: usize) -> bool {
        let asked = &self.framework.criteria[index].settings;
        let ours = &self.organisation.settings;
        asked.is_empty() || ours.is_empty() || asked.iter().any(|it| ours.contains(it))
    }

    /// Returns the target of the criterion at `index`, a level.
    ///
    /// The first of: its answer's; the organisation's for the criterion, then for its dimension;
    /// the criterion's, the dimension's, the framework's.
    #[must_use]
    pub fn criterion_target(&self, index: usize) -> f64 {
        let criterion = &self.framework.criteria[index];
        let dimension = criterion.dimension;
        (self.answers[index].as_ref().and_then(|it| it.target))
            .or_else(|| self.targets.criteria.get(&index).copied())
            .or_else(|| self.targets.dimensions.get(&dimension).copied())
            .or(criterion.target)
            .or(self.framework.dimensions[dimension].target)
            .unwrap_or(self.framework.target)
    }

    /// Returns the target of the dimension at `index`, a level.
    ///
    /// The first of: the organisation's for the dimension; the dimension's; the framework's.
    #[must_use]
    pub fn dimension_target(&self, index: usize) -> f64 {
        (self.targets.dimensions.get(&index).copied())
            .or(self.framework.dimensions[index].target)
            .unwrap_or(self.framework.target)
    }

    /// Tells whether evidence is older, at the assessment date, than the framework allows.
    /// Evidence without a date is not: nobody knows how old it is.
    #[must_use]
    pub fn is_stale(&self, evidence: &Evidence) -> bool {
        let months = self.framework.evidence.stale_after_months;
        evidence
            .dated
            .zip(months)
            .is_some_and(|(dated, months)| months_later(dated, months) < self.assessed_on)
    }
}
