//! JSON Schemas, for editors and for programs that read results: which keys and values a file may
//! have, and what they mean.
//!
//! What holds for every framework is written by hand. [`answers_to`] narrows the schema of answers
//! to one framework: its questions, with the answers that each of them allows. It starts from the
//! schema that is written by hand, so nothing is described twice.
//!
//! A schema knows less than `stocktake check` does: it cannot tell whether a version is there,
//! whether a file exists, or whether evidence is too old.
//!
//! Source: JSON Schema, draft-07 (2018), <https://json-schema.org/draft-07>; the one that editors
//! know best.

use serde_json::{Map, Value, json};

use super::json::write_pretty;
use crate::model::{Criterion, Element, Framework, Level, Levels, Range, ScaleKind, Setting};
use crate::wording;

/// The schema of frameworks.
pub const FRAMEWORK: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/framework.json"));

/// The schema of answers to any framework.
pub const ANSWERS: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/answers.json"));

/// The schema of the JSON result.
pub const RESULT: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/result.json"));

/// Returns the schema of answers to one framework. Keys are sorted by name: editors do not ask for
/// an order, and levels, options and elements are lists, in framework order.
///
/// # Panics
///
/// Never: a test narrows the schema to every framework that is compiled in.
///
/// # Examples
///
/// ```
/// use stocktake::read::Builtin;
/// use stocktake::render::schema::answers_to;
///
/// let framework = Builtin::find("board-quick-check").unwrap().framework();
/// assert!(answers_to(&framework).contains(&framework.criteria[0].question));
/// ```
#[must_use]
pub fn answers_to(framework: &Framework) -> String {
    let mut bytes = Vec::new();
    write_pretty(&narrowed(framework), &mut bytes).expect("a vector takes every byte");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

fn narrowed(framework: &Framework) -> Value {
    let mut schema: Value = serde_json::from_str(ANSWERS).expect("the schema of answers is JSON");
    let Framework { id, version, title, .. } = framework;
    *at(&mut schema, "/title") = format!("Answers to {title} ({id}@{version})").into();
    if !framework.settings.is_empty() {
        let settings: Vec<&str> = framework.settings.iter().map(Setting::as_str).collect();
        *at(&mut schema, "/properties/organisation/properties/settings/items") =
            json!({ "enum": settings });
    }
    let criteria: Vec<&str> = framework.criteria.iter().map(|it| it.id.as_str()).collect();
    let accepted = at(&mut schema, "/properties/accept/items/properties/criterion");
    *accepted = json!({ "enum": criteria, "description": accepted["description"] });
    let target = bounded(at(&mut schema, "/properties/targets/additionalProperties"), framework);
    close(at(&mut schema, "/properties/targets"), targets(framework, &target));
    close(at(&mut schema, "/properties/answers"), answers(framework));

    let long_target = at(&mut schema, "/definitions/long_form/properties/target");
    *long_target = bounded(long_target, framework);
    // Each question says what its answer may be, in the long form too.
    at(&mut schema, "/definitions/long_form/properties/answer")
        .as_object_mut()
        .expect("it is an object")
        .remove("allOf");
    let definitions = at(&mut schema, "/definitions").as_object_mut().expect("it is an object");
    definitions.remove("answer");
    for criterion in &framework.criteria {
        definitions.insert(definition(criterion), value(framework, criterion));
    }
    schema
}

/// Returns a place in the schema that is written by hand.
fn at<'s>(schema: &'s mut Value, pointer: &str) -> &'s mut Value {
    schema.pointer_mut(pointer).expect("the schema of answers has this place")
}

/// Allows these properties and no others.
fn close(table: &mut Value, properties: Map<String, Value>) {
    let table = table.as_object_mut().expect("the schema of a table is an object");
    table.remove("propertyNames");
    table.insert("properties".to_owned(), properties.into());
    table.insert("additionalProperties".to_owned(), false.into());
}

/// Returns the schema of a target with the lowest and the highest level of the framework.
fn bounded(target: &Value, Framework { levels, .. }: &Framework) -> Value {
    let mut target = target.clone();
    target["minimum"] = levels.lowest().into();
    target["maximum"] = levels.highest().into();
    target
}

