//! Line by line, in this process.

use std::fs;

use super::{Folder, LARGEST};

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "`{part}` is not in\n{text}");
}

#[test]
fn a_new_file_is_made_and_filled_in_by_lines() {
    let folder = Folder::new();
    let args = ["interview", "@a.yaml", "--framework", "@tiny.toml"];
    let lines = "Example NHS Foundation Trust\n1 October\n2026-10-01\nacute\n3\nagree\n\
                 95\nn because we do not count\n1 2\n";
    let (code, out, err) = folder.run(&args, lines);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    has(&out, "What is the organisation called?");
    has(&out, "Please write year, month and day, such as 2026-10-01.");
    has(&out, "Which care settings does it run: 1 acute, 2 community?");
    has(&out, "Dimension 1 of 2, question 1 of 5: People.");
    has(&out, "Every question is answered, and everything is saved.");
    has(&out, "a.yaml: 4 of 5 answered, 1 not applicable, 0 left.");
    let (code, out, _) = folder.run(&["score", "@a.yaml", "--format", "json"], "");
    assert_eq!(code, 0);
    has(&out, "\"answered\": 4");
    has(&out, "\"not_applicable\": 1");
}

#[test]
fn it_reads_like_a_conversation() {
    let folder = Folder::new();
    folder.answers("  level-question: 2");
    let lines = "perhaps\n2\nb\n\n0\n/ survey\n1\nwhat\nb\ne Survey of all wards\n\n\nq\n";
    let (code, out, _) = folder.run(&["interview", "@answers.yaml", "--plain"], lines);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out);
}

#[test]
fn help_says_what_can_be_typed() {
    let folder = Folder::new();
    let args =
        ["interview", "@a.yaml", "--framework", "nhs-providers-eight-principles", "--organisation"];
    let args =
        [&args[..], &["Example NHS Foundation Trust", "--assessed-on", "2026-10-01"]].concat();
    let (_, out, _) = folder.run(&args, "?\n/ open\n");
    has(&out, "\nWhat you can type.\n");
    has(&out, "\n24 (open) ");
}

#[test]
fn the_end_of_the_input_is_the_end_of_the_interview() {
    let folder = Folder::new();
    folder.answers("");
    let before = folder.read("answers.yaml");
    for input in ["", "\n", "s\ns", "e Survey", "\u{fffd}\0"] {
        let (code, out, err) = folder.run(&["interview", "@answers.yaml"], input);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        assert_eq!(folder.read("answers.yaml"), before);
    }
}

#[test]
fn each_language_is_written_as_it_is_read() {
    let folder = Folder::new();
    for file in ["@a.yaml", "@a.toml", "@a.json", "@b.yml"] {
        let about =
            ["--organisation", "Example NHS Foundation Trust", "--assessed-on", "2026-10-01"];
        let new = [&["interview", file, "--framework", "@tiny.toml"][..], &about].concat();
        assert_eq!(folder.run(&new, "1\n").0, 0);
        let (code, out, _) = folder.run(&["interview", file], "u\n0\nq\n");
        assert_eq!(code, 0, "{out}");
        let (_, out, _) = folder.run(&["score", file, "--format", "json"], "");
        has(&out, "\"answered\": 2");
        has(&out, "\"unknown\": 1");
    }
}

/// Expects that an interview with these arguments ends with this exit code, and says this.
#[track_caller]
fn check(folder: &Folder, args: &[&str], code: u8, expected: &str) {
    let args = [&["interview"], args].concat();
    let (found, _, err) = folder.run(&args, "1\n");
    has(&err, expected);
    assert_eq!(found, code);
}

#[test]
fn comments_and_order_stay_as_they_are() {
    let folder = Folder::new();
    let before = "# Ours\nassessed_on: 2026-10-01   # a Thursday\nframework: tiny.toml\n\
                  organisation: { name: Example NHS Foundation Trust }\nanswers:\n  \
                  choice-question: agree   # after a long talk\n\n  level-question: 1\n";
    folder.write("answers.yaml", &format!("\u{feff}{before}"));
    let (code, out, _) = folder.run(&["interview", "@answers.yaml"], "/1\n3\n/2\ndisagree\nq\n");
    assert_eq!(code, 0, "{out}");
    let after = before.replace(": agree   #", ": disagree #").replace("question: 1", "question: 3");
    assert_eq!(folder.read("answers.yaml"), format!("\u{feff}{after}"));
}

#[test]
fn a_form_that_cannot_be_changed_in_place_is_told_and_left_alone() {
    let folder = Folder::new();
    folder.answers("  bands-question: &a 50\n  line-question: *a");
    let before = folder.read("answers.yaml");
    let (code, out, err) = folder.run(&["interview", "@answers.yaml"], "/3\n60\nq\n");
    assert_eq!(code, 2, "{out}");
    has(&out, "`stocktake new --from answers.yaml -o new-answers.yaml` makes one that can");
    has(&err, "the last answer is not saved: answers.yaml could not be saved");
    assert_eq!(folder.read("answers.yaml"), before);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let folder = Folder::new();
    folder.answers("  level-question: 2");
    folder.write("bad.yaml", &folder.read("answers.yaml").replace(": 2", ": 9"));
    folder.write("book.xlsx", "");
    check(&folder, &["@none.yaml"], 2, "say what to answer with `--framework ID`");
    check(&folder, &["@bad.yaml"], 1, "error[unknown-level]");
    check(&folder, &["@book.xlsx"], 2, "`stocktake import` makes an answers file of it");
    check(&folder, &["@notes.txt"], 2, "use .yaml, .toml or .json");
    check(&folder, &["-"], 2, "needs a file");
    check(&folder, &["@tiny.toml"], 2, "is a framework");
    check(&folder, &["@answers.yaml", "--framework", LARGEST], 2, "leave out `--framework`");
    check(&folder, &["@none.yaml", "--framework", "bord-quick-check"], 2, "did you mean");
    assert_eq!(folder.run(&["interview", "@answers.yaml", "--framework", "@tiny.toml"], "").0, 0);
    assert!(!folder.path("none.yaml").exists());
    assert!(folder.read("bad.yaml").contains(": 9"));
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_the_exit_code_says_so() {
    let folder = Folder::new();
    let args = ["interview", "@none/a.yaml", "--framework", "@tiny.toml"];
    let (code, out, err) = folder.run(&args, "Example NHS Foundation Trust\n2026-10-01\n");
    assert_eq!(code, 2, "{out}");
    has(&err, "does not exist");
    fs::create_dir(folder.path("a.yaml")).unwrap();
    let (code, _, err) = folder.run(&["interview", "@a.yaml"], "");
    assert_eq!(code, 2);
    has(&err, "is no file that answers can be saved in");
}
