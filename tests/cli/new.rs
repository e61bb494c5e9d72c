//! `stocktake new`.

use std::fs;

use super::{Folder, TINY, run};

const ANY: &str = "nhs-providers-eight-principles";

#[test]
fn what_is_written_is_an_assessment_with_nothing_answered() {
    for (name, own) in [("tiny.toml", true), (ANY, false), ("what-good-looks-like", false)] {
        let folder = Folder::new();
        for ending in ["yaml", "yml", "toml", "json"] {
            let file = format!("answers.{ending}");
            folder.run(["new", name, "-o", &file]).exits(0).prints_nothing().complains_of_nothing();
            let result = folder.run(["score", &file, "--format", "json"]).exits(0);
            let result: serde_json::Value = serde_json::from_str(&result.stdout).unwrap();
            let coverage = &result["coverage"];
            assert_eq!(coverage["unanswered"], coverage["criteria"], "{file}");
            assert_eq!(result["overall"]["score"], serde_json::Value::Null, "{file}");
            let first = fs::read_to_string(folder.path(&file)).unwrap();
            assert!(first.contains(if own { "tiny.toml" } else { "@1.0.0" }), "{first}");
        }
    }
}

#[test]
fn without_a_name_and_a_date_the_file_says_so_until_they_are_there() {
    let folder = Folder::new();
    folder.run(["new", "tiny.toml", "-o", "a.yaml"]).exits(0);
    folder.run(["check", "a.yaml"]).exits(0).prints(
        "warning[placeholder-left]: the organisation has no name yet, and the assessment no day",
    );
    let about = ["--organisation", "Example NHS Trust", "--assessed-on", "2026-10-01"];
    let more = ["--ods-code", "ZZ9", "--assessed-by", "Digital board", "--setting", "acute"];
    let args = ["new", "tiny.toml", "-o", "b.yaml"].into_iter().chain(about).chain(more);
    folder.run(args).exits(0);
    let run = folder.run(["check", "b.yaml", "--deny", "completeness"]).exits(0);
    run.prints("1 file checked: 0 errors, 0 warnings");
    folder.run(["score", "b.yaml"]).exits(0).prints("Example NHS Trust").prints("1 October 2026");
}

#[test]
fn only_what_is_asked_of_a_setting_is_there() {
    let folder = Folder::new();
    let count = |args: &[&str]| {
        let text = folder.run(["new", "what-good-looks-like"].iter().chain(args)).exits(0).stdout;
        text.lines().filter(|it| it.ends_with(':') && !it.contains('#')).count()
    };
    let (all, acute, both) =
        (count(&[]), count(&["--setting", "acute"]), count(&["--setting", "acute,community"]));
    assert!(acute <= both && acute < all, "{acute} {both} {all}");
    folder.run(["new", ANY, "--setting", "acut"]).exits(2);
    folder
        .run(["new", "what-good-looks-like", "--setting", "acut"])
        .exits(2)
        .complains("there is no care setting `acut`; did you mean `acute`?");
}

#[test]
fn a_framework_of_ones_own_is_named_by_the_path_from_the_answers() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("north/2026")).unwrap();
    folder.run(["new", "tiny.toml", "-o", "north/2026/a.yaml"]).exits(0);
    let text = fs::read_to_string(folder.path("north/2026/a.yaml")).unwrap();
    assert!(text.contains("\nframework: \"../../tiny.toml\"\n"), "{text}");
    folder.run(["check", "north/2026/a.yaml"]).exits(0);
    folder.run(["new", "--from", "north/2026/a.yaml", "-o", "north/b.yaml"]).exits(0);
    folder.run(["check", "north/b.yaml"]).exits(0);
}

#[test]
fn a_framework_to_start_from_is_clean_and_is_called_as_its_file() {
    let folder = Folder::new();
    folder.run(["new", "--framework", "-o", "our-own.toml"]).exits(0);
    folder.run(["check", "our-own.toml"]).exits(0).prints("1 file checked: 0 errors, 0 warnings");
    folder.run(["new", "our-own.toml", "-o", "a.yaml"]).exits(0);
    folder.run(["score", "a.yaml"]).exits(0);
    folder.run(["new", "--framework", "-o", "Our own.toml"]).exits(2).complains("is no id");
    folder.run(["new", "--framework", "-o", "own.yaml"]).exits(2).complains("is a TOML file");
    run(["new", "--framework"]).exits(0).prints("[framework]\nid = \"my-framework\"");
}

#[test]
fn answers_that_are_there_are_filled_in_and_nothing_is_lost() {
    let folder = Folder::new();
    let from = std::path::absolute("examples/example-trust/eight-principles.yaml").unwrap();
    let from = from.to_str().unwrap();
    let result = |file: &str| folder.run(["score", file, "--format", "json"]).exits(0).stdout;
    for file in ["a.yaml", "a.toml", "a.json"] {
        folder.run(["new", "--from", from, "-o", file]).exits(0).complains_of_nothing();
        assert_eq!(result(file), result(from), "{file}");
    }
}

#[test]
fn what_is_asked_has_to_be_one_thing_and_the_output_is_written_over_only_by_force() {
    let folder = Folder::new();
    run(["new"]).exits(2);
    run(["new", ANY, "--framework"]).exits(2);
    run(["new", "no-such-framework"]).exits(2).complains("there is no framework");
    folder.run(["new", ANY, "-o", "a.txt"]).exits(2).complains("names no format");
    folder.run(["new", ANY, "-o", "tiny.toml"]).exits(2).complains("is there already");
    assert_eq!(fs::read(folder.path("tiny.toml")).unwrap(), fs::read(TINY).unwrap());
    folder.run(["new", ANY, "-o", "tiny.toml", "--force"]).exits(0);
    folder.file("bad.toml", "[framework]\nid = 3\n");
    folder.run(["new", "bad.toml", "-o", "b.yaml"]).exits(1).complains("error[");
}

#[test]
fn a_new_file_is_the_same_every_time() {
    let text = run(["new", ANY]).exits(0).complains_of_nothing().stdout;
    assert_eq!(text, run(["new", ANY]).stdout);
    insta::assert_snapshot!(run(["new", TINY, "--organisation", "Example NHS Trust"]).stdout);
}
