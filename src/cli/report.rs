//! `stocktake report`: the gap report.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::load::valid;
use super::{Io, Outcome, output};
use crate::render::{FORMATS, Format, Look, format};
use crate::report::Report;

/// Write the gap report of an answers file
///
/// The format follows the ending of the output: .pdf, .md, .csv or .json. Without an output, the
/// report is printed as a table.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake report answers.yaml -o gap-report.pdf
  stocktake report answers.yaml -o gap-report.md --force
  stocktake report answers.yaml --format markdown")]
pub(super) struct Args {
    /// An answers file in YAML, TOML or JSON; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Where to write the report; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format, if the ending of the output does not tell it
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<String>,

    /// Write over the output if it is there already
    #[arg(long)]
    force: bool,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(
        FORMATS.iter().map(|it| PossibleValue::new(it.name()).help(it.summary())),
    )
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let output = args.output.as_deref().filter(|it| it.as_os_str() != "-");
    let format = choose(args.format.as_deref(), output)?;
    if output.is_none() && !format.is_text() && io.stdout_is_terminal {
        bail!("a terminal cannot show {}; name a file with `-o`", format.name());
    }
    if let Some(output) = output {
        output::check(output, &args.file, args.force)?;
    }
    let Some(assessment) = valid(&args.file, io)? else { return Ok(Outcome::Failed) };
    let report = Report::new(&assessment);
    let Some(output) = output else {
        let look = io.look();
        format.write(&report, look, &mut io.stdout)?;
        return Ok(Outcome::Passed);
    };
    let mut content = Vec::new();
    format.write(&report, Look::PLAIN, &mut content)?;
    output::write(output, &content, args.force)?;
    Ok(Outcome::Passed)
}

/// Returns the format that is asked for, or that the ending of the output tells.
fn choose(name: Option<&str>, output: Option<&Path>) -> anyhow::Result<&'static dyn Format> {
    if let Some(name) = name {
        return Ok(format(name).expect("clap lets only known formats pass"));
    }
    let Some(output) = output else {
        return Ok(&crate::render::Table);
    };
    let ending = output.extension().map(|it| it.to_string_lossy().to_lowercase());
    let found = FORMATS.iter().find(|it| it.ending().is_some() && it.ending() == ending.as_deref());
    let Some(found) = found else {
        let endings: Vec<String> =
            FORMATS.iter().filter_map(|it| it.ending()).map(|it| format!(".{it}")).collect();
        let endings = crate::wording::list(&endings, "or");
        bail!("the ending of `{}` names no format; use {endings}, or `--format`", output.display());
    };
    Ok(*found)
}
