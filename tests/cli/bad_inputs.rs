//! Input that is broken, hostile or merely odd: each gets a message, a place and an exit code, and
//! nothing floods the screen.
//!
//! Longer than other files: it goes through one list of bad inputs, in its order. What is too large is in
//! [`limits`](super::limits), what a terminal must not see in [`hostile_text`](super::hostile_text), what
//! is no file at all in [`junk`](super::junk), and what the system does in
//! [`surroundings`](super::surroundings) and [`writing`](super::writing).

use std::fs;

use super::{Folder, Run, TINY, done, json, run, stocktake, toml, yaml};

/// Checks a file, and expects one error: `code`, at `place`, with `message`.
#[track_caller]
fn check(name: &str, content: impl AsRef<[u8]>, code: &str, place: &str, message: &str) -> Run {
    let folder = Folder::new();
    folder.file(name, content);
    let run = folder.run(["check", "--allow", "all", name]);
    let run = run.exits(1).complains_of_nothing().safe_to_look_at();
    let title = format!("error[{code}]: {message}");
    let start = run.stdout.find(&title).unwrap_or_else(|| panic!("`{title}` is not in {run:#?}"));
    let (_, rest) = run.stdout.split_at(start);
    let arrow = rest.lines().nth(1).unwrap_or_default().trim_start();
    assert_eq!(arrow, format!("--> {name}:{place}"), "{run:#?}");
    run
}

/// Checks a file as [`check`] does, and expects that this is all there is to say.
#[track_caller]
fn check_only(
    name: &str,
    content: impl AsRef<[u8]>,
    code: &str,
    place: &str,
    message: &str,
) -> Run {
    check(name, content, code, place, message).prints("1 file checked: 1 error, 0 warnings\n")
}

/// Expects that answers to one question, in YAML, are refused at their place.
#[track_caller]
fn refuses(question: &str, answer: &str, code: &str, message: &str) -> Run {
    let text = yaml(&format!("  {question}: {answer}\n"));
    let column = 5 + question.len();
    check_only("a.yaml", text, code, &format!("5:{column}"), message)
}

/// Expects that a file has no errors.
#[track_caller]
fn accepts(name: &str, content: impl AsRef<[u8]>) -> Run {
    let folder = Folder::new();
    folder.file(name, content);
    folder.run(["check", name]).exits(0).complains_of_nothing()
}

/// Returns the tiny framework with one text in it replaced.
#[track_caller]
fn framework(old: &str, new: &str) -> String {
    let text = fs::read_to_string(TINY).expect("the framework can be read").replace("\r\n", "\n");
    assert_eq!(text.matches(old).count(), 1, "`{old}` is not there once");
    text.replace(old, new)
}

/// Returns where `mark` stands in a text.
#[track_caller]
fn place_of(mark: &str, text: &str) -> String {
    let (before, _) = text.split_once(mark).expect("it is there");
    let left = before.rsplit('\n').next().unwrap_or_default();
    format!("{}:{}", before.matches('\n').count() + 1, left.chars().count() + 1)
}

/// Expects that the tiny framework is refused when `old` is `new`, at the `»` in that.
#[track_caller]
fn refuses_framework(old: &str, new: &str, code: &str, message: &str) -> Run {
    let text = framework(old, new);
    let place = place_of("»", &text);
    check("tiny.toml", text.replace('»', ""), code, &place, message)
}

// Names: keys and ids.

#[test]
fn an_unknown_key_is_refused_with_a_suggestion() {
    check_only(
        "a.yaml",
        yaml("  level-question: { answer: 2, evidense: [] }\n"),
        "unknown-key",
        "5:32",
        "unknown key in an answer: `evidense`",
    )
    .prints("help: did you mean `evidence`?");
    check_only(
        "a.toml",
        toml("level-question = { answer = 2, ownr = \"A\" }\n"),
        "unknown-key",
        "5:32",
        "unknown key in an answer: `ownr`",
    )
    .prints("help: did you mean `owner`?");
    check_only(
        "a.json",
        json("\"level-question\": {\"answer\": 2, \"nota\": \"A\"}"),
        "unknown-key",
        "5:33",
        "unknown key in an answer: `nota`",
    )
    .prints("help: did you mean `note`?");
    refuses_framework(
        "licence =",
        "»license =",
        "unknown-key",
        "unknown key in [framework]: `license`",
    )
    .prints("help: did you mean `licence`?");
}

