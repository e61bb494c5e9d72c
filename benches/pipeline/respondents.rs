//! What many people answered in Microsoft Forms, for benchmarks.

use stocktake::questionnaire::{Field, Questionnaire};
use stocktake::read::Builtin;

/// The framework that they were asked about.
pub(crate) const FRAMEWORK: &str = "nhs-providers-eight-principles";

/// Returns the table that Microsoft Forms exports of so many respondents: they answer every question, and
/// every tenth time they say why.
pub(crate) fn rows(count: usize) -> Vec<Vec<String>> {
    let framework = Builtin::find(FRAMEWORK).expect("it is compiled in").framework();
    let questions = Questionnaire::of(&framework, |_| true);
    let own = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"];
    let mut rows = vec![own.map(str::to_owned).to_vec()];
    rows.extend((1..=count).map(|it| {
        let day = format!("2026-01-{:02}", 1 + it % 28);
        let email = format!("respondent{it}@example.nhs.uk");
        let (start, end) = (format!("{day} 09:00:00"), format!("{day} 09:14:05"));
        vec![it.to_string(), start, end, email, format!("Respondent {it}"), String::new()]
    }));
    for question in questions.questions() {
        let (form, note) = (question.form(), question.form_note());
        let Field::One(choices) = form.field else { continue };
        rows[0].extend([form.title, note.title]);
        for (row, at) in rows.iter_mut().skip(1).zip(question.number * 7..) {
            let said = if at % 10 == 0 {
                "It is so on most wards; two of them are still to come."
            } else {
                ""
            };
            row.extend([choices[at * at % 6].clone(), said.to_owned()]);
        }
    }
    rows
}

/// Returns a table as text.
pub(crate) fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    for row in rows {
        writer.write_record(row).expect("memory can be written");
    }
    writer.into_inner().expect("memory can be written")
}
