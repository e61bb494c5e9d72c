//! Input files of a command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::progress::Progress;
use super::{Io, Outcome};
use crate::diagnostic::{Checked, Diagnostic, Severity, Source};
use crate::model::Assessment;
use crate::read;
use crate::render::{self, Look, escape};
use crate::wording;

/// How many findings of one file are shown.
const SHOWN: usize = 50;

/// Reads a file, or standard input for `-`.
pub(super) fn source(
    path: &Path,
    io: &mut Io<'_>,
) -> anyhow::Result<Result<Arc<Source>, Diagnostic>> {
    Ok(if path.as_os_str() == "-" {
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
    if read::kind(&source) == read::Kind::Framework {
        anyhow::bail!(
            "`{}` is a framework, not an answers file; `stocktake check` checks it",
            path.display()
        );
    }
    Ok(read::answers(&source, folder(path)))
}

/// Returns the folder that paths in a file start from: its own, or the working folder.
pub(super) fn folder(path: &Path) -> &Path {
    if path.as_os_str() == "-" { Path::new("") } else { read::folder_of(path) }
}

/// Returns the assessment of a file if it has no errors; prints what there is to say about it to
/// standard error.
pub(super) fn valid(path: &Path, io: &mut Io<'_>) -> anyhow::Result<Option<Assessment>> {
    let checked = assessment(path, io)?;
    let look = io.error_look();
    if checked.value.is_none() {
        let errors: Vec<Diagnostic> =
            checked.diagnostics.into_iter().filter(|it| it.severity == Severity::Error).collect();
        io.stderr.write_all(findings(&errors, look).as_bytes())?;
        return Ok(None);
    }
    let warnings = checked.diagnostics.len();
    if warnings > 0 {
        let count = wording::count(warnings, "warning", "warnings");
        let file = escape::terminal(&path.display().to_string());
        let them = if warnings == 1 { "it" } else { "them" };
        writeln!(io.stderr, "{file}: {count}; `stocktake check` shows {them}")?;
    }
    Ok(checked.value)
}

/// Returns the findings of a file as text, in file order, with a count of those that are too many.
/// Errors are shown before warnings are.
pub(super) fn findings(all: &[Diagnostic], look: Look) -> String {
    let errors = all.iter().filter(|it| it.severity == Severity::Error).count();
    let mut left = (SHOWN.min(errors), SHOWN.saturating_sub(errors));
    let is_shown = |it: &&Diagnostic| {
        let left = if it.severity == Severity::Error { &mut left.0 } else { &mut left.1 };
        let is_shown = *left > 0;
        *left = left.saturating_sub(1);
        is_shown
    };
    let shown: Vec<Diagnostic> = all.iter().filter(is_shown).cloned().collect();
    let rest = all.len() - shown.len();
    let mut text = render::diagnostics(&shown, look);
    if rest > 0 {
        text += &format!(
            "… and {} in this file\n\n",
            wording::count(rest, "more finding", "more findings")
        );
    }
    text
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
