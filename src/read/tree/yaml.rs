//! YAML as a tree.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Error, Location};

use super::{Entry, Node, Value, syntax, too_deep, too_many_values};
use crate::diagnostic::{Code, Diagnostic, Source, Span};
use crate::read::limits::{MAX_ALIAS_EVENTS, MAX_DEPTH, MAX_VALUES};

pub(super) fn parse(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            // The tree refuses what is deeper, with its place.
            max_depth: MAX_DEPTH + 2,
            flow_nesting_limit: MAX_DEPTH + 2,
            max_nodes: MAX_VALUES,
            max_events: 4 * MAX_VALUES,
        },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: MAX_ALIAS_EVENTS },
        // A map that is read key by key sees every duplicate under this policy, and no other.
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        merge_keys: MergeKeyPolicy::Error,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
    };
    match serde_yaml::from_str_with_options::<Located<Value>>(source.text(), options) {
        Ok(root) => Some(root.into()),
        Err(error) => {
            findings.push(finding(source, &error));
            None
        }
    }
}

fn finding(source: &Arc<Source>, error: &Error) -> Diagnostic {
    let mut error = error.without_snippet();
    let span = error.location().map_or(0..0, |it| place(source, &it));
    while let Error::AliasError { error: inner, .. } = error {
        error = inner.without_snippet();
    }
    match error {
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => {
            Diagnostic::new(Code::TooManyValues, source, span, "aliases repeat too many values")
                .help("write the values out; an assessment needs no aliases")
        }
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => too_deep(source, span),
        Error::Budget { .. } => too_many_values(source, span),
        Error::MultipleDocuments { .. } => {
            syntax(source, span, "there is more than one document in this file")
                .help("keep one assessment in a file; remove the `---` between them")
        }
        Error::MergeKeyNotAllowed { .. } => {
            syntax(source, span, "the merge key `<<` is not supported").help("write the keys out")
        }
        other => {
            let text = other.to_string();
            if text.contains("limit") && (text.contains("nest") || text.contains("recursion")) {
                return too_deep(source, span);
            }
            let reason = first_line(text.split(" at line ").next().unwrap_or_default());
            let advice = advice(reason, source, span.start);
            let reason = plain(reason);
            let finding = syntax(source, span, format!("this is not valid YAML: {reason}"));
            match advice {
                Some(advice) => finding.help(advice),
                None => finding,
            }
        }
    }
}

/// Returns a reason in words for people, where the parser's are for programmers.
fn plain(reason: &str) -> &str {
    if reason.contains("null into string") || reason.contains("Option<") {
        "a key is missing before the colon"
    } else if reason.contains("weak recursion") || reason.contains("recursive") {
        "an alias leads back to itself"
    } else if reason.contains("expected string scalar") {
        "a key has to be a text"
    } else {
        reason
    }
}

