//! Tables that people export, and what is read from them.

use super::*;
use crate::diagnostic::Diagnostic;
use crate::model::Response;
use crate::questionnaire::Filled;

/// The questions of the tiny framework as the header of a table, with what Microsoft Forms adds.
const HEADER: &str = "ID,Start time,Completion time,Email,Name,Users? [level-question],\
                      Why? [level-question/note],Help? [choice-question],NHS number? [bands-question],\
                      Slow? [line-question],Network? [checklist-question]";

fn tiny() -> Assessment {
    let text = include_str!("../../../tests/fixtures/good/tiny.toml");
    let source = Arc::new(Source::new("tiny.toml", text));
    let framework = Arc::new(crate::read::framework(&source).value.unwrap());
    Filled::new(framework, String::new()).assessment
}

fn read(table: &str, wanted: Wanted) -> Checked<Responses> {
    let source = crate::read::read_table_from("a.csv", &mut table.as_bytes()).unwrap().unwrap();
    responses(&source, &tiny(), wanted)
}

/// Returns a finding as its code and its cell: `unknown-level F2`.
fn place(it: &Diagnostic) -> String {
    let label = &it.labels[0];
    let cell = label.source.cell_name(label.span.start).unwrap_or_default();
    format!("{} {} {cell}", it.severity.name(), it.code.name())
}

/// Checks what is found in a table, which has this header and these rows.
#[track_caller]
fn check(header: &str, rows: &str, expected: &[&str]) {
    let wanted = Wanted { days: true, ..Wanted::default() };
    let found = read(&format!("{header}\n{rows}"), wanted);
    assert_eq!(found.diagnostics.iter().map(place).collect::<Vec<_>>(), expected);
}

#[test]
fn a_row_is_a_respondent() {
    let rows = "7,2026-01-10 09:00,2026-01-10 09:14,a@example.nhs.uk,Respondent Seven,2 In use,Keeps notes,\
                Agree,41.5,Unknown,[survey-planned] A survey; has a date;[survey-done] Every;\n\
                9,,2026-01-11,,,Does not apply to us,We build nothing,,,,None of these\n";
    let wanted = Wanted { days: true, ..Wanted::default() };
    let found = read(&format!("{HEADER}\n{rows}").replace("survey; has", "survey has"), wanted);
    assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
    let read = found.value.unwrap();
    let [first, second] = &read.respondents[..] else { panic!("{read:?}") };
    assert_eq!((first.number, second.number), (7, 9));
    assert_eq!(first.answered_on.unwrap().to_string(), "2026-01-10");
    assert_eq!((&first.identity, read.silent, read.lonely_notes), (&None, 0, 0));
    let given = |it: &Option<Answer>| format!("{:?}", it.as_ref().map(|it| &it.response));
    assert_eq!(given(&first.answers[0]), "Some(Given(Level(2)))");
    assert_eq!(first.answers[0].as_ref().unwrap().note.as_deref(), Some("Keeps notes"));
    assert_eq!(given(&first.answers[2]), "Some(Given(Number(41.5)))");
    assert_eq!(first.answers[3].as_ref().unwrap().response, Response::Unknown);
    let reason = "We build nothing".to_owned();
    assert_eq!(second.answers[0].as_ref().unwrap().response, Response::NotApplicable { reason });
    assert_eq!(second.answers[1], None);
    assert_eq!(given(&second.answers[4]), "Some(Given(Elements({})))");
}

#[test]
fn what_is_no_answer_is_told_with_its_cell_and_all_at_once() {
    check(
        HEADER,
        "1,,2026-01-10,,,7 Great,,Perhaps,41%,101,[survey-dun] x\n2,,2026-01-10,,,2,,Agree,\"41,5\",,\n",
        &[
            "error unknown-level F2",
            "error unknown-option H2",
            "error out-of-range J2",
            "error unknown-element K2",
            "error wrong-type I3",
        ],
    );
}

#[test]
fn what_does_not_apply_without_a_reason_stays_with_a_warning() {
    let rows = "1,,2026-01-10,,,n/a,,Does not apply to us,,,\n";
    check(HEADER, rows, &["warning placeholder-left F2", "warning placeholder-left H2"]);
    let read = read(&format!("{HEADER}\n{rows}"), Wanted::default()).value.unwrap();
    let reason = "No reason was given.".to_owned();
    let response = &read.respondents[0].answers[0].as_ref().unwrap().response;
    assert_eq!(*response, Response::NotApplicable { reason });
}

