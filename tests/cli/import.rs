//! `stocktake import`, and workbooks wherever answers are read.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::{Folder, Run, run};

/// The cells of a sheet, by row and column.
type Sheet = BTreeMap<(u32, u16), Data>;

/// A workbook as people would change it: cells by sheet and name.
struct Book {
    sheets: Vec<(String, Sheet)>,
}

impl Book {
    /// Returns a new workbook for the tiny framework.
    fn new(folder: &Folder) -> Self {
        folder
            .run(
                [
                    "new",
                    "tiny.toml",
                    "--organisation",
                    "Example NHS Trust",
                    "--assessed-on",
                    "2026-10-01",
                ]
                .into_iter()
                .chain(["-o", "new.xlsx", "--force"]),
            )
            .exits(0);
        Self::read(&fs::read(folder.path("new.xlsx")).unwrap())
    }

    fn read(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let mut sheets = Vec::new();
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).unwrap();
            let cell = |(row, column, it): (usize, usize, &Data)| {
                let (top, left) = range.start().unwrap();
                let place = (
                    top + u32::try_from(row).unwrap(),
                    u16::try_from(left as usize + column).unwrap(),
                );
                (place, it.clone())
            };
            sheets.push((name, range.used_cells().map(cell).collect()));
        }
        Self { sheets }
    }

    fn sheet(&mut self, name: &str) -> &mut Sheet {
        &mut self.sheets.iter_mut().find(|(it, _)| it == name).expect("there is such a sheet").1
    }

    /// Types something into a cell: `D5`.
    fn set(&mut self, sheet: &str, cell: &str, value: impl Into<Typed>) -> &mut Self {
        let cells = self.sheet(sheet);
        let place = place(cell);
        match value.into().0 {
            Some(data) => cells.insert(place, data),
            None => cells.remove(&place),
        };
        self
    }

    /// Saves it as another program would: values alone.
    fn save(&self, folder: &Folder, name: &str) {
        let mut book = Workbook::new();
        let date = Format::new().set_num_format("dd/mm/yyyy");
        for (name, cells) in &self.sheets {
            let sheet = book.add_worksheet();
            sheet.set_name(name).unwrap();
            for (&(row, column), data) in cells {
                match data {
                    Data::String(it) if it.starts_with('=') => {
                        let formula = Formula::new(it.as_str()).set_result("#DIV/0!");
                        sheet.write_formula(row, column, formula).unwrap()
                    }
                    Data::String(it) => sheet.write_string(row, column, it).unwrap(),
                    Data::Float(it) => sheet.write_number(row, column, *it).unwrap(),
                    Data::Bool(it) => sheet.write_boolean(row, column, *it).unwrap(),
                    Data::DateTime(it) => {
                        let (year, month, day, ..) = it.to_ymd_hms_milli();
                        let day = ExcelDateTime::from_ymd(year, month, day).unwrap();
                        sheet.write_datetime_with_format(row, column, &day, &date).unwrap()
                    }
                    other => panic!("{other:?}"),
                };
            }
        }
        fs::write(folder.path(name), book.save_to_buffer().unwrap()).unwrap();
    }
}

/// What is typed into a cell; nothing clears it.
struct Typed(Option<Data>);

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        Self((!text.is_empty()).then(|| Data::String(text.to_owned())))
    }
}

impl From<f64> for Typed {
    fn from(number: f64) -> Self {
        Self(Some(Data::Float(number)))
    }
}

/// Returns the row and the column of a cell, from 0.
fn place(name: &str) -> (u32, u16) {
    let letters: String = name.chars().take_while(char::is_ascii_uppercase).collect();
    let column = letters.bytes().fold(0_u16, |sum, it| sum * 26 + u16::from(it - b'A') + 1);
    (
        name.trim_start_matches(|it: char| it.is_ascii_uppercase()).parse::<u32>().unwrap() - 1,
        column - 1,
    )
}

const PEOPLE: &str = "1 People";
const SYSTEMS: &str = "2 Systems";

/// Reads a workbook in which this was typed.
#[track_caller]
fn typed(cells: &[(&str, &str, &str)]) -> (Folder, Run) {
    let folder = Folder::new();
    let mut book = Book::new(&folder);
    for (sheet, cell, value) in cells {
        book.set(sheet, cell, *value);
    }
    book.save(&folder, "a.xlsx");
    let run = folder.run(["import", "a.xlsx", "-o", "a.yaml"]);
    (folder, run)
}

