//! From values to types: what is missing, what is too much, and what is of the wrong kind.
//!
//! A [`Reader`] collects findings; a [`Table`] hands out the values of its keys and knows which
//! keys it was asked for, so that the rest can be refused.

use std::sync::Arc;

use super::tree::{Entry, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Source, Span, nearest};
use crate::model::{Date, IdError, parse_date};
use crate::wording;

/// After how many findings nobody reads a suggestion.
const SHOWN: usize = 200;

/// How many findings of a file are told.
const TOLD: usize = 500;

/// How many names are listed at most.
const MANY: usize = 12;

/// What was found in one source so far.
pub(super) struct Reader {
    pub(super) source: Arc<Source>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Reader {
    /// Returns a reader of `source` that already knows `findings`.
    pub(super) fn new(source: &Arc<Source>, findings: Vec<Diagnostic>) -> Self {
        Self { source: Arc::clone(source), findings }
    }

    /// Reports a finding: what is wrong, and what to do about it.
    pub(super) fn report(
        &mut self,
        code: Code,
        span: &Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Diagnostic::new(code, &self.source, span.clone(), message);
        self.findings.push(finding.help(help));
    }

    /// Does something about a criterion, and marks what it finds as being about it.
    pub(super) fn about<T>(&mut self, criterion: &str, what: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.findings.len();
        let result = what(self);
        for it in self.findings.iter_mut().skip(before) {
            it.criterion.get_or_insert_with(|| criterion.into());
        }
        result
    }

    /// Returns the findings in file order.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let start = |it: &Diagnostic| it.labels.first().map_or(0, |it| it.span.start);
        if self.findings.len() > TOLD {
            // Errors come first where not all can be told.
            self.findings.sort_by_key(|it| (std::cmp::Reverse(it.severity), start(it)));
            let rest = self.findings.split_off(TOLD);
            self.too_many(&rest);
        }
        self.findings.sort_by_key(start);
        self.findings
    }

    fn too_many(&mut self, rest: &[Diagnostic]) {
        let message = format!("there are {} more findings in this file", rest.len());
        let help = "look at the first ones: hundreds of the same kind have one cause";
        let span = rest.first().and_then(|it| it.labels.first()).map(|it| it.span.clone());
        self.report(Code::TooManyFindings, &span.unwrap_or_default(), message, help);
        let worst = rest.iter().map(|it| it.severity).max();
        if let Some((last, worst)) = self.findings.last_mut().zip(worst) {
            last.severity = worst;
        }
    }

    pub(super) fn wrong_type(&mut self, node: &Node, expected: &str, help: &str) {
        let message = format!("expected {expected}, found {}", self.describe(node));
        self.report(Code::WrongType, &node.span, message, help);
    }

    /// Returns what a value is, with its text if that is short.
    fn describe(&self, node: &Node) -> String {
        let text = self.source.slice(&node.span);
        let is_whole = text.bytes().all(|it| matches!(it, b'+' | b'-' | b'_' | b'0'..=b'9'));
        let kind = match node.value {
            // Whole numbers of more than 64 bits are kept as floats, and so are those with a zero.
            Value::Float(number) if is_whole && number.abs() > 1e18 => "a number that is too large",
            Value::Float(_) if is_whole => "a number with a zero before it",
            _ => node.value.kind(),
        };
        let is_short = !text.is_empty() && text.len() <= 60 && !text.contains('\n');
        match node.value {
            Value::List(_) | Value::Table(_) | Value::Null => kind.to_owned(),
            _ if is_short => format!("{kind}: `{text}`"),
            _ => kind.to_owned(),
        }
    }

    /// Returns the table of a node. `what` is how messages call it: `a criterion`.
    pub(super) fn table<'t>(&mut self, node: &'t Node, what: &'static str) -> Option<Table<'t>> {
        let Value::Table(entries) = &node.value else {
            self.wrong_type(
                node,
                "a group of keys",
                "write keys with values here, such as `name: …`",
            );
            return None;
        };
        Some(Table { span: node.span.clone(), what, entries, known: Vec::new() })
    }

