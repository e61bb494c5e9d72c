//! The sections of a report: which there are, and which would be empty.

use super::Report;

/// A section of the report, in the order in which they stand.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Section {
    /// Whose report it is, of what, and for whom.
    Cover,
    /// The page that everybody reads.
    Summary,
    /// The scores as pictures.
    Overview,
    /// Where each dimension stands.
    Gaps,
    /// Every criterion at a glance.
    HeatMap,
    /// What each action brings, and how much work it is.
    Priorities,
    /// What to do, in order.
    Actions,
    /// Every criterion in full.
    Criteria,
    /// What backs the answers.
    Evidence,
    /// What nobody knows yet.
    OpenQuestions,
    /// What the board may want to ask.
    BoardQuestions,
    /// How the scores came about.
    Method,
    /// What the report was made from.
    Provenance,
}

impl Section {
    /// All sections, in order.
    pub const ALL: [Self; 13] = [
        Self::Cover,
        Self::Summary,
        Self::Overview,
        Self::Gaps,
        Self::HeatMap,
        Self::Priorities,
        Self::Actions,
        Self::Criteria,
        Self::Evidence,
        Self::OpenQuestions,
        Self::BoardQuestions,
        Self::Method,
        Self::Provenance,
    ];

    /// Returns its name on the command line: `heat-map`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Summary => "summary",
            Self::Overview => "overview",
            Self::Gaps => "gaps",
            Self::HeatMap => "heat-map",
            Self::Priorities => "priorities",
            Self::Actions => "actions",
            Self::Criteria => "criteria",
            Self::Evidence => "evidence",
            Self::OpenQuestions => "open-questions",
            Self::BoardQuestions => "board-questions",
            Self::Method => "method",
            Self::Provenance => "provenance",
        }
    }

    /// Returns its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Cover => "Cover",
            Self::Summary => "Summary",
            Self::Overview => "Where we are, and where we want to be",
            Self::Gaps => "Gaps",
            Self::HeatMap => "Every criterion at a glance",
            Self::Priorities => "Priorities",
            Self::Actions => "What to do first",
            Self::Criteria => "Every criterion",
            Self::Evidence => "Evidence register",
            Self::OpenQuestions => "Questions to settle",
            Self::BoardQuestions => "Questions for the board to ask",
            Self::Method => "How the scores came about",
            Self::Provenance => "What this report was made from",
        }
    }

    /// Tells whether the short form has it.
    const fn is_short(self) -> bool {
        !matches!(self, Self::HeatMap | Self::Criteria | Self::Evidence | Self::Priorities)
    }
}

/// The sections of one report, and those that it does not have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sections {
    /// Those that are there, in order.
    pub shown: Vec<Section>,
    /// Which are not there, and why, a sentence each.
    pub left_out: Vec<String>,
}

impl Sections {
    /// Tells whether a section is shown.
    #[must_use]
    pub fn has(&self, section: Section) -> bool {
        self.shown.contains(&section)
    }
}

pub(super) fn sections(report: &Report<'_>) -> Sections {
    let mut sections = Sections::default();
    let (mut unwanted, mut long) = (Vec::new(), Vec::new());
    for section in Section::ALL {
        let quoted = || format!("“{}”", section.title());
        let is_wanted = report.options.sections.as_ref().is_none_or(|it| it.contains(&section));
        if !is_wanted {
            unwanted.push(quoted());
        } else if report.options.sections.is_none() && report.options.short && !section.is_short() {
            long.push(quoted());
        } else if let Some(why) = emptiness(report, section) {
            let sentence = format!("There is no section {}: {why}.", quoted());
            sections.left_out.push(sentence);
        } else {
            sections.shown.push(section);
        }
    }
    for (all, why) in [(unwanted, "was not asked for"), (long, "is only in the full report")] {
        if !all.is_empty() {
            let sections_named = crate::wording::list(&all, "and");
            let why = match all.len() {
                1 => why.to_owned(),
                _ => why.replacen("was", "were", 1).replacen("is ", "are ", 1),
            };
            sections.left_out.push(format!("{sections_named} {why}."));
        }
    }
    sections
}

/// Returns why a section would be empty, if it would.
fn emptiness(report: &Report<'_>, section: Section) -> Option<&'static str> {
    let has_score = || report.dimensions.iter().any(|it| it.standing.score.is_some());
    match section {
        Section::Overview if !has_score() => Some("nothing has a score"),
        Section::Priorities if report.plan.is_empty() => Some("there is no action to place"),
        Section::Actions if report.plan.is_empty() => Some("there is no action to take"),
        Section::Evidence if report.evidence.is_empty() => {
            Some("no answer names evidence, and none has to")
        }
        Section::OpenQuestions if report.open.is_empty() => {
            Some("every question that applies has an answer")
        }
        Section::Provenance if report.options.provenance.is_none() => {
            Some("it is not known which files it was made from")
        }
        _ => None,
    }
}
