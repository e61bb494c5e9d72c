//! Every kind of finding has a file that triggers it, alone and at a known place, and says in plain
//! words what is wrong and what to do.

#[path = "shared/run.rs"]
mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use stocktake::diagnostic::{Code, Severity};
use stocktake::read;

use shared::run;

const FOLDER: &str = "tests/fixtures/bad";

/// The codes that have no file of their own: it would be larger than the rest of the repository, or
/// there is none, or it is about a table, which is imported and not checked.
const GENERATED: [Code; 5] = [
    Code::MissingColumn,
    Code::NothingToCheck,
    Code::TooLarge,
    Code::TooManyFindings,
    Code::UnreadableFile,
];

/// One row of `places.txt`: a file, its code, and where the finding is. A file in a folder is
/// checked with the rest of the folder.
struct Row {
    file: String,
    code: Code,
    place: String,
}

impl Row {
    /// Returns what to check: the file, or its folder.
    fn path(&self) -> String {
        let name = self.file.split_once('/').map_or(self.file.as_str(), |(folder, _)| folder);
        format!("{FOLDER}/{name}")
    }
}

/// A finding, as `stocktake check --format json` tells it.
struct Found {
    code: String,
    severity: String,
    message: String,
    help: Option<String>,
    path: String,
    place: String,
    /// What stands at its places.
    words: Vec<String>,
}

#[track_caller]
fn rows() -> Vec<Row> {
    let text = fs::read_to_string(format!("{FOLDER}/places.txt")).expect("the places are there");
    let row = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [file, code, place] = fields[..] else { panic!("`{line}` is no row") };
        let code = Code::from_name(code).unwrap_or_else(|| panic!("there is no code `{code}`"));
        Row { file: file.to_owned(), code, place: place.to_owned() }
    };
    text.lines().map(row).collect()
}

/// Runs `stocktake check` in this process; returns the exit code and what it printed.
#[track_caller]
fn check(path: &str, more: &[&str]) -> (i32, String) {
    let args = ["stocktake", "check", path, "--as-of", "2026-11-20"];
    let (outcome, stdout, stderr) = run(args.iter().chain(more).map(OsString::from), &[]);
    assert_eq!(stderr, "", "{path}");
    (outcome as i32, stdout)
}

/// Returns what there is to say about a file or a folder, and the exit code.
#[track_caller]
fn found(path: &str) -> (Vec<Found>, i32) {
    let (code, text) = check(path, &["--format", "json"]);
    let run: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let list = |it: &serde_json::Value| it.as_array().cloned().unwrap_or_default();
    let text = |it: &serde_json::Value| it.as_str().unwrap_or_default().to_owned();
    let finding = |it: serde_json::Value| {
        let at = &it["places"][0];
        Found {
            code: text(&it["code"]),
            severity: text(&it["severity"]),
            message: text(&it["message"]),
            help: it["help"].as_str().map(str::to_owned),
            path: text(&at["path"]).replace('\\', "/"),
            place: format!("{}:{}", at["line"], at["column"]),
            words: list(&it["places"]).iter().map(|it| text(&it["text"])).collect(),
        }
    };
    let files = list(&run["files"]);
    (files.iter().flat_map(|it| list(&it["findings"])).map(finding).collect(), code)
}

#[track_caller]
fn findings(row: &Row) -> Vec<Found> {
    found(&row.path()).0
}

#[test]
fn every_code_has_a_file_that_is_called_like_it() {
    let codes: BTreeSet<Code> =
        Code::ALL.iter().copied().filter(|it| !GENERATED.contains(it)).collect();
    let mut found = BTreeSet::new();
    for row in rows() {
        assert_eq!(Path::new(&row.path()).file_stem().unwrap().to_str().unwrap(), row.code.name());
        assert!(found.insert(row.code), "`{}` has two files", row.code.name());
    }
    assert_eq!(found, codes);
}

#[test]
fn every_file_has_its_place_written_down() {
    let listed: BTreeSet<String> = rows().iter().map(Row::path).collect();
    let entries = fs::read_dir(FOLDER).unwrap();
    let names = entries.map(|it| it.unwrap().file_name().into_string().unwrap());
    let names = names.filter(|it| it != "places.txt");
    let there: BTreeSet<String> = names.map(|it| format!("{FOLDER}/{it}")).collect();
    assert_eq!(there, listed);
}

#[test]
fn every_file_triggers_its_code_and_no_other_at_its_place() {
    for row in rows() {
        let path = format!("{FOLDER}/{}", row.file);
        let all = findings(&row);
        let (own, foreign): (Vec<_>, Vec<_>) = all.iter().partition(|it| it.path == path);
        let own: Vec<_> = own.iter().map(|it| (it.code.as_str(), it.place.as_str())).collect();
        assert_eq!(own, [(row.code.name(), row.place.as_str())], "{}", row.file);
        // Only a broken framework brings findings of another file.
        let foreign: Vec<&str> = foreign.iter().map(|it| it.code.as_str()).collect();
        let expected: &[&str] =
            if row.code == Code::InvalidFramework { &["empty-dimension"] } else { &[] };
        assert_eq!(foreign, expected, "{}", row.file);
    }
}

