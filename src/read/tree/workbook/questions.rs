//! The rows of questions, as answers in their short or their long form.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Entry, Node, Value};
use super::Reader;
use super::table::{Row, Table};
use crate::diagnostic::{Code, Span};
use crate::questionnaire::columns;

/// A question, and what its row says.
struct Question {
    id: String,
    at: Span,
    /// The key of the response with its value.
    response: Option<Entry>,
    evidence: Vec<Node>,
    beside: Vec<Entry>,
}

/// What is said of an element of a checklist.
struct Element {
    id: String,
    at: Span,
    is_met: Option<bool>,
}

/// The questions of all sheets, in their order.
#[derive(Default)]
pub(super) struct Questions {
    rows: Vec<Question>,
    /// By the id of the criterion.
    elements: BTreeMap<String, Vec<Element>>,
    /// The ids of elements, with those of their criteria.
    seen: BTreeSet<String>,
}

impl Questions {
    /// Reads the rows of a dimension's sheet.
    pub(super) fn read(&mut self, table: &Table<'_>, reader: &mut Reader<'_>) {
        for row in table.rows() {
            let Some((id, at)) = row.id(columns::ID, reader) else {
                refuse_nameless(&row, reader);
                continue;
            };
            if let Some((criterion, element)) = id.split_once(columns::OF) {
                if let Some(span) = row.first_of(&columns::BESIDE, reader) {
                    let message =
                        "what stands here is not read: this row is an element of a checklist";
                    let help = format!("move it into the row of the question `{criterion}`");
                    reader.report(Code::UnknownKey, &span, message, &help);
                }
                let is_met = yes_or_no(&row, columns::ANSWER, reader);
                let element = Element { id: element.to_owned(), at, is_met };
                if !self.seen.insert(id.clone()) {
                    let message = format!("the row of `{id}` stands twice");
                    reader.report(Code::DuplicateKey, &element.at, message, "keep one of the two");
                }
                self.elements.entry(criterion.to_owned()).or_default().push(element);
                continue;
            }
            let response = response(&row, reader);
            let evidence = piece(&row, reader).into_iter().collect();
            let target = row.number(columns::TARGET, reader).map(|node| Entry {
                key: "target".to_owned(),
                at: node.span.clone(),
                node,
            });
            let beside = [
                row.text_entry("note", columns::NOTE, reader),
                row.text_entry("owner", columns::OWNER, reader),
                row.day_entry("due", columns::DUE, reader),
                target,
                row.value_entry("confidence", columns::CONFIDENCE, reader),
            ];
            let beside = beside.into_iter().flatten().collect();
            self.rows.push(Question { id, at, response, evidence, beside });
        }
    }

    /// Reads the rows of the sheet with more evidence.
    pub(super) fn read_evidence(&mut self, table: &Table<'_>, reader: &mut Reader<'_>) {
        let questions = self.rows.iter().enumerate();
        let places: BTreeMap<String, usize> =
            questions.map(|(at, it)| (it.id.clone(), at)).collect();
        for row in table.rows() {
            let id = row.id(columns::ID, reader);
            let Some(piece) = piece(&row, reader) else { continue };
            let Some((id, at)) = id else {
                let message = "there is evidence here, and no id of a question";
                reader.report(
                    Code::MissingKey,
                    &piece.span,
                    message,
                    "type the id of its question in the column `Id`",
                );
                continue;
            };
            if let Some(&at) = places.get(&id) {
                self.rows[at].evidence.push(piece);
            } else {
                let message = format!("no sheet asks `{id}`");
                let help = "copy the id from the row of the question";
                reader.report(Code::UnknownCriterion, &at, message, help);
            }
        }
    }

    /// Returns the answers, a key for each question that has a row.
    pub(super) fn finish(mut self, reader: &mut Reader<'_>) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(self.rows.len());
        for question in std::mem::take(&mut self.rows) {
            let elements = self.elements.remove(&question.id).unwrap_or_default();
            entries.push(answer(question, elements, reader));
        }
        for (id, elements) in &self.elements {
            let Some(first) = elements.first() else { continue };
            let message = format!("the row of the question `{id}` is not there any more");
            let help = "copy it back from the last good copy of the workbook";
            reader.report(Code::MissingKey, &first.at, message, help);
        }
        entries
    }
}

/// Returns the answer that a row gives, with the rows of its elements.
fn answer(question: Question, elements: Vec<Element>, reader: &mut Reader<'_>) -> Entry {
    let Question { id, at, mut response, evidence, mut beside } = question;
    if elements.iter().any(|it| it.is_met.is_some()) {
        if let Some(other) = &response {
            let message = "this question is answered here, and in the rows of its elements";
            reader.report(Code::ConflictingKeys, &other.at, message, "clear one of the two");
        }
        let open: Vec<&Element> = elements.iter().filter(|it| it.is_met.is_none()).collect();
        if let Some(first) = open.first() {
            let count = crate::wording::count(open.len(), "element", "elements");
            let message =
                format!("{count} of `{id}` without yes or no, beside others that have it");
            let help = "choose yes or no; without either it counts as not met";
            reader.report(Code::ElementOpen, &first.at, message, help);
            reader.about(&id);
        }
        let met = elements.into_iter().filter(|it| it.is_met == Some(true));
        let met = met.map(|it| Node { span: it.at, value: Value::Text(it.id) });
        let node = Node { span: at.clone(), value: Value::List(met.collect()) };
        response = Some(Entry { key: "answer".to_owned(), at: at.clone(), node });
    }
    if let Some(first) = evidence.first() {
        let span = first.span.clone();
        let node = Node { span: span.clone(), value: Value::List(evidence) };
        beside.insert(0, Entry { key: "evidence".to_owned(), at: span, node });
    }
    let node = match (response, beside.is_empty()) {
        (None, true) => Node { span: at.clone(), value: Value::Null },
        (None, false) => {
            let message = format!("there is something beside the answer to `{id}`, and no answer");
            let help = "answer the question, or choose yes under Unknown; or clear this cell";
            reader.report(Code::MissingKey, &beside[0].at, message, help);
            Node { span: at.clone(), value: Value::Null }
        }
        (Some(response), true) if response.key == "answer" => response.node,
        (Some(response), _) => {
            beside.insert(0, response);
            Node { span: at.clone(), value: Value::Table(beside) }
        }
    };
    Entry { key: id, at, node }
}

