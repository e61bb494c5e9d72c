//! What people choose in a form, in the words that it was printed with, is read again from its export as
//! what they meant.

use std::sync::Arc;

use proptest::prelude::*;
use stocktake::diagnostic::Source;
use stocktake::model::{Answer, Assessment, Given, Response, ScaleKind};
use stocktake::questionnaire::{
    Field, FormQuestion, NOT_APPLICABLE, Question, Questionnaire, UNKNOWN,
};
use stocktake::read::{self, Wanted};
use stocktake::render::{self, escape};

use crate::config;
use crate::files::told;
use crate::made_up::{made_up, text};

/// The ways in which a table comes.
#[derive(Clone, Copy, Debug)]
enum Export {
    Workbook,
    /// Text with this delimiter, in UTF-8, UTF-16 or Windows-1252.
    Utf8(u8),
    Utf16(u8, bool),
    Windows(u8),
    /// As this program writes text for spreadsheets, which do not run it.
    Defused,
}

const EXPORTS: [Export; 8] = [
    Export::Workbook,
    Export::Utf8(b','),
    Export::Utf8(b';'),
    Export::Utf16(b'\t', true),
    Export::Utf16(b'\t', false),
    Export::Utf16(b',', true),
    Export::Windows(b';'),
    Export::Defused,
];

impl Export {
    /// Returns a table as a file.
    fn write(self, rows: &[Vec<String>]) -> Vec<u8> {
        match self {
            Self::Workbook => workbook(rows),
            Self::Utf8(delimiter) => format!("\u{feff}{}", delimited(rows, delimiter)).into_bytes(),
            Self::Utf16(delimiter, is_little) => {
                let text = format!("\u{feff}{}", delimited(rows, delimiter));
                let bytes = |it: u16| if is_little { it.to_le_bytes() } else { it.to_be_bytes() };
                text.encode_utf16().flat_map(bytes).collect()
            }
            Self::Windows(delimiter) => {
                let text = delimited(rows, delimiter);
                let (bytes, _, is_lost) = encoding_rs::WINDOWS_1252.encode(&text);
                if is_lost { text.into_bytes() } else { bytes.into_owned() }
            }
            Self::Defused => {
                let row = |it: &Vec<String>| it.iter().map(|it| escape::csv(it)).collect();
                delimited(&rows.iter().map(row).collect::<Vec<Vec<String>>>(), b',').into_bytes()
            }
        }
    }
}

fn delimited(rows: &[Vec<String>], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("memory can be written");
    }
    String::from_utf8(writer.into_inner().expect("memory can be written")).expect("it is text")
}

fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, at) in rows.iter().zip(0_u32..) {
        for (text, column) in row.iter().zip(0_u16..).filter(|(it, _)| !it.is_empty()) {
            sheet.write_string(at, column, text).expect("it fits");
        }
    }
    book.save_to_buffer().expect("it can be written")
}

/// Returns what somebody chooses in a form who means `answer`: the cells of the question and of its note.
fn chosen(question: &Question<'_>, form: &FormQuestion, answer: Option<&Answer>) -> [String; 2] {
    let Some(answer) = answer else { return [String::new(), String::new()] };
    let note = answer.note.clone().unwrap_or_default();
    let given = match &answer.response {
        Response::Unknown => return [UNKNOWN.to_owned(), note],
        Response::NotApplicable { reason } => {
            return [NOT_APPLICABLE.to_owned(), reason.clone()];
        }
        Response::Given(given) => given,
    };
    let levels = &question.framework.levels;
    let scale = &question.framework.scale_of(question.criterion).kind;
    let cell = match (given, &form.field, scale) {
        (Given::Level(level), Field::One(choices), _) => {
            choices[usize::try_from(level - levels.lowest()).expect("it is above")].clone()
        }
        (Given::Choice(id), Field::One(choices), ScaleKind::Choice(options)) => {
            choices[options.iter().position(|it| it.id == *id).expect("it is there")].clone()
        }
        (Given::Number(number), Field::Line, _) => number.to_string(),
        (Given::Elements(met), Field::Many(choices), _) => {
            let elements = question.criterion.elements.iter().zip(choices);
            let met = elements.filter(|(it, _)| met.contains(&it.id)).map(|(_, it)| it.as_str());
            let met: Vec<&str> = met.collect();
            let nothing = &choices[question.criterion.elements.len()];
            if met.is_empty() { format!("{nothing};") } else { format!("{};", met.join(";")) }
        }
        other => panic!("{other:?}"),
    };
    [cell, note]
}

/// Returns the export of a form that one respondent has answered, and another who knows nothing.
fn table(assessment: &Assessment) -> Vec<Vec<String>> {
    let questions = Questionnaire::of(&assessment.framework, |_| true);
    let (printed, count) = render::forms(&questions, true);
    assert_eq!(count, 2 * assessment.framework.criteria.len());
    let mut rows: Vec<Vec<String>> =
        ["ID", "1", "2"].iter().map(|it| vec![(*it).to_owned()]).collect();
    for question in questions.questions() {
        let (form, note) = (question.form(), question.form_note());
        let choices: &[String] = match &form.field {
            Field::One(it) | Field::Many(it) => it,
            Field::Line | Field::Words => &[],
        };
        for line in [&form.title, &note.title].into_iter().chain(choices) {
            assert!(printed.lines().any(|it| it == line), "`{line}` is not printed:\n{printed}");
            assert!(line == &form.title || !line.contains(';'), "{line}");
        }
        let answer = assessment.answers[question.index].as_ref();
        rows[1].extend(chosen(question, &form, answer));
        rows[2].extend([UNKNOWN.to_owned(), String::new()]);
        rows[0].extend([form.title, note.title]);
    }
    rows
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_chosen_in_a_form_is_what_is_read(
        made_up in made_up(), texts in prop::collection::vec(text(), 1..20)
    ) {
        let mut assessment = made_up.assess();
        let mut texts = texts.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
        for answer in assessment.answers.iter_mut().flatten() {
            answer.target = None;
            match &mut answer.response {
                Response::NotApplicable { reason } => {
                    *reason = texts.next().unwrap_or("None here.").to_owned();
                }
                _ => answer.note = texts.next().map(str::to_owned),
            }
        }
        let rows = table(&assessment);
        // Of an apostrophe before a formula, nobody knows who put it there.
        let is_unclear = rows.iter().flatten().any(|it| it.starts_with('\''));
        for export in EXPORTS {
            if is_unclear && !matches!(export, Export::Workbook | Export::Defused) {
                continue;
            }
            let bytes = export.write(&rows);
            let source: Result<Arc<Source>, _> =
                read::read_table_from("responses", &mut &*bytes).expect("memory can be read");
            let source = source.unwrap_or_else(|it| panic!("{export:?}: {}", told(&[it])));
            let wanted = Wanted { identities: true, ..Wanted::default() };
            let found = read::responses(&source, &assessment, wanted);
            prop_assert!(found.diagnostics.is_empty(), "{export:?}: {}", told(&found.diagnostics));
            let read = found.value.expect("there are no errors");
            let answers: Vec<_> = read.respondents.iter().map(|it| &it.answers).collect();
            let unknown = vec![Some(Answer::from(Response::Unknown)); assessment.answers.len()];
            let both = [&assessment.answers, &unknown];
            let silent = usize::from(assessment.answers.iter().all(Option::is_none));
            prop_assert_eq!(&answers, &both[silent..], "{:?}", export);
            prop_assert_eq!(read.silent, silent);
        }
    }
}
