//! One answer: the short form, or the long one.

use std::collections::BTreeSet;

use super::super::fields::{Reader, Table};
use super::super::framework::target;
use super::super::tree::{Entry, Node, Value};
use super::cell::{self, Cell};
use crate::diagnostic::Code;
use crate::model::{
    Answer, Confidence, Criterion, ElementId, Evidence, Framework, Given, Levels, OptionId, Range,
    Response, ScaleKind,
};
use crate::wording;

/// Returns the answer at a key. Without a criterion, only its shape is checked.
pub(super) fn answer(
    entry: &Entry,
    to: Option<(&Framework, &Criterion)>,
    reader: &mut Reader,
) -> Option<Answer> {
    if !matches!(entry.node.value, Value::Table(_)) {
        return response(entry, to, reader).map(Answer::from);
    }
    let mut table = reader.table(&entry.node, "an answer")?;
    let response = long_response(&mut table, to, reader);
    let levels = to.map(|(framework, _)| &framework.levels);
    let evidence = table.get("evidence").map(|it| evidence(it, reader)).unwrap_or_default();
    let mut answer = Answer {
        evidence,
        note: table.get("note").and_then(|it| reader.text(it)),
        owner: table.get("owner").and_then(|it| reader.text(it)),
        due: table.get("due").and_then(|it| reader.date(it)),
        target: table.get("target").and_then(|it| target(it, levels, reader)),
        confidence: (table.get("confidence"))
            .and_then(|it| reader.one_of(it, "confidence", &Confidence::ALL, Confidence::name)),
        ..Answer::from(Response::Unknown)
    };
    table.close(reader);
    answer.response = response?;
    Some(answer)
}

fn long_response(
    table: &mut Table<'_>,
    to: Option<(&Framework, &Criterion)>,
    reader: &mut Reader,
) -> Option<Response> {
    let reason = table.entry("not_applicable");
    let answer = table.entry("answer");
    match (answer, reason) {
        (Some(_), Some(reason)) => {
            let message = "an answer is either given or not applicable, not both";
            reader.report(
                Code::ConflictingKeys,
                &reason.at,
                message,
                "remove `answer` or `not_applicable`",
            );
            None
        }
        (Some(answer), None) => response(answer, to, reader),
        (None, Some(entry)) => match &entry.node.value {
            Value::Text(reason) if !reason.trim().is_empty() => {
                if to.is_some_and(|(_, criterion)| criterion.always_applies) {
                    let message = "this question applies to everybody who is asked";
                    let help = "answer it; if nobody knows the answer, write `unknown`";
                    reader.report(Code::NotApplicableRefused, &entry.at, message, help);
                    return None;
                }
                Some(Response::NotApplicable { reason: reason.clone() })
            }
            Value::Text(_) | Value::Null | Value::Boolean(_) => {
                let message = "the reason is missing why this does not apply";
                reader.report(
                    Code::MissingReason,
                    &entry.at,
                    message,
                    "write it: `not_applicable: \"We run no ambulances.\"`",
                );
                None
            }
            _ => {
                reader.text(&entry.node);
                None
            }
        },
        (None, None) => {
            let message = "an answer needs the key `answer`";
            reader.report(
                Code::MissingKey,
                &table.span,
                message,
                "add `answer`; if nobody knows it, write `answer: unknown`",
            );
            None
        }
    }
}

fn response(
    Entry { at, node, .. }: &Entry,
    to: Option<(&Framework, &Criterion)>,
    reader: &mut Reader,
) -> Option<Response> {
    if matches!(node.value, Value::Null) {
        let help = "write the answer, or `unknown` if nobody knows; without one, remove the line";
        let place = if node.span.is_empty() { at } else { &node.span };
        reader.report(Code::WrongType, place, "there is no answer here", help);
        return None;
    }
    let from_cell = match to {
        Some(to) if reader.source.cells().is_some() => match cell::read(node, to, reader) {
            Cell::AsItIs => None,
            Cell::Value(value) => Some(value),
            Cell::Response(response) => return Some(response),
            Cell::Nothing => return None,
        },
        _ => None,
    };
    let node = from_cell.as_ref().unwrap_or(node);
    if let Value::Text(text) = &node.value {
        match text.as_str() {
            "unknown" => return Some(Response::Unknown),
            "not_applicable" | "not-applicable" | "n/a" | "N/A" | "na" | "NA" => {
                let message = "the reason is missing why this does not apply";
                reader.report(
                    Code::MissingReason,
                    &node.span,
                    message,
                    "write it: `{ not_applicable: \"We run no ambulances.\" }`",
                );
                return None;
            }
            _ => {}
        }
    }
    let (framework, criterion) = to?;
    let given = match &framework.scale_of(criterion).kind {
        ScaleKind::Level => level(node, framework, reader).map(Given::Level),
        ScaleKind::Choice(options) => {
            let names: Vec<&str> = options.iter().map(|it| it.id.as_str()).collect();
            let Value::Text(name) = &node.value else {
                let ids: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
                let help = format!("use {}", wording::list(&ids, "or"));
                reader.wrong_type(node, "an option", &help);
                return None;
            };
            let found = options.iter().find(|it| it.id.as_str() == name);
            if found.is_none() {
                reader.unknown(Code::UnknownOption, &node.span, "option", name, &names);
            }
            found.map(|it| Given::Choice(OptionId::clone(&it.id)))
        }
        ScaleKind::Bands { unit, range, .. } | ScaleKind::Line { unit, range, .. } => {
            number(node, unit, *range, reader).map(Given::Number)
        }
        ScaleKind::Checklist => elements(node, criterion, reader).map(Given::Elements),
    };
    given.map(Response::Given)
}

