use std::sync::Arc;

use super::*;
use crate::diagnostic::Source;
use crate::model::parse_date;

/// Returns a framework with levels 0 to 4. An answer is a number of points: 25 are one level.
fn framework(keys: &str, dimensions: &[String]) -> String {
    let level = |it: i32| format!("[[level]]\nlevel = {it}\nlabel = \"L{it}\"\n");
    let levels: String = (0..=4).map(level).collect();
    let version = if keys.contains("version") { "" } else { "version = \"1.0.0\"" };
    let id = if keys.contains("id =") { "" } else { "id = \"framework\"" };
    format!(
        "[framework]\n{id}\n{version}\ntitle = \"Framework\"\nsettings = [\"acute\", \"community\"]\n\
         {keys}\n[[framework.source]]\ntitle = \"Made up for tests\"\n[scale.points]\n\
         kind = \"number\"\nunit = \"points\"\nrange = [0, 100]\nworst = 0\nbest = 100\n\
         {levels}{}",
        dimensions.concat()
    )
}

/// Returns a dimension with criteria: ids and keys.
fn dimension(id: &str, keys: &str, criteria: &[(&str, &str)]) -> String {
    let criterion = |(id, keys): &(&str, &str)| {
        format!(
            "[[dimension.criterion]]\nid = \"{id}\"\nquestion = \"{id}?\"\nscale = \"points\"\n{keys}\n"
        )
    };
    let criteria: String = criteria.iter().map(criterion).collect();
    format!("[[dimension]]\nid = \"{id}\"\ntitle = \"{id}\"\n{keys}\n{criteria}")
}

/// Returns a framework with the dimensions `a` and `b` of two criteria each.
fn plain() -> String {
    let a = dimension("a", "", &[("a1", ""), ("a2", "")]);
    framework("", &[a, dimension("b", "", &[("b1", ""), ("b2", "")])])
}

/// Returns a framework with one criterion, `c`.
fn single() -> String {
    framework("", &[dimension("d", "", &[("c", "")])])
}

/// Returns an assessment of the acute trust `Trust` on 1 October 2026.
#[track_caller]
fn assess(framework: &str, answers: &str) -> Assessment {
    assess_as(framework, "{ name: Trust, settings: [acute] }", "2026-10-01", answers)
}

#[track_caller]
fn assess_as(framework: &str, organisation: &str, date: &str, answers: &str) -> Assessment {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("framework.toml"), framework).unwrap();
    let text = format!(
        "framework: framework.toml\norganisation: {organisation}\nassessed_on: {date}\n\
         answers: {{ {answers} }}\n"
    );
    let source = Arc::new(Source::new("answers.yaml", &text));
    let checked = crate::read::answers(&source, folder.path());
    let findings: Vec<_> = checked.diagnostics.iter().map(|it| &it.message).collect();
    checked.value.unwrap_or_else(|| panic!("{findings:#?}\n{text}"))
}

#[track_caller]
fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

/// Returns in which ways a gate is not met.
fn messages(gate: &Gate, assessment: &Assessment, given: Circumstances<'_>) -> Vec<String> {
    let verdicts = judge(gate, assessment, given);
    for it in &verdicts {
        assert!(it.is_judged);
        assert_eq!(it.is_met(), it.shortfalls.is_empty());
    }
    verdicts.into_iter().flat_map(|it| it.shortfalls).map(|it| it.message).collect()
}

#[track_caller]
fn check(gate: &Gate, assessment: &Assessment, expected: &[&str]) {
    assert_eq!(messages(gate, assessment, Circumstances::default()), expected);
}

fn min_score(asked: f64) -> Gate {
    Gate { min_score: Some(asked), ..Gate::default() }
}

fn min_dimension(asked: f64) -> Gate {
    Gate { min_dimension: Some(asked), ..Gate::default() }
}

fn min_coverage(asked: f64) -> Gate {
    Gate { min_coverage: Some(asked), ..Gate::default() }
}

