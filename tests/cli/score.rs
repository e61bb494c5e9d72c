//! `stocktake score`.

use super::{EXAMPLE, Folder, Run, TINY, bare, done, json, run, stocktake, toml, width, yaml};

#[track_caller]
fn at_width(columns: &str, args: &[&str]) -> Run {
    done(stocktake(args).env("COLUMNS", columns))
}

#[test]
fn the_example_fits_into_80_columns() {
    let run = at_width("80", &["score", EXAMPLE]).exits(0);
    assert!(width(&run.stdout) <= 80, "{}", run.stdout);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn the_example_uses_160_columns() {
    let run = at_width("160", &["score", EXAMPLE]).exits(0);
    assert!((121..=160).contains(&width(&run.stdout)), "{}", run.stdout);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in ["60", "79", "80", "81", "99", "120", "129", "130", "131", "160", "400"] {
        let text = at_width(columns, &["score", EXAMPLE]).exits(0).stdout;
        assert!(width(&text) <= columns.parse().unwrap(), "{columns}:\n{text}");
    }
}

#[test]
fn an_odd_width_is_as_good_as_none() {
    let plain = run(["score", EXAMPLE]).exits(0).stdout;
    for columns in ["0", "-1", "wide", "", "99999999999"] {
        assert_eq!(at_width(columns, &["score", EXAMPLE]).exits(0).stdout, plain, "{columns}");
    }
    // A terminal this narrow, or this wide, is not a terminal: lines stay readable.
    at_width("1", &["score", EXAMPLE]).exits(0).prints("Example NHS Foundation Trust");
    assert!(width(&at_width("65535", &["score", EXAMPLE]).exits(0).stdout) <= 400);
}

#[test]
fn a_pipe_gets_80_columns() {
    let piped = run(["score", EXAMPLE]).exits(0).stdout;
    assert_eq!(piped, at_width("80", &["score", EXAMPLE]).stdout);
}

#[test]
fn warnings_are_counted_on_standard_error_only() {
    let run = run(["score", EXAMPLE]).exits(0);
    assert_eq!(run.stderr, format!("{EXAMPLE}: 2 warnings; `stocktake check` shows them\n"));
    assert!(!run.stdout.contains("warning"), "{}", run.stdout);
}

#[test]
fn several_files_get_a_row_each() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    folder.file("b.toml", toml("level-question = 1\n"));
    folder.file("c.json", json("\"level-question\": 0"));
    let run = folder.run(["score", "a.yaml", "b.toml", "c.json"]).exits(0).complains_of_nothing();
    assert!(run.stdout.starts_with("File "), "{}", run.stdout);
    for (file, value) in [("a.yaml", "2.0"), ("b.toml", "1.0"), ("c.json", "0.0")] {
        let rows: Vec<&str> = run.stdout.lines().filter(|it| it.starts_with(file)).collect();
        let [row] = rows[..] else { panic!("{}", run.stdout) };
        assert!(row.contains(&format!("   {value}   ")), "{}", run.stdout);
        assert!(row.ends_with("1 of 5"), "{}", run.stdout);
    }
    assert!(width(&run.stdout) <= 80, "{}", run.stdout);
}

#[test]
fn a_broken_file_is_told_and_the_others_are_still_printed() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    folder.file("b.yaml", yaml("  level-question: 7\n"));
    folder.file("c.yaml", yaml("  level-question: 1\n"));
    let run = folder.run(["score", "a.yaml", "b.yaml", "c.yaml"]).exits(1);
    let run = run.complains("error[unknown-level]: there is no level 7").complains("b.yaml:5:19");
    assert!(run.stdout.contains("a.yaml") && run.stdout.contains("c.yaml"), "{run:#?}");
    assert!(!run.stdout.contains("b.yaml") && !run.stdout.contains("error"), "{run:#?}");
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    folder
        .run(["score", "nothing-here.yaml", "a.yaml"])
        .exits(2)
        .complains("error: cannot read `nothing-here.yaml`: ")
        .prints("a.yaml");
}

#[test]
fn a_single_broken_file_prints_nothing_to_standard_output() {
    run(["score", "tests/fixtures/bad/unknown-level.yaml"])
        .exits(1)
        .prints_nothing()
        .complains("error[unknown-level]");
    run(["score", "nothing-here.yaml"]).exits(2).prints_nothing().complains("nothing-here.yaml");
}

#[test]
fn a_framework_has_no_score() {
    run(["score", TINY])
        .exits(2)
        .prints_nothing()
        .complains("`tests/fixtures/good/tiny.toml` is a framework, not an answers file");
}

#[test]
fn json_is_one_object() {
    let run = run(["score", EXAMPLE, "--format", "json"]).exits(0);
    let result: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(result["format"], "stocktake-result/1");
    assert_eq!(result["organisation"]["name"], "Example NHS Foundation Trust");
    assert_eq!(result["coverage"]["criteria"], 24);
    assert!(run.stdout.ends_with("}\n"), "{}", run.stdout);
}

#[test]
fn csv_has_a_row_for_each_criterion() {
    let run = run(["score", EXAMPLE, "--format", "csv"]).exits(0);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let at = reader.headers().unwrap().iter().position(|it| it == "status").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 24);
    let count = |status| rows.iter().filter(|it| &it[at] == status).count();
    assert_eq!(count("answered"), 20);
    assert_eq!(count("unknown"), 1);
    assert_eq!(count("not-applicable"), 1);
    assert_eq!(count("unanswered"), 2);
}

#[test]
fn markdown_starts_with_a_title() {
    let run = run(["score", EXAMPLE, "--format", "markdown"]).exits(0);
    assert!(run.stdout.starts_with("# "), "{}", run.stdout);
    assert!(run.stdout.contains("Example NHS Foundation Trust"), "{}", run.stdout);
}

