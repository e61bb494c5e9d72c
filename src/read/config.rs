//! `stocktake.toml`: what a folder of assessments asks of them.

use std::path::PathBuf;
use std::sync::Arc;

use super::fields::Reader;
use super::is_absolute;
use super::tree::{Node, parse};
use crate::diagnostic::{Checked, Choice, Code, Diagnostic, Policy, Selector, Source, Span};
use crate::gate::Gate;
use crate::notation::Language;

/// The name of the file.
pub const CONFIG_FILE: &str = "stocktake.toml";

/// What a folder asks of the assessments in it and below.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// How bad each kind of finding is.
    pub policy: Policy,
    /// What has to be reached.
    pub gate: Gate,
    /// The earlier assessment, and where it is named: a path that starts at the folder of the file.
    pub baseline: Option<(PathBuf, Span)>,
    /// Where `max_age` stands, which needs a day to count to.
    pub max_age: Span,
}

/// Returns what a `stocktake.toml` asks, and what there is to say about it.
///
/// The value is there even if some of it has errors, so that the rest can be asked.
#[must_use]
pub fn config(source: &Arc<Source>) -> Checked<Config> {
    let mut findings = Vec::new();
    // A file without anything in it asks nothing, and is fine.
    let tree = parse(source, Language::Toml, &mut findings);
    findings.retain(|it| it.code != Code::EmptyFile);
    let mut reader = Reader::new(source, findings);
    let config = tree.map(|it| resolve(&it, &mut reader)).unwrap_or_default();
    Checked { value: Some(config), diagnostics: reader.finish() }
}

fn resolve(tree: &Node, reader: &mut Reader) -> Config {
    let mut config = Config::default();
    let Some(mut table) = reader.table(tree, "`stocktake.toml`") else { return config };
    if let Some(node) = table.get("check") {
        config.policy = policy(node, reader);
    }
    if let Some(node) = table.get("gate") {
        gate(node, &mut config, reader);
    }
    table.close(reader);
    config
}

fn policy(node: &Node, reader: &mut Reader) -> Policy {
    let Some(mut table) = reader.table(node, "`[check]`") else { return Policy::default() };
    let mut choices = Vec::new();
    for choice in Choice::ALL {
        let Some(node) = table.get(choice.name()) else { continue };
        for item in reader.list(node, "findings or groups").unwrap_or_default() {
            let Some(name) = reader.text(item) else { continue };
            match selector(&name, choice, &reader.source, &item.span) {
                Ok(selector) => choices.push((selector, choice)),
                Err(finding) => reader.findings.push(finding),
            }
        }
    }
    table.close(reader);
    Policy::new(&choices)
}

/// Returns the findings that a name in `source` stands for.
///
/// # Errors
///
/// Returns a finding if the name stands for nothing, or for what is always an error and asked to be
/// less.
pub fn selector(
    name: &str,
    choice: Choice,
    source: &Arc<Source>,
    span: &Span,
) -> Result<Selector, Diagnostic> {
    let Some(selector) = Selector::from_name(name) else {
        let mut reader = Reader::new(source, Vec::new());
        let names: Vec<&str> = Selector::names().collect();
        reader.unknown(Code::UnknownCode, span, "finding or group", name, &names);
        return Err(reader.findings.remove(0));
    };
    if choice != Choice::Deny && selector.codes().next().is_none() {
        let message = format!("`{name}` is always an error");
        return Err(Diagnostic::new(Code::AlwaysAnError, source, span.clone(), message)
            .help("mend what it is about; only warnings can be allowed"));
    }
    Ok(selector)
}

fn gate(node: &Node, config: &mut Config, reader: &mut Reader) {
    let Some(mut table) = reader.table(node, "`[gate]`") else { return };
    let gate = &mut config.gate;
    let any = (f64::MIN, f64::MAX);
    let mut number = |key: &'static str, range, reader: &mut Reader| {
        table.get(key).and_then(|it| reader.number_within(it, &format!("`{key}`"), range))
    };
    gate.min_score = number("min_score", any, reader);
    gate.min_dimension = number("min_dimension", any, reader);
    gate.min_coverage = number("min_coverage", (0.0, 100.0), reader);
    gate.tolerance =
        table.get("tolerance").and_then(|it| tolerance(it, reader)).unwrap_or_default();
    gate.no_floor_breach =
        (table.get("no_floor_breach")).and_then(|it| reader.boolean(it)).unwrap_or_default();
    gate.max_unknown = (table.get("max_unknown"))
        .and_then(|it| reader.integer_within::<u32>(it, "`max_unknown`", (0, u32::MAX.into())))
        .and_then(|it| usize::try_from(it).ok());
    if let Some(node) = table.get("max_age") {
        gate.max_age = reader.integer_within(node, "`max_age`", (0, u16::MAX.into()));
        config.max_age = node.span.clone();
    }
    if let Some(node) = table.get("baseline") {
        config.baseline = baseline(node, reader).map(|it| (it, node.span.clone()));
        gate.has_baseline = true;
    }
    if let Some(node) = table.get("tolerance").filter(|_| !gate.has_baseline) {
        let message = "`tolerance` is nothing without `baseline`";
        let help = "add `baseline`, or remove `tolerance`";
        reader.report(Code::MissingKey, &node.span, message, help);
    }
    table.close(reader);
}

