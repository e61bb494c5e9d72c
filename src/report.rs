//! What to say of an assessment: order, rounding and wording are settled here, once.
//!
//! Renderers only lay out what a [`Report`] says. If two formats show different numbers, the bug
//! is in this module.

mod action;
mod criterion;
mod dimension;
mod method;
mod standing;
mod summary;

pub use action::ActionView;
pub use criterion::{CriterionView, EvidenceView, published};
pub use dimension::DimensionView;
pub use method::reference;
pub use standing::{NONE, Standing};
pub use summary::{Highlight, Summary};

use crate::gap::{Gaps, gaps};
use crate::model::{Assessment, Status};
use crate::plan::{Action, plan};
use crate::score::{Scorecard, score};

/// What there is to say of one assessment.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// Its scores, not rounded: for formats that programs read.
    pub card: Scorecard,
    /// Its gaps, not rounded.
    pub gaps: Gaps,
    /// What to do first, not rounded.
    pub actions: Vec<Action>,
    /// Who, what, when, and how it stands.
    pub summary: Summary,
    /// The dimensions, in framework order, each with its criteria.
    pub dimensions: Vec<DimensionView>,
    /// What to do first, in words.
    pub plan: Vec<ActionView>,
    /// Why there is nothing to do, if there is nothing.
    pub no_plan: Option<String>,
    /// The questions to settle: indexes of criteria that are unanswered or unknown.
    pub open: Vec<usize>,
    /// How the scores came about, one paragraph each.
    pub method: Vec<String>,
    /// What to keep in mind when reading them, one paragraph each.
    pub caveats: Vec<String>,
}

impl<'a> Report<'a> {
    /// Returns what there is to say of an assessment.
    #[must_use]
    pub fn new(assessment: &'a Assessment) -> Self {
        let card = score(assessment);
        let gaps = gaps(assessment, &card);
        let actions = plan(assessment, &card, &gaps);
        let mut report = Self {
            assessment,
            card,
            gaps,
            actions,
            summary: Summary::default(),
            dimensions: Vec::new(),
            plan: Vec::new(),
            no_plan: None,
            open: Vec::new(),
            method: method::method(assessment),
            caveats: Vec::new(),
        };
        report.dimensions = dimension::dimensions(&report);
        report.plan = action::actions(&report);
        let is_open = |it: &usize| {
            matches!(report.card.criteria[*it].status, Status::Unanswered | Status::Unknown)
        };
        report.open = (0..report.card.criteria.len()).filter(is_open).collect();
        report.no_plan = action::no_plan(&report);
        report.summary = summary::summary(&report);
        report.caveats = method::caveats(&report);
        report
    }

    /// Returns how many scored criteria have a status.
    fn counts_and_is(&self, status: Status) -> usize {
        let criteria = self.assessment.framework.criteria.iter().zip(&self.card.criteria);
        criteria.filter(|(it, card)| it.scored && card.status == status).count()
    }

    /// Returns the view of the criterion at `index`.
    ///
    /// # Panics
    ///
    /// Panics if there is no such criterion.
    #[must_use]
    pub fn criterion(&self, index: usize) -> &CriterionView {
        let of = |it: &DimensionView| it.criteria.iter().any(|it| it.index == index);
        let dimension = self.dimensions.iter().find(|&it| of(it));
        let criterion = dimension.and_then(|it| it.criteria.iter().find(|it| it.index == index));
        criterion.expect("every criterion is in a dimension")
    }
}
