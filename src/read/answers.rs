//! From a tree to an assessment.
//!
//! Every finding of the file is reported at once; an assessment is built only if none of them is
//! an error.

mod accept;
mod cell;
mod reference;
mod response;
mod review;

pub use reference::Frameworks;

use std::path::Path;
use std::sync::Arc;

use super::fields::Reader;
use super::framework::{settings, target};
use super::tree::{Entry, Node, Value, language, parse};
use crate::diagnostic::{Acceptance, Checked, Code, Diagnostic, Severity, Source, Span};
use crate::model::{Answer, Assessment, Framework, Organisation, Targets};
use crate::questionnaire::Filled;

/// Returns the assessment that an answers file describes, and what there is to say about it.
///
/// A path to a framework in it starts at `folder`. The file's language is that of its name
/// (`.yaml`, `.yml`, `.toml`, `.json`), or else the one that its text looks like.
#[must_use]
pub fn answers(source: &Arc<Source>, folder: &Path) -> Checked<Assessment> {
    answers_and_tree(source, folder).0
}

/// Returns the same as [`answers`], with the tree that it was made of.
pub(crate) fn answers_and_tree(
    source: &Arc<Source>,
    folder: &Path,
) -> (Checked<Assessment>, Option<Node>) {
    let mut findings = Vec::new();
    let tree = parse(source, language(source), &mut findings);
    let answers = Answers::new(source, tree.as_ref(), findings, folder, &Frameworks::default());
    (answers.checked, tree)
}

/// An answers file: the assessment, and what those need who have more to say about the file.
#[derive(Debug)]
pub struct Answers {
    /// The assessment, and what there is to say about it.
    pub checked: Checked<Assessment>,
    /// Where things stand in the file.
    pub places: Places,
    /// The file of the framework, if it is not one that is built in.
    pub framework: Option<Arc<Source>>,
    /// How the file names its framework.
    reference: String,
    /// What the file accepts.
    accepted: Vec<Acceptance>,
}

/// Where things stand in an answers file.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The key `answers`.
    pub answers: Span,
    /// The date.
    pub assessed_on: Span,
    /// The organisation's code.
    pub ods_code: Option<Span>,
    /// The key of each criterion that is answered, in framework order.
    pub criteria: Vec<Option<Span>>,
}

impl Answers {
    pub(super) fn new(
        source: &Arc<Source>,
        tree: Option<&Node>,
        findings: Vec<Diagnostic>,
        folder: &Path,
        frameworks: &Frameworks,
    ) -> Self {
        let mut reader = Reader::new(source, findings);
        let mut foreign = Vec::new();
        let mut found = Found::default();
        let assessment = tree.and_then(|it| {
            resolve(it, (folder, frameworks), &mut found, &mut foreign, &mut reader)
        });
        let known = assessment.as_ref().map(|it| &*it.framework);
        let entries = tree.map(|it| accept::acceptances(it, known, &mut reader));
        let entries = entries.unwrap_or_default();
        accept::apply(&entries, &mut reader);
        let accepted = entries.into_iter().map(|it| it.acceptance).collect();
        let mut diagnostics = reader.finish();
        diagnostics.append(&mut foreign);
        let Found { places, framework, reference } = found;
        let checked = Checked::new(assessment, diagnostics);
        Self { checked, places, framework, reference, accepted }
    }

    /// Returns everything that the file says, if there are no errors in it.
    #[must_use]
    pub fn filled(&self) -> Option<Filled> {
        let assessment = self.checked.value.clone()?;
        let (reference, accepted) = (self.reference.clone(), self.accepted.clone());
        Some(Filled { reference, assessment, accepted })
    }

    /// Marks a finding that shows only beside other files, if this file accepts it.
    #[must_use]
    pub fn accepting(&self, mut finding: Diagnostic) -> Diagnostic {
        let acceptance = self.accepted.iter().find(|it| it.matches(&finding));
        finding.accepted = acceptance.map(|it| it.reason.clone());
        finding
    }
}

/// What is learned of a file on the way to its assessment.
#[derive(Default)]
struct Found {
    places: Places,
    framework: Option<Arc<Source>>,
    reference: String,
}

fn resolve(
    tree: &Node,
    files: (&Path, &Frameworks),
    found: &mut Found,
    foreign: &mut Vec<Diagnostic>,
    reader: &mut Reader,
) -> Option<Assessment> {
    let mut table = reader.table(tree, "an answers file")?;
    let framework = table.required("framework", reader);
    if let Some(Value::Text(text)) = framework.map(|it| &it.value) {
        found.reference.clone_from(text);
    }
    let framework = framework.and_then(|it| reference::framework(it, files, foreign, reader));
    let (framework, file) = framework.unzip();
    found.framework = file.flatten();
    let known = framework.as_deref();
    let organisation = table.required("organisation", reader);
    let organisation = organisation.and_then(|it| self::organisation(it, known, reader));
    let assessed_on = table.required("assessed_on", reader).and_then(|it| reader.date(it));
    let assessed_by = table.get("assessed_by").and_then(|it| reader.text(it));
    let targets = table.get("targets").map(|it| targets(it, known, reader)).unwrap_or_default();
    let given = table.required("answers", reader).and_then(|it| given_of(it, reader));
    // Read on its own, so that what it accepts is known even if the rest is broken.
    let _ = table.get("accept");
    table.close_with(reader, |key| {
        let is_question = known.is_some_and(|it| it.criterion(key).is_some());
        is_question.then(|| {
            format!("`{key}` is a question: put it under `answers:`, two spaces further right")
        })
    });
    let (answers, entries) = answers_of(given.unwrap_or_default(), known, reader);
    found.places = places(tree, &entries);
    let assessment = Assessment {
        framework: framework?,
        organisation: organisation?,
        assessed_on: assessed_on?,
        assessed_by,
        targets,
        answers,
    };
    given?;
    review::rows(&assessment, tree, reader);
    review::review(&assessment, tree, &entries, &found.places, reader);
    Some(assessment)
}

