//! What to do first, and what that is.

use stocktake::model::Effort;

use crate::levels::tiny;
use crate::support::{Outcome, bounds, close, dimension, framework, outcome, outcome_of};

fn uplift(outcome: &Outcome, criterion: &str) -> Option<f64> {
    outcome.gaps.criteria[outcome.index(criterion)].uplift
}

fn rise(outcome: &Outcome, criterion: &str) -> Option<f64> {
    outcome.gaps.criteria[outcome.index(criterion)].rise
}

/// The example that `docs/method.md` works out step by step.
#[test]
fn the_worked_example_comes_out_as_written() {
    let on_levels = "scale = \"level\"";
    let framework = framework(
        "target = 3",
        &[
            dimension(
                "user-needs",
                "",
                &[
                    ("user-research", "scale = \"level\"; weight = 3"),
                    ("user-contact", on_levels),
                    ("inclusion", on_levels),
                ],
            ),
            dimension(
                "suppliers",
                "",
                &[("supplier-exit", "scale = \"level\"; floor = 2"), ("contracts", on_levels)],
            ),
        ],
    );
    let outcome =
        outcome(&framework, "user-research: 3, user-contact: 1, supplier-exit: 1, contracts: 4");
    close(outcome.score("user-needs"), 0.625);
    bounds(outcome.dimension("user-needs").bounds, 0.5, 0.7);
    close(outcome.score("suppliers"), 0.5);
    close(outcome.without_floors("suppliers"), 0.625);
    close(outcome.overall(), 0.5625);
    bounds(outcome.card.bounds, 0.5, 0.6);
    close(outcome.gaps.overall.target, 3.0);
    close(outcome.gaps.overall.gap, 0.75);
    close(outcome.gaps.dimensions[0].gap, 0.5);
    close(outcome.gaps.dimensions[1].gap, 1.0);
    assert_eq!(outcome.order(), ["supplier-exit", "user-contact"]);
    close(uplift(&outcome, "supplier-exit"), 0.1875);
    close(uplift(&outcome, "user-contact"), 0.0625);
}

#[test]
fn what_is_below_its_floor_comes_before_any_uplift() {
    let framework = framework(
        "",
        &[
            dimension("x", "weight = 9", &[("large", "")]),
            dimension("y", "", &[("small", "floor = 3; target = 3"), ("b", "")]),
        ],
    );
    let outcome = outcome(&framework, "large: 0, small: 74, b: 100");
    assert!(uplift(&outcome, "large") > uplift(&outcome, "small"));
    assert_eq!(outcome.order(), ["small", "large"]);
    assert!(outcome.actions[0].below_floor);
    assert!(!outcome.actions[1].below_floor);
}

/// Both are below their floors, so the uplift decides between them.
#[test]
fn among_those_below_their_floor_the_larger_uplift_comes_first() {
    let framework = framework(
        "",
        &[
            dimension("x", "", &[("small", "floor = 3")]),
            dimension("y", "weight = 2", &[("large", "floor = 1")]),
        ],
    );
    assert_eq!(outcome(&framework, "small: 0, large: 0").order(), ["large", "small"]);
}

/// The rise, the gap by weight and the order of the framework would all have it the other way.
#[test]
fn the_larger_uplift_comes_first() {
    let framework = framework(
        "",
        &[
            dimension("x", "", &[("small", "weight = 9")]),
            dimension("y", "weight = 3", &[("large", "")]),
        ],
    );
    let outcome = outcome(&framework, "small: 0, large: 50");
    // 1 × 1 / 4 and 0.5 × 3 / 4
    close(uplift(&outcome, "small"), 0.25);
    close(uplift(&outcome, "large"), 0.375);
    assert!(rise(&outcome, "small") > rise(&outcome, "large"));
    assert_eq!(outcome.order(), ["large", "small"]);
}

