//! The mistakes that people make, and whether the help tells them what to do now.

use std::io::Read as _;

use super::{Folder, TINY, bare, yaml};

/// Checks answers, and expects this help among the findings.
#[track_caller]
fn helps(name: &str, content: &str, help: &str) {
    let folder = Folder::new();
    folder.file(name, content);
    folder.run(["check", name]).exits(1).prints(help);
}

#[test]
fn a_level_that_is_nearly_right_is_recognised() {
    let answer = |it: &str| yaml(&format!("  level-question: {it}\n"));
    helps("a.yaml", &answer("\"2\""), "write `2`, without quotation marks");
    helps("a.yaml", &answer("In use"), "write `2`, without quotation marks");
    helps("a.yaml", &answer("level 3"), "write `3`, without quotation marks");
    helps("a.yaml", &answer("Unknown"), "did you mean `unknown`?");
    helps("a.yaml", &answer("not applicable"), "{ not_applicable: \"We run no ambulances.\" }");
    helps("a.yaml", &answer("\"no\""), "write a level from 0 to 3, or `unknown` if nobody knows");
    helps("a.yaml", &answer("03"), "found a number with a zero before it: `03`");
}

#[test]
fn answers_that_are_not_indented_are_recognised() {
    let text = yaml("level-question: 2\n");
    helps("a.yaml", &text, "`level-question` is a question: put it under `answers:`");
    helps("a.yaml", &yaml("  - level-question: 2\n"), "remove the hyphens");
}

#[test]
fn the_usual_mistakes_in_yaml_are_recognised() {
    let note = |it: &str| yaml(&format!("  level-question: {{answer: 2}}\n{it}\n"));
    helps("a.yaml", &note("  choice-question:agree"), "write a space after the colon");
    helps("a.yaml", &note("\tchoice-question: agree"), "replace the tab by spaces");
    helps("a.yaml", &note("  line-question: {answer: 2, note: ok #3}"), "it starts a comment");
    helps("a.yaml", &note("\u{a0}\u{a0}line-question: 2\n"), "it has a no-break space");
    helps("a.yaml", &note("  x: {note: Plan: agreed: yes}"), "put the text in quotes");
    helps("a.yaml", &note("  line-question:\n    note: Plan: agreed"), "put the text in quotes");
    helps("a.yaml", &note("   line-question: 2"), "starts further right than the one above");
    helps("a.yaml", &note("  ~: 1"), "a key is missing before the colon");
}

#[test]
fn errors_are_shown_before_warnings_are() {
    let criterion = |it: u32| {
        format!(
            "\n[[dimension.criterion]]\nid = \"c{it}\"\nquestion = \"Is {it} there?\"\nscale = \"maturity\"\n"
        )
    };
    let text = std::fs::read_to_string(TINY).unwrap();
    let text = text + &(0..60).map(criterion).collect::<String>() + "weight = 0\n";
    let folder = Folder::new();
    folder.file("tiny.toml", text);
    let run = folder.run(["check", "tiny.toml"]).exits(1);
    run.prints("error[out-of-range]: a weight of 0 is out of range")
        .prints("more findings in this file");
}

#[test]
fn every_wrong_option_level_and_band_is_told() {
    let folder = Folder::new();
    let text = std::fs::read_to_string(TINY).unwrap();
    let text =
        text.replace("points = 50 }", "points = 500 }").replace("points = 100 }", "points = -1 }");
    folder.file(
        "tiny.toml",
        text.replace("label = \"Started\"\n", "").replace("label = \"In use\"\n", ""),
    );
    let run = folder.run(["check", "tiny.toml"]).exits(1);
    assert_eq!(run.stdout.matches("error[out-of-range]").count(), 4, "{run:#?}");
    assert_eq!(run.stdout.matches("a level needs the key `label`").count(), 2, "{run:#?}");
}

#[test]
fn a_broken_part_does_not_make_its_dimension_look_empty() {
    let folder = Folder::new();
    let text = std::fs::read_to_string(TINY).unwrap();
    let text = text.replacen(
        "[[dimension]]",
        "[[dimension]]\nid = \"top\"\ntitle = \"Top\"\n\n[[dimension]]",
        1,
    );
    let text = text.replacen("title = \"People\"", "parent = \"top\"", 1);
    folder.file("tiny.toml", text);
    let run = folder.run(["check", "tiny.toml"]).exits(1);
    assert_eq!(run.stdout.matches("error[").count(), 1, "{run:#?}");
}

#[test]
fn dimensions_are_not_nested_without_end() {
    let folder = Folder::new();
    let text = std::fs::read_to_string(TINY).unwrap();
    let part = |it: u32| {
        let parent = if it == 0 { "people".to_owned() } else { format!("d{}", it - 1) };
        format!("\n[[dimension]]\nid = \"d{it}\"\ntitle = \"Part {it}\"\nparent = \"{parent}\"\n")
    };
    folder.file("tiny.toml", text + &(0..8).map(part).collect::<String>());
    folder
        .run(["check", "tiny.toml"])
        .exits(1)
        .prints("error[too-deep]: dimensions are nested more than 8 deep");
}

#[test]
fn a_reader_who_goes_away_does_not_change_the_answer() {
    let bad = "tests/fixtures/bad/unknown-level.yaml";
    let mut child =
        bare(std::iter::once("check").chain(std::iter::repeat_n(bad, 2000))).spawn().unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(1), ""));
}

#[test]
fn a_folder_leaves_alone_what_is_not_ours() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("ours")).unwrap();
    folder.file("ours/Cargo.toml", "[package]\nname = \"x\"\n");
    folder.file("ours/docker-compose.yml", "services: {}\n");
    folder.file("ours/a.yaml", yaml("  level-question: 2\n").replace("tiny.toml", "../tiny.toml"));
    folder.run(["check", "ours"]).exits(0).prints("1 file checked: 0 errors, ");
}

#[test]
fn a_huge_file_in_a_folder_is_not_read() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("ours")).unwrap();
    let huge = std::fs::File::create(folder.path("ours/huge.yaml")).unwrap();
    // A file with a hole: it takes no room on the disk, and would take it all in memory.
    huge.set_len(1 << 36).unwrap();
    folder.run(["check", "ours"]).exits(1).prints("error[too-large]");
}

#[test]
fn suggestions_do_not_take_for_ever() {
    let folder = Folder::new();
    let keys: Vec<String> = (0..20_000).map(|it| format!("  levle-question-{it}: 1")).collect();
    folder.file("a.yaml", yaml(&(keys.join("\n") + "\n")));
    let started = std::time::Instant::now();
    folder.run(["check", "a.yaml"]).exits(1).prints("more findings in this file");
    assert!(started.elapsed() < std::time::Duration::from_secs(30), "{:?}", started.elapsed());
}