/// Returns what to do about the mistakes that people make most.
fn advice(reason: &str, source: &Source, at: usize) -> Option<String> {
    let (start, text) = source.line_at(at);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let above = source.slice(&(0..start)).lines().rev().find(|it| !it.trim().is_empty());
    let lacks_colon = |it: &&str| {
        indent(it) == indent(text) && !it.contains(": ") && !it.trim_end().ends_with(':')
    };
    if let Some(line) = above.filter(lacks_colon).filter(|_| reason.contains("mapping values")) {
        let line = line.trim();
        return Some(format!("the line above, `{line}`, needs a colon and a space after its key"));
    }
    let advice = if reason.contains("tabs") {
        "replace the tab by spaces: YAML is indented with spaces only"
    } else if (reason.contains("mapping values are not allowed")
        || reason.contains("did not find expected ','"))
        && text.matches(": ").count() > 1
    {
        "put the text in quotes: a colon and a space in it look like another key"
    } else if reason.contains("mapping values are not allowed")
        || reason.contains("did not find expected key")
    {
        "this line starts further right than the one above: remove spaces at its start"
    } else if reason.contains("simple key expected") {
        "write a space after the colon: `question-id: 3`"
    } else if reason.contains("unclosed") {
        "close it; if there is a ` #` in the text, put the text in quotes: it starts a comment"
    } else {
        return None;
    };
    Some(advice.to_owned())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Returns the place of an error, which does not always know its bytes.
fn place(source: &Source, location: &Location) -> Span {
    let number = |it: u64| usize::try_from(it).unwrap_or(usize::MAX);
    let span = location.span();
    if let Some((start, length)) = span.byte_offset().zip(span.byte_len()) {
        return number(start)..number(start.saturating_add(length));
    }
    let start = source.offset(number(location.line()), number(location.column()));
    start..start
}

/// What stands in a YAML file, and where.
///
/// The parser's own `Spanned` tells more: lines and columns, and the place of an anchor. This asks
/// for what a tree needs, in the same way, in half the time.
struct Located<T> {
    value: T,
    span: Span,
}

impl From<Located<Value>> for Node {
    fn from(Located { value, span }: Located<Value>) -> Self {
        Self { span, value }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct("__yaml_spanned", LocatedVisitor(PhantomData))
    }
}

struct LocatedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for LocatedVisitor<T> {
    type Value = Located<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, it: D) -> Result<Located<T>, D::Error> {
        it.deserialize_struct("Spanned", &[], self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Located<T>, A::Error> {
        let mut value = None;
        while let Some(field) = fields.next_key()? {
            match field {
                Field::Value => value = Some(fields.next_value()?),
                // It comes after the value, and is the last that we need.
                Field::Referenced => {
                    let place: Place = fields.next_value()?;
                    let value = value.ok_or_else(|| A::Error::missing_field("value"))?;
                    return Ok(Located { value, span: place.bytes() });
                }
                Field::Other => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        Err(A::Error::missing_field("referenced"))
    }
}

/// What the parser tells of a value.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    Value,
    /// The place where it is used.
    Referenced,
    #[serde(other)]
    Other,
}

/// A place, as the parser tells it.
#[derive(Deserialize)]
struct Place {
    span: PlaceSpan,
}

#[derive(Deserialize)]
struct PlaceSpan {
    /// Where it starts, and how long it is, in bytes: known where the text is in memory.
    byte_info: (usize, usize),
}

impl Place {
    const fn bytes(&self) -> Span {
        let (start, length) = self.span.byte_info;
        start..start.saturating_add(length)
    }
}

/// A key, as it is written.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, it: bool) -> Result<Value, E> {
        Ok(Value::Boolean(it))
    }

    fn visit_i64<E>(self, it: i64) -> Result<Value, E> {
        Ok(Value::Integer(it))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "what is too large for a level is out of range anyway"
    )]
    fn visit_u64<E>(self, it: u64) -> Result<Value, E> {
        Ok(i64::try_from(it).map_or(Value::Float(it as f64), Value::Integer))
    }

    fn visit_f64<E>(self, it: f64) -> Result<Value, E> {
        Ok(Value::Float(it))
    }

    fn visit_str<E: serde::de::Error>(self, it: &str) -> Result<Value, E> {
        self.visit_string(it.to_owned())
    }

    fn visit_string<E>(self, it: String) -> Result<Value, E> {
        Ok(Value::Text(it))
    }

    fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<Value, E> {
        Err(E::custom("binary values are not supported"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<Located<Value>>()? {
            list.push(item.into());
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut table = Vec::new();
        while let Some(key) = entries.next_key::<Located<Key>>()? {
            let node = entries.next_value::<Located<Value>>()?.into();
            table.push(Entry { key: key.value.0, at: key.span, node });
        }
        Ok(Value::Table(table))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        super::super::testing::check("a.yaml", text, parse, expected);
    }

    #[test]
    fn only_true_and_false_are_true_and_false() {
        check("[no, off, y, true]", r#"["no", "off", "y", true]"#);
    }

    #[test]
    fn a_date_is_a_text_and_so_is_what_is_quoted() {
        check("{a: 2026-10-01, b: '3', c: 3}", r#"{a: "2026-10-01", b: "3", c: 3}"#);
    }

    #[test]
    fn a_key_that_stands_twice_is_seen_twice() {
        check("a: 1\nb: 2\na: 3\n", "{a: 1, b: 2, a: 3}");
    }

    #[test]
    fn numbers_without_an_end_are_seen() {
        check("[.nan, .inf, -.inf, 1e999]", "[NaN, inf, -inf, inf]");
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_are_fine() {
        check("\u{feff}a: 1\r\nb: 2\r\n", "{a: 1, b: 2}");
    }

    #[test]
    fn broken_files_tell_where() {
        check("a: [1, 2", "1:4 syntax this is not valid YAML: unclosed bracket '['");
        check("a: 1\n---\nb: 2\n", "3:1 syntax there is more than one document in this file");
        check("a: &x {b: 1}\nc:\n  <<: *x\n", "3:3 syntax the merge key `<<` is not supported");
    }

    #[test]
    fn a_line_without_its_colon_is_named() {
        for line in ["user-research 3", "user-research:3"] {
            let text = format!("answers:\n  {line}\n  user-contact: 2\n");
            let source = Arc::new(Source::new("a.yaml", text));
            let mut findings = Vec::new();
            assert!(parse(&source, &mut findings).is_none());
            let expected =
                format!("the line above, `{line}`, needs a colon and a space after its key");
            assert_eq!(findings[0].help.as_deref(), Some(expected.as_str()));
        }
    }

    #[test]
    fn aliases_may_repeat_a_little_but_not_without_end() {
        check("a: &x [1]\nb: *x\n", "{a: [1], b: [1]}");
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..10 {
            let refs = vec![format!("*a{}", level - 1); 9].join(", ");
            bomb += &format!("a{level}: &a{level} [{refs}]\n");
        }
        let source = Arc::new(Source::new("a.yaml", bomb));
        let mut findings = Vec::new();
        assert!(parse(&source, &mut findings).is_none());
        assert_eq!(findings[0].code, Code::TooManyValues, "{}", findings[0].message);
    }
}
