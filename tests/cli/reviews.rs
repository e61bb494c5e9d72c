//! What a careful reviewer would say about answers, at its edges. Each finding alone is in
//! `tests/fixtures/bad/`.

use super::{Folder, arg, run_here};

/// A framework with a question of each kind that reviews tell apart. An answer at 3 needs evidence.
const FRAMEWORK: &str = r#"
[framework]
id = "framework"
version = "1.0.0"
title = "Framework"
default_scale = "level"
settings = ["acute", "community"]
[[framework.source]]
title = "Made up for tests"
[framework.evidence]
required_from = 3
stale_after_months = 12
[[level]]
level = 0
label = "None"
[[level]]
level = 1
label = "Some"
[[level]]
level = 2
label = "Most"
[[level]]
level = 3
label = "All"
[scale.level]
kind = "level"
[scale.choice]
kind = "choice"
options = [
  { id = "no", label = "No", points = 0 },
  { id = "yes", label = "Yes", points = 100 },
]
[scale.line]
kind = "number"
unit = "%"
range = [0, 100]
worst = 0
best = 100
[scale.list]
kind = "checklist"
[[dimension]]
id = "d"
title = "D"
[[dimension.criterion]]
id = "one"
question = "One?"
[[dimension.criterion]]
id = "two"
question = "Two?"
[[dimension.criterion]]
id = "three"
question = "Three?"
[[dimension.criterion]]
id = "choice"
question = "Choice?"
scale = "choice"
[[dimension.criterion]]
id = "line"
question = "Line?"
scale = "line"
[[dimension.criterion]]
id = "list"
question = "List?"
scale = "list"
[[dimension.criterion.element]]
id = "first"
level = 1
statement = "First."
[[dimension.criterion.element]]
id = "last"
level = 3
statement = "Last."
[[dimension.criterion]]
id = "unscored"
question = "Unscored?"
scored = false
[[dimension.criterion]]
id = "elsewhere"
question = "Elsewhere?"
settings = ["community"]
[[dimension]]
id = "f"
title = "F"
[[dimension.criterion]]
id = "base"
question = "Base?"
floor = 1
[[dimension.criterion]]
id = "ground"
question = "Ground?"
floor = 1
[[dimension.criterion]]
id = "unscored-base"
question = "Unscored base?"
floor = 1
scored = false
[[dimension.criterion]]
id = "base-elsewhere"
question = "Base elsewhere?"
floor = 1
settings = ["community"]
"#;

