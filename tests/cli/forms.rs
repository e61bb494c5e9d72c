//! `stocktake forms`, and `stocktake import` of what comes back.

use std::fs;

use super::{Folder, Run, TINY, run};

/// What Microsoft Forms makes of the questions of the tiny framework.
const HEADER: &str = "ID,Start time,Completion time,Email,Name,Last modified time,\
    Do teams learn from users before they decide what to build? [level-question],\
    Why do you say so? [level-question/note],Do you agree? [choice-question],\
    How many? [bands-question],How many? [line-question],Is it? [checklist-question]\r\n";

/// Two respondents, and somebody who answered nothing.
const ROWS: &str = "1,2026-01-10 09:00:00,2026-01-10 09:14:05,respondent1@example.nhs.uk,Respondent One,,\
    2 In use: Most teams talk to users and keep notes.,\"See \"\"the plan\"\",\nsays Respondent One\",\
    Agree,41.5,Unknown,[survey-planned] A survey has a date and an owner.;\r\n\
    2,2026-01-11 09:00:00,2026-01-11 09:14:05,respondent2@example.nhs.uk,Respondent Two,,\
    Does not apply to us,We build nothing.,Disagree,,,None of these;\r\n\
    3,2026-01-11 10:00:00,2026-01-11 10:14:05,respondent3@example.nhs.uk,Respondent Three,,,,,,,\r\n";

const FIRST: &str = "framework: \"../tiny.toml\"
organisation:
  name: Example NHS Trust
assessed_on: 2026-01-10
assessed_by: Respondent 1

answers:
  level-question:
    answer: 2
    note: \"See \\\"the plan\\\",\\nsays [name taken out]\"
  choice-question: agree
  bands-question: 41.5
  line-question: unknown
  checklist-question: [survey-planned]
";

/// Runs `stocktake import` on a table, with more arguments.
#[track_caller]
fn import(folder: &Folder, table: impl AsRef<[u8]>, more: &[&str]) -> Run {
    folder.file("responses.csv", table);
    let args = ["import", "responses.csv", "--framework", "tiny.toml", "-o", "panel"];
    folder.run(args.iter().chain(more))
}

/// Returns everything that a run left behind: what it said, and all files with their names.
#[track_caller]
fn all_of(folder: &Folder, run: &Run) -> String {
    let mut all = format!("{}{}", run.stdout, run.stderr);
    for entry in fs::read_dir(folder.path("panel")).into_iter().flatten() {
        let path = entry.expect("it can be listed").path();
        all += &format!("{}\n{}", path.display(), fs::read_to_string(&path).expect("it is text"));
    }
    all
}

#[test]
fn questions_are_printed_with_their_ids() {
    let printed =
        run(["forms", TINY]).exits(0).complains("10 questions; Microsoft Forms takes 200");
    insta::assert_snapshot!(printed.stdout);
    run(["forms", TINY, "--without-notes"]).exits(0).complains("5 questions;");
    let folder = Folder::new();
    folder.run(["forms", "tiny.toml", "-o", "questions.txt"]).exits(0).prints_nothing();
    assert_eq!(fs::read_to_string(folder.path("questions.txt")).unwrap(), printed.stdout);
    folder
        .run(["forms", "tiny.toml", "-o", "tiny.toml", "--force"])
        .exits(2)
        .complains("is the input");
}

#[test]
fn only_the_questions_of_a_care_setting_are_printed_and_too_many_are_told() {
    let count =
        |args: &[&str]| run(["forms", "what-good-looks-like"].iter().chain(args)).exits(0).stderr;
    assert_ne!(count(&[]), count(&["--setting", "ambulance"]));
    run(["forms", "what-good-looks-like", "--setting", "acut"]).exits(2).complains("did you mean");
    let folder = Folder::new();
    let question = "\n[[dimension.criterion]]\nid = \"aID\"\nquestion = \"What is ID?\"\n";
    let many: String = (0..101).map(|it| question.replace("ID", &it.to_string())).collect();
    folder.file("many.toml", fs::read_to_string(TINY).unwrap() + &many);
    folder.run(["forms", "many.toml"]).exits(0).complains("too many; leave out notes");
    folder.run(["forms", "many.toml", "--without-notes"]).exits(0).complains("106 questions");
}

