//! The sheet of a dimension: a row for each question, and one for each element of a checklist.

use rust_xlsxwriter::utility::column_number_to_name;

use super::super::super::escape;
use super::WorkbookError;
use super::lists::Lists;
use super::page::{Page, Place};
use crate::model::{Answer, Element, Given, Response};
use crate::questionnaire::{Choices, Filled, Question, Section, columns, level_label, one_line};
use crate::wording;

/// The columns, with their widths in characters.
const COLUMNS: [(&str, f64); 16] = [
    (columns::ID, 16.0),
    (columns::QUESTION, 44.0),
    (columns::LEVELS, 64.0),
    (columns::ANSWER, 18.0),
    (columns::UNKNOWN, 10.0),
    (columns::NOT_APPLICABLE, 24.0),
    (columns::HINTS, 40.0),
    (columns::EVIDENCE, 30.0),
    (columns::LINK, 26.0),
    (columns::DATED, 13.0),
    (columns::NOTE, 36.0),
    (columns::OWNER, 20.0),
    (columns::DUE, 13.0),
    (columns::TARGET, 9.0),
    (columns::CONFIDENCE, 12.0),
    (columns::ANSWERED, 10.0),
];

/// The row of the headers, from 0.
pub(super) const HEADER: u32 = 3;

/// The place of a column among them.
fn column(header: &str) -> u16 {
    let place = (0..).zip(COLUMNS).find(|(_, (it, _))| *it == header);
    place.map(|(at, _)| at).expect("it is one of the columns")
}

/// Returns the part of a formula that counts what is answered on a sheet.
pub(super) fn sum(sheet: Option<&str>) -> String {
    let answered = column_number_to_name(column(columns::ANSWERED));
    let sheet = sheet.map(|it| format!("'{it}'!")).unwrap_or_default();
    format!("SUM({sheet}{answered}{}:{answered}{})", HEADER + 2, 10_000)
}

/// Returns how many questions of a section are answered, or said not to be.
pub(super) fn answered(section: &Section<'_>, filled: &Filled) -> usize {
    section.questions.iter().filter(|it| filled.assessment.answers[it.index].is_some()).count()
}

pub(super) fn write(
    page: &mut Page<'_>,
    name: &str,
    section: &Section<'_>,
    filled: &Filled,
    lists: &Lists,
) -> Result<(), WorkbookError> {
    page.sheet.set_name(name)?;
    let looks = page.looks;
    let what = escape::terminal(&filled.assessment.framework.dimension_name);
    let title =
        format!("{what} {}: {}", section.number, escape::terminal(&section.dimension.title));
    page.title(&title)?;
    page.across(
        1,
        &section.dimension.summary.as_deref().map(escape::cell).unwrap_or_default(),
        &looks.plain,
        124.0,
    )?;
    let (answered, of) = (answered(section, filled), section.questions.len());
    let rest = format!(" of {of} answered. Fill in the yellow cells.");
    page.sheet.merge_range(2, 0, 2, 2, "", &looks.plain)?;
    page.formula(
        (2, 0),
        &format!("={}&\"{rest}\"", sum(None)),
        &format!("{answered}{rest}"),
        &looks.plain,
    )?;
    page.headers(HEADER, &COLUMNS)?;
    let mut row = HEADER + 1;
    for question in &section.questions {
        row = self::question(page, row, question, filled, lists)?;
    }
    page.sheet.set_repeat_rows(HEADER, HEADER)?;
    page.sheet.set_repeat_columns(0, 1)?;
    page.sheet.set_print_fit_to_pages(2, 0);
    page.finish(HEADER + 1, 2)
}

