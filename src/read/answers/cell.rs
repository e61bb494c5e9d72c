//! An answer in a cell: what people read and choose, `3 In use`, in place of what files have, `3`.

use std::sync::Arc;

use super::super::fields::Reader;
use super::super::tree::{Node, Value};
use crate::diagnostic::Code;
use crate::model::{Criterion, Framework, Given, Response, ScaleKind};
use crate::questionnaire::{Choices, Question, Understood, columns, understand};
use crate::wording;

/// What a cell comes to.
pub(super) enum Cell {
    /// What it holds is what a file would have.
    AsItIs,
    /// What a file would have in its place.
    Value(Node),
    /// A response that is none on a scale.
    Response(Response),
    /// Nothing that can be used, which is told.
    Nothing,
}

/// Returns what a cell means as the answer to a criterion.
pub(super) fn read(
    node: &Node,
    (framework, criterion): (&Framework, &Criterion),
    reader: &mut Reader,
) -> Cell {
    let is_choice = matches!(framework.scale_of(criterion).kind, ScaleKind::Choice(_));
    let source = Arc::clone(&reader.source);
    let text = match &node.value {
        Value::Text(text) => text.as_str(),
        // An option may be called `1`.
        Value::Integer(_) | Value::Float(_) if is_choice => source.slice(&node.span),
        _ => return Cell::AsItIs,
    };
    let question = Question { number: 0, index: 0, criterion, framework };
    let text_of = |it: &str| Value::Text(it.to_owned());
    let value = match understand(text, &question) {
        Some(Understood::Unknown) => return Cell::Response(Response::Unknown),
        Some(Understood::NotApplicable) => {
            let message = "the reason is missing why this does not apply";
            let help =
                format!("clear this cell, and say why in the column `{}`", columns::NOT_APPLICABLE);
            reader.report(Code::MissingReason, &node.span, message, help);
            return Cell::Nothing;
        }
        Some(Understood::Given(Given::Level(level))) => Value::Integer(i64::from(level)),
        Some(Understood::Given(Given::Choice(option))) => text_of(option.as_str()),
        Some(Understood::Given(Given::Number(number))) => Value::Float(number),
        Some(Understood::Given(Given::Elements(met))) => {
            let one = |it: &crate::model::ElementId| Node {
                span: node.span.clone(),
                value: text_of(it.as_str()),
            };
            Value::List(met.iter().map(one).collect())
        }
        None => {
            refuse(node, text, &question, reader);
            return Cell::Nothing;
        }
    };
    Cell::Value(Node { span: node.span.clone(), value })
}

/// Reports a text that is no answer, with what would be one.
fn refuse(node: &Node, text: &str, question: &Question<'_>, reader: &mut Reader) {
    let (code, help) = match question.choices() {
        Choices::One(entries) => {
            let code = match entries.first().map(|it| &it.given) {
                Some(Given::Level(_)) => Code::UnknownLevel,
                _ => Code::UnknownOption,
            };
            let labels: Vec<String> = entries.iter().map(|it| format!("`{}`", it.label)).collect();
            (code, format!("choose from the list: {}", wording::list(&labels, "or")))
        }
        Choices::Number(range, unit) => {
            let print = |it| wording::number(it, 6);
            let (lower, upper) = (print(range.lower()), print(range.upper()));
            (
                Code::WrongType,
                format!(
                    "type digits, with a point before decimals, from {lower} to {upper}: {unit}"
                ),
            )
        }
        Choices::Any(_) => {
            (Code::UnknownElement, "answer yes or no in the rows of the elements below".to_owned())
        }
    };
    reader.report(code, &node.span, format!("`{text}` is not an answer to this question"), help);
}
