//! An answers file in YAML.

use super::{Detail, accepted, day, organisation, questions, targets, text};
use crate::model::Answer;
use crate::notation::{Language, Value};
use crate::questionnaire::Filled;

const YAML: Language = Language::Yaml;

/// How the file is filled in.
const WAITING: &str =
    "write each answer behind the colon after its question's id, with a space between them:";

pub(super) fn file(filled: &Filled, detail: Detail) -> String {
    let mut lines = vec![YAML.entry("framework", &filled.reference.as_str().into())];
    lines.push("organisation:".to_owned());
    lines.extend(indented(organisation(filled, YAML, detail)));
    lines.extend(day(filled, YAML, detail));
    let targets = targets(filled);
    if !targets.is_empty() {
        lines.push("\ntargets:".to_owned());
        lines.extend(targets.iter().map(|(id, target)| format!("  {}", YAML.entry(id, target))));
    }
    let accepted = accepted(filled);
    if !accepted.is_empty() {
        lines.push("\naccept:".to_owned());
        lines.extend(accepted.iter().map(|it| format!("  - {}", YAML.inline(it))));
    }
    let answers = questions(filled, detail, answer);
    lines.push(if answers.is_empty() { "\nanswers: {}" } else { "\nanswers:" }.to_owned());
    lines.extend(indented(answers));
    text(filled, (YAML, detail), WAITING, lines)
}

fn indented(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().map(|it| if it.is_empty() { it } else { format!("  {it}") })
}

/// Returns an answer behind its key: in one line, or with a line for each thing that goes with it. A
/// question without one waits.
fn answer(id: &str, answer: Option<&Answer>) -> Vec<String> {
    let Some(answer) = answer else { return vec![format!("{}:", YAML.key(id))] };
    let entries = match Value::from(answer) {
        Value::Table(entries) if entries.len() > 1 => entries,
        short => return vec![YAML.entry(id, &short)],
    };
    let mut lines = vec![format!("{}:", YAML.key(id))];
    for (key, value) in &entries {
        match value {
            Value::List(items) if *key == "evidence" => {
                lines.push(format!("  {key}:"));
                lines.extend(items.iter().map(|it| format!("    - {}", YAML.inline(it))));
            }
            value => lines.push(format!("  {}", YAML.entry(key, value))),
        }
    }
    lines
}
