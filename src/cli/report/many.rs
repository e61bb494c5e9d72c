//! Reports of many answers files: each in a file of its own, on all cores.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::bail;
use rayon::prelude::*;

use super::super::files::{Input, STDIN, expand, folded};
use super::super::load::loaded;
use super::super::progress::Progress;
use super::super::{Io, Outcome, output};
use super::{Args, content};
use crate::diagnostic::Diagnostic;
use crate::read::{self, CONFIG_FILE, Frameworks};
use crate::render::{self, Format, Look, escape};
use crate::report::Options;
use crate::wording;

/// How many reports are made before what happened to them is told.
const BATCH: usize = 32;

pub(super) fn run(args: &Args, output: Option<&Path>, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let Some(folder) = output else {
        bail!("many reports need a folder to go to; name it with `-o`");
    };
    let Some(format) = args.format.as_deref().and_then(render::format) else {
        bail!("many reports need a format; name it, as in `--format pdf`");
    };
    let format = args.tabled(format)?;
    let Some(ending) = format.ending() else {
        bail!("`--format {}` is for terminals, and makes no files", format.name());
    };
    if folder.exists() && !folder.is_dir() {
        bail!("`{}` is a file; many reports need a folder to go to", folder.display());
    }
    let options = args.paper.options()?;
    let found = expand(&args.files, &std::env::current_dir().unwrap_or_default());
    if found.files.iter().any(|it| it.path.as_os_str() == STDIN) {
        bail!("standard input is one report; leave out the other files");
    }
    let mut outcome = Outcome::Passed;
    for (path, reason) in &found.unreadable {
        tell(&format!("cannot read `{}`: {reason}", path.display()), io)?;
        outcome = Outcome::Broken;
    }
    let is_settings = |it: &Input| it.path.file_name().is_some_and(|it| it == CONFIG_FILE);
    let inputs = found.files.into_iter().filter(|it| !it.is_found || !is_settings(it));
    let frameworks = Frameworks::default();
    let inputs: Vec<Input> = inputs.collect();
    let mut progress = Progress::new(inputs.len(), io);
    let ours: Vec<Input> =
        inputs.into_par_iter().filter(|it| !it.is_found || may_be_ours(&it.path)).collect();
    let jobs = places(&ours, &found.folders, folder, ending);
    check(&jobs, args.force)?;
    let (mut written, mut bad) = (0, 0);
    for batch in jobs.chunks(BATCH) {
        let made: Vec<_> =
            batch.par_iter().map(|job| one(job, format, args, &options, &frameworks)).collect();
        for (job, made) in batch.iter().zip(made) {
            match made {
                Ok(Made::Written) => written += 1,
                Ok(Made::Nothing) => {}
                Ok(Made::Bad(findings)) => {
                    let look = io.error_look();
                    let text = render::findings(&findings, look);
                    progress.aside(|| io.stderr.write_all(text.as_bytes()))?;
                    bad += 1;
                    outcome = outcome.max(Outcome::Failed);
                }
                Err(error) => {
                    let text = format!("{}: {error:#}", job.input.display());
                    progress.aside(|| tell(&text, io))?;
                    bad += 1;
                    outcome = Outcome::Broken;
                }
            }
        }
        progress.advance(batch.len());
    }
    drop(progress);
    if written + bad == 0 && outcome == Outcome::Passed {
        bail!("there is no answers file in what was named");
    }
    let reports = wording::count(written, "report", "reports");
    let place = escape::terminal(&folder.display().to_string());
    let rest = match bad {
        0 => String::new(),
        _ => format!(
            "; {} no report: see above",
            wording::count(bad, "answers file has", "answers files have")
        ),
    };
    writeln!(io.stderr, "{reports} written to {place}{rest}")?;
    Ok(outcome)
}

fn tell(error: &str, io: &mut Io<'_>) -> anyhow::Result<()> {
    Ok(writeln!(io.stderr, "error: {}", escape::terminal(error))?)
}

