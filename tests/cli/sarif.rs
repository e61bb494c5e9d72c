//! `stocktake check --format sarif`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{EXAMPLE, Folder, Run, done, is_hidden, run, stocktake, yaml};

/// Returns the only run of a log.
#[track_caller]
fn log(run: &Run) -> Value {
    let mut log: Value = serde_json::from_str(&run.stdout).expect("output is JSON");
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(1));
    log["runs"][0].take()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Expects what holds for every run, and returns its results.
#[track_caller]
fn sound(run: &Value) -> &[Value] {
    let rules = list(&run["tool"]["driver"], "rules");
    assert!(rules.is_sorted_by(|a, b| a["id"].as_str() < b["id"].as_str()), "{rules:?}");
    let results = list(run, "results");
    let mut fingerprints = BTreeSet::new();
    let mut used = BTreeSet::new();
    for result in results {
        let index = result["ruleIndex"].as_u64().and_then(|it| usize::try_from(it).ok());
        let rule = index.and_then(|it| rules.get(it)).expect("the rule is there");
        assert_eq!(rule["id"], result["ruleId"]);
        used.insert(index);
        assert!(["error", "warning"].iter().any(|it| result["level"] == *it), "{result}");
        assert!(result["suppressions"].is_array(), "{result}");
        let fingerprint = result["partialFingerprints"]["stocktakeFinding/v1"].as_str();
        assert!(fingerprints.insert(fingerprint.expect("there is a fingerprint")), "{result}");
        for place in list(result, "locations").iter().chain(list(result, "relatedLocations")) {
            location(place);
        }
    }
    assert_eq!(used.len(), rules.len(), "there is a rule that no result is about");
    results
}

#[track_caller]
fn location(it: &Value) {
    let Some(place) = it.get("physicalLocation") else { return };
    let region = &place["region"];
    let number = |key: &str| region[key].as_u64().expect("it is a number");
    let start = (number("startLine"), number("startColumn"));
    let end = (number("endLine"), number("endColumn"));
    assert!(start.0 >= 1 && start.1 >= 1 && start <= end, "{it}");
    let uri = place["artifactLocation"]["uri"].as_str().expect("it is a text");
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@%/".contains(&it);
    assert!(uri.bytes().all(is_plain) && !uri.starts_with('/'), "{it}");
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
}

#[test]
fn every_bad_file_and_folder_gives_a_sound_log() {
    let bad = "tests/fixtures/bad";
    let folders = std::fs::read_dir(bad).expect("it can be listed").map(|it| it.expect("a file"));
    let folders: Vec<_> = folders.map(|it| it.path()).filter(|it| it.is_dir()).collect();
    assert!(folders.len() >= 8, "{folders:?}");
    for folder in folders.iter().map(|it| it.as_os_str()).chain([bad.as_ref()]) {
        let run = run(["check".as_ref(), folder, "--format".as_ref(), "sarif".as_ref()]);
        let log = log(&run);
        assert!(!sound(&log).is_empty(), "{}", folder.display());
        assert_eq!(log["invocations"][0]["exitCode"].as_i64(), run.code.map(i64::from));
    }
}

#[test]
fn a_log_has_what_the_findings_in_json_have() {
    let args = |format| ["check", "tests/fixtures/bad", "--format", format];
    let json: Value = serde_json::from_str(&run(args("json")).stdout).expect("output is JSON");
    let findings = list(&json, "files").iter().flat_map(|it| list(it, "findings"));
    let log = log(&run(args("sarif")));
    let results = sound(&log);
    let mut count = 0;
    for (finding, result) in findings.zip(results) {
        assert_eq!((&finding["code"], &finding["severity"]), (&result["ruleId"], &result["level"]));
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let place = &finding["places"][0];
        for (ours, theirs) in [
            ("line", "startLine"),
            ("column", "startColumn"),
            ("end_line", "endLine"),
            ("end_column", "endColumn"),
        ] {
            assert_eq!(place[ours], region[theirs], "{finding}");
        }
        let accepted = finding["accepted"].is_string();
        assert_eq!(list(result, "suppressions").len(), usize::from(accepted), "{finding}");
        count += 1;
    }
    assert_eq!(count, results.len());
    assert!(count > 80, "{count}");
}

#[test]
fn the_same_files_give_the_same_bytes_wherever_they_are() {
    let text = yaml("  level-question: 7\n");
    let [first, second] = [Folder::new(), Folder::new()].map(|folder| {
        folder.file("a.yaml", &text);
        let name = folder.path("a.yaml").into_os_string();
        let relative = folder.run(["check", "a.yaml", "--format", "sarif"]).exits(1).stdout;
        let absolute = folder.run(["check".into(), name, "--format".into(), "sarif".into()]);
        assert_eq!(absolute.exits(1).stdout, relative);
        relative
    });
    assert_eq!(first, second);
}

#[test]
fn a_file_elsewhere_has_the_address_of_a_file() {
    let (here, there) = (Folder::new(), Folder::new());
    let path = there.file("a b.yaml", yaml("  level-question: 7\n"));
    let args = ["check".into(), path.into_os_string(), "--format".into(), "sarif".into()];
    let log = log(&here.run(args).exits(1));
    let file = &log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    let uri = file["uri"].as_str().expect("it is a text");
    assert!(uri.starts_with("file:///") && uri.ends_with("/a%20b.yaml"), "{file}");
    assert_eq!(file.get("uriBaseId"), None);
}

