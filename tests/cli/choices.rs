//! `--deny`, `--warn` and `--allow`.

use super::{CHECK_FORMATS, Folder, yaml};

/// Returns a folder with answers of which three groups have something to say.
#[track_caller]
fn folder() -> Folder {
    let folder = Folder::new();
    folder
        .file("a.yaml", yaml("  level-question: { answer: 3, target: 1, note: a@example.org }\n"));
    folder
}

/// Expects what is left of `evidence-missing`, `target-below-value` and `email-in-text`.
#[track_caller]
fn check(args: &[&str], expected: [&str; 3]) {
    let (code, found) = folder().check(&[&["a.yaml"], args].concat());
    let severity = |code| {
        let of = |it: &String| {
            it.strip_suffix(code)?.strip_prefix("a.yaml ")?.strip_suffix(' ').map(str::to_owned)
        };
        found.iter().find_map(of).unwrap_or_default()
    };
    let severities = ["evidence-missing", "target-below-value", "email-in-text"].map(severity);
    assert_eq!(severities, expected, "{args:?}");
    assert_eq!(code, i32::from(expected.contains(&"error")), "{args:?}");
    assert_eq!(found.len(), expected.iter().filter(|it| !it.is_empty()).count());
}

#[test]
fn a_choice_is_about_a_finding_a_group_or_all() {
    check(&[], ["warning", "warning", "warning"]);
    check(&["--deny", "evidence-missing"], ["error", "warning", "warning"]);
    check(&["--deny", "privacy"], ["warning", "warning", "error"]);
    check(&["--deny", "all"], ["error", "error", "error"]);
    check(&["--allow", "target-below-value"], ["warning", "", "warning"]);
    check(&["--allow", "evidence"], ["", "warning", "warning"]);
    check(&["--allow", "all"], ["", "", ""]);
    check(&["--warn", "all"], ["warning", "warning", "warning"]);
}

#[test]
fn what_is_narrower_goes_first_in_any_order() {
    check(
        &["--deny", "all", "--warn", "privacy", "--allow", "evidence-missing"],
        ["", "error", "warning"],
    );
    check(
        &["--allow", "evidence-missing", "--warn", "privacy", "--deny", "all"],
        ["", "error", "warning"],
    );
    check(&["--allow", "all", "--deny", "privacy"], ["", "", "error"]);
    check(&["--allow", "evidence", "--deny", "evidence-missing"], ["error", "warning", "warning"]);
    check(&["--deny", "evidence", "--warn", "evidence-missing"], ["warning", "warning", "warning"]);
}

#[test]
fn of_two_choices_about_one_thing_the_stricter_one_counts() {
    check(&["--allow", "privacy", "--deny", "privacy"], ["warning", "warning", "error"]);
    check(&["--warn", "all", "--allow", "all"], ["warning", "warning", "warning"]);
}

#[test]
fn several_names_stand_in_one_option_or_in_several() {
    let expected = ["error", "warning", "error"];
    check(&["--deny", "privacy,evidence-missing"], expected);
    check(&["--deny", "privacy", "--deny", "evidence-missing"], expected);
}

#[test]
fn a_name_that_means_nothing_is_told_and_the_rest_is_done() {
    let folder = folder();
    for format in CHECK_FORMATS {
        let args = ["check", "a.yaml", "--deny", "privacy,evidense", "--format", format];
        let run = folder.run(args).exits(2).complains_of_nothing();
        run.prints("nknown finding or group `evidense`").prints("email-in-text");
    }
    let (_, found) = folder.check(&["a.yaml", "--deny", "privacy,evidense", "--allow", "planing"]);
    assert_eq!(
        found[..3],
        [
            "<command line> error unknown-code",
            "<command line> error unknown-code",
            "a.yaml warning evidence-missing"
        ]
    );
    assert!(found.contains(&"a.yaml error email-in-text".to_owned()), "{found:?}");
    let run = folder.run(["check", "a.yaml", "--deny", "evidense"]).exits(2);
    run.prints("--> <command line>:1:8\n").prints("did you mean `evidence`?");
}

#[test]
fn an_error_cannot_be_made_less() {
    let folder = folder();
    for (option, name) in
        [("--allow", "unknown-key"), ("--warn", "unknown-level"), ("--warn", "gate")]
    {
        let run = folder.run(["check", "a.yaml", option, name]).exits(2);
        run.prints(&format!("error[always-an-error]: `{name}` is always an error"));
    }
    // To deny what is denied anyway is no mistake.
    folder.run(["check", "a.yaml", "--deny", "unknown-key,gate"]).exits(0);
    folder.file("a.yaml", yaml("  level-question: 7\n"));
    assert_eq!(
        folder.check(&["a.yaml", "--allow", "all"]),
        (1, vec!["a.yaml error unknown-level".to_owned()])
    );
}

#[test]
fn findings_about_the_command_line_cannot_be_allowed() {
    let folder = folder();
    let (code, found) = folder.check(&["a.yaml", "--allow", "all", "--deny", "nonsense"]);
    assert_eq!((code, found), (2, vec!["<command line> error unknown-code".to_owned()]));
}