/// Tells whether a file that was found looks like one of ours, or cannot be looked at.
fn may_be_ours(path: &Path) -> bool {
    !matches!(read::open(path), Ok(Ok(source)) if !read::is_ours(source.text()))
}

/// An answers file, and where its report goes.
struct Job {
    input: PathBuf,
    is_found: bool,
    output: PathBuf,
}

/// What became of a job.
enum Made {
    /// A report.
    Written,
    /// Nothing: the file is a framework that was found beside answers.
    Nothing,
    /// Nothing: there are errors in the answers.
    Bad(Vec<Diagnostic>),
}

/// Returns where each report goes: as deep below `to` as its answers are below the folder that was
/// named, and never outside of `to`. Answers that differ by their endings alone keep them.
fn places(inputs: &[Input], folders: &[PathBuf], to: &Path, ending: &str) -> Vec<Job> {
    let folders: Vec<PathBuf> = folders.iter().map(|it| folded(it)).collect();
    let place = |input: &Input| {
        // `a/../b.yaml` starts with `a`, and is not below it.
        let path = folded(&input.path);
        let is_below = |it: &&Path| it.components().all(|it| matches!(it, Component::Normal(_)));
        let below = folders.iter().filter_map(|it| path.strip_prefix(it).ok()).filter(is_below);
        match below.min_by_key(|it| it.components().count()) {
            Some(below) => below.to_owned(),
            None => path.file_name().map(PathBuf::from).unwrap_or_default(),
        }
    };
    let places: Vec<PathBuf> = inputs.iter().map(place).collect();
    let mut stems: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for it in &places {
        *stems.entry(it.with_extension("")).or_default() += 1;
    }
    let jobs = inputs.iter().zip(&places).map(|(input, place)| {
        let is_alone = stems.get(&place.with_extension("")) == Some(&1);
        let mut name =
            if is_alone { place.with_extension("") } else { place.clone() }.into_os_string();
        name.push(format!(".{ending}"));
        Job { input: input.path.clone(), is_found: input.is_found, output: to.join(name) }
    });
    jobs.collect()
}

/// Tells whether all reports may be written, before any work is done.
fn check(jobs: &[Job], force: bool) -> anyhow::Result<()> {
    let mut outputs: BTreeMap<&Path, &Path> = BTreeMap::new();
    for job in jobs {
        if let Some(other) = outputs.insert(&job.output, &job.input) {
            bail!(
                "`{}` and `{}` would both give `{}`; report on them one by one",
                other.display(),
                job.input.display(),
                job.output.display()
            );
        }
    }
    let inputs: BTreeSet<PathBuf> =
        jobs.iter().filter_map(|it| fs::canonicalize(&it.input).ok()).collect();
    let there: Vec<&Path> =
        jobs.iter().map(|it| it.output.as_path()).filter(|it| it.exists()).collect();
    let is_input = |it: &&&Path| fs::canonicalize(it).is_ok_and(|it| inputs.contains(&it));
    if let Some(output) = there.iter().find(is_input) {
        return Err(output::is_input(output));
    }
    match there.first() {
        Some(first) if !force => bail!(
            "{} there already, such as `{}`; use --force to write over them",
            wording::count(there.len(), "report is", "reports are"),
            first.display()
        ),
        _ => Ok(()),
    }
}

/// Makes a report, if there is one to make.
fn one(
    job: &Job,
    format: &dyn Format,
    args: &Args,
    options: &Options,
    frameworks: &Frameworks,
) -> anyhow::Result<Made> {
    let loaded = match loaded(read::open(&job.input)?, &job.input, frameworks) {
        Some(Ok(loaded)) => loaded,
        Some(Err(findings)) => return Ok(Made::Bad(findings)),
        None if job.is_found => return Ok(Made::Nothing),
        None => bail!("it is a framework, not an answers file"),
    };
    let provenance = args.paper.provenance(&loaded, options);
    let options = options.clone();
    let content = content(format, Look::PLAIN, loaded, &args.paper, options, provenance)?;
    output::make_folder_of(&job.output)?;
    output::write(&job.output, &content, args.force)?;
    Ok(Made::Written)
}