#[test]
fn the_three_languages_give_the_same_result() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n  line-question: 35\n"));
    folder.file("a.toml", toml("level-question = 2\nline-question = 35\n"));
    folder.file("a.json", json("\"level-question\": 2, \"line-question\": 35"));
    let result = |file| folder.run(["score", file, "--format", "json"]).exits(0).stdout;
    assert_eq!(result("a.yaml"), result("a.toml"));
    assert_eq!(result("a.yaml"), result("a.json"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["table", "json", "csv", "markdown"] {
        let first = run(["score", EXAMPLE, "--format", format]).exits(0).stdout;
        let again = stocktake(["score", EXAMPLE, "--format", format])
            .env("TZ", "Pacific/Auckland")
            .env("LC_ALL", "tr_TR.UTF-8")
            .output()
            .unwrap();
        assert_eq!(first.as_bytes(), again.stdout, "{format}");
    }
}

#[test]
fn standard_input_is_read_for_a_hyphen() {
    let folder = Folder::new();
    let text = yaml("  level-question: 2\n");
    let file = folder.file("a.yaml", &text);
    let piped = done(stocktake(["score", "-"]).current_dir(folder.path("")).write_stdin(text));
    assert_eq!(
        piped.exits(0).complains_of_nothing().stdout,
        run([super::arg("score".as_ref()), super::arg(&file)]).stdout
    );
}

#[test]
fn colour_is_used_only_where_it_is_asked_for() {
    let escape = '\u{1b}';
    let plain = run(["score", EXAMPLE]).exits(0);
    assert!(!plain.stdout.contains(escape) && !plain.stderr.contains(escape), "{plain:#?}");
    assert_eq!(run(["score", EXAMPLE, "--color", "never"]).stdout, plain.stdout);
    assert_eq!(run(["score", EXAMPLE, "--color", "auto"]).stdout, plain.stdout);
    let coloured = run(["score", EXAMPLE, "--color", "always"]).exits(0).stdout;
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    assert_eq!(without_colour(&coloured), plain.stdout);
}

#[test]
fn the_environment_does_not_overrule_the_flag() {
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let args = ["score", EXAMPLE, "--color", "always"];
        assert!(done(stocktake(args).env(name, value)).stdout.contains('\u{1b}'), "{name}");
        let args = ["score", EXAMPLE];
        assert!(!done(stocktake(args).env(name, value)).stdout.contains('\u{1b}'), "{name}");
    }
}

#[test]
fn findings_are_coloured_on_request_too() {
    let args = ["score", "tests/fixtures/bad/unknown-level.yaml", "--color"];
    let coloured = run(args.iter().copied().chain(["always"])).exits(1).stderr;
    let plain = run(args.iter().copied().chain(["never"])).exits(1).stderr;
    assert!(coloured.contains("\u{1b}[") && !plain.contains('\u{1b}'), "{coloured}");
    assert_eq!(without_colour(&coloured), plain);
}

/// Returns text without the sequences that colour it.
fn without_colour(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out += part.split_once('m').map_or(part, |(_, rest)| rest);
    }
    out
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    for args in [
        vec!["score", EXAMPLE],
        vec!["score", EXAMPLE, "--format", "json"],
        vec!["check", EXAMPLE],
        vec!["frameworks", "nhs-providers-eight-principles"],
        vec!["explain"],
        vec!["--help"],
    ] {
        let mut child = bare(&args).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let stderr =
            stderr.replace(&format!("{EXAMPLE}: 2 warnings; `stocktake check` shows them\n"), "");
        assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn zero_missing_and_unknown_are_three_different_things() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 0\n  line-question: unknown\n"));
    let run = folder.run(["score", "a.yaml", "--format", "csv"]).exits(0);
    let status = |id: &str| {
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let at = |name| headers.iter().position(|it| it == name).unwrap();
        let row = reader.records().map(Result::unwrap).find(|it| &it[at("criterion")] == id);
        let row = row.unwrap();
        (row[at("status")].to_owned(), row[at("score")].to_owned())
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(status("level-question"), pair("answered", "0"));
    assert_eq!(status("line-question"), pair("unknown", "0"));
    assert_eq!(status("bands-question"), pair("unanswered", ""));
}

#[test]
fn nothing_answered_is_no_score_and_no_nan() {
    let folder = Folder::new();
    folder.file(
        "a.yaml",
        "framework: tiny.toml\norganisation: { name: T }\nassessed_on: 2026-10-01\nanswers: {}\n",
    );
    let run = folder.run(["score", "a.yaml"]).exits(0).prints("no score");
    assert!(!run.stdout.contains("NaN"), "{}", run.stdout);
    let json = folder.run(["score", "a.yaml", "--format", "json"]).exits(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json["overall"]["score"].is_null(), "{json}");
    assert_eq!(json["overall"]["low"], 0.0);
    assert_eq!(json["overall"]["high"], 1.0);
}

#[test]
fn a_question_with_nothing_after_it_is_unanswered() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n  line-question:\n"));
    folder.file("b.yaml", yaml("  level-question: 2\n"));
    let score = |file| folder.run(["score", file, "--format", "json"]).exits(0).stdout;
    assert_eq!(score("a.yaml"), score("b.yaml"));
    folder.file("c.yaml", yaml(""));
    folder.run(["check", "c.yaml"]).exits(0);
    let result = folder.run(["score", "c.yaml", "--format", "json"]).exits(0).stdout;
    let result: serde_json::Value = serde_json::from_str(&result).unwrap();
    assert_eq!(result["coverage"]["answered"], 0);
}
