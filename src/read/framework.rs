//! From a tree to a framework.
//!
//! Every finding of the file is reported at once; a framework is built only if none of them is
//! an error.

mod criterion;
mod header;
mod lint;
mod scale;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fields::Reader;
use super::limits::MAX_PARENTS;
use super::tree::{Node, Value, parse};
use crate::diagnostic::{Checked, Code, Diagnostic, Source, Span};
use crate::model::{Criterion, Dimension, Framework, Levels, Rule, Scale, Setting, Weight};
use crate::notation::Language;
use crate::score::{RULES, rule};

/// Returns the framework that a TOML text describes, and what there is to say about it.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use stocktake::diagnostic::Source;
/// use stocktake::read;
///
/// let source = Arc::new(Source::new("mine.toml", "[framework]\nid = \"mine\"\nversoin = \"1.0.0\"\n"));
/// let checked = read::framework(&source);
/// assert!(checked.value.is_none());
/// assert!(checked.diagnostics.iter().any(|it| it.code.name() == "unknown-key"));
/// ```
#[must_use]
pub fn framework(source: &Arc<Source>) -> Checked<Framework> {
    let mut findings = Vec::new();
    let tree = parse(source, Language::Toml, &mut findings);
    from_tree(source, tree.as_ref(), findings)
}

/// Returns the framework of a tree, if there is one, and what there is to say about it.
pub(super) fn from_tree(
    source: &Arc<Source>,
    tree: Option<&Node>,
    findings: Vec<Diagnostic>,
) -> Checked<Framework> {
    let mut reader = Reader::new(source, findings);
    let framework = tree.and_then(|it| resolve(it, &mut reader));
    Checked::new(framework, reader.finish())
}

/// What the parts of a framework need to know of the rest while it is read.
struct Context {
    /// `None` if they could not be read; then nothing is held against them.
    levels: Option<Levels>,
    /// Every scale that is declared, with its place; the scale itself unless it has errors.
    scales: Vec<(String, Span, Option<Scale>)>,
    settings: Vec<Setting>,
    default_scale: Option<String>,
    rule: &'static dyn Rule,
}

fn resolve(tree: &Node, reader: &mut Reader) -> Option<Framework> {
    let mut root = reader.table(tree, "a framework file")?;
    let levels = root.required("level", reader).and_then(|it| header::levels(it, reader));
    let header = root.required("framework", reader);
    let header = header.and_then(|it| header::header(it, levels.as_ref(), reader));
    let scales = root.required("scale", reader).map(|it| scale::scales(it, reader));
    let mut context = Context {
        levels,
        scales: scales.unwrap_or_default(),
        settings: header.as_ref().map(|it| it.settings.clone()).unwrap_or_default(),
        default_scale: header
            .as_ref()
            .and_then(|it| it.default_scale.as_ref())
            .map(|it| it.0.clone()),
        rule: header.as_ref().map_or(RULES[0], |it| it.rule),
    };
    if let Some((name, span)) = header.as_ref().and_then(|it| it.default_scale.as_ref()) {
        context.scale_index(name, span, reader);
    }
    let parts = root.required("dimension", reader).and_then(|it| dimensions(it, &context, reader));
    root.close(reader);
    let (dimensions, criteria) = parts?;
    let (criteria, spans): (Vec<Criterion>, Vec<criterion::Spans>) = criteria.into_iter().unzip();
    lint::unused(&context, header.as_ref().map_or(&[], |it| &it.setting_spans), &criteria, reader);
    lint::unreachable_levels(&context, reader);
    lint::among_criteria(&criteria, &spans, reader);
    let header = header?;
    lint::file_name(header.id.as_ref(), &header.id_span, reader);
    Some(Framework {
        id: header.id?,
        version: header.version?,
        title: header.title?,
        summary: header.summary,
        language: header.language,
        licence: header.licence,
        rule: header.rule,
        unanswered: header.unanswered,
        target: header.target.or(context.levels.as_ref().map(|it| f64::from(it.highest())))?,
        settings: header.settings,
        dimension_name: header.dimension_name.unwrap_or_else(|| "Dimension".to_owned()),
        sources: header.sources,
        evidence: header.evidence,
        levels: context.levels.take()?,
        scales: context.scales.into_iter().map(|(_, _, scale)| scale).collect::<Option<_>>()?,
        dimensions,
        criteria,
    })
}

