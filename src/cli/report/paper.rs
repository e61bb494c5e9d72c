//! Options of `stocktake report` about the paper itself, and what it shows.

use std::path::PathBuf;

use anyhow::bail;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::super::files::name_of;
use super::super::load::Loaded;
use crate::model::{Assessment, parse_date};
use crate::report::{Options, Provenance, Purpose, Section, Stage};

/// What the paper says of itself, and what it shows.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "The paper")]
pub(in crate::cli) struct Paper {
    /// Its title, instead of the organisation's name
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// How far it has got [default: draft]
    #[arg(long, value_name = "STATUS", value_parser = names(Stage::ALL.map(Stage::name)))]
    status: Option<String>,

    /// What the board is asked to do with it [default: discussion]
    #[arg(long, value_name = "PURPOSE", value_parser = names(Purpose::ALL.map(Purpose::name)))]
    purpose: Option<String>,

    /// The day of the meeting that it is for: 2026-12-10
    #[arg(long, value_name = "DATE", value_parser = date)]
    meeting_date: Option<crate::model::Date>,

    /// The role that brings it to the board
    #[arg(long, value_name = "ROLE")]
    sponsor: Option<String>,

    /// Its protective marking, on every page: OFFICIAL
    #[arg(long, value_name = "TEXT")]
    classification: Option<String>,

    /// The organisation's logo, a PNG or JPEG file
    #[arg(long, value_name = "FILE", requires = "logo_alt")]
    pub(in crate::cli) logo: Option<PathBuf>,

    /// What the logo shows, for those who do not see it
    #[arg(long, value_name = "TEXT", requires = "logo")]
    logo_alt: Option<String>,

    /// Only these sections, separated by commas, in the usual order
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = sections())]
    sections: Vec<String>,

    /// A board paper of six pages at most: the first actions and gaps, without every criterion
    #[arg(long)]
    short: bool,

    /// Leave out who assessed, owners, e-mail addresses and phone numbers
    #[arg(long)]
    redact_people: bool,
}

fn names<const N: usize>(names: [&'static str; N]) -> PossibleValuesParser {
    PossibleValuesParser::new(names)
}

fn sections() -> PossibleValuesParser {
    let value = |it: Section| PossibleValue::new(it.name()).help(it.title());
    PossibleValuesParser::new(Section::ALL.map(value))
}

fn date(text: &str) -> Result<crate::model::Date, String> {
    parse_date(text)
        .ok_or_else(|| "write a day that there is, as year, month and day: 2026-12-10".to_owned())
}

impl Paper {
    /// Returns what was asked for.
    pub(in crate::cli) fn options(&self) -> anyhow::Result<Options> {
        for text in [&self.title, &self.sponsor, &self.classification, &self.logo_alt] {
            if text.as_ref().is_some_and(|it| it.trim().is_empty()) {
                bail!("an option about the paper is empty; leave it out, or write something");
            }
        }
        let is_wanted = |it: &Section| self.sections.iter().any(|name| name == it.name());
        let sections: Vec<Section> = Section::ALL.into_iter().filter(is_wanted).collect();
        let stage = Stage::ALL.into_iter().find(|it| Some(it.name()) == self.status.as_deref());
        let purpose =
            Purpose::ALL.into_iter().find(|it| Some(it.name()) == self.purpose.as_deref());
        let logo = match (&self.logo, &self.logo_alt) {
            (Some(file), Some(alt)) => Some(super::logo::logo(file, alt)?),
            _ => None,
        };
        Ok(Options {
            title: self.title.clone(),
            stage: stage.unwrap_or_default(),
            purpose: purpose.unwrap_or_default(),
            meeting: self.meeting_date,
            sponsor: self.sponsor.clone(),
            classification: self.classification.clone(),
            sections: (!sections.is_empty()).then_some(sections),
            short: self.short,
            without_people: self.redact_people,
            logo,
            provenance: None,
        })
    }

    /// Returns the options that were given, as they were given: enough to ask for the same again.
    pub(in crate::cli) fn given(&self) -> Vec<(String, Option<String>)> {
        let sections = (!self.sections.is_empty()).then(|| self.sections.join(","));
        let with_value = [
            ("--title", self.title.clone()),
            ("--status", self.status.clone()),
            ("--purpose", self.purpose.clone()),
            ("--meeting-date", self.meeting_date.map(|it| it.to_string())),
            ("--sponsor", self.sponsor.clone()),
            ("--classification", self.classification.clone()),
            ("--logo", self.logo.as_deref().map(name_of)),
            ("--logo-alt", self.logo_alt.clone()),
            ("--sections", sections),
        ];
        let flags = [("--short", self.short), ("--redact-people", self.redact_people)];
        let with_value = with_value.into_iter().filter(|(_, value)| value.is_some());
        let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(name, _)| (name, None));
        with_value.chain(flags).map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Returns the assessment as the paper may show it.
    pub(in crate::cli) fn shown(&self, assessment: Assessment) -> Assessment {
        if self.redact_people { assessment.without_people() } else { assessment }
    }

    /// Returns what a report with these options is made from.
    pub(in crate::cli) fn provenance(&self, loaded: &Loaded, options: &Options) -> Provenance {
        let logo = self.logo.as_deref().zip(options.logo.as_ref());
        loaded.provenance(self.given(), logo.map(|(file, it)| super::logo::origin(file, it)))
    }
}
