//! What comments in an answers file say. They are lines without the mark that makes them comments.

use super::super::escape;
use crate::model::{Framework, Given};
use crate::notation::{Language, Value};
use crate::questionnaire::{Choices, Filled, NAME_TO_FILL_IN, Question, Section, date_to_fill_in};
use crate::wording;

/// How wide a line of a comment is, in characters, without its indentation.
const WIDTH: usize = 96;

/// Returns what stands at the top of a file: what it is, and how to fill it in. `waiting` says where
/// answers go.
pub(super) fn top(filled: &Filled, language: Language, waiting: &str) -> Vec<String> {
    let framework = &filled.assessment.framework;
    let example = example(filled);
    let title = format!("{}, version {}", framework.title, framework.version);
    let mut lines = wrapped(0, 0, &title);
    let summary = framework.summary.as_deref().map(|it| wrapped(0, 0, it));
    lines.extend(summary.into_iter().flatten());
    lines.push(String::new());
    lines.extend(wrapped(0, 0, &format!("How to fill this in: {waiting}")));
    let due = crate::model::parse_date("2027-03-31").expect("it is a day");
    for (value, meaning) in [
        (example.clone(), "an answer"),
        ("unknown".into(), "nobody knows: it counts as the lowest level"),
        (Value::Table(vec![("not_applicable", "why".into())]), "it makes no sense for you"),
        (
            Value::Table(vec![
                ("answer", example),
                ("note", "…".into()),
                ("owner", "…".into()),
                ("due", Value::Date(due)),
            ]),
            "with more",
        ),
    ] {
        lines.push(format!("  {}    # {meaning}", language.entry("question-id", &value)));
    }
    lines.extend(wrapped(0, 0, "What is left open is counted as unanswered, and is no zero."));
    lines
}

/// Returns an answer that the first question takes.
fn example(filled: &Filled) -> Value {
    let questionnaire = filled.questionnaire();
    let choices = questionnaire.questions().next().map(Question::choices);
    match choices {
        Some(Choices::One(entries)) => {
            entries.last().map_or(Value::Number(1.0), |it| (&it.given).into())
        }
        Some(Choices::Number(range, _)) => Value::Number(range.upper()),
        Some(Choices::Any(elements)) => {
            Value::List(elements.iter().take(1).map(|it| it.id.as_str().into()).collect())
        }
        None => Value::Number(1.0),
    }
}

/// Returns what stands behind the name and behind the date if nobody has filled them in.
pub(super) fn placeholders(filled: &Filled) -> [String; 2] {
    let it = &filled.assessment;
    let hint =
        |is_open: bool, what: &str| if is_open { format!(" # {what}") } else { String::new() };
    [
        hint(it.organisation.name == NAME_TO_FILL_IN, "put its name here"),
        hint(it.assessed_on == date_to_fill_in(), "put the day of the assessment here"),
    ]
}

/// Returns the heading of a dimension.
pub(super) fn section(section: &Section<'_>, framework: &Framework) -> Vec<String> {
    let title =
        format!("{} {}: {}", framework.dimension_name, section.number, section.dimension.title);
    let mut lines = vec!["-".repeat(WIDTH)];
    lines.extend(wrapped(0, 0, &title));
    lines.extend(
        section.dimension.summary.as_deref().map(|it| wrapped(0, 0, it)).into_iter().flatten(),
    );
    lines
}

/// Returns a question alone.
pub(super) fn brief(question: &Question<'_>) -> Vec<String> {
    wrapped(0, 0, &question.criterion.question)
}

/// Returns a question with everything that it takes to answer it.
pub(super) fn full(question: &Question<'_>) -> Vec<String> {
    let criterion = question.criterion;
    let question_line = format!("{}. {}", question.number, criterion.question);
    let mut lines = wrapped(0, 3, &question_line);
    let mut add = |text: &str| lines.extend(wrapped(3, 2, text));
    if let Some(why) = &criterion.why {
        add(&format!("Why: {why}"));
    }
    match question.choices() {
        Choices::One(entries) => {
            for entry in entries {
                let id = match &entry.given {
                    Given::Choice(id) => format!("{id}: "),
                    _ => String::new(),
                };
                let meaning = entry.meaning.map(|it| format!(": {it}")).unwrap_or_default();
                add(&format!("{id}{}{meaning}", entry.label));
            }
        }
        Choices::Number(range, unit) => {
            let print = |it| wording::number(it, 6);
            let (lower, upper) = (print(range.lower()), print(range.upper()));
            add(&format!("A number from {lower} to {upper}: {unit}"));
        }
        Choices::Any(elements) => {
            add("List those that are met, in square brackets; [] if none is:");
            for it in elements {
                add(&format!("- {} (level {}): {}", it.id, it.level, it.statement));
            }
        }
    }
    for hint in &criterion.evidence {
        add(&format!("Evidence: {hint}"));
    }
    let settings: Vec<&str> = question.settings().collect();
    if !settings.is_empty() {
        add(&format!("Asked only of: {}", settings.join(", ")));
    }
    lines
}

/// Returns a text in lines that start at a column, all but the first one `hanging` further right.
fn wrapped(column: usize, hanging: usize, text: &str) -> Vec<String> {
    let lines = wording::wrapped(&escape::terminal(text), WIDTH - column - hanging);
    let indent = |at: usize| " ".repeat(column + if at == 0 { 0 } else { hanging });
    lines.iter().enumerate().map(|(at, it)| indent(at) + it).collect()
}
