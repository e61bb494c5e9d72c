//! `stocktake report`: the gap report.

mod logo;
mod many;
mod paper;

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::load::{Loaded, valid};
use super::{Io, Outcome, output};
use crate::render::{CsvTable, FORMATS, Format, Look, format};
use crate::report::{Options, Provenance, Report};
pub(super) use paper::Paper;

/// Write the gap report of an answers file, or of many
///
/// The format follows the ending of the output: .pdf, .html, .xlsx, .md, .csv or .json. Without an
/// output, the report is printed as a table. Of a folder, or of several files, each gets a report
/// of its own, in the folder that is the output.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake report answers.yaml -o gap-report.pdf
  stocktake report answers.yaml -o board-paper.pdf --short --purpose decision
  stocktake report answers.yaml -o gap-report.md --force
  stocktake report answers.yaml --format markdown
  stocktake report trusts/ -o reports/ --format pdf")]
pub(super) struct Args {
    /// Answers files in YAML, TOML or JSON, or folders; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Where to write the report, or the folder for many; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format, if the ending of the output does not tell it
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<String>,

    /// Which table a CSV file holds [default: criteria]
    #[arg(long, value_name = "TABLE", value_parser = tables())]
    table: Option<String>,

    /// Write over the output if it is there already
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    paper: Paper,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(
        FORMATS.iter().map(|it| PossibleValue::new(it.name()).help(it.summary())),
    )
}

fn tables() -> PossibleValuesParser {
    PossibleValuesParser::new(
        CsvTable::ALL.map(|it| PossibleValue::new(it.name()).help(it.summary())),
    )
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let output = args.output.as_deref().filter(|it| it.as_os_str() != "-");
    match args.files.as_slice() {
        [file] if !file.is_dir() => one(args, file, output, io),
        _ => many::run(args, output, io),
    }
}

impl Args {
    /// Returns the format with the table that is asked for.
    fn tabled(&self, format: &'static dyn Format) -> anyhow::Result<&'static dyn Format> {
        let Some(name) = &self.table else { return Ok(format) };
        if format.name() != "csv" {
            bail!("`--table` is about CSV; leave it out, or `--format {}`", format.name());
        }
        let table = CsvTable::ALL.into_iter().find(|it| it.name() == name);
        Ok(table.expect("clap lets only known tables pass").format())
    }
}

fn one(
    args: &Args,
    file: &Path,
    output: Option<&Path>,
    io: &mut Io<'_>,
) -> anyhow::Result<Outcome> {
    let format = args.tabled(choose(args.format.as_deref(), output)?)?;
    if output.is_none() && !format.is_text() && io.stdout_is_terminal {
        bail!("a terminal cannot show {}; name a file with `-o`", format.name());
    }
    if let Some(output) = output {
        output::check(output, file, args.force)?;
    }
    let options = args.paper.options()?;
    let Some(loaded) = valid(file, io)? else { return Ok(Outcome::Failed) };
    if options.meeting.is_some_and(|it| it < loaded.assessment.assessed_on) {
        let date = crate::wording::date(loaded.assessment.assessed_on);
        bail!("the meeting is before the assessment, which is of {date}; mend `--meeting-date`");
    }
    let provenance = args.paper.provenance(&loaded, &options);
    let look = if output.is_some() { Look::PLAIN } else { io.look() };
    let content = content(format, look, loaded, &args.paper, options, provenance)?;
    match output {
        Some(output) => output::write(output, &content, args.force)?,
        None => io.stdout.write_all(&content)?,
    }
    Ok(Outcome::Passed)
}

/// Returns the report of an answers file, as it is written down.
pub(super) fn content(
    format: &dyn Format,
    look: Look,
    loaded: Loaded,
    paper: &Paper,
    options: Options,
    provenance: Provenance,
) -> anyhow::Result<Vec<u8>> {
    let assessment = paper.shown(loaded.assessment);
    let provenance = Some(provenance);
    let report = Report::with(&assessment, Options { provenance, ..options });
    let mut content = Vec::new();
    format.write(&report, look, &mut content)?;
    Ok(content)
}

/// Returns the format that is asked for, or that the ending of the output tells.
fn choose(name: Option<&str>, output: Option<&Path>) -> anyhow::Result<&'static dyn Format> {
    if let Some(name) = name {
        let asked = format(name).expect("clap lets only known formats pass");
        let named = output.and_then(by_ending).filter(|it| it.name() != asked.name());
        if let (Some(named), Some(output)) = (named, output) {
            let (asked, output) = (asked.name(), output.display());
            bail!("`{output}` ends like a file in {}, and `--format` says {asked}", named.name());
        }
        return Ok(asked);
    }
    let Some(output) = output else {
        return Ok(&crate::render::Table);
    };
    let Some(found) = by_ending(output) else {
        let endings: Vec<String> =
            FORMATS.iter().filter_map(|it| it.ending()).map(|it| format!(".{it}")).collect();
        let endings = crate::wording::list(&endings, "or");
        bail!("the ending of `{}` names no format; use {endings}, or `--format`", output.display());
    };
    Ok(found)
}

/// Returns the format that the ending of a file tells.
pub(super) fn by_ending(file: &Path) -> Option<&'static dyn Format> {
    let ending = file.extension()?.to_string_lossy().to_lowercase();
    FORMATS.iter().copied().find(|it| it.ending() == Some(&ending))
}
