//! `stocktake.toml`: where it is looked for, what it asks, and what happens if it is broken.

use std::fs;

use super::{CHECK_FORMATS, Folder, TINY, arg, done, stocktake, yaml};

/// Returns answers in a folder `depth` folders below the framework, with a value of 2.
fn answers(depth: usize) -> String {
    let path = format!("framework: {}tiny.toml", "../".repeat(depth));
    yaml("  level-question: { answer: 2, target: 2 }\n").replace("framework: tiny.toml", &path)
}

const ASKS_TWO: &str = "[gate]\nmin_score = 2\n";
const ASKS_THREE: &str = "[gate]\nmin_score = 3\n";

/// Expects whether the answers in `a/b` pass, where these files are there.
#[track_caller]
fn check(files: &[(&str, &str)], args: &[&str], code: i32) {
    let folder = Folder::new();
    folder.deep_file("a/b/x.yaml", answers(2));
    for (name, content) in files {
        folder.deep_file(name, content);
    }
    folder.run(["check", "a/b/x.yaml"].iter().chain(args)).exits(code).complains_of_nothing();
    folder.run(["check", "a"].iter().chain(args)).exits(code);
    let absolute = folder.path("a/b/x.yaml");
    let args: Vec<_> = args.iter().map(AsRef::as_ref).collect();
    folder.run([&["check".as_ref(), arg(&absolute)], &args[..]].concat()).exits(code);
}

#[test]
fn settings_are_those_beside_the_file_or_above_it() {
    check(&[], &[], 0);
    for place in ["a/b/stocktake.toml", "a/stocktake.toml", "stocktake.toml"] {
        check(&[(place, ASKS_TWO)], &[], 0);
        check(&[(place, ASKS_THREE)], &[], 1);
    }
    for place in ["a/b/c/stocktake.toml", "a/c/stocktake.toml", "a/b/Stocktake.toml.txt"] {
        check(&[(place, ASKS_THREE)], &[], 0);
    }
}

#[test]
fn the_nearest_settings_count_and_only_they() {
    check(&[("a/b/stocktake.toml", ASKS_TWO), ("a/stocktake.toml", ASKS_THREE)], &[], 0);
    check(&[("a/b/stocktake.toml", ASKS_THREE), ("a/stocktake.toml", ASKS_TWO)], &[], 1);
    check(&[("a/b/stocktake.toml", ""), ("stocktake.toml", ASKS_THREE)], &[], 0);
    check(&[("a/stocktake.toml", "[gate]\n"), ("stocktake.toml", ASKS_THREE)], &[], 0);
}

#[test]
fn settings_above_a_repository_are_somebody_elses() {
    let above = ("stocktake.toml", ASKS_THREE);
    check(&[above, ("a/.git/HEAD", "")], &[], 0);
    check(&[above, ("a/b/.git/HEAD", "")], &[], 0);
    // In a worktree it is a file.
    check(&[above, ("a/.git", "gitdir: ../elsewhere\n")], &[], 0);
    check(&[("a/stocktake.toml", ASKS_THREE), ("a/.git/HEAD", "")], &[], 1);
    check(&[above, (".git/HEAD", "")], &[], 1);
}

#[test]
fn the_command_line_goes_before_the_settings() {
    let file = ("a/stocktake.toml", ASKS_THREE);
    check(&[file], &["--min-score", "2"], 0);
    check(&[("a/stocktake.toml", ASKS_TWO)], &["--min-score", "3"], 1);
    // What the command line does not ask, the file still does.
    check(&[file], &["--max-unknown", "0"], 1);
    let both =
        ("a/stocktake.toml", "[gate]\nno_floor_breach = true\nmax_unknown = 0\nmin_score = 3\n");
    check(&[both], &["--min-score", "1", "--max-unknown", "3"], 0);
}

#[test]
fn choices_on_the_command_line_go_before_those_of_the_settings() {
    let folder = Folder::new();
    folder
        .file("x.yaml", yaml("  level-question: { answer: 3, target: 3, note: a@example.org }\n"));
    for (settings, args, code) in [
        ("deny = ['privacy']", &[][..], 1),
        ("deny = ['privacy']", &["--allow", "email-in-text"], 0),
        // Whatever the file says of something narrower.
        ("deny = ['email-in-text']", &["--allow", "privacy"], 0),
        ("allow = ['email-in-text']", &["--deny", "all"], 1),
        ("deny = ['all']", &["--warn", "all"], 0),
        ("deny = ['all']", &["--allow", "evidence"], 1),
        ("warn = ['email-in-text']\ndeny = ['privacy']\nallow = ['all']", &[], 0),
    ] {
        folder.file("stocktake.toml", format!("[check]\n{settings}\n"));
        folder.run(["check", "x.yaml"].iter().chain(args)).exits(code);
    }
}

