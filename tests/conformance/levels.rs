//! Levels: how each kind of answer becomes one, and when one is reached.

use crate::files::assess;
use crate::support::{Outcome, close, dimension, framework, outcome};

/// One criterion for each kind of scale, on levels 0 to 3.
pub(crate) const TINY: &str = include_str!("../fixtures/good/tiny.toml");

#[track_caller]
pub(crate) fn tiny(answers: &str) -> Outcome {
    let text = format!(
        "framework: framework.toml\norganisation: {{ name: Trust }}\nassessed_on: 2026-10-01\n\
         answers: {{ {answers} }}\n"
    );
    Outcome::new(assess(TINY, "answers.yaml", &text))
}

/// Checks the score of one answer on the framework with every kind of scale.
#[track_caller]
fn check(criterion: &str, answer: &str, expected: f64) {
    let outcome = tiny(&format!("{criterion}: {answer}"));
    close(outcome.rating(criterion), expected);
}

#[test]
fn a_level_is_as_far_up_as_it_stands() {
    for (level, score) in [(0, 0.0), (1, 1.0 / 3.0), (2, 2.0 / 3.0), (3, 1.0)] {
        check("level-question", &level.to_string(), score);
    }
}

#[test]
fn levels_need_not_start_at_zero() {
    for (lowest, level, score) in
        [(-1, -1, 0.0), (-1, 0, 0.25), (-1, 3, 1.0), (1, 1, 0.0), (1, 2, 0.25), (1, 5, 1.0)]
    {
        let mut framework = "[framework]\nid = \"f\"\nversion = \"1.0.0\"\ntitle = \"F\"\n\
            [[framework.source]]\ntitle = \"T\"\n[scale.level]\nkind = \"level\"\n\
            [[dimension]]\nid = \"d\"\ntitle = \"D\"\n[[dimension.criterion]]\nid = \"a\"\n\
            question = \"A?\"\nscale = \"level\"\n"
            .to_owned();
        for number in lowest..lowest + 5 {
            framework += &format!("[[level]]\nlevel = {number}\nlabel = \"L\"\n");
        }
        let answers = format!(
            "{{\"framework\": \"framework.toml\", \"organisation\": {{\"name\": \"Trust\"}}, \
             \"assessed_on\": \"2026-10-01\", \"answers\": {{\"a\": {level}}}}}"
        );
        let outcome = Outcome::new(assess(&framework, "answers.json", &answers));
        close(outcome.overall(), score);
        let value = outcome.card.overall.map(|it| outcome.assessment.framework.levels.value_of(it));
        close(value, f64::from(level));
    }
}

#[test]
fn a_choice_scores_its_points() {
    check("choice-question", "disagree", 0.0);
    check("choice-question", "neither", 0.5);
    check("choice-question", "agree", 1.0);
}

#[test]
fn a_band_starts_at_its_from() {
    for (number, score) in
        [("0", 0.0), ("49.999", 0.0), ("50", 0.5), ("89.999", 0.5), ("90", 1.0), ("100", 1.0)]
    {
        check("bands-question", number, score);
    }
}

/// The line falls from 60, the worst, to 10, the best: (answer − 60) / (10 − 60).
#[test]
fn a_line_is_held_within_its_ends() {
    for (number, score) in
        [("100", 0.0), ("60", 0.0), ("47.5", 0.25), ("35", 0.5), ("10", 1.0), ("0", 1.0)]
    {
        check("line-question", number, score);
    }
}

#[test]
fn a_missed_element_caps_a_checklist_whatever_stands_above_it() {
    let check = |elements: &str, level: f64| {
        check("checklist-question", &format!("[{elements}]"), level / 3.0);
    };
    check("", 0.0);
    check("survey-planned", 1.0);
    check("survey-planned, survey-done", 2.0);
    check("survey-planned, survey-done, faults-repaired", 3.0);
    // A missed lower element counts more than any number of higher ones.
    check("survey-done", 0.0);
    check("faults-repaired, survey-done", 0.0);
    check("survey-planned, faults-repaired", 1.0);
}

/// Two elements at level 2, none at levels 1 and 3, one at level 4, on levels 0 to 4.
#[test]
fn a_level_without_elements_is_reached_with_the_one_below() {
    let element = |id: &str, level: i32| {
        format!(
            "[[dimension.criterion.element]]\nid = \"{id}\"\nlevel = {level}\nstatement = \"S\"\n"
        )
    };
    let text = dimension("d", "", &[("a", "scale = \"list\"")])
        + &element("x", 2)
        + &element("y", 2)
        + &element("z", 4)
        + "[scale.list]\nkind = \"checklist\"\n";
    let framework = framework("", &[text]);
    for (met, level) in [("", 1.0), ("x", 1.0), ("y, z", 1.0), ("x, y", 3.0), ("x, y, z", 4.0)] {
        let outcome = outcome(&framework, &format!("a: [{met}]"));
        close(outcome.overall(), level / 4.0);
    }
}

/// Checks which of the levels 0 to 4 an answer from 0 to 100 reaches.
#[track_caller]
fn check_reached(answer: &str, expected: i32) {
    let criteria = [("a", "")];
    let framework = framework("", &[dimension("d", "", &criteria)]);
    let outcome = outcome(&framework, &format!("a: {answer}"));
    let levels = &outcome.assessment.framework.levels;
    let value = levels.value_of(outcome.card.overall.expect("it is answered"));
    assert_eq!(levels.reached(value).number, expected, "a value of {value}");
}

/// A value is 4 / 100 of the answer.
#[test]
fn a_level_is_reached_within_a_billionth() {
    check_reached("0", 0);
    check_reached("24.9", 0);
    check_reached("25", 1);
    check_reached("99.9", 3);
    check_reached("100", 4);
    // Short of level 3 by 4 × 10⁻¹⁰, and by 4 × 10⁻⁹.
    check_reached("74.99999999", 3);
    check_reached("74.9999999", 2);
}