#[test]
fn each_respondent_gets_an_answers_file() {
    let folder = Folder::new();
    let run = import(&folder, format!("{HEADER}{ROWS}"), &["--organisation", "Example NHS Trust"]);
    let run = run.exits(0).prints_nothing();
    assert_eq!(
        run.stderr,
        "6 columns are no questions: ID, Start time, Completion time, Email, Name and Last modified time\n\
         1 row has no answer, and so no file\n\
         2 respondents imported into panel\nnotes are as people wrote them: read them before you pass them on\n\
         next: stocktake check panel\n      stocktake score panel/*.yaml\n"
    );
    let read = |name: &str| fs::read_to_string(folder.path(name)).unwrap();
    assert_eq!(read("panel/respondent-001.yaml"), FIRST);
    assert!(read("panel/respondent-002.yaml").contains("not_applicable: We build nothing."));
    let (code, findings) = folder.check(&["panel", "--allow", "planning", "--allow", "evidence"]);
    assert_eq!((code, findings), (0, Vec::new()));
    folder.run(["score", "panel/respondent-001.yaml"]).exits(0);
}

#[test]
fn names_and_addresses_are_nowhere_unless_they_are_kept() {
    let secrets = ["respondent1@", "respondent2@", "Respondent One", "Respondent Two"];
    let broken = ROWS.replace("Agree,", "Respondent One agrees; respondent1@example.nhs.uk,");
    for (rows, code) in [(ROWS, 0), (&broken, 1)] {
        let folder = Folder::new();
        let run = import(&folder, format!("{HEADER}{rows}"), &[]).exits(code);
        let all = all_of(&folder, &run);
        assert!(secrets.iter().all(|it| !all.contains(it)), "{all}");
    }
    let folder = Folder::new();
    import(&folder, format!("{HEADER}{ROWS}"), &["--keep-identities"]).exits(0);
    let text = fs::read_to_string(folder.path("panel/respondent-001.yaml")).unwrap();
    let by = "assessed_by: \"Respondent 1, Respondent One (respondent1@example.nhs.uk)\"";
    assert!(text.contains(by), "{text}");
}

#[test]
fn every_encoding_and_delimiter_gives_the_same() {
    let table = format!("{HEADER}{ROWS}").replace("the plan", "the board’s plan, £5");
    let utf_16 = |bytes: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let cells = |mark: &str| {
        // Only outside of quotation marks, and of titles and answers, which have no commas here.
        let (mut out, mut is_inside) = (String::new(), false);
        for it in table.chars() {
            is_inside ^= it == '"';
            if it == ',' && !is_inside { out.push_str(mark) } else { out.push(it) }
        }
        out
    };
    let windows: Vec<u8> = table
        .chars()
        .map(|it| match it {
            '’' => 0x92,
            it => u8::try_from(u32::from(it)).unwrap(),
        })
        .collect();
    // A list of answers has semicolons, which Excel puts in quotation marks.
    let quoted = cells(";").replace("an owner.;\r", "an owner.\r").replace("these;\r", "these\r");
    let forms: Vec<Vec<u8>> = vec![
        table.clone().into_bytes(),
        format!("\u{feff}{table}").into_bytes(),
        windows,
        utf_16(u16::to_le_bytes, &cells("\t")),
        utf_16(u16::to_be_bytes, &table),
        quoted.into_bytes(),
        table.replace("\r\n", "\r").into_bytes(),
        format!("sep=,\r\n{table}").into_bytes(),
    ];
    let results = forms.iter().map(|it| {
        let folder = Folder::new();
        let run = import(&folder, it, &[]).exits(0);
        all_of(&folder, &run).replace(&*folder.path("").to_string_lossy(), "")
    });
    let results: Vec<String> = results.collect();
    assert!(results[0].contains("board’s plan, £5"), "{}", results[0]);
    assert!(results.iter().all(|it| it == &results[0]), "{results:#?}");
}

