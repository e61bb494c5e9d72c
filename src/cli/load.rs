//! Input files of a command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};

use super::files::{STDIN, name_of};
use super::progress::Progress;
use super::{Io, Outcome};
use crate::diagnostic::{Checked, Code, Diagnostic, Group, Severity, Source, nearest, sha256};
use crate::model::{Assessment, Framework};
use crate::questionnaire::Filled;
use crate::read::{self, BUILTIN, Builtin, File, Frameworks};
use crate::render::{self, escape};
use crate::report::{Origin, Provenance};
use crate::wording;

/// Reads a file, or standard input for `-`.
pub(super) fn source(
    path: &Path,
    io: &mut Io<'_>,
) -> anyhow::Result<Result<Arc<Source>, Diagnostic>> {
    Ok(if path.as_os_str() == STDIN {
        read::read_from("<stdin>", &mut io.stdin)?
    } else {
        read::open(path)?
    })
}

/// Reads a table from a file, or from standard input for `-`.
pub(super) fn table(
    path: &Path,
    io: &mut Io<'_>,
) -> anyhow::Result<Result<Arc<Source>, Diagnostic>> {
    Ok(if path.as_os_str() == STDIN {
        read::read_table_from("<stdin>", &mut io.stdin)?
    } else {
        read::open_table(path)?
    })
}

/// An answers file that can be scored.
pub(super) struct Loaded {
    /// What is in it.
    pub(super) assessment: Assessment,
    /// How many warnings there are about it.
    pub(super) warnings: usize,
    source: Arc<Source>,
    framework: Option<Arc<Source>>,
}

/// Returns what is in an answers file, or what is wrong with it. A framework of users is looked up
/// in `frameworks` first. A framework is no answers file: `None`.
pub(super) fn loaded(
    source: Result<Arc<Source>, Diagnostic>,
    path: &Path,
    frameworks: &Frameworks,
) -> Option<Result<Loaded, Vec<Diagnostic>>> {
    let source = match source {
        Ok(source) => source,
        Err(finding) => return Some(Err(vec![finding])),
    };
    let File::Answers(answers) = read::file(&source, folder(path), frameworks) else { return None };
    let Checked { value, diagnostics } = answers.checked;
    let Some(assessment) = value else {
        let errors = diagnostics.into_iter().filter(|it| it.severity == Severity::Error);
        return Some(Err(errors.collect()));
    };
    let warnings = diagnostics.iter().filter(|it| is_told(it)).count();
    Some(Ok(Loaded { assessment, warnings, source, framework: answers.framework }))
}

/// Tells whether a finding is worth a word where somebody wants to get on. Who closes which gap is for
/// the report to show, and changes no result.
fn is_told(it: &Diagnostic) -> bool {
    !it.is_accepted() && it.code.group() != Group::Planning
}

impl Loaded {
    /// Returns what a report is made from, with these options and this logo.
    pub(super) fn provenance(
        &self,
        options: Vec<(String, Option<String>)>,
        logo: Option<Origin>,
    ) -> Provenance {
        let framework = match &self.framework {
            Some(source) => origin(source),
            None => builtin(&self.assessment.framework),
        };
        Provenance { answers: origin(&self.source), framework, options, logo }
    }
}

fn origin(source: &Source) -> Origin {
    let name = source.name();
    let name = if source.has_path() { name_of(Path::new(name)) } else { name.to_owned() };
    Origin { name, sha256: source.sha256() }
}

fn builtin(framework: &Framework) -> Origin {
    let text =
        Builtin::find(framework.id.as_str()).expect("it has no file, so it is built in").text;
    let name = format!("{}@{}", framework.id, framework.version);
    Origin { name, sha256: sha256(text.as_bytes()) }
}

