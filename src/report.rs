//! What to say of an assessment: order, rounding and wording are settled here, once.
//!
//! Renderers only lay out what a [`Report`] says. If two formats show different numbers, the bug
//! is in this module.

mod action;
mod board;
mod criterion;
mod dimension;
mod logo;
mod method;
mod options;
mod priority;
mod register;
mod section;
mod standing;
mod summary;

pub use action::ActionView;
pub use board::Ask;
pub use criterion::{CriterionView, EvidenceView, NextView, published};
pub use dimension::DimensionView;
pub use logo::{Logo, Picture, PictureError, Pixels};
pub use method::reference;
pub use options::{Options, Origin, PROGRAM, Provenance, Purpose, Stage};
pub use priority::PriorityView;
pub use register::{EvidenceState, RegisterRow};
pub use section::{Section, Sections};
pub use standing::{NONE, Standing, gap_text};
pub use summary::{Highlight, Summary};

use crate::gap::{Gaps, gaps};
use crate::model::{Assessment, Status};
use crate::plan::{Action, Priorities, plan, priorities};
use crate::score::{Scorecard, score};

/// What there is to say of one assessment.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// How the report is made.
    pub options: Options,
    /// Which sections there are.
    pub sections: Sections,
    /// Its scores, not rounded: for formats that programs read.
    pub card: Scorecard,
    /// Its gaps, not rounded.
    pub gaps: Gaps,
    /// What to do first, not rounded.
    pub actions: Vec<Action>,
    /// What each of them brings against how much work it is, not rounded.
    pub priorities: Priorities,
    /// Who, what, when, and how it stands.
    pub summary: Summary,
    /// The dimensions, in framework order, each with its criteria.
    pub dimensions: Vec<DimensionView>,
    /// What to do first, in words.
    pub plan: Vec<ActionView>,
    /// The same by what it brings against how much work it is: each priority that an action has.
    pub by_priority: Vec<PriorityView>,
    /// From where on a rise is large, in a sentence.
    pub rise_rule: String,
    /// Why there is nothing to do, if there is nothing.
    pub no_plan: Option<String>,
    /// The questions to settle: indexes of criteria that are unanswered, unknown or said not to apply.
    pub open: Vec<usize>,
    /// What backs the answers, and what is missing.
    pub evidence: Vec<RegisterRow>,
    /// What is asked of the board.
    pub ask: Ask,
    /// What the board may want to ask.
    pub board_questions: Vec<String>,
    /// How the scores came about, one paragraph each.
    pub method: Vec<String>,
    /// What to keep in mind when reading them, one paragraph each.
    pub caveats: Vec<String>,
}

impl<'a> Report<'a> {
    /// Returns what there is to say of an assessment, all of it.
    #[must_use]
    pub fn new(assessment: &'a Assessment) -> Self {
        Self::with(assessment, Options::default())
    }

    /// Returns what there is to say of an assessment, as `options` ask for it.
    #[must_use]
    pub fn with(assessment: &'a Assessment, options: Options) -> Self {
        let card = score(assessment);
        let gaps = gaps(assessment, &card);
        let actions = plan(assessment, &card, &gaps);
        let priorities = priorities(&assessment.framework.levels, &actions, &gaps);
        let mut report = Self {
            assessment,
            options,
            sections: Sections::default(),
            card,
            gaps,
            actions,
            priorities,
            summary: Summary::default(),
            dimensions: Vec::new(),
            plan: Vec::new(),
            by_priority: Vec::new(),
            rise_rule: String::new(),
            no_plan: None,
            open: Vec::new(),
            evidence: Vec::new(),
            ask: Ask::default(),
            board_questions: Vec::new(),
            method: method::method(assessment),
            caveats: Vec::new(),
        };
        report.dimensions = dimension::dimensions(&report);
        report.plan = action::actions(&report);
        let is_open = |it: &usize| {
            let status = report.card.criteria[*it].status;
            matches!(status, Status::Unanswered | Status::Unknown | Status::NotApplicable)
        };
        report.open = (0..report.card.criteria.len()).filter(is_open).collect();
        report.no_plan = action::no_plan(&report);
        report.by_priority = priority::priorities(&report);
        report.rise_rule = priority::rise_rule(&report);
        report.evidence = register::register(&report);
        report.summary = summary::summary(&report);
        report.ask = board::ask(&report);
        report.board_questions = board::questions(&report);
        report.sections = section::sections(&report);
        report.caveats = method::caveats(&report);
        report.method.extend(method::paper(&report));
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
        let dimension = &self.dimensions[self.assessment.framework.criteria[index].dimension];
        let at = dimension.criteria.binary_search_by_key(&index, |it| it.index);
        &dimension.criteria[at.expect("every criterion is in its dimension")]
    }
}
