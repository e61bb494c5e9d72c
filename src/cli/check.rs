//! `stocktake check`: what is wrong with frameworks and answers, and whether they pass the gate.

mod options;
mod rules;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::files::{Input, STDIN, expand, folded};
use super::load::folder;
use super::progress::Progress;
use super::{Io, Outcome, output};
use crate::check::{Across, Checkup, Kind, Totals, examine};
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::read::{self, CONFIG_FILE, Frameworks, ReadError};
use crate::render::check::{CheckFormat, Concise, check_format, summary};
pub(super) use options::Args;
use rules::{Rules, Settings};

/// How many files are examined before their findings are written down: enough to keep every core
/// busy, and few enough to keep in memory.
const BATCH: usize = 64;

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    if let Some(output) = &args.output {
        for input in &args.files {
            output::check(output, input, args.force)?;
        }
    }
    let format: &dyn CheckFormat = if args.concise {
        if args.format != "text" {
            anyhow::bail!("`--concise` is about text; leave it out, or `--format {}`", args.format);
        }
        &Concise
    } else {
        check_format(&args.format).expect("clap lets only known formats pass")
    };
    let mut writer =
        format.start(if args.output.is_some() { crate::render::Look::PLAIN } else { io.look() });
    let mut totals = Totals::default();
    let place = args.output.as_ref().and_then(|it| fs::canonicalize(it).ok());
    let is_place = |path: &Path| {
        place.as_ref().is_some_and(|it| fs::canonicalize(path).is_ok_and(|path| path == *it))
    };
    let mut is_input = false;
    let mut take = |checkup: &Checkup| {
        is_input |= is_place(Path::new(&checkup.path));
        totals.add(checkup);
        writer.file(checkup);
    };
    let settings = check(args, io, &mut take);
    is_input |= settings.iter().any(|it| is_place(it));
    // How the run ended is settled before anything is printed.
    let outcome = match totals.exit_code() {
        0 => Outcome::Passed,
        1 => Outcome::Failed,
        _ => Outcome::Broken,
    };
    let written = writer.finish(&totals);
    match &args.output {
        Some(output) if is_input => return Err(output::is_input(output)),
        Some(output) => {
            output::write(output, written.text.as_bytes(), args.force)?;
            // A log without a word leaves people wondering.
            io.stderr.write_all(summary(&totals).as_bytes())?;
        }
        None => io.stdout.write_all(written.text.as_bytes())?,
    }
    if let Some((page, file)) = written.page.zip(options::summary_file()) {
        output::append(&file, page.as_bytes())?;
    }
    Ok(outcome)
}

/// Hands what there is to say to `take`: first about what was asked, then about each file, by path,
/// then about folders without any. Returns the files that say what is asked.
fn check(args: &Args, io: &mut Io<'_>, take: &mut dyn FnMut(&Checkup)) -> Vec<PathBuf> {
    let working_folder = std::env::current_dir().unwrap_or_default();
    let (options, findings) = options::Options::of(args);
    if !findings.is_empty() {
        take(&Checkup::new(options.source.name(), Kind::Settings, findings));
    }
    let mut settings = Settings::new(options, &working_folder);
    let found = expand(&args.files, &working_folder);
    for (path, reason) in &found.unreadable {
        take(&unreadable(path, reason));
    }
    let frameworks = Frameworks::default();
    let mut across = Across::default();
    let mut foreign = Foreign { inputs: &found.files, seen: BTreeSet::new() };
    let mut folders = BTreeSet::new();
    let mut progress = Progress::new(found.files.len(), io);
    for batch in found.files.chunks(BATCH) {
        let mut jobs = Vec::with_capacity(batch.len());
        for input in batch {
            let rules = settings.of(folder(&input.path), take);
            // What there is to say about settings was said with those of the folder.
            if input.path.file_name().is_some_and(|it| it == CONFIG_FILE)
                && (input.path.is_file() || input.path.is_symlink())
            {
                continue;
            }
            let stdin = (input.path.as_os_str() == STDIN).then(|| stdin(io));
            jobs.push((input, rules, stdin));
        }
        let examined: Vec<_> = if let [_] = batch {
            jobs.into_iter().map(|it| one(it, &frameworks)).collect()
        } else {
            jobs.into_par_iter().map(|it| one(it, &frameworks)).collect()
        };
        for (input, mut checkup, rules) in examined.into_iter().flatten() {
            let holds = |it: &PathBuf| {
                let is_here = !input.path.starts_with("..") && !input.path.is_absolute();
                input.path.starts_with(it)
                    || it == Path::new(".") && is_here && input.path.as_os_str() != STDIN
            };
            folders.extend(found.folders.iter().filter(|it| holds(it)));
            across.compare(&mut checkup);
            checkup.settle(&rules.policy);
            foreign.tell_once(&mut checkup);
            take(&checkup);
        }
        progress.advance(batch.len());
    }
    folders.extend(found.unreadable.iter().map(|(path, _)| path));
    for folder in found.folders.iter().filter(|it| !folders.contains(it)) {
        take(&nothing_in(folder));
    }
    settings.files
}