#[test]
fn every_folder_has_its_own_settings() {
    let folder = Folder::new();
    for name in ["a", "b", "b/c", "d"] {
        folder.deep_file(&format!("{name}/x.yaml"), answers(name.len().div_ceil(2)));
    }
    folder.file("stocktake.toml", "[check]\nallow = ['all']\n[gate]\nmin_score = 3\n");
    folder.file("b/stocktake.toml", "[check]\nallow = ['all']\n");
    folder.file("d/stocktake.toml", "[check]\nallow = ['all']\n[gate]\nmin_coverage = 100\n");
    let (code, found) = folder.check(&["."]);
    assert_eq!(code, 1);
    assert_eq!(found, ["a/x.yaml error min-score", "d/x.yaml error min-coverage"]);
}

#[test]
fn what_is_above_is_above_the_file_and_not_above_the_path() {
    let folder = Folder::new();
    folder.deep_file("here/deep/stocktake.toml", ASKS_THREE);
    folder.deep_file("there/x.yaml", answers(1));
    let from = |name: &str, args: &[&str]| done(stocktake(args).current_dir(folder.path(name)));
    from("here/deep", &["check", "../../there/x.yaml"]).exits(0);
    from("here/deep", &["check", "../../there/../there"]).exits(0);
    folder.deep_file("there/stocktake.toml", "[gate]\nmin_scroe = 3\n");
    let run = from("here/deep", &["check", "../../there/x.yaml", "--concise"]).exits(2);
    let path = "../../there/stocktake.toml:2:1: error[unknown-key]";
    assert!(run.stdout.replace('\\', "/").starts_with(path), "{run:#?}");
    let run = from("there", &["check", "x.yaml", "--concise"]).exits(2);
    assert!(run.stdout.starts_with("stocktake.toml:2:1: error"), "{run:#?}");
    folder.deep_file("there/below/y.yaml", answers(2));
    let run = from("there/below", &["check", ".", "--concise"]).exits(2);
    assert!(run.stdout.replace('\\', "/").starts_with("../stocktake.toml:2:1: "), "{run:#?}");
}

#[test]
fn a_baseline_starts_at_the_folder_of_the_settings() {
    let folder = Folder::new();
    folder.deep_file("a/b/x.yaml", answers(2));
    folder.deep_file(
        "a/old/x.yaml",
        answers(2).replace("answer: 2", "answer: 3").replace("2026", "2025"),
    );
    folder.deep_file("a/stocktake.toml", "[gate]\nbaseline = 'old/x.yaml'\n");
    let fell = "`level-question` fell from 3.0 on 1 October 2025 to 2.0";
    folder.run(["check", "a/b/x.yaml"]).exits(1).prints(fell);
    let from = |name: &str, args: &[&str]| done(stocktake(args).current_dir(folder.path(name)));
    from("a", &["check", "b"]).exits(1).prints(fell);
    from("a/b", &["check", "x.yaml"]).exits(1).prints(fell);
    from("a/old", &["check", "../b"]).exits(1).prints(fell);
    // One on the command line goes before it, and starts at the working folder.
    from("a", &["check", "b", "--baseline", "b/x.yaml"]).exits(0);
    folder.deep_file("a/stocktake.toml", "[gate]\nbaseline = 'old/x.yaml'\ntolerance = 1\n");
    folder.run(["check", "a/b/x.yaml"]).exits(0);
    folder.deep_file("a/stocktake.toml", "[gate]\nbaseline = 'gone.yaml'\n");
    let (code, found) = folder.check(&["a/b"]);
    assert_eq!(code, 2);
    let told = ["a/stocktake.toml error unreadable-file", "a/b/x.yaml error below-baseline"];
    assert_eq!(found, told);
}

#[test]
fn a_baseline_elsewhere_is_refused_unseen() {
    let folder = Folder::new();
    folder.file("x.yaml", answers(0));
    for path in ["/etc/x.toml", "//host/share/x.yaml", "\\\\host\\share\\x.yaml", "C:x.yaml"] {
        folder.file("stocktake.toml", format!("[gate]\nbaseline = '{path}'\n"));
        let run = folder.run(["check", "x.yaml"]).exits(2);
        run.prints(&format!("the path `{path}` does not start at this folder"))
            .prints("error[below-baseline]: the earlier assessment cannot be used");
    }
    folder.file("secret.env", "KEY=1\n");
    folder.file("stocktake.toml", "[gate]\nbaseline = 'secret.env'\n");
    let run = folder.run(["check", "x.yaml"]).exits(2);
    assert!(!run.stdout.contains("KEY"), "{run:#?}");
    run.prints("the path `secret.env` leads to no answers file");
}