#[test]
fn an_unknown_id_is_refused_with_a_suggestion() {
    check_only(
        "a.yaml",
        yaml("  levle-question: 2\n"),
        "unknown-criterion",
        "5:3",
        "unknown criterion `levle-question`",
    )
    .prints("help: did you mean `level-question`?");
    refuses("choice-question", "agre", "unknown-option", "unknown option `agre`")
        .prints("help: did you mean `agree`?");
    check_only(
        "a.yaml",
        yaml("  checklist-question: [survey-dome]\n"),
        "unknown-element",
        "5:24",
        "unknown element `survey-dome`",
    )
    .prints("help: did you mean `survey-done`?");
    let text =
        yaml("  level-question: 2\n").replace("answers:", "targets: { sistems: 2 }\nanswers:");
    check_only(
        "a.yaml",
        text,
        "unknown-target",
        "4:12",
        "unknown dimension or criterion `sistems`",
    )
    .prints("help: did you mean `systems`?");
}

#[test]
fn an_unknown_criterion_is_refused_with_all_the_others() {
    let text = yaml("  one: 2\n  level-question: 1\n  two: 2\n");
    check("a.yaml", &text, "unknown-criterion", "5:3", "unknown criterion `one`")
        .prints("a.yaml:7:3\n")
        .prints("2 errors");
}

#[test]
fn a_key_that_stands_twice_is_refused_with_both_places() {
    let two = "level-question";
    check_only(
        "a.yaml",
        yaml("  level-question: 1\n  level-question: 2\n"),
        "duplicate-key",
        "6:3",
        &format!("the key `{two}` stands twice"),
    )
    .prints("::: a.yaml:5:3\n");
    check_only(
        "a.json",
        json("\"level-question\": 1,\n\"level-question\": 2"),
        "duplicate-key",
        "6:1",
        &format!("the key `{two}` stands twice"),
    )
    .prints("::: a.json:5:1\n");
    check_only(
        "a.toml",
        toml("level-question = 1\nlevel-question = 2\n"),
        "duplicate-key",
        "6:1",
        &format!("the key `{two}` stands twice"),
    )
    .prints("::: a.toml:5:1\n");
}

#[test]
fn a_key_that_stands_twice_at_the_top_is_refused() {
    let yaml = yaml("  level-question: 1\n") + "assessed_on: 2026-10-02\n";
    check_only("a.yaml", yaml, "duplicate-key", "6:1", "the key `assessed_on` stands twice");
    refuses_framework(
        "settings =",
        "»\"licence\" = \"MIT\"\nsettings =",
        "duplicate-key",
        "the key `licence` stands twice",
    )
    .prints("::: tiny.toml:9:1\n");
}

#[test]
fn an_id_that_stands_twice_is_refused_with_both_places() {
    let run = refuses_framework(
        "\"choice-question\"",
        "»\"level-question\"",
        "duplicate-id",
        "there is another criterion with the id `level-question`",
    );
    let first = place_of("\"level-question\"", &fs::read_to_string(TINY).unwrap());
    run.prints(&format!("::: tiny.toml:{first}\n"));
    refuses_framework(
        "\"systems\"",
        "»\"people\"",
        "duplicate-id",
        "there is another dimension with the id `people`",
    );
    refuses_framework(
        "\"survey-done\"",
        "»\"survey-planned\"",
        "duplicate-id",
        "there is another element with the id `survey-planned`",
    );
    check_only(
        "a.yaml",
        yaml("  checklist-question: [survey-done, survey-done]\n"),
        "duplicate-id",
        "5:37",
        "the element `survey-done` stands twice",
    );
}

