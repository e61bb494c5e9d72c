//! `stocktake verify`: whether a report is what its answers give.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use clap::Parser as _;

use super::load::{Loaded, loaded};
use super::report::{Paper, by_ending, content};
use super::{Io, Outcome};
use crate::read::{self, Frameworks};
use crate::render::escape::terminal;
use crate::render::{Format, Look, findings, provenance};
use crate::report::{Origin, PROGRAM, Provenance};
use crate::wording;

/// How large a report may be, in bytes.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Check a report: is it what its answers give, to the last byte?
///
/// A report names the SHA-256 of its answers and its framework, the options and the version of the
/// program that made it. This command compares each of them, makes the report again, and compares
/// that. Of a PDF, a web page or a JSON file; the answers are looked for beside the report.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake verify gap-report.pdf
  stocktake verify gap-report.html --answers archive/answers.yaml")]
pub(super) struct Args {
    /// A report in PDF, HTML or JSON
    #[arg(value_name = "REPORT")]
    report: PathBuf,

    /// The answers file that it was made from, if it does not lie beside the report
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
}

/// The options of a report, read again.
#[derive(clap::Parser)]
struct Again {
    #[command(flatten)]
    paper: Paper,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let shown = args.report.display();
    let format = by_ending(&args.report).with_context(|| {
        format!("the ending of `{shown}` names no format; verify a .pdf, .html or .json")
    })?;
    let report = read::open_bytes(&args.report, MAX_BYTES)?;
    if report.len() > MAX_BYTES {
        bail!("`{shown}` is larger than {} MiB", MAX_BYTES / 1024 / 1024);
    }
    let Some(line) = format.provenance(&report) else {
        bail!("`{shown}` does not say what it was made from; reports in PDF, HTML and JSON do");
    };
    let (Some(recorded), Some(program)) =
        (provenance::from_json(&line), provenance::program(&line))
    else {
        bail!("what `{shown}` says it was made from cannot be read");
    };
    let answers = match &args.answers {
        Some(file) => file.clone(),
        None => beside(&args.report, &recorded.answers.name)
            .context("name the answers file with `--answers`")?,
    };
    let source = match read::open(&answers)? {
        Ok(source) => source,
        Err(finding) => {
            io.stderr.write_all(findings([&finding], io.error_look()).as_bytes())?;
            return Ok(Outcome::Failed);
        }
    };
    let mut checks = vec![Check::of("answers", &recorded.answers, &source.sha256())];
    let loaded = match loaded(Ok(Arc::clone(&source)), &answers, &Frameworks::default()) {
        None => bail!("`{}` is a framework, not an answers file", answers.display()),
        Some(Ok(loaded)) => Some(loaded),
        Some(Err(errors)) => {
            io.stderr.write_all(findings(&errors, io.error_look()).as_bytes())?;
            None
        }
    };
    let is_same_program = program == PROGRAM;
    if let Some(loaded) = loaded {
        let paper = paper(&recorded, &args.report)?;
        let made = Made { loaded, paper, format, report: &report };
        checks.extend(made.checks(&recorded, is_same_program)?);
    } else {
        checks.push(Check::new(false, format!("{}: it has errors now", answers.display())));
    }
    checks.push(if is_same_program {
        Check::new(true, format!("{program}: the same program"))
    } else {
        let text =
            format!("{program} made the report, and this is {PROGRAM}: what it makes may differ");
        Check::new(false, text)
    });
    for it in &checks {
        let mark = if it.is_met { "yes" } else { "no " };
        writeln!(io.stdout, "{mark}  {}", terminal(&it.text))?;
        for (name, sum) in &it.sums {
            writeln!(io.stdout, "     {name:7} {sum}")?;
        }
    }
    let unmet = checks.iter().filter(|it| !it.is_met).count();
    if unmet == 0 {
        writeln!(io.stdout, "{} is what its answers give", terminal(&shown.to_string()))?;
        return Ok(Outcome::Passed);
    }
    let count = wording::count(unmet, "thing is", "things are");
    writeln!(io.stdout, "{}: {count} not as the report says", terminal(&shown.to_string()))?;
    Ok(Outcome::Failed)
}

/// Something that was compared.
struct Check {
    is_met: bool,
    text: String,
    /// Sums, each with its name.
    sums: Vec<(&'static str, String)>,
}

impl Check {
    fn new(is_met: bool, text: impl Into<String>) -> Self {
        Self { is_met, text: text.into(), sums: Vec::new() }
    }

    /// Returns whether a file is still what it was.
    fn of(what: &str, recorded: &Origin, now: &str) -> Self {
        let is_met = recorded.sha256 == now;
        let name = &recorded.name;
        if is_met {
            return Self {
                is_met,
                text: format!("{what}, {name}: the same"),
                sums: vec![("SHA-256", now.to_owned())],
            };
        }
        let sums = vec![("then", recorded.sha256.clone()), ("now", now.to_owned())];
        Self { is_met, text: format!("{what}, {name}: another SHA-256"), sums }
    }
}

/// A report, and what it is to be made of again.
struct Made<'a> {
    loaded: Loaded,
    paper: Paper,
    format: &'static dyn Format,
    report: &'a [u8],
}

impl Made<'_> {
    /// Returns what there is to compare once the answers are known.
    fn checks(self, recorded: &Provenance, is_same_program: bool) -> anyhow::Result<Vec<Check>> {
        let options = self.paper.options()?;
        let now = self.paper.provenance(&self.loaded, &options);
        let mut checks = vec![Check::of("framework", &recorded.framework, &now.framework.sha256)];
        if let (Some(logo), Some(now)) = (&recorded.logo, &now.logo) {
            checks.push(Check::of("logo", logo, &now.sha256));
        }
        // The answers may have another name by now, and that is no other report.
        let answers = Origin { name: recorded.answers.name.clone(), ..now.answers.clone() };
        let again = Provenance { answers, ..now };
        let bytes = content(self.format, Look::PLAIN, self.loaded, &self.paper, options, again)?;
        if bytes == self.report {
            checks.push(Check::new(true, "the report, made again: the same, to the last byte"));
        } else if is_same_program {
            checks.push(Check::new(false, "the report, made again: it differs"));
        }
        Ok(checks)
    }
}

/// Returns the options of a report, as they were given. A logo is looked for beside the report.
fn paper(recorded: &Provenance, report: &Path) -> anyhow::Result<Paper> {
    let refused = || anyhow!("the options of the report are not those of this program");
    let arg = |(name, value): &(String, Option<String>)| match value {
        // In one piece, because a value may start with a hyphen.
        Some(value) => format!("{name}={value}"),
        None => name.clone(),
    };
    let args = std::iter::once("report".to_owned()).chain(recorded.options.iter().map(arg));
    let mut paper = Again::try_parse_from(args).map_err(|_| refused())?.paper;
    // An option that hides another, `--logo=/a/b` without a value, is not given like that.
    if paper.given() != recorded.options {
        return Err(refused());
    }
    paper.logo = paper.logo.map(|it| beside(report, &it.to_string_lossy())).transpose()?;
    Ok(paper)
}

/// Returns the file of this name that lies beside the report. Nothing else is opened.
fn beside(report: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let is_name = !name.contains(['/', '\\', ':']) && name != ".." && !name.starts_with('<');
    let file = report.with_file_name(name);
    if !is_name || !file.is_file() {
        bail!("`{name}` does not lie beside the report");
    }
    Ok(file)
}
