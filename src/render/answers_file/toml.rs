//! An answers file in TOML.
//!
//! TOML has no value for nothing, so a question that waits for its answer is a comment: `# id =`.

use super::{Detail, accepted, comments, organisation, targets};
use crate::notation::{Language, Value};
use crate::questionnaire::Filled;

const TOML: Language = Language::Toml;

pub(super) fn file(filled: &Filled, detail: Detail) -> String {
    let it = &filled.assessment;
    let mut out = String::new();
    if detail == Detail::Full {
        let waiting = "take away the # before a question's id, and write the answer behind the sign = \
                       after it. Where there is more to say: { answer = 3, note = \"…\", owner = \"…\", \
                       due = 2027-03-31 }";
        comment(&comments::top(&it.framework, waiting), &mut out);
        out.push('\n');
    }
    let [name, date] = comments::placeholder(&it.organisation.name, it.assessed_on);
    let hint = |hint: Option<&str>| hint.map(|it| format!(" # {it}")).unwrap_or_default();
    let line = |key: &str, value: &Value| format!("{key} = {}", TOML.inline(value));
    let shows_examples = detail == Detail::Full;
    let mut add = |text: String| out.push_str(&(text + "\n"));
    add(line("framework", &filled.reference.as_str().into()));
    add(format!("{}{}", line("assessed_on", &Value::Date(it.assessed_on)), hint(date)));
    match &it.assessed_by {
        Some(by) => add(line("assessed_by", &by.as_str().into())),
        None if shows_examples => add("# assessed_by = \"Digital board\"".to_owned()),
        None => {}
    }
    let accepted = accepted(filled);
    if !accepted.is_empty() {
        add("accept = [".to_owned());
        for it in accepted {
            add(format!("  {},", TOML.inline(&it)));
        }
        add("]".to_owned());
    }
    add("\n[organisation]".to_owned());
    for (key, value, example) in organisation(&it.organisation) {
        match value {
            Some(value) => {
                let hint = if key == "name" { hint(name) } else { String::new() };
                add(format!("{}{hint}", line(key, &value)));
            }
            None if shows_examples && !example.is_empty() => {
                add(format!("# {}", line(key, &example.into())));
            }
            None if shows_examples && !it.framework.settings.is_empty() => {
                let known: Vec<Value> =
                    it.framework.settings.iter().map(|it| it.as_str().into()).collect();
                add(format!("# {}", line(key, &Value::List(known))));
            }
            None => {}
        }
    }
    let targets = targets(filled);
    if !targets.is_empty() {
        add("\n[targets]".to_owned());
        for (id, target) in targets {
            add(line(&TOML.key(&id), &target));
        }
    }
    add("\n[answers]".to_owned());
    answers(filled, detail, &mut out);
    out
}

fn answers(filled: &Filled, detail: Detail, out: &mut String) {
    let questionnaire = filled.questionnaire();
    let is_bare = detail == Detail::Bare;
    for section in &questionnaire.sections {
        if !is_bare {
            out.push('\n');
            comment(&comments::section(section, questionnaire.framework), out);
        }
        for question in &section.questions {
            match detail {
                Detail::Full => {
                    out.push('\n');
                    comment(&comments::full(question), out);
                }
                Detail::Brief => {
                    out.push('\n');
                    comment(&comments::brief(question), out);
                }
                Detail::Bare => {}
            }
            let key = TOML.key(question.criterion.id.as_str());
            match &filled.assessment.answers[question.index] {
                Some(it) => out.push_str(&format!("{key} = {}\n", TOML.inline(&it.into()))),
                None if is_bare => {}
                None => out.push_str(&format!("# {key} =\n")),
            }
        }
    }
}

fn comment(lines: &[String], out: &mut String) {
    for line in lines {
        out.push_str(format!("# {line}").trim_end());
        out.push('\n');
    }
}
