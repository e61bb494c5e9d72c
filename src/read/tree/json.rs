//! JSON as a tree.
//!
//! `serde_json` parses; a raw value is a piece of the text, so its address is its place.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Entry, Node, Value, syntax, too_deep};
use crate::diagnostic::{Diagnostic, Source, Span};
use crate::read::limits::MAX_DEPTH;

pub(super) fn parse(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let whole = source.text();
    let raw = serde_json::from_str::<&RawValue>(whole).map_err(|error| {
        // The parser counts bytes, and may stop within a character.
        let at = source.offset(error.line(), 1) + error.column().saturating_sub(1);
        let start = (0..=at).rev().find(|&it| whole.is_char_boundary(it)).unwrap_or_default();
        (start..start, error)
    });
    match raw.and_then(|raw| node(whole, raw.get(), 0)) {
        Ok(node) => Some(node),
        Err((span, error)) => {
            let text = error.to_string();
            let reason = text.split(" at line ").next().unwrap_or_default();
            findings.push(if reason.contains("recursion limit") {
                too_deep(source, span)
            } else {
                syntax(source, span, format!("this is not valid JSON: {reason}"))
            });
            None
        }
    }
}

/// Returns the node of `raw`, which is a piece of `whole`, or what is wrong and where. The brackets
/// and commas of `raw` are right; only a text can have an escape that stands for nothing.
fn node<'t>(whole: &'t str, raw: &'t str, depth: usize) -> Result<Node, (Span, serde_json::Error)> {
    let span = place(whole, raw);
    let wrong = |error| (span.clone(), error);
    // The tree refuses what is deeper, with its place; there is no need to go on.
    let value = match raw.as_bytes().first() {
        Some(b'[' | b'{') if depth > MAX_DEPTH => Value::Null,
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).map_err(wrong)?;
            let items = items.into_iter().map(|it| node(whole, it.get(), depth + 1));
            Value::List(items.collect::<Result<_, _>>()?)
        }
        Some(b'{') => {
            let pairs: Pairs<'t> = serde_json::from_str(raw).map_err(wrong)?;
            let entry = |(key, value): (&'t RawValue, &'t RawValue)| {
                let at = place(whole, key.get());
                let key: String = serde_json::from_str(key.get()).map_err(|it| (at.clone(), it))?;
                Ok(Entry { key, at, node: node(whole, value.get(), depth + 1)? })
            };
            Value::Table(pairs.0.into_iter().map(entry).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Text(serde_json::from_str(raw).map_err(wrong)?),
        Some(b't' | b'f') => Value::Boolean(raw == "true"),
        Some(b'n') | None => Value::Null,
        Some(_) => match raw.parse::<i64>() {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Float(raw.parse().unwrap_or(f64::NAN)),
        },
    };
    Ok(Node { span, value })
}

fn place(whole: &str, part: &str) -> Span {
    let start = part.as_ptr().addr() - whole.as_ptr().addr();
    start..start + part.len()
}

/// The keys and values of an object, in file order, duplicates and all.
struct Pairs<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Pairs<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<'t>(PhantomData<&'t ()>);

impl<'de: 't, 't> Visitor<'de> for PairsVisitor<'t> {
    type Value = Pairs<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Pairs<'t>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            pairs.push(entry);
        }
        Ok(Pairs(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        super::super::testing::check("a.json", text, parse, expected);
    }

    #[test]
    fn values_keep_their_kind_and_place() {
        let text = "{\"a\": [1, -2.5, true, null],\n\t\"Ŵ\" : \"\\ud83d\\ude00\"}";
        check(text, "{a: [1, -2.5, true, nothing], Ŵ: \"😀\"}");
        let source = Arc::new(Source::new("a.json", text));
        let Value::Table(entries) = parse(&source, &mut Vec::new()).unwrap().value else {
            panic!()
        };
        assert_eq!(source.slice(&entries[1].at), "\"Ŵ\"");
        assert_eq!(source.slice(&entries[0].node.span), "[1, -2.5, true, null]");
    }

    #[test]
    fn a_key_that_stands_twice_is_seen_twice() {
        check("{\"a\": 1, \"a\": 2}", "{a: 1, a: 2}");
    }

    #[test]
    fn broken_files_tell_where() {
        check("{\"a\": 1,}", "1:9 syntax this is not valid JSON: key must be a string");
        check("{\"Ŵ\": 01}", "1:8 syntax this is not valid JSON: invalid number");
        check(
            "[1,\n \"\\ud800\"]",
            "2:2 syntax this is not valid JSON: unexpected end of hex escape",
        );
        check("a: 1", "1:1 syntax this is not valid JSON: expected value");
        check(
            "[\"aŴ\n",
            "1:4 syntax this is not valid JSON: control character (\\u0000-\\u001F) found while parsing a string",
        );
    }
}
