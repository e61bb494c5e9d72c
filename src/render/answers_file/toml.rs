//! An answers file in TOML.
//!
//! TOML has no value for nothing, so a question that waits for its answer is a comment: `# id =`.

use super::{Detail, accepted, day, organisation, questions, targets, text};
use crate::model::Answer;
use crate::notation::Language;
use crate::questionnaire::Filled;

const TOML: Language = Language::Toml;

/// How the file is filled in.
const WAITING: &str =
    "take away the # before a question's id, and write the answer behind the sign = after it:";

pub(super) fn file(filled: &Filled, detail: Detail) -> String {
    let mut lines = vec![TOML.entry("framework", &filled.reference.as_str().into())];
    lines.extend(day(filled, TOML, detail));
    let accepted = accepted(filled);
    if !accepted.is_empty() {
        lines.push("accept = [".to_owned());
        lines.extend(accepted.iter().map(|it| format!("  {},", TOML.inline(it))));
        lines.push("]".to_owned());
    }
    lines.push("\n[organisation]".to_owned());
    lines.extend(organisation(filled, TOML, detail));
    let targets = targets(filled);
    if !targets.is_empty() {
        lines.push("\n[targets]".to_owned());
        lines.extend(targets.iter().map(|(id, target)| TOML.entry(id, target)));
    }
    lines.push("\n[answers]".to_owned());
    lines.extend(questions(filled, detail, answer));
    text(filled, (TOML, detail), WAITING, lines)
}

fn answer(id: &str, answer: Option<&Answer>) -> Vec<String> {
    vec![match answer {
        Some(it) => TOML.entry(id, &it.into()),
        None => format!("# {} =", TOML.key(id)),
    }]
}
