//! Floors: levels that nothing else may make up for.

use crate::support::{bounds, close, dimension, framework, outcome};

/// Checks a dimension whose criteria `a` and `b` have floors of 2 and 1, and whose `c` has none.
#[track_caller]
fn check(answers: &str, score: f64, without_floors: f64, held_by: &[&str]) {
    let criteria = [("a", "floor = 2"), ("b", "floor = 1"), ("c", "")];
    let framework = framework("", &[dimension("d", "", &criteria)]);
    let outcome = outcome(&framework, answers);
    close(outcome.score("d"), score);
    close(outcome.without_floors("d"), without_floors);
    assert_eq!(outcome.held_by("d"), held_by);
    // A floor acts on its dimension, and through it on the whole.
    close(outcome.overall(), score);
    for id in ["a", "b", "c"] {
        assert_eq!(outcome.criterion(id).below_floor, held_by.contains(&id), "{id}");
    }
}

/// Levels 0 to 4, so the floors are scores of 0.5 and 0.25.
#[test]
fn a_dimension_is_held_at_the_score_of_the_floor() {
    // (0.4 + 1 + 1) / 3 = 0.8
    check("a: 40, b: 100, c: 100", 0.5, 0.8, &["a"]);
    // (1 + 0.2 + 0.6) / 3 = 0.6
    check("a: 100, b: 20, c: 60", 0.25, 0.6, &["b"]);
}

#[test]
fn the_lower_of_two_floors_holds() {
    // (0.4 + 0.2 + 0.9) / 3 = 0.5
    check("a: 40, b: 20, c: 90", 0.25, 0.5, &["a", "b"]);
}

#[test]
fn a_floor_lifts_nothing() {
    // (0.4 + 0.5 + 0) / 3 = 0.3, which is below the floor of 0.5 as it is.
    check("a: 40, b: 50, c: 0", 0.3, 0.3, &["a"]);
}

#[test]
fn a_criterion_at_its_floor_holds_nothing() {
    // (0.5 + 0.25 + 0.9) / 3 = 0.55
    check("a: 50, b: 25, c: 90", 0.55, 0.55, &[]);
    // (0.49 + 0.25 + 0.91) / 3 = 0.55
    check("a: 49, b: 25, c: 91", 0.5, 0.55, &["a"]);
}

#[test]
fn an_unknown_is_below_every_floor_above_the_lowest_level() {
    // (0 + 0.5 + 1) / 3 = 0.5
    check("b: unknown, a: 50, c: 100", 0.25, 0.5, &["b"]);
}

#[test]
fn what_is_not_rated_holds_nothing() {
    // Unanswered: (0.5 + 1) / 2
    check("b: 50, c: 100", 0.75, 0.75, &[]);
    check("a: { not_applicable: \"None here.\" }, b: 50, c: 100", 0.75, 0.75, &[]);
}

#[test]
fn an_unscored_criterion_holds_nothing() {
    let criteria = [("a", "floor = 4; scored = false"), ("b", "")];
    let framework = framework("", &[dimension("d", "", &criteria)]);
    let outcome = outcome(&framework, "a: 0, b: 80");
    close(outcome.score("d"), 0.8);
    assert!(outcome.held_by("d").is_empty());
    assert!(!outcome.criterion("a").below_floor);
}

#[test]
fn an_unanswered_criterion_that_counts_as_zero_is_below_its_floor() {
    let criteria = [("open", "floor = 1"), ("b", "")];
    let framework = framework("unanswered = \"zero\"", &[dimension("d", "", &criteria)]);
    let outcome = outcome(&framework, "b: 100");
    close(outcome.score("d"), 0.25);
    // (0 + 1) / 2
    close(outcome.without_floors("d"), 0.5);
    assert_eq!(outcome.held_by("d"), ["open"]);
    bounds(outcome.card.bounds, 0.25, 1.0);
}

/// If the open question is at 0, it holds the dimension; if it is at 1, it does not.
#[test]
fn floors_count_in_bounds() {
    let criteria = [("open", "floor = 2"), ("b", ""), ("c", "")];
    let framework = framework("", &[dimension("d", "", &criteria)]);
    let outcome = outcome(&framework, "b: 100, c: 100");
    close(outcome.score("d"), 1.0);
    // (0 + 1 + 1) / 3 = 0.67, held at 0.5
    bounds(outcome.dimension("d").bounds, 0.5, 1.0);
    bounds(outcome.card.bounds, 0.5, 1.0);
}

#[test]
fn a_part_that_is_held_counts_as_held_in_its_whole() {
    let framework = framework(
        "",
        &[
            dimension("d", "", &[("own", "")]),
            dimension("part", "parent = \"d\"", &[("a", "floor = 1"), ("b", "")]),
        ],
    );
    let outcome = outcome(&framework, "own: 75, a: 0, b: 100");
    close(outcome.score("part"), 0.25);
    close(outcome.without_floors("part"), 0.5);
    // (0.75 + 0.25) / 2. Its own criteria have no floor, so nothing is different without.
    close(outcome.score("d"), 0.5);
    close(outcome.without_floors("d"), 0.5);
    assert!(outcome.held_by("d").is_empty());
}

#[test]
fn floors_work_under_every_rule() {
    for (rule, without) in
        // 0.25, 0.75, 0.9 on levels 0 to 4
        [
            ("weighted-mean", 1.9 / 3.0),
            ("median", 0.75),
            ("weakest-link", 0.25),
            ("staged", 0.25),
        ]
    {
        let keys = format!("rule = \"{rule}\"");
        let criteria = [("a", "floor = 2"), ("b", ""), ("c", "")];
        let framework = framework("", &[dimension("d", &keys, &criteria)]);
        let outcome = outcome(&framework, "a: 25, b: 75, c: 90");
        close(outcome.score("d"), f64::min(without, 0.5));
        close(outcome.without_floors("d"), without);
        assert_eq!(outcome.held_by("d"), ["a"]);
    }
}

/// There is no score to hold, but there is something to do.
#[test]
fn a_matrix_names_what_is_below_its_floor() {
    let framework = framework("rule = \"matrix\"", &[dimension("d", "", &[("a", "floor = 2")])]);
    let outcome = outcome(&framework, "a: 0");
    close(outcome.score("d"), None);
    assert_eq!(outcome.held_by("d"), ["a"]);
    assert!(outcome.actions[0].below_floor);
}