/// Expects this answer in the file that was read.
#[track_caller]
fn says(folder: &Folder, text: &str) {
    let written = fs::read_to_string(folder.path("a.yaml")).unwrap();
    assert!(written.contains(text), "{text} is not in\n{written}");
}

/// Expects that a workbook is refused, and this word on it.
#[track_caller]
fn refuses(cells: &[(&str, &str, &str)], code: &str, cell: &str, message: &str) {
    let (folder, run) = typed(cells);
    let run = run.exits(1).prints_nothing().complains(&format!("error[{code}]: {message}"));
    run.complains(&format!("--> a.xlsx, cell {cell}\n"));
    assert!(!folder.path("a.yaml").exists(), "nothing is written");
}

/// Expects that something odd is told, and the rest is read.
#[track_caller]
fn warns(cells: &[(&str, &str, &str)], code: &str, cell: &str, message: &str) -> Folder {
    let (folder, run) = typed(cells);
    let run = run.exits(0).complains(&format!("warning[{code}]: {message}"));
    run.complains(&format!("--> a.xlsx, cell {cell}\n"));
    folder
}

#[test]
fn every_example_goes_through_a_workbook_and_comes_back_the_same() {
    let folder = Folder::new();
    let result = |file: &str| folder.run(["score", file, "--format", "json"]).exits(0).stdout;
    for entry in fs::read_dir("examples/example-trust").unwrap() {
        let path = std::path::absolute(entry.unwrap().path()).unwrap();
        let path = path.to_str().unwrap();
        folder.run(["new", "--from", path, "-o", "a.xlsx", "--force"]).exits(0);
        assert_eq!(result("a.xlsx"), result(path), "{path}");
        folder.run(["import", "a.xlsx", "-o", "a.yaml", "--force"]).exits(0);
        assert_eq!(result("a.yaml"), result(path), "{path}");
        folder.run(["new", "--from", "a.yaml", "-o", "b.xlsx", "--force"]).exits(0);
        let same =
            fs::read(folder.path("a.xlsx")).unwrap() == fs::read(folder.path("b.xlsx")).unwrap();
        assert!(same, "{path}");
        folder.run(["import", path, "-o", "a.toml", "--force"]).exits(0);
        assert_eq!(result("a.toml"), result(path), "{path}");
    }
}

#[test]
fn what_is_chosen_or_typed_is_understood() {
    let (folder, run) = typed(&[
        (PEOPLE, "D5", "2 In use"),
        (PEOPLE, "H5", "User research log"),
        (PEOPLE, "I5", "https://example.nhs.uk/log"),
        (PEOPLE, "K5", "+1 is a text\nof two lines"),
        (PEOPLE, "L5", "42"),
        (PEOPLE, "O5", "high"),
        (PEOPLE, "D6", "neither agree nor disagree"),
        (SYSTEMS, "D5", "41.5"),
        (SYSTEMS, "E6", "yes"),
        (SYSTEMS, "D8", "yes"),
        (SYSTEMS, "D9", "no"),
        (SYSTEMS, "D10", "no"),
    ]);
    run.exits(0).complains("a.yaml: 5 answers\n");
    says(
        &folder,
        "    answer: 2\n    evidence:\n      - { title: User research log, link: \"https://example.nhs.uk/log\" }\n",
    );
    says(
        &folder,
        "    note: \"+1 is a text\\nof two lines\"\n    owner: \"42\"\n    confidence: high\n",
    );
    says(&folder, "  choice-question: neither\n");
    says(&folder, "  bands-question: 41.5\n");
    says(&folder, "  line-question: unknown\n");
    says(&folder, "  checklist-question: [survey-planned]\n");
    says(&folder, "  # Do teams learn from users before they decide what to build?\n");
}

#[test]
fn numbers_and_days_may_be_numbers_and_days() {
    let folder = Folder::new();
    let mut book = Book::new(&folder);
    book.set(PEOPLE, "D5", 2.0).set(PEOPLE, "N5", 2.5).set(SYSTEMS, "D5", 41.5);
    let day = calamine::ExcelDateTime::new(46_477.0, calamine::ExcelDateTimeType::DateTime, false);
    book.sheet(PEOPLE).insert(place("M5"), Data::DateTime(day));
    book.save(&folder, "a.xlsx");
    folder.run(["import", "a.xlsx", "-o", "a.yaml"]).exits(0);
    says(&folder, "    answer: 2\n    due: 2027-03-31\n    target: 2.5\n");
    says(&folder, "  bands-question: 41.5\n");
}