fn max_unknown(asked: usize) -> Gate {
    Gate { max_unknown: Some(asked), ..Gate::default() }
}

const NO_FLOOR_BREACH: Gate = Gate { no_floor_breach: true, ..NOTHING };

const NOTHING: Gate = Gate {
    min_score: None,
    min_dimension: None,
    min_coverage: None,
    no_floor_breach: false,
    max_unknown: None,
    max_age: None,
    has_baseline: false,
    tolerance: 0.0,
};

/// A gate that asks everything.
fn everything() -> Gate {
    Gate {
        min_score: Some(2.5),
        min_dimension: Some(-1.0),
        min_coverage: Some(80.0),
        no_floor_breach: true,
        max_unknown: Some(1),
        max_age: Some(12),
        has_baseline: true,
        tolerance: 0.25,
    }
}

#[test]
fn what_is_asked_is_judged_in_one_order_and_nothing_else_is() {
    let assessment = assess(&plain(), "a1: 50");
    let all = judge(&everything(), &assessment, Circumstances::default());
    assert_eq!(all.iter().map(|it| it.condition).collect::<Vec<_>>(), Condition::ALL);
    assert_eq!(judge(&Gate::default(), &assessment, Circumstances::default()), []);
    assert_eq!(unjudged(&Gate::default()), []);
    let one = judge(&max_unknown(0), &assessment, Circumstances::default());
    assert_eq!(one.iter().map(|it| it.condition).collect::<Vec<_>>(), [Condition::MaxUnknown]);
}

#[test]
fn what_is_asked_is_put_into_words() {
    let words = |gate: &Gate| -> Vec<String> {
        Condition::ALL.iter().filter_map(|it| it.asked(gate)).collect()
    };
    assert_eq!(
        words(&everything()),
        [
            "an overall value of at least 2.5",
            "a value of at least -1 in every dimension",
            "at least 80 % of the questions that apply answered",
            "no criterion below its floor",
            "at most 1 answer unknown",
            "an assessment of the last 12 months",
            "nothing more than 0.25 below the earlier assessment",
        ]
    );
    let gate = Gate {
        max_unknown: Some(0),
        max_age: Some(1),
        tolerance: 0.0,
        min_score: Some(-0.0),
        min_dimension: Some(2.000_000_4),
        ..everything()
    };
    let words = words(&gate);
    assert_eq!(words[0], "an overall value of at least 0");
    assert_eq!(words[1], "a value of at least 2.0000004 in every dimension");
    assert_eq!(
        words[4..],
        [
            "no answer unknown",
            "an assessment of the last 1 month",
            "nothing below the earlier assessment"
        ]
    );
}

#[test]
fn without_an_assessment_nothing_is_met() {
    let all = unjudged(&everything());
    assert_eq!(all.len(), Condition::ALL.len());
    assert!(all.iter().all(|it| !it.is_judged && !it.is_met() && it.shortfalls.is_empty()));
}

#[test]
fn a_value_may_miss_what_is_asked_by_less_than_a_billionth() {
    let assessment = assess(&single(), "c: 50");
    for met in [-1.0, 0.0, 1.999, 2.0 - 2e-9, 2.0, 2.0 + 9e-10] {
        check(&min_score(met), &assessment, &[]);
        check(&min_dimension(met), &assessment, &[]);
    }
    for unmet in [2.0 + 2e-9, 2.001, 3.0, 1e9] {
        assert_eq!(messages(&min_score(unmet), &assessment, Circumstances::default()).len(), 1);
        assert_eq!(messages(&min_dimension(unmet), &assessment, Circumstances::default()).len(), 1);
    }
    let expected = "the overall value is 2.0, at least 2.5 is asked";
    check(&min_score(2.5), &assessment, &[expected]);
    let expected = "the value of `d` is 2.0, at least 2.5 is asked";
    check(&min_dimension(2.5), &assessment, &[expected]);
}