#[test]
fn columns_are_told_by_their_ids() {
    let row = "\n2,2\n";
    check(
        "[level-question],[levle-question]",
        row,
        &["warning missing-column A1", "error unknown-criterion B1"],
    );
    check(
        "a [level-question],b [level-question]",
        row,
        &["warning missing-column A1", "error duplicate-key B1"],
    );
    check("a,b", row, &["error missing-key A1"]);
    check("", "", &["error empty-file "]);
    check(HEADER, "", &["error empty-file A1"]);
}

#[test]
fn points_and_feedback_of_a_quiz_are_no_questions() {
    let header = "Total points,Users? [level-question],Points - Users? [level-question],\
                  Feedback - Users? [level-question]";
    let read = read(&format!("{header}\n5,2 In use,1,Well done\n"), Wanted::default());
    assert_eq!(
        read.diagnostics.iter().map(place).collect::<Vec<_>>(),
        ["warning missing-column A1"]
    );
    assert_eq!(read.value.unwrap().ignored.len(), 3);
}

#[test]
fn a_row_that_is_too_long_is_an_error_and_one_that_is_too_short_is_not() {
    check(HEADER, "1,,2026-01-10,,,2 In use\n", &[]);
    check(HEADER, "1,,2026-01-10,,,2 In use,,Agree,1,2,None of these,,x\n", &["error syntax M2"]);
}

#[test]
fn without_numbers_that_tell_everybody_apart_rows_are_counted() {
    for ids in [["1", "1"], ["x", "2"], ["", "2"], ["1", "99999999999"]] {
        let rows = ids.map(|it| format!("{it},,2026-01-10,,,2\n")).concat();
        let read = read(&format!("{HEADER}\n{rows}"), Wanted::default()).value.unwrap();
        let numbers: Vec<u32> = read.respondents.iter().map(|it| it.number).collect();
        assert_eq!(numbers, [2, 3], "{ids:?}");
    }
}

#[test]
fn who_answered_nothing_is_counted_and_notes_alone_are_too() {
    let rows = "1,,2026-01-10,,,,A note,,,,\n2,,2026-01-10,,,2,,,,,\n,,,,,,,,,,\n";
    let read = read(&format!("{HEADER}\n{rows}"), Wanted::default()).value.unwrap();
    assert_eq!((read.respondents.len(), read.silent, read.lonely_notes), (1, 1, 1));
}

#[test]
fn who_somebody_is_stands_nowhere_unless_it_is_wanted() {
    let rows = "1,,2026-01-10,respondent1@example.nhs.uk,Respondent One,2,\
                \"Ask Respondent One, other@example.nhs.uk\",Respondent One says so,\
                respondent1@example.nhs.uk,,\n";
    let table = format!("{HEADER},by hidden@example.nhs.uk\n{rows}");
    let found = read(&table, Wanted::default());
    let told = format!("{:?}", found.diagnostics).to_lowercase();
    assert!(!found.diagnostics.is_empty());
    for secret in ["respondent1@", "other@", "hidden@", "respondent one"] {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
    let table = table.replace("Respondent One says so", "Agree");
    let table = table.replace(",respondent1@example.nhs.uk,,", ",,,");
    let read_again = read(&table, Wanted::default()).value.unwrap();
    let told = format!("{read_again:?}").to_lowercase();
    for secret in ["respondent1@", "other@", "hidden@", "respondent one"] {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
    let kept = read(&table, Wanted { identities: true, ..Wanted::default() }).value.unwrap();
    let identity = kept.respondents[0].identity.as_deref();
    assert_eq!(identity, Some("Respondent One (respondent1@example.nhs.uk)"));
}

#[test]
fn a_table_may_be_cut_off_anywhere() {
    let row = "1,2026-01-10 09:00,13/01/2026 09:14,a@example.nhs.uk,Respondent One,2 In use: Most,\
               \"“Notes”, \n\",Agree,41.5,Unknown,[survey-planned] A survey;[survey-done] Every;\n";
    let (table, to) = (format!("{HEADER}\n{row}"), tiny());
    for end in 0..table.len() {
        let bytes = &table.as_bytes()[..end];
        let Ok(source) = crate::read::read_table_from("a.csv", &mut &*bytes).unwrap() else {
            continue;
        };
        let found = responses(&source, &to, Wanted { days: true, ..Wanted::default() });
        assert!(found.value.is_some() || found.has_errors(), "{end}");
    }
}