#[test]
fn an_empty_workbook_is_an_assessment_with_nothing_answered() {
    let folder = Folder::new();
    folder.run(["new", "tiny.toml", "-o", "a.xlsx"]).exits(0).complains_of_nothing();
    folder
        .run(["import", "a.xlsx", "-o", "a.yaml"])
        .exits(0)
        .complains("a.yaml: 0 answers; 1 warning");
    folder
        .run(["check", "a.xlsx"])
        .exits(0)
        .prints("placeholder-left")
        .prints("--> a.xlsx, cell Cover!C7\n");
    folder
        .run(["import", "a.xlsx", "--organisation", "Example NHS Trust"])
        .exits(0)
        .prints("name: Example NHS Trust");
}

#[test]
fn a_workbook_is_scored_and_reported_without_another_file() {
    let (folder, run) = typed(&[(PEOPLE, "D5", "2 In use")]);
    run.exits(0);
    folder.run(["score", "a.xlsx"]).exits(0).prints("1 of 5 answered");
    folder.run(["report", "a.xlsx", "-o", "gap.html"]).exits(0);
    folder.run(["verify", "gap.html"]).exits(0);
}

#[test]
fn rows_sheets_and_columns_may_be_moved() {
    let folder = Folder::new();
    let mut book = Book::new(&folder);
    book.set(PEOPLE, "D5", "2 In use")
        .set(SYSTEMS, "D8", "yes")
        .set(SYSTEMS, "D9", "yes")
        .set(SYSTEMS, "D10", "no");
    book.save(&folder, "a.xlsx");
    // The rows upside down, the columns the other way round, the sheets in another order.
    for (_, cells) in &mut book.sheets {
        let moved = |(&(row, column), it): (&(u32, u16), &Data)| {
            ((if row > 5 { 200 - row } else { row }, 40 - column), it.clone())
        };
        *cells = cells.iter().map(moved).collect();
    }
    book.sheets.reverse();
    book.save(&folder, "b.xlsx");
    for name in ["a", "b"] {
        folder.run(["import", &format!("{name}.xlsx"), "-o", &format!("{name}.json")]).exits(0);
    }
    let text = |name| fs::read_to_string(folder.path(name)).unwrap();
    assert_eq!(text("a.json"), text("b.json"));
}

#[test]
fn an_answer_that_is_none_is_told_with_its_cell() {
    refuses(
        &[(PEOPLE, "D5", "7 Perfect")],
        "unknown-level",
        "1 People!D5",
        "`7 Perfect` is not an answer",
    );
    refuses(
        &[(PEOPLE, "D5", "2 Absent")],
        "unknown-level",
        "1 People!D5",
        "`2 Absent` is not an answer",
    );
    refuses(
        &[(PEOPLE, "D6", "maybe")],
        "unknown-option",
        "1 People!D6",
        "`maybe` is not an answer",
    );
    refuses(
        &[(SYSTEMS, "D5", "about half")],
        "wrong-type",
        "2 Systems!D5",
        "`about half` is not an answer",
    );
    refuses(
        &[(SYSTEMS, "D5", "140")],
        "out-of-range",
        "2 Systems!D5",
        "140 % of records is out of range",
    );
    refuses(
        &[(SYSTEMS, "D8", "perhaps")],
        "unknown-word",
        "2 Systems!D8",
        "`perhaps` is neither yes nor no",
    );
    refuses(
        &[(PEOPLE, "M5", "soon"), (PEOPLE, "D5", "1")],
        "invalid-date",
        "1 People!M5",
        "`soon` is not a date",
    );
    refuses(
        &[(PEOPLE, "D5", "=1/0")],
        "wrong-type",
        "1 People!D5",
        "this cell holds an error: #DIV/0!",
    );
    refuses(&[(PEOPLE, "D5", "n/a")], "missing-reason", "1 People!D5", "the reason is missing");
}

#[test]
fn two_answers_to_one_question_are_told() {
    let two = [(PEOPLE, "D5", "1 Started"), (PEOPLE, "E5", "yes")];
    refuses(
        &two,
        "conflicting-keys",
        "1 People!E5",
        "this question is answered in more than one way",
    );
    let two = [(PEOPLE, "E5", "yes"), (PEOPLE, "F5", "We have no users.")];
    refuses(
        &two,
        "conflicting-keys",
        "1 People!F5",
        "this question is answered in more than one way",
    );
    let two = [(SYSTEMS, "E7", "yes"), (SYSTEMS, "D8", "yes")];
    refuses(
        &two,
        "conflicting-keys",
        "2 Systems!E7",
        "this question is answered here, and in the rows",
    );
}

