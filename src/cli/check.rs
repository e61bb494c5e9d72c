//! `stocktake check`: what is wrong with frameworks and answers.

use std::path::{Path, PathBuf};

use super::files::expand;
use super::load::{each, findings, folder, source};
use super::{Io, Outcome};
use crate::diagnostic::{Diagnostic, Severity};
use crate::read::{self, Kind};
use crate::wording;

/// Check frameworks and answers files, and print what is wrong with them
///
/// A TOML file is a framework, unless it has answers or names a framework; every other file holds
/// answers.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake check answers.yaml
  stocktake check frameworks examples")]
pub(super) struct Args {
    /// Frameworks in TOML, answers in YAML, TOML or JSON; a folder stands for those in it; `-` is
    /// standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let (mut count_of_files, mut errors, mut warnings) = (0, 0, 0);
    let files = expand(&args.files)?;
    let outcome = each(&files, io, |file, io| {
        let found = diagnostics(file, io)?;
        let count = |of| found.iter().filter(|it| it.severity == of).count();
        count_of_files += 1;
        errors += count(Severity::Error);
        warnings += count(Severity::Warning);
        let look = io.look();
        io.stdout.write_all(findings(&found, look).as_bytes())?;
        Ok(if count(Severity::Error) > 0 { Outcome::Failed } else { Outcome::Passed })
    })?;
    let files = wording::count(count_of_files, "file", "files");
    let errors = wording::count(errors, "error", "errors");
    let warnings = wording::count(warnings, "warning", "warnings");
    writeln!(io.stdout, "{files} checked: {errors}, {warnings}")?;
    Ok(outcome)
}

fn diagnostics(file: &Path, io: &mut Io<'_>) -> anyhow::Result<Vec<Diagnostic>> {
    let source = match source(file, io)? {
        Ok(source) => source,
        Err(finding) => return Ok(vec![finding]),
    };
    Ok(match read::kind(&source) {
        Kind::Framework => read::framework(&source).diagnostics,
        Kind::Answers => read::answers(&source, folder(file)).diagnostics,
    })
}