#[test]
fn a_key_that_is_missing_is_named() {
    let without = |line: &str| {
        let text = yaml("").replace("answers:", "answers: {}");
        text.lines().filter(|it| !it.starts_with(line)).collect::<Vec<_>>().join("\n")
    };
    for key in ["framework", "organisation", "assessed_on", "answers"] {
        let message = format!("an answers file needs the key `{key}`");
        check("a.yaml", without(key), "missing-key", "1:1", &message)
            .prints(&format!("help: add `{key}`"));
    }
    let text = yaml("  level-question: { note: A }\n");
    check_only("a.yaml", text, "missing-key", "5:19", "an answer needs the key `answer`");
    let text = framework("id = \"people\"\n", "");
    let place = place_of("[[dimension]]\ntitle", &text);
    check("tiny.toml", text, "missing-key", &place, "a dimension needs the key `id`");
}

#[test]
fn an_id_that_only_looks_right_is_not_the_same() {
    // Cyrillic е; é as one character, and as two.
    for id in ["l\u{435}vel-question", "lével-question", "le\u{301}vel-question"] {
        let text = yaml(&format!("  {id}: 2\n"));
        check_only(
            "a.yaml",
            text,
            "unknown-criterion",
            "5:3",
            &format!("unknown criterion `{id}`"),
        )
        .prints("help: did you mean `level-question`?");
        refuses_framework(
            "\"level-question\"",
            &format!("»\"{id}\""),
            "invalid-id",
            &format!("`{id}` is not an id"),
        );
    }
}

// Answers: types, levels, numbers.

#[test]
fn a_word_is_no_level() {
    let run = refuses(
        "level-question",
        "\"no\"",
        "wrong-type",
        "expected a whole number, found a text: `\"no\"`",
    );
    run.prints("help: write a level from 0 to 3, or `unknown` if nobody knows");
    refuses("level-question", "no", "wrong-type", "expected a whole number, found a text: `no`");
    refuses(
        "level-question",
        "\"3\"",
        "wrong-type",
        "expected a whole number, found a text: `\"3\"`",
    );
    refuses(
        "level-question",
        "true",
        "wrong-type",
        "expected a whole number, found true or false: `true`",
    );
    refuses("level-question", "2026-10-01", "wrong-type", "expected a whole number, found a text");
}

#[test]
fn a_list_is_no_level_and_the_long_form_needs_an_answer() {
    refuses("level-question", "[1]", "wrong-type", "expected a whole number, found a list");
    let text = yaml("  level-question: { answer: ~, note: soon }\n");
    check("a.yaml", text, "wrong-type", "5:29", "there is no answer here");
    let text = yaml("  level-question:\n    answer:\n    note: soon\n");
    check("a.yaml", text, "wrong-type", "6:5", "there is no answer here");
}

#[test]
fn other_types_are_refused_where_they_do_not_belong() {
    refuses("choice-question", "3", "wrong-type", "expected an option, found a whole number: `3`");
    refuses("line-question", "\"5\"", "wrong-type", "expected a number, found a text: `\"5\"`");
    refuses("line-question", "41,5", "wrong-type", "expected a number, found a text: `41,5`");
    refuses(
        "checklist-question",
        "survey-done",
        "wrong-type",
        "expected a list of the elements that are met, found a text",
    );
    let text = yaml("  level-question: 2\n").replace("{ name: Example Trust }", "Example Trust");
    check(
        "a.yaml",
        text,
        "wrong-type",
        "2:15",
        "expected a group of keys, found a text: `Example Trust`",
    );
    refuses_framework(
        "\"Tiny framework\"",
        "»3",
        "wrong-type",
        "expected a text, found a whole number: `3`",
    )
    .prints("help: put it in quotes");
    refuses_framework(
        "settings = [\"acute\", \"community\"]",
        "settings = »\"acute\"",
        "wrong-type",
        "expected a list of care settings, found a text: `\"acute\"`",
    );
}

#[test]
fn a_level_that_does_not_exist_is_refused() {
    for level in ["-1", "4", "300", "9223372036854775807", "-9223372036854775808"] {
        refuses("level-question", level, "unknown-level", &format!("there is no level {level}"))
            .prints("help: levels go from 0 to 3");
    }
    refuses(
        "level-question",
        "3.7",
        "wrong-type",
        "expected a whole number, found a number: `3.7`",
    );
}

