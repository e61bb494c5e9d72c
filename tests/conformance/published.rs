//! Figures that others published.

use stocktake::wording;

use crate::files::assess;
use crate::support::{Outcome, close, dimension, framework, outcome};

/// The answer scales of the national assessment of 2015/16.
///
/// Source: NHS England, *Digital Maturity Assessment 2015/2016*,
/// <https://data.england.nhs.uk/dataset/digital-maturity-assessment-2015-2016>.
const SCALES: &str = r#"
[framework]
id = "framework"
version = "1.0.0"
title = "Answer scales of 2015/16"

[[framework.source]]
title = "Digital Maturity Assessment 2015/2016"

[[level]]
level = 0
label = "Nothing"

[[level]]
level = 1
label = "Everything"

[scale.agreement]
kind = "choice"
options = [
  { id = "strongly-disagree", label = "Strongly disagree", points = 0 },
  { id = "disagree", label = "Disagree", points = 25 },
  { id = "neither", label = "Neither agree nor disagree", points = 50 },
  { id = "agree", label = "Agree", points = 75 },
  { id = "strongly-agree", label = "Strongly agree", points = 100 },
]

[scale.coverage]
kind = "number"
unit = "%"
range = [0, 100]
bands = [
  { from = 0, points = 0 },
  { from = 1, points = 20 },
  { from = 21, points = 40 },
  { from = 41, points = 60 },
  { from = 61, points = 80 },
  { from = 81, points = 100 },
]

[scale.structure]
kind = "choice"
options = [
  { id = "unstructured", label = "Unstructured", points = 0 },
  { id = "semi-structured", label = "Semi-structured", points = 50 },
  { id = "fully-structured", label = "Fully structured", points = 100 },
]

[scale.nhs-number]
kind = "number"
unit = "% of records"
range = [0, 100]
bands = [
  { from = 0, points = 0 },
  { from = 51, points = 17 },
  { from = 76, points = 35 },
  { from = 81, points = 52 },
  { from = 86, points = 70 },
  { from = 91, points = 87 },
  { from = 96, points = 100 },
]

[[dimension]]
id = "all"
title = "All"
criterion = [
  { id = "agreement", question = "Do you agree?", scale = "agreement" },
  { id = "coverage", question = "How many?", scale = "coverage" },
  { id = "structure", question = "How structured?", scale = "structure" },
  { id = "nhs-number", question = "How many records?", scale = "nhs-number" },
]
"#;

/// Checks the points of one answer, in each of the languages that it can be written in.
#[track_caller]
fn check(criterion: &str, answer: &str, points: f64) {
    let yaml = format!(
        "framework: framework.toml\norganisation: {{ name: Trust }}\nassessed_on: 2016-02-01\n\
         answers:\n  {criterion}: {answer}\n"
    );
    let quoted =
        if answer.parse::<f64>().is_ok() { answer.to_owned() } else { format!("\"{answer}\"") };
    let toml = format!(
        "framework = \"framework.toml\"\nassessed_on = 2016-02-01\n[organisation]\n\
         name = \"Trust\"\n[answers]\n{criterion} = {quoted}\n"
    );
    let json = format!(
        "{{\"framework\": \"framework.toml\", \"organisation\": {{\"name\": \"Trust\"}}, \
         \"assessed_on\": \"2016-02-01\", \"answers\": {{\"{criterion}\": {quoted}}}}}"
    );
    for (name, text) in [("a.yaml", yaml), ("a.toml", toml), ("a.json", json)] {
        let outcome = Outcome::new(assess(SCALES, name, &text));
        let found = outcome.rating(criterion).map(|it| it * 100.0);
        close(found, points);
        close(outcome.overall(), points / 100.0);
    }
}

#[test]
fn agreement_goes_in_steps_of_25() {
    check("agreement", "strongly-disagree", 0.0);
    check("agreement", "disagree", 25.0);
    check("agreement", "neither", 50.0);
    check("agreement", "agree", 75.0);
    check("agreement", "strongly-agree", 100.0);
}