#[test]
fn what_stands_beside_no_answer_is_not_lost_without_a_word() {
    refuses(
        &[(PEOPLE, "K5", "Soon.")],
        "missing-key",
        "1 People!K5",
        "there is something beside the answer to `level-question`",
    );
    refuses(
        &[(PEOPLE, "I5", "https://a.b")],
        "missing-key",
        "1 People!I5",
        "there is a link or a date here",
    );
    let stray = [("More evidence", "A3", "level-question"), ("More evidence", "B3", "Log")];
    refuses(&stray, "missing-key", "More evidence!B3", "there is something beside the answer");
    refuses(
        &[("More evidence", "B3", "Log")],
        "missing-key",
        "More evidence!B3",
        "there is evidence here, and no id",
    );
    refuses(
        &[("More evidence", "A3", "x"), ("More evidence", "B3", "Log")],
        "unknown-criterion",
        "More evidence!A3",
        "no sheet asks `x`",
    );
}

#[test]
fn an_id_that_is_changed_gone_or_there_twice_is_told() {
    refuses(
        &[(PEOPLE, "A5", "levle-question"), (PEOPLE, "D5", "1")],
        "unknown-criterion",
        "1 People!A5",
        "unknown criterion `levle-question`",
    );
    refuses(
        &[(PEOPLE, "A6", "level-question")],
        "duplicate-key",
        "1 People!A6",
        "the key `level-question` stands twice",
    );
    refuses(
        &[(PEOPLE, "A5", ""), (PEOPLE, "D5", "1")],
        "missing-key",
        "1 People!D5",
        "this row is filled in, and has no id",
    );
    refuses(
        &[(SYSTEMS, "A8", "checklist-question/survey-plannned"), (SYSTEMS, "D8", "yes")],
        "unknown-element",
        "2 Systems!A8",
        "unknown element `survey-plannned`",
    );
    refuses(
        &[(SYSTEMS, "A7", "")],
        "missing-key",
        "2 Systems!A8",
        "the row of the question `checklist-question` is not there",
    );
}

#[test]
fn a_layout_that_is_changed_is_told_and_the_rest_is_read() {
    let folder = warns(
        &[(PEOPLE, "K4", "Comments"), (PEOPLE, "D5", "1")],
        "workbook-changed",
        "1 People!K4",
        "the column headed `Comments` is not read",
    );
    says(&folder, "  level-question: 1\n");
    warns(
        &[(PEOPLE, "K4", "")],
        "workbook-changed",
        "1 People!A4",
        "this sheet has no column headed `Note`",
    );
    warns(
        &[(PEOPLE, "A5", "")],
        "workbook-changed",
        "Cover!A5",
        "the row of the question `level-question` is not there",
    );
    let half = [(SYSTEMS, "D8", "yes"), (SYSTEMS, "D9", "no")];
    let folder = warns(
        &half,
        "element-open",
        "2 Systems!A10",
        "1 element of `checklist-question` without yes or no",
    );
    says(&folder, "  checklist-question: [survey-planned]\n");
}