/// Returns where things stand.
fn places(tree: &Node, entries: &[Option<Placed>]) -> Places {
    let span = |node: Option<&Node>| node.map(|it| it.span.clone());
    let answers = tree.entry("answers").map(|it| it.at.clone());
    Places {
        answers: answers.unwrap_or_default(),
        assessed_on: span(tree.get("assessed_on")).unwrap_or_default(),
        ods_code: span(tree.get("organisation").and_then(|it| it.get("ods_code"))),
        criteria: entries.iter().map(|it| it.map(|it| it.entry.at.clone())).collect(),
    }
}

/// Returns the keys of the answers. There may be none: somebody is about to fill them in.
fn given_of<'t>(node: &'t Node, reader: &mut Reader) -> Option<&'t [Entry]> {
    match &node.value {
        Value::Null => Some(&[]),
        Value::List(_) => {
            let help = "remove the hyphens: answers are `question-id: 3`, one on a line";
            reader.report(Code::WrongType, &node.span, "`answers` is a list", help);
            None
        }
        _ => reader.table(node, "`answers`").map(|it| it.entries()),
    }
}

fn organisation(
    node: &Node,
    framework: Option<&Framework>,
    reader: &mut Reader,
) -> Option<Organisation> {
    let mut table = reader.table(node, "`organisation`")?;
    let name = table.required("name", reader).and_then(|it| reader.text(it));
    let ods_code = table.get("ods_code").and_then(|it| reader.text(it));
    let kind = table.get("type").and_then(|it| reader.text(it));
    let region = table.get("region").and_then(|it| reader.text(it));
    // A framework that knows no settings asks everybody everything.
    let known = framework.map(|it| it.settings.as_slice()).filter(|it| !it.is_empty());
    let settings = table.get("settings").map(|it| settings(it, known, reader));
    table.close(reader);
    Some(Organisation {
        name: name?,
        ods_code,
        kind,
        region,
        settings: settings.unwrap_or_default(),
    })
}

fn targets(node: &Node, framework: Option<&Framework>, reader: &mut Reader) -> Targets {
    let mut targets = Targets::default();
    let Some(table) = reader.table(node, "`targets`") else { return targets };
    for Entry { key, at, node } in table.entries() {
        let value = target(node, framework.map(|it| &it.levels), reader);
        let Some(framework) = framework else { continue };
        // A criterion and a dimension may have the same id; then the target is for both.
        let (criterion, dimension) = (framework.criterion(key), framework.dimension(key));
        targets.criteria.extend(criterion.zip(value));
        targets.dimensions.extend(dimension.zip(value));
        if criterion.or(dimension).is_none() {
            let criteria = framework.criteria.iter().map(|it| it.id.as_str());
            let dimensions = framework.dimensions.iter().map(|it| it.id.as_str());
            let names: Vec<&str> = dimensions.chain(criteria).collect();
            reader.unknown(Code::UnknownTarget, at, "dimension or criterion", key, &names);
        }
    }
    targets
}

/// The key that an answer stands at.
#[derive(Clone, Copy)]
struct Placed<'t> {
    entry: &'t Entry,
    /// Whether there are no errors in the answer.
    is_sound: bool,
}

/// Returns the answers, one place for each criterion, and the keys that they stand at.
fn answers_of<'t>(
    given: &'t [Entry],
    framework: Option<&Framework>,
    reader: &mut Reader,
) -> (Vec<Option<Answer>>, Vec<Option<Placed<'t>>>) {
    let count = framework.map_or(0, |it| it.criteria.len());
    let (mut answers, mut places) = (vec![None; count], vec![None; count]);
    let indexes: std::collections::BTreeMap<&str, usize> = framework
        .map(|it| {
            it.criteria.iter().enumerate().map(|(index, it)| (it.id.as_str(), index)).collect()
        })
        .unwrap_or_default();
    let names: Vec<&str> = indexes.keys().copied().collect();
    for entry in given {
        // A key with nothing after it waits for its answer.
        let is_waiting = matches!(entry.node.value, Value::Null);
        let Some(framework) = framework else {
            if !is_waiting {
                response::answer(entry, None, reader);
            }
            continue;
        };
        if let Some(&index) = indexes.get(entry.key.as_str()) {
            if is_waiting {
                places[index] = Some(Placed { entry, is_sound: false });
                continue;
            }
            let to = Some((framework, &framework.criteria[index]));
            let before = reader.findings.len();
            answers[index] = reader.about(&entry.key, |reader| response::answer(entry, to, reader));
            let is_error = |it: &Diagnostic| it.severity == Severity::Error;
            let is_sound = !reader.findings.iter().skip(before).any(is_error);
            places[index] = Some(Placed { entry, is_sound });
        } else {
            reader.unknown(Code::UnknownCriterion, &entry.at, "criterion", &entry.key, &names);
        }
    }
    (answers, places)
}
