//! What the reader of a report is told about the paper itself, and what it shows.

use super::{Logo, Section};
use crate::model::Date;

/// How a report is made. The default shows everything, as a draft for discussion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Its title, if it is not the usual one.
    pub title: Option<String>,
    /// How far it has got.
    pub stage: Stage,
    /// What it is put before the board for.
    pub purpose: Purpose,
    /// The day of the meeting that it is for.
    pub meeting: Option<Date>,
    /// The role that brings it to the board.
    pub sponsor: Option<String>,
    /// Its protective marking: `OFFICIAL`.
    pub classification: Option<String>,
    /// The sections to show; `None` for all.
    pub sections: Option<Vec<Section>>,
    /// Whether to keep to what fits a board paper of a few pages.
    pub short: bool,
    /// Whether people were taken out of the assessment.
    pub without_people: bool,
    /// The organisation's logo.
    pub logo: Option<Logo>,
    /// What the report was made from, if somebody is to check it.
    pub provenance: Option<Provenance>,
}

/// How far a report has got.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Stage {
    /// It can still change.
    #[default]
    Draft,
    /// It is what the organisation says.
    Final,
}

impl Stage {
    /// Both stages.
    pub const ALL: [Self; 2] = [Self::Draft, Self::Final];

    /// Returns its name: `draft`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
        }
    }
}

/// What a report is put before a board for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Purpose {
    /// To decide on it.
    Decision,
    /// To be assured by it.
    Assurance,
    /// To discuss it.
    #[default]
    Discussion,
    /// To know of it.
    Information,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 4] =
        [Self::Decision, Self::Assurance, Self::Discussion, Self::Information];

    /// Returns its name: `decision`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Assurance => "assurance",
            Self::Discussion => "discussion",
            Self::Information => "information",
        }
    }
}

/// What a report was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The answers file.
    pub answers: Origin,
    /// The framework.
    pub framework: Origin,
    /// The options that were given, as on the command line: `--short`, `--title Gap report`.
    pub options: Vec<(String, Option<String>)>,
    /// The logo's file, if there is one.
    pub logo: Option<Origin>,
}

impl Provenance {
    /// Returns what there is to read of it, each with its name.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let option = |(name, value): &(String, Option<String>)| match value {
            Some(value) => format!("{name} {value}"),
            None => name.clone(),
        };
        let options: Vec<String> = self.options.iter().map(option).collect();
        let options = if options.is_empty() { "none".to_owned() } else { options.join("; ") };
        let mut facts = vec![
            ("Answers", self.answers.name.clone()),
            ("SHA-256", self.answers.sha256.clone()),
            ("Framework", self.framework.name.clone()),
            ("SHA-256", self.framework.sha256.clone()),
        ];
        if let Some(logo) = &self.logo {
            facts.extend([("Logo", logo.name.clone()), ("SHA-256", logo.sha256.clone())]);
        }
        facts.extend([("Program", PROGRAM.to_owned()), ("Options", options)]);
        facts
    }
}

/// A file, and what is in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Origin {
    /// Its name, or the id and version of a framework that is built in.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The program that makes reports, with its version.
pub const PROGRAM: &str = concat!("stocktake ", env!("CARGO_PKG_VERSION"));
