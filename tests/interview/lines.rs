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
fn a_text_that_is_refused_does_not_swallow_what_follows() {
    let folder = Folder::new();
    folder.answers("  level-question: { answer: 2, due: 2027-01-31 }");
    let lines = "b\no Head of research\n31/12/2026\n\nt 9\nt 3\no\n-\nsoon\nq\n";
    let (code, out, err) = folder.run(&["interview", "@answers.yaml", "--plain"], lines);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    has(&out, "Please write year, month and day, such as 2026-10-01.");
    has(&out, "It is now: 2027-01-31.");
    let saved = folder.read("answers.yaml");
    has(&saved, "due: 2027-01-31");
    has(&saved, "target: 3");
}

#[test]
fn a_long_text_is_kept_whole_or_refused() {
    let folder = Folder::new();
    folder.answers("  level-question: 2");
    let (whole, long) = ("w".repeat(15_000), "x".repeat(20_001));
    let lines = format!("b\nm {whole}\nm {long}\nq\n");
    let (_, out, _) = folder.run(&["interview", "@answers.yaml", "--plain"], &lines);
    has(&out, "That is longer than 20000 characters. Nothing of it was taken.");
    let saved = folder.read("answers.yaml");
    has(&saved, &whole);
    assert!(!saved.contains("xx"));
}

#[test]
fn what_waits_for_an_answer_at_the_end_is_told() {
    let folder = Folder::new();
    folder.answers("");
    let (_, out, _) = folder.run(&["interview", "@answers.yaml", "--plain"], "m Soon.\n");
    has(&out, "The note is kept, and saved with the answer: please give one.");
    assert!(out.trim_end().lines().any(|it| it.contains("not saved")), "{out}");
}

#[test]
fn evidence_says_which_question_it_is_for() {
    let folder = Folder::new();
    folder.answers("");
    let args = ["interview", "@answers.yaml", "--plain"];
    let (_, out, _) = folder.run(&args, "3\nb\ne\nMinutes\n\n\nq\n");
    has(&out, "That level asks for evidence: press b to go back to it, and then e.");
    has(&out, "Evidence for question 1: what is it?");
}

#[test]
fn who_is_assessed_is_not_changed_by_options_and_a_locked_file_stays() {
    let folder = Folder::new();
    folder.answers("  level-question: 2");
    let before = folder.read("answers.yaml");
    let args = ["interview", "@answers.yaml", "--plain", "--assessed-on", "2020-01-01"];
    let (code, _, err) = folder.run(&args, "");
    assert_eq!(code, 2);
    has(&err, "is there already, and says something else of who is assessed and when");
    let same = ["interview", "@answers.yaml", "--plain", "--assessed-on", "2026-10-01"];
    assert_eq!(folder.run(&same, "").0, 0);
    let path = folder.path("answers.yaml");
    let mut locked = fs::metadata(&path).expect("it is there").permissions();
    locked.set_readonly(true);
    fs::set_permissions(&path, locked).expect("it can be locked");
    let (code, out, _) = folder.run(&["interview", "@answers.yaml", "--plain"], "agree\nq\n");
    assert_eq!(code, 2);
    has(&out, "the file is read-only");
    assert_eq!(folder.read("answers.yaml"), before);
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