fn tolerance(node: &Node, reader: &mut Reader) -> Option<f64> {
    let number = reader.number(node)?;
    if number < 0.0 {
        let message = format!("`tolerance` of {} is out of range", reader.source.slice(&node.span));
        reader.report(Code::OutOfRange, &node.span, message, "use 0 or more, in levels");
        return None;
    }
    Some(number)
}

/// Returns a path that starts at the folder of the file. A path on another computer is refused
/// unseen: opening it can give away who asks.
fn baseline(node: &Node, reader: &mut Reader) -> Option<PathBuf> {
    let name = reader.text(node)?;
    let ending = name.rsplit_once('.').map(|(_, it)| it.to_ascii_lowercase());
    let is_answers = matches!(ending.as_deref(), Some("yaml" | "yml" | "toml" | "json"));
    if !is_answers {
        let message = format!("the path `{name}` leads to no answers file");
        let help = "name a file that ends in `.yaml`, `.yml`, `.toml` or `.json`";
        reader.report(Code::UnreadableFile, &node.span, message, help);
        return None;
    }
    if is_absolute(&name) {
        let message = format!("the path `{name}` does not start at this folder");
        let help =
            "write a path that starts at the folder of this file, such as `2025/answers.yaml`";
        reader.report(Code::UnreadableFile, &node.span, message, help);
        return None;
    }
    Some(PathBuf::from(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) -> Config {
        let source = Arc::new(Source::new(CONFIG_FILE, text));
        let checked = config(&source);
        let found = checked.diagnostics.iter().map(|it| {
            let position = it.position();
            format!("{}:{} {} {}", position.line, position.column, it.code.name(), it.message)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected);
        checked.value.unwrap()
    }

    #[test]
    fn a_file_asks_what_it_says() {
        let text = "[check]\ndeny = [\"evidence\"]\nallow = [\"straight-line\"]\n\
                    [gate]\nmin_score = 2.5\nmax_unknown = 0\nmax_age = 12\nbaseline = \"a.yaml\"\n";
        let config = check(text, &[]);
        assert_eq!(config.policy.choice(Code::EvidenceStale), Choice::Deny);
        assert_eq!(config.policy.choice(Code::StraightLine), Choice::Allow);
        assert_eq!(config.gate.min_score, Some(2.5));
        assert_eq!((config.gate.max_unknown, config.gate.max_age), (Some(0), Some(12)));
        assert_eq!(config.baseline.map(|it| it.0), Some(PathBuf::from("a.yaml")));
    }

    #[test]
    fn a_file_without_anything_in_it_asks_nothing() {
        assert_eq!(check("# nothing yet\n", &[]), Config::default());
        assert_eq!(check("[check]\n[gate]\n", &[]), Config::default());
    }

    #[test]
    fn mistakes_are_told_and_the_rest_is_asked() {
        let text = "[check]\ndeny = [\"evidnce\", \"privacy\"]\nallow = [\"unknown-key\"]\n\
                    [gate]\nmin_coverage = 120\nmin_scroe = 2\nmax_unknown = 1\n\
                    baseline = \"//host/a.yaml\"\n[more]\n";
        let config = check(
            text,
            &[
                "2:9 unknown-code unknown finding or group `evidnce`",
                "3:10 always-an-error `unknown-key` is always an error",
                "5:16 out-of-range `min_coverage` of 120 is out of range",
                "6:1 unknown-key unknown key in `[gate]`: `min_scroe`",
                "8:12 unreadable-file the path `//host/a.yaml` does not start at this folder",
                "9:2 unknown-key unknown key in `stocktake.toml`: `more`",
            ],
        );
        assert_eq!(config.policy.choice(Code::EmailInText), Choice::Deny);
        assert_eq!(config.gate.max_unknown, Some(1));
        assert!(config.gate.has_baseline, "what cannot be compared is not met");
    }
}