#[test]
fn every_dimension_has_to_reach_the_value_and_those_that_do_not_are_told_in_order() {
    let assessment = assess(&plain(), "a1: 50, a2: 50, b1: 0, b2: 100");
    check(&min_dimension(2.0), &assessment, &[]);
    let told = |it| format!("the value of `{it}` is 2.0, at least 3 is asked");
    check(&min_dimension(3.0), &assessment, &[&told("a"), &told("b")]);
    let assessment = assess(&plain(), "a1: 50, a2: 50, b1: 0, b2: 50");
    check(&min_dimension(1.5), &assessment, &["the value of `b` is 1.0, at least 1.5 is asked"]);
}

#[test]
fn an_overall_value_that_is_not_there_is_not_met_whatever_is_asked() {
    let nothing = assess(&plain(), "");
    let expected = "there is no overall value, at least 0 is asked";
    check(&min_score(0.0), &nothing, &[expected]);
    let d = dimension("d", "", &[("c", ""), ("e", "")]);
    let refusing = framework("unanswered = \"refuse\"", &[d]);
    check(&min_score(0.0), &assess(&refusing, "c: 100"), &[expected]);
    check(&min_score(0.0), &assess(&refusing, "c: 100, e: 100"), &[]);
}

#[test]
fn a_matrix_has_no_overall_value_and_its_dimensions_are_judged() {
    let a = dimension("a", "rule = \"weighted-mean\"", &[("a1", "")]);
    let matrix = framework("rule = \"matrix\"", &[a]);
    let assessment = assess(&matrix, "a1: 100");
    check(&min_score(0.0), &assessment, &["there is no overall value, at least 0 is asked"]);
    check(&min_dimension(4.0), &assessment, &[]);
    let verdicts = judge(&min_score(0.0), &assessment, Circumstances::default());
    assert!(verdicts[0].shortfalls[0].help.contains("--min-dimension"));
}

#[test]
fn a_dimension_in_which_nothing_applies_is_not_asked_for_a_value() {
    let na = "{ not_applicable: None here. }";
    let b = dimension("b", "", &[("b1", ""), ("b2", "settings = [\"community\"]")]);
    let c = dimension("c", "", &[("c1", "scored = false")]);
    let framework = framework("", &[dimension("a", "", &[("a1", "")]), b, c]);
    for b1 in [na, "100"] {
        check(&min_dimension(4.0), &assess(&framework, &format!("a1: 100, b1: {b1}")), &[]);
    }
    // What is not scored may be answered as badly as it likes.
    check(&min_dimension(4.0), &assess(&framework, &format!("a1: 100, b1: {na}, c1: 0")), &[]);
}

#[test]
fn a_dimension_in_which_nothing_is_answered_has_no_value_and_is_told() {
    let told = |it| format!("`{it}` has no value, at least 0 is asked");
    check(&min_dimension(0.0), &assess(&plain(), ""), &[&told("a"), &told("b")]);
    check(&min_dimension(0.0), &assess(&plain(), "a1: 0, b1: 0"), &[]);
    // One question that applies and is open is enough.
    let answers = "a1: { not_applicable: None here. }, b1: 0";
    check(&min_dimension(0.0), &assess(&plain(), answers), &[&told("a")]);
    // Unknown counts as the lowest level: that is a value.
    check(&min_dimension(0.0), &assess(&plain(), "a1: unknown, b1: 0"), &[]);
}

#[test]
fn a_dimension_has_the_questions_of_its_parts() {
    let whole = dimension("whole", "", &[]);
    let part = dimension("part", "parent = \"whole\"", &[("p", "")]);
    let deep = dimension("deep", "parent = \"part\"", &[("q", "")]);
    let framework = framework("", &[whole, part, deep]);
    let na = "{ not_applicable: None here. }";
    check(&min_dimension(4.0), &assess(&framework, &format!("p: {na}, q: {na}")), &[]);
    let told =
        ["whole", "part", "deep"].map(|it| format!("`{it}` has no value, at least 4 is asked"));
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    check(&min_dimension(4.0), &assess(&framework, &format!("p: {na}")), &told);
}