#[test]
fn errors_are_told_all_at_once_and_nothing_is_written() {
    let folder = Folder::new();
    let table = format!("{HEADER}{ROWS}").replace("Agree,41.5", "Perhaps,1000");
    import(&folder, table, &[])
        .exits(1)
        .complains("error[unknown-option]: `Perhaps` is no answer to this question")
        .complains("responses.csv, cell I2")
        .complains("error[out-of-range]: 1000 % of records is out of range")
        .safe_to_look_at();
    assert_eq!(folder.names(), ["responses.csv", "tiny.toml"]);
    import(&folder, format!("{HEADER}1,,,,,,\"2,,,\r\n2,,,,,,2\r\n"), &[])
        .exits(1)
        .complains("error[syntax]: the quotation mark at the start of this cell is not closed")
        .complains("cell G2");
    import(&folder, "ID,Name\n1,x\n", &[]).exits(1).complains("no column has the id of a question");
    import(&folder, b"%PDF-1.7\n\x01\x02", &[]).exits(1).complains("error[not-text]");
    assert_eq!(folder.names(), ["responses.csv", "tiny.toml"]);
}

#[test]
fn a_date_that_may_be_two_days_is_asked_for() {
    let folder = Folder::new();
    let table =
        format!("{HEADER}{}", ROWS.replace("2026-01-", "").replace(" 09:14", "/01/2026 09:14"));
    let table = table.replace(" 10:14", "/01/2026 10:14");
    import(&folder, &table, &[]).exits(1).complains("`--dates day-first`");
    let day = |more: &[&str]| {
        import(&folder, &table, &[&["--force"], more].concat()).exits(0);
        let text = fs::read_to_string(folder.path("panel/respondent-001.yaml")).unwrap();
        text.lines().find(|it| it.starts_with("assessed_on")).unwrap().to_owned()
    };
    assert_eq!(day(&["--dates", "day-first"]), "assessed_on: 2026-01-10");
    assert_eq!(day(&["--dates", "month-first"]), "assessed_on: 2026-10-01");
    assert_eq!(day(&["--assessed-on", "2026-02-03"]), "assessed_on: 2026-02-03");
}

#[test]
fn a_folder_with_files_is_written_to_only_by_force_and_what_was_there_is_told() {
    let folder = Folder::new();
    let table = format!("{HEADER}{ROWS}");
    folder.deep_file("panel/respondent-009.yaml", "old");
    import(&folder, &table, &[]).exits(2).complains("there are files in `panel` already");
    import(&folder, &table, &["--force"])
        .exits(0)
        .complains("1 file of an earlier import is still in panel: respondent-009.yaml");
    for output in ["a.yaml", "-", "missing/panel", "tiny.toml"] {
        let args = ["import", "responses.csv", "--framework", "tiny.toml", "-o", output];
        folder.run(args).exits(2).prints_nothing();
    }
    folder.run(["import", "responses.csv"]).exits(2).complains("--framework");
    folder.run(["import", "no.csv", "--framework", "tiny.toml", "-o", "b"]).exits(2);
    folder.run(["import", ".", "--framework", "tiny.toml", "-o", "b"]).exits(2);
}

#[test]
fn hostile_text_in_a_table_is_shown_as_it_is() {
    let folder = Folder::new();
    let hostile = "\u{1b}[31m\u{202e}=cmd|' /c calc'!A1\u{85}";
    let table = format!("{HEADER}{ROWS}").replace("Agree,", &format!("{hostile},"));
    let table = table.replace("Last modified time", &format!("{hostile}{}", "x".repeat(5000)));
    let run = import(&folder, table, &[]).exits(1).safe_to_look_at();
    assert!(run.stderr.len() < 5000, "{run:?}");
    let table = format!("{HEADER}{ROWS}").replace("We build nothing.", hostile);
    import(&folder, table, &[]).exits(0).safe_to_look_at();
    folder.run(["score", "panel/respondent-002.yaml"]).exits(0).safe_to_look_at();
}

#[test]
fn tables_without_measure_end_soon() {
    let folder = Folder::new();
    let wide = ",".repeat(3_000_000);
    let tall = "\n".repeat(3_000_000);
    let columns: Vec<String> = (0..1000).map(|it| format!("c{it} [c{it}]")).collect();
    let quotes = "\"".repeat(1_000_001);
    let long = format!("{HEADER}1,,2026-01-10,,,,{}\n", "x@".repeat(1_000_000));
    for table in [wide, tall, columns.join(","), quotes, long] {
        let run = import(&folder, &table, &[]).exits(1).prints_nothing().safe_to_look_at();
        assert!(run.stderr.len() < 60_000, "{}", run.stderr.len());
    }
}