impl Context {
    /// Returns the index of the scale called `name`, or reports that there is none.
    fn scale_index(&self, name: &str, span: &Span, reader: &mut Reader) -> Option<usize> {
        let found = self.scales.iter().position(|(it, _, _)| it == name);
        if found.is_none() {
            let names: Vec<&str> = self.scales.iter().map(|(it, _, _)| it.as_str()).collect();
            reader.unknown(Code::UnknownScale, span, "scale", name, &names);
        }
        found
    }

    /// Returns a target, a level that may be fractional.
    fn target(&self, node: &Node, reader: &mut Reader) -> Option<f64> {
        target(node, self.levels.as_ref(), reader)
    }

    /// Returns a floor, a level.
    fn floor(&self, node: &Node, reader: &mut Reader) -> Option<i32> {
        let (lower, upper) = ends(self.levels.as_ref());
        reader.integer_within(node, "a floor", (lower.into(), upper.into()))
    }

    /// Returns the care settings of a list.
    fn settings(&self, node: &Node, reader: &mut Reader) -> Vec<Setting> {
        settings(node, Some(&self.settings), reader)
    }
}

/// Returns the lowest and highest level, or the widest range if they are not known.
fn ends(levels: Option<&Levels>) -> (i32, i32) {
    levels.map_or((i32::MIN, i32::MAX), |it| (it.lowest(), it.highest()))
}

/// Returns a target, a level that may be fractional.
pub(super) fn target(node: &Node, levels: Option<&Levels>, reader: &mut Reader) -> Option<f64> {
    let (lower, upper) = ends(levels);
    reader.number_within(node, "a target", (lower.into(), upper.into()))
}

/// Returns the care settings of a list. If `known` is given, every one has to be in it.
pub(super) fn settings(
    node: &Node,
    known: Option<&[Setting]>,
    reader: &mut Reader,
) -> Vec<Setting> {
    settings_and_spans(node, known, reader).into_iter().map(|(it, _)| it).collect()
}

/// Returns the care settings of a list, with their places.
fn settings_and_spans(
    node: &Node,
    known: Option<&[Setting]>,
    reader: &mut Reader,
) -> Vec<(Setting, Span)> {
    let mut settings: Vec<(Setting, Span)> = Vec::new();
    for item in reader.list(node, "care settings").unwrap_or_default() {
        let Some(setting) = reader.id::<Setting>(item) else { continue };
        if let Some(known) = known.filter(|it| !it.contains(&setting)) {
            let names: Vec<&str> = known.iter().map(Setting::as_str).collect();
            let code = Code::UnknownSetting;
            reader.unknown(code, &item.span, "care setting", setting.as_str(), &names);
        } else if settings.iter().any(|(it, _)| *it == setting) {
            let message = format!("the care setting `{setting}` stands twice");
            reader.report(Code::DuplicateId, &item.span, message, "keep one of the two");
        } else {
            settings.push((setting, item.span.clone()));
        }
    }
    settings
}

/// Returns the rule that a text names.
fn rule_of(node: &Node, reader: &mut Reader) -> Option<&'static dyn Rule> {
    reader.one_of(node, "rule", RULES, <dyn Rule>::name).and_then(|it| rule(it.name()))
}

fn weight(node: &Node, reader: &mut Reader) -> Option<Weight> {
    let number = reader.integer_within::<u16>(node, "a weight", (1, u16::MAX.into()))?;
    Weight::new(number).ok()
}

/// A criterion, and where its parts stand.
type Placed = (Criterion, criterion::Spans);

