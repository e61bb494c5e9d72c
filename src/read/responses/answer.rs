//! What a respondent answered, in a row of a table.

use std::collections::BTreeMap;

use super::super::fields::Reader;
use super::{Columns, Row};
use crate::diagnostic::{Cell, Code, Span, nearest};
use crate::model::{Answer, Given, Response};
use crate::questionnaire::{
    Choices, Entry, NO_REASON, NONE_MET, NOT_APPLICABLE, Question, Questionnaire, UNKNOWN,
    Understood, understand,
};
use crate::wording;

/// How much of a cell a message has, in characters.
const SHOWN: usize = 60;

/// The reading of rows.
pub(super) struct Reading<'a> {
    questions: Vec<&'a Question<'a>>,
    columns: &'a Columns,
    /// What each text means as an answer to each question: most people choose the same ones.
    known: Vec<BTreeMap<String, Option<Understood>>>,
    /// How many notes stand beside no answer.
    pub(super) lonely_notes: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(questions: &'a Questionnaire<'a>, columns: &'a Columns) -> Self {
        let mut questions: Vec<&Question<'_>> = questions.questions().collect();
        questions.sort_by_key(|it| it.index);
        let known = vec![BTreeMap::new(); questions.len()];
        Self { questions, columns, known, lonely_notes: 0 }
    }

    /// Returns the answers in a row, one place for each criterion.
    pub(super) fn row(&mut self, row: Row<'_>, reader: &mut Reader) -> Vec<Option<Answer>> {
        (0..self.questions.len())
            .map(|at| {
                let cell = |column: Option<u32>| column.and_then(|it| row.at(it));
                let note = cell(self.columns.notes[at]);
                let note = note.map(|it| reader.source.slice(&it.span).trim().to_owned());
                let note = note.filter(|it| !it.is_empty());
                let Some(cell) = cell(self.columns.answers[at]) else {
                    self.lonely_notes += usize::from(note.is_some());
                    return None;
                };
                let id = self.questions[at].criterion.id.as_str().to_owned();
                reader.about(&id, |reader| self.answer(at, cell, note, reader))
            })
            .collect()
    }

    fn answer(
        &mut self,
        at: usize,
        cell: &Cell,
        note: Option<String>,
        reader: &mut Reader,
    ) -> Option<Answer> {
        let question = self.questions[at];
        let text = reader.source.slice(&cell.span);
        // Of several answers, none leaves a semicolon.
        if text.trim_matches([';', ' ']).trim().is_empty() {
            self.lonely_notes += usize::from(note.is_some());
            return None;
        }
        let known = &mut self.known[at];
        let understood = match known.get(text) {
            Some(it) => it.clone(),
            None => known.entry(text.to_owned()).or_insert(understand(text, question)).clone(),
        };
        let Some(understood) = understood else {
            not_understood(&cell.span, question, reader);
            return None;
        };
        let response = match understood {
            Understood::Unknown => Response::Unknown,
            Understood::Given(given) => {
                check_range(&given, &cell.span, question, reader)?;
                Response::Given(given)
            }
            Understood::NotApplicable if question.criterion.always_applies => {
                let message = "this question applies to everybody who is asked";
                let help = format!("ask again; if nobody knows the answer, write `{UNKNOWN}`");
                reader.report(Code::NotApplicableRefused, &cell.span, message, help);
                return None;
            }
            Understood::NotApplicable => {
                let reason = note.unwrap_or_else(|| {
                    no_reason(&cell.span, question, reader);
                    NO_REASON.to_owned()
                });
                return Some(Answer::from(Response::NotApplicable { reason }));
            }
        };
        Some(Answer { note, ..Answer::from(response) })
    }
}

/// Reports that something does not apply, and nobody says why. A respondent cannot be asked at once, so
/// the answer stays.
fn no_reason(span: &Span, question: &Question<'_>, reader: &mut Reader) {
    let id = &question.criterion.id;
    let message = format!("nobody has said why `{id}` does not apply");
    let help =
        format!("the place for it is the column `[{id}/note]`; until then it is “{NO_REASON}”");
    reader.report(Code::PlaceholderLeft, span, message, help);
}

fn check_range(
    given: &Given,
    span: &Span,
    question: &Question<'_>,
    reader: &mut Reader,
) -> Option<()> {
    let (Given::Number(number), Choices::Number(range, unit)) = (given, question.choices()) else {
        return Some(());
    };
    if range.contains(*number) {
        return Some(());
    }
    let print = |number| wording::number(number, 6);
    let message = format!("{} {unit} is out of range", print(*number));
    let (lower, upper) = (print(range.lower()), print(range.upper()));
    let help = format!("write a number from {lower} to {upper}");
    reader.report(Code::OutOfRange, span, message, help);
    None
}

/// Reports what is no answer to a question, and what would be one.
fn not_understood(span: &Span, question: &Question<'_>, reader: &mut Reader) {
    let text = reader.source.slice(span).to_owned();
    let (code, help) = match question.choices() {
        Choices::One(entries) => {
            let is_level = entries.iter().any(|it| matches!(it.given, Given::Level(_)));
            let code = if is_level { Code::UnknownLevel } else { Code::UnknownOption };
            (code, one_of(&text, &entries))
        }
        Choices::Number(range, unit) => {
            let (lower, upper) =
                (wording::number(range.lower(), 6), wording::number(range.upper(), 6));
            let help = format!(
                "write a number from {lower} to {upper}, in {unit}, with a point before decimals; or \
                 `{UNKNOWN}`"
            );
            (Code::WrongType, help)
        }
        Choices::Any(elements) => {
            let example = elements.first().map(|it| format!("`[{}]`", it.id)).unwrap_or_default();
            let help = format!(
                "write the ids of what is true, as in {example}, with semicolons between them, or \
                 `{NONE_MET}` alone"
            );
            (Code::UnknownElement, help)
        }
    };
    let message = format!("`{}` is no answer to this question", shortened(&text));
    reader.report(code, span, message, help);
}

/// Returns what to write in place of something that is none of the answers.
fn one_of(text: &str, entries: &[Entry]) -> String {
    let labels: Vec<&str> = entries.iter().map(|it| it.label.as_str()).collect();
    if let Some(near) = nearest(text.trim(), labels.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    let all = labels.into_iter().chain([UNKNOWN, NOT_APPLICABLE]);
    let all: Vec<String> = all.map(|it| format!("`{it}`")).collect();
    format!("write {}", wording::list(&all, "or"))
}

/// Returns the start of a text, in one line.
pub(super) fn shortened(text: &str) -> String {
    let line = crate::questionnaire::one_line(text.get(..1000.min(text.len())).unwrap_or(text));
    let mut short: String = line.chars().take(SHOWN).collect();
    if line.chars().count() > SHOWN {
        short.push('…');
    }
    short
}
