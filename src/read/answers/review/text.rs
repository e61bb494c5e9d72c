//! Texts in YAML that end sooner than their author thinks.

use super::super::super::fields::Reader;
use super::super::super::tree::{Node, Value};
use crate::diagnostic::Code;

/// The keys whose texts people write as they speak.
const FREE: [&str; 7] =
    ["name", "assessed_by", "title", "note", "owner", "not_applicable", "reason"];

/// Reports texts without quotation marks that a ` #` cuts off.
///
/// A comment has a space after its `#`, as a rule; a ticket's number has none.
pub(super) fn review(tree: &Node, reader: &mut Reader) {
    walk(tree, "", reader);
}

fn walk(node: &Node, key: &str, reader: &mut Reader) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|it| walk(it, key, reader)),
        Value::Table(entries) => entries.iter().for_each(|it| walk(&it.node, &it.key, reader)),
        Value::Text(_) if FREE.contains(&key) => {
            let text = reader.source.slice(&node.span);
            let after = reader.source.text().get(node.span.end..).unwrap_or_default();
            let comment = after.trim_start_matches([' ', '\t']);
            let is_quoted = text.starts_with(['"', '\'', '|', '>']);
            let is_cut = comment.len() < after.len()
                && comment
                    .strip_prefix('#')
                    .is_some_and(|it| it.starts_with(char::is_alphanumeric));
            if is_cut && !is_quoted {
                let message = format!("this text ends at `{text}`: the rest is a comment");
                let help = "put the whole text in quotation marks, or a space after the `#`";
                reader.report(Code::TextCutOff, &node.span, message, help);
            }
        }
        _ => {}
    }
}
