//! The commands, as a shell sees them: exit code, standard output, standard error, and files.
//!
//! Each test runs the real binary, except where many small variations of one input are tried; those
//! go through [`stocktake::cli::run`] in this process.

mod accepted;
mod bad_inputs;
mod check;
mod choices;
mod explain;
mod folders;
mod frameworks;
mod gate;
mod github;
mod hostile_text;
mod import;
mod junit;
mod junk;
mod limits;
mod many;
mod mistakes;
mod new;
mod paper;
mod report;
mod reviews;
mod sarif;
mod schema;
mod score;
mod settings;
mod surroundings;
mod usage;
mod verify;
mod writing;

#[path = "../shared/run.rs"]
mod shared;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use stocktake::render::escape::is_hidden;
use tempfile::TempDir;

/// The program.
const BINARY: &str = env!("CARGO_BIN_EXE_stocktake");

/// A complete assessment against the framework that is compiled in.
const EXAMPLE: &str = "examples/example-trust/eight-principles.yaml";

/// A framework with one criterion for each kind of scale.
const TINY: &str = "tests/fixtures/good/tiny.toml";

/// How a command ended, and what it wrote.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    /// Expects this exit code.
    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Expects that standard output has this text.
    #[track_caller]
    fn prints(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "`{text}` is not in {self:#?}");
        self
    }

    /// Expects that standard error has this text.
    #[track_caller]
    fn complains(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "`{text}` is not in {self:#?}");
        self
    }

    /// Expects that there is nothing on standard output.
    #[track_caller]
    fn prints_nothing(self) -> Self {
        assert_eq!(self.stdout, "", "{self:#?}");
        self
    }

    /// Expects that there is nothing on standard error.
    #[track_caller]
    fn complains_of_nothing(self) -> Self {
        assert_eq!(self.stderr, "", "{self:#?}");
        self
    }

    /// Expects that nothing here could steer a terminal, hide text or reorder it.
    #[track_caller]
    fn safe_to_look_at(self) -> Self {
        let is_unsafe = |it: char| it != '\n' && is_hidden(it);
        assert!(!self.stdout.contains(is_unsafe), "{self:#?}");
        assert!(!self.stderr.contains(is_unsafe), "{self:#?}");
        self
    }
}

/// Returns the binary with these arguments, in an environment that says nothing of terminals.
fn stocktake<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(BINARY);
    for name in ["RUST_BACKTRACE", "NO_COLOR", "COLUMNS", "TERM", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    // Where tests run on GitHub, what they find is not the result; and a build may have a date.
    command.env_remove("GITHUB_STEP_SUMMARY").env_remove("SOURCE_DATE_EPOCH");
    command.args(args).timeout(std::time::Duration::from_secs(120));
    command
}

/// Returns the binary as the standard library starts it, for tests that hold its pipes themselves.
fn bare<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> std::process::Command {
    let mut command = std::process::Command::new(BINARY);
    for name in ["RUST_BACKTRACE", "NO_COLOR", "COLUMNS", "TERM"] {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[track_caller]
fn done(command: &mut assert_cmd::Command) -> Run {
    let output = command.output().expect("the binary starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs the binary with these arguments.
#[track_caller]
fn run<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Run {
    done(&mut stocktake(args))
}

/// Runs the command in this process, with `stdin` as its standard input.
#[track_caller]
fn run_here<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>, stdin: &[u8]) -> Run {
    let args = args.into_iter().map(|it| it.as_ref().to_owned());
    let args = std::iter::once(OsString::from("stocktake")).chain(args);
    let (outcome, stdout, stderr) = shared::run(args, stdin);
    Run { code: Some(outcome as i32), stdout, stderr }
}

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

    /// Writes a file, and returns its path.
    #[track_caller]
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).expect("a file can be written");
        path
    }

    /// Returns the names of all files, sorted.
    #[track_caller]
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("the folder can be listed");
        let name = |it: fs::DirEntry| it.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|it| name(it.expect("it is there"))).collect();
        names.sort();
        names
    }

    /// Writes a file below this folder, and makes the folders on the way.
    #[track_caller]
    fn deep_file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is below")).expect("folders can be made");
        self.file(name, content)
    }

    /// Runs `stocktake check` in this folder; returns the exit code, and of each finding its file,
    /// its severity and its code: `a.yaml error unknown-level`.
    #[track_caller]
    fn check(&self, args: &[&str]) -> (i32, Vec<String>) {
        let run = self.run(["check", "--format", "json"].iter().chain(args));
        findings(&run.complains_of_nothing())
    }

    /// Runs the binary in this folder.
    #[track_caller]
    fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Run {
        done(stocktake(args).current_dir(self.0.path()))
    }
}

