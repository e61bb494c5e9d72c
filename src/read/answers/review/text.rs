//! Texts in YAML that end sooner than their author thinks.

use super::super::super::fields::Reader;
use super::super::super::tree::{Node, Value};
use crate::diagnostic::Code;

/// Reports texts without quotation marks that a ` #` cuts off.
///
/// A comment has a space after its `#`, as a rule; a ticket's number has none.
pub(super) fn review(tree: &Node, reader: &mut Reader) {
    match &tree.value {
        Value::List(items) => items.iter().for_each(|it| review(it, reader)),
        Value::Table(entries) => entries.iter().for_each(|it| review(&it.node, reader)),
        Value::Text(_) => {
            let text = reader.source.slice(&tree.span);
            let after = reader.source.text().get(tree.span.end..).unwrap_or_default();
            let comment = after.trim_start_matches([' ', '\t']);
            let is_quoted = text.starts_with(['"', '\'', '|', '>']);
            let is_cut = comment.len() < after.len()
                && comment
                    .strip_prefix('#')
                    .is_some_and(|it| it.starts_with(char::is_alphanumeric));
            if is_cut && !is_quoted {
                let message = format!("this text ends at `{text}`: the rest is a comment");
                let help = "put the whole text in quotation marks, or a space after the `#`";
                reader.report(Code::TextCutOff, &tree.span, message, help);
            }
        }
        _ => {}
    }
}