    /// Returns the items of a list.
    pub(super) fn list<'t>(&mut self, node: &'t Node, of: &str) -> Option<&'t [Node]> {
        let Value::List(items) = &node.value else {
            let expected = format!("a list of {of}");
            self.wrong_type(
                node,
                &expected,
                "write it in square brackets, even if it is only one: `[…]`",
            );
            return None;
        };
        Some(items)
    }

    /// Returns a text that says something.
    pub(super) fn text(&mut self, node: &Node) -> Option<String> {
        let Value::Text(text) = &node.value else {
            let is_word = !matches!(node.value, Value::List(_) | Value::Table(_) | Value::Null);
            let help = if is_word { "put it in quotes" } else { "write one text here" };
            self.wrong_type(node, "a text", help);
            return None;
        };
        if text.trim().is_empty() {
            self.report(
                Code::EmptyText,
                &node.span,
                "this text is empty",
                "write what people should read here",
            );
            return None;
        }
        Some(text.clone())
    }

    /// Returns true or false.
    pub(super) fn boolean(&mut self, node: &Node) -> Option<bool> {
        if let Value::Boolean(it) = node.value {
            return Some(it);
        }
        self.wrong_type(node, "`true` or `false`", "write `true` or `false`, without quotes");
        None
    }

    /// Returns a whole number.
    pub(super) fn integer(&mut self, node: &Node) -> Option<i64> {
        if let Value::Integer(number) = node.value {
            return Some(number);
        }
        self.not_an_integer(node, "write digits alone, without quotes: 4");
        None
    }

    /// Reports a value that is no whole number.
    pub(super) fn not_an_integer(&mut self, node: &Node, help: &str) {
        match node.value {
            Value::Float(number) if !number.is_finite() => self.not_finite(node),
            _ => self.wrong_type(node, "a whole number", help),
        }
    }

    /// Returns a finite number.
    pub(super) fn number(&mut self, node: &Node) -> Option<f64> {
        match node.value {
            #[expect(clippy::cast_precision_loss, reason = "no figure needs more than 53 bits")]
            Value::Integer(number) => Some(number as f64),
            Value::Float(number) if !number.is_finite() => {
                self.not_finite(node);
                None
            }
            // Adding zero turns a negative zero into a positive one.
            Value::Float(number) => Some(number + 0.0),
            _ => {
                self.wrong_type(
                    node,
                    "a number",
                    "write digits, with a point before decimals: 41.5",
                );
                None
            }
        }
    }

    fn not_finite(&mut self, node: &Node) {
        let message =
            format!("`{}` is not a number that can be scored", self.source.slice(&node.span));
        self.report(
            Code::NotFinite,
            &node.span,
            message,
            "write the figure; if nobody knows it, write `unknown`",
        );
    }

    /// Returns a number within `lower..=upper`. `what` is how messages call it: `points`.
    pub(super) fn number_within(
        &mut self,
        node: &Node,
        what: &str,
        (lower, upper): (f64, f64),
    ) -> Option<f64> {
        let number = self.number(node)?;
        if (lower..=upper).contains(&number) {
            return Some(number);
        }
        let print = |number| wording::number(number, 6);
        let message = format!("{what} of {} is out of range", self.source.slice(&node.span));
        self.report(
            Code::OutOfRange,
            &node.span,
            message,
            format!("use a number from {} to {}", print(lower), print(upper)),
        );
        None
    }

    /// Returns a whole number within `lower..=upper`, of a narrower type.
    pub(super) fn integer_within<T: TryFrom<i64>>(
        &mut self,
        node: &Node,
        what: &str,
        (lower, upper): (i64, i64),
    ) -> Option<T> {
        let number = self.integer(node)?;
        let fits = (lower..=upper).contains(&number).then(|| T::try_from(number).ok()).flatten();
        if fits.is_none() {
            let message = format!("{what} of {number} is out of range");
            self.report(
                Code::OutOfRange,
                &node.span,
                message,
                format!("use a whole number from {lower} to {upper}"),
            );
        }
        fits
    }

    /// Returns a date: a text such as `2026-10-01`, or a date of TOML.
    pub(super) fn date(&mut self, node: &Node) -> Option<Date> {
        let (Value::Text(text) | Value::Date(text)) = &node.value else {
            self.wrong_type(node, "a date", "write year, month and day, such as 2026-10-01");
            return None;
        };
        let date = parse_date(text.trim());
        if date.is_none() {
            let message = format!("`{text}` is not a date");
            self.report(
                Code::InvalidDate,
                &node.span,
                message,
                "write year, month and day, such as 2026-10-01",
            );
        }
        date
    }

    /// Returns an identifier.
    pub(super) fn id<T: std::str::FromStr<Err = IdError>>(&mut self, node: &Node) -> Option<T> {
        let text = self.text(node)?;
        self.id_from(&text, &node.span)
    }

    /// Returns the identifier that `text`, at `span`, is.
    pub(super) fn id_from<T: std::str::FromStr<Err = IdError>>(
        &mut self,
        text: &str,
        span: &Span,
    ) -> Option<T> {
        match text.parse() {
            Ok(id) => Some(id),
            Err(error) => {
                let message = format!("`{text}` is not an id: {error}");
                self.report(Code::InvalidId, span, message, "ids look like `user-research-2`");
                None
            }
        }
    }

    /// Returns the one of `all` that a text names. `what` is how messages call it: `effort`.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        node: &Node,
        what: &str,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(node)?;
        let found = all.iter().copied().find(|&it| name(it) == text);
        if found.is_none() {
            let names: Vec<&str> = all.iter().map(|&it| name(it)).collect();
            self.unknown(Code::UnknownWord, &node.span, what, &text, &names);
        }
        found
    }

    /// Reports a name that is none of those that would have been right.
    pub(super) fn unknown(
        &mut self,
        code: Code,
        span: &Span,
        what: &str,
        name: &str,
        allowed: &[&str],
    ) {
        // What is not shown need not be guessed.
        let is_shown = self.findings.len() < SHOWN;
        let near = is_shown.then(|| nearest(name, allowed.iter().copied())).flatten();
        let help = match near {
            _ if name.contains('\u{a0}') => {
                "it has a no-break space, as copied from a web page: type the spaces again"
                    .to_owned()
            }
            Some(near) => format!("did you mean `{near}`?"),
            None if allowed.is_empty() || allowed.len() > MANY => {
                format!("check the spelling; `stocktake explain {}` says more", code.name())
            }
            None => {
                let allowed: Vec<String> = allowed.iter().map(|it| format!("`{it}`")).collect();
                format!("use {}", wording::list(&allowed, "or"))
            }
        };
        self.report(code, span, format!("unknown {what} `{name}`"), help);
    }
}

