//! What an unanswered criterion does, and what the score can still become.

use crate::support::{bounds, close, dimension, framework, outcome, outcome_of};

/// What is expected of a dimension, of its part, and of the whole.
struct Expected {
    whole: Option<f64>,
    dimension: Option<f64>,
    part: Option<f64>,
}

/// A dimension `d` with a criterion at 1 and a part; the part has a criterion at 0.5 and one that
/// is unanswered. Beside them, a dimension `e` at 0.25.
#[track_caller]
fn check(policy: &str, expected: &Expected) {
    let keys = format!("unanswered = \"{policy}\"");
    let framework = framework(
        &keys,
        &[
            dimension("d", "", &[("own", "")]),
            dimension("part", "parent = \"d\"", &[("a", ""), ("open", "")]),
            dimension("e", "", &[("b", "")]),
        ],
    );
    let outcome = outcome(&framework, "own: 100, a: 50, b: 25");
    close(outcome.score("part"), expected.part);
    close(outcome.score("d"), expected.dimension);
    close(outcome.overall(), expected.whole);
    // Nothing is unanswered in here, so no policy matters.
    close(outcome.score("e"), 0.25);
    bounds(outcome.dimension("e").bounds, 0.25, 0.25);
    // Bounds do not depend on the policy. The part: (0.5 + 0) / 2 and (0.5 + 1) / 2.
    bounds(outcome.dimension("part").bounds, 0.25, 0.75);
    // (1 + 0.25) / 2 and (1 + 0.75) / 2
    bounds(outcome.dimension("d").bounds, 0.625, 0.875);
    // (0.625 + 0.25) / 2 and (0.875 + 0.25) / 2
    bounds(outcome.card.bounds, 0.4375, 0.5625);
}

/// The part is 0.5; (1 + 0.5) / 2 = 0.75; (0.75 + 0.25) / 2 = 0.5.
#[test]
fn excluded_means_left_out() {
    check("exclude", &Expected { part: Some(0.5), dimension: Some(0.75), whole: Some(0.5) });
}

/// The part is (0.5 + 0) / 2 = 0.25; (1 + 0.25) / 2 = 0.625; (0.625 + 0.25) / 2 = 0.4375.
#[test]
fn zero_means_the_lowest_level() {
    check("zero", &Expected { part: Some(0.25), dimension: Some(0.625), whole: Some(0.4375) });
}

#[test]
fn refused_means_no_score_up_to_the_top() {
    check("refuse", &Expected { part: None, dimension: None, whole: None });
}

#[test]
fn a_framework_that_does_not_say_leaves_unanswered_criteria_out() {
    let framework = framework("", &[dimension("d", "", &[("a", ""), ("open", "")])]);
    let outcome = outcome(&framework, "a: 50");
    close(outcome.overall(), 0.5);
    assert_eq!(outcome.criterion("open").score, None);
}

#[test]
fn an_unanswered_criterion_is_rated_only_where_it_counts_as_zero() {
    for (policy, expected) in [("exclude", None), ("zero", Some(0.0)), ("refuse", None)] {
        let keys = format!("unanswered = \"{policy}\"");
        let framework = framework(&keys, &[dimension("d", "", &[("open", "")])]);
        let outcome = outcome(&framework, "");
        assert_eq!(outcome.rating("open"), expected, "{policy}");
        assert_eq!(outcome.overall(), expected, "{policy}");
        bounds(outcome.card.bounds, 0.0, 1.0);
    }
}

/// Only what is scored, in scope and unanswered stands in the way of a score.
#[test]
fn what_does_not_count_refuses_nothing() {
    let criteria = [
        ("a", ""),
        ("shown-only", "scored = false"),
        ("elsewhere", "settings = [\"ambulance\"]"),
        ("never", ""),
        ("unclear", ""),
    ];
    let framework = framework("unanswered = \"refuse\"", &[dimension("d", "", &criteria)]);
    let outcome = outcome_of(
        &framework,
        "organisation: { name: Trust, settings: [acute] }",
        "a: 50, never: { not_applicable: \"We have none.\" }, unclear: unknown",
    );
    // (0.5 + 0) / 2: nobody knows, and that is zero.
    close(outcome.overall(), 0.25);
    bounds(outcome.card.bounds, 0.25, 0.25);
}

#[test]
fn a_sibling_of_a_refused_dimension_keeps_its_score() {
    let framework = framework(
        "unanswered = \"refuse\"",
        &[
            dimension("d", "", &[("own", "")]),
            dimension("x", "parent = \"d\"", &[("a", "")]),
            dimension("y", "parent = \"d\"", &[("open", "")]),
        ],
    );
    let outcome = outcome(&framework, "own: 100, a: 50");
    close(outcome.score("x"), 0.5);
    close(outcome.score("y"), None);
    close(outcome.score("d"), None);
    close(outcome.overall(), None);
}

/// Two criteria at 0.5 and 0.9, one unanswered.
#[test]
fn bounds_follow_the_rule() {
    for (rule, low, high) in [
        // 1.4 / 3 and 2.4 / 3
        ("weighted-mean", 1.4 / 3.0, 0.8),
        // 0, 0.5, 0.9 and 0.5, 0.9, 1
        ("median", 0.5, 0.9),
        ("weakest-link", 0.0, 0.5),
        // The values are 2 and 3.6.
        ("staged", 0.0, 0.5),
    ] {
        let keys = format!("rule = \"{rule}\"");
        let criteria = [("a", ""), ("b", ""), ("open", "")];
        let framework = framework("", &[dimension("d", &keys, &criteria)]);
        let outcome = outcome(&framework, "a: 50, b: 90");
        bounds(outcome.dimension("d").bounds, low, high);
        bounds(outcome.card.bounds, low, high);
    }
}

#[test]
fn a_matrix_has_no_bounds() {
    let framework = framework("rule = \"matrix\"", &[dimension("d", "", &[("a", ""), ("b", "")])]);
    let outcome = outcome(&framework, "a: 50");
    assert_eq!((outcome.card.bounds.low, outcome.card.bounds.high), (None, None));
}

/// A dimension that nobody started has no score yet, but it can still count.
#[test]
fn bounds_include_dimensions_without_a_score() {
    let framework = framework(
        "",
        &[dimension("x", "weight = 3", &[("open", "")]), dimension("y", "", &[("a", "")])],
    );
    let outcome = outcome(&framework, "a: 60");
    close(outcome.overall(), 0.6);
    // (3 × 0 + 0.6) / 4 and (3 × 1 + 0.6) / 4
    bounds(outcome.card.bounds, 0.15, 0.9);
}

#[test]
fn unscored_questions_leave_no_room_between_bounds() {
    let framework = framework("", &[dimension("d", "", &[("a", ""), ("open", "scored = false")])]);
    bounds(outcome(&framework, "a: 60").card.bounds, 0.6, 0.6);
}
