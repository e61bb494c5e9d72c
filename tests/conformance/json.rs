//! The JSON result, key by key as it is specified.

use serde_json::{Value, json};
use stocktake::render::{Format, Json, Look};
use stocktake::report::Report;

use crate::files::assess;

const FRAMEWORK: &str = r#"
[framework]
id = "framework"
version = "1.2.3"
title = "A framework"
settings = ["acute", "ambulance"]
default_scale = "maturity"
target = 3

[[framework.source]]
title = "Made up for tests"

[[level]]
level = 0
label = "Absent"

[[level]]
level = 1
label = "Started"

[[level]]
level = 2
label = "In use"

[[level]]
level = 3
label = "Measured"

[[level]]
level = 4
label = "Improved"

[scale.maturity]
kind = "level"

[scale.agreement]
kind = "choice"
options = [
  { id = "disagree", label = "Disagree", points = 0 },
  { id = "agree", label = "Agree", points = 100 },
]

[scale.share]
kind = "number"
unit = "% of staff"
range = [0, 100]
worst = 100
best = 0

[scale.staircase]
kind = "checklist"

[[dimension]]
id = "people"
title = "People"
weight = 3

  [[dimension.criterion]]
  id = "research"
  question = "Do teams learn from users?"
  weight = 2
  floor = 2
  target = 4
  steps.2 = "Watch one user a week."
  effort.2 = "low"

  [[dimension.criterion]]
  id = "agreement"
  question = "Do staff agree?"
  scale = "agreement"

  [[dimension.criterion]]
  id = "open"
  question = "Is anybody still to answer?"

  [[dimension.criterion]]
  id = "shown"
  question = "What is only shown?"
  scored = false

[[dimension]]
id = "part"
title = "Part"
parent = "people"
rule = "median"

  [[dimension.criterion]]
  id = "affected"
  question = "How many staff are affected?"
  scale = "share"

  [[dimension.criterion]]
  id = "survey"
  question = "Is the network surveyed?"
  scale = "staircase"

    [[dimension.criterion.element]]
    id = "planned"
    level = 1
    statement = "A survey is planned."

    [[dimension.criterion.element]]
    id = "done"
    level = 4
    statement = "A survey is done."

[[dimension]]
id = "systems"
title = "Systems"

  [[dimension.criterion]]
  id = "unclear"
  question = "Does nobody know?"

  [[dimension.criterion]]
  id = "never"
  question = "Does it apply?"

  [[dimension.criterion]]
  id = "elsewhere"
  question = "Is it asked of us?"
  settings = ["ambulance"]

[[dimension]]
id = "empty"
title = "Empty"

  [[dimension.criterion]]
  id = "nothing"
  question = "Is there nothing?"
"#;

const ANSWERS: &str = r#"
framework: framework.toml
organisation: { name: Example Trust, ods_code: RX9, settings: [acute] }
assessed_on: 2026-10-01
answers:
  research:
    answer: 1
    evidence: [{ title: One }, { title: Two }]
    owner: Chief digital officer
    due: 2027-03-31
  agreement: agree
  shown: 4
  affected: 50
  survey: [planned]
  unclear: unknown
  never: { not_applicable: "We have none." }
"#;

fn result() -> Value {
    let assessment = assess(FRAMEWORK, "answers.yaml", ANSWERS);
    let mut text = Vec::new();
    Json.write(&Report::new(&assessment), Look::PLAIN, &mut text).expect("memory can be written");
    serde_json::from_slice(&text).expect("the result is JSON")
}

/// Checks that everything expected is there: more keys may be. A whole number has to be one, and
/// a fraction may be off by what rounding leaves.
#[track_caller]
fn check(place: &str, expected: &Value, found: &Value) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, expected) in expected {
                let place = format!("{place}.{key}");
                check(&place, expected, found.get(key).expect(&place));
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            assert_eq!(expected.len(), found.len(), "{place}");
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                check(&format!("{place}[{index}]"), expected, found);
            }
        }
        (Value::Number(expected), Value::Number(number)) if expected.is_f64() => {
            let difference = expected.as_f64().zip(number.as_f64()).map(|(a, b)| (a - b).abs());
            assert!(difference.is_some_and(|it| it < 1e-12), "{place}: {expected}, found {number}");
        }
        (expected, found) => assert_eq!(expected, found, "{place}"),
    }
}

