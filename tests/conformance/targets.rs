//! Targets, gaps, and what closing a gap would bring.

use crate::support::{close, dimension, framework, outcome, outcome_of};

/// Checks the target of a criterion of which everything that may set one does so, but for the
/// first `without` in the order of precedence.
#[track_caller]
fn check_criterion(without: usize, expected: f64) {
    let set = |place: usize, text: &'static str| if place < without { "" } else { text };
    let framework = framework(
        set(5, "target = 3"),
        &[dimension("d", set(4, "target = 2.5"), &[("a", set(3, "target = 2"))])],
    );
    let keys = format!("targets: {{ {} {} }}", set(1, "a: 1,"), set(2, "d: 1.5"));
    let answers = format!("a: {{ answer: 10{} }}", set(0, ", target: 0.5"));
    let outcome = outcome_of(&framework, &keys, &answers);
    let index = outcome.index("a");
    close(Some(outcome.gaps.criteria[index].target), expected);
    // The answer is 0.1, a value of 0.4.
    close(outcome.gaps.criteria[index].gap, expected - 0.4);
}

#[test]
fn a_criterions_target_is_the_first_of_six_sources() {
    for (without, expected) in
        [(0, 0.5), (1, 1.0), (2, 1.5), (3, 2.0), (4, 2.5), (5, 3.0), (6, 4.0)]
    {
        check_criterion(without, expected);
    }
}

/// The same for a dimension: neither answers nor criteria say where a dimension should be.
#[track_caller]
fn check_dimension(without: usize, expected: f64) {
    let set = |place: usize, text: &'static str| if place < without { "" } else { text };
    let framework = framework(
        set(2, "target = 3"),
        &[dimension("d", set(1, "target = 2.5"), &[("a", "target = 2")])],
    );
    let keys = format!("targets: {{ a: 1, {} }}", set(0, "d: 1.5"));
    let outcome = outcome_of(&framework, &keys, "a: { answer: 10, target: 0.5 }");
    let gap = outcome.gaps.dimensions[outcome.dimension_index("d")];
    close(gap.target, expected);
    close(gap.gap, expected - 0.4);
    close(outcome.gaps.overall.target, expected);
    close(outcome.gaps.overall.gap, expected - 0.4);
}

#[test]
fn a_dimensions_target_is_the_first_of_three_sources() {
    for (without, expected) in [(0, 1.5), (1, 2.5), (2, 3.0), (3, 4.0)] {
        check_dimension(without, expected);
    }
}

#[test]
fn a_target_for_a_dimension_is_not_one_for_its_parts() {
    let framework = framework(
        "target = 3",
        &[
            dimension("d", "target = 2", &[("own", "")]),
            dimension("part", "parent = \"d\"", &[("a", "")]),
        ],
    );
    let outcome = outcome_of(&framework, "targets: { d: 1 }", "own: 0, a: 0");
    close(outcome.gaps.dimensions[outcome.dimension_index("d")].target, 1.0);
    close(outcome.gaps.dimensions[outcome.dimension_index("part")].target, 3.0);
    close(Some(outcome.gaps.criteria[outcome.index("own")].target), 1.0);
    close(Some(outcome.gaps.criteria[outcome.index("a")].target), 3.0);
}

#[test]
fn the_overall_target_is_the_weighted_mean_over_scored_top_level_dimensions() {
    let framework = framework(
        "",
        &[
            dimension("x", "weight = 3; target = 2", &[("a", "")]),
            dimension("part", "parent = \"x\"; weight = 9; target = 0", &[("b", "")]),
            dimension("y", "target = 4", &[("c", "")]),
            dimension("unrated", "weight = 9; target = 1", &[("open", "")]),
        ],
    );
    let outcome = outcome(&framework, "a: 50, b: 50, c: 50");
    // (3 × 2 + 1 × 4) / (3 + 1)
    close(outcome.gaps.overall.target, 2.5);
    // The value is 0.5 × 4 = 2.
    close(outcome.gaps.overall.gap, 0.5);
}