/// Returns the framework with an id, or the one in a TOML file. If that has errors, prints what
/// there is to say about it to standard error.
pub(super) fn framework(name: &str, io: &mut Io<'_>) -> anyhow::Result<Option<Arc<Framework>>> {
    if !name.to_ascii_lowercase().ends_with(".toml") {
        if let Some(builtin) = Builtin::find(name) {
            return Ok(Some(builtin.framework()));
        }
        match nearest(name, BUILTIN.iter().map(|it| it.id)) {
            Some(near) => bail!("there is no framework `{name}`; did you mean `{near}`?"),
            None => bail!("there is no framework `{name}`; `stocktake frameworks` lists them"),
        }
    }
    let checked = match source(Path::new(name), io)? {
        Ok(source) => read::framework(&source),
        Err(finding) => Checked { value: None, diagnostics: vec![finding] },
    };
    if checked.value.is_none() {
        let look = io.error_look();
        io.stderr.write_all(render::findings(&checked.diagnostics, look).as_bytes())?;
    }
    Ok(checked.value.map(Arc::new))
}

/// Returns everything that an answers file says, if there are no errors in it, and how many warnings there
/// are; otherwise prints the errors to standard error. What is odd about a workbook is printed too: it
/// shows nowhere else.
pub(super) fn filled(path: &Path, io: &mut Io<'_>) -> anyhow::Result<Option<(Filled, usize)>> {
    let findings = match source(path, io)? {
        Err(finding) => vec![finding],
        Ok(source) => match read::file(&source, folder(path), &Frameworks::default()) {
            File::Framework(_) => return Err(no_answers(path)),
            File::Answers(answers) => {
                let filled = answers.filled();
                let (about_workbook, rest): (Vec<Diagnostic>, Vec<Diagnostic>) =
                    answers.checked.diagnostics.into_iter().partition(|it| {
                        matches!(it.code, Code::WorkbookChanged | Code::ElementOpen)
                    });
                let look = io.error_look();
                let odd = render::findings(&about_workbook, look);
                io.stderr.write_all(odd.as_bytes())?;
                match filled {
                    Some(filled) => {
                        let warnings = rest.iter().filter(|it| is_told(it)).count();
                        return Ok(Some((filled, warnings)));
                    }
                    None => rest,
                }
            }
        },
    };
    refuse(&findings, io)?;
    Ok(None)
}

/// Prints the errors among findings to standard error.
pub(super) fn refuse(findings: &[Diagnostic], io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let look = io.error_look();
    let errors = findings.iter().filter(|it| it.severity == Severity::Error);
    io.stderr.write_all(render::findings(errors, look).as_bytes())?;
    Ok(Outcome::Failed)
}

fn no_answers(path: &Path) -> anyhow::Error {
    anyhow!("`{}` is a framework, not an answers file; `stocktake check` checks it", path.display())
}

/// Returns the folder that paths in a file start from: its own, or the working folder.
pub(super) fn folder(path: &Path) -> &Path {
    if path.as_os_str() == STDIN { Path::new("") } else { read::folder_of(path) }
}

/// Returns what is in a file if it has no errors; prints what there is to say about it to standard
/// error.
pub(super) fn valid(path: &Path, io: &mut Io<'_>) -> anyhow::Result<Option<Loaded>> {
    let source = source(path, io)?;
    match loaded(source, path, &Frameworks::default()).ok_or_else(|| no_answers(path))? {
        Ok(loaded) => {
            if loaded.warnings > 0 {
                let count = wording::count(loaded.warnings, "warning", "warnings");
                let file = escape::terminal(&path.display().to_string());
                let them = if loaded.warnings == 1 { "it" } else { "them" };
                writeln!(io.stderr, "{file}: {count}; `stocktake check` shows {them}")?;
            }
            Ok(Some(loaded))
        }
        Err(findings) => {
            let look = io.error_look();
            io.stderr.write_all(render::findings(&findings, look).as_bytes())?;
            Ok(None)
        }
    }
}

/// Does something for each file; a file that cannot be read does not stop the rest.
pub(super) fn each(
    files: &[PathBuf],
    io: &mut Io<'_>,
    mut what: impl FnMut(&Path, &mut Io<'_>) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    let mut worst = Outcome::Passed;
    let mut progress = Progress::new(files.len(), io);
    for file in files {
        let outcome = match what(file, io) {
            // Where nothing can be written there is no point in going on.
            Err(error) if error.is::<std::io::Error>() => return Err(error),
            Err(error) => {
                writeln!(io.stderr, "error: {}", escape::terminal(&format!("{error:#}")))?;
                Outcome::Broken
            }
            Ok(outcome) => outcome,
        };
        worst = worst.max(outcome);
        progress.step();
    }
    Ok(worst)
}