#[test]
fn nothing_is_dropped_without_a_word() {
    // Beside the columns, on a sheet of somebody's own, in the rows of elements.
    warns(
        &[(PEOPLE, "Q5", "my comment")],
        "workbook-changed",
        "1 People!Q5",
        "what stands here is not read",
    );
    warns(
        &[("Targets", "D5", "why?")],
        "workbook-changed",
        "Targets!D5",
        "what stands here is not read",
    );
    refuses(
        &[(SYSTEMS, "K8", "Soon.")],
        "unknown-key",
        "2 Systems!K8",
        "what stands here is not read: this row is",
    );
    refuses(
        &[(SYSTEMS, "E9", "yes")],
        "unknown-key",
        "2 Systems!E9",
        "what stands here is not read: this row is",
    );
    // Rows that are gone, there twice, or beside another question.
    warns(
        &[(SYSTEMS, "A9", "")],
        "workbook-changed",
        "2 Systems!A7",
        "the row of the element `checklist-question/survey-done`",
    );
    let twice = [(SYSTEMS, "A9", "checklist-question/survey-planned")];
    refuses(
        &twice,
        "duplicate-key",
        "2 Systems!A9",
        "the row of `checklist-question/survey-planned` stands twice",
    );
    let swapped = [(PEOPLE, "A5", "choice-question"), (PEOPLE, "A6", "level-question")];
    warns(
        &swapped,
        "workbook-changed",
        "1 People!A5",
        "the question beside `choice-question` is not the one",
    );
    // Sheets whose headers nobody knows any more.
    refuses(
        &[("More evidence", "B2", "Title")],
        "missing-key",
        "Cover!A5",
        "no sheet has the columns `Id` and `Evidence`",
    );
    refuses(
        &[("Targets", "C2", "Goal")],
        "missing-key",
        "Cover!A5",
        "no sheet has the columns `Id` and `Target`",
    );
    refuses(
        &[(PEOPLE, "A4", "Nr")],
        "missing-key",
        "1 People!A4",
        "this sheet has no column headed `Id`",
    );
    refuses(
        &[(PEOPLE, "D4", "Score")],
        "missing-key",
        "1 People!A4",
        "this sheet has no column headed `Answer`",
    );
    refuses(
        &[("Targets", "C20", "3")],
        "missing-key",
        "Targets!C20",
        "there is a target here, and no id",
    );
    let folder = Folder::new();
    let mut book = Book::new(&folder);
    let cover = book.sheets[0].1.clone();
    book.sheets.push(("Cover (2)".to_owned(), cover));
    let note = BTreeMap::from([((3, 3), Data::String("A note to self".to_owned()))]);
    book.sheets.push(("Our notes".to_owned(), note));
    book.save(&folder, "a.xlsx");
    let run = folder.run(["import", "a.xlsx", "-o", "a.yaml"]).exits(1);
    let run = run.complains("two sheets have the columns `Field` and `Entry`");
    run.complains("the sheet `Our notes` is not read").complains("cell Our notes!D4");
}

#[test]
fn what_people_type_is_not_taken_for_something_else() {
    for reason in ["no", "-", "n/a", "Yes", "?"] {
        let cells = [(PEOPLE, "F5", reason)];
        refuses(&cells, "missing-reason", "1 People!F5", "this is no reason");
    }
    refuses(&[(SYSTEMS, "D8", "x")], "unknown-word", "2 Systems!D8", "`x` is neither yes nor no");
    refuses(
        &[(PEOPLE, "D5", "1"), (PEOPLE, "M5", "05/01/2027")],
        "invalid-date",
        "1 People!M5",
        "`05/01/2027` is not a date",
    );
    let (folder, run) = typed(&[
        (PEOPLE, "D5", "1"),
        (PEOPLE, "M5", "31/03/2027"),
        (PEOPLE, "N5", "2"),
        ("Cover", "C11", "Acute; community"),
        ("Cover", "C12", "1 October 2026"),
    ]);
    run.exits(0);
    says(&folder, "    answer: 1\n    due: 2027-03-31\n    target: 2\n");
    says(&folder, "  settings: [acute, community]\nassessed_on: 2026-10-01\n");
}