#[test]
fn without_a_score_there_is_no_gap() {
    let framework = framework("", &[dimension("d", "target = 3", &[("open", "")])]);
    let outcome = outcome(&framework, "");
    assert_eq!((outcome.gaps.overall.target, outcome.gaps.overall.gap), (None, None));
    let gap = outcome.gaps.dimensions[0];
    assert_eq!((gap.target, gap.gap), (Some(3.0), None));
    let gap = outcome.gaps.criteria[0];
    assert_eq!((gap.gap, gap.uplift), (None, None));
    close(Some(gap.target), 3.0);
}

#[test]
fn a_gap_is_never_negative() {
    let framework = framework("target = 2", &[dimension("d", "", &[("a", "")])]);
    // Values 1, 2 and 3.
    for (answer, expected) in [(25, 1.0), (50, 0.0), (75, 0.0)] {
        let outcome = outcome(&framework, &format!("a: {answer}"));
        close(outcome.gaps.criteria[0].gap, expected);
        close(outcome.gaps.dimensions[0].gap, expected);
        close(outcome.gaps.overall.gap, expected);
        assert_eq!(outcome.actions.len(), usize::from(expected > 0.0));
    }
}

/// Under `zero`, the score of an unanswered criterion is 0, but its gap is still not known.
#[test]
fn an_unanswered_criterion_has_no_gap() {
    for policy in ["exclude", "zero", "refuse"] {
        let keys = format!("unanswered = \"{policy}\"");
        let framework = framework(&keys, &[dimension("d", "", &[("a", ""), ("open", "")])]);
        let outcome = outcome(&framework, "a: 50");
        let gap = outcome.gaps.criteria[outcome.index("open")];
        assert_eq!((gap.gap, gap.uplift), (None, None), "{policy}");
        assert_eq!(outcome.order(), ["a"], "{policy}");
    }
}

#[test]
fn an_unknown_has_the_whole_way_to_go() {
    let framework = framework("target = 3", &[dimension("d", "", &[("a", ""), ("b", "")])]);
    let outcome = outcome(&framework, "a: unknown, b: 100");
    let gap = outcome.gaps.criteria[outcome.index("a")];
    close(gap.gap, 3.0);
    // (0.75 + 1) / 2 − (0 + 1) / 2
    close(gap.uplift, 0.375);
}

#[test]
fn what_is_not_scored_has_no_gap() {
    let framework = framework("", &[dimension("d", "", &[("a", "scored = false"), ("b", "")])]);
    let outcome = outcome(&framework, "a: 0, b: 100");
    let gap = outcome.gaps.criteria[outcome.index("a")];
    assert_eq!((gap.gap, gap.uplift), (None, None));
    assert!(outcome.actions.is_empty());
}

/// Checks the uplift of `a`, at 0 with target 2, beside `b` at 0.75, both in a part of weight 1 of
/// a dimension of weight 3 that has a criterion of its own, at 0.25; and a dimension of weight 1 at
/// 0.5.
#[track_caller]
fn check_uplift(part: &str, a: &str, expected: f64) {
    let framework = framework(
        "",
        &[
            dimension("d", "weight = 3", &[("own", "")]),
            dimension("part", &format!("parent = \"d\"; {part}"), &[("a", a), ("b", "")]),
            dimension("e", "", &[("c", "")]),
        ],
    );
    let answers = "a: { answer: 0, target: 2 }, own: 25, b: 75, c: 50";
    let outcome = outcome_of(&framework, "", answers);
    close(outcome.gaps.criteria[outcome.index("a")].uplift, expected);
}

#[test]
fn uplift_is_what_the_whole_gains() {
    // The part rises from (0 + 0.75) / 2 = 0.375 to (0.5 + 0.75) / 2 = 0.625, by 0.25; the
    // dimension by 0.25 / 2; the whole by 3 / 4 of that.
    check_uplift("", "", 0.093_75);
    // The part rises from (3 × 0 + 0.75) / 4 to (3 × 0.5 + 0.75) / 4, by 0.375; so 0.375 × 3 / 8.
    check_uplift("", "weight = 3", 0.140_625);
    // The part rises from 0 to 0.5; so 0.5 × 3 / 8.
    check_uplift("rule = \"weakest-link\"", "", 0.1875);
    // The part rises from 0, held by the floor at 0.25, to 0.625, by 0.375; see above.
    check_uplift("", "floor = 1", 0.140_625);
    // The part rises from 0.375 to 0.5, where the floor still holds it: 0.125 × 3 / 8.
    check_uplift("", "floor = 3", 0.093_75);
}