/// Runs another program in a folder, which is to run the binary under conditions of its own.
#[cfg(unix)]
#[track_caller]
fn under<A: AsRef<OsStr>>(
    folder: &Folder,
    program: &str,
    args: impl IntoIterator<Item = A>,
) -> Run {
    let mut command = assert_cmd::Command::new(program);
    command.args(args).env_remove("RUST_BACKTRACE").current_dir(folder.path(""));
    done(command.timeout(std::time::Duration::from_secs(120)))
}

/// Tells whether a program is here, and does what it is asked.
#[cfg(unix)]
fn can<A: AsRef<OsStr>>(program: &str, args: impl IntoIterator<Item = A>) -> bool {
    let mut command = std::process::Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|it| it.success())
}

/// Returns what has to stand before a command so that `locked`, which nobody may write to, is closed
/// to it; `None` if there is no such thing. Nothing is closed to the superuser, unless by giving up
/// the privilege.
#[cfg(unix)]
fn without_privileges(locked: &Path) -> Option<&'static [&'static str]> {
    const GIVE_UP: &[&str] = &["setpriv", "--bounding-set=-all", "--inh-caps=-all"];
    let probe = locked.join("probe");
    if fs::write(&probe, "").is_err() {
        return Some(&[]);
    }
    fs::remove_file(probe).expect("it was just made");
    can("setpriv", GIVE_UP[1..].iter().chain(&["true"])).then_some(GIVE_UP)
}

/// The ways to write findings down.
const CHECK_FORMATS: [&str; 5] = ["github", "json", "junit", "sarif", "text"];

/// Returns the exit code, and the findings of a run with `--format json`.
#[track_caller]
fn findings(run: &Run) -> (i32, Vec<String>) {
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    let list = |it: &serde_json::Value| it.as_array().cloned().unwrap_or_default();
    let text = |it: &serde_json::Value| it.as_str().unwrap_or_default().to_owned();
    let finding = |it: &serde_json::Value| {
        let path = text(&it["places"][0]["path"]).replace('\\', "/");
        let accepted = if it["accepted"].is_string() { " accepted" } else { "" };
        format!("{path} {} {}{accepted}", text(&it["severity"]), text(&it["code"]))
    };
    let files = list(&json["files"]);
    let found = files.iter().flat_map(|it| list(&it["findings"])).map(|it| finding(&it)).collect();
    let code = run.code.expect("it ended by itself");
    assert_eq!(json["exit_code"], code);
    (code, found)
}

/// Returns answers to the tiny framework, in YAML: four lines, then `answers`.
fn yaml(answers: &str) -> String {
    format!(
        "framework: tiny.toml\norganisation: {{ name: Example Trust }}\nassessed_on: 2026-10-01\nanswers:\n{answers}"
    )
}

/// Returns answers to the tiny framework, in TOML: four lines, then `answers`.
fn toml(answers: &str) -> String {
    format!(
        "framework = \"tiny.toml\"\norganisation.name = \"Example Trust\"\nassessed_on = 2026-10-01\n[answers]\n{answers}"
    )
}

/// Returns answers to the tiny framework, in JSON: four lines, then `answers`, then a brace.
fn json(answers: &str) -> String {
    format!(
        "{{\"framework\": \"tiny.toml\",\n\"organisation\": {{\"name\": \"Example Trust\"}},\n\"assessed_on\": \"2026-10-01\",\n\"answers\": {{\n{answers}\n}}}}\n"
    )
}

/// Returns the columns of the widest line; whatever the tests print has one for each character.
fn width(text: &str) -> usize {
    text.lines().map(|it| it.chars().count()).max().unwrap_or_default()
}

/// Returns a path as an argument.
fn arg(path: &Path) -> &OsStr {
    path.as_os_str()
}
