//! Input files of a command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;

use super::files::STDIN;
use super::progress::Progress;
use super::{Io, Outcome};
use crate::diagnostic::{Checked, Diagnostic, Group, Severity, Source, nearest};
use crate::model::{Assessment, Framework};
use crate::read::{self, BUILTIN, Builtin, File, Frameworks};
use crate::render::{self, escape};
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

/// Returns the assessment of an answers file, or of standard input for `-`.
pub(super) fn assessment(path: &Path, io: &mut Io<'_>) -> anyhow::Result<Checked<Assessment>> {
    let source = match source(path, io)? {
        Ok(source) => source,
        Err(finding) => return Ok(Checked { value: None, diagnostics: vec![finding] }),
    };
    match read::file(&source, folder(path), &Frameworks::default()) {
        File::Answers(answers) => Ok(answers.checked),
        File::Framework(_) => bail!(
            "`{}` is a framework, not an answers file; `stocktake check` checks it",
            path.display()
        ),
    }
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

/// Returns the folder that paths in a file start from: its own, or the working folder.
pub(super) fn folder(path: &Path) -> &Path {
    if path.as_os_str() == STDIN { Path::new("") } else { read::folder_of(path) }
}

/// Returns the assessment of a file if it has no errors; prints what there is to say about it to
/// standard error.
pub(super) fn valid(path: &Path, io: &mut Io<'_>) -> anyhow::Result<Option<Assessment>> {
    let checked = assessment(path, io)?;
    let look = io.error_look();
    if checked.value.is_none() {
        let is_error = |it: &&Diagnostic| it.severity == Severity::Error;
        let errors = checked.diagnostics.iter().filter(is_error);
        io.stderr.write_all(render::findings(errors, look).as_bytes())?;
        return Ok(None);
    }
    // Who closes which gap is for the report to show, and changes no result.
    let is_told = |it: &&Diagnostic| !it.is_accepted() && it.code.group() != Group::Planning;
    let warnings = checked.diagnostics.iter().filter(is_told).count();
    if warnings > 0 {
        let count = wording::count(warnings, "warning", "warnings");
        let file = escape::terminal(&path.display().to_string());
        let them = if warnings == 1 { "it" } else { "them" };
        writeln!(io.stderr, "{file}: {count}; `stocktake check` shows {them}")?;
    }
    Ok(checked.value)
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