/// Writes a question; returns the row below it.
fn question(
    page: &mut Page<'_>,
    row: u32,
    question: &Question<'_>,
    filled: &Filled,
    lists: &Lists,
) -> Result<u32, WorkbookError> {
    let looks = page.looks;
    let criterion = question.criterion;
    let text = format!("{}. {}", question.number, one_line(&criterion.question));
    let why = criterion.why.as_deref().map(|it| format!("\n{}", one_line(it))).unwrap_or_default();
    let asked = escape::cell(&format!("{text}{why}"));
    let levels = escape::cell(&levels(question));
    let hints: Vec<String> =
        criterion.evidence.iter().map(|it| format!("- {}", one_line(it))).collect();
    let hints = escape::cell(&hints.join("\n"));
    page.ours((row, column(columns::ID)), criterion.id.as_str(), &looks.quiet)?;
    page.asked((row, column(columns::QUESTION)), &escape::cell(&text), &escape::cell(&why))?;
    page.ours((row, column(columns::LEVELS)), &levels, &looks.text)?;
    page.ours((row, column(columns::HINTS)), &hints, &looks.quiet)?;
    let answer = filled.assessment.answers[question.index].as_ref();
    beside(page, row, question, answer, lists)?;
    let note = answer.and_then(|it| it.note.as_deref()).unwrap_or_default();
    page.height(
        row,
        &[
            (&asked, COLUMNS[1].1 * 0.9),
            (&levels, COLUMNS[2].1),
            (&hints, 44.0),
            (note, 36.0),
            (criterion.id.as_str(), 16.0),
        ],
    )?;
    let given = match answer.map(|it| &it.response) {
        Some(Response::Given(given)) => Some(given),
        _ => None,
    };
    let place = (row, column(columns::ANSWER));
    let last = match question.choices() {
        Choices::One(entries) => {
            let entry = entries.iter().find(|it| Some(&it.given) == given);
            let list = lists.answers(question).expect("there is a list of what can be chosen");
            page.open_list(
                place,
                entry.map(|it| it.label.as_str()),
                &list,
                "Choose from the list.",
            )?;
            row
        }
        Choices::Number(range, unit) => {
            let number = match given {
                Some(Given::Number(it)) => Some(*it),
                _ => None,
            };
            let (lower, upper) = (range.lower(), range.upper());
            let print = |it| wording::number(it, 6);
            let (from, to, unit) = (print(lower), print(upper), escape::terminal(unit));
            let what = format!("Type a number from {from} to {to}: {unit}");
            page.open_number(place, number, (lower, upper), &what)?;
            row
        }
        Choices::Any(all) => {
            page.shut(place)?;
            elements(page, row, question, all, given, lists)?
        }
    };
    let is_answered = if answer.is_some() { "1" } else { "0" };
    page.formula((row, column(columns::ANSWERED)), &done(row, last), is_answered, &looks.count)?;
    Ok(last + 1)
}

/// Returns the formula that tells whether a question is answered, which goes on to the row `last`.
fn done(row: u32, last: u32) -> String {
    let name = |header| column_number_to_name(column(header));
    let (answer, unknown, reason) =
        (name(columns::ANSWER), name(columns::UNKNOWN), name(columns::NOT_APPLICABLE));
    let number = row + 1;
    let answer = if last > row {
        format!("COUNTA({answer}{}:{answer}{})>0", number + 1, last + 1)
    } else {
        format!("{answer}{number}<>\"\"")
    };
    format!("=IF(OR({answer},{unknown}{number}<>\"\",{reason}{number}<>\"\"),1,0)")
}

