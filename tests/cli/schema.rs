//! `stocktake schema`.

use std::fs;

use serde_json::Value;
use stocktake::read::BUILTIN;

use super::{Folder, TINY, run};

/// Runs `schema` with these arguments; returns what it prints, as JSON.
#[track_caller]
fn schema(args: &[&str]) -> Value {
    let run = run(["schema"].iter().chain(args)).exits(0).complains_of_nothing();
    assert!(run.stdout.ends_with("}\n"), "{}", run.stdout);
    let schema: Value = serde_json::from_str(&run.stdout).expect("it prints JSON");
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    schema
}

#[test]
fn a_schema_that_is_written_by_hand_is_printed_as_it_is() {
    for kind in ["framework", "answers", "result"] {
        let written = fs::read_to_string(format!("docs/schema/{kind}.json")).unwrap();
        assert_eq!(run(["schema", kind]).exits(0).complains_of_nothing().stdout, written);
        schema(&[kind]);
    }
}

#[test]
fn the_schema_of_answers_knows_every_key_of_the_page() {
    let page = fs::read_to_string("docs/file-format/answers.md").unwrap();
    let schema = schema(&["answers"]);
    let long = "/definitions/long_form";
    let evidence = format!("{long}/properties/evidence/items");
    for (heading, place) in [
        ("## The whole file", ""),
        ("### `organisation`", "/properties/organisation"),
        ("## An answer", long),
        ("### Evidence", &evidence),
    ] {
        let table = schema.pointer(place).expect("it is there");
        assert_eq!(table["additionalProperties"], false, "{heading}");
        let section = page.split(&format!("\n{heading}\n")).nth(1).expect("it has this section");
        let rows = section.lines().skip_while(|it| !it.starts_with("| key |")).skip(2);
        let mut count = 0;
        for row in rows.take_while(|it| it.starts_with('|')) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let key = cells[1].trim_matches('`');
            let property = &table["properties"][key];
            assert!(property["description"].is_string(), "{heading}: {key}");
            let required = table["required"].as_array().is_some_and(|it| it.contains(&key.into()));
            assert_eq!(required, cells[3].starts_with("yes"), "{heading}: {key}");
            count += 1;
        }
        assert!(count >= 3, "{heading}: the keys are not found");
    }
}

#[test]
fn the_schema_of_answers_to_a_framework_knows_its_questions_and_no_others() {
    for builtin in &BUILTIN {
        let framework = builtin.framework();
        let schema = schema(&["answers", builtin.id]);
        let answers = &schema["properties"]["answers"];
        assert_eq!(answers["additionalProperties"], false);
        let questions = answers["properties"].as_object().expect("it is an object");
        assert_eq!(questions.len(), framework.criteria.len(), "{}", builtin.id);
        for it in &framework.criteria {
            let question = questions[it.id.as_str()]["description"].as_str();
            assert!(question.is_some_and(|text| text.starts_with(&it.question)), "{}", it.id);
        }
    }
}

#[test]
fn what_holds_for_every_framework_is_the_same_in_each() {
    let any = schema(&["answers"]);
    let own = schema(&["answers", TINY]);
    for place in ["framework", "assessed_on", "assessed_by"] {
        assert_eq!(own["properties"][place], any["properties"][place]);
    }
    for place in ["required", "additionalProperties"] {
        assert_eq!(own[place], any[place]);
    }
    let long = |it: &Value, key: &str| it["definitions"]["long_form"]["properties"][key].clone();
    for key in ["not_applicable", "evidence", "note", "owner", "due", "confidence"] {
        assert_eq!(long(&own, key), long(&any, key), "{key}");
    }
}

#[test]
fn a_framework_of_ones_own_is_a_path() {
    let folder = Folder::new();
    let printed = folder.run(["schema", "answers", "tiny.toml"]).exits(0).complains_of_nothing();
    assert_eq!(printed.stdout, run(["schema", "answers", TINY]).stdout);
}

#[test]
fn the_schema_of_answers_to_a_broken_framework_is_its_findings() {
    run(["schema", "answers", "tests/fixtures/bad/empty-dimension.toml"])
        .exits(1)
        .prints_nothing()
        .complains("error[empty-dimension]");
}

#[test]
fn a_framework_that_is_not_there_cannot_be_asked_for() {
    run(["schema", "answers", "human-experiance"])
        .exits(2)
        .prints_nothing()
        .complains("there is no framework `human-experiance`; did you mean `human-experience`?");
    run(["schema", "answers", "missing.toml"]).exits(2).prints_nothing().complains("missing.toml");
}

#[test]
fn only_answers_are_to_a_framework() {
    run(["schema", "framework", "human-experience"])
        .exits(2)
        .prints_nothing()
        .complains("only `stocktake schema answers` takes a framework");
}
