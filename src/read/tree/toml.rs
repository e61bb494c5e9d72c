//! TOML as a tree.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};

use super::{Entry, Node, Value, duplicate, syntax, too_deep};
use crate::diagnostic::{Code, Diagnostic, Source, Span};
use crate::read::limits::{MAX_BYTES_WITH_ALL_ERRORS, MAX_DEPTH};

pub(super) fn parse(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut is_usable = true;
    let (table, errors) = if source.text().len() <= MAX_BYTES_WITH_ALL_ERRORS {
        DeTable::parse_recoverable(source.text())
    } else {
        match DeTable::parse(source.text()) {
            Ok(table) => (table, Vec::new()),
            Err(error) => {
                is_usable = false;
                (Spanned::new(0..0, DeTable::default()), vec![error])
            }
        }
    };
    let mut duplicates = Vec::new();
    for error in errors {
        let message = error.message();
        if message.starts_with("duplicate key") {
            duplicates.push(error.span().unwrap_or_default());
            continue;
        }
        is_usable = false;
        if message.contains("recursion") {
            let span = error.span().unwrap_or_else(|| deepest_line(source));
            findings.push(too_deep(source, span));
            return None;
        }
        let span = error.span().unwrap_or_default();
        findings.push(syntax(source, span, format!("this is not valid TOML: {message}")));
    }
    let span = table.span();
    let tree = Node { span, value: entries(table.into_inner()) };
    if !duplicates.is_empty() {
        let mut keys = BTreeMap::new();
        collect_keys(&tree, &mut keys);
        findings.extend(duplicates.into_iter().map(|it| twice(source, it, &keys)));
    }
    is_usable.then_some(tree)
}

/// Where a key stands, and how often; in any table.
type Keys<'t> = BTreeMap<&'t str, (Span, usize)>;

fn collect_keys<'t>(node: &'t Node, keys: &mut Keys<'t>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|it| collect_keys(it, keys)),
        Value::Table(entries) => {
            for entry in entries {
                keys.entry(&entry.key).or_insert_with(|| (entry.at.clone(), 0)).1 += 1;
                collect_keys(&entry.node, keys);
            }
        }
        _ => {}
    }
}

/// Returns the finding of a key that stands twice. The parser tells only the second place; the
/// first is known if no other table has such a key.
fn twice(source: &Arc<Source>, span: Span, keys: &Keys<'_>) -> Diagnostic {
    let key = source.slice(&span).trim_matches(['"', '\'']);
    if let Some((first, 1)) = keys.get(key) {
        return duplicate(source, key, first.clone(), span);
    }
    let message = format!("the key `{key}` stands twice");
    Diagnostic::new(Code::DuplicateKey, source, span, message).help("keep one of the two")
}

/// Returns the place of the line that nests deepest: the parser does not tell where it gave up.
fn deepest_line(source: &Source) -> Span {
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let depth = line.bytes().filter(|it| matches!(it, b'[' | b'{' | b'.')).count();
        if depth > MAX_DEPTH {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    0..0
}

fn entries(table: DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            at: key.span(),
            key: key.into_inner().into_owned(),
            node: node(value),
        })
        .collect();
    entries.sort_by_key(|it| it.at.start);
    Value::Table(entries)
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => integer(&number),
        DeValue::Float(number) => Value::Float(float(&number)),
        DeValue::Boolean(it) => Value::Boolean(it),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(node).collect()),
        DeValue::Table(table) => entries(table),
    };
    Node { span, value }
}

fn integer(number: &DeInteger<'_>) -> Value {
    let parsed = i64::from_str_radix(number.as_str(), number.radix());
    // What does not fit is out of every range; which side of it does not matter.
    parsed.map_or(Value::Float(f64::MAX), Value::Integer)
}

fn float(number: &DeFloat<'_>) -> f64 {
    number.as_str().parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        super::super::testing::check("a.toml", text, parse, expected);
    }

    #[test]
    fn tables_keep_the_order_of_the_file() {
        check("z = 1\n[b]\ny = 0x10\n[a]\nx = 1.5\n", "{z: 1, b: {y: 16}, a: {x: 1.5}}");
    }

    #[test]
    fn dates_stay_as_they_are_written() {
        check(
            "a = 2026-10-01\nb = 2026-10-01T10:00:00Z\n",
            "{a: 2026-10-01, b: 2026-10-01T10:00:00Z}",
        );
    }

    #[test]
    fn numbers_without_an_end_are_seen() {
        check("a = [nan, inf, -inf, -0.0]", "{a: [NaN, inf, -inf, -0.0]}");
    }

    #[test]
    fn every_error_is_told_at_once() {
        check(
            "a = \n[b]\nc = 1,5\n",
            "3:6 syntax this is not valid TOML: unexpected key or value, expected newline, `#`; \
             1:5 syntax this is not valid TOML: string values must be quoted, expected literal string",
        );
    }

    #[test]
    fn a_duplicate_key_does_not_hide_the_rest() {
        check("a = 1\na = 2\n", "2:1 duplicate-key the key `a` stands twice; {a: 1}");
    }

    #[test]
    fn what_nests_too_deep_has_a_place() {
        let dotted = format!("b = 1\n{} = 1\n", vec!["a"; 300].join("."));
        check(&dotted, "2:1 too-deep values are nested more than 64 deep");
        let brackets = format!("b = 1\nc = {}{}\n", "[".repeat(300), "]".repeat(300));
        check(&brackets, "2:85 too-deep values are nested more than 64 deep");
    }
}