#[test]
fn the_head_says_what_was_assessed() {
    let expected = json!({
        "format": "stocktake-result/1",
        "framework": {
            "id": "framework", "version": "1.2.3", "title": "A framework", "rule": "weighted-mean",
        },
        "organisation": { "name": "Example Trust", "ods_code": "RX9", "settings": ["acute"] },
        "assessed_on": "2026-10-01",
        "levels": [
            { "level": 0, "label": "Absent" },
            { "level": 1, "label": "Started" },
            { "level": 2, "label": "In use" },
            { "level": 3, "label": "Measured" },
            { "level": 4, "label": "Improved" },
        ],
        "coverage": {
            "criteria": 10, "in_scope": 9, "answered": 5, "unknown": 1, "not_applicable": 1,
            "out_of_scope": 1, "unanswered": 2,
        },
    });
    check("", &expected, &result());
}

/// Part: 0.5, and a checklist of which only the element of level 4 is missed, so 3 / 4; the median
/// is (0.5 + 0.75) / 2 = 0.625. People: (2 × 0.25 + 1 + 0.625) / 4 = 0.53125, held at 0.5. Systems:
/// unknown, 0. Overall: (3 × 0.5 + 0) / 4 = 0.375.
///
/// Low: people (0.5 + 1 + 0 + 0.625) / 5 = 0.425; empty 0; (3 × 0.425 + 0 + 0) / 5 = 0.255.
/// High: people (0.5 + 1 + 1 + 0.625) / 5 = 0.625, held at 0.5; empty 1; (1.5 + 0 + 1) / 5 = 0.5.
#[test]
fn the_whole_has_a_score_bounds_and_a_gap() {
    let expected = json!({
        "score": 0.375, "value": 1.5, "level": 1, "label": "Started", "low": 0.255, "high": 0.5,
        "target": 3.0, "gap": 1.5,
    });
    check("overall", &expected, &result()["overall"]);
}

#[test]
fn every_dimension_is_there_in_order() {
    let expected = json!([
        {
            "id": "people", "parent": null, "title": "People", "rule": "weighted-mean",
            "weight": 3, "score": 0.5, "value": 2.0, "level": 2, "low": 0.425, "high": 0.5,
            "target": 3.0, "gap": 1.0, "held_by": ["research"], "score_without_floors": 0.53125,
        },
        {
            "id": "part", "parent": "people", "title": "Part", "rule": "median", "weight": 1,
            "score": 0.625, "value": 2.5, "level": 2, "low": 0.625, "high": 0.625, "target": 3.0,
            "gap": 0.5, "held_by": [], "score_without_floors": 0.625,
        },
        {
            "id": "systems", "parent": null, "score": 0.0, "value": 0.0, "level": 0, "low": 0.0,
            "high": 0.0, "target": 3.0, "gap": 3.0, "held_by": [], "score_without_floors": 0.0,
        },
        {
            "id": "empty", "parent": null, "score": null, "value": null, "level": null,
            "low": 0.0, "high": 1.0, "target": 3.0, "gap": null, "held_by": [],
            "score_without_floors": null,
        },
    ]);
    check("dimensions", &expected, &result()["dimensions"]);
}

