//! `stocktake interview`, as people use it: line by line, and in a real terminal.

mod lines;
#[cfg(unix)]
mod screen;
#[path = "../shared/run.rs"]
mod shared;
#[cfg(unix)]
mod terminal;

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

/// A framework with one criterion for each kind of scale.
const TINY: &str = "tests/fixtures/good/tiny.toml";

/// The largest framework that is compiled in.
const LARGEST: &str = "what-good-looks-like";

/// A folder of its own for a test, with the tiny framework in it.
struct Folder(TempDir);

impl Folder {
    #[track_caller]
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder can be made"));
        fs::copy(TINY, folder.path("tiny.toml")).expect("the framework can be copied");
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    #[track_caller]
    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file can be written");
    }

    #[track_caller]
    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file is there")
    }

    /// Writes an answers file of the tiny framework, with these lines of answers.
    fn answers(&self, lines: &str) {
        let answers = if lines.is_empty() { " {}".to_owned() } else { format!("\n{lines}") };
        self.write(
            "answers.yaml",
            &format!(
                "framework: tiny.toml\norganisation: {{ name: Example NHS Foundation Trust }}\n\
                 assessed_on: 2026-10-01\nanswers:{answers}\n"
            ),
        );
    }

    /// Runs a command of this program in this process: a word that starts with `@` is a file here.
    fn run(&self, args: &[&str], stdin: &str) -> (u8, String, String) {
        let place = |it: &&str| match it.strip_prefix('@') {
            Some(name) => self.path(name).into(),
            None => OsString::from(it),
        };
        let args = std::iter::once(OsString::from("stocktake")).chain(args.iter().map(place));
        let (outcome, stdout, stderr) = shared::run(args, stdin.as_bytes());
        (outcome as u8, stdout, stderr)
    }
}