#[test]
fn broken_settings_are_shown_in_every_format_and_break_the_run() {
    let folder = Folder::new();
    folder.file("x.yaml", answers(0));
    for (settings, words) in [
        ("[gate]\nmin_scroe = 3\n", "min_scroe"),
        ("[gate\n", "valid TOML"),
        ("[check]\ndeny = ['evidense']\n", "evidense"),
        ("[check]\nallow = ['unknown-key']\n", "is always an error"),
        ("[gate]\nmax_age = 12\n", "n age needs a day to count to"),
        ("[gate]\ntolerance = 1\n", "is nothing without"),
    ] {
        folder.file("stocktake.toml", settings);
        for format in CHECK_FORMATS {
            let run = folder.run(["check", "x.yaml", "--format", format]).exits(2);
            run.complains_of_nothing().prints(words).prints("stocktake.toml");
        }
        folder.run(["check", "x.yaml", "--concise"]).exits(2).prints(words);
    }
    folder.file("stocktake.toml", b"[gate]\nmin_score = \xff\n");
    folder.run(["check", "x.yaml"]).exits(2).prints("error[not-utf8]");
}

#[test]
fn broken_settings_are_told_once_for_all_files_and_first() {
    let folder = Folder::new();
    for name in ["a/x.yaml", "a/y.yaml", "a/b/z.yaml"] {
        folder.deep_file(name, answers(name.matches('/').count()).replace("Example", name));
    }
    folder.file("stocktake.toml", "[gate]\nmin_scroe = 3\nmin_score = 3\n");
    let (code, found) = folder.check(&["a"]);
    assert_eq!(code, 2);
    assert_eq!(
        found,
        [
            "stocktake.toml error unknown-key",
            "a/b/z.yaml error min-score",
            "a/x.yaml error min-score",
            "a/y.yaml error min-score",
        ]
    );
}

#[test]
fn settings_that_are_named_are_told_once() {
    let folder = Folder::new();
    folder.file("stocktake.toml", "[gate]\nmin_scroe = 3\n");
    let told = vec!["stocktake.toml error unknown-key".to_owned()];
    assert_eq!(folder.check(&["stocktake.toml"]), (2, told.clone()));
    assert_eq!(folder.check(&["./stocktake.toml", "tiny.toml", "."]), (2, told));
    folder.file("stocktake.toml", b"\xff");
    let told = vec!["stocktake.toml error not-utf8".to_owned()];
    assert_eq!(folder.check(&["stocktake.toml"]), (2, told));
    folder.file("stocktake.toml", ASKS_TWO);
    assert_eq!(folder.check(&["stocktake.toml"]), (0, vec![]));
    fs::remove_file(folder.path("stocktake.toml")).unwrap();
    let told = vec!["stocktake.toml error unreadable-file".to_owned()];
    assert_eq!(folder.check(&["stocktake.toml"]), (2, told));
}

#[cfg(unix)]
#[test]
fn a_link_to_settings_that_leads_nowhere_is_told() {
    let folder = Folder::new();
    folder.file("x.yaml", answers(0));
    std::os::unix::fs::symlink("gone.toml", folder.path("stocktake.toml")).unwrap();
    let told = vec!["stocktake.toml error unreadable-file".to_owned()];
    assert_eq!(folder.check(&["x.yaml"]), (2, told.clone()));
    assert_eq!(folder.check(&["stocktake.toml"]), (2, told));
    folder.file("gone.toml", ASKS_THREE);
    folder.run(["check", "x.yaml"]).exits(1);
}

#[test]
fn an_age_in_the_settings_needs_a_day_too() {
    let folder = Folder::new();
    folder.file("x.yaml", answers(0));
    folder.file("stocktake.toml", "[gate]\nmax_age = 12\n");
    let run = folder.run(["check", "x.yaml"]).exits(2);
    run.prints("an age needs a day to count to\n --> stocktake.toml:2:11\n");
    folder.run(["check", "x.yaml", "--as-of", "2027-10-01"]).exits(0);
    folder.run(["check", "x.yaml", "--as-of", "2027-10-02"]).exits(1);
}

#[test]
fn standard_input_has_the_settings_of_the_working_folder() {
    let folder = Folder::new();
    fs::create_dir(folder.path("a")).unwrap();
    fs::copy(TINY, folder.path("a/tiny.toml")).unwrap();
    folder.file("stocktake.toml", ASKS_THREE);
    for (name, code) in [("", 1), ("a", 1)] {
        let mut command = stocktake(["check", "-"]);
        command.current_dir(folder.path(name)).write_stdin(answers(0));
        done(&mut command).exits(code).prints("error[min-score]").prints("--> <stdin>:4:1\n");
    }
}