#[test]
fn a_level_that_no_computer_can_hold_is_refused() {
    for level in ["9223372036854775808", "-9223372036854775809", "100000000000000000000000000"] {
        for (name, text) in [
            ("a.yaml", yaml(&format!("  level-question: {level}\n"))),
            ("a.toml", toml(&format!("level-question = {level}\n"))),
            ("a.json", json(&format!("\"level-question\": {level}"))),
        ] {
            let folder = Folder::new();
            folder.file(name, text);
            let run = folder.run(["check", name]).exits(1).prints(&format!("--> {name}:5:"));
            assert!(!run.stdout.contains("found a number:"), "a whole number is one: {run:#?}");
        }
    }
}

#[test]
fn a_number_outside_its_range_is_refused() {
    for number in ["-1", "-0.001", "100.001", "140", "1e300", "-1e300"] {
        refuses(
            "line-question",
            number,
            "out-of-range",
            &format!("{number} % of staff is out of range"),
        )
        .prints("help: write a number from 0 to 100");
        refuses(
            "bands-question",
            number,
            "out-of-range",
            &format!("{number} % of records is out of range"),
        );
    }
    for number in ["0", "100", "1e2", "0.5", "1e-400"] {
        accepts(
            "a.yaml",
            yaml(&format!("  line-question: {{ answer: {number}, evidence: [{{ title: A }}] }}\n")),
        );
    }
}

#[test]
fn numbers_without_an_end_are_refused() {
    for number in [".nan", ".NaN", ".inf", "-.inf", "1e400"] {
        refuses(
            "line-question",
            number,
            "not-finite",
            &format!("`{number}` is not a number that can be scored"),
        );
        refuses(
            "level-question",
            number,
            "not-finite",
            &format!("`{number}` is not a number that can be scored"),
        );
    }
    for number in ["nan", "-nan", "inf", "-inf", "1e400"] {
        check_only(
            "a.toml",
            toml(&format!("line-question = {number}\n")),
            "not-finite",
            "5:17",
            &format!("`{number}` is not a number that can be scored"),
        );
    }
    for number in ["1e400", "-1e400"] {
        check_only(
            "a.json",
            json(&format!("\"line-question\": {number}")),
            "not-finite",
            "5:18",
            &format!("`{number}` is not a number that can be scored"),
        );
    }
}

#[test]
fn a_negative_zero_is_zero() {
    let folder = Folder::new();
    let result = |number: &str| {
        let text = yaml(&format!("  bands-question: {number}\n  line-question: {number}\n"));
        folder.file("a.yaml", text);
        folder.run(["score", "a.yaml", "--format", "json"]).exits(0).stdout
    };
    assert_eq!(result("-0.0"), result("0"));
    assert!(!result("-0.0").contains("-0.0"));
}

#[test]
fn what_does_not_apply_needs_a_reason() {
    for answer in ["n/a", "na", "not_applicable", "not-applicable"] {
        refuses(
            "level-question",
            answer,
            "missing-reason",
            "the reason is missing why this does not apply",
        );
    }
    for reason in ["\"\"", "\"  \"", "true", "~"] {
        let text = yaml(&format!("  level-question: {{ not_applicable: {reason} }}\n"));
        check_only(
            "a.yaml",
            text,
            "missing-reason",
            "5:21",
            "the reason is missing why this does not apply",
        );
    }
    accepts("a.yaml", yaml("  level-question: { not_applicable: We have no users. }\n"));
}

