//! Frameworks: criteria in dimensions, with levels, scales and sources.

use std::collections::BTreeMap;

use super::{
    CriterionId, DimensionId, ElementId, FrameworkId, Levels, Rule, Scale, Setting, Weight,
};

/// A maturity framework.
///
/// Invariants, kept by whoever builds one ([`read`](crate::read) does): ids are unique; every
/// index is valid; a dimension's parent stands above it; criteria are grouped by dimension, in
/// file order; every target, floor and element names a level that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Framework {
    /// Its name, which is also its file name.
    pub id: FrameworkId,
    /// Its version; a changed meaning is a new major version.
    pub version: semver::Version,
    /// Its title.
    pub title: String,
    /// One sentence on what it assesses and for whom.
    pub summary: Option<String>,
    /// The language of its text: `en-GB`.
    pub language: Option<String>,
    /// The licence of its own wording.
    pub licence: Option<String>,
    /// How dimensions make the overall score.
    pub rule: &'static dyn Rule,
    /// What an unanswered criterion does to a score.
    pub unanswered: Unanswered,
    /// The default target, a level; perhaps a fractional one.
    pub target: f64,
    /// The care settings it knows, in file order.
    pub settings: Vec<Setting>,
    /// What it calls a dimension: `Principle`.
    pub dimension_name: String,
    /// Where its content comes from; one or more.
    pub sources: Vec<Source>,
    /// What it asks of evidence.
    pub evidence: EvidenceRule,
    /// Its levels.
    pub levels: Levels,
    /// Its scales, in file order.
    pub scales: Vec<Scale>,
    /// Its dimensions, in file order.
    pub dimensions: Vec<Dimension>,
    /// Its criteria, in framework order: by dimension, then in file order.
    pub criteria: Vec<Criterion>,
}

impl Framework {
    /// Returns the scale of a criterion.
    #[must_use]
    pub fn scale_of(&self, criterion: &Criterion) -> &Scale {
        &self.scales[criterion.scale]
    }

    /// Returns the criteria of a dimension itself, not of its parts, with their indexes.
    pub fn criteria_of(&self, dimension: usize) -> impl Iterator<Item = (usize, &Criterion)> {
        self.criteria.iter().enumerate().filter(move |(_, it)| it.dimension == dimension)
    }

    /// Returns the indexes of the dimensions that are a part of no other.
    pub fn top_level(&self) -> impl Iterator<Item = usize> {
        (0..self.dimensions.len()).filter(|&it| self.dimensions[it].parent.is_none())
    }

    /// Returns the index of the criterion with this id.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<usize> {
        self.criteria.iter().position(|it| it.id.as_str() == id)
    }

    /// Returns the index of the dimension with this id.
    #[must_use]
    pub fn dimension(&self, id: &str) -> Option<usize> {
        self.dimensions.iter().position(|it| it.id.as_str() == id)
    }
}

/// What an unanswered criterion does to a score.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Unanswered {
    /// It is left out.
    #[default]
    Exclude,
    /// It counts as the lowest level.
    Zero,
    /// There is no score until it is answered.
    Refuse,
}

impl Unanswered {
    /// Every policy.
    pub const ALL: [Self; 3] = [Self::Exclude, Self::Zero, Self::Refuse];

    /// Returns the name that framework files use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exclude => "exclude",
            Self::Zero => "zero",
            Self::Refuse => "refuse",
        }
    }
}

/// Where content comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// Its address.
    pub url: Option<String>,
}

/// What a framework asks of evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EvidenceRule {
    /// An answer whose value is at this level or above needs evidence.
    pub required_from: Option<i32>,
    /// Evidence older than this at the assessment date is stale, in months.
    pub stale_after_months: Option<u16>,
}

/// A group of criteria that gets a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// Its name in files.
    pub id: DimensionId,
    /// Its title.
    pub title: String,
    /// One sentence on what it is about.
    pub summary: Option<String>,
    /// How much it counts.
    pub weight: Weight,
    /// How its items make its score.
    pub rule: &'static dyn Rule,
    /// Where to be, a level; the framework's target if there is none.
    pub target: Option<f64>,
    /// The index of the dimension that this one is a part of.
    pub parent: Option<usize>,
}

/// One question about the organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// Its name in files.
    pub id: CriterionId,
    /// The index of its dimension.
    pub dimension: usize,
    /// The question.
    pub question: String,
    /// Why it matters, in one sentence.
    pub why: Option<String>,
    /// The index of its scale.
    pub scale: usize,
    /// How much it counts.
    pub weight: Weight,
    /// Whether it counts at all, or is only asked and shown.
    pub scored: bool,
    /// The level below which it holds its dimension down.
    pub floor: Option<i32>,
    /// Where to be, a level; the dimension's target if there is none.
    pub target: Option<f64>,
    /// Whether it applies to everybody who is asked, so that `not applicable` is no answer.
    pub always_applies: bool,
    /// The care settings that it is asked of; all if empty.
    pub settings: Vec<Setting>,
    /// What would convince a sceptic.
    pub evidence: Vec<String>,
    /// What a level looks like, by level.
    pub descriptors: BTreeMap<i32, String>,
    /// What to do to reach a level, by level.
    pub steps: BTreeMap<i32, String>,
    /// How much work it is to reach a level, by level.
    pub efforts: BTreeMap<i32, Effort>,
    /// Where it comes from, if not from the framework's sources at large.
    pub source: Option<String>,
    /// The same thing in other models: `wgll:well-led`.
    pub maps_to: Vec<String>,
    /// Published figures to hold an answer against.
    pub benchmarks: Vec<Benchmark>,
    /// The statements of a checklist, in file order.
    pub elements: Vec<Element>,
}

/// A statement that has to be true for a level.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Element {
    /// Its name in answers.
    pub id: ElementId,
    /// The level that needs it; never the lowest.
    pub level: i32,
    /// The statement.
    pub statement: String,
}

/// How much work a step is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Effort {
    /// Days, by people who are there.
    Low,
    /// Weeks, or several teams.
    Medium,
    /// Months, or money that has to be found.
    High,
}

impl Effort {
    /// Every effort, least first.
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

/// A published figure to hold an answer against.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// The figure, in `unit`.
    pub figure: f64,
    /// What is counted; the figure is shown only if this is the scale's unit.
    pub unit: String,
    /// Who was asked or counted.
    pub population: Option<String>,
    /// The year of the figure.
    pub year: Option<i32>,
    /// Where it was published.
    pub source: Option<String>,
    /// Which way is better.
    pub better: Option<Better>,
}

/// Which way a number is better.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl Better {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Higher, Self::Lower];

    /// Returns the name that files and reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
        }
    }
}
