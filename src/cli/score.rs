//! `stocktake score`: the result as tables, or as data.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::load::{each, valid};
use super::{Io, Outcome};
use crate::model::Assessment;
use crate::render::{FORMATS, format};
use crate::report::Report;

/// Score answers files and print the result
///
/// One file gets its dimensions and the first actions; several files get a row each.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake score answers.yaml
  stocktake score north/*.yaml
  stocktake score answers.yaml --format json > result.json
  cat answers.yaml | stocktake score -")]
pub(super) struct Args {
    /// Answers files in YAML, TOML or JSON; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to print the result
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = text_formats())]
    format: String,
}

/// Returns the formats that can be printed in a terminal.
pub(super) fn text_formats() -> PossibleValuesParser {
    let names = FORMATS.iter().filter(|it| it.is_text());
    PossibleValuesParser::new(
        names.map(|it| clap::builder::PossibleValue::new(it.name()).help(it.summary())),
    )
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let mut assessments: Vec<(String, Assessment)> = Vec::new();
    let outcome = each(&args.files, io, |file, io| {
        let Some(loaded) = valid(file, io)? else { return Ok(Outcome::Failed) };
        assessments.push((file.display().to_string(), loaded.assessment));
        Ok(Outcome::Passed)
    })?;
    let format = format(&args.format).expect("clap lets only known formats pass");
    let look = io.look();
    match (assessments.as_slice(), args.files.len()) {
        ([], 1) => {}
        ([(_, it)], 1) => format.write(&Report::new(it), look, &mut io.stdout)?,
        (all, _) => {
            let mut reports = all.iter().map(|(file, it)| (file.as_str(), Report::new(it)));
            format.write_many(&mut reports, look, &mut io.stdout)?;
        }
    }
    Ok(outcome)
}
