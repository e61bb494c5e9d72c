//! An answers file in JSON. There are no comments; a question that waits for its answer is `null`.

use super::{Detail, accepted, targets};
use crate::notation::{Language, Value, quoted};
use crate::questionnaire::Filled;

const JSON: Language = Language::Json;

pub(super) fn file(filled: &Filled, detail: Detail) -> String {
    let it = &filled.assessment;
    let table = |entries: Vec<(String, String)>| {
        if entries.is_empty() {
            return "{}".to_owned();
        }
        let lines: Vec<String> =
            entries.iter().map(|(key, value)| format!("    {}: {value}", quoted(key))).collect();
        format!("{{\n{}\n  }}", lines.join(",\n"))
    };
    let inline = |it: &Value| JSON.inline(it);
    let settings: Vec<Value> =
        it.organisation.settings.iter().map(|it| it.as_str().into()).collect();
    let text = |it: &Option<String>| it.as_deref().map(Value::from);
    let about = [
        ("name", Some(it.organisation.name.as_str().into())),
        ("ods_code", text(&it.organisation.ods_code)),
        ("type", text(&it.organisation.kind)),
        ("region", text(&it.organisation.region)),
        ("settings", (!settings.is_empty()).then_some(Value::List(settings))),
    ];
    let about =
        about.iter().filter_map(|(key, value)| Some(((*key).to_owned(), inline(value.as_ref()?))));
    let mut keys = vec![
        ("framework", quoted(&filled.reference)),
        ("organisation", table(about.collect())),
        ("assessed_on", inline(&Value::Date(it.assessed_on))),
    ];
    keys.extend(it.assessed_by.as_deref().map(|it| ("assessed_by", quoted(it))));
    let targets = targets(filled);
    if !targets.is_empty() {
        let targets = targets.iter().map(|(id, it)| (id.clone(), inline(it)));
        keys.push(("targets", table(targets.collect())));
    }
    let accepted = accepted(filled);
    if !accepted.is_empty() {
        let lines: Vec<String> = accepted.iter().map(|it| format!("    {}", inline(it))).collect();
        keys.push(("accept", format!("[\n{}\n  ]", lines.join(",\n"))));
    }
    let questionnaire = filled.questionnaire();
    let answers = questionnaire.questions().filter_map(|it| {
        let id = it.criterion.id.to_string();
        match &filled.assessment.answers[it.index] {
            Some(answer) => Some((id, inline(&answer.into()))),
            None if detail == Detail::Bare => None,
            None => Some((id, "null".to_owned())),
        }
    });
    keys.push(("answers", table(answers.collect())));
    let lines: Vec<String> =
        keys.iter().map(|(key, value)| format!("  {}: {value}", quoted(key))).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}
