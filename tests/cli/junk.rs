//! Files that are cut off, and files that are no files at all: whatever they hold, nothing panics.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use stocktake::check::{Asked, examine};
use stocktake::diagnostic::Severity;
use stocktake::read::{self, Frameworks};
use stocktake::render::escape::is_hidden;
use stocktake::render::{self, Look};

use super::{EXAMPLE, Folder, TINY, run_here};

/// Runs `check` and `score` on every beginning of a text, 37 bytes apart, in this process.
#[track_caller]
fn check_beginnings(path: &str, name: &str) {
    let text = fs::read(path).expect("it can be read");
    let folder = Folder::new();
    let file = folder.path(name);
    let mut codes = std::collections::BTreeSet::new();
    for end in (0..text.len()).step_by(37) {
        fs::write(&file, &text[..end]).expect("it can be written");
        for command in ["check".as_ref(), "score".as_ref()] {
            let run = run_here([command, file.as_os_str()], &[]);
            let is_told = run.code != Some(1) || (run.stdout + &run.stderr).contains("error[");
            assert!(is_told, "{} of the first {end} bytes says nothing", command.display());
            codes.extend(run.code);
        }
    }
    assert!(codes.contains(&1), "{codes:?}");
}

#[test]
fn answers_cut_off_anywhere_are_told_or_valid() {
    check_beginnings(EXAMPLE, "a.yaml");
}

#[test]
fn a_framework_cut_off_anywhere_is_told_or_valid() {
    check_beginnings(
        "frameworks/nhs-providers-eight-principles.toml",
        "nhs-providers-eight-principles.toml",
    );
    check_beginnings(TINY, "tiny.toml");
}

/// Reads every beginning of a file, byte by byte. In a debug build, which takes ten times as long, it is
/// about 1500 of them: every second byte of the smallest example, and every eleventh of the largest.
#[track_caller]
fn read_beginnings(path: &str) {
    let text = fs::read(path).expect("it can be read");
    let name = Path::new(path).file_name().and_then(|it| it.to_str()).expect("it has a name");
    let step = if cfg!(debug_assertions) { 1 + text.len() / 1500 } else { 1 };
    let is_framework = Path::new(name).extension().is_some_and(|it| it == "toml");
    let mut count = 0;
    for end in (0..text.len()).step_by(step).chain([text.len()]) {
        let source = match read::read_from(name, &mut &text[..end]).expect("bytes can be read") {
            Ok(source) => source,
            Err(finding) => {
                assert_eq!(finding.code.name(), "not-utf8", "{end} bytes of {path}");
                continue;
            }
        };
        let (has_value, findings) = if is_framework {
            let checked = read::framework(&source);
            (checked.value.is_some(), checked.diagnostics)
        } else {
            let checked = read::answers(&source, Path::new(""));
            (checked.value.is_some(), checked.diagnostics)
        };
        let error = findings.iter().find(|it| it.severity == Severity::Error);
        assert_eq!(has_value, error.is_none(), "{end} bytes of {path}");
        assert!(error.is_none_or(|it| render::concise(it).contains(": error[")), "{error:#?}");
        count += usize::from(has_value);
    }
    assert!(count > 0, "{path} is not valid as a whole");
}

#[test]
fn every_example_cut_off_between_any_two_bytes_is_told_or_valid() {
    for entry in fs::read_dir("examples/example-trust").unwrap() {
        read_beginnings(entry.unwrap().path().to_str().unwrap());
    }
}

#[test]
fn small_frameworks_cut_off_between_any_two_bytes_are_told_or_valid() {
    read_beginnings(TINY);
    read_beginnings("frameworks/board-quick-check.toml");
}

/// Reads bytes as every kind of file.
fn read_as_anything(bytes: &[u8]) {
    for name in ["a.yaml", "a.toml", "a.json", "<stdin>"] {
        let Ok(source) = read::read_from(name, &mut &*bytes).expect("bytes can be read") else {
            continue;
        };
        let checkup = examine(&source, Path::new(""), &Frameworks::default(), Asked::default());
        let found = [
            read::framework(&Arc::clone(&source)).diagnostics,
            read::answers(&source, Path::new("")).diagnostics,
            read::config(&source).diagnostics,
            checkup.findings,
        ];
        for it in found.into_iter().flatten() {
            let line = render::concise(&it);
            assert!(!line.contains(is_hidden), "{line:?}");
            let text = render::findings(&[it], Look::PLAIN);
            assert!(text.len() < 6000, "{}", text.len());
        }
    }
}

/// Returns pieces that files are made of, so that junk gets past the first line.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "framework: tiny.toml\n",
        "framework = \"x\"\n",
        "[framework]\n",
        "[[level]]\n",
        "[[dimension]]\n",
        "[[dimension.criterion]]\n",
        "[[dimension.criterion.element]]\n",
        "[scale.a]\n",
        "kind = \"number\"\n",
        "kind = \"choice\"\n",
        "id = \"a\"\n",
        "level = 1\n",
        "label = \"a\"\n",
        "levels.1 = \"a\"\n",
        "range = [0, 1]\n",
        "bands = [",
        "options = [",
        "{ from = 0, points = 0 }",
        "organisation:\n",
        "  name: a\n",
        "answers:\n",
        "assessed_on: 2026-10-01\n",
        "answers: {",
        "}",
        "]",
        "[",
        "{",
        ":",
        ",",
        "\n",
        "\r",
        "\t",
        " ",
        "- ",
        "? ",
        "&a ",
        "*a",
        "<<: ",
        "!!binary ",
        "!x ",
        "|\n",
        ">\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "#",
        "\"",
        "'",
        "\"\"\"",
        "\\u0000",
        "\\",
        "\u{feff}",
        "\u{202e}",
        "Ŵ",
        "\u{10ffff}",
        "1e400",
        "-0",
        ".nan",
        "nan",
        "0x",
        "0b2",
        "2026-02-30",
        "~",
        "null",
        "true",
        "=",
        ".",
        "a",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_as_anything(&bytes);
    }

    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        read_as_anything(text.as_bytes());
    }

    #[test]
    fn pieces_of_files_in_any_order_never_panic(text in pieces()) {
        read_as_anything(text.as_bytes());
    }

    #[test]
    fn a_file_with_a_few_bytes_changed_never_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        is_framework in any::<bool>(),
    ) {
        let mut bytes = fs::read(if is_framework { TINY } else { EXAMPLE }).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_as_anything(&bytes);
    }
}