#[test]
fn coverage_is_of_the_questions_that_apply_and_unknown_is_no_answer() {
    let a = dimension("a", "", &[("a1", ""), ("a2", ""), ("a3", "")]);
    let b = dimension("b", "", &[("b1", ""), ("b2", "settings = [\"community\"]")]);
    let framework = framework("", &[a, b]);
    // One is asked of others, one does not apply: three are left.
    let assessment = assess(&framework, "a1: 0, a2: 0, a3: unknown, b1: { not_applicable: None. }");
    check(&min_coverage(200.0 / 3.0 + 5e-10), &assessment, &[]);
    check(&min_coverage(66.6), &assessment, &[]);
    let told = |percent, asked| {
        format!(
            "2 of 3 questions that apply are answered ({percent} %), at least {asked} % is asked"
        )
    };
    check(&min_coverage(66.67), &assessment, &[&told("66.667", "66.67")]);
    check(&min_coverage(100.0), &assessment, &[&told("66.7", "100")]);
    let verdicts = judge(&min_coverage(100.0), &assessment, Circumstances::default());
    assert_eq!(verdicts[0].shortfalls[0].help, "settle what is open: 1 unknown");
    let open = assess(&framework, "a1: 0, a3: unknown");
    let verdicts = judge(&min_coverage(100.0), &open, Circumstances::default());
    assert_eq!(verdicts[0].shortfalls[0].help, "settle what is open: 2 unanswered and 1 unknown");
    check(&min_coverage(100.0), &assess(&framework, "a1: 0, a2: 0, a3: 0, b1: 0"), &[]);
    check(&min_coverage(0.0), &assess(&framework, ""), &[]);
}

#[test]
fn where_no_question_applies_nothing_is_covered() {
    let framework = framework("", &[dimension("d", "", &[("c", "settings = [\"community\"]")])]);
    let expected = "no question applies, at least 0 % is asked";
    check(&min_coverage(0.0), &assess(&framework, ""), &[expected]);
}

#[test]
fn a_floor_is_breached_below_it_by_what_counts() {
    let floor = "floor = 2";
    let d = dimension(
        "d",
        "",
        &[("c", floor), ("e", floor), ("f", ""), ("g", "floor = 2\nscored = false")],
    );
    let framework = framework("", &[d]);
    let told = |id: &str, value: &str| format!("the value of `{id}` is {value}, its floor is 2");
    check(&NO_FLOOR_BREACH, &assess(&framework, "c: 50, e: 100, f: 0, g: 0"), &[]);
    check(&NO_FLOOR_BREACH, &assess(&framework, "c: 49.99999999, e: 50"), &[]);
    check(
        &NO_FLOOR_BREACH,
        &assess(&framework, "e: 25, c: 49.9, g: 0"),
        &[&told("c", "1.996"), &told("e", "1.0")],
    );
    check(&NO_FLOOR_BREACH, &assess(&framework, "c: unknown, e: 50"), &[&told("c", "0.0")]);
    check(&NO_FLOOR_BREACH, &assess(&framework, "c: { not_applicable: None here. }"), &[]);
    let verdicts =
        judge(&NO_FLOOR_BREACH, &assess(&framework, "c: 50, e: 0"), Circumstances::default());
    assert_eq!(verdicts[0].shortfalls[0].criterion, Some(1));
}

#[test]
fn so_many_may_be_unknown_and_no_more() {
    let two = assess(&plain(), "b1: unknown, a2: unknown, a1: 0");
    check(&max_unknown(2), &two, &[]);
    check(&max_unknown(1), &two, &["2 answers are unknown, at most 1 may be"]);
    check(&max_unknown(0), &two, &["2 answers are unknown, none may be"]);
    let verdicts = judge(&max_unknown(0), &two, Circumstances::default());
    assert_eq!(verdicts[0].shortfalls[0].help, "find out: `a2` and `b1`");
    check(&max_unknown(0), &assess(&plain(), "a2: unknown"), &["1 answer is unknown, none may be"]);
    // Not answered is not unknown.
    check(&max_unknown(0), &assess(&plain(), ""), &[]);
}

