//! A short run of every fuzz target: the kept inputs, and a few thousand others that are made out of
//! them, the same ones every time.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "shared/fuzz.rs"]
mod shared;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long other inputs are made up for each target, and how many at most.
const PATIENCE: Duration = Duration::from_secs(2);
const MOST: usize = 5000;

#[test]
fn answers_of_any_kind_are_read() {
    try_out("answers", &["examples/example-trust", "tests/fixtures/bad"]);
}

#[test]
fn frameworks_of_any_kind_are_read() {
    try_out("framework", &["tests/fixtures/good", "tests/fixtures/bad"]);
}

#[test]
fn what_a_report_says_of_its_making_is_read_from_any_file() {
    try_out("reports", &[]);
}

#[test]
fn tables_of_any_kind_are_read() {
    try_out("responses", &["tests/fixtures/good"]);
}

#[test]
fn workbooks_of_any_kind_are_read() {
    try_out("workbook", &[]);
}

#[test]
fn settings_of_any_kind_are_read() {
    try_out("settings", &["tests/fixtures/bad/min-score", "tests/fixtures/bad/below-baseline"]);
}

#[test]
fn findings_about_any_file_can_be_shown_in_every_format() {
    try_out("findings-github", &["tests/fixtures/bad"]);
    try_out("findings-json", &["tests/fixtures/bad"]);
    try_out("findings-junit", &["tests/fixtures/bad"]);
    try_out("findings-sarif", &["tests/fixtures/bad"]);
    try_out("findings-text", &["tests/fixtures/bad"]);
}

#[test]
fn text_of_any_kind_can_be_shown() {
    try_out("terminal", &["tests/fixtures/bad"]);
}

#[test]
fn every_target_is_built_has_inputs_and_is_tried_out_here() {
    let here = fs::read_to_string("tests/fuzz.rs").unwrap();
    for (name, _) in shared::TARGETS {
        assert!(here.contains(&format!("try_out(\"{name}\"")), "`{name}` is not tried out");
        if !Path::new("fuzz").exists() {
            // It is not a part of the published package.
            continue;
        }
        let manifest = fs::read_to_string("fuzz/Cargo.toml").unwrap();
        assert!(manifest.contains(&format!("name = \"{name}\"")), "`{name}` is not built");
        let target = fs::read_to_string(format!("fuzz/fuzz_targets/{name}.rs")).unwrap();
        assert!(target.contains(&format!("shared::run(\"{name}\"")), "`{name}` is not run");
        assert!(!files(&format!("fuzz/corpus/{name}")).is_empty(), "`{name}` has no inputs");
    }
}

/// Runs a target on its kept inputs and the files of other folders, then on changed ones.
#[track_caller]
fn try_out(target: &str, folders: &[&str]) {
    let mut inputs = files(&format!("fuzz/corpus/{target}"));
    inputs.extend(folders.iter().flat_map(|it| files(it)));
    for it in &inputs {
        run(target, it);
    }
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let started = Instant::now();
    for _ in 0..MOST {
        if started.elapsed() > PATIENCE {
            break;
        }
        run(target, &chance.changed(&inputs));
    }
}

/// Runs a target on one input, and prints the input if it does not hold.
#[track_caller]
fn run(target: &str, input: &[u8]) {
    let result = std::panic::catch_unwind(|| shared::run(target, input));
    assert!(result.is_ok(), "`{target}` does not hold for b\"{}\"", input.escape_ascii());
}

/// Returns the contents of the files in a folder, by name; nothing if there is no such folder.
#[track_caller]
fn files(folder: &str) -> Vec<Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|it| it.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter(|it| it.is_file()).map(|it| fs::read(it).unwrap()).collect()
}

/// Numbers that look like chance, and are the same every time (xorshift64).
///
/// Source: George Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (14), 2003.
struct Chance(u64);

impl Chance {
    /// Returns a number below `end`, or 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    /// Returns one of the inputs with a few changes.
    fn changed(&mut self, inputs: &[Vec<u8>]) -> Vec<u8> {
        let mut input = inputs[self.below(inputs.len())].clone();
        for _ in 0..=self.below(4) {
            let (a, b) = (self.below(input.len() + 1), self.below(input.len() + 1));
            let (start, end) = (a.min(b), a.max(b));
            let part = start..end.min(start + 80);
            match self.below(6) {
                0 => input.truncate(end),
                1 => drop(input.drain(part)),
                2 => {
                    let again = input[part].to_vec();
                    input.splice(end..end, again);
                }
                3 => {
                    let other = &inputs[self.below(inputs.len())];
                    let from = self.below(other.len());
                    let piece = other[from..other.len().min(from + 1 + self.below(80))].to_vec();
                    input.splice(start..start, piece);
                }
                _ if input.is_empty() => {}
                4 => {
                    let at = start.min(input.len() - 1);
                    input[at] ^= 1 << self.below(8);
                }
                _ => {
                    let at = start.min(input.len() - 1);
                    input[at] = u8::try_from(self.below(256)).unwrap();
                }
            }
        }
        input
    }
}
