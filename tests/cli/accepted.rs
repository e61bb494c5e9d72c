//! `accept` in answers: findings that may stay.

use super::{CHECK_FORMATS, Folder, yaml};

/// Returns answers with the entries of `accept`, and without plans for two gaps.
fn answers(accept: &str) -> String {
    let answers = "  level-question: 1\n  choice-question: neither\n";
    yaml(answers).replace("answers:\n", &format!("accept: [{accept}]\nanswers:\n"))
}

#[track_caller]
fn check(accept: &str, args: &[&str], code: i32, expected: &[&str]) {
    let folder = Folder::new();
    folder.file("a.yaml", answers(accept));
    let expected: Vec<String> = expected.iter().map(|it| format!("a.yaml {it}")).collect();
    assert_eq!(folder.check(&[&["a.yaml"], args].concat()), (code, expected), "{accept}");
}

const GAP: &str = "{ code: gap-without-plan, criterion: level-question, reason: next year }";

#[test]
fn a_finding_is_accepted_for_the_criterion_that_is_named() {
    let gap = "warning gap-without-plan";
    check("", &[], 0, &[gap, gap]);
    check(GAP, &[], 0, &["warning gap-without-plan accepted", gap]);
    let other = GAP.replace("level-question", "choice-question");
    check(&other, &[], 0, &[gap, "warning gap-without-plan accepted"]);
    let accepted = "warning gap-without-plan accepted";
    check(&format!("{GAP}, {other}"), &[], 0, &[accepted, accepted]);
}

#[test]
fn without_a_criterion_it_is_about_the_file() {
    let accept = "{ code: gap-without-plan, reason: next year }";
    let gap = "warning gap-without-plan";
    check(accept, &[], 0, &["warning unused-acceptance", gap, gap]);
    let folder = Folder::new();
    let text = answers("{ code: email-in-text, reason: a shared mailbox }");
    let text = text.replace("Example Trust", "a@example.org");
    folder.file("a.yaml", text);
    let (_, found) = folder.check(&["a.yaml", "--allow", "planning"]);
    assert_eq!(found, ["a.yaml warning email-in-text accepted"]);
}

#[test]
fn what_is_accepted_counts_nowhere_and_is_in_json() {
    let folder = Folder::new();
    folder.file("a.yaml", answers(&format!("{GAP}, {}", GAP.replace("level", "choice"))));
    let run = folder.run(["check", "a.yaml"]).exits(0);
    assert_eq!(run.stdout, "1 file checked: 0 errors, 0 warnings, 2 accepted\n");
    let run = folder.run(["check", "a.yaml", "--concise"]).exits(0);
    assert_eq!(run.stdout, "1 file checked: 0 errors, 0 warnings, 2 accepted\n");
    for format in ["github", "junit"] {
        let run = folder.run(["check", "a.yaml", "--format", format]).exits(0);
        assert!(!run.stdout.contains("has a gap of"), "{run:#?}");
    }
    let run = folder.run(["check", "a.yaml", "--format", "json"]).exits(0);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["files"][0]["findings"][0]["accepted"], "next year");
    assert_eq!(
        (&json["summary"]["warnings"], &json["summary"]["accepted"]),
        (&0.into(), &2.into())
    );
}

#[test]
fn what_is_accepted_stays_so_where_it_is_denied_and_goes_where_it_is_allowed() {
    for name in ["gap-without-plan", "planning", "all"] {
        check(
            GAP,
            &["--deny", name],
            1,
            &["error gap-without-plan accepted", "error gap-without-plan"],
        );
        check(GAP, &["--allow", name], 0, &[]);
    }
    let both = format!("{GAP}, {}", GAP.replace("level-question", "choice-question"));
    let accepted = "error gap-without-plan accepted";
    check(&both, &["--deny", "all"], 0, &[accepted, accepted]);
    let folder = Folder::new();
    folder.file("a.yaml", answers(&both));
    for format in CHECK_FORMATS {
        folder.run(["check", "a.yaml", "--deny", "all", "--format", format]).exits(0);
    }
}