#[track_caller]
fn check_age(assessed_on: &str, months: u16, as_of: &str, expected: &[&str]) {
    let assessment = assess_as(&single(), "{ name: Trust }", assessed_on, "c: 50");
    let gate = Gate { max_age: Some(months), ..Gate::default() };
    let given = Circumstances { as_of: Some(date(as_of)), baseline: None };
    assert_eq!(messages(&gate, &assessment, given), expected, "{assessed_on} {months} {as_of}");
}

#[test]
fn an_assessment_is_too_old_from_the_day_after_its_last_month_on() {
    check_age("2026-10-01", 12, "2026-10-01", &[]);
    check_age("2026-10-01", 12, "2027-10-01", &[]);
    let told = "the assessment of 1 October 2026 is more than 12 months old on 2 October 2027";
    check_age("2026-10-01", 12, "2027-10-02", &[told]);
    check_age("2026-10-01", 0, "2026-10-01", &[]);
    let told = "the assessment of 1 October 2026 is more than 0 months old on 2 October 2026";
    check_age("2026-10-01", 0, "2026-10-02", &[told]);
    let told = "the assessment of 1 October 2026 is later than 30 September 2026";
    check_age("2026-10-01", 24, "2026-09-30", &[told]);
}

#[test]
fn a_month_that_is_too_short_ends_on_its_last_day() {
    let told =
        |from: &str, to: &str| format!("the assessment of {from} is more than 1 month old on {to}");
    check_age("2026-01-31", 1, "2026-02-28", &[]);
    check_age("2026-01-31", 1, "2026-03-01", &[&told("31 January 2026", "1 March 2026")]);
    check_age("2024-01-31", 1, "2024-02-29", &[]);
    check_age("2024-01-31", 1, "2024-03-01", &[&told("31 January 2024", "1 March 2024")]);
    check_age("2026-12-31", 1, "2027-01-31", &[]);
    check_age("2026-12-31", 1, "2027-02-01", &[&told("31 December 2026", "1 February 2027")]);
    check_age("2024-02-29", 12, "2025-02-28", &[]);
    let told = "the assessment of 29 February 2024 is more than 12 months old on 1 March 2025";
    check_age("2024-02-29", 12, "2025-03-01", &[told]);
    // Later than any calendar goes.
    check_age("9000-01-01", u16::MAX, "9999-12-31", &[]);
}

#[test]
fn an_age_without_a_day_to_count_to_is_not_met() {
    let gate = Gate { max_age: Some(12), ..Gate::default() };
    let told = "nobody says on which day the assessment may be at most 12 months old";
    check(&gate, &assess(&single(), "c: 50"), &[told]);
}

/// Expects what fell between two assessments of one framework, a year apart.
#[track_caller]
fn check_fall(tolerance: f64, framework: &str, then: &str, now: &str, expected: &[&str]) {
    let organisation = "{ name: Trust, settings: [acute] }";
    let then = assess_as(framework, organisation, "2025-10-01", then);
    check_against(tolerance, &then, &assess(framework, now), expected);
}

#[track_caller]
fn check_against(tolerance: f64, then: &Assessment, now: &Assessment, expected: &[&str]) {
    let gate = Gate { has_baseline: true, tolerance, ..Gate::default() };
    let given = Circumstances { as_of: None, baseline: Some(then) };
    assert_eq!(messages(&gate, now, given), expected);
}

/// Returns what is said where the only criterion fell.
fn fell(values: &str) -> [String; 3] {
    ["the overall value", "the value of `d`", "the value of `c`"]
        .map(|it| format!("{it} fell from {}", values.replace(" to", " on 1 October 2025 to")))
}