/// The gap by weight and the order of the framework would both have it the other way.
#[test]
fn with_the_same_uplift_the_larger_rise_of_the_dimension_comes_first() {
    let framework = framework(
        "",
        &[
            dimension("x", "weight = 2", &[("heavy", "weight = 9")]),
            dimension("y", "", &[("steep", "")]),
        ],
    );
    let outcome = outcome(&framework, "heavy: 50, steep: 0");
    // 0.5 × 2 / 3 and 1 × 1 / 3
    close(uplift(&outcome, "heavy"), 1.0 / 3.0);
    close(uplift(&outcome, "steep"), 1.0 / 3.0);
    close(rise(&outcome, "heavy"), 0.5);
    close(rise(&outcome, "steep"), 1.0);
    assert_eq!(outcome.order(), ["steep", "heavy"]);
}

/// Two of them at the bottom: to raise one alone brings a weakest link nothing.
#[test]
fn with_the_same_rise_the_larger_gap_by_weight_comes_first() {
    let criteria = [("a", ""), ("b", "weight = 3; target = 2"), ("c", "weight = 2; target = 2")];
    let framework = framework("", &[dimension("d", "rule = \"weakest-link\"", &criteria)]);
    let outcome = outcome(&framework, "a: 0, b: 0, c: 0");
    for id in ["a", "b", "c"] {
        close(uplift(&outcome, id), 0.0);
        close(rise(&outcome, id), 0.0);
    }
    // 4 × 1, 2 × 3 and 2 × 2
    assert_eq!(outcome.order(), ["b", "a", "c"]);
}

#[test]
fn what_is_alike_stays_in_the_order_of_the_framework() {
    let criteria = [("z", ""), ("a", ""), ("m", "")];
    let framework = framework(
        "",
        &[dimension("second", "", &criteria), dimension("first", "", &[("b", ""), ("y", "")])],
    );
    let outcome = outcome(&framework, "y: 0, b: 0, m: 0, a: 0, z: 0");
    // In `first`, one of two criteria is worth more than one of three.
    assert_eq!(outcome.order(), ["b", "y", "z", "a", "m"]);
}

/// Both raise the whole by 0.25 / 256, but floats add up to a little less for the first: the sums
/// run in another order.
#[test]
fn rounding_does_not_decide_what_comes_first() {
    let framework = framework(
        "",
        &[
            dimension("w", "", &[("first", "target = 1")]),
            dimension("x", "weight = 171", &[("b", "target = 0")]),
            dimension("y", "weight = 83", &[("c", "target = 0")]),
            dimension("z", "", &[("last", "target = 1")]),
        ],
    );
    let outcome = outcome(&framework, "first: 0, b: 68, c: 14, last: 0");
    close(uplift(&outcome, "first"), 0.25 / 256.0);
    close(uplift(&outcome, "last"), 0.25 / 256.0);
    assert_eq!(outcome.order(), ["first", "last"]);
}

/// There is no uplift where there is no overall score; the dimensions still rise.
#[test]
fn a_matrix_has_an_order_too() {
    let mean = "rule = \"weighted-mean\"";
    let framework = framework(
        "rule = \"matrix\"",
        &[
            dimension("x", mean, &[("a", ""), ("b", "weight = 3")]),
            dimension("y", "", &[("c", "weight = 9")]),
        ],
    );
    let outcome = outcome(&framework, "a: 0, b: 50, c: 0");
    assert_eq!(uplift(&outcome, "a"), None);
    // 1 / 4 and 3 × 0.5 / 4; nothing is known of the third.
    close(rise(&outcome, "a"), 0.25);
    close(rise(&outcome, "b"), 0.375);
    assert_eq!(rise(&outcome, "c"), None);
    assert_eq!(outcome.order(), ["b", "a", "c"]);
}

#[test]
fn a_met_target_is_no_action_unless_the_floor_is_not_met() {
    let framework = framework(
        "",
        &[dimension("d", "", &[("a", "target = 1"), ("b", "target = 1; floor = 3"), ("c", "")])],
    );
    let outcome = outcome(&framework, "a: 50, b: 50, c: 100");
    assert_eq!(outcome.order(), ["b"]);
    close(outcome.actions[0].gap, 0.0);
    close(outcome.actions[0].uplift, 0.0);
}