/// Returns a target for each dimension, then for each criterion.
fn targets(framework: &Framework, target: &Value) -> Map<String, Value> {
    let mut targets = Map::new();
    let dimensions = framework.dimensions.iter().enumerate();
    let dimensions = dimensions.map(|(index, it)| (it.id.as_str(), titled(framework, index)));
    let criteria = framework.criteria.iter().map(|it| (it.id.as_str(), it.question.clone()));
    for (id, what) in dimensions.chain(criteria) {
        // A criterion and a dimension may have the same id; then the target is for both.
        let one = targets.entry(id).or_insert_with(|| target.clone());
        let rest = one["description"].as_str().unwrap_or_default();
        one["description"] = format!("{what}\n\n{rest}").into();
    }
    targets
}

/// Returns the title of a dimension, after what the framework calls it.
fn titled(framework: &Framework, dimension: usize) -> String {
    format!("{}: {}", framework.dimension_name, framework.dimensions[dimension].title)
}

/// Returns a property for each criterion: the question, and the short and the long form of its
/// answer.
fn answers(framework: &Framework) -> Map<String, Value> {
    let answer = |it: &Criterion| {
        let value = json!({ "$ref": format!("#/definitions/{}", definition(it)) });
        let long = json!({
            "type": "object",
            "allOf": [{ "$ref": "#/definitions/long_form" }],
            "properties": { "answer": value },
        });
        let waiting = json!({ "$ref": "#/definitions/waiting" });
        json!({ "description": question(framework, it), "oneOf": [value, long, waiting] })
    };
    framework.criteria.iter().map(|it| (it.id.to_string(), answer(it))).collect()
}

/// Returns the question of a criterion, with why it matters and where it belongs.
fn question(framework: &Framework, criterion: &Criterion) -> String {
    let mut parts = vec![criterion.question.clone()];
    parts.extend(criterion.why.clone());
    parts.push(titled(framework, criterion.dimension));
    let settings: Vec<&str> = criterion.settings.iter().map(Setting::as_str).collect();
    parts.extend((!settings.is_empty()).then(|| format!("Asked only of: {}", settings.join(", "))));
    parts.join("\n\n")
}

/// Returns the name under which the schema keeps what an answer to a criterion may be. No name that
/// is written by hand has a dot.
fn definition(criterion: &Criterion) -> String {
    format!("answer.{}", criterion.id)
}

/// Returns what an answer to a criterion may be, with what it means.
fn value(framework: &Framework, criterion: &Criterion) -> Value {
    let mut allowed = match &framework.scale_of(criterion).kind {
        ScaleKind::Level => levels(&framework.levels, criterion),
        ScaleKind::Choice(options) => {
            options.iter().map(|it| constant(it.id.as_str(), &it.label)).collect()
        }
        ScaleKind::Bands { unit, range, .. } | ScaleKind::Line { unit, range, .. } => {
            vec![number(unit, *range)]
        }
        ScaleKind::Checklist => vec![checklist(criterion)],
    };
    allowed.push(json!({ "$ref": "#/definitions/unknown" }));
    // Editors show the title above what they say of the answer.
    json!({ "title": criterion.question, "anyOf": allowed })
}

fn constant(value: impl Into<Value>, description: &str) -> Value {
    json!({ "const": value.into(), "description": description })
}

/// Returns the levels, each with what it looks like for this criterion, or else in general.
fn levels(levels: &Levels, criterion: &Criterion) -> Vec<Value> {
    let one = |level: &Level| {
        let text = criterion.descriptors.get(&level.number).or(level.meaning.as_ref());
        let text = text.map(|it| format!(": {it}")).unwrap_or_default();
        constant(level.number, &format!("{}{text}", level.label))
    };
    levels.as_slice().iter().map(one).collect()
}

fn number(unit: &str, range: Range) -> Value {
    let print = |it| wording::number(it, 6);
    let (lower, upper) = (range.lower(), range.upper());
    let description = format!("A number from {} to {}: {unit}", print(lower), print(upper));
    json!({ "type": "number", "minimum": lower, "maximum": upper, "description": description })
}

