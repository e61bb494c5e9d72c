//! From the text of files to an assessment, as the program reads them.

use std::path::Path;
use std::sync::Arc;

use stocktake::diagnostic::{Checked, Diagnostic, Source};
use stocktake::model::Assessment;
use stocktake::read;

/// What answers call the framework that stands beside them.
pub(crate) const FRAMEWORK: &str = "framework.toml";

/// Returns the assessment that `answers`, the text of a file called `name`, describe. They name
/// their framework as [`FRAMEWORK`].
#[track_caller]
pub(crate) fn assess(framework: &str, name: &str, answers: &str) -> Assessment {
    let folder = tempfile::tempdir().expect("there is a place for temporary folders");
    std::fs::write(folder.path().join(FRAMEWORK), framework).expect("the folder can be written");
    read_in(folder.path(), name, answers)
}

/// Returns findings, one on a line.
pub(crate) fn told(findings: &[Diagnostic]) -> String {
    let line = |it: &Diagnostic| format!("{}: {}\n", it.code.name(), it.message);
    findings.iter().map(line).collect()
}

#[track_caller]
fn read_in(folder: &Path, name: &str, answers: &str) -> Assessment {
    let Checked { value, diagnostics } =
        read::answers(&Arc::new(Source::new(name, answers)), folder);
    value.unwrap_or_else(|| panic!("{}\n{answers}", told(&diagnostics)))
}
