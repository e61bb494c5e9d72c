//! Every input file as one kind of tree: values, and where they stand.
//!
//! TOML, YAML, JSON and workbooks differ only in here. What a tree has to look like is settled in
//! [`framework`](super::framework()) and [`answers`](super::answers()).

mod json;
mod toml;
mod workbook;
mod yaml;

use std::sync::Arc;

use super::limits::{MAX_DEPTH, MAX_VALUES};
use crate::diagnostic::{Code, Diagnostic, Source, Span};
use crate::notation::Language;

/// Returns the language of a file, by the ending of its name, or else, as on standard input, by how its
/// text begins.
pub(crate) fn language(source: &Source) -> Language {
    let ending = std::path::Path::new(source.name()).extension();
    let ending = ending.and_then(|it| it.to_str()).and_then(Language::of_ending);
    ending.unwrap_or_else(|| guess(source.text()))
}

/// Returns the language that a text looks like.
fn guess(text: &str) -> Language {
    let lines = text.lines().map(str::trim);
    let first = lines.into_iter().find(|it| !it.is_empty() && !it.starts_with('#'));
    let first = first.unwrap_or_default();
    let key_length = first.find(|it: char| !it.is_alphanumeric() && it != '_' && it != '.');
    let after_key = first.get(key_length.unwrap_or(first.len())..).unwrap_or_default();
    if first.starts_with('{') {
        Language::Json
    } else if first.starts_with('[') || after_key.trim_start().starts_with('=') {
        Language::Toml
    } else {
        Language::Yaml
    }
}

/// A value, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

impl Node {
    /// Returns the value of a key, if this is a table that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|it| &it.node)
    }

    /// Returns a key with its value, if this is a table that has it.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        let Value::Table(entries) = &self.value else { return None };
        entries.iter().find(|it| it.key == key)
    }

    /// Tells whether two trees say the same, wherever it stands.
    pub(crate) fn says_what(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Null, Value::Null) => true,
            (Value::Boolean(a), Value::Boolean(b)) => a == b,
            (Value::Integer(a), Value::Integer(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Text(a), Value::Text(b)) | (Value::Date(a), Value::Date(b)) => a == b,
            (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_what(b))
            }
            (Value::Table(a), Value::Table(b)) => {
                let mut pairs = a.iter().zip(b);
                a.len() == b.len()
                    && pairs.all(|(a, b)| a.key == b.key && a.node.says_what(&b.node))
            }
            _ => false,
        }
    }

    /// Returns the items, if this is a list.
    pub(crate) fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    Integer(i64),
    /// Not a whole number, or not one of 64 bits; perhaps not finite.
    Float(f64),
    Text(String),
    /// A date or time of TOML, as it is written.
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

impl Value {
    /// Returns what people call such a value: `a list`.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Boolean(_) => "true or false",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Text(_) => "a text",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a group of keys",
        }
    }
}

/// A key of a table with its value, in file order.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) at: Span,
    pub(crate) node: Node,
}

/// As people would write it in a test.
#[cfg(test)]
impl std::fmt::Display for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>().join(", ");
        match &self.value {
            Value::Null => f.write_str("nothing"),
            Value::Boolean(it) => write!(f, "{it}"),
            Value::Integer(it) => write!(f, "{it}"),
            Value::Float(it) => write!(f, "{it:?}"),
            Value::Text(it) => write!(f, "{it:?}"),
            Value::Date(it) => f.write_str(it),
            Value::List(items) => {
                write!(f, "[{}]", list(&mut items.iter().map(ToString::to_string)))
            }
            Value::Table(entries) => {
                let entries = &mut entries.iter().map(|it| format!("{}: {}", it.key, it.node));
                write!(f, "{{{}}}", list(entries))
            }
        }
    }
}

/// Returns the tree of a source, or `None` if it has none. A duplicate key leaves the first one.
pub(crate) fn parse(
    source: &Arc<Source>,
    language: Language,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    if let Some(cells) = source.cells() {
        let mut tree = workbook::parse(source, cells, findings)?;
        refuse_duplicates(&mut tree, source, findings);
        return Some(tree);
    }
    let is_empty = match language {
        Language::Json => source.text().trim().is_empty(),
        Language::Toml | Language::Yaml => source.text().lines().all(|line| {
            let line = line.trim();
            line.is_empty() || line.starts_with('#')
        }),
    };
    if is_empty {
        findings.push(
            Diagnostic::new(Code::EmptyFile, source, 0..0, "there is nothing in this file")
                .help("answers start with `framework:`, a framework with `[framework]`"),
        );
        return None;
    }
    // The YAML parser counts for itself; the others would have them all in memory first.
    if most_values(source.text(), language) > MAX_VALUES {
        findings.push(too_many_values(source, 0..0));
        return None;
    }
    let mut tree = match language {
        Language::Toml => toml::parse(source, findings),
        Language::Yaml => yaml::parse(source, findings),
        Language::Json => json::parse(source, findings),
    }?;
    if let Some(span) = deeper_than(&tree, MAX_DEPTH) {
        findings.push(too_deep(source, span));
        return None;
    }
    refuse_duplicates(&mut tree, source, findings);
    Some(tree)
}