#[track_caller]
fn check_single(tolerance: f64, then: &str, now: &str, values: &str) {
    let told = fell(values);
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let expected = if values.is_empty() { &[] } else { &told[..] };
    check_fall(tolerance, &single(), &format!("c: {then}"), &format!("c: {now}"), expected);
}

#[test]
fn what_is_as_it_was_or_better_did_not_fall() {
    check_single(0.0, "50", "50", "");
    check_single(0.0, "50", "75", "");
    check_single(0.0, "50", "25", "2.0 to 1.0");
    check_single(0.0, "50", "unknown", "2.0 to 0.0");
    check_single(0.0, "unknown", "0", "");
}

#[test]
fn something_may_fall_by_the_tolerance_and_not_by_more() {
    check_single(0.5, "62.5", "50", "");
    check_single(0.5, "62.5", "49.75", "2.50 to 1.99, by more than 0.5");
    // Rounding costs nobody anything, with a tolerance or without.
    check_single(0.0, "50", "49.99999998", "");
    check_single(0.0, "50", "49.9999999", "2.000000000 to 1.999999996");
    check_single(0.5, "62.5", "49.99999998", "");
    check_single(0.1, "30", "27.5", "");
    check_single(1e-7, "50", "49", "2.00 to 1.96, by more than 0.0000001");
}

#[test]
fn a_small_fall_can_be_seen() {
    check_single(0.0, "51", "50.75", "2.04 to 2.03");
    check_single(0.0, "50", "49.9", "2.000 to 1.996");
    check_single(0.0, "56.25", "56", "2.3 to 2.2");
}

#[test]
fn an_answer_that_is_gone_is_a_fall() {
    check_fall(4.0, &plain(), "a1: 0, b1: 0", "b1: 0", &["`a1` was answered, and is not any more"]);
    check_fall(0.0, &plain(), "a1: unknown, b1: 0", "b1: 0", &[]);
    let then = "a1: 100, b1: 0";
    let na = "a1: { not_applicable: No. }, b1: 0";
    let told = "the overall value fell from 2.0 on 1 October 2025 to 0.0";
    check_fall(0.0, &plain(), then, na, &[told]);
    let then = assess_as(&plain(), "{ name: Trust }", "2025-10-01", "a1: 50");
    let now = assess(&plain(), "");
    let gate = Gate { has_baseline: true, ..Gate::default() };
    let given = Circumstances { as_of: None, baseline: Some(&then) };
    let verdicts = judge(&gate, &now, given);
    let about: Vec<_> = verdicts[0].shortfalls.iter().map(|it| it.criterion).collect();
    assert_eq!(about, [Some(0)]);
}

#[test]
fn what_is_asked_of_one_side_only_is_not_compared() {
    let a = dimension("a", "", &[("a1", "")]);
    let old = framework("", &[a, dimension("gone", "", &[("gone1", ""), ("moved", "")])]);
    let a = dimension("a", "", &[("new1", ""), ("a1", ""), ("moved", "")]);
    let new = framework("version = \"1.9.0\"", &[a, dimension("new", "", &[("new2", "")])]);
    let then = assess_as(&old, "{ name: Trust }", "2025-10-01", "a1: 50, gone1: 100, moved: 75");
    check_against(4.0, &then, &assess(&new, "a1: 50, moved: 75, new1: 0, new2: 0"), &[]);
    check_against(
        0.5,
        &then,
        &assess(&new, "a1: 50, moved: 50, new1: 50, new2: 100"),
        &["the value of `moved` fell from 3.0 on 1 October 2025 to 2.0, by more than 0.5"],
    );
}