/// Returns a workbook in which something was typed with a format of its own.
fn formatted(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> (Folder, Run) {
    let folder = Folder::new();
    let mut written = Workbook::new();
    let book = Book::new(&folder);
    for (name, cells) in &book.sheets {
        let sheet = written.add_worksheet();
        sheet.set_name(name).unwrap();
        for (&(row, column), data) in cells {
            if let Data::String(it) = data {
                sheet.write_string(row, column, it).unwrap();
            }
        }
        if name == "Cover" {
            sheet.write_string(11, 2, "2026-10-01").unwrap();
        }
        if name == PEOPLE {
            sheet.write_string(4, 3, "1 Started").unwrap();
            fill(sheet);
        }
        if name == SYSTEMS {
            let percent = Format::new().set_num_format("0%");
            sheet.write_number_with_format(4, 3, 0.42, &percent).unwrap();
        }
    }
    folder.file("a.xlsx", written.save_to_buffer().unwrap());
    let run = folder.run(["import", "a.xlsx", "-o", "a.yaml"]);
    (folder, run)
}

#[test]
fn a_percentage_is_what_people_see_and_a_link_what_stands_behind_it() {
    let (folder, run) = formatted(|sheet| {
        let link =
            rust_xlsxwriter::Url::new("https://example.nhs.uk/log").set_text("User research log");
        sheet.write_url(4, 7, link).unwrap();
    });
    run.exits(0);
    says(&folder, "  bands-question: 42\n");
    says(&folder, "- { title: User research log, link: \"https://example.nhs.uk/log\" }\n");
}

#[test]
fn a_year_in_the_place_of_a_day_is_told() {
    let (_, run) = formatted(|sheet| {
        let day = Format::new().set_num_format("d mmm yyyy");
        sheet.write_number_with_format(4, 12, 2027, &day).unwrap();
    });
    run.exits(1).complains("error[invalid-date]: this cell holds the day 1905-07-19");
    let (_, run) = formatted(|sheet| {
        sheet.write_number(4, 12, 46_477).unwrap();
    });
    run.exits(1).complains("error[invalid-date]: 46477 is a number, and no day");
}

#[test]
fn a_formula_that_has_not_come_to_anything_is_told() {
    let (folder, _) = formatted(|sheet| {
        sheet.write_formula(4, 10, "=A5").unwrap();
    });
    // A program that does not calculate leaves no value.
    let book = fs::read(folder.path("a.xlsx")).unwrap();
    let parts = unpacked(&book).into_iter().map(|(name, content)| {
        let text = String::from_utf8(content).unwrap();
        (name, text.replace("<f>A5</f><v>0</v>", "<f>A5</f>").into_bytes())
    });
    let parts: Vec<(String, Vec<u8>)> = parts.collect();
    folder.file("a.xlsx", archive(&borrowed(&parts)));
    let run = folder.run(["import", "a.xlsx", "-o", "b.yaml"]).exits(1);
    let run = run.complains("this cell holds an error: a formula without a value");
    run.complains("--> a.xlsx, cell 1 People!K5");
}

#[test]
fn a_cover_that_is_not_filled_in_is_told_with_its_cell() {
    refuses(&[("Cover", "C7", "")], "wrong-type", "Cover!A7", "expected a text, found nothing");
    refuses(
        &[("Cover", "C12", "tomorrow")],
        "invalid-date",
        "Cover!C12",
        "`tomorrow` is not a date",
    );
    refuses(
        &[("Cover", "C11", "acute, nowhere")],
        "unknown-setting",
        "Cover!C11",
        "unknown care setting `nowhere`",
    );
    refuses(
        &[("Cover", "C6", "/etc/tiny.toml")],
        "unknown-framework",
        "Cover!C6",
        "the framework `/etc/tiny.toml` is an absolute path",
    );
}

#[test]
fn every_finding_is_told_at_once() {
    let cells = [(PEOPLE, "D5", "7"), (PEOPLE, "D6", "maybe"), (SYSTEMS, "D5", "x")];
    let run = typed(&cells).1.exits(1);
    assert_eq!(run.stderr.matches("error[").count(), 3, "{run:#?}");
}

#[test]
fn the_output_is_written_over_only_by_force_and_never_the_workbook() {
    let (folder, run) = typed(&[]);
    run.exits(0);
    folder.run(["import", "a.xlsx", "-o", "a.yaml"]).exits(2).complains("is there already");
    folder.run(["import", "a.xlsx", "-o", "a.yaml", "--force"]).exits(0);
    folder.run(["import", "a.yaml", "-o", "a.yaml", "--force"]).exits(2).complains("is the input");
    folder
        .run(["import", "a.xlsx", "-o", "b.xlsx"])
        .exits(2)
        .complains("`stocktake new --from FILE");
    folder.run(["import", "a.xlsx", "-o", "b.doc"]).exits(2).complains("names no language");
    folder.run(["import", "tiny.toml", "-o", "b.yaml"]).exits(2).complains("is a framework");
    folder.run(["import", "no.xlsx", "-o", "b.yaml"]).exits(2).complains("cannot read");
}

#[test]
fn an_answers_file_that_is_there_keeps_its_comments_and_its_order() {
    let (folder, run) = typed(&[(PEOPLE, "D5", "2 In use"), (PEOPLE, "L5", "Head of research")]);
    run.exits(0);
    let old = "# Our own words.\nframework: tiny.toml\nassessed_on: 2026-10-01 # a Thursday\n\
               organisation: { name: Example NHS Trust }\nanswers:\n  # Before the pilot.\n  line-question: 5\n  \
               level-question: 1 # see the log\n";
    folder.file("a.yaml", old);
    folder.run(["import", "a.xlsx", "-o", "a.yaml", "--update"]).exits(0);
    let new = "# Our own words.\nframework: tiny.toml\nassessed_on: 2026-10-01 # a Thursday\n\
               organisation: { name: Example NHS Trust }\nanswers:\n  # Before the pilot.\n  line-question:\n  \
               level-question: # see the log\n    answer: 2\n    owner: Head of research\n";
    assert_eq!(fs::read_to_string(folder.path("a.yaml")).unwrap(), new);
    folder.run(["import", "a.xlsx", "-o", "a.yaml", "--update"]).exits(0);
    assert_eq!(fs::read_to_string(folder.path("a.yaml")).unwrap(), new);
    folder.run(["import", "a.xlsx", "-o", "new.toml", "--update"]).exits(0);
    folder.run(["import", "a.xlsx", "-o", "a.yaml", "--update", "--force"]).exits(2);
    let other = "framework: board-quick-check\nassessed_on: 2026-10-01\norganisation: { name: A }\nanswers:\n";
    folder.file("other.yaml", other);
    folder
        .run(["import", "a.xlsx", "-o", "other.yaml", "--update"])
        .exits(2)
        .complains("name another output");
    assert_eq!(fs::read_to_string(folder.path("other.yaml")).unwrap(), other);
    folder.file("broken.yaml", "framework: tiny.toml\nanswers: [\n");
    folder
        .run(["import", "a.xlsx", "-o", "broken.yaml", "--update"])
        .exits(1)
        .complains("error[syntax]");
}

#[test]
fn a_text_that_no_cell_can_hold_is_told_and_nothing_is_cut() {
    let folder = Folder::new();
    let note = "x".repeat(32_768);
    folder
        .file("a.yaml", super::yaml(&format!("  level-question: {{ answer: 1, note: {note} }}\n")));
    folder
        .run(["new", "--from", "a.yaml", "-o", "a.xlsx"])
        .exits(2)
        .complains("the note of `level-question` is longer than a cell may hold");
    assert!(!folder.path("a.xlsx").exists());
}

#[test]
fn any_other_workbook_is_named() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "ID").unwrap();
    folder.file("a.xlsx", book.save_to_buffer().unwrap());
    let import = folder.run(["import", "a.xlsx"]).exits(1);
    import.complains("this workbook is not one that `stocktake new` made");
    folder.file("b.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest");
    folder
        .run(["import", "b.xlsx"])
        .exits(1)
        .complains("this workbook has a password, or is in the format of Excel 97");
    folder.file("c.xlsx", b"PK\x03\x04 and no more");
    folder
        .run(["import", "c.xlsx"])
        .exits(1)
        .complains("error[not-text]: this is not a workbook that can be read");
    run(["import"]).exits(2);
}

