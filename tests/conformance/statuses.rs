//! Five things that are not the same, and none of them is zero.

use stocktake::model::Status;
use stocktake::score::Coverage;

use crate::support::{Outcome, close, dimension, framework, outcome_of};

/// A criterion for everybody, one for acute care, one for two settings, one that is only shown.
fn five_statuses(settings: &str, answers: &str) -> Outcome {
    let criteria = [
        ("all", ""),
        ("acute-only", "settings = [\"acute\"]"),
        ("two", "settings = [\"acute\", \"community\"]"),
        ("shown", "scored = false"),
    ];
    let framework = framework("", &[dimension("d", "", &criteria)]);
    let keys = format!("organisation: {{ name: Trust, {settings} }}");
    outcome_of(&framework, &keys, answers)
}

#[track_caller]
fn check(settings: &str, answers: &str, expected: [Status; 4]) {
    let outcome = five_statuses(settings, answers);
    let found: Vec<Status> = outcome.card.criteria.iter().map(|it| it.status).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_criterion_is_out_of_scope_if_both_name_settings_and_share_none() {
    use Status::{Answered, OutOfScope, Unanswered};
    let answers = "all: 10, two: 10";
    check("settings: [acute]", answers, [Answered, Unanswered, Answered, Unanswered]);
    check("settings: [community]", answers, [Answered, OutOfScope, Answered, Unanswered]);
    check("settings: [ambulance]", answers, [Answered, OutOfScope, OutOfScope, Unanswered]);
    check("settings: [ambulance, acute]", answers, [Answered, Unanswered, Answered, Unanswered]);
    check("settings: []", answers, [Answered, Unanswered, Answered, Unanswered]);
    check("", answers, [Answered, Unanswered, Answered, Unanswered]);
}

#[test]
fn out_of_scope_beats_every_answer() {
    for answer in ["80", "unknown", "{ not_applicable: \"None here.\" }"] {
        let outcome = five_statuses("settings: [ambulance]", &format!("all: 40, two: {answer}"));
        assert_eq!(outcome.criterion("two").status, Status::OutOfScope, "{answer}");
        assert_eq!(outcome.criterion("two").score, None, "{answer}");
        close(outcome.overall(), 0.4);
        assert_eq!(outcome.gaps.criteria[outcome.index("two")].gap, None);
        assert_eq!(outcome.order(), ["all"]);
    }
}

#[test]
fn unknown_scores_zero_and_not_applicable_does_not_count() {
    let outcome = five_statuses("", "all: 40, two: unknown");
    assert_eq!(outcome.criterion("two").status, Status::Unknown);
    // (0.4 + 0) / 2
    close(outcome.overall(), 0.2);
    let outcome = five_statuses("", "all: 40, two: { not_applicable: \"None here.\" }");
    assert_eq!(outcome.criterion("two").status, Status::NotApplicable);
    close(outcome.overall(), 0.4);
}

#[test]
fn the_long_form_of_an_answer_is_the_same_answer() {
    let outcome = five_statuses("", "all: { answer: 40 }, two: { answer: unknown, note: Soon. }");
    assert_eq!(outcome.criterion("all").status, Status::Answered);
    assert_eq!(outcome.criterion("two").status, Status::Unknown);
    close(outcome.overall(), 0.2);
}

#[test]
fn coverage_counts_scored_and_unscored_criteria_alike() {
    let coverage = |settings, answers| five_statuses(settings, answers).card.coverage;
    assert_eq!(
        coverage("settings: [community]", "shown: 5, two: unknown, acute-only: 3"),
        Coverage {
            criteria: 4,
            in_scope: 3,
            answered: 1,
            unknown: 1,
            not_applicable: 0,
            out_of_scope: 1,
            unanswered: 1,
        }
    );
    assert_eq!(
        coverage("", "all: { not_applicable: \"None here.\" }"),
        Coverage {
            criteria: 4,
            in_scope: 4,
            answered: 0,
            unknown: 0,
            not_applicable: 1,
            out_of_scope: 0,
            unanswered: 3,
        }
    );
}