#[test]
fn only_assessments_of_one_organisation_and_one_framework_are_compared() {
    let of = |framework: &str, organisation: &str, date: &str| {
        assess_as(framework, organisation, date, "c: 50")
    };
    let d = [dimension("d", "", &[("c", "")])];
    let now = of(&single(), "{ name: Trust, ods_code: RX9 }", "2026-10-01");
    let check_then = |then: &Assessment, expected: &[&str]| {
        check_against(4.0, then, &now, expected);
    };
    let last_year = "2025-10-01";
    let then = of(&framework("version = \"2.0.0\"", &d), "{ name: Trust }", last_year);
    let told =
        "the earlier assessment is of version 2.0.0 of the framework, this one of version 1.0.0";
    check_then(&then, &[told]);
    let then = of(&framework("id = \"other\"", &d), "{ name: Trust }", last_year);
    check_then(&then, &["the earlier assessment is of another framework, `other`"]);
    let then = of(&framework("version = \"1.7.3\"", &d), "{ name: Trust }", last_year);
    check_then(&then, &[]);
    // A code goes before a name, however it is written.
    for same in [
        "{ name: Other, ods_code: RX9 }",
        "{ name: Other, ods_code: ' rx9 ' }",
        "{ name: ' Trust' }",
    ] {
        check_then(&of(&single(), same, last_year), &[]);
    }
    for other in ["{ name: Other }", "{ name: Other, ods_code: RX8 }"] {
        let told = "the earlier assessment is of another organisation, `Other`";
        check_then(&of(&single(), other, last_year), &[told]);
    }
    let then = of(&single(), "{ name: Trust, ods_code: RX8 }", last_year);
    check_then(&then, &["the earlier assessment is of another organisation, `Trust`"]);
}

#[test]
fn the_earlier_assessment_is_not_later() {
    let on = |date| assess_as(&single(), "{ name: Trust }", date, "c: 50");
    let now = on("2026-10-01");
    check_against(0.0, &on("2026-10-01"), &now, &[]);
    let told = "the earlier assessment is not earlier: it is of 2 October 2026";
    check_against(0.0, &on("2026-10-02"), &now, &[told]);
}

#[test]
fn without_the_earlier_assessment_nothing_is_met() {
    let gate = Gate { has_baseline: true, ..Gate::default() };
    check(&gate, &assess(&single(), "c: 100"), &["the earlier assessment cannot be used"]);
}

/// Returns the numbers that stand alone in a text.
fn numbers(text: &str) -> Vec<f64> {
    let word = |it: &str| it.trim_matches(['(', ',']).parse().ok();
    text.split(' ').filter_map(word).collect()
}

#[test]
fn what_is_found_always_looks_below_what_is_asked() {
    let values = [0.0, 1.5, 1.9, 1.94, 1.95, 1.96, 1.999_999, 2.0 - 2e-9, 2.0, 2.04, 2.05, 2.449];
    let values = values.into_iter().chain([2.0 + 1e-7, 3.0 - 1e-8, 3.96]);
    let above = [2e-9, 4e-9, 4.9e-8, 1e-7, 4e-7, 1e-4, 0.004, 0.01, 0.04, 0.05, 0.5, 1.0];
    for value in values {
        let assessment = assess(&single(), &format!("c: {}", value * 25.0));
        for asked in above.iter().map(|it| value + it).chain([2.0, 3.0, 4.0]) {
            for gate in [min_score(asked), min_dimension(asked)] {
                for message in messages(&gate, &assessment, Circumstances::default()) {
                    let [found, asked] = numbers(&message)[..] else { panic!("{message}") };
                    assert!(found < asked, "{value}: {message}");
                    assert!(found.fract() != 0.0 || found <= value + TOLERANCE, "{message}");
                }
            }
            if asked <= 4.0 {
                let higher = assess(&single(), &format!("c: {}", asked * 25.0));
                let gate = Gate { has_baseline: true, ..Gate::default() };
                let given = Circumstances { as_of: None, baseline: Some(&higher) };
                for message in messages(&gate, &assessment, given) {
                    let [was, _, _, is] = numbers(&message)[..] else { panic!("{message}") };
                    assert!(is < was, "{value} {asked}: {message}");
                }
            }
        }
    }
}
