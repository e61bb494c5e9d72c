//! The list `accept`: findings that may stay, each with a reason.

use std::collections::{BTreeMap, BTreeSet};

use super::super::fields::Reader;
use super::super::tree::Node;
use crate::diagnostic::{Acceptance, Code, Selector, Severity, Span};
use crate::model::Framework;

/// An entry of the list.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) acceptance: Acceptance,
    /// Where the code stands.
    span: Span,
}

impl Entry {
    /// Tells whether the file alone shows if the finding is there.
    const fn is_about_one_file(&self) -> bool {
        !matches!(self.acceptance.code, Code::DuplicateAssessment | Code::OdsCodeNames)
    }
}

/// Returns what a file accepts.
pub(super) fn acceptances(
    tree: &Node,
    framework: Option<&Framework>,
    reader: &mut Reader,
) -> Vec<Entry> {
    let items = tree.get("accept").and_then(|it| reader.list(it, "findings that may stay"));
    let one = |item: &Node| {
        let mut table = reader.table(item, "an entry of `accept`")?;
        let code_node = table.required("code", reader);
        let code = code_node.and_then(|it| code(it, reader));
        let criterion = table.get("criterion").map(|it| criterion(it, framework, reader));
        let reason = table.required("reason", reader).and_then(|it| reader.text(it));
        table.close(reader);
        let criterion = match criterion {
            Some(Some(id)) => Some(id.into()),
            Some(None) => return None,
            None => None,
        };
        let span = code_node?.span.clone();
        let acceptance = Acceptance { code: code?, criterion, reason: reason?.into() };
        Some(Entry { acceptance, span })
    };
    items.unwrap_or_default().iter().filter_map(one).collect()
}

/// Returns the finding that a text names, if it may be accepted.
fn code(node: &Node, reader: &mut Reader) -> Option<Code> {
    let name = reader.text(node)?;
    let Some(code) = Code::from_name(&name) else {
        let names: Vec<&str> = Code::ALL.iter().map(|it| it.name()).collect();
        if Selector::from_name(&name).is_some() {
            let message = format!("`{name}` is a group of findings");
            let help = "accept one finding at a time, each with a reason";
            reader.report(Code::UnknownCode, &node.span, message, help);
        } else {
            reader.unknown(Code::UnknownCode, &node.span, "finding", &name, &names);
        }
        return None;
    };
    if code.default_severity() == Severity::Error {
        let message = format!("`{name}` is always an error, and cannot be accepted");
        let help = "mend what it is about; only warnings may stay";
        reader.report(Code::AlwaysAnError, &node.span, message, help);
        return None;
    }
    Some(code)
}

fn criterion(node: &Node, framework: Option<&Framework>, reader: &mut Reader) -> Option<String> {
    let id = reader.text(node)?;
    if let Some(framework) = framework.filter(|it| it.criterion(&id).is_none()) {
        let names: Vec<&str> = framework.criteria.iter().map(|it| it.id.as_str()).collect();
        reader.unknown(Code::UnknownCriterion, &node.span, "criterion", &id, &names);
        return None;
    }
    Some(id)
}

/// Marks the findings that are accepted, and reports every acceptance without a finding.
pub(super) fn apply(entries: &[Entry], reader: &mut Reader) {
    if entries.is_empty() {
        return;
    }
    let all = entries.iter().map(|it| &it.acceptance);
    let reasons: BTreeMap<_, &Acceptance> = all.map(|it| (it.key(), it)).collect();
    let mut used = BTreeSet::new();
    for finding in &mut reader.findings {
        let key = (finding.code, finding.criterion.as_deref());
        if let Some(it) = reasons.get(&key) {
            finding.accepted = Some(it.reason.clone());
            used.insert(it.key());
        }
    }
    // With errors in the file, nobody knows what else there would be to accept.
    if reader.findings.iter().any(|it| it.severity == Severity::Error) {
        return;
    }
    let is_unused = |it: &&Entry| it.is_about_one_file() && !used.contains(&it.acceptance.key());
    for it in entries.iter().filter(is_unused) {
        let name = it.acceptance.code.name();
        let about = match &it.acceptance.criterion {
            Some(id) => format!(" about `{id}`"),
            None => " about the file as a whole".to_owned(),
        };
        let message = format!("there is no `{name}`{about} to accept");
        let help = "remove this entry, or name the criterion that the finding is about";
        reader.report(Code::UnusedAcceptance, &it.span, message, help);
    }
}
