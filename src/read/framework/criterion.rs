//! The tables `[[dimension.criterion]]`, with their benchmarks and elements.

use std::collections::BTreeMap;

use super::super::fields::{Reader, Table};
use super::super::tree::{Entry, Node};
use super::header::year;
use super::{Context, Ids, lint, weight};
use crate::diagnostic::{Code, Span};
use crate::model::{Benchmark, Better, Criterion, Effort, Element, ScaleKind, Weight};

/// Returns the criteria of one dimension; `None` stands for one that cannot be built.
pub(super) fn criteria(
    node: &Node,
    dimension: usize,
    context: &Context,
    ids: &mut Ids,
    reader: &mut Reader,
) -> Vec<Option<(Criterion, Spans)>> {
    let items = reader.list(node, "criteria").unwrap_or_default();
    items.iter().map(|it| criterion(it, dimension, context, ids, reader)).collect()
}

/// Where a criterion stands.
pub(super) struct Spans {
    pub(super) question: Span,
    pub(super) whole: Span,
}

fn criterion(
    node: &Node,
    dimension: usize,
    context: &Context,
    ids: &mut Ids,
    reader: &mut Reader,
) -> Option<(Criterion, Spans)> {
    let mut table = reader.table(node, "a criterion")?;
    let id_node = table.required("id", reader);
    let id = id_node.and_then(|it| reader.id(it));
    ids.claim("criterion", id_node, reader);
    let question_node = table.required("question", reader);
    let question = question_node.and_then(|it| reader.text(it));
    let why = table.get("why").and_then(|it| reader.text(it));
    let scale = scale(&mut table, context, reader);
    let weight = table.get("weight").map_or(Some(Weight::ONE), |it| weight(it, reader));
    let scored = table.get("scored").map_or(Some(true), |it| reader.boolean(it));
    let floor = table.get("floor").and_then(|it| context.floor(it, reader));
    let target = table.get("target").and_then(|it| context.target(it, reader));
    let always_applies = table.get("always_applies").map(|it| reader.boolean(it));
    let settings = table.get("settings").map(|it| context.settings(it, reader));
    let evidence = table.get("evidence").map(|it| texts(it, "hints", reader));
    let descriptors = by_level(table.get("levels"), "[levels]", context, reader, Reader::text);
    let steps = by_level(table.get("steps"), "[steps]", context, reader, Reader::text);
    let efforts = by_level(table.get("effort"), "[effort]", context, reader, |reader, it| {
        reader.one_of(it, "effort", &Effort::ALL, Effort::name)
    });
    let source = table.get("source").and_then(|it| reader.text(it));
    let maps_to = table.get("maps_to").map(|it| texts(it, "names", reader));
    let benchmarks = table.get("benchmark").map(|it| benchmarks(it, scale, context, reader));
    let elements = elements(&mut table, scale, context, reader);
    let span = table.span.clone();
    table.close(reader);
    let criterion = Criterion {
        id: id?,
        dimension,
        question: question?,
        why,
        scale: scale?,
        weight: weight?,
        scored: scored?,
        floor,
        target,
        always_applies: always_applies.flatten().unwrap_or_default(),
        settings: settings.unwrap_or_default(),
        evidence: evidence.unwrap_or_default(),
        descriptors,
        steps,
        efforts,
        source,
        maps_to: maps_to.unwrap_or_default(),
        benchmarks: benchmarks.unwrap_or_default(),
        elements,
    };
    lint::missing_levels(&criterion, &span, context, reader);
    let question = question_node.map(|it| it.span.clone()).unwrap_or_default();
    Some((criterion, Spans { question, whole: span }))
}

fn scale(table: &mut Table<'_>, context: &Context, reader: &mut Reader) -> Option<usize> {
    if let Some(node) = table.get("scale") {
        let name = reader.text(node)?;
        return context.scale_index(&name, &node.span, reader);
    }
    // A default scale that does not exist is reported where it is named.
    if let Some(name) = &context.default_scale {
        return context.scales.iter().position(|(it, _, _)| it == name);
    }
    let message = "a criterion needs the key `scale` where the framework has no `default_scale`";
    reader.report(Code::MissingKey, &table.span, message, "add `scale`");
    None
}

fn texts(node: &Node, of: &str, reader: &mut Reader) -> Vec<String> {
    let items = reader.list(node, of).unwrap_or_default();
    items.iter().filter_map(|it| reader.text(it)).collect()
}

