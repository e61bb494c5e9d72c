//! An answers file in YAML.

use super::{Detail, accepted, comments, organisation, targets};
use crate::model::Answer;
use crate::notation::{Language, Value};
use crate::questionnaire::Filled;

const YAML: Language = Language::Yaml;

pub(super) fn file(filled: &Filled, detail: Detail) -> String {
    let it = &filled.assessment;
    let mut out = String::new();
    if detail == Detail::Full {
        let waiting = "write each answer behind the colon after its question's id. Where there is more \
                       to say: { answer: 3, note: \"…\", owner: \"…\", due: 2027-03-31 }";
        comment(&comments::top(&it.framework, waiting), 0, &mut out);
        out.push('\n');
    }
    let [name, date] = comments::placeholder(&it.organisation.name, it.assessed_on);
    let hint = |hint: Option<&str>| hint.map(|it| format!(" # {it}")).unwrap_or_default();
    let line = |key: &str, value: &Value| format!("{key}: {}", YAML.inline(value));
    let shows_examples = detail == Detail::Full;
    let mut add = |text: String| out.push_str(&(text + "\n"));
    add(line("framework", &filled.reference.as_str().into()));
    add("organisation:".to_owned());
    for (key, value, example) in organisation(&it.organisation) {
        match value {
            Some(value) => {
                let hint = if key == "name" { hint(name) } else { String::new() };
                add(format!("  {}{hint}", line(key, &value)));
            }
            None if shows_examples && !example.is_empty() => add(format!("  # {key}: {example}")),
            None if shows_examples && !it.framework.settings.is_empty() => {
                let known: Vec<Value> =
                    it.framework.settings.iter().map(|it| it.as_str().into()).collect();
                add(format!("  # {}", line(key, &Value::List(known))));
            }
            None => {}
        }
    }
    add(format!("{}{}", line("assessed_on", &Value::Date(it.assessed_on)), hint(date)));
    match &it.assessed_by {
        Some(by) => add(line("assessed_by", &by.as_str().into())),
        None if shows_examples => add("# assessed_by: Digital board".to_owned()),
        None => {}
    }
    let targets = targets(filled);
    if !targets.is_empty() {
        add("\ntargets:".to_owned());
        for (id, target) in targets {
            add(format!("  {}", line(&YAML.key(&id), &target)));
        }
    }
    let accepted = accepted(filled);
    if !accepted.is_empty() {
        add("\naccept:".to_owned());
        for it in accepted {
            add(format!("  - {}", YAML.inline(&it)));
        }
    }
    out.push('\n');
    answers(filled, detail, &mut out);
    out
}

fn answers(filled: &Filled, detail: Detail, out: &mut String) {
    let is_bare = detail == Detail::Bare;
    if is_bare && super::answers(filled).next().is_none() {
        out.push_str("answers: {}\n");
        return;
    }
    out.push_str("answers:\n");
    let questionnaire = filled.questionnaire();
    for section in &questionnaire.sections {
        if !is_bare {
            out.push('\n');
            comment(&comments::section(section, questionnaire.framework), 2, out);
        }
        for question in &section.questions {
            match detail {
                Detail::Full => {
                    out.push('\n');
                    comment(&comments::full(question), 2, out);
                }
                Detail::Brief => {
                    out.push('\n');
                    comment(&comments::brief(question), 2, out);
                }
                Detail::Bare => {}
            }
            let key = YAML.key(question.criterion.id.as_str());
            match &filled.assessment.answers[question.index] {
                Some(it) => out.push_str(&answer(&key, it)),
                None if is_bare => {}
                None => out.push_str(&format!("  {key}:\n")),
            }
        }
    }
}

/// Returns an answer behind its key: in one line, or with a line for each thing that goes with it.
fn answer(key: &str, answer: &Answer) -> String {
    let entries = match Value::from(answer) {
        Value::Table(entries) if entries.len() > 1 => entries,
        short => return format!("  {key}: {}\n", YAML.inline(&short)),
    };
    let mut out = format!("  {key}:\n");
    for (key, value) in &entries {
        match value {
            Value::List(items) if *key == "evidence" => {
                out.push_str(&format!("    {key}:\n"));
                for it in items {
                    out.push_str(&format!("      - {}\n", YAML.inline(it)));
                }
            }
            value => out.push_str(&format!("    {key}: {}\n", YAML.inline(value))),
        }
    }
    out
}

fn comment(lines: &[String], indent: usize, out: &mut String) {
    for line in lines {
        let line = format!("{}# {line}", " ".repeat(indent));
        out.push_str(line.trim_end());
        out.push('\n');
    }
}
