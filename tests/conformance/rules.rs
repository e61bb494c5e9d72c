//! The five rules, at every layer: criteria, parts, and the whole.
//!
//! Three items are scored everywhere: 0.3 with weight 3, 0.5 and 0.9 with weight 1.

use crate::support::{close, dimension, framework, outcome};

/// What each rule makes of the three items, on levels 0 to 4.
const EXPECTED: [(&str, Option<f64>); 5] = [
    // (3 × 0.3 + 0.5 + 0.9) / (3 + 1 + 1) = 2.3 / 5
    ("weighted-mean", Some(0.46)),
    ("median", Some(0.5)),
    ("weakest-link", Some(0.3)),
    // The lowest value is 0.3 × 4 = 1.2: level 1, which is 1 / 4.
    ("staged", Some(0.25)),
    ("matrix", None),
];

#[test]
fn every_rule_works_on_criteria() {
    for (rule, expected) in EXPECTED {
        let criteria = [("a", "weight = 3"), ("b", ""), ("c", "")];
        let keys = format!("rule = \"{rule}\"");
        let framework = framework("", &[dimension("d", &keys, &criteria)]);
        let outcome = outcome(&framework, "a: 30, b: 50, c: 90");
        close(outcome.score("d"), expected);
        // The mean of one dimension is that dimension; of none, nothing.
        close(outcome.overall(), expected);
        // Criteria keep their scores, whatever is made of them.
        close(outcome.rating("a"), 0.3);
    }
}

#[test]
fn every_rule_works_on_dimensions() {
    for (rule, expected) in EXPECTED {
        let mean = "rule = \"weighted-mean\"";
        let framework = framework(
            &format!("rule = \"{rule}\""),
            &[
                dimension("x", &format!("weight = 3; {mean}"), &[("a", "")]),
                dimension("y", mean, &[("b", "")]),
                dimension("z", mean, &[("c", "")]),
            ],
        );
        let outcome = outcome(&framework, "a: 30, b: 50, c: 90");
        close(outcome.overall(), expected);
        close(outcome.score("x"), 0.3);
    }
}

/// A dimension has one criterion of its own, 0.9, and two parts: `x` with weight 3, which is the
/// mean of its criterion, 0.2, and of its own part, 0.4; and `y`, 0.5.
#[test]
fn every_rule_works_on_parts() {
    for (rule, expected) in EXPECTED {
        let mean = "rule = \"weighted-mean\"";
        let framework = framework(
            "",
            &[
                dimension("d", &format!("rule = \"{rule}\""), &[("own", "")]),
                dimension("x", &format!("parent = \"d\"; weight = 3; {mean}"), &[("a", "")]),
                dimension("xx", &format!("parent = \"x\"; {mean}"), &[("aa", "")]),
                dimension("y", &format!("parent = \"d\"; {mean}"), &[("b", "")]),
            ],
        );
        let outcome = outcome(&framework, "own: 90, a: 20, aa: 40, b: 50");
        close(outcome.score("xx"), 0.4);
        close(outcome.score("x"), 0.3);
        close(outcome.score("d"), expected);
        // Parts count through their whole, not beside it.
        close(outcome.overall(), expected);
    }
}

#[test]
fn a_dimension_without_a_rule_takes_the_frameworks() {
    for (rule, expected) in EXPECTED {
        let criteria = [("a", "weight = 3"), ("b", ""), ("c", "")];
        let framework = framework(&format!("rule = \"{rule}\""), &[dimension("d", "", &criteria)]);
        close(outcome(&framework, "a: 30, b: 50, c: 90").score("d"), expected);
    }
}

#[test]
fn the_rule_of_a_framework_without_one_is_the_weighted_mean() {
    let framework = framework("", &[dimension("d", "", &[("a", "weight = 3"), ("b", "")])]);
    // (3 × 1 + 0) / 4
    close(outcome(&framework, "a: 100, b: 0").overall(), 0.75);
}

#[test]
fn the_median_of_an_even_count_is_the_mean_of_the_two_in_the_middle() {
    let criteria = [("a", "weight = 1000"), ("b", ""), ("c", ""), ("d", "")];
    let framework = framework("", &[dimension("d", "rule = \"median\"", &criteria)]);
    // 0.1, 0.4, 0.5, 0.9: (0.4 + 0.5) / 2
    close(outcome(&framework, "a: 90, b: 10, c: 50, d: 40").overall(), 0.45);
}

#[test]
fn a_stage_is_reached_by_all_or_not_at_all() {
    let framework =
        framework("", &[dimension("d", "rule = \"staged\"", &[("a", ""), ("b", "weight = 9")])]);
    for (lowest, expected) in [(0, 0.0), (24, 0.0), (25, 0.25), (74, 0.5), (75, 0.75), (100, 1.0)] {
        close(outcome(&framework, &format!("a: {lowest}, b: 100")).overall(), expected);
    }
}

#[test]
fn a_part_that_refuses_a_number_is_left_out_of_its_whole() {
    let framework = framework(
        "",
        &[
            dimension("d", "", &[("own", "")]),
            dimension("x", "parent = \"d\"; rule = \"matrix\"; weight = 9", &[("a", "")]),
        ],
    );
    let outcome = outcome(&framework, "own: 60, a: 0");
    close(outcome.score("x"), None);
    close(outcome.score("d"), 0.6);
}

#[test]
fn a_dimension_can_be_made_of_parts_alone() {
    let framework = framework(
        "",
        &[
            dimension("d", "", &[]),
            dimension("x", "parent = \"d\"; weight = 3", &[("a", "")]),
            dimension("y", "parent = \"d\"", &[("b", "")]),
        ],
    );
    // (3 × 0.2 + 0.6) / 4
    close(outcome(&framework, "a: 20, b: 60").overall(), 0.3);
}

#[test]
fn a_dimension_of_which_nothing_is_rated_has_no_score_and_does_not_count() {
    let framework = framework(
        "",
        &[dimension("x", "weight = 9", &[("a", "")]), dimension("y", "", &[("b", "")])],
    );
    for nothing in ["", "a: { not_applicable: \"None here.\" }, "] {
        let outcome = outcome(&framework, &format!("{nothing}b: 60"));
        close(outcome.score("x"), None);
        close(outcome.overall(), 0.6);
    }
    // Nobody knows: that is zero. (9 × 0 + 0.6) / 10
    let outcome = outcome(&framework, "a: unknown, b: 60");
    close(outcome.score("x"), 0.0);
    close(outcome.overall(), 0.06);
}