/// Returns a table whose keys are levels that exist.
fn by_level<T>(
    node: Option<&Node>,
    what: &'static str,
    context: &Context,
    reader: &mut Reader,
    value: impl Fn(&mut Reader, &Node) -> Option<T>,
) -> BTreeMap<i32, T> {
    let mut map = BTreeMap::new();
    let Some(table) = node.and_then(|it| reader.table(it, what)) else { return map };
    for Entry { key, at, node } in table.entries() {
        let value = value(reader, node);
        if let Some(level) = known_level(key.parse().ok(), key, at, context, reader) {
            map.extend(value.map(|it| (level, it)));
        }
    }
    map
}

/// Returns a level if it exists, or reports that it does not.
fn known_level(
    level: Option<i32>,
    text: &str,
    span: &Span,
    context: &Context,
    reader: &mut Reader,
) -> Option<i32> {
    let Some(levels) = &context.levels else { return level };
    let found = level.filter(|&it| levels.get(it).is_some());
    if found.is_none() {
        let help = format!("levels go from {} to {}", levels.lowest(), levels.highest());
        reader.report(Code::UnknownLevel, span, format!("there is no level `{text}`"), help);
    }
    found
}

fn elements(
    table: &mut Table<'_>,
    scale: Option<usize>,
    context: &Context,
    reader: &mut Reader,
) -> Vec<Element> {
    let entry = table.entry("element");
    let kind = scale.and_then(|it| context.scales[it].2.as_ref()).map(|it| &it.kind);
    match (entry, kind) {
        (Some(entry), Some(kind)) if *kind != ScaleKind::Checklist => {
            let message = "only a criterion with a checklist scale has elements";
            reader.report(
                Code::ElementWithoutChecklist,
                &entry.at,
                message,
                "use a scale of kind `checklist`, or remove the elements",
            );
        }
        (None, Some(ScaleKind::Checklist)) => {
            let message = "a criterion with a checklist scale needs elements";
            reader.report(
                Code::ChecklistWithoutElements,
                &table.span,
                message,
                "add a `[[dimension.criterion.element]]`",
            );
        }
        _ => {}
    }
    let mut ids = Ids::default();
    let items = entry.and_then(|it| reader.list(&it.node, "elements")).unwrap_or_default();
    items.iter().filter_map(|it| element(it, context, &mut ids, reader)).collect()
}

fn element(node: &Node, context: &Context, ids: &mut Ids, reader: &mut Reader) -> Option<Element> {
    let mut table = reader.table(node, "an element")?;
    let id_node = table.required("id", reader);
    let id = id_node.and_then(|it| reader.id(it));
    ids.claim("element", id_node, reader);
    let level = table.required("level", reader).and_then(|node| {
        let number = reader.integer(node)?;
        let level = i32::try_from(number).ok();
        let level = known_level(level, &number.to_string(), &node.span, context, reader)?;
        if context.levels.as_ref().is_some_and(|it| it.lowest() == level) {
            let message = "the lowest level needs no elements";
            reader.report(Code::UnknownLevel, &node.span, message, "use a level above the lowest");
        }
        Some(level)
    });
    let statement = table.required("statement", reader).and_then(|it| reader.text(it));
    table.close(reader);
    Some(Element { id: id?, level: level?, statement: statement? })
}

fn benchmarks(
    node: &Node,
    scale: Option<usize>,
    context: &Context,
    reader: &mut Reader,
) -> Vec<Benchmark> {
    let items = reader.list(node, "benchmarks").unwrap_or_default();
    items.iter().filter_map(|it| benchmark(it, scale, context, reader)).collect()
}

fn benchmark(
    node: &Node,
    scale: Option<usize>,
    context: &Context,
    reader: &mut Reader,
) -> Option<Benchmark> {
    let mut table = reader.table(node, "a benchmark")?;
    let figure = table.required("figure", reader).and_then(|it| reader.number(it));
    let unit_node = table.required("unit", reader);
    let unit = unit_node.and_then(|it| reader.text(it));
    if let (Some(node), Some(unit)) = (unit_node, &unit) {
        lint::benchmark_unit(unit, &node.span, scale, context, reader);
    }
    let population = table.get("population").and_then(|it| reader.text(it));
    let year = table.get("year").and_then(|it| year(it, reader));
    let source = table.get("source").and_then(|it| reader.text(it));
    let better = (table.get("better"))
        .and_then(|it| reader.one_of(it, "direction", &Better::ALL, Better::name));
    table.close(reader);
    Some(Benchmark { figure: figure?, unit: unit?, population, year, source, better })
}