#[test]
fn errors_fail_and_warnings_pass_unless_they_are_denied() {
    for row in rows() {
        let severity = row.code.default_severity();
        let (findings, code) = found(&row.path());
        let of_the_code = findings.iter().find(|it| it.code == row.code.name()).unwrap();
        assert_eq!(of_the_code.severity, severity.name(), "{}", row.file);
        assert_eq!(code, i32::from(severity == Severity::Error), "{}", row.file);
        if severity == Severity::Warning {
            let group = row.code.group().name();
            for name in [row.code.name(), group, "all"] {
                assert_eq!(check(&row.path(), &["--deny", name]).0, 1, "{} {name}", row.file);
                let (code, text) = check(&row.path(), &["--allow", name]);
                assert_eq!(code, 0, "{} {name}", row.file);
                assert!(text.ends_with(" checked: 0 errors, 0 warnings\n"), "{text}");
            }
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_named_too_large() {
    let bytes = vec![b'#'; read::limits::MAX_BYTES + 1];
    let finding = read::read_from("mine.yaml", &mut &bytes[..]).unwrap().unwrap_err();
    assert_eq!(finding.code, Code::TooLarge);
    assert!(finding.help.is_some());
    assert!(read::read_from("mine.yaml", &mut &bytes[1..]).unwrap().is_ok());
}

#[test]
fn more_findings_than_anybody_reads_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yaml");
    let keys: Vec<String> = (0..2000).map(|it| format!("  x{it}: 1\n")).collect();
    let keys = keys.concat();
    let head =
        "framework: board-quick-check\norganisation: { name: Trust }\nassessed_on: 2026-10-01\n";
    fs::write(&path, format!("{head}answers:\n{keys}")).unwrap();
    let (findings, code) = found(path.to_str().unwrap());
    let last = findings.last().unwrap();
    assert_eq!((findings.len(), code, last.severity.as_str()), (501, 1, "error"));
    assert_eq!((last.code.as_str(), last.place.as_str()), ("too-many-findings", "505:3"));
    assert!(last.message.starts_with("there are 150"), "{}", last.message);
    check_style(&last.message, "too-many-findings");
}

#[test]
fn what_cannot_be_read_is_named_and_breaks_the_run() {
    let folder = tempfile::tempdir().unwrap();
    for (path, expected) in [
        (folder.path().to_owned(), Code::NothingToCheck),
        (folder.path().join("nothing-here.yaml"), Code::UnreadableFile),
    ] {
        let (findings, code) = found(path.to_str().unwrap());
        let codes: Vec<&str> = findings.iter().map(|it| it.code.as_str()).collect();
        assert_eq!((codes, code), (vec![expected.name()], 2));
        assert!(findings[0].help.is_some());
        check_style(&findings[0].message, expected.name());
    }
}

#[test]
fn every_finding_says_what_to_do() {
    for row in rows() {
        for it in findings(&row) {
            let mut words = it.words.iter().map(String::as_str).chain(it.help.as_deref());
            assert!(words.any(|it| !it.trim().is_empty()), "{}: {}", row.file, it.message);
        }
    }
}

#[test]
fn messages_are_phrases_in_plain_words() {
    for row in rows() {
        for it in findings(&row) {
            check_style(&it.message, &row.file);
            let help = it.help.as_deref().unwrap_or("do this");
            assert!(!help.ends_with('.') && !help.contains('\n'), "{}: {help}", row.file);
        }
    }
}

#[track_caller]
fn check_style(message: &str, file: &str) {
    let first = message.chars().next().expect("a message says something");
    let starts_well = first.is_lowercase() || first.is_ascii_digit() || first == '`';
    assert!(starts_well, "{file}: `{message}` does not start in lower case");
    assert!(!message.ends_with(['.', '!', ' ']), "{file}: `{message}` ends in a full stop");
    assert!(!message.contains(['\n', '\r']), "{file}: `{message}` has a line break");
    assert!(
        message.matches('`').count().is_multiple_of(2),
        "{file}: `{message}` leaves a backtick open"
    );
    // What stands in backticks are words from the file.
    let ours: String = message.split('`').step_by(2).collect();
    assert!(!ours.contains("::") && !ours.contains('<'), "{file}: `{message}` names a type");
    let types = [
        "i8",
        "i16",
        "i32",
        "i64",
        "u8",
        "u16",
        "u32",
        "u64",
        "f32",
        "f64",
        "usize",
        "isize",
        "bool",
        "str",
        "String",
        "Vec",
        "Option",
        "struct",
        "enum",
        "unit",
        "sequence",
        "map",
        "visitor",
        "serde",
        "deserialize",
    ];
    let mut words = ours.split(|it: char| !it.is_alphanumeric());
    assert!(!words.any(|it| types.contains(&it)), "{file}: `{message}` names a type");
}

#[test]
fn a_finding_in_one_line_starts_with_its_place() {
    for row in rows() {
        let (_, text) = check(&row.path(), &["--concise"]);
        let severity = row.code.default_severity().name();
        let start =
            format!("{FOLDER}/{}:{}: {severity}[{}]: ", row.file, row.place, row.code.name());
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.iter().any(|it| it.replace('\\', "/").starts_with(&start)), "{text}");
        assert_eq!(lines.len(), 1 + findings(&row).len(), "{text}");
    }
}

#[test]
fn every_finding_looks_like_this() {
    let by_code: BTreeMap<Code, Row> = rows().into_iter().map(|it| (it.code, it)).collect();
    let text = by_code.values().map(|row| {
        let (_, text) = check(&row.path(), &[]);
        // The last line counts files.
        text.rsplit_once("\n\n").map_or(String::new(), |(findings, _)| format!("{findings}\n\n"))
    });
    // The path of a framework beside the answers is joined as the system joins paths.
    insta::assert_snapshot!(text.collect::<String>().replace("bad\\", "bad/"));
}

#[test]
fn good_frameworks_have_no_findings() {
    for path in ["tests/fixtures/good/tiny.toml", "tests/fixtures/good/strict.toml"] {
        assert_eq!(check(path, &[]), (0, "1 file checked: 0 errors, 0 warnings\n".to_owned()));
    }
}