/// A file as text, or what there is to say instead.
type Opened = Result<Arc<Source>, Checkup>;

fn open(path: &Path) -> Opened {
    opened(path, read::open(path))
}

fn opened(path: &Path, opened: Result<Result<Arc<Source>, Diagnostic>, ReadError>) -> Opened {
    match opened {
        Ok(opened) => opened.map_err(|it| broken(path, it)),
        Err(error) => Err(unreadable(path, &reason(&error))),
    }
}

/// Returns why a file cannot be read.
fn reason(error: &ReadError) -> String {
    match error.cause.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => error.cause.to_string(),
    }
}

fn stdin(io: &mut Io<'_>) -> Opened {
    opened(Path::new("<stdin>"), read::read_from("<stdin>", &mut io.stdin))
}

/// A file to examine, by these rules. Standard input was read already.
type Job<'a> = (&'a Input, Arc<Rules>, Option<Opened>);

/// Examines a file; returns nothing if it was only found, and is somebody else's.
fn one<'a>(
    (input, rules, stdin): Job<'a>,
    frameworks: &Frameworks,
) -> Option<(&'a Input, Checkup, Arc<Rules>)> {
    let opened = stdin.unwrap_or_else(|| open(&input.path));
    let checkup = match opened {
        Ok(source) => checkup(input, &source, frameworks, &rules)?,
        Err(checkup) => checkup,
    };
    Some((input, checkup, rules))
}

fn checkup(
    input: &Input,
    source: &Arc<Source>,
    frameworks: &Frameworks,
    rules: &Rules,
) -> Option<Checkup> {
    if input.is_found && !read::is_ours(source.text()) {
        return None;
    }
    Some(examine(source, folder(&input.path), frameworks, rules.asked()))
}

/// Returns what there is to say about a file that is no text, or too large: it cannot be used, but
/// it could be read.
fn broken(path: &Path, finding: Diagnostic) -> Checkup {
    Checkup::new(path.display().to_string(), Kind::Answers, vec![finding])
}

fn unreadable(path: &Path, reason: &str) -> Checkup {
    let message = format!("this cannot be read: {reason}");
    let help = "check the path, and whether you may read it";
    unread(path, Code::UnreadableFile, &message, help)
}

fn nothing_in(folder: &Path) -> Checkup {
    let message = "there is no framework and no answers file in this folder";
    let help = "name another folder; what is hidden, or in a `.gitignore`, is left alone";
    unread(folder, Code::NothingToCheck, message, help)
}

fn unread(path: &Path, code: Code, message: &str, help: &str) -> Checkup {
    let name = path.display().to_string();
    let source = Arc::new(Source::new(&name, ""));
    let finding = Diagnostic::new(code, &source, 0..0, message).help(help);
    Checkup::new(name, Kind::Unread, vec![finding])
}

/// What files have to say about others: a framework with errors, once for all who name it.
struct Foreign<'a> {
    /// What is checked anyway, by path.
    inputs: &'a [Input],
    seen: BTreeSet<(PathBuf, usize, Code)>,
}

impl Foreign<'_> {
    fn tell_once(&mut self, checkup: &mut Checkup) {
        let Checkup { path, findings, .. } = checkup;
        findings.retain(|it| {
            let Some(label) = it.labels.first().filter(|it| it.source.name() != path) else {
                return true;
            };
            let file = folded(Path::new(label.source.name()));
            let input = self.inputs.binary_search_by(|it| it.path.cmp(&file));
            let input = input.ok().and_then(|it| self.inputs.get(it));
            let is_ours = || read::is_ours(label.source.text());
            let is_checked = input.is_some_and(|it| !it.is_found || is_ours());
            !is_checked && self.seen.insert((file, label.span.start, it.code))
        });
    }
}