/// Returns a zip archive with these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Returns the parts of a zip archive.
fn unpacked(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let count = zip.len();
    let part = |it| {
        let mut part = zip.by_index(it).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    };
    (0..count).map(part).collect()
}

fn borrowed(parts: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    parts.iter().map(|(name, it)| (name.as_str(), it.as_slice())).collect()
}

/// Returns a workbook of one sheet with this XML, and these shared texts.
fn handmade(sheet: &str, texts: &str) -> Vec<u8> {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006";
    let rels = |target: &str, kind: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{types}/relationships/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns:r=\"{types}/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    archive(&[
        ("_rels/.rels", rels("xl/workbook.xml", "officeDocument").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels("worksheets/sheet1.xml", "worksheet").as_bytes()),
        ("xl/sharedStrings.xml", texts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// Runs `import` on these bytes with 1 GB of memory, and expects that it ends in order.
#[cfg(unix)]
#[track_caller]
fn survives(bytes: &[u8], message: &str) {
    let folder = Folder::new();
    folder.file("a.xlsx", bytes);
    let start = std::time::Instant::now();
    let command = format!("ulimit -v 1000000 && exec {} import a.xlsx", super::BINARY);
    let run = super::under(&folder, "sh", ["-c", &command]).exits(1).prints_nothing();
    run.complains(message);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[cfg(unix)]
#[test]
fn a_small_file_cannot_ask_for_more_than_there_is() {
    let sheet = |cells: &str| {
        format!(
            "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{cells}</sheetData></worksheet>"
        )
    };
    let texts = "<sst uniqueCount=\"1\"><si><t>x</t></si></sst>";
    // Two cells, as far apart as can be.
    let far = sheet(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
    );
    survives(&handmade(&far, texts), "not one that `stocktake new` made");
    // Room for more texts than there are bytes in the world.
    let many = "<sst uniqueCount=\"100000000000000\"><si><t>x</t></si></sst>";
    survives(&handmade(&sheet(""), many), "a part of it is not what it says");
    let wide: Vec<u8> = many.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = archive(&[("_rels/.rels", b"<Relationships/>"), ("xl/sharedStrings.xml", &wide)]);
    survives(&wide, "a part of it is not what it says");
    // A part that unpacks to far more than it takes.
    let bomb = vec![b' '; 300 * 1024 * 1024];
    survives(&archive(&[("xl/sharedStrings.xml", &bomb)]), "error[too-large]");
    // One long text that many cells share.
    let long = format!("<sst uniqueCount=\"1\"><si><t>{}</t></si></sst>", "x".repeat(1_000_000));
    let cells: Vec<String> = (1..=20_000)
        .map(|it| format!("<row r=\"{it}\"><c r=\"A{it}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    survives(&handmade(&sheet(&cells.concat()), &long), "error[too-many-values]");
    let cells: Vec<String> = (1..=300_000)
        .map(|it| format!("<row r=\"{it}\"><c r=\"A{it}\"><v>1</v></c></row>"))
        .collect();
    survives(&handmade(&sheet(&cells.concat()), texts), "error[too-many-values]");
    // What XML can make of itself.
    let laughs = format!(
        "<!DOCTYPE s [<!ENTITY a \"{}\"><!ENTITY b \"{}\">]><sst><si><t>&b;</t></si></sst>",
        "ha".repeat(1000),
        "&a;".repeat(1000)
    );
    survives(&handmade(&sheet(""), &laughs), "error[not-text]");
    let parts: Vec<String> = (0..3_000).map(|it| format!("xl/{it}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|it| (it.as_str(), &b"<a/>"[..])).collect();
    survives(&archive(&parts), "error[too-large]");
}

#[test]
fn many_rows_of_anything_take_little_time() {
    let folder = Folder::new();
    let mut book = Book::new(&folder);
    let text = |it: String| Data::String(it);
    for row in 0..20_000_u32 {
        let cells = book.sheet(SYSTEMS);
        cells.insert((20 + row, 0), text(format!("question-{row}")));
        cells.insert((20_020 + row, 0), text(format!("checklist-question/e{row}")));
        cells.insert((20_020 + row, 3), text("yes".to_owned()));
        let cells = book.sheet("More evidence");
        cells.insert((2 + row, 0), text(format!("question-{}", 19_999 - row)));
        cells.insert((2 + row, 1), text("Log".to_owned()));
    }
    book.save(&folder, "a.xlsx");
    let start = std::time::Instant::now();
    folder
        .run(["import", "a.xlsx", "-o", "a.yaml"])
        .exits(1)
        .complains("more findings in this file");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn numbers_that_are_none_are_refused() {
    for number in ["1E400", "NaN", "-1E400"] {
        let sheet = format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Field</t></is></c>\
             <c r=\"B1\" t=\"inlineStr\"><is><t>Entry</t></is></c></row>\
             <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>name</t></is></c><c r=\"B2\"><v>{number}</v></c></row>\
             </sheetData></worksheet>"
        );
        let folder = Folder::new();
        folder.file("a.xlsx", handmade(&sheet, "<sst/>"));
        folder.run(["import", "a.xlsx"]).exits(1).complains("error[");
    }
}

#[test]
fn a_workbook_that_is_cut_off_or_damaged_never_breaks_the_program() {
    let folder = Folder::new();
    folder.run(["new", "tiny.toml", "-o", "whole.xlsx"]).exits(0);
    let whole = fs::read(folder.path("whole.xlsx")).unwrap();
    let path = folder.path("a.xlsx");
    let try_it = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let run = super::run_here([std::ffi::OsStr::new("check"), path.as_os_str()], &[]);
        assert!(run.code.is_some_and(|it| it < 2), "{run:#?}");
        run.safe_to_look_at();
    };
    for end in (4..whole.len()).step_by(131) {
        try_it(&whole[..end]);
    }
    // A byte changed here and there, in the packed file and in its parts.
    for at in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        try_it(&bytes);
    }
    let parts = unpacked(&whole);
    for (changed, (_, content)) in parts.iter().enumerate() {
        for at in (0..content.len()).step_by(content.len() / 6 + 1) {
            for byte in [0, b'<', b'"', b'9', 0xff] {
                let mut broken = parts.clone();
                broken[changed].1[at] = byte;
                try_it(&archive(&borrowed(&broken)));
            }
        }
    }
}
