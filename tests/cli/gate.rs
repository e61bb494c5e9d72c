//! The gate of `stocktake check`: every condition, from the command line.

use std::fs;

use super::{CHECK_FORMATS, Folder, TINY, done, stocktake, yaml};

/// Answers that meet no condition: one is below its floor, one unknown, and two are missing.
const POOR: &str = "  level-question: { answer: 1, target: 1 }\n  \
    choice-question: { answer: neither, target: 1.5 }\n  \
    bands-question: { answer: unknown, target: 0 }\n";

/// Every condition with what `POOR` does not meet: options, code, message.
const CONDITIONS: [(&[&str], &str, &str); 7] = [
    (&["--min-score", "2"], "min-score", "the overall value is 0.6, at least 2 is asked"),
    (
        &["--min-dimension", "1.5"],
        "min-dimension",
        "the value of `people` is 1.3, at least 1.5 is asked",
    ),
    (
        &["--min-coverage", "40.5"],
        "min-coverage",
        "2 of 5 questions that apply are answered (40.0 %), at least 40.5 % is asked",
    ),
    (
        &["--no-floor-breach"],
        "floor-breach",
        "the value of `level-question` is 1.0, its floor is 2",
    ),
    (&["--max-unknown", "0"], "max-unknown", "1 answer is unknown, none may be"),
    (
        &["--max-age", "1", "--as-of", "2026-11-02"],
        "max-age",
        "the assessment of 1 October 2026 is more than 1 month old on 2 November 2026",
    ),
    (
        &["--baseline", "before.yaml", "--tolerance", "0.5"],
        "below-baseline",
        "the value of `level-question` fell from 3.0 on 1 October 2025 to 1.0, by more than 0.5",
    ),
];

/// Returns a folder with `POOR` answers as `poor.yaml`, to a framework with a floor of 2.
#[track_caller]
fn folder() -> Folder {
    let folder = Folder::new();
    let tiny = fs::read_to_string(TINY).expect("it is there");
    let id = "id = \"level-question\"";
    folder.file("tiny.toml", tiny.replacen(id, &format!("{id}\n  floor = 2"), 1));
    folder.file("poor.yaml", yaml(POOR));
    let before = yaml("  level-question: 3\n").replace("2026-10-01", "2025-10-01");
    folder.file("before.yaml", before);
    folder
}

#[test]
fn each_condition_says_what_it_found_and_what_is_asked() {
    let folder = folder();
    folder.run(["check", "poor.yaml"]).exits(0);
    for (args, code, message) in CONDITIONS {
        folder
            .run(["check", "poor.yaml"].iter().chain(args))
            .exits(1)
            .complains_of_nothing()
            .prints(&format!("error[{code}]: {message}\n"))
            .prints("; 0 of 1 condition met\n");
        let (_, found) = folder.check(&[&["poor.yaml"], args].concat());
        assert!(found.iter().all(|it| *it == format!("poor.yaml error {code}")), "{found:?}");
    }
}

#[test]
fn each_condition_is_met_at_its_bound() {
    let folder = folder();
    for args in [
        &["--min-score", "0.625"][..],
        &["--min-dimension", "0"],
        &["--min-dimension", "-1"],
        &["--min-coverage", "40"],
        &["--max-unknown", "1"],
        &["--max-age", "1", "--as-of", "2026-11-01"],
        &["--baseline", "poor.yaml"],
        &["--baseline", "before.yaml", "--tolerance", "2.5"],
    ] {
        let run = folder.run(["check", "poor.yaml"].iter().chain(args));
        run.exits(0).prints("; 1 of 1 condition met\n");
    }
    folder.file("good.yaml", yaml("  level-question: { answer: 2, target: 2 }\n"));
    folder.run(["check", "good.yaml", "--no-floor-breach"]).exits(0).prints("1 of 1 condition met");
}

