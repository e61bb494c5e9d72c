//! Findings as SARIF 2.1.0, the format in which code platforms and editors take the findings of any
//! program.
//!
//! `docs/output/sarif.md` says what stays. There is no time and no name of the machine in it: the same
//! files give the same bytes.
//!
//! Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01, OASIS,
//! 28 August 2023.

mod address;
mod fingerprint;
mod rules;
mod shape;

use std::collections::BTreeSet;

use super::{CheckFormat, CheckWriter, Written};
use crate::check::{Checkup, Kind, Totals};
use crate::diagnostic::{Code, Diagnostic, Label, Source};
use crate::render::{Look, escape};
use crate::wording::{capitalised, sentence};
use address::Address;
use fingerprint::Fingerprints;
use shape::{
    Artifact, Driver, Fingerprint, Invocation, Log, LogicalLocation, Message, Notification,
    Physical, Place, Region, RuleReference, Run, SourceRoot, Suppression, Tool, UriBases,
};

/// Findings as SARIF.
#[derive(Clone, Copy, Debug)]
pub struct Sarif;

impl CheckFormat for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn summary(&self) -> &'static str {
        "for code platforms and editors: SARIF 2.1.0"
    }

    fn start(&self, _: Look) -> Box<dyn CheckWriter> {
        Box::<Writer>::default()
    }
}

/// Keeps what will be written, and no text of a file beyond that.
#[derive(Default)]
struct Writer {
    results: Vec<shape::Result>,
    /// What kept the run from doing what was asked: settings.
    about_settings: Vec<Notification>,
    /// The same: files.
    about_files: Vec<Notification>,
    codes: BTreeSet<Code>,
    fingerprints: Fingerprints,
}

impl CheckWriter for Writer {
    fn file(&mut self, checkup: &Checkup) {
        for finding in &checkup.findings {
            self.codes.insert(finding.code);
            match checkup.kind {
                Kind::Framework | Kind::Answers => {}
                Kind::Settings => self.about_settings.push(notification(finding)),
                Kind::Unread => self.about_files.push(notification(finding)),
            }
            let result = self.result(finding);
            self.results.push(result);
        }
    }

    fn finish(mut self: Box<Self>, totals: &Totals) -> Written {
        let codes: Vec<Code> = self.codes.iter().copied().collect();
        // Rules are in the order of their codes, which is that of their names.
        let index = |id: &str| codes.binary_search_by_key(&id, |it| it.name()).unwrap_or_default();
        for it in &mut self.results {
            it.rule_index = index(it.rule_id);
        }
        for it in self.about_settings.iter_mut().chain(&mut self.about_files) {
            it.associated_rule.index = index(it.associated_rule.id);
        }
        let driver = Driver {
            name: "stocktake",
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: codes.iter().copied().map(rules::rule).collect(),
        };
        let invocation = Invocation {
            execution_successful: totals.exit_code() != 2,
            exit_code: totals.exit_code(),
            tool_configuration_notifications: self.about_settings,
            tool_execution_notifications: self.about_files,
        };
        let log = Log {
            schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            version: "2.1.0",
            runs: [Run {
                tool: Tool { driver },
                invocations: [invocation],
                original_uri_base_ids: UriBases {
                    source_root: SourceRoot {
                        description: Message::new("The folder that `stocktake` was started in."),
                    },
                },
                column_kind: "unicodeCodePoints",
                results: self.results,
            }],
        };
        let text = serde_json::to_string(&log).expect("texts and numbers can be written");
        Written::from(text + "\n")
    }
}

impl Writer {
    fn result(&mut self, it: &Diagnostic) -> shape::Result {
        let justification = |reason: &str| Suppression {
            kind: "inSource",
            justification: escape::terminal(reason).trim().to_owned(),
        };
        let mut labels = it.labels.iter();
        let first = labels.next().map(|first| location(first, it.criterion.as_deref()));
        shape::Result {
            rule_id: it.code.name(),
            rule_index: 0,
            level: it.severity.name(),
            message: message(it),
            locations: first.into_iter().collect(),
            related_locations: labels.map(|it| location(it, None)).collect(),
            partial_fingerprints: Fingerprint { finding: self.fingerprints.of(it) },
            // There for every result or for none (section 3.27.23): nobody should have to guess
            // whether acceptances were looked at.
            suppressions: it.accepted.as_deref().map(justification).into_iter().collect(),
        }
    }
}

fn notification(it: &Diagnostic) -> Notification {
    Notification {
        level: it.severity.name(),
        message: message(it),
        locations: it.labels.first().map(|first| location(first, None)).into_iter().collect(),
        associated_rule: RuleReference { id: it.code.name(), index: 0 },
    }
}

/// Returns what is wrong, and what to do about it, in whole sentences.
fn message(it: &Diagnostic) -> Message {
    let mut text = in_sentences(&it.placed_message());
    if let Some(help) = &it.help {
        text = format!("{text} {}", in_sentences(help));
    }
    Message::new(plain(&text))
}

fn in_sentences(text: &str) -> String {
    sentence(&capitalised(escape::terminal(text).trim()))
}

fn location(label: &Label, criterion: Option<&str>) -> Place {
    let address = address_of(&label.source);
    let named = |name: &str, kind| LogicalLocation { name: escape::terminal(name), kind };
    let logical = criterion.map(|it| named(it, Some("property")));
    // What is no file has a name at least.
    let source = address.is_none().then(|| named(label.source.name(), None));
    let text = Some(label.text.as_str()).filter(|it| !it.trim().is_empty());
    Place {
        physical_location: address.map(|address| Physical {
            artifact_location: Artifact::from(address),
            region: region(label),
        }),
        logical_locations: source.into_iter().chain(logical).collect(),
        message: text.map(|it| Message::new(plain(&in_sentences(it)))),
    }
}

/// Returns where a source is, if it is a file.
fn address_of(source: &Source) -> Option<Address> {
    source.has_path().then(|| Address::new(source.name(), cfg!(windows)))
}

/// Returns a place: the first character and the one after the last, which for an empty place are the
/// same.
fn region(label: &Label) -> Region {
    let start = label.source.position(label.span.start);
    let end = label.source.position(label.span.end).max(start);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// Returns text that a viewer shows as it is.
///
/// `[text](link)` would become a link (section 3.11.6), and `{0}` a placeholder (section 3.11.5).
/// Text that has neither stays untouched: many viewers know nothing of escapes.
fn plain(text: &str) -> String {
    let (has_link, has_placeholder) = (text.contains("]("), has_placeholder(text));
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '[' | ']' | '\\' if has_link => out.extend(['\\', character]),
            '{' | '}' if has_placeholder => out.extend([character, character]),
            it => out.push(it),
        }
    }
    out
}

fn has_placeholder(text: &str) -> bool {
    text.split('{').skip(1).any(|it| {
        let digits = it.split('}').next().filter(|digits| digits.len() < it.len());
        digits.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests;