#[test]
fn structure_goes_in_steps_of_50() {
    check("structure", "unstructured", 0.0);
    check("structure", "semi-structured", 50.0);
    check("structure", "fully-structured", 100.0);
}

#[test]
fn coverage_goes_by_bands_of_a_fifth() {
    check("coverage", "0", 0.0);
    check("coverage", "0.5", 0.0);
    check("coverage", "0.999", 0.0);
    for (from, to, points) in
        [(1, 20, 20.0), (21, 40, 40.0), (41, 60, 60.0), (61, 80, 80.0), (81, 100, 100.0)]
    {
        check("coverage", &from.to_string(), points);
        check("coverage", &format!("{from}.001"), points);
        check("coverage", &to.to_string(), points);
    }
}

/// The published bands end at 20, 40, 60 and 80 per cent and start again one per cent higher.
#[test]
fn coverage_between_two_bands_belongs_to_the_lower() {
    for (end, points) in [(20, 20.0), (40, 40.0), (60, 60.0), (80, 80.0)] {
        check("coverage", &format!("{end}.5"), points);
        check("coverage", &format!("{end}.999999"), points);
    }
}

#[test]
fn half_of_all_records_with_an_nhs_number_score_nothing() {
    check("nhs-number", "0", 0.0);
    check("nhs-number", "50", 0.0);
    check("nhs-number", "50.5", 0.0);
    check("nhs-number", "50.999999", 0.0);
}

#[test]
fn nhs_number_bands_rise_unevenly() {
    for (from, to, points) in [
        (51, 75, 17.0),
        (76, 80, 35.0),
        (81, 85, 52.0),
        (86, 90, 70.0),
        (91, 95, 87.0),
        (96, 100, 100.0),
    ] {
        check("nhs-number", &from.to_string(), points);
        check("nhs-number", &format!("{from}.001"), points);
        check("nhs-number", &to.to_string(), points);
        if to < 100 {
            check("nhs-number", &format!("{to}.5"), points);
            check("nhs-number", &format!("{to}.999999"), points);
        }
    }
}

/// 2016: readiness 73, capabilities 40, enabling infrastructure 68. The overall score that the
/// press worked out from them is their plain mean: (73 + 40 + 68) / 3 = 181 / 3 = 60.33, and 60 in
/// print.
#[test]
fn the_national_scores_of_2016_make_60() {
    let framework = framework(
        "",
        &[
            dimension("readiness", "", &[("a", "")]),
            dimension("capabilities", "", &[("b", "")]),
            dimension("infrastructure", "", &[("c", "")]),
        ],
    );
    let outcome = outcome(&framework, "a: 73, b: 40, c: 68");
    close(outcome.overall(), 181.0 / 300.0);
    assert_eq!(wording::number(outcome.overall().unwrap() * 100.0, 0), "60");
}

/// Four scores from 0 to 100 as a test of the *CISO Assistant* has them: 80, 60, 40, and 100 with
/// weight 3. Flat, they make (80 + 60 + 40 + 3 × 100) / 6 = 480 / 6 = 80.
#[test]
fn four_scores_in_one_group_make_their_weighted_mean() {
    let criteria = [("a", ""), ("b", ""), ("c", ""), ("d", "weight = 3")];
    let framework = framework("", &[dimension("all", "", &criteria)]);
    close(outcome(&framework, "a: 80, b: 60, c: 40, d: 100").overall(), 0.8);
}

/// The same scores in two groups: (80 + 60) / 2 = 70 and (40 + 3 × 100) / 4 = 85, whose mean is
/// 77.5. A weight counts inside its group, not outside.
#[test]
fn four_scores_in_two_groups_make_the_mean_of_their_means() {
    let framework = framework(
        "",
        &[
            dimension("one", "", &[("a", ""), ("b", "")]),
            dimension("two", "", &[("c", ""), ("d", "weight = 3")]),
        ],
    );
    let outcome = outcome(&framework, "a: 80, b: 60, c: 40, d: 100");
    close(outcome.score("one"), 0.7);
    close(outcome.score("two"), 0.85);
    close(outcome.overall(), 0.775);
}