/// Returns what to write instead of something that is no level.
fn level_help(node: &Node, levels: &Levels) -> String {
    let Value::Text(text) = &node.value else { return any_level(levels) };
    let word = text.trim().to_lowercase();
    let meant = levels.as_slice().iter().find(|it| {
        let (number, label) = (it.number.to_string(), it.label.to_lowercase());
        word == number || word == label || word == format!("level {number}")
    });
    match (meant, word.as_str()) {
        (Some(level), _) => format!("write `{}`, without quotation marks", level.number),
        (None, "unknown" | "don't know" | "not known") => "did you mean `unknown`?".to_owned(),
        (None, "not applicable") => {
            "write the reason: `{ not_applicable: \"We run no ambulances.\" }`".to_owned()
        }
        _ => any_level(levels),
    }
}

fn any_level(levels: &Levels) -> String {
    let (lowest, highest) = (levels.lowest(), levels.highest());
    format!("write a level from {lowest} to {highest}, or `unknown` if nobody knows")
}

fn level(node: &Node, framework: &Framework, reader: &mut Reader) -> Option<i32> {
    let levels = &framework.levels;
    let (lowest, highest) = (levels.lowest(), levels.highest());
    let Value::Integer(number) = node.value else {
        reader.not_an_integer(node, &level_help(node, levels));
        return None;
    };
    let level = i32::try_from(number).ok().filter(|&it| levels.get(it).is_some());
    if level.is_none() {
        reader.report(
            Code::UnknownLevel,
            &node.span,
            format!("there is no level {number}"),
            format!("levels go from {lowest} to {highest}"),
        );
    }
    level
}

fn number(node: &Node, unit: &str, range: Range, reader: &mut Reader) -> Option<f64> {
    let number = reader.number(node)?;
    if range.contains(number) {
        return Some(number);
    }
    let print = |number| wording::number(number, 6);
    let message = format!("{} {unit} is out of range", reader.source.slice(&node.span));
    reader.report(
        Code::OutOfRange,
        &node.span,
        message,
        format!("write a number from {} to {}", print(range.lower()), print(range.upper())),
    );
    None
}

fn elements(
    node: &Node,
    criterion: &Criterion,
    reader: &mut Reader,
) -> Option<BTreeSet<ElementId>> {
    let items = reader.list(node, "the elements that are met")?;
    let names: Vec<&str> = criterion.elements.iter().map(|it| it.id.as_str()).collect();
    let mut met = BTreeSet::new();
    for item in items {
        let Some(name) = reader.text(item) else { continue };
        match criterion.elements.iter().find(|it| it.id.as_str() == name) {
            None => reader.unknown(Code::UnknownElement, &item.span, "element", &name, &names),
            Some(element) => {
                if !met.insert(element.id.clone()) {
                    let message = format!("the element `{name}` stands twice");
                    reader.report(Code::DuplicateId, &item.span, message, "keep one of the two");
                }
            }
        }
    }
    Some(met)
}

fn evidence(node: &Node, reader: &mut Reader) -> Vec<Evidence> {
    let items = reader.list(node, "evidence").unwrap_or_default();
    let one = |item: &Node| {
        let mut table = reader.table(item, "a piece of evidence")?;
        let title = table.required("title", reader).and_then(|it| reader.text(it));
        let link = table.get("link").and_then(|it| reader.text(it));
        let dated = table.get("dated").and_then(|it| reader.date(it));
        table.close(reader);
        Some(Evidence { title: title?, link, dated })
    };
    items.iter().filter_map(one).collect()
}