/// Returns what each answer means, one on a line.
fn levels(question: &Question<'_>) -> String {
    match question.choices() {
        Choices::One(entries) => {
            let line = |it: &crate::questionnaire::Entry| match &it.meaning {
                Some(meaning) => format!("{}: {meaning}", it.label),
                None => it.label.clone(),
            };
            entries.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Choices::Number(range, unit) => {
            let print = |it| wording::number(it, 6);
            let (lower, upper) = (print(range.lower()), print(range.upper()));
            format!("A number from {lower} to {upper}: {}", one_line(unit))
        }
        Choices::Any(_) => "Answer yes or no in each of the rows below.".to_owned(),
    }
}

/// Writes the elements of a checklist below its question; returns the last row.
fn elements(
    page: &mut Page<'_>,
    row: u32,
    question: &Question<'_>,
    all: &[Element],
    given: Option<&Given>,
    lists: &Lists,
) -> Result<u32, WorkbookError> {
    let looks = page.looks;
    let mut row = row;
    for element in all {
        row += 1;
        let id = format!("{}{}{}", question.criterion.id, columns::OF, element.id);
        let level =
            question.framework.levels.get(element.level).map(level_label).unwrap_or_default();
        let statement = escape::cell(&one_line(&element.statement));
        page.ours((row, column(columns::ID)), &id, &looks.quiet)?;
        page.ours((row, column(columns::QUESTION)), &statement, &looks.text)?;
        page.ours(
            (row, column(columns::LEVELS)),
            &escape::cell(&format!("For level {level}")),
            &looks.text,
        )?;
        let met = match given {
            Some(Given::Elements(met)) => {
                Some(if met.contains(&element.id) { columns::YES } else { columns::NO })
            }
            _ => None,
        };
        let place = (row, column(columns::ANSWER));
        page.open_list(place, met, &lists.yes_or_no(), "Choose yes or no.")?;
        for at in column(columns::UNKNOWN)..=column(columns::ANSWERED) {
            page.shut((row, at))?;
        }
        page.height(row, &[(&statement, COLUMNS[1].1), (&id, COLUMNS[0].1 * 1.1)])?;
    }
    Ok(row)
}

/// Writes what stands beside an answer.
fn beside(
    page: &mut Page<'_>,
    row: u32,
    question: &Question<'_>,
    answer: Option<&Answer>,
    lists: &Lists,
) -> Result<(), WorkbookError> {
    let id = &question.criterion.id;
    let place = |header| -> Place { (row, column(header)) };
    let called = |what: &'static str| move || format!("{what} of `{id}`");
    let response = answer.map(|it| &it.response);
    let unknown = matches!(response, Some(Response::Unknown)).then_some(columns::YES);
    page.open_list(place(columns::UNKNOWN), unknown, &lists.yes(), "Choose yes if nobody knows.")?;
    if question.criterion.always_applies {
        page.shut(place(columns::NOT_APPLICABLE))?;
    } else {
        let reason = match response {
            Some(Response::NotApplicable { reason }) => Some(reason.as_str()),
            _ => None,
        };
        page.open(place(columns::NOT_APPLICABLE), reason, called("the reason"))?;
    }
    // More than one piece is on the sheet of evidence.
    let piece = answer.and_then(|it| it.evidence.first());
    page.open(place(columns::EVIDENCE), piece.map(|it| it.title.as_str()), called("the evidence"))?;
    page.open(place(columns::LINK), piece.and_then(|it| it.link.as_deref()), called("the link"))?;
    page.open_date(place(columns::DATED), piece.and_then(|it| it.dated))?;
    page.open(place(columns::NOTE), answer.and_then(|it| it.note.as_deref()), called("the note"))?;
    page.open(
        place(columns::OWNER),
        answer.and_then(|it| it.owner.as_deref()),
        called("the owner"),
    )?;
    page.open_date(place(columns::DUE), answer.and_then(|it| it.due))?;
    let levels = &question.framework.levels;
    let (lowest, highest) = (f64::from(levels.lowest()), f64::from(levels.highest()));
    let what = format!("Type a level from {lowest} to {highest}.");
    let target = answer.and_then(|it| it.target);
    page.open_number(place(columns::TARGET), target, (lowest, highest), &what)?;
    let confidence = answer.and_then(|it| it.confidence).map(crate::model::Confidence::name);
    page.open_list(
        place(columns::CONFIDENCE),
        confidence,
        &lists.confidence(),
        "Choose from the list.",
    )
}