fn checklist(criterion: &Criterion) -> Value {
    let element =
        |it: &Element| constant(it.id.as_str(), &format!("Level {}: {}", it.level, it.statement));
    let elements: Vec<Value> = criterion.elements.iter().map(element).collect();
    json!({
        "type": "array",
        "items": { "anyOf": elements },
        "uniqueItems": true,
        "description": "The elements that are met; [] for none.",
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Source;
    use crate::model::{CriterionId, DimensionId};
    use crate::read::{self, BUILTIN};

    const TINY: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/good/tiny.toml"));

    fn tiny() -> Framework {
        read::framework(&Arc::new(Source::new("tiny.toml", TINY))).value.unwrap()
    }

    /// Checks which answers to a criterion of the tiny framework are allowed.
    #[track_caller]
    fn check(criterion: &str, expected: &Value) {
        let schema = narrowed(&tiny());
        let mut allowed = schema["definitions"][format!("answer.{criterion}")]["anyOf"].clone();
        let unknown = allowed.as_array_mut().and_then(Vec::pop);
        assert_eq!(unknown, Some(json!({ "$ref": "#/definitions/unknown" })));
        assert_eq!(allowed, *expected);
    }

    #[test]
    fn a_level_is_a_number_with_its_label_and_descriptor() {
        check(
            "level-question",
            &json!([
                { "const": 0, "description": "Absent: No team talks to users." },
                { "const": 1, "description": "Started: One team talks to users." },
                { "const": 2, "description": "In use: Most teams talk to users and keep notes." },
                {
                    "const": 3,
                    "description": "Measured: Every team does, and the board sees how often.",
                },
            ]),
        );
    }

    #[test]
    fn a_level_without_a_descriptor_has_its_meaning_or_its_label_alone() {
        let mut framework = tiny();
        framework.criteria[0].descriptors.clear();
        let level = |framework: &Framework| {
            let value = value(framework, &framework.criteria[0]);
            value["anyOf"][1]["description"].as_str().unwrap().to_owned()
        };
        assert_eq!(level(&framework), "Started: A plan or a pilot exists.");
        let mut levels = framework.levels.as_slice().to_vec();
        levels[1].meaning = None;
        framework.levels = Levels::new(levels).unwrap();
        assert_eq!(level(&framework), "Started");
    }

    #[test]
    fn a_choice_is_the_id_of_an_option() {
        check(
            "choice-question",
            &json!([
                { "const": "disagree", "description": "Disagree" },
                { "const": "neither", "description": "Neither agree nor disagree" },
                { "const": "agree", "description": "Agree" },
            ]),
        );
    }

    #[test]
    fn a_number_has_its_range_and_unit_in_bands_and_on_a_line() {
        let number = |unit: &str| {
            let description = format!("A number from 0 to 100: {unit}");
            json!([
                { "type": "number", "minimum": 0.0, "maximum": 100.0, "description": description },
            ])
        };
        check("bands-question", &number("% of records"));
        check("line-question", &number("% of staff"));
    }

    #[test]
    fn a_checklist_is_a_list_of_its_elements_each_once() {
        let element = |id: &str, text: &str| json!({ "const": id, "description": text });
        check(
            "checklist-question",
            &json!([{
                "type": "array",
                "items": { "anyOf": [
                    element("survey-planned", "Level 1: A survey has a date and an owner."),
                    element(
                        "survey-done",
                        "Level 2: Every care area was surveyed in the last two years.",
                    ),
                    element(
                        "faults-repaired",
                        "Level 3: Every fault that the survey found is repaired.",
                    ),
                ] },
                "uniqueItems": true,
                "description": "The elements that are met; [] for none.",
            }]),
        );
    }

    #[test]
    fn a_question_says_why_where_it_belongs_and_who_is_asked() {
        let mut framework = tiny();
        framework.criteria[1].why = Some("Help that comes late is no help.".to_owned());
        let schema = narrowed(&framework);
        assert_eq!(
            schema["properties"]["answers"]["properties"]["choice-question"]["description"],
            "Staff can get help with a system on the day they ask. Do you agree?\n\n\
             Help that comes late is no help.\n\n\
             Dimension: People\n\n\
             Asked only of: acute, community"
        );
    }

    #[test]
    fn an_answer_is_short_or_long_and_is_the_same_in_both() {
        let schema = narrowed(&tiny());
        let value = json!({ "$ref": "#/definitions/answer.level-question" });
        let answer = &schema["properties"]["answers"]["properties"]["level-question"];
        assert_eq!(answer["oneOf"][0], value);
        assert_eq!(answer["oneOf"][1]["properties"]["answer"], value);
        assert_eq!(answer["oneOf"][1]["allOf"], json!([{ "$ref": "#/definitions/long_form" }]));
    }

    #[test]
    fn a_target_is_for_a_dimension_or_a_criterion_and_within_the_levels() {
        let schema = narrowed(&tiny());
        let targets = &schema["properties"]["targets"];
        assert_eq!(targets["additionalProperties"], false);
        let properties = targets["properties"].as_object().unwrap();
        assert_eq!(properties.len(), 2 + 5);
        let long = &schema["definitions"]["long_form"]["properties"]["target"];
        for target in properties.values().chain([long]) {
            assert_eq!((&target["minimum"], &target["maximum"]), (&json!(0), &json!(3)));
        }
        let people = properties["people"]["description"].as_str().unwrap();
        assert!(people.starts_with("Dimension: People\n\nWhere you want to be"), "{people}");
    }

    #[test]
    fn a_target_of_a_dimension_and_a_criterion_with_one_id_names_both() {
        let mut framework = tiny();
        framework.dimensions[0].id = DimensionId::new("both").unwrap();
        framework.criteria[0].id = CriterionId::new("both").unwrap();
        let schema = narrowed(&framework);
        let both = &schema["properties"]["targets"]["properties"]["both"]["description"];
        let both = both.as_str().unwrap();
        assert!(both.contains("Do teams learn") && both.contains("Dimension: People"), "{both}");
    }

    #[test]
    fn settings_are_those_of_the_framework_if_it_has_any() {
        let settings = |framework: &Framework| {
            let schema = narrowed(framework);
            schema["properties"]["organisation"]["properties"]["settings"]["items"].clone()
        };
        let mut framework = tiny();
        assert_eq!(settings(&framework), json!({ "enum": ["acute", "community"] }));
        framework.settings.clear();
        assert_eq!(settings(&framework)["type"], "string");
    }

    #[test]
    fn a_criterion_called_like_a_word_of_schemas_is_a_criterion() {
        let mut framework = tiny();
        for (criterion, id) in framework.criteria.iter_mut().zip(["enum", "answer", "type"]) {
            criterion.id = CriterionId::new(id).unwrap();
        }
        let schema = narrowed(&framework);
        for id in ["enum", "answer", "type"] {
            assert!(schema["definitions"][format!("answer.{id}")]["anyOf"].is_array());
            let answers = &schema["properties"]["answers"]["properties"];
            let reference = format!("#/definitions/answer.{id}");
            assert_eq!(answers[id]["oneOf"][0]["$ref"], reference.as_str());
        }
        assert!(schema["definitions"].get("answer").is_none());
    }

    /// Calls `what` for every object with a reference.
    fn references(value: &Value, what: &mut impl FnMut(&str)) {
        match value {
            Value::Object(map) => {
                map.get("$ref").and_then(Value::as_str).into_iter().for_each(&mut *what);
                map.values().for_each(|it| references(it, what));
            }
            Value::Array(items) => items.iter().for_each(|it| references(it, what)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let any: Value = serde_json::from_str(ANSWERS).unwrap();
        let narrowed = BUILTIN.iter().map(|it| narrowed(&it.framework()));
        for schema in narrowed.chain([any]) {
            let mut count = 0;
            references(&schema, &mut |it| {
                let found = it.strip_prefix('#').and_then(|it| schema.pointer(it));
                assert!(found.is_some(), "{it} leads nowhere");
                count += 1;
            });
            assert!(count > 3, "references are not found");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_written_as_its_code() {
        let mut framework = tiny();
        framework.criteria[0].question = "Left\u{202e} or right?".to_owned();
        let schema = answers_to(&framework);
        assert!(!schema.contains('\u{202e}') && schema.contains("\\u202e"));
    }
}
