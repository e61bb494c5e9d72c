//! `stocktake check`.

use super::{EXAMPLE, Folder, TINY, done, run, stocktake, yaml};

#[test]
fn a_valid_file_passes() {
    run(["check", TINY])
        .exits(0)
        .complains_of_nothing()
        .prints("1 file checked: 0 errors, 0 warnings\n");
}

#[test]
fn warnings_are_shown_and_pass() {
    let run = run(["check", EXAMPLE]).exits(0).complains_of_nothing();
    assert!(run.stdout.contains("warning[evidence-missing]: `regular-reporting`"), "{run:#?}");
    assert!(run.stdout.contains("warning[evidence-stale]: "), "{run:#?}");
    let warnings = run.stdout.matches("warning[").count();
    let summary = format!("\n1 file checked: 0 errors, {warnings} warnings\n");
    assert!(run.stdout.ends_with(&summary), "{run:#?}");
}

#[test]
fn an_error_fails_with_its_place_on_standard_output() {
    let file = "tests/fixtures/bad/unknown-criterion.yaml";
    let run = run(["check", file]).exits(1).complains_of_nothing();
    let found = "error[unknown-criterion]: unknown criterion `levle-question`\n \
                 --> tests/fixtures/bad/unknown-criterion.yaml:6:3\n";
    run.prints(found)
        .prints("help: did you mean `level-question`?")
        .prints("1 file checked: 1 error, 0 warnings\n");
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_rest() {
    run(["check", "nothing-here.yaml", "tests/fixtures/bad/unknown-level.yaml", TINY])
        .exits(2)
        .complains_of_nothing()
        .prints("error[unreadable-file]: this cannot be read: ")
        .prints("error[unknown-level]")
        .prints("3 files checked: 2 errors, 0 warnings");
}

#[test]
fn the_worst_file_decides_in_any_order() {
    let bad = "tests/fixtures/bad/unknown-level.yaml";
    for (files, code) in [
        (vec![TINY, EXAMPLE], 0),
        (vec![TINY, bad], 1),
        (vec![bad, TINY], 1),
        (vec![bad, "nothing-here.yaml", TINY], 2),
        (vec!["nothing-here.yaml", bad], 2),
    ] {
        run(std::iter::once("check").chain(files)).exits(code);
    }
}

#[test]
fn standard_input_is_yaml_and_its_paths_start_at_the_working_folder() {
    let folder = Folder::new();
    let text = yaml("  level-question: 7\n");
    let run = done(stocktake(["check", "-"]).current_dir(folder.path("")).write_stdin(text));
    run.exits(1).prints("error[unknown-level]").prints("--> <stdin>:5:19\n");
}

#[test]
fn a_framework_is_told_from_answers_by_its_content() {
    let folder = Folder::new();
    folder.file("answers.toml", super::toml("level-question = 7\n"));
    folder.file("broken.toml", "[framework]\nid = \n");
    folder.file("other.toml", "[framework]\nid = \"other\"\n");
    folder.run(["check", "answers.toml"]).exits(1).prints("error[unknown-level]");
    folder.run(["check", "broken.toml"]).exits(1).prints("error[syntax]").prints("broken.toml:2:6");
    folder.run(["check", "other.toml"]).exits(1).prints("a framework file needs the key `level`");
}
