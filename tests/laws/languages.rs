//! YAML, TOML and JSON are three ways to write the same answers.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::config;
use crate::files::{FRAMEWORK, assess};
use crate::made_up::{MadeUp, MadeUpAnswer, made_up, text};

/// What may stand beside an answer.
#[derive(Clone, Debug)]
struct Extra {
    note: String,
    owner: String,
    evidence: u8,
    due: bool,
    confidence: Option<usize>,
}

fn extra() -> impl Strategy<Value = Extra> {
    (text(), text(), 0..3_u8, any::<bool>(), prop::option::of(0..3_usize)).prop_map(
        |(note, owner, evidence, due, confidence)| Extra { note, owner, evidence, due, confidence },
    )
}

/// Returns the answers as one tree.
fn tree(made_up: &MadeUp, extras: &[Extra]) -> Value {
    let mut answers = serde_json::Map::new();
    for (index, it) in made_up.criteria().enumerate() {
        let extra = extras.get(index);
        let mut answer = match &it.answer {
            MadeUpAnswer::Missing => continue,
            MadeUpAnswer::Unknown => json!({ "answer": "unknown" }),
            MadeUpAnswer::NotApplicable => json!({ "not_applicable": "None here." }),
            MadeUpAnswer::Given(..) => {
                let (given, target) = made_up.given(it).expect("it is given");
                let given: Value = serde_json::from_str(&given).expect("it is written as in JSON");
                match target {
                    Some(target) => json!({ "answer": given, "target": target }),
                    None => json!({ "answer": given }),
                }
            }
        };
        if let Some(extra) = extra {
            let dated =
                json!({ "title": extra.note, "link": "https://a.b", "dated": "2026-02-28" });
            answer["evidence"] = vec![dated; usize::from(extra.evidence)].into();
            answer["note"] = json!(extra.note);
            answer["owner"] = json!(extra.owner);
            if extra.due {
                answer["due"] = json!("2027-03-31");
            }
            if let Some(it) = extra.confidence {
                answer["confidence"] = json!(["low", "medium", "high"][it]);
            }
        } else if let Some(short) = answer.get("answer").filter(|_| answer.get("target").is_none())
        {
            answer = short.clone();
        }
        answers.insert(format!("c{index}"), answer);
    }
    json!({
        "framework": FRAMEWORK,
        "organisation": {
            "name": "Trust", "ods_code": "RX9", "type": "acute-trust", "region": "north-west",
            "settings": made_up.settings(),
        },
        "assessed_on": "2026-10-01",
        "assessed_by": "Digital board",
        "targets": made_up.targets(),
        "answers": answers,
    })
}

/// Returns a tree as YAML in blocks, with quotes only around what needs them.
fn yaml(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                let _ = write!(out, "\n{}{key}:", " ".repeat(indent));
                yaml(value, indent + 2, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                let _ = write!(out, "\n{}-", " ".repeat(indent));
                yaml(item, indent + 2, out);
            }
        }
        Value::String(text) => {
            let is_plain = text.bytes().all(|it| it.is_ascii_lowercase() || b"-_.".contains(&it));
            let is_word = text.len() > 1 && is_plain && text != "null" && !text.contains("--");
            if (is_word && !text.starts_with(['-', '.'])) || is_date(text) {
                let _ = write!(out, " {text}");
            } else if text.contains(['\n', '\t']) {
                let _ = write!(out, " {value}");
            } else {
                let _ = write!(out, " '{}'", text.replace('\'', "''"));
            }
        }
        other => {
            let _ = write!(out, " {other}");
        }
    }
}

fn is_date(text: &str) -> bool {
    text.starts_with("20") && text.len() == 10 && text.split('-').count() == 3
}

/// Returns a value as TOML in one line. A date stands without quotes where one is asked for.
fn toml(key: &str, value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| format!("{key} = {}", toml(key, value));
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|it| toml("", it)).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) if ["assessed_on", "due", "dated"].contains(&key) => text.clone(),
        other => other.to_string(),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_same_answers_in_three_languages_are_the_same_assessment(
        made_up in made_up(), extras in prop::collection::vec(extra(), 0..12)
    ) {
        let framework = made_up.framework();
        let tree = tree(&made_up, &extras);
        let json = assess(&framework, "answers.json", &tree.to_string());
        let mut text = String::new();
        yaml(&tree, 0, &mut text);
        prop_assert_eq!(&assess(&framework, "answers.yaml", &text), &json, "{}", text);
        let entries = tree.as_object().expect("it is a table");
        let lines: Vec<String> =
            entries.iter().map(|(key, value)| format!("{key} = {}", toml(key, value))).collect();
        let text = lines.join("\n");
        prop_assert_eq!(&assess(&framework, "answers.toml", &text), &json, "{}", text);
    }
}