#[test]
fn an_acceptance_without_a_finding_is_told() {
    let accept = "{ code: straight-line, reason: it is so }";
    let gap = "warning gap-without-plan";
    check(accept, &[], 0, &["warning unused-acceptance", gap, gap]);
    check(accept, &["--deny", "unused-acceptance"], 1, &["error unused-acceptance", gap, gap]);
    // To allow the finding does not make its acceptance useless.
    check(GAP, &["--allow", "gap-without-plan", "--deny", "unused-acceptance"], 0, &[]);
    // The second of two that say the same is not useless either.
    check(&format!("{GAP}, {GAP}"), &[], 0, &["warning gap-without-plan accepted", gap]);
}

#[test]
fn an_acceptance_in_a_file_with_errors_is_not_called_unused() {
    let folder = Folder::new();
    let text = answers(GAP);
    for (bad, code) in [
        (text.replace("tiny.toml", "gone.toml"), "unknown-framework"),
        (text.replace("level-question: 1", "level-question: 7"), "unknown-level"),
        (text.replace("2026-10-01", "yesterday"), "invalid-date"),
    ] {
        folder.file("a.yaml", bad);
        let (_, found) = folder.check(&["a.yaml", "--allow", "planning"]);
        assert_eq!(found, [format!("a.yaml error {code}")]);
    }
}

#[test]
fn errors_groups_and_what_does_not_exist_cannot_be_accepted() {
    let gap = "warning gap-without-plan";
    for (accept, code) in [
        ("{ code: unknown-level, reason: no }", "always-an-error"),
        ("{ code: min-score, reason: no }", "always-an-error"),
        ("{ code: planning, reason: no }", "unknown-code"),
        ("{ code: all, reason: no }", "unknown-code"),
        ("{ code: gap-without-plann, reason: no }", "unknown-code"),
        ("{ code: gap-without-plan, criterion: levle-question, reason: no }", "unknown-criterion"),
        ("{ code: gap-without-plan, criterion: level-question }", "missing-key"),
        ("{ code: gap-without-plan, criterion: level-question, reason: '' }", "empty-text"),
        ("{ criterion: level-question, reason: no }", "missing-key"),
    ] {
        check(accept, &[], 1, &[&format!("error {code}"), gap, gap]);
    }
}

#[test]
fn findings_between_files_are_accepted_where_they_are() {
    let folder = Folder::new();
    let text = |accept: &str, name: &str| {
        yaml("  level-question: { answer: 1, target: 1 }\n")
            .replace("{ name: Example Trust }", &format!("{{ name: {name}, ods_code: ZZ9 }}"))
            .replace("answers:\n", &format!("accept: [{accept}]\nanswers:\n"))
    };
    for (name, code) in [("Two", "ods-code-names"), ("One", "duplicate-assessment")] {
        let told = |suffix: &str| vec![format!("b.yaml warning {code}{suffix}")];
        folder.file("a.yaml", text("", "One"));
        folder.file("b.yaml", text("", name));
        assert_eq!(folder.check(&["."]), (0, told("")));
        folder.file("b.yaml", text(&format!("{{ code: {code}, reason: it is meant }}"), name));
        assert_eq!(folder.check(&["."]), (0, told(" accepted")));
        assert_eq!(folder.check(&[".", "--deny", "all"]).0, 0);
    }
    // The first file has nothing to accept, and one file alone cannot know.
    folder.file("b.yaml", text("", "Two"));
    let accept = "{ code: duplicate-assessment, reason: it is meant }";
    folder.file("a.yaml", text(accept, "One"));
    folder.file("b.yaml", text("", "One"));
    let told = vec!["b.yaml warning duplicate-assessment".to_owned()];
    assert_eq!(folder.check(&["."]), (0, told));
    assert_eq!(folder.check(&["a.yaml"]), (0, vec![]));
}