/// Returns the response that a row gives: an answer, that nobody knows, or why it makes no sense.
fn response(row: &Row<'_>, reader: &mut Reader<'_>) -> Option<Entry> {
    let answer = row.value_entry("answer", columns::ANSWER, reader);
    let unknown = yes_or_no(row, columns::UNKNOWN, reader).filter(|it| *it).and_then(|_| {
        let at = row.cell(columns::UNKNOWN)?.span.clone();
        let node = Node { span: at.clone(), value: Value::Text("unknown".to_owned()) };
        Some(Entry { key: "answer".to_owned(), at, node })
    });
    let reason = row.text_entry("not_applicable", columns::NOT_APPLICABLE, reader);
    if let Some(entry) = reason.as_ref().filter(|it| is_no_reason(it)) {
        let message = "this is no reason why the question makes no sense";
        let help = "say why, in a few words; if the question applies, clear this cell";
        reader.report(Code::MissingReason, &entry.at, message, help);
        return None;
    }
    let mut given = [answer, unknown, reason].into_iter().flatten();
    let first = given.next()?;
    for other in given {
        let message = "this question is answered in more than one way";
        let help = "keep the answer, or yes under Unknown, or the reason why it is not applicable";
        reader.report(Code::ConflictingKeys, &other.at, message, help);
    }
    Some(first)
}

/// Tells whether a text only says that there is, or is not, something to say.
fn is_no_reason(entry: &Entry) -> bool {
    let Value::Text(text) = &entry.node.value else { return false };
    let words =
        ["no", "yes", "y", "n", "n/a", "na", "none", "not applicable", "x", "true", "false"];
    let text = text.trim().to_lowercase();
    words.contains(&text.as_str()) || !text.contains(char::is_alphanumeric)
}

/// Returns a piece of evidence, if a row names one.
fn piece(row: &Row<'_>, reader: &mut Reader<'_>) -> Option<Node> {
    let title = row.text_entry("title", columns::EVIDENCE, reader);
    let link = row.text_entry("link", columns::LINK, reader);
    // An address often stands behind a text that says something else.
    let behind = row.link(columns::LINK, reader);
    let behind = behind.or_else(|| row.link(columns::EVIDENCE, reader).filter(|_| link.is_none()));
    let link = match behind.filter(|_| !link.as_ref().is_some_and(is_address)) {
        Some((address, at)) => {
            let node = Node { span: at.clone(), value: Value::Text(address) };
            Some(Entry { key: "link".to_owned(), at, node })
        }
        None => link,
    };
    let dated = row.day_entry("dated", columns::DATED, reader);
    let has_title = title.is_some();
    let entries: Vec<Entry> = [title, link, dated].into_iter().flatten().collect();
    let span = entries.first()?.at.clone();
    if !has_title {
        let message = "there is a link or a date here, and no evidence that it belongs to";
        let help = "say what the evidence is, in the column `Evidence`";
        reader.report(Code::MissingKey, &span, message, help);
        return None;
    }
    Some(Node { span, value: Value::Table(entries) })
}

/// Tells whether a link is an address of the web itself.
fn is_address(entry: &Entry) -> bool {
    matches!(&entry.node.value, Value::Text(text) if text.contains("://"))
}

/// Returns whether a cell says yes or no, if it says either.
fn yes_or_no(row: &Row<'_>, header: &str, reader: &mut Reader<'_>) -> Option<bool> {
    let (text, span) = row.text(header, reader)?;
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "✓" => Some(true),
        "no" | "n" | "false" => Some(false),
        other => {
            let message = format!("`{other}` is neither yes nor no");
            reader.report(Code::UnknownWord, &span, message, "choose from the list in this cell");
            None
        }
    }
}

/// Reports a row that is filled in and does not say which question it answers.
fn refuse_nameless(row: &Row<'_>, reader: &mut Reader<'_>) {
    let filled = [
        columns::ANSWER,
        columns::UNKNOWN,
        columns::NOT_APPLICABLE,
        columns::EVIDENCE,
        columns::NOTE,
    ];
    let cell = filled.iter().find_map(|it| row.text(it, reader));
    if let Some((_, span)) = cell {
        let message = "this row is filled in, and has no id";
        let help = "copy the id of its question into the column `Id`, from the last good copy";
        reader.report(Code::MissingKey, &span, message, help);
    }
}
