use std::sync::Arc;

use serde_json::{Value, json};

use super::*;

/// Returns the only run of a log about these files.
fn run(checkups: &[Checkup]) -> Value {
    let mut writer = Sarif.start(Look::PLAIN);
    let mut totals = Totals::default();
    for checkup in checkups {
        totals.add(checkup);
        writer.file(checkup);
    }
    let mut log: Value = serde_json::from_str(&writer.finish(&totals).text).unwrap();
    log["runs"][0].take()
}

fn source(text: &str) -> Arc<Source> {
    Arc::new(Source::new("a b.yaml", text))
}

/// Returns the only result of a run with this finding.
fn result(finding: Diagnostic) -> Value {
    run(&[Checkup::new("a b.yaml", Kind::Answers, vec![finding])])["results"][0].take()
}

#[track_caller]
fn check_region(text: &str, span: std::ops::Range<usize>, expected: [usize; 4]) {
    let result = result(Diagnostic::new(Code::UnknownKey, &source(text), span, "wrong"));
    let region = &result["locations"][0]["physicalLocation"]["region"];
    let [line, column, end_line, end_column] = expected;
    let expected = json!({
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column
    });
    assert_eq!(*region, expected);
}

#[test]
fn regions_count_characters_from_one_and_end_after_the_last() {
    check_region("ab: cd", 4..6, [1, 5, 1, 7]);
    check_region("Ŵŷ: ŵ😀", 6..12, [1, 5, 1, 7]);
    check_region("a:\n  b\nc", 0..7, [1, 1, 3, 1]);
    check_region("", 0..0, [1, 1, 1, 1]);
    check_region("ab", 1..1, [1, 2, 1, 2]);
    #[expect(clippy::reversed_empty_ranges, reason = "that is what has to do no harm")]
    check_region("abc", 2..1, [1, 3, 1, 3]);
    check_region("ab", 7..9, [1, 3, 1, 3]);
}

#[test]
fn a_result_has_message_help_places_and_criterion() {
    let source = source("a: 1\na: 2\n");
    let finding = Diagnostic::new(Code::DuplicateKey, &source, 5..6, "the key `a` stands twice")
        .and_at(&source, 0..1, "first here")
        .help("keep one of them")
        .about("a");
    let result = result(finding);
    assert_eq!(result["message"]["text"], "The key `a` stands twice. Keep one of them.");
    assert_eq!(result["level"], "error");
    let place = &result["locations"][0];
    let address = json!({ "uri": "a%20b.yaml", "uriBaseId": "%SRCROOT%" });
    assert_eq!(place["physicalLocation"]["artifactLocation"], address);
    assert_eq!(place["logicalLocations"], json!([{ "name": "a", "kind": "property" }]));
    let other = &result["relatedLocations"][0];
    assert_eq!(other["message"]["text"], "First here.");
    assert_eq!(other["physicalLocation"]["region"]["startLine"], 1);
    assert_eq!(result["suppressions"], json!([]));
}

#[test]
fn an_accepted_finding_is_suppressed_with_its_reason() {
    let mut finding = Diagnostic::new(Code::EvidenceMissing, &source("a"), 0..1, "wrong");
    finding.accepted = Some("agreed by the board\u{202e}".into());
    let expected = json!([{ "kind": "inSource", "justification": "agreed by the board\\u{202e}" }]);
    assert_eq!(result(finding)["suppressions"], expected);
}

#[test]
fn what_is_no_file_has_a_name_and_no_address() {
    for name in ["<stdin>", "<command line>"] {
        let source = Arc::new(Source::new(name, "x"));
        let result = result(Diagnostic::new(Code::UnknownKey, &source, 0..1, "wrong"));
        assert_eq!(result["locations"], json!([{ "logicalLocations": [{ "name": name }] }]));
    }
}

#[test]
fn rules_are_those_of_the_run_by_name_and_every_index_fits() {
    let source = source("x");
    let codes = [Code::UnknownLevel, Code::EmptyFile, Code::UnknownLevel, Code::BelowBaseline];
    let finding = |code: Code| Diagnostic::new(code, &source, 0..1, "wrong");
    let settings = Checkup::new("s", Kind::Settings, vec![finding(Code::UnknownKey)]);
    let answers = Checkup::new("a", Kind::Answers, codes.map(finding).into());
    let run = run(&[settings, answers]);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let ids: Vec<&Value> = rules.iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, ["below-baseline", "empty-file", "unknown-key", "unknown-level"]);
    let index = |it: &Value| usize::try_from(it.as_u64().unwrap()).unwrap();
    for result in run["results"].as_array().unwrap() {
        assert_eq!(rules[index(&result["ruleIndex"])]["id"], result["ruleId"]);
    }
    let notification = &run["invocations"][0]["toolConfigurationNotifications"][0];
    assert_eq!(notification["associatedRule"], json!({ "id": "unknown-key", "index": 2 }));
}

#[test]
fn a_run_says_whether_it_did_what_was_asked() {
    let source = source("x");
    let finding = Diagnostic::new(Code::UnreadableFile, &source, 0..0, "wrong");
    for (kind, success, code, notifications) in [
        (Kind::Answers, true, 1, None),
        (Kind::Unread, false, 2, Some("toolExecutionNotifications")),
        (Kind::Settings, false, 2, Some("toolConfigurationNotifications")),
    ] {
        let run = run(&[Checkup::new("x", kind, vec![finding.clone()])]);
        let invocation = &run["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], success);
        assert_eq!(invocation["exitCode"], code);
        assert_eq!(invocation.as_object().unwrap().len(), 2 + usize::from(notifications.is_some()));
        assert!(notifications.is_none_or(|it| invocation[it][0]["level"] == "error"));
        assert_eq!(run["results"].as_array().unwrap().len(), 1);
    }
    let nothing = run(&[]);
    assert_eq!(nothing["results"], json!([]));
    assert_eq!(nothing["tool"]["driver"]["rules"], json!([]));
}

#[test]
fn text_cannot_become_a_link_or_a_placeholder() {
    for (text, expected) in [
        ("`[a](https://x)`", "`\\[a\\](https://x)`"),
        ("\\[a](1)", "\\\\\\[a\\](1)"),
        ("write [1, 2] in C:\\x", "write [1, 2] in C:\\x"),
        ("`{0}` and {12}{", "`{{0}}` and {{12}}{{"),
        ("{{0}}", "{{{{0}}}}"),
        ("\\u{7}", "\\u{{7}}"),
        ("{ answer: 2 } {} {a1} {1", "{ answer: 2 } {} {a1} {1"),
    ] {
        assert_eq!(plain(text), expected, "{text}");
    }
}

#[test]
fn text_that_hides_or_reorders_is_shown_as_codes() {
    let source = source("x");
    let finding = Diagnostic::new(Code::UnknownKey, &source, 0..1, "no `\u{202e}a\u{1b}[2J\n`")
        .labelled("\u{200b}")
        .help("\u{206a}")
        .about("\u{feff}");
    let text = result(finding).to_string();
    assert!(!text.contains(escape::is_hidden), "{text}");
    assert!(text.contains("No `\\\\u{202e}a\\\\u{1b}[2J `."), "{text}");
}
