//! `stocktake check --format github`.

use std::fs;

use super::junit::{EVIL, RUNS};
use super::{EXAMPLE, Folder, done, run, stocktake, yaml};

/// Runs the binary in a folder, and returns what it wrote to the file that GitHub names.
#[track_caller]
fn summary(folder: &Folder, args: &[&str], code: i32) -> String {
    let mut command = stocktake(args);
    command.current_dir(folder.path("")).env("GITHUB_STEP_SUMMARY", folder.path("summary.md"));
    done(&mut command).exits(code).complains_of_nothing().safe_to_look_at();
    fs::read_to_string(folder.path("summary.md")).expect("the summary is there")
}

#[test]
fn there_is_a_command_for_each_finding_and_a_last_line() {
    for (args, code) in RUNS {
        let run = run(["check", "--format", "github"].iter().chain(*args)).exits(*code);
        let lines: Vec<&str> = run.stdout.lines().collect();
        let (last, commands) = lines.split_last().unwrap();
        let count = |start: &str| commands.iter().filter(|it| it.starts_with(start)).count();
        let (errors, warnings) = (count("::error title="), count("::warning title="));
        assert_eq!(errors + warnings, commands.len(), "{run:#?}");
        let plural = |it, noun| stocktake::wording::count(it, noun, &format!("{noun}s"));
        let said =
            format!(" checked: {}, {}", plural(errors, "error"), plural(warnings, "warning"));
        assert!(last.contains(&said) && !last.starts_with(':'), "{last}");
    }
}

#[test]
fn no_text_becomes_a_command() {
    let folder = Folder::new();
    let text = yaml(&format!(
        "  \"{EVIL}\": 1\n  level-question: {{ answer: \"{EVIL}\", note: \"{EVIL}\", owner: \"{EVIL}\" }}\n"
    ));
    folder.file("a.yaml", text.replace("Example Trust", &format!("\"{EVIL}\"")));
    folder.file("b.yaml", format!("framework: \"{EVIL}\"\n\"{EVIL}\": 1\n"));
    let args = ["check", "--format", "github", "a.yaml", "b.yaml", "--min-score", "1"];
    let run = folder.run(args).exits(1).safe_to_look_at();
    let is_ours = |it: &str| {
        it.starts_with("::error title=")
            || it.starts_with("::warning title=")
            || it.contains(" checked: ")
    };
    assert!(run.stdout.lines().all(is_ours), "{run:#?}");
    assert!(run.stdout.contains("]]><script>"), "{run:#?}");
    assert!(run.stdout.contains("%250A::warning::y"), "a percent sign is no escape: {run:#?}");

    let page = summary(&folder, &args, 1);
    assert!(page.contains("\\]\\]&gt;&lt;script&gt;"), "{page}");
    for it in ["<script>", "]]>", "[[ATTACHMENT", " ` ", "@all"] {
        assert!(!page.contains(it), "`{it}` is in {page}");
    }
    let is_known = |it: &str| {
        it.is_empty() || ["#", "|", "2 files checked: "].iter().any(|start| it.starts_with(start))
    };
    assert!(page.lines().all(is_known), "{page}");
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_is_no_command() {
    let folder = Folder::new();
    let name = "x,line=9::y%\n::error::|<b>`\u{1b}[31m\u{202e}.yaml";
    folder.file(name, yaml("  level-question: 7\n"));
    let args = ["check", "--format", "github", name];
    let run = folder.run(args).exits(1).safe_to_look_at();
    assert_eq!(run.stdout.lines().count(), 2, "{run:#?}");
    let file = "file=x%2Cline=9%3A%3Ay%25 %3A%3Aerror%3A%3A|<b>`\\u{1b}[31m\\u{202e}.yaml,line=5,";
    assert!(run.stdout.contains(file), "{run:#?}");
    let page = summary(&folder, &args, 1);
    assert!(page.contains("| x,line=9::y% ::error::\\|&lt;b&gt;\\`"), "{page}");
}

#[test]
fn standard_input_is_no_file() {
    let text = "framework: nhs-providers-eight-principals\n";
    let run = done(stocktake(["check", "--format", "github", "-"]).write_stdin(text)).exits(1);
    assert!(run.stdout.starts_with("::error title="), "{run:#?}");
    assert!(!run.stdout.contains("file="), "{run:#?}");
}

#[test]
fn the_summary_is_added_to() {
    let folder = Folder::new();
    folder.file("summary.md", "# Before");
    folder.file("a.yaml", yaml("  level-question: 7\n"));
    let one = summary(&folder, &["check", "--format", "github", "tiny.toml"], 0);
    assert!(one.starts_with("# Before\n## Assessment check: everything is in order\n"), "{one}");
    let two = summary(&folder, &["check", "--format", "github", "a.yaml"], 1);
    assert!(two.starts_with(&one), "{two}");
    assert!(two.contains("\n## Assessment check: failed, with 1 error\n"), "{two}");
    assert!(two.ends_with("|\n\n"), "text that follows is no row: {two}");
}

#[test]
fn no_other_format_writes_a_summary() {
    let folder = Folder::new();
    folder.file("summary.md", "before\n");
    for format in ["text", "json", "junit"] {
        let page = summary(&folder, &["check", "--format", format, "tiny.toml"], 0);
        assert_eq!(page, "before\n");
    }
}

#[test]
fn annotations_and_the_summary() {
    let folder = Folder::new();
    let summary = folder.path("summary.md");
    let run = done(
        stocktake([
            "check",
            "--format",
            "github",
            "--max-unknown",
            "0",
            EXAMPLE,
            "tests/fixtures/bad/floor-breach",
            "tests/fixtures/bad/unknown-level.yaml",
        ])
        .env("GITHUB_STEP_SUMMARY", &summary),
    );
    let page = fs::read_to_string(summary).unwrap();
    insta::assert_snapshot!(format!("{}{page}", run.exits(1).stdout));
}