/// Returns how many values a text in TOML or JSON can have at most, by the marks that stand before
/// them, wherever they stand; 0 for YAML.
///
/// A line of TOML takes memory even if it has no value, and a table in it takes that of three values;
/// a full stop in a key makes a table.
fn most_values(text: &str, language: Language) -> usize {
    let weight = |mark: u8| match (language, mark) {
        (Language::Toml, b'[' | b'{' | b'.') => 3,
        (Language::Toml, b'\n' | b',' | b'=') | (Language::Json, b'[' | b'{' | b',' | b':') => 1,
        _ => 0,
    };
    text.bytes().map(weight).sum()
}

fn too_many_values(source: &Arc<Source>, span: Span) -> Diagnostic {
    let message = format!("there are more than {MAX_VALUES} values in this file");
    Diagnostic::new(Code::TooManyValues, source, span, message)
        .help("split the file into one for each assessment")
}

fn too_deep(source: &Arc<Source>, span: Span) -> Diagnostic {
    let message = format!("values are nested more than {MAX_DEPTH} deep");
    Diagnostic::new(Code::TooDeep, source, span, message)
        .help("no framework and no assessment needs more than 6")
}

fn syntax(source: &Arc<Source>, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::Syntax, source, span, message)
        .help("look at this place and the line before it; `stocktake explain syntax` lists the usual causes")
}

/// Returns the place of a value that is nested deeper than `limit`, if there is one.
fn deeper_than(node: &Node, limit: usize) -> Option<Span> {
    let mut open = vec![(node, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > limit {
            return Some(node.span.clone());
        }
        match &node.value {
            Value::List(items) => open.extend(items.iter().map(|it| (it, depth + 1))),
            Value::Table(entries) => open.extend(entries.iter().map(|it| (&it.node, depth + 1))),
            _ => {}
        }
    }
    None
}

/// Reports every key that stands twice in a table, and keeps the first.
fn refuse_duplicates(node: &mut Node, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    match &mut node.value {
        Value::List(items) => {
            for item in items {
                refuse_duplicates(item, source, findings);
            }
        }
        Value::Table(entries) => {
            if has_duplicates(entries) {
                refuse_duplicates_of(entries, source, findings);
            }
            for entry in entries {
                refuse_duplicates(&mut entry.node, source, findings);
            }
        }
        _ => {}
    }
}

/// Tells whether a key stands twice. Most tables are small, and none of their keys does.
fn has_duplicates(entries: &[Entry]) -> bool {
    if entries.len() <= 8 {
        let is_repeated = |(at, it): (usize, &Entry)| entries[..at].iter().any(|e| e.key == it.key);
        return entries.iter().enumerate().any(is_repeated);
    }
    let mut keys: Vec<&str> = entries.iter().map(|it| it.key.as_str()).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair[0] == pair[1])
}

fn refuse_duplicates_of(
    entries: &mut Vec<Entry>,
    source: &Arc<Source>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut seen = std::collections::BTreeMap::<String, Span>::new();
    entries.retain(|entry| match seen.get(&entry.key) {
        Some(first) => {
            findings.push(duplicate(source, &entry.key, first.clone(), entry.at.clone()));
            false
        }
        None => seen.insert(entry.key.clone(), entry.at.clone()).is_none(),
    });
}

fn duplicate(source: &Arc<Source>, key: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateKey, source, second, format!("the key `{key}` stands twice"))
        .labelled("once more here")
        .and_at(source, first, "first here")
        .help("keep one of the two")
}

#[cfg(test)]
mod testing {
    use super::*;

    /// Checks what a parser finds in a text, and the tree that it makes of it.
    #[track_caller]
    pub(super) fn check(
        name: &str,
        text: &str,
        parse: fn(&Arc<Source>, &mut Vec<Diagnostic>) -> Option<Node>,
        expected: &str,
    ) {
        let source = Arc::new(Source::new(name, text));
        let mut findings = Vec::new();
        let tree = parse(&source, &mut findings);
        let found = findings.iter().map(|it| {
            let position = it.position();
            format!("{}:{} {} {}", position.line, position.column, it.code.name(), it.message)
        });
        let found: Vec<String> = found.chain(tree.map(|it| it.to_string())).collect();
        assert_eq!(found.join("; "), expected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expected: Language) {
        assert_eq!(language(&Source::new(name, text)), expected);
    }

    #[test]
    fn the_ending_tells_the_language() {
        check("a.YML", "{}", Language::Yaml);
        check("a.json", "a: 1", Language::Json);
        check("a.b.toml", "a: 1", Language::Toml);
    }

    #[test]
    fn without_an_ending_the_text_does() {
        check("<stdin>", "# x\n\nframework: a\n", Language::Yaml);
        check("<stdin>", "---\nframework: a\n", Language::Yaml);
        check("<stdin>", "framework: \"a = b\"", Language::Yaml);
        check("<stdin>", "\n{\"framework\": 1}", Language::Json);
        check("<stdin>", "# x\nframework = 1", Language::Toml);
        check("<stdin>", "[organisation]", Language::Toml);
        check("<stdin>", "", Language::Yaml);
    }
}