#[test]
fn an_action_has_the_owner_and_the_date_of_its_answer() {
    let framework = framework("", &[dimension("d", "", &[("a", "")])]);
    let answers = "a: { answer: 0, owner: Chief nurse, due: 2027-03-31 }";
    let outcome = outcome_of(&framework, "", answers);
    assert_eq!(outcome.actions[0].owner.as_deref(), Some("Chief nurse"));
    assert_eq!(outcome.actions[0].due.map(|it| it.to_string()).as_deref(), Some("2027-03-31"));
}

/// Checks what the step of one answer has to say, on the framework with every kind of scale.
#[track_caller]
fn check_step(criterion: &str, answer: &str, words: &[&str]) {
    let outcome = tiny(&format!("{criterion}: {answer}"));
    assert_eq!(outcome.order(), [criterion]);
    for word in words {
        assert!(
            outcome.actions[0].step.text.contains(word),
            "{word}: {}",
            outcome.actions[0].step.text
        );
    }
}

#[test]
fn the_step_of_a_level_is_the_text_for_the_next_one() {
    check_step("level-question", "0", &["Let one team watch one user for an hour."]);
    check_step("level-question", "1", &["Book one session with users for each team."]);
    check_step("level-question", "2", &["Report the number of sessions to the board."]);
    check_step("level-question", "unknown", &["Let one team watch one user for an hour."]);
}

#[test]
fn the_step_of_a_checklist_is_what_is_missing_for_the_next_level() {
    check_step("checklist-question", "[]", &["A survey has a date and an owner"]);
    check_step("checklist-question", "[survey-done]", &["A survey has a date and an owner"]);
    check_step("checklist-question", "[survey-planned]", &["Every care area was surveyed"]);
    let outcome = tiny("checklist-question: [survey-planned, faults-repaired]");
    assert!(outcome.actions[0].step.text.contains("Every care area was surveyed"));
    assert!(!outcome.actions[0].step.text.contains("Every fault"), "it is met");
    check_step("checklist-question", "[survey-planned, survey-done]", &["Every fault that"]);
}

#[test]
fn the_step_of_a_number_is_the_next_band_or_the_target() {
    check_step("bands-question", "0", &["50 % of records"]);
    check_step("bands-question", "49.9", &["from 49.9", "50 % of records"]);
    check_step("bands-question", "50", &["90 % of records"]);
    // The target is the highest level: 10 %, the best end of the line.
    check_step("line-question", "60", &["at most 10 % of staff"]);
    // Level 1.5 of 3 is half of the way from 60 to 10.
    check_step("line-question", "{ answer: 60, target: 1.5 }", &["at most 35 % of staff"]);
}

#[test]
fn the_step_of_a_choice_is_the_next_option() {
    check_step("choice-question", "disagree", &["“Neither agree nor disagree”"]);
    check_step("choice-question", "neither", &["“Agree”"]);
}

#[test]
fn the_effort_is_that_of_the_next_level() {
    for (level, effort) in [(0, "low"), (1, "medium"), (2, "low")] {
        let outcome = tiny(&format!("level-question: {level}"));
        assert_eq!(outcome.actions[0].effort.map(Effort::name), Some(effort));
    }
    assert_eq!(tiny("choice-question: neither").actions[0].effort, None);
}

/// Checks the number that the step of an answer on a rising line from 0 to 100 leads to.
#[track_caller]
fn check_goal(keys: &str, answer: &str, least: f64) {
    let framework = framework("", &[dimension("d", "", &[("a", keys)])]);
    let step = &outcome(&framework, &format!("a: {answer}")).actions[0].step.text;
    let goal = step.split("at least ").nth(1).and_then(|it| it.split(' ').next()?.parse().ok());
    let goal: f64 = goal.expect("the step names a number");
    assert!(goal >= least, "{step} It takes {least}.");
}

/// A target of level 1 is at 25, but the floor of level 3 is at 75.
#[test]
fn a_step_does_not_lead_below_the_floor() {
    check_goal("floor = 3; target = 1", "50", 75.0);
}

#[test]
fn a_step_does_not_stop_short_of_the_target() {
    // 1.3333 / 4 of 100 is 33.3325, and 0.5001 / 4 is 12.5025.
    check_goal("target = 1.3333", "0", 33.3325);
    check_goal("target = 0.5001", "12.5", 12.5025);
}