/// A table that hands out the values of its keys.
pub(super) struct Table<'t> {
    pub(super) span: Span,
    what: &'static str,
    entries: &'t [Entry],
    known: Vec<&'static str>,
}

impl<'t> Table<'t> {
    /// Returns the value of a key, if it is there.
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'t Node> {
        self.entry(key).map(|it| &it.node)
    }

    /// Returns a key with its value, if it is there.
    pub(super) fn entry(&mut self, key: &'static str) -> Option<&'t Entry> {
        self.known.push(key);
        self.entries.iter().find(|it| it.key == key)
    }

    /// Returns the value of a key, or reports that it is missing.
    pub(super) fn required(&mut self, key: &'static str, reader: &mut Reader) -> Option<&'t Node> {
        let node = self.get(key);
        if node.is_none() {
            let message = format!("{} needs the key `{key}`", self.what);
            reader.report(Code::MissingKey, &self.span, message, format!("add `{key}`"));
        }
        node
    }

    /// Reports every key that was not asked for.
    pub(super) fn close(self, reader: &mut Reader) {
        self.close_with(reader, |_| None);
    }

    /// Returns all keys with their values: for tables whose keys are not fixed.
    pub(super) const fn entries(&self) -> &'t [Entry] {
        self.entries
    }

    /// Reports every key that was not asked for. `advice` knows what to do about some.
    pub(super) fn close_with(self, reader: &mut Reader, advice: impl Fn(&str) -> Option<String>) {
        for entry in self.entries {
            if self.known.contains(&entry.key.as_str()) {
                continue;
            }
            if let Some(help) = advice(&entry.key) {
                let message = format!("unknown key in {}: `{}`", self.what, entry.key);
                reader.report(Code::UnknownKey, &entry.at, message, help);
            } else {
                let what = format!("key in {}:", self.what);
                reader.unknown(Code::UnknownKey, &entry.at, &what, &entry.key, &self.known);
            }
        }
    }
}
