//! `stocktake report`: which format, and where it goes. What happens to files is in
//! [`writing`](super::writing).

use std::fs;

use super::{EXAMPLE, Folder, arg, done, run, stocktake, yaml};

#[test]
fn the_ending_of_the_output_tells_the_format() {
    let folder = Folder::new();
    for (name, start) in [
        ("gap.md", "# "),
        ("gap.MD", "# "),
        ("gap.csv", "organisation,"),
        ("gap.json", "{"),
        ("gap.html", "<!DOCTYPE html>"),
        ("two.dots.json", "{"),
    ] {
        let path = folder.path(name);
        let run = run(["report", EXAMPLE, "-o"].map(AsRef::as_ref).iter().chain([&arg(&path)]));
        run.exits(0).prints_nothing();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(start), "{name}: {text}");
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_named_format_wins_over_the_ending() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    folder.run(["report", "a.yaml", "-o", "gap.txt", "--format", "json"]).exits(0);
    assert!(fs::read_to_string(folder.path("gap.txt")).unwrap().starts_with('{'));
}

#[test]
fn an_ending_that_names_no_format_is_refused_before_any_work() {
    let folder = Folder::new();
    for name in ["gap.docx", "gap", ".md", "gap.md~"] {
        folder
            .run(["report", "nothing-here.yaml", "-o", name])
            .exits(2)
            .prints_nothing()
            .complains(&format!("the ending of `{name}` names no format; use .csv, .html, .json, .md, .pdf or .xlsx, or `--format`"));
    }
    assert_eq!(folder.names(), ["tiny.toml"]);
}

#[test]
fn without_an_output_the_report_is_a_table() {
    let table = run(["score", EXAMPLE]).stdout;
    assert_eq!(run(["report", EXAMPLE]).exits(0).stdout, table);
    assert_eq!(run(["report", EXAMPLE, "-o", "-"]).exits(0).stdout, table);
}

#[test]
fn a_file_holds_what_standard_output_would_show() {
    let folder = Folder::new();
    for (format, name) in
        [("markdown", "gap.md"), ("json", "gap.json"), ("csv", "gap.csv"), ("html", "gap.html")]
    {
        let path = folder.path(name);
        let printed = run(["report", EXAMPLE, "--format", format]).exits(0).stdout;
        run([arg("report".as_ref()), arg(EXAMPLE.as_ref()), arg("-o".as_ref()), arg(&path)])
            .exits(0);
        assert_eq!(fs::read_to_string(&path).unwrap(), printed);
    }
}

#[test]
fn a_page_for_the_web_looks_as_it_should() {
    let page = run(["report", "examples/example-trust/board-quick-check.yaml", "--format", "html"]);
    let page = page.exits(0).stdout.replace("><", ">\n<");
    insta::assert_snapshot!("the_page_of_an_example", page);
}

#[test]
fn a_file_has_no_colour_whatever_is_asked() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    let args = ["report", "a.yaml", "-o", "gap.txt", "--format", "table", "--color", "always"];
    folder.run(args).exits(0);
    assert!(!fs::read_to_string(folder.path("gap.txt")).unwrap().contains('\u{1b}'));
}

#[test]
fn answers_with_errors_make_no_report() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 7\n"));
    folder
        .run(["report", "a.yaml", "-o", "gap.md"])
        .exits(1)
        .prints_nothing()
        .complains("error[unknown-level]")
        .complains("a.yaml:5:19");
    assert_eq!(folder.names(), ["a.yaml", "tiny.toml"]);
}

#[test]
fn answers_that_cannot_be_read_make_no_report() {
    let folder = Folder::new();
    folder.run(["report", "nothing-here.yaml", "-o", "gap.md"]).exits(2).complains("cannot read");
    folder.run(["report", "tiny.toml", "-o", "gap.md"]).exits(2).complains("is a framework");
    assert_eq!(folder.names(), ["tiny.toml"]);
}

#[test]
fn standard_input_is_read_for_a_hyphen() {
    let folder = Folder::new();
    let text = yaml("  level-question: 2\n");
    let args = ["report", "-", "-o", "gap.json"];
    done(stocktake(args).current_dir(folder.path("")).write_stdin(text)).exits(0);
    assert!(fs::read_to_string(folder.path("gap.json")).unwrap().contains("\"Example Trust\""));
}
