//! YAML and JSON: how far a value reaches, found by the marks around it.
//!
//! The tree knows where a scalar starts and ends; of what has keys or items, it knows the start.

use super::{Form, Member, Part};
use crate::edit::text::Text;
use crate::read::tree::{Entry, Node, Value};

/// Returns the value that starts at or after `from`, and belongs to a key or a hyphen in column
/// `column`; or the place that is not understood.
pub(super) fn part<'t>(
    node: &'t Node,
    from: usize,
    column: usize,
    text: &Text<'_>,
) -> Result<Part<'t>, usize> {
    let whole = |form, span| Ok(Part { node, span, form, members: Vec::new() });
    if matches!(node.value, Value::Null) && node.span.is_empty() {
        return whole(Form::Empty, from..from);
    }
    let start = text.token(from);
    let bare = after_properties(start, text);
    let mark = text.byte(bare);
    match (&node.value, mark) {
        (_, Some(b'*')) => whole(Form::Scalar, start..node.span.end),
        (Value::Text(_), Some(b'|' | b'>')) => {
            whole(Form::Literal, start..end_of_literal(bare, column, text))
        }
        (Value::Table(entries), Some(b'{')) => {
            let (members, last) = keys_in_brackets(entries, bare + 1, text)?;
            let span = start..closed(last, b'}', text)?;
            Ok(Part { node, span, form: Form::Flow, members })
        }
        (Value::List(items), Some(b'[')) => {
            let (members, last) = items_in_brackets(items, bare + 1, text)?;
            let span = start..closed(last, b']', text)?;
            Ok(Part { node, span, form: Form::Flow, members })
        }
        (Value::Table(entries), _) => {
            let members = keys_in_lines(entries, text)?;
            let end = members.last().map_or(bare, Member::end);
            Ok(Part { node, span: start..end, form: Form::Block, members })
        }
        (Value::List(items), _) => {
            let members = items_in_lines(items, bare, text)?;
            let end = members.last().map_or(bare, Member::end);
            Ok(Part { node, span: start..end, form: Form::Block, members })
        }
        _ => whole(Form::Scalar, start.min(node.span.start)..node.span.end),
    }
}

/// Returns where a value starts behind its anchor and its tag.
fn after_properties(mut at: usize, text: &Text<'_>) -> usize {
    while let Some(b'&' | b'!') = text.byte(at) {
        let rest = text.slice(at..text.whole.len());
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        at = text.token(at + length);
    }
    at
}

/// Returns where a text ends that stands below its key: with the last line that is indented by more
/// than the key. The blank lines after it belong to it only if its mark says so.
fn end_of_literal(start: usize, column: usize, text: &Text<'_>) -> usize {
    let mut end = text.end_of_line(start);
    let mark = text.slice(start..end);
    let keeps = mark.split(' ').next().is_some_and(|it| it.contains('+'));
    let mut at = text.next_line(start);
    while at < text.whole.len() {
        let line = text.slice(at..text.end_of_line(at));
        let is_blank = line.trim_matches([' ', '\t']).is_empty();
        if !is_blank && line.len() - line.trim_start_matches(' ').len() <= column {
            break;
        }
        if keeps || !is_blank {
            end = at + line.len();
        }
        at = text.next_line(at);
    }
    end
}

fn closed(at: usize, bracket: u8, text: &Text<'_>) -> Result<usize, usize> {
    let mut at = text.token(at);
    while text.byte(at) == Some(b',') {
        at = text.token(at + 1);
    }
    if text.byte(at) == Some(bracket) { Ok(at + 1) } else { Err(at) }
}

type Members<'t> = Vec<Member<'t>>;

fn keys_in_brackets<'t>(
    entries: &'t [Entry],
    mut last: usize,
    text: &Text<'_>,
) -> Result<(Members<'t>, usize), usize> {
    let mut members = Vec::new();
    for entry in entries {
        let colon = text.token(entry.at.end);
        let after = if text.byte(colon) == Some(b':') { colon + 1 } else { entry.at.end };
        let part = part(&entry.node, after, 0, text)?;
        last = part.span.end;
        members.push(Member { entry: Some(entry), start: entry.at.start, after, part });
    }
    Ok((members, last))
}

fn items_in_brackets<'t>(
    items: &'t [Node],
    mut last: usize,
    text: &Text<'_>,
) -> Result<(Members<'t>, usize), usize> {
    let mut members = Vec::new();
    for node in items {
        let mut start = text.token(last);
        if text.byte(start) == Some(b',') {
            start = text.token(start + 1);
        }
        let mut part = part(node, start, 0, text)?;
        if part.form == Form::Block {
            // A key without brackets: `[a: b]`.
            part.form = Form::Scalar;
        }
        last = part.span.end;
        members.push(Member { entry: None, start: part.span.start, after: part.span.start, part });
    }
    Ok((members, last))
}

fn keys_in_lines<'t>(entries: &'t [Entry], text: &Text<'_>) -> Result<Members<'t>, usize> {
    let member = |entry: &'t Entry| {
        let colon = text.token(entry.at.end);
        if text.byte(colon) != Some(b':') {
            return Err(colon);
        }
        let column = text.before(entry.at.start).len();
        let part = part(&entry.node, colon + 1, column, text)?;
        Ok(Member { entry: Some(entry), start: entry.at.start, after: colon + 1, part })
    };
    entries.iter().map(member).collect()
}

fn items_in_lines<'t>(
    items: &'t [Node],
    mut last: usize,
    text: &Text<'_>,
) -> Result<Members<'t>, usize> {
    let mut members = Vec::new();
    for node in items {
        let hyphen = text.token(last);
        if text.byte(hyphen) != Some(b'-') {
            return Err(hyphen);
        }
        let part = part(node, hyphen + 1, text.before(hyphen).len(), text)?;
        last = part.span.end;
        members.push(Member { entry: None, start: hyphen, after: hyphen + 1, part });
    }
    Ok(members)
}
