//! From a tree to an assessment.
//!
//! Every finding of the file is reported at once; an assessment is built only if none of them is
//! an error.

mod reference;
mod response;
mod review;

use std::path::Path;
use std::sync::Arc;

use super::fields::{Reader, Table};
use super::framework::{settings, target};
use super::tree::{Entry, Language, Node, Value, parse};
use crate::diagnostic::{Checked, Code, Diagnostic, Source};
use crate::model::{Answer, Assessment, Framework, Organisation, Targets};

/// Returns the assessment that an answers file describes, and what there is to say about it.
///
/// A path to a framework in it starts at `folder`. The file's language is that of its name
/// (`.yaml`, `.yml`, `.toml`, `.json`), or else the one that its text looks like.
#[must_use]
pub fn answers(source: &Arc<Source>, folder: &Path) -> Checked<Assessment> {
    let mut findings = Vec::new();
    let Some(tree) = parse(source, Language::of(source), &mut findings) else {
        findings.sort_by_key(Diagnostic::position);
        return Checked { value: None, diagnostics: findings };
    };
    let mut reader = Reader::new(source, findings);
    let mut foreign = Vec::new();
    let assessment = resolve(&tree, folder, &mut foreign, &mut reader);
    let mut diagnostics = reader.finish();
    diagnostics.append(&mut foreign);
    Checked::new(assessment, diagnostics)
}

fn resolve(
    tree: &Node,
    folder: &Path,
    foreign: &mut Vec<Diagnostic>,
    reader: &mut Reader,
) -> Option<Assessment> {
    let mut table = reader.table(tree, "an answers file")?;
    let framework = table.required("framework", reader);
    let framework = framework.and_then(|it| reference::framework(it, folder, foreign, reader));
    let known = framework.as_deref();
    let organisation = table.required("organisation", reader);
    let organisation = organisation.and_then(|it| self::organisation(it, known, reader));
    let assessed_on = table.required("assessed_on", reader).and_then(|it| reader.date(it));
    let assessed_by = table.get("assessed_by").and_then(|it| reader.text(it));
    let targets = table.get("targets").map(|it| targets(it, known, reader)).unwrap_or_default();
    let given = table.required("answers", reader).and_then(|it| given_of(it, reader));
    table.close_with(reader, |key| {
        let is_question = known.is_some_and(|it| it.criterion(key).is_some());
        is_question.then(|| {
            format!("`{key}` is a question: put it under `answers:`, two spaces further right")
        })
    });
    let (answers, places) = answers_of(given.as_ref(), known, reader);
    let assessment = Assessment {
        framework: framework?,
        organisation: organisation?,
        assessed_on: assessed_on?,
        assessed_by,
        targets,
        answers,
    };
    given?;
    review::evidence(&assessment, &places, reader);
    Some(assessment)
}

/// Returns the table of the answers, which may have none.
fn given_of<'t>(node: &'t Node, reader: &mut Reader) -> Option<Table<'t>> {
    match &node.value {
        Value::Null => {
            let help =
                "write them below, two spaces further right; without any, write `answers: {}`";
            reader.report(Code::WrongType, &node.span, "there is nothing under `answers`", help);
            None
        }
        Value::List(_) => {
            let help = "remove the hyphens: answers are `question-id: 3`, one on a line";
            reader.report(Code::WrongType, &node.span, "`answers` is a list", help);
            None
        }
        _ => reader.table(node, "`answers`"),
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

/// Returns the answers, one place for each criterion, and the keys that they stand at.
fn answers_of<'t>(
    table: Option<&Table<'t>>,
    framework: Option<&Framework>,
    reader: &mut Reader,
) -> (Vec<Option<Answer>>, Vec<Option<&'t Entry>>) {
    let count = framework.map_or(0, |it| it.criteria.len());
    let (mut answers, mut places) = (vec![None; count], vec![None; count]);
    let indexes: std::collections::BTreeMap<&str, usize> = framework
        .map(|it| {
            it.criteria.iter().enumerate().map(|(index, it)| (it.id.as_str(), index)).collect()
        })
        .unwrap_or_default();
    let names: Vec<&str> = indexes.keys().copied().collect();
    for entry in table.map(Table::entries).unwrap_or_default() {
        let Some(framework) = framework else {
            response::answer(entry, None, reader);
            continue;
        };
        if let Some(&index) = indexes.get(entry.key.as_str()) {
            let criterion = &framework.criteria[index];
            answers[index] = response::answer(entry, Some((framework, criterion)), reader);
            places[index] = Some(entry);
        } else {
            reader.unknown(Code::UnknownCriterion, &entry.at, "criterion", &entry.key, &names);
        }
    }
    (answers, places)
}
