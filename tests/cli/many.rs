//! `stocktake report` of folders and of several files.

use std::fs;

use super::{Folder, yaml};

/// Returns a folder with three good answers files and one with an error, in two folders.
fn folder() -> Folder {
    let folder = Folder::new();
    let deeper = |text: String, up: &str| text.replace("tiny.toml", &format!("{up}tiny.toml"));
    let good = yaml("  level-question: 2\n");
    folder.deep_file("trusts/a.yaml", deeper(good.clone(), "../"));
    folder.deep_file("trusts/north/b.yaml", deeper(good.clone(), "../../"));
    folder.deep_file("trusts/north/c.yaml", deeper(good, "../../"));
    folder.deep_file("trusts/bad.yaml", deeper(yaml("  level-question: 9\n"), "../"));
    folder.deep_file("trusts/other.yaml", "name: something else\n");
    folder.deep_file("trusts/stocktake.toml", "deny = []\n");
    folder
}

fn is_there(folder: &Folder, names: &[&str]) -> Vec<bool> {
    names.iter().map(|it| folder.path(it).exists()).collect()
}

#[test]
fn each_answers_file_gets_a_report_and_a_bad_one_stops_nothing() {
    let folder = folder();
    folder
        .run(["report", "trusts", "-o", "out", "--format", "markdown"])
        .exits(1)
        .prints_nothing()
        .complains("error[")
        .complains("trusts/bad.yaml:")
        .complains("3 reports written to out; 1 answers file has no report: see above\n");
    let names = ["out/a.md", "out/north/b.md", "out/north/c.md", "out/bad.md", "out/other.md"];
    assert_eq!(is_there(&folder, &names), [true, true, true, false, false]);
    let one = folder.run(["report", "trusts/north/b.yaml", "--format", "markdown"]);
    assert_eq!(fs::read_to_string(folder.path("out/north/b.md")).unwrap(), one.stdout);
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_stops_nothing() {
    let folder = folder();
    folder
        .run(["report", "trusts/a.yaml", "nothing.yaml", "-o", "out", "--format", "json"])
        .exits(2)
        .complains("error: nothing.yaml: ")
        .complains("1 report written to out; 1 answers file has no report: see above\n");
    assert!(folder.path("out/a.json").exists());
}

#[test]
fn reports_that_are_there_stay_as_they_are() {
    let folder = folder();
    let run = |more: &[&str]| {
        folder.run(["report", "trusts/north", "-o", "out", "--format", "csv"].iter().chain(more))
    };
    run(&[]).exits(0).complains("2 reports written to out\n");
    fs::write(folder.path("out/b.csv"), "mine").unwrap();
    run(&[])
        .exits(2)
        .complains("error: 2 reports are there already, such as `out/b.csv`; use --force");
    assert_eq!(fs::read_to_string(folder.path("out/b.csv")).unwrap(), "mine");
    run(&["--force"]).exits(0);
    assert_ne!(fs::read_to_string(folder.path("out/b.csv")).unwrap(), "mine");
}

#[test]
fn answers_are_never_written_over_by_their_report() {
    let folder = Folder::new();
    folder.file("a.json", "{\"framework\": \"tiny.toml\", \"organisation\": {\"name\": \"A\"},\n\"assessed_on\": \"2026-10-01\", \"answers\": {}}");
    let before = fs::read(folder.path("a.json")).unwrap();
    folder
        .run(["report", ".", "-o", ".", "--format", "json", "--force"])
        .exits(2)
        .complains("is the input; give it another name");
    assert_eq!(fs::read(folder.path("a.json")).unwrap(), before);
}

#[test]
fn reports_beside_their_answers_are_no_answers() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    for more in [&[][..], &["--force"]] {
        folder
            .run(["report", ".", "-o", ".", "--format", "json"].iter().chain(more))
            .exits(0)
            .complains("1 report written to .\n");
    }
    folder.run(["check", "."]).prints("2 files checked");
}

#[test]
fn no_report_leaves_the_folder_for_reports() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("a")).unwrap();
    fs::create_dir_all(folder.path("b")).unwrap();
    folder.file("b/x.yaml", yaml("  level-question: 2\n").replace("tiny.toml", "../tiny.toml"));
    let elsewhere = Folder::new();
    elsewhere.file("y.yaml", yaml("  level-question: 2\n"));
    let elsewhere = elsewhere.path("y.yaml").display().to_string();
    folder
        .run(["report", "a", "a/../b/x.yaml", &elsewhere, "-o", "out", "--format", "markdown"])
        .exits(0)
        .complains("2 reports written to out\n");
    assert_eq!(is_there(&folder, &["out/x.md", "out/y.md", "b/x.md"]), [true, true, false]);
    folder.run(["report", ".", "b/x.yaml", "-o", "all", "--format", "markdown"]).exits(0);
    assert_eq!(is_there(&folder, &["all/b/x.md", "all/x.md"]), [true, false]);
}

#[test]
fn answers_that_differ_by_their_endings_get_a_report_each() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    folder.file("a.yml", yaml("  level-question: 2\n"));
    folder.run(["report", "a.yaml", "a.yml", "-o", "out", "--format", "markdown"]).exits(0);
    assert_eq!(
        is_there(&folder, &["out/a.yaml.md", "out/a.yml.md", "out/a.md"]),
        [true, true, false]
    );
    fs::create_dir_all(folder.path("b")).unwrap();
    folder.file("b/a.yaml", yaml("  level-question: 2\n").replace("tiny.toml", "../tiny.toml"));
    folder
        .run(["report", "a.yaml", "b/a.yaml", "-o", "two", "--format", "markdown"])
        .exits(2)
        .complains("would both give");
}

#[test]
fn what_is_missing_for_many_is_told_before_any_work() {
    let folder = folder();
    let check = |args: &[&str], complaint: &str| {
        folder
            .run(["report", "trusts"].iter().chain(args))
            .exits(2)
            .prints_nothing()
            .complains(complaint);
    };
    check(&[], "many reports need a folder to go to; name it with `-o`");
    check(&["-o", "out"], "many reports need a format; name it, as in `--format pdf`");
    check(&["-o", "out", "--format", "table"], "`--format table` is for terminals");
    check(&["-o", "tiny.toml", "--format", "pdf"], "`tiny.toml` is a file");
    check(&["-", "-o", "out", "--format", "pdf"], "standard input is one report");
    assert!(!folder.path("out").exists());
}

#[test]
fn a_folder_without_answers_gives_nothing() {
    let folder = Folder::new();
    folder
        .run(["report", ".", "-o", "out", "--format", "pdf"])
        .exits(2)
        .complains("no answers file");
}