#[test]
fn all_conditions_together_are_told_in_one_order() {
    let folder = folder();
    let all: Vec<&str> = CONDITIONS.iter().rev().flat_map(|it| it.0).copied().collect();
    let run = folder.run(["check", "poor.yaml"].iter().chain(&all)).exits(1);
    let run = run.prints("; 0 of 7 conditions met\n");
    let places: Vec<_> = CONDITIONS.iter().map(|it| run.stdout.find(it.2)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{run:#?}");
}

#[test]
fn the_gate_is_as_open_in_every_format() {
    let folder = folder();
    for format in CHECK_FORMATS {
        for (args, code, _) in CONDITIONS {
            let run = folder.run(["check", "poor.yaml", "--format", format].iter().chain(args));
            run.exits(1).complains_of_nothing().prints(code);
        }
        let args = ["check", "poor.yaml", "--max-unknown", "1", "--format", format];
        folder.run(args).exits(0).complains_of_nothing();
    }
    folder.run(["check", "poor.yaml", "--max-unknown", "0", "--concise"]).exits(1);
}

#[test]
fn a_condition_that_is_not_met_cannot_be_made_less() {
    let folder = folder();
    for name in ["min-score", "gate"] {
        let args = ["check", "poor.yaml", "--min-score", "2", "--allow", name];
        folder.run(args).exits(2).prints(&format!("`{name}` is always an error"));
    }
    folder.run(["check", "poor.yaml", "--min-score", "2", "--allow", "all"]).exits(1);
}

#[test]
fn a_file_with_errors_meets_nothing() {
    let folder = folder();
    folder.file("bad.yaml", yaml("  level-question: 7\n"));
    let run = folder.run(["check", "bad.yaml", "--min-score", "0", "--max-unknown", "9"]).exits(1);
    run.prints("1 error, 0 warnings; 0 of 2 conditions met\n");
}

#[test]
fn a_framework_is_asked_nothing() {
    let folder = folder();
    let run = folder.run(["check", "tiny.toml", "--min-score", "3"]).exits(0);
    run.prints("1 file checked: 0 errors, 0 warnings\n");
}

#[test]
fn an_age_without_a_day_cannot_be_judged() {
    let folder = folder();
    let run = folder.run(["check", "poor.yaml", "--max-age", "12"]).exits(2);
    run.prints("error[missing-key]: an age needs a day to count to\n --> <command line>:1:11\n")
        .prints("error[max-age]: nobody says on which day")
        .prints("help: name the day with `--as-of`")
        .prints("; 0 of 1 condition met\n");
    for format in CHECK_FORMATS {
        let run = folder.run(["check", "poor.yaml", "--max-age", "12", "--format", format]);
        run.exits(2).complains_of_nothing().prints("n age needs a day to count to");
    }
}

#[test]
fn the_day_can_come_from_the_environment() {
    let folder = folder();
    let with = |epoch: &str, more: &[&str]| {
        let args = ["check", "poor.yaml", "--max-age", "1"];
        let mut command = stocktake(args.iter().chain(more));
        done(command.current_dir(folder.path("")).env("SOURCE_DATE_EPOCH", epoch))
    };
    // The last second of 1 November 2026, in universal time, and the one after it.
    with("1793577599", &[]).exits(0);
    with("1793577600", &[]).exits(1).prints("more than 1 month old on 2 November 2026");
    with("1793577600", &["--as-of", "2026-11-01"]).exits(0);
    with("yesterday", &[]).exits(2).prints("an age needs a day to count to");
    with("99999999999999999", &[]).exits(2).prints("an age needs a day to count to");
}

#[test]
fn a_tolerance_without_a_baseline_is_told() {
    let folder = folder();
    let run = folder.run(["check", "poor.yaml", "--tolerance", "1"]).exits(2);
    run.prints("error[missing-key]: `--tolerance` is nothing without `--baseline`");
}

#[test]
fn a_baseline_that_cannot_be_used_breaks_the_run() {
    let folder = folder();
    folder.file("bad.yaml", yaml("  level-question: 7\n"));
    folder.deep_file("a/poor.yaml", yaml(POOR).replace("tiny.toml", "../tiny.toml"));
    folder.file("a/stocktake.toml", "# A folder with rules of its own.\n");
    for (baseline, code) in [
        ("gone.yaml", &["<command line> error unreadable-file"][..]),
        ("tiny.toml", &["<command line> error unreadable-file"]),
        ("bad.yaml", &["<command line> error unreadable-file", "bad.yaml error unknown-level"]),
    ] {
        for format in CHECK_FORMATS {
            let args = ["check", "poor.yaml", "--baseline", baseline, "--format", format];
            folder.run(args).exits(2).complains_of_nothing();
        }
        // Once, for the files of all folders.
        let args = ["poor.yaml", "a/poor.yaml", "--allow", "all", "--baseline", baseline];
        let (_, found) = folder.check(&args);
        let told = ["a/poor.yaml error below-baseline", "poor.yaml error below-baseline"];
        assert_eq!(found, [code, &told].concat());
    }
}

#[test]
fn numbers_that_mean_nothing_are_wrong_usage() {
    let folder = folder();
    for (option, value) in [
        ("--min-score", "NaN"),
        ("--min-score", "inf"),
        ("--min-dimension", "high"),
        ("--min-coverage", "100.1"),
        ("--min-coverage", "-1"),
        ("--max-unknown", "-1"),
        ("--max-age", "65536"),
        ("--as-of", "2026-02-30"),
        ("--tolerance", "-0.1"),
    ] {
        let arg = format!("{option}={value}");
        folder.run(["check", "poor.yaml", &arg]).exits(2).prints_nothing().complains(option);
    }
}