#[test]
fn an_answer_is_given_or_does_not_apply() {
    let text = yaml("  level-question: { answer: 2, not_applicable: We have no users. }\n");
    check_only(
        "a.yaml",
        text,
        "conflicting-keys",
        "5:32",
        "an answer is either given or not applicable, not both",
    );
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_refused() {
    for date in ["2026-02-30", "2026-13-01", "2025-02-29", "01/10/2026", "2026-10-1", "yesterday"] {
        let text = yaml("  level-question: 2\n").replace("2026-10-01", date);
        check_only("a.yaml", text, "invalid-date", "3:14", &format!("`{date}` is not a date"));
    }
}

// Frameworks: weights, bands, references.

#[test]
fn a_weight_is_a_whole_number_from_1() {
    let question = "question = \"How many records have an NHS number?\"";
    let weighs = |weight: &str, code: &str, message: &str| {
        let new = format!("weight = »{weight}\n  {question}");
        refuses_framework(question, &new, code, message)
    };
    for weight in ["0", "-1", "65536", "9223372036854775807"] {
        weighs(weight, "out-of-range", &format!("a weight of {weight} is out of range"))
            .prints("help: use a whole number from 1 to 65535");
    }
    weighs("1.5", "wrong-type", "expected a whole number, found a number: `1.5`");
    weighs("1e308", "wrong-type", "expected a whole number, found a number: `1e308`");
    weighs("nan", "not-finite", "`nan` is not a number that can be scored");
    weighs("\"2\"", "wrong-type", "expected a whole number, found a text: `\"2\"`");
}

#[test]
fn bands_rise_without_a_hole_within_the_range() {
    let old = "{ from = 50, points = 50 }";
    refuses_framework(
        "{ from = 90, points = 100 }",
        "{ from = »40, points = 100 }",
        "bands-out-of-order",
        "this band does not start above the one before",
    );
    refuses_framework(
        old,
        "{ from = »0, points = 50 }",
        "bands-out-of-order",
        "this band does not start above the one before",
    );
    refuses_framework(
        "{ from = 0, points = 0 }, { from = 50,",
        "{ from = »50,",
        "bands-with-hole",
        "the first band starts at 50, above the lower end of the range",
    )
    .prints("help: start it at 0, or add a band below it");
    refuses_framework(
        old,
        "{ from = 50, points = »101 }",
        "out-of-range",
        "a number of points of 101 is out of range",
    );
    refuses_framework(
        old,
        "{ from = »nan, points = 50 }",
        "not-finite",
        "`nan` is not a number that can be scored",
    );
}

#[test]
fn dimensions_do_not_go_round_in_a_circle() {
    let old = "title = \"People\"\n";
    for parent in ["people", "systems", "peeple"] {
        refuses_framework(
            old,
            &format!("{old}parent = »\"{parent}\"\n"),
            "unknown-parent",
            &format!("unknown parent `{parent}`"),
        );
    }
}

#[test]
fn a_framework_has_a_dimension_and_may_have_one_question() {
    let text = framework("\"tiny\"", "\"one\"");
    let (head, _) = text.split_once("[[dimension]]").expect("there is a dimension");
    check("one.toml", head, "missing-key", "1:1", "a framework file needs the key `dimension`");
    let folder = Folder::new();
    folder.file(
        "one.toml",
        format!(
            "{head}[[dimension]]\nid = \"a\"\ntitle = \"A\"\n\
             [[dimension.criterion]]\nid = \"b\"\nquestion = \"B?\"\nscale = \"agreement\"\n"
        ),
    );
    for (answer, overall) in [
        ("{ b: agree }", "3.0 of 3"),
        ("{ b: unknown }", "0.0 of 3"),
        ("{ b: { not_applicable: We have none. } }", "no score"),
        ("{}", "no score"),
    ] {
        let text = yaml("").replace("tiny", "one").replace("answers:\n", "answers: ");
        folder.file("a.yaml", text + answer);
        let run = folder.run(["score", "a.yaml"]).exits(0).prints(&format!("Overall   {overall}"));
        assert!(!run.stdout.contains("NaN"), "{run:#?}");
    }
}

#[test]
fn answers_for_another_version_are_refused() {
    let text =
        yaml("  user-research: 2\n").replace("tiny.toml", "nhs-providers-eight-principles@0.9.0");
    check_only(
        "a.yaml",
        text,
        "framework-version",
        "1:12",
        "the answers are for version 0.9.0, but `nhs-providers-eight-principles` is at 1.0.0",
    )
    .prints("then write `nhs-providers-eight-principles@1.0.0`");
}

#[test]
fn a_framework_elsewhere_is_refused_without_a_look() {
    for (name, reason) in [
        ("/etc/passwd.toml", "is an absolute path"),
        ("\\\\host\\share\\tiny.toml", "is an absolute path"),
        ("//host/share/tiny.toml", "is an absolute path"),
        ("C:\\tiny.toml", "is an absolute path"),
        ("c:tiny.toml", "is an absolute path"),
        ("../../etc/passwd", "is no TOML file"),
    ] {
        let text = yaml("  level-question: 2\n").replace("tiny.toml", &format!("'{name}'"));
        check_only(
            "a.yaml",
            text,
            "unknown-framework",
            "1:12",
            &format!("the framework `{name}` {reason}"),
        );
    }
}

#[test]
fn a_framework_that_is_not_there_is_told_at_its_name() {
    let text = yaml("  level-question: 2\n").replace("tiny.toml", "other.toml");
    check_only(
        "a.yaml",
        text,
        "unknown-framework",
        "1:12",
        "the framework `other.toml` cannot be read: ",
    );
    let text = yaml("  level-question: 2\n").replace("tiny.toml", "eight");
    check_only("a.yaml", text, "unknown-framework", "1:12", "unknown framework `eight`");
}

#[test]
fn a_framework_may_not_be_the_answers_themselves() {
    let text = toml("level-question = 2\n").replace("tiny.toml", "a.toml");
    check("a.toml", text, "invalid-framework", "1:13", "the framework `a.toml` has errors");
}

// Many findings, long lines.

#[test]
fn all_findings_are_told_at_once_in_file_order() {
    let folder = Folder::new();
    let text = "framework: tiny.toml\norganisation: { nmae: Example Trust }\nassessed_on: 2026-02-30\n\
                answers:\n  level-question: 7\n  choice-question: perhaps\n  line-question: 140\n\
                extra: 1\n";
    folder.file("a.yaml", text);
    let run = folder.run(["check", "a.yaml"]).exits(1);
    let arrows: Vec<&str> =
        run.stdout.lines().filter_map(|it| it.trim_start().strip_prefix("--> a.yaml:")).collect();
    assert_eq!(arrows, ["2:15", "2:17", "3:14", "5:19", "6:20", "7:18", "8:1"], "{}", run.stdout);
    run.prints("1 file checked: 7 errors, 0 warnings");
}

#[test]
fn syntax_errors_are_told_in_file_order() {
    let folder = Folder::new();
    folder.file("a.toml", "a = \nb = 1\n[c]\nd = 1,5\n");
    let run = folder.run(["check", "a.toml"]).exits(1);
    let arrows: Vec<&str> =
        run.stdout.lines().filter_map(|it| it.trim_start().strip_prefix("--> a.toml:")).collect();
    assert_eq!(arrows, ["1:5", "4:6"], "{}", run.stdout);
}

#[test]
fn of_many_findings_the_first_50_are_shown_and_the_rest_counted() {
    let folder = Folder::new();
    let answers = |count| (0..count).map(|it| format!("  k{it}: 1\n")).collect::<Vec<_>>().concat();
    folder.file("a.yaml", yaml(&answers(120)));
    let run =
        folder.run(["check", "a.yaml"]).exits(1).prints("… and 70 more findings in this file\n");
    assert_eq!(run.stdout.matches("error[").count(), 50);
    assert!(run.stdout.contains("a.yaml:54:3\n") && !run.stdout.contains("a.yaml:55:3\n"));
    run.prints("1 file checked: 120 errors, 0 warnings");
    folder.run(["score", "a.yaml"]).exits(1).complains("… and 70 more findings in this file\n");
    folder.file("b.yaml", yaml(&answers(51)));
    folder.run(["check", "b.yaml"]).exits(1).prints("… and 1 more finding in this file\n");
    folder.file("c.yaml", yaml(&answers(50)));
    assert!(!folder.run(["check", "c.yaml"]).exits(1).stdout.contains('…'));
}

#[test]
fn a_line_of_a_mebibyte_does_not_flood_the_screen() {
    let long = "x".repeat(1 << 20);
    let quoted = format!("\"{long}\"");
    for (name, text) in [
        ("a.yaml", yaml(&format!("  level-question: {quoted}\n"))),
        ("a.yaml", yaml(&format!("  choice-question: {quoted}\n"))),
        ("a.yaml", yaml(&format!("  {quoted}: 2\n"))),
        ("a.yaml", long.clone()),
        ("a.yaml", format!("framework: {long}\n")),
        ("a.yaml", format!("framework: {long}.toml\n")),
        ("a.yaml", format!("assessed_on: {long}\n")),
        ("a.toml", toml(&format!("{long} = 2\n"))),
        ("a.toml", toml(&format!("{long} = 2\n{long} = 2\n"))),
        ("a.toml", toml(&format!("level-question = {quoted}\n"))),
        ("a.toml", format!("a = {long}")),
        ("a.toml", long.clone()),
        ("a.json", json(&format!("{quoted}: 2"))),
        ("a.json", json(&format!("{quoted}: 2, {quoted}: 2"))),
        ("a.json", long.clone()),
    ] {
        let folder = Folder::new();
        folder.file(name, text);
        for command in ["check", "score"] {
            let run = folder.run([command, name]).exits(1);
            assert!(run.stdout.len() < 3000, "{}: {}", run.stdout.len(), run.stdout);
            assert!(run.stderr.len() < 3000, "{}: {}", run.stderr.len(), run.stderr);
        }
    }
}

// Encodings.

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_fine() {
    for (name, text) in [
        ("a.yaml", yaml("  level-question: 2\n")),
        ("a.toml", toml("level-question = 2\n")),
        ("a.json", json("\"level-question\": 2")),
        ("tiny.toml", fs::read_to_string(TINY).unwrap().replace("\r\n", "\n")),
    ] {
        accepts(name, format!("\u{feff}{}", text.replace('\n', "\r\n")));
        accepts(name, format!("\u{feff}{text}"));
        accepts(name, text.trim_end());
    }
}

#[test]
fn places_count_neither_the_mark_nor_the_line_ends() {
    let text = format!("\u{feff}{}", yaml("  level-question: 7\n").replace('\n', "\r\n"));
    check_only("a.yaml", text, "unknown-level", "5:19", "there is no level 7");
}

#[test]
fn columns_count_characters_not_bytes() {
    let text = yaml("  level-question: { note: \"Ŵŷ 漢字\", answer: 7 }\n");
    check_only("a.yaml", text, "unknown-level", "5:44", "there is no level 7");
}

#[test]
fn utf_16_is_named() {
    let text = yaml("  level-question: 2\n");
    for big_endian in [false, true] {
        for mark in ["", "\u{feff}"] {
            let text = format!("{mark}{text}");
            let units = text.encode_utf16();
            let bytes: Vec<u8> = units
                .flat_map(|it| if big_endian { it.to_be_bytes() } else { it.to_le_bytes() })
                .collect();
            check_only("a.yaml", bytes, "not-utf8", "1:1", "this file is in UTF-16, not in UTF-8")
                .prints("help: in Notepad: Save as, Encoding: UTF-8");
        }
    }
}

#[test]
fn windows_1252_is_named_with_its_place() {
    let mut text = yaml("  level-question: { answer: 2, note: \"St Mary").into_bytes();
    text.extend(b"\x92s\" }\n");
    check_only(
        "a.yaml",
        text,
        "not-utf8",
        "5:46",
        "byte 0x92 is not UTF-8; the file is perhaps in Windows-1252",
    );
    check_only(
        "a.toml",
        b"[framework]\ntitle = \"caf\xe9\"\n",
        "not-utf8",
        "2:13",
        "byte 0xe9 is not UTF-8",
    );
}

#[test]
fn what_is_no_text_is_named() {
    check_only("a.yaml", b"a: \0\n", "not-text", "1:1", "this is not a text file: byte 4 is 0x00");
    check_only(
        "a.toml",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\x00\x01\x02",
        "not-text",
        "1:1",
        "this is not a text file: byte ",
    );
    check_only(
        "a.yaml",
        b"PK\x03\x04\x14\x00\x06\x00",
        "not-text",
        "1:1",
        "this is not a text file: byte 3 is 0x03",
    );
}

#[test]
fn a_pdf_without_control_characters_is_no_framework_either() {
    let folder = Folder::new();
    folder.file("a.toml", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
    folder.run(["check", "a.toml"]).exits(1).prints("error[syntax]").prints("a.toml:1:1");
}

#[test]
fn an_empty_file_has_no_answers() {
    for text in ["", " ", "\n\n", "# only a comment\n", "\u{feff}", "\r\n# a\r\n"] {
        check_only("a.yaml", text, "empty-file", "1:1", "there is nothing in this file");
        check_only("a.toml", text, "empty-file", "1:1", "there is nothing in this file");
    }
    check_only("a.json", " \n", "empty-file", "1:1", "there is nothing in this file");
}

#[test]
fn an_empty_standard_input_has_no_answers() {
    for command in ["check", "score"] {
        let run = done(stocktake([command, "-"]).write_stdin("")).exits(1);
        let text = run.stdout + &run.stderr;
        assert!(
            text.contains("error[empty-file]: there is nothing in this file\n --> <stdin>:1:1\n"),
            "{text}"
        );
    }
}

#[test]
fn a_lone_carriage_return_is_no_line_end_in_toml() {
    check("a.toml", "[framework]\rid = \"a\"\r", "syntax", "1:13", "this is not valid TOML: ");
}

#[test]
fn line_ends_may_be_mixed() {
    let text = yaml("  level-question: 7\n");
    for (old, new) in [("organisation", "\r\norganisation"), ("assessed_on", "\r\nassessed_on")] {
        let text = text.replace(&format!("\n{old}"), new);
        check_only("a.yaml", text, "unknown-level", "5:19", "there is no level 7");
    }
    // To YAML, a lone carriage return ends a line.
    accepts("a.yaml", yaml("  level-question: 2\n").replace('\n', "\r"));
}

// Files.

#[test]
fn a_file_that_is_not_there_cannot_be_read() {
    for command in ["score", "report"] {
        run([command, "nothing-here.yaml"])
            .exits(2)
            .complains("error: cannot read `nothing-here.yaml`: ");
    }
    run(["check", "nothing-here.yaml"])
        .exits(2)
        .prints("error[unreadable-file]: this cannot be read: ")
        .prints("--> nothing-here.yaml:1:1\n");
}

#[test]
fn a_folder_is_no_file() {
    let folder = Folder::new();
    fs::create_dir(folder.path("answers.yaml")).unwrap();
    folder.run(["score", "answers.yaml"]).exits(2).complains("error: cannot read `answers.yaml`: ");
    folder
        .run(["report", "answers.yaml", "-o", "out", "--format", "pdf"])
        .exits(2)
        .complains("error: there is no answers file in what was named");
    folder
        .run(["check", "answers.yaml"])
        .exits(2)
        .prints("error[nothing-to-check]: there is no framework and no answers file in this folder")
        .prints("--> answers.yaml:1:1\n");
    folder.file("a.yaml", yaml("  level-question: 2\n").replace("tiny.toml", "folder.toml"));
    fs::create_dir(folder.path("folder.toml")).unwrap();
    folder.run(["check", "a.yaml"]).exits(1).prints("error[unknown-framework]");
}

#[cfg(unix)]
#[test]
fn a_link_is_read_and_its_framework_is_beside_it() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    std::os::unix::fs::symlink(folder.path("a.yaml"), folder.path("link.yaml")).unwrap();
    folder.run(["check", "link.yaml"]).exits(0).complains_of_nothing();
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_can_be_given() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new();
    let name = std::ffi::OsStr::from_bytes(b"a\xff.yaml");
    fs::write(folder.path("").join(name), yaml("  level-question: 2\n")).unwrap();
    folder.run(["check".as_ref(), name]).exits(0);
    folder.run(["score".as_ref(), name]).exits(0);
}

#[test]
fn odd_names_of_files_can_be_given() {
    let folder = Folder::new();
    for name in ["-a.yaml", "with space.yaml", "Ŵ😀.yaml"] {
        folder.file(name, yaml("  level-question: 2\n"));
        folder.run(["check", "--", name]).exits(0);
    }
}
