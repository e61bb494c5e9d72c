//! Every kind of finding has a file that triggers it, alone and at a known place, and says in plain
//! words what is wrong and what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use stocktake::diagnostic::{Code, Diagnostic, Severity};
use stocktake::read::{self, Kind};
use stocktake::render::{self, Look};

const FOLDER: &str = "tests/fixtures/bad";

/// The code that has no file of its own: it would be larger than the rest of the repository.
const GENERATED: Code = Code::TooLarge;

/// One row of `places.txt`: a file, its code, and where the finding is.
struct Row {
    file: String,
    code: Code,
    place: String,
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

/// Returns what there is to say about a file, as `stocktake check` does, and whether it is usable.
#[track_caller]
fn read(path: &str) -> (Vec<Diagnostic>, bool) {
    let path = Path::new(path);
    let source = match read::open(path).expect("the file can be read") {
        Ok(source) => source,
        Err(finding) => return (vec![finding], false),
    };
    match read::kind(&source) {
        Kind::Framework => {
            let checked = read::framework(&source);
            (checked.diagnostics, checked.value.is_some())
        }
        Kind::Answers => {
            let checked = read::answers(&source, read::folder_of(path));
            (checked.diagnostics, checked.value.is_some())
        }
    }
}

#[track_caller]
fn findings(row: &Row) -> Vec<Diagnostic> {
    read(&format!("{FOLDER}/{}", row.file)).0
}

fn file_of(it: &Diagnostic) -> &Path {
    Path::new(it.labels.first().map_or("", |label| label.source.name()))
}

fn place_of(it: &Diagnostic) -> String {
    format!("{}:{}", it.position().line, it.position().column)
}

#[test]
fn every_code_has_a_file_that_is_called_like_it() {
    let mut codes: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    codes.remove(&GENERATED);
    let mut found = BTreeSet::new();
    for row in rows() {
        assert_eq!(Path::new(&row.file).file_stem().unwrap().to_str().unwrap(), row.code.name());
        assert!(found.insert(row.code), "`{}` has two files", row.code.name());
    }
    assert_eq!(found, codes);
}

#[test]
fn every_file_has_its_place_written_down() {
    let listed: BTreeSet<String> = rows().into_iter().map(|it| it.file).collect();
    let entries = fs::read_dir(FOLDER).unwrap();
    let names = entries.map(|it| it.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<String> = names.filter(|it| it != "places.txt").collect();
    assert_eq!(there, listed);
}

#[test]
fn every_file_triggers_its_code_and_no_other_at_its_place() {
    for row in rows() {
        let own: Vec<(&str, String)> = findings(&row)
            .iter()
            .filter(|it| file_of(it).file_name().is_some_and(|it| it == row.file.as_str()))
            .map(|it| (it.code.name(), place_of(it)))
            .collect();
        assert_eq!(own, [(row.code.name(), row.place.clone())], "{}", row.file);
    }
}

#[test]
fn only_a_broken_framework_brings_findings_of_another_file() {
    for row in rows() {
        let is_foreign =
            |it: &&Diagnostic| file_of(it).file_name().is_none_or(|it| it != row.file.as_str());
        let foreign: Vec<&str> =
            findings(&row).iter().filter(is_foreign).map(|it| it.code.name()).collect();
        let expected: &[&str] =
            if row.code == Code::InvalidFramework { &["empty-dimension"] } else { &[] };
        assert_eq!(foreign, expected, "{}", row.file);
    }
}

#[test]
fn a_file_with_an_error_is_not_usable_and_one_with_a_warning_is() {
    for row in rows() {
        let (findings, is_usable) = read(&format!("{FOLDER}/{}", row.file));
        let is_warned = findings.iter().all(|it| it.severity == Severity::Warning);
        assert_eq!(is_usable, is_warned, "{}", row.file);
        assert_eq!(is_warned, row.code.default_severity() == Severity::Warning, "{}", row.file);
    }
}

#[test]
fn a_file_that_is_too_large_is_named_too_large() {
    let bytes = vec![b'#'; read::limits::MAX_BYTES + 1];
    let finding = read::read_from("mine.yaml", &mut &bytes[..]).unwrap().unwrap_err();
    assert_eq!((finding.code, place_of(&finding).as_str()), (GENERATED, "1:1"));
    assert!(finding.help.is_some());
    assert!(read::read_from("mine.yaml", &mut &bytes[1..]).unwrap().is_ok());
}

#[test]
fn every_finding_says_what_to_do() {
    let silent: Vec<String> = rows()
        .iter()
        .filter(|row| {
            let speaks = |it: &Diagnostic| {
                let words = it.labels.iter().map(|it| it.text.as_str()).chain(it.help.as_deref());
                words.into_iter().any(|it| !it.trim().is_empty())
            };
            !findings(row).iter().all(speaks)
        })
        .map(|row| row.file.clone())
        .collect();
    assert!(silent.is_empty(), "neither help nor words at the place: {silent:?}");
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
        let finding = &findings(&row)[0];
        let line = render::concise(finding);
        let severity = row.code.default_severity().name();
        let start =
            format!("{FOLDER}/{}:{}: {severity}[{}]: ", row.file, row.place, row.code.name());
        assert!(line.starts_with(&start), "{line}");
        assert_eq!(line.lines().count(), 1, "{line}");
    }
}

#[test]
fn every_finding_looks_like_this() {
    let by_code: BTreeMap<Code, Row> = rows().into_iter().map(|it| (it.code, it)).collect();
    let pages: Vec<String> =
        by_code.values().map(|row| render::diagnostics(&findings(row), Look::PLAIN)).collect();
    // The path of a framework beside the answers is joined as the system joins paths.
    let text = pages.concat().replace("bad\\", "bad/");
    insta::assert_snapshot!(text);
}

#[test]
fn a_good_framework_has_no_findings() {
    let (findings, is_usable) = read("tests/fixtures/good/tiny.toml");
    assert_eq!(render::diagnostics(&findings, Look::PLAIN), "");
    assert!(is_usable);
}