#[test]
fn what_is_accepted_is_suppressed_in_the_source() {
    let folder = Folder::new();
    let reason = "agreed [by](x) the board";
    let accept = format!(
        "accept:\n  - {{ code: gap-without-plan, criterion: level-question, reason: \"{reason}\" }}\nanswers:\n"
    );
    let text = yaml("  level-question: 1\n").replace("answers:\n", &accept);
    folder.file("a.yaml", text);
    let log = log(&folder.run(["check", "a.yaml", "--format", "sarif"]).exits(0));
    let results = sound(&log);
    assert_eq!(results.len(), 1, "{results:?}");
    assert_eq!(results[0]["ruleId"], "gap-without-plan");
    let suppressions = &results[0]["suppressions"];
    assert_eq!(*suppressions, json!([{ "kind": "inSource", "justification": reason }]));
}

#[test]
fn what_could_not_be_done_is_a_result_and_a_notification() {
    let folder = Folder::new();
    let run = folder.run(["check", "gone.yaml", "--deny", "nothing", "--format", "sarif"]).exits(2);
    let log = log(&run);
    let ids: Vec<&Value> = sound(&log).iter().map(|it| &it["ruleId"]).collect();
    assert_eq!(ids, ["unknown-code", "unreadable-file"]);
    let invocation = &log["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let about = |key: &str| list(invocation, key)[0]["associatedRule"]["id"].clone();
    assert_eq!(about("toolConfigurationNotifications"), "unknown-code");
    assert_eq!(about("toolExecutionNotifications"), "unreadable-file");
    let first = &log["results"][0]["locations"][0];
    assert_eq!(first.get("physicalLocation"), None);
    assert_eq!(first["logicalLocations"][0]["name"], "<command line>");
}

#[test]
fn standard_input_has_no_address() {
    let args = ["check", "-", "--format", "sarif"];
    let folder = Folder::new();
    let text = yaml("  level-question: 7\n");
    let run = done(stocktake(args).current_dir(folder.path("")).write_stdin(text)).exits(1);
    let log = log(&run);
    assert_eq!(log["results"][0]["locations"][0]["logicalLocations"][0]["name"], "<stdin>");
    assert!(!run.stdout.contains("physicalLocation"), "{run:#?}");
}

#[cfg(unix)]
#[test]
fn hostile_names_and_texts_do_no_harm() {
    let folder = Folder::new();
    let evil = "\\e[31mred\\e]0;t\\a\\u202egnp\\u200b\\u009b2J [x](javascript:alert) {0} <b>";
    let text = yaml(&format!("  \"{evil}\": 2\n  level-question: \"{evil}\"\n"));
    let names = ["a b.yaml", "100%.yaml", "a:b.yaml", "ŵ\u{202e}#?.yaml", "x\u{1b}\n\\.yaml"];
    for name in names {
        folder.file(name, &text);
    }
    let run = folder.run(["check", ".", "--format", "sarif"]).exits(1);
    assert!(!run.stdout.trim_end().contains(is_hidden), "{run:#?}");
    let log = log(&run);
    let results = sound(&log);
    let uri = |it: &Value| {
        let uri = &it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        uri.as_str().unwrap_or_default().to_owned()
    };
    let uris: BTreeSet<String> = results.iter().map(uri).collect();
    let expected = [
        "100%25.yaml",
        "a%20b.yaml",
        "a%3Ab.yaml",
        "x%1B%0A%5C.yaml",
        "%C5%B5%E2%80%AE%23%3F.yaml",
    ];
    assert_eq!(uris, expected.map(str::to_owned).into());
    for result in results {
        let text = result["message"]["text"].as_str().expect("it is a text");
        assert!(!text.contains(is_hidden), "{text:?}");
        assert!(!text.contains("[x]("), "{text}");
        assert!(!text.contains("{0}") || text.contains("{{0}}"), "{text}");
    }
    assert!(
        results.iter().any(|it| it.to_string().contains("\\\\[x\\\\](javascript:alert) {{0}}"))
    );
}

#[test]
fn a_small_run() {
    let folder = Folder::new();
    let answers = "  level-question: 3\n  Level question: 1\n  level-question: 7\n";
    std::fs::create_dir(folder.path("Trust A")).expect("a folder can be made");
    folder.file("Trust A/answers.yaml", yaml(answers).replace("tiny.toml", "../tiny.toml"));
    let run = folder.run(["check", "Trust A", "--format", "sarif"]).exits(1);
    let mut log = log(&run);
    assert_eq!(sound(&log).len(), 3, "{log:#}");
    for rule in log["tool"]["driver"]["rules"].as_array_mut().expect("there are rules") {
        rule["help"]["text"] = "(the page)".into();
        rule["help"]["markdown"] = "(the page)".into();
    }
    let text = serde_json::to_string_pretty(&log).expect("it is JSON");
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "(version)"));
}

#[test]
fn our_own_files_pass() {
    let log = log(&run(["check", EXAMPLE, "frameworks", "--format", "sarif"]).exits(0));
    assert!(sound(&log).iter().all(|it| it["level"] == "warning"), "{log:#}");
}
