//! Privacy: e-mail addresses, phone numbers and NHS numbers in free text.
//!
//! An answers file is kept, compared and passed on. It needs roles, and no people.

use super::super::super::fields::Reader;
use super::super::super::tree::{Node, Value};
use crate::diagnostic::Code;
use crate::model::{TraceKind, traces};

/// The keys whose texts are names of things, and no free text.
const NAMES: [&str; 9] =
    ["framework", "ods_code", "type", "region", "settings", "dated", "due", "assessed_on", "code"];

/// Reports what identifies people, anywhere in a file.
pub(super) fn review(tree: &Node, reader: &mut Reader) {
    let Value::Table(entries) = &tree.value else { return };
    for entry in entries {
        match (&entry.node.value, entry.key.as_str()) {
            (Value::Table(answers), "answers") => {
                for answer in answers {
                    reader.about(&answer.key, |reader| walk(&answer.node, &answer.key, reader));
                }
            }
            _ => walk(&entry.node, &entry.key, reader),
        }
    }
}

fn walk(node: &Node, key: &str, reader: &mut Reader) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|it| walk(it, key, reader)),
        Value::Table(entries) => entries.iter().for_each(|it| walk(&it.node, &it.key, reader)),
        Value::Text(text) if !NAMES.contains(&key) => text_of(text, key, node, reader),
        _ => {}
    }
}

fn text_of(text: &str, key: &str, node: &Node, reader: &mut Reader) {
    // An address of the web has numbers of its own.
    let is_link = key == "link";
    let traces = traces(text);
    if traces.iter().any(|it| it.kind == TraceKind::Email) {
        let help = "name the role or the team: whoever holds it changes, and the file stays";
        let message = "there is an e-mail address in this text";
        reader.report(Code::EmailInText, &node.span, message, help);
    }
    let has = |kind| !is_link && traces.iter().any(|it| it.kind == kind);
    if has(TraceKind::NhsNumber) {
        let message = "there is a number in this text that can be somebody's NHS number";
        let help =
            "remove it if it is one; `stocktake explain nhs-number-in-text` says what else to do";
        reader.report(Code::NhsNumberInText, &node.span, message, help);
    }
    if has(TraceKind::PhoneNumber) {
        let message = "there is a phone number in this text";
        let help = "remove it, or name the team: an answers file is kept and passed on";
        reader.report(Code::PhoneInText, &node.span, message, help);
    }
}