/// Returns the dimensions and the criteria of a framework, in file order; `None` if one of them
/// cannot be built.
fn dimensions(
    node: &Node,
    context: &Context,
    reader: &mut Reader,
) -> Option<(Vec<Dimension>, Vec<Placed>)> {
    let items = reader.list(node, "dimensions")?;
    if items.is_empty() {
        let help = "add a `[[dimension]]` with criteria";
        reader.report(Code::EmptyDimension, &node.span, "there is no dimension", help);
    }
    let mut parts = Parts::default();
    let mut criterion_ids = Ids::default();
    let mut criteria: Vec<Option<Placed>> = Vec::new();
    let mut dimensions: Vec<Option<Dimension>> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let before = criteria.len();
        parts.items.push(Part { span: item.span.clone(), count: 0, depth: 1 });
        dimensions.push(dimension(item, context, &mut parts, reader, &mut |node, reader| {
            let ids = &mut criterion_ids;
            criteria.extend(criterion::criteria(node, index, context, ids, reader));
        }));
        parts.items[index].count += criteria.len() - before;
    }
    for part in parts.items.iter().filter(|it| it.count == 0) {
        let message = "this dimension has neither criteria nor parts";
        let help = "add a `[[dimension.criterion]]`, or remove the dimension";
        reader.report(Code::EmptyDimension, &part.span, message, help);
    }
    Some((
        dimensions.into_iter().collect::<Option<_>>()?,
        criteria.into_iter().collect::<Option<_>>()?,
    ))
}

/// The dimensions read so far.
#[derive(Default)]
struct Parts {
    ids: Ids,
    items: Vec<Part>,
}

/// A dimension, as far as others need to know.
struct Part {
    span: Span,
    /// How many criteria and parts it has.
    count: usize,
    /// How many dimensions it is in, itself among them.
    depth: usize,
}

fn dimension(
    node: &Node,
    context: &Context,
    parts: &mut Parts,
    reader: &mut Reader,
    criteria: &mut dyn FnMut(&Node, &mut Reader),
) -> Option<Dimension> {
    let mut table = reader.table(node, "a dimension")?;
    let id_node = table.required("id", reader);
    let id = id_node.and_then(|it| reader.id(it));
    let parent = table.get("parent").and_then(|node| {
        let name = reader.text(node)?;
        let found = parts.ids.indexes.get(&name).copied();
        if found.is_none() {
            let names: Vec<&str> = parts.ids.indexes.keys().map(String::as_str).collect();
            reader.unknown(Code::UnknownParent, &node.span, "parent", &name, &names);
        }
        found
    });
    let index = parts.items.len() - 1;
    if let Some(parent) = parent {
        parts.items[parent].count += 1;
        parts.items[index].depth = parts.items[parent].depth + 1;
    }
    if parts.items[index].depth > MAX_PARENTS {
        let message = format!("dimensions are nested more than {MAX_PARENTS} deep");
        let help = "nobody reads a report that deep: make some of them neighbours";
        reader.report(Code::TooDeep, &parts.items[index].span, message, help);
    }
    parts.ids.claim("dimension", id_node, reader);
    parts.ids.remember(id_node, index);
    let title = table.required("title", reader).and_then(|it| reader.text(it));
    let summary = table.get("summary").and_then(|it| reader.text(it));
    let weight = table.get("weight").map_or(Some(Weight::ONE), |it| weight(it, reader));
    let rule = table.get("rule").map_or(Some(context.rule), |it| rule_of(it, reader));
    let target = table.get("target").and_then(|it| context.target(it, reader));
    if let Some(node) = table.get("criterion") {
        criteria(node, reader);
    }
    table.close(reader);
    Some(Dimension {
        id: id?,
        title: title?,
        summary,
        weight: weight?,
        rule: rule?,
        target,
        parent,
    })
}

/// The ids of one kind that were seen.
#[derive(Default)]
struct Ids {
    /// Where each stands first.
    places: BTreeMap<String, Span>,
    /// Which thing has it, for those that others refer to.
    indexes: BTreeMap<String, usize>,
}

impl Ids {
    /// Takes the id of a node, or reports that somebody else has it. `what` is how messages call
    /// its owner: `criterion`.
    fn claim(&mut self, what: &str, node: Option<&Node>, reader: &mut Reader) {
        let Some(Node { span, value: Value::Text(text) }) = node else { return };
        let Some(first) = self.places.get(text) else {
            self.places.insert(text.clone(), span.clone());
            return;
        };
        let message = format!("there is another {what} with the id `{text}`");
        reader.findings.push(
            Diagnostic::new(Code::DuplicateId, &reader.source, span.clone(), message)
                .labelled("once more here")
                .and_at(&reader.source, first.clone(), "first here")
                .help("give each an id of its own"),
        );
    }

    /// Remembers which thing has the id of a node.
    fn remember(&mut self, node: Option<&Node>, index: usize) {
        if let Some(Node { value: Value::Text(text), .. }) = node {
            self.indexes.entry(text.clone()).or_insert(index);
        }
    }
}