/// The uplift of `research`: People becomes (2 × 1 + 1 + 0.625) / 4 = 0.90625 and nothing holds it;
/// (0.90625 − 0.5) × 3 / 4 = 0.3046875.
///
/// The uplift of `affected`: the median becomes 0.75; People would be 0.5625 and stays held.
#[test]
fn every_criterion_is_there_with_its_answer() {
    let dimensions = &result()["dimensions"];
    let expected = json!([
        {
            "id": "research", "question": "Do teams learn from users?", "status": "answered",
            "answer": 1, "scored": true, "weight": 2, "score": 0.25, "value": 1.0, "floor": 2,
            "target": 4.0, "gap": 3.0, "uplift": 0.304_687_5, "evidence": 2,
        },
        {
            "id": "agreement", "question": "Do staff agree?", "status": "answered",
            "answer": "agree", "scored": true, "weight": 1, "score": 1.0, "value": 4.0,
            "floor": null, "target": 3.0, "gap": 0.0, "uplift": 0.0, "evidence": 0,
        },
        {
            "id": "open", "status": "unanswered", "answer": null, "scored": true, "weight": 1,
            "score": null, "value": null, "floor": null, "target": 3.0, "gap": null,
            "uplift": null, "evidence": 0,
        },
        {
            "id": "shown", "status": "answered", "answer": 4, "scored": false, "weight": 1,
            "score": null, "value": null, "floor": null, "target": 3.0, "gap": null,
            "uplift": null, "evidence": 0,
        },
    ]);
    check("people", &expected, &dimensions[0]["criteria"]);
    let expected = json!([
        {
            "id": "affected", "status": "answered", "answer": 50.0, "score": 0.5, "value": 2.0,
            "gap": 1.0, "uplift": 0.0,
        },
        {
            "id": "survey", "status": "answered", "answer": ["planned"], "score": 0.75,
            "value": 3.0, "gap": 0.0, "uplift": 0.0,
        },
    ]);
    check("part", &expected, &dimensions[1]["criteria"]);
    let expected = json!([
        {
            "id": "unclear", "status": "unknown", "answer": null, "score": 0.0, "value": 0.0,
            // 0.75 / 4
            "gap": 3.0, "uplift": 0.1875,
        },
        {
            "id": "never", "status": "not-applicable", "answer": null, "score": null,
            "value": null, "gap": null, "uplift": null,
        },
        {
            "id": "elsewhere", "status": "out-of-scope", "answer": null, "score": null,
            "value": null, "gap": null, "uplift": null,
        },
    ]);
    check("systems", &expected, &dimensions[2]["criteria"]);
}

#[test]
fn every_action_is_there_in_order() {
    let expected = json!([
        {
            "rank": 1, "criterion": "research", "dimension": "people", "below_floor": true,
            "gap": 3.0, "uplift": 0.304_687_5, "step": "Watch one user a week.", "effort": "low",
            "owner": "Chief digital officer", "due": "2027-03-31",
        },
        {
            "rank": 2, "criterion": "unclear", "dimension": "systems", "below_floor": false,
            "gap": 3.0, "uplift": 0.1875, "effort": null, "owner": null, "due": null,
        },
        {
            "rank": 3, "criterion": "affected", "dimension": "part", "below_floor": false,
            "gap": 1.0, "uplift": 0.0, "effort": null, "owner": null, "due": null,
        },
    ]);
    let found = &result()["actions"];
    check("actions", &expected, found);
    for action in found.as_array().unwrap() {
        assert!(action["step"].as_str().is_some_and(|it| !it.is_empty()), "{action}");
    }
}

/// Without an overall score there is no value, level, label or gap; nor any uplift.
#[test]
fn no_score_is_null_and_never_zero() {
    let refusing = FRAMEWORK.replace("target = 3\n", "target = 3\nunanswered = \"refuse\"\n");
    assert!(refusing.contains("refuse"));
    let assessment = assess(&refusing, "answers.yaml", ANSWERS);
    let mut text = Vec::new();
    Json.write(&Report::new(&assessment), Look::PLAIN, &mut text).unwrap();
    let result: Value = serde_json::from_slice(&text).unwrap();
    let expected = json!({
        "overall": {
            "score": null, "value": null, "level": null, "label": null, "low": 0.255, "high": 0.5,
            "gap": null,
        },
        "dimensions": [
            { "score": null, "value": null, "level": null, "low": 0.425, "high": 0.5, "gap": null,
              "held_by": ["research"], "score_without_floors": null },
            { "score": 0.625 },
            { "score": 0.0 },
            { "score": null },
        ],
        "actions": [
            { "criterion": "research", "gap": 3.0, "uplift": null },
            { "criterion": "unclear", "gap": 3.0, "uplift": null },
            { "criterion": "affected", "gap": 1.0, "uplift": null },
        ],
    });
    check("", &expected, &result);
}
