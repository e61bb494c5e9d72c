//! TOML: keys in lines, with dots, and below headers. The tree knows how far a value reaches.

use super::{Form, Member, Part};
use crate::edit::text::Text;
use crate::read::tree::{Entry, Node, Value};

/// Returns a whole file, or the place that is not understood.
pub(super) fn part<'t>(root: &'t Node, text: &Text<'_>) -> Result<Part<'t>, usize> {
    let Value::Table(entries) = &root.value else { return Err(root.span.start) };
    let members = entries.iter().map(|it| member(it, text)).collect();
    Ok(Part { node: root, span: 0..0, form: Form::Lines, members })
}

fn member<'t>(entry: &'t Entry, text: &Text<'_>) -> Member<'t> {
    let part = value(&entry.node, text);
    let after = if part.form == Form::Lines { entry.at.end } else { part.span.start };
    Member { entry: Some(entry), start: entry.at.start, after, part }
}

fn value<'t>(node: &'t Node, text: &Text<'_>) -> Part<'t> {
    let span = node.span.clone();
    match &node.value {
        Value::Table(entries) => {
            let members: Vec<Member<'t>> = entries.iter().map(|it| member(it, text)).collect();
            if text.byte(span.start) == Some(b'{') {
                // A key with dots in brackets is rare enough to be left alone.
                let has_dots = members.iter().any(|it| it.part.form == Form::Lines);
                let form = if has_dots { Form::Scalar } else { Form::Flow };
                return Part { node, span, form, members };
            }
            lines(node, members)
        }
        Value::List(items) => {
            let item = |node: &'t Node| {
                let part = value(node, text);
                Member { entry: None, start: part.span.start, after: part.span.start, part }
            };
            let members: Vec<Member<'t>> = items.iter().map(item).collect();
            // Each item has a header of its own, and so the first one starts where the list does.
            if items.first().is_some_and(|it| it.span.start == span.start) {
                return lines(node, members);
            }
            Part { node, span, form: Form::Flow, members }
        }
        _ => Part { node, span, form: Form::Scalar, members: Vec::new() },
    }
}

fn lines<'t>(node: &'t Node, members: Vec<Member<'t>>) -> Part<'t> {
    let end = members.iter().map(Member::end).fold(node.span.end, usize::max);
    Part { node, span: node.span.start..end, form: Form::Lines, members }
}