/// Expects what there is to say of one kind about a file: each with its place.
#[track_caller]
fn check_file(code: &str, name: &str, text: &str, expected: &[&str]) {
    let folder = Folder::new();
    folder.file("framework.toml", FRAMEWORK);
    let path = folder.file(name, text);
    let run = run_here(["check".as_ref(), arg(&path), "--concise".as_ref()], b"");
    assert_eq!(run.stderr, "");
    assert!(!run.stdout.contains("]: syntax"), "{run:#?}");
    let start = format!("{}:", path.display());
    let kind = format!(": warning[{code}]: ");
    let found: Vec<String> = (run.stdout.lines())
        .filter(|it| it.contains(&kind) || it.contains(": error["))
        .map(|it| it.strip_prefix(&start).unwrap_or(it).replace(&kind, " "))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// Expects what there is to say of one kind about answers of an acute trust, which start in line 5.
#[track_caller]
fn check(code: &str, answers: &str, expected: &[&str]) {
    check_with(code, "answers:", answers, expected);
}

/// The same with something before the answers.
#[track_caller]
fn check_with(code: &str, before: &str, answers: &str, expected: &[&str]) {
    let answers = if answers.is_empty() { "{}" } else { answers };
    let lines = answers.replace("; ", "\n  ");
    let text = format!(
        "framework: framework.toml\norganisation: {{ name: Trust, settings: [acute] }}\n\
         assessed_on: 2026-10-01\n{before}\n  {lines}\n"
    );
    check_file(code, "a.yaml", &text, expected);
}

#[test]
fn a_target_below_the_value_is_told_where_the_target_stands() {
    let check = |before: &str, answers: &str, expected: &[&str]| {
        check_with("target-below-value", before, answers, expected);
    };
    let told = |place: &str, values: &str| {
        let (target, value) = values.split_once(' ').expect("there are two");
        format!("{place} the target of `one` is {target}, its value is {value}")
    };
    check("answers:", "one: { answer: 2, target: 1 }", &[&told("5:29", "1.0 2.0")]);
    check("targets: { one: 1 }\nanswers:", "one: 2", &[&told("4:17", "1.0 2.0")]);
    // The target beside the answer goes before the other.
    check("targets: { one: 1 }\nanswers:", "one: { answer: 2, target: 2 }", &[]);
    let both = "targets: { one: 3 }\nanswers:";
    check(both, "one: { answer: 2, target: 0.5 }", &[&told("6:29", "0.5 2.0")]);
    // The target of a dimension may well be passed.
    check("targets: { d: 1 }\nanswers:", "one: 2", &[]);
    check("targets: { one: 2 }\nanswers:", "one: 2; two: 3", &[]);
}

#[test]
fn a_target_below_the_value_looks_like_it() {
    let told = |values: &str| {
        let (target, value) = values.split_once(' ').expect("there are two");
        format!("5:31 the target of `line` is {target}, its value is {value}")
    };
    for (line, target, values) in [
        ("51", "1.5", "1.50 1.53"),
        ("80", "1.04", "1.0 2.4"),
        ("35", "1.04", "1.0 1.1"),
        ("35", "1.01", "1.0 1.1"),
        ("34", "1.01", "1.01 1.02"),
        ("66", "1.96", "1.96 1.98"),
    ] {
        let answer = format!("line: {{ answer: {line}, target: {target} }}");
        check("target-below-value", &answer, &[&told(values)]);
    }
    check("target-below-value", "line: { answer: 50, target: 1.4999999999 }", &[]);
}

#[test]
fn only_a_gap_that_counts_needs_a_plan() {
    let check = |answers: &str, expected: &[&str]| check("gap-without-plan", answers, expected);
    let nobody = "and no owner and no due date";
    check("one: 1", &[&format!("5:3 `one` has a gap of 2.0, {nobody}")]);
    // What nobody knows is to be found out first.
    check("one: unknown", &[]);
    check("one: { answer: unknown, target: 0 }", &[]);
    check("one: { answer: 1, target: 1 }", &[]);
    check("line: { answer: 50, target: 1.5000000001 }", &[]);
    check(
        "line: { answer: 50, target: 1.51 }",
        &[&format!("5:3 `line` has a gap of < 0.1, {nobody}")],
    );
    check("one: { answer: 1, owner: Board }", &["5:3 `one` has a gap of 2.0, and no due date"]);
    check("one: { answer: 1, due: 2027-01-01 }", &["5:3 `one` has a gap of 2.0, and no owner"]);
    check("one: { answer: 1, owner: Board, due: 2027-01-01 }", &[]);
    // What is not rated has no gap.
    check("unscored: 0; elsewhere: 0; one: { not_applicable: None here. }", &[]);
}

#[test]
fn a_day_before_the_assessment_is_no_day_to_be_done_by() {
    let check =
        |answers: &str, expected: &[&str]| check("due-before-assessment", answers, expected);
    let told = |id: &str, column: usize| {
        format!("5:{column} `{id}` is due before the assessment was made")
    };
    check("one: { answer: 1, due: 2026-09-30 }", &[&told("one", 26)]);
    check("one: { answer: 1, due: 2026-10-01 }", &[]);
    check("unscored: { answer: 1, due: 2026-09-30 }", &[&told("unscored", 31)]);
    check("one: { answer: unknown, due: 2026-09-30 }", &[&told("one", 32)]);
}

#[test]
fn six_answers_of_one_value_are_many_and_five_are_not() {
    let check = |answers: &str, expected: &[&str]| check("straight-line", answers, expected);
    let told =
        |count: usize, value: &str| format!("4:1 all {count} answers have the value {value}");
    let five = "one: 0; two: 0; three: 0; base: 0; ground: 0";
    check(five, &[]);
    check(&format!("{five}; unscored: 0"), &[&told(6, "0.0")]);
    check(&format!("{five}; unscored: 1"), &[]);
    // Only what is answered, and asked.
    for other in ["choice: unknown", "choice: { not_applicable: No. }", "elsewhere: 0"] {
        check(&format!("{five}; {other}"), &[]);
    }
    // Every scale has answers of the same value.
    let all = "one: 3; two: 3; three: 3; choice: yes; line: 100; list: [first, last]";
    check(all, &[&told(6, "3.0")]);
    check(&all.replace("line: 100", "line: 99.9"), &[]);
    check(&all.replace("line: 100", "line: 99.99999999"), &[&told(6, "3.0")]);
    check(&all.replace(", last", ""), &[]);
    let five = "one: 0; two: 0; three: 0; choice: no; line: 0";
    check(&format!("{five}; list: []"), &[&told(6, "0.0")]);
}

#[test]
fn what_a_dimension_rests_on_has_to_be_known() {
    let check = |answers: &str, expected: &[&str]| check("foundation-open", answers, expected);
    let open = |id: &str| format!("4:1 `{id}` is not answered, and its dimension rests on it");
    check("", &[&open("base"), &open("ground")]);
    check("base: 0", &[&open("ground")]);
    check("base: 0; ground: 1", &[]);
    let unknown = "6:3 nobody knows `base`, and its dimension rests on it";
    check("ground: 1; base: unknown", &[unknown]);
    check("ground: 1; base: { not_applicable: None here. }", &[]);
    // An answer with a mistake in it is told once.
    check("ground: 1; base: 7", &["6:9: error[unknown-level]: there is no level 7"]);
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_counts_nowhere() {
    let check = |before: &str, answers: &str, expected: &[&str]| {
        check_with("out-of-scope-answer", before, answers, expected);
    };
    let told = "5:3 `elsewhere` is asked only of `community`, so this answer counts nowhere";
    for answer in ["1", "unknown", "{ not_applicable: None here. }"] {
        check("answers:", &format!("elsewhere: {answer}"), &[told]);
    }
    check("answers:", "one: 1; unscored: 1", &[]);
}

#[test]
fn evidence_is_missing_from_the_level_on_that_asks_for_it() {
    let check = |answers: &str, expected: &[&str]| check("evidence-missing", answers, expected);
    check("one: 3", &["5:3 `one` has no evidence"]);
    check("one: 2", &[]);
    check("line: 99.9", &[]);
    check("line: 99.99999999", &["5:3 `line` has no evidence"]);
    check(
        "choice: yes; list: [first, last]",
        &["5:3 `choice` has no evidence", "6:3 `list` has no evidence"],
    );
    check("one: { answer: 3, evidence: [{ title: Notes }] }", &[]);
    check("one: { answer: 3, evidence: [] }", &["5:3 `one` has no evidence"]);
    check("one: unknown; two: { not_applicable: None here. }; elsewhere: 3", &[]);
    check("unscored: 3", &["5:3 `unscored` has no evidence"]);
}

#[test]
fn evidence_is_stale_if_all_of_it_is_older_than_a_year() {
    let check = |evidence: &str, expected: &[&str]| {
        let answer = format!("one: {{ answer: 3, evidence: [{evidence}] }}");
        check("evidence-stale", &answer, expected);
    };
    let told = "5:3 all evidence of `one` is older than 12 months";
    check("{ title: A, dated: 2025-10-01 }", &[]);
    check("{ title: A, dated: 2025-09-30 }", &[told]);
    check("{ title: A, dated: 2025-09-30 }, { title: B, dated: 2020-01-01 }", &[told]);
    check("{ title: A, dated: 2025-09-30 }, { title: B, dated: 2026-01-01 }", &[]);
    check("{ title: A, dated: 2025-09-30 }, { title: B }", &[]);
    check_with(
        "evidence-stale",
        "answers:",
        "one: { answer: 2, evidence: [{ title: A, dated: 2020-01-01 }] }",
        &[],
    );
}

#[test]
fn each_piece_of_evidence_is_told_at_its_own_place() {
    let answers = "one: { answer: 1, evidence: [{ title: A, dated: 2026-10-01 }, { title: B, dated: 2026-10-02 }] }";
    check(
        "evidence-postdated",
        answers,
        &["5:84 this evidence of `one` is dated after the assessment"],
    );
    let answers = "one: { answer: 1, evidence: [{ title: A, link: 'https://a.b' }, { title: B, link: 'S:\\b.docx' }] }";
    check("evidence-link", answers, &["5:85 this link to evidence of `one` is no web address"]);
}

#[test]
fn what_identifies_people_is_found_in_every_kind_of_text() {
    let email = "there is an e-mail address in this text";
    for (answers, place) in [
        ("one: { answer: 1, note: ask a@example.org }", "5:27"),
        ("one: { answer: 1, owner: a@example.org }", "5:28"),
        ("one: { not_applicable: says a@example.org }", "5:26"),
        ("one: { answer: 1, evidence: [{ title: a@example.org }] }", "5:41"),
        (
            "one: { answer: 1, evidence: [{ title: A, link: 'https://a.b/?to=a@example.org' }] }",
            "5:50",
        ),
        ("one: { answer: 1, evidence: [{ title: A, link: 'mailto:a@example.org' }] }", "5:50"),
        ("elsewhere: { answer: 1, note: a@example.org }", "5:33"),
    ] {
        check("email-in-text", answers, &[&format!("{place} {email}")]);
    }
    for (before, place) in [
        ("assessed_by: a@example.org\nanswers:", "4:14"),
        ("accept: [{ code: straight-line, reason: says a@example.org }]\nanswers:", "4:41"),
    ] {
        check_with("email-in-text", before, "one: 1", &[&format!("{place} {email}")]);
    }
    let text = "framework: framework.toml\norganisation: { name: a@example.org, type: b@example.org }\nassessed_on: 2026-10-01\nanswers: {}\n";
    check_file("email-in-text", "a.yaml", text, &[&format!("2:23 {email}")]);
}

#[test]
fn a_number_identifies_nobody_in_a_link_or_in_a_code() {
    let phone = "there is a phone number in this text";
    check(
        "phone-in-text",
        "one: { answer: 1, note: call 020 7946 0000 }",
        &[&format!("5:27 {phone}")],
    );
    let link = "one: { answer: 1, evidence: [{ title: A, link: 'https://a.b/02079460000' }] }";
    check("phone-in-text", link, &[]);
    let nhs = "there is a number in this text that can be somebody's NHS number";
    check(
        "nhs-number-in-text",
        "one: { answer: 1, note: '943 476 5919' }",
        &[&format!("5:27 {nhs}")],
    );
    check("nhs-number-in-text", &link.replace("02079460000", "9434765919"), &[]);
    let text = "framework: framework.toml\norganisation: { name: '9434765919', ods_code: '9434765919' }\nassessed_on: 2026-10-01\nanswers: {}\n";
    check_file("nhs-number-in-text", "a.yaml", text, &[&format!("2:23 {nhs}")]);
}

#[test]
fn each_kind_is_told_once_for_each_text() {
    let note =
        "one: { answer: 1, note: 'a@example.org, b@example.org, 020 7946 0000, 07700 900123' }";
    check("email-in-text", note, &["5:27 there is an e-mail address in this text"]);
    check("phone-in-text", note, &["5:27 there is a phone number in this text"]);
    let twice = "one: { answer: 1, note: a@example.org, owner: a@example.org }";
    let told = ["5:27", "5:49"].map(|it| format!("{it} there is an e-mail address in this text"));
    check("email-in-text", twice, &[&told[0], &told[1]]);
}

#[test]
fn people_are_found_in_toml_and_json_too() {
    let toml = "framework = \"framework.toml\"\nassessed_on = 2026-10-01\n[organisation]\nname = \"Trust\"\n[answers.one]\nanswer = 1\nnote = \"a@example.org\"\n[[answers.one.evidence]]\ntitle = \"020 7946 0000\"\n";
    check_file("email-in-text", "a.toml", toml, &["7:8 there is an e-mail address in this text"]);
    check_file("phone-in-text", "a.toml", toml, &["9:9 there is a phone number in this text"]);
    let json = "{\"framework\": \"framework.toml\", \"assessed_on\": \"2026-10-01\",\n\"organisation\": {\"name\": \"a@example.org\"},\n\"answers\": {\"one\": {\"answer\": 1, \"note\": \"020\\u00a07946 0000\"}}}\n";
    check_file("email-in-text", "a.json", json, &["2:26 there is an e-mail address in this text"]);
    check_file("phone-in-text", "a.json", json, &["3:42 there is a phone number in this text"]);
}

#[test]
fn what_is_found_in_an_answer_can_be_accepted_for_it() {
    let accept =
        "accept: [{ code: email-in-text, criterion: one, reason: a shared mailbox }]\nanswers:";
    let answers = "one: { answer: 1, note: a@example.org, owner: a@example.org }; two: { answer: 1, note: a@example.org }";
    check_with("email-in-text", accept, answers, &["7:27 there is an e-mail address in this text"]);
}

#[test]
fn a_text_is_cut_off_by_what_looks_like_no_comment() {
    let told = |place: &str, text: &str| {
        format!("{place} this text ends at `{text}`: the rest is a comment")
    };
    let check = |note: &str, expected: &[&str]| {
        let answer = format!("one:; {}answer: 1; {}note: {note}", "  ", "  ");
        check("text-cut-off", &answer, expected);
    };
    check("see ticket #12", &[&told("7:11", "see ticket")]);
    check("see ticket \t#a", &[&told("7:11", "see ticket")]);
    check("see ticket # and wait", &[]);
    check("see ticket#12", &[]);
    check("'see ticket' #12", &[]);
    check("\"see ticket\" #12", &[]);
    check("'see ticket #12'", &[]);
    check("|;       see ticket #12", &[]);
    check("a; #b", &[]);
    check("see ## 12", &[]);
}
