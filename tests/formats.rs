//! Every format, on the same three reports: one with everything, one with nothing, and one whose
//! text is hostile.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use calamine::{DataType, Reader, Xlsx};
use stocktake::diagnostic::Source;
use stocktake::model::Assessment;
use stocktake::read;
use stocktake::render::escape::is_hidden;
use stocktake::render::{CsvTable, FORMATS, Format, Look, format};
use stocktake::report::{Options, Origin, Provenance, Purpose, Report, Section, Stage};

fn assessment(text: &str) -> Assessment {
    let source = Arc::new(Source::new("answers.yaml", text));
    let checked = read::answers(&source, Path::new("tests/fixtures/good"));
    let findings: Vec<String> =
        checked.diagnostics.iter().map(stocktake::render::concise).collect();
    checked.value.unwrap_or_else(|| panic!("{}", findings.join("\n")))
}

/// One answer on each kind of scale, one unknown, one not applicable.
fn full() -> Assessment {
    let path = Path::new("examples/example-trust/eight-principles.yaml");
    let source = read::open(path).unwrap().unwrap();
    read::answers(&source, Path::new("")).value.unwrap()
}

fn empty() -> Assessment {
    assessment(
        "framework: tiny.toml\norganisation: {name: Example NHS Foundation Trust}\nassessed_on: 2026-10-01\nanswers: {}\n",
    )
}

/// Text that would do harm somewhere: in a terminal, in a spreadsheet, in Markdown.
const HOSTILE: &str =
    "=cmd|'/c calc'!A1 \\u001b[31m<script>alert(1)</script> \\u202egnp.exe | `x` [a](javascript:b)";

fn hostile() -> Assessment {
    let full = full();
    let id = &full.framework.criteria[0].id;
    assessment(&format!(
        "framework: nhs-providers-eight-principles\norganisation: {{name: \"{HOSTILE}\"}}\nassessed_on: 2026-10-01\n\
         assessed_by: \"{HOSTILE}\"\nanswers:\n  {id}:\n    answer: 1\n    note: \"{HOSTILE}\"\n    owner: \"{HOSTILE}\"\n    \
         evidence: [{{title: \"{HOSTILE}\", link: \"javascript:alert(1)\"}}]\n"
    ))
}

fn rendered(name: &str, assessment: &Assessment) -> Vec<u8> {
    let mut out = Vec::new();
    let report = Report::new(assessment);
    format(name).unwrap().write(&report, Look::PLAIN, &mut out).unwrap();
    out
}

fn text(name: &str, assessment: &Assessment) -> String {
    String::from_utf8(rendered(name, assessment)).unwrap()
}

#[test]
fn the_same_assessment_gives_the_same_bytes() {
    for format in FORMATS {
        for assessment in [full(), empty(), hostile()] {
            let (one, two) =
                (rendered(format.name(), &assessment), rendered(format.name(), &assessment));
            assert!(one == two, "{}", format.name());
            assert!(!one.is_empty(), "{}", format.name());
        }
    }
}

#[test]
fn the_table_looks_as_it_should() {
    insta::assert_snapshot!("table-full", text("table", &full()));
    insta::assert_snapshot!("table-empty", text("table", &empty()));
    insta::assert_snapshot!("table-hostile", text("table", &hostile()));
}

#[test]
fn parts_of_a_dimension_stand_below_it_even_where_their_titles_wrap() {
    let path = Path::new("examples/example-trust/what-good-looks-like.yaml");
    let source = read::open(path).unwrap().unwrap();
    let assessment = read::answers(&source, Path::new("")).value.unwrap();
    insta::assert_snapshot!("table-nested", text("table", &assessment));
}

#[test]
fn the_markdown_looks_as_it_should() {
    insta::assert_snapshot!("markdown-full", text("markdown", &full()));
    insta::assert_snapshot!("markdown-empty", text("markdown", &empty()));
    insta::assert_snapshot!("markdown-hostile", text("markdown", &hostile()));
}

#[test]
fn the_html_looks_as_it_should() {
    insta::assert_snapshot!("html-full", body(&text("html", &full())));
    insta::assert_snapshot!("html-empty", body(&text("html", &empty())));
    insta::assert_snapshot!("html-hostile", body(&text("html", &hostile())));
}

/// Returns what a page says, an element on each line. The head of all pages is in one snapshot of
/// the command.
fn body(page: &str) -> String {
    let (_, body) = page.split_once("</head>").unwrap();
    body.replace("><", ">\n<")
}

#[test]
fn the_csv_looks_as_it_should() {
    insta::assert_snapshot!("csv-full", text("csv", &full()));
    insta::assert_snapshot!("csv-empty", text("csv", &empty()));
    insta::assert_snapshot!("csv-hostile", text("csv", &hostile()));
}

#[test]
fn the_json_looks_as_it_should() {
    insta::assert_snapshot!("json-full", text("json", &full()));
    insta::assert_snapshot!("json-empty", text("json", &empty()));
    insta::assert_snapshot!("json-hostile", text("json", &hostile()));
}

#[test]
fn the_table_has_no_line_that_is_too_wide_and_nothing_hidden() {
    for assessment in [full(), empty(), hostile()] {
        let report = Report::new(&assessment);
        for width in [60, 80, 100, 130, 160, 250] {
            let mut out = Vec::new();
            let look = Look { width, colour: false };
            format("table").unwrap().write(&report, look, &mut out).unwrap();
            for line in String::from_utf8(out).unwrap().lines() {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= usize::from(width), "{columns} columns of {width}: {line}");
                assert!(!line.chars().any(is_hidden), "{line:?}");
            }
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let assessment = full();
    let report = Report::new(&assessment);
    let mut coloured = Vec::new();
    let look = Look { width: 80, colour: true };
    format("table").unwrap().write(&report, look, &mut coloured).unwrap();
    let coloured = String::from_utf8(coloured).unwrap();
    assert!(coloured.contains('\u{1b}'));
    let mut plain = String::new();
    let mut inside = false;
    for character in coloured.chars() {
        match character {
            '\u{1b}' => inside = true,
            'm' if inside => inside = false,
            _ if inside => {}
            it => plain.push(it),
        }
    }
    assert_eq!(plain, text("table", &assessment));
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let text = text("csv", &hostile());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 24);
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    assert!(rows[0].iter().any(|cell| cell.starts_with("'=cmd")));
}

#[test]
fn no_table_has_a_cell_that_a_spreadsheet_would_run() {
    for table in CsvTable::ALL {
        let mut out = Vec::new();
        let assessment = hostile();
        table.format().write(&Report::new(&assessment), Look::PLAIN, &mut out).unwrap();
        let mut reader = csv::Reader::from_reader(out.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(!rows.is_empty(), "{}", table.name());
        let mut cells = rows.iter().flatten();
        assert!(cells.all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{}", table.name());
    }
}

#[test]
fn the_tables_look_as_they_should() {
    for table in [CsvTable::Gaps, CsvTable::Actions, CsvTable::Evidence] {
        let mut out = Vec::new();
        let assessment = full();
        table.format().write(&Report::new(&assessment), Look::PLAIN, &mut out).unwrap();
        let name = format!("csv-{}", table.name());
        insta::assert_snapshot!(name, String::from_utf8(out).unwrap());
    }
}

/// Writes the same report twice, as if it came from two files.
fn many(format: &dyn Format) -> Vec<u8> {
    let (mut out, assessment) = (Vec::new(), full());
    let names = ["a.yaml", "=b.yaml"];
    let mut reports = names.into_iter().map(|it| (it, Report::new(&assessment)));
    format.write_many(&mut reports, Look::PLAIN, &mut out).unwrap();
    out
}

#[test]
fn each_row_of_several_files_names_its_file() {
    for table in CsvTable::ALL {
        let out = many(table.format());
        let mut reader = csv::Reader::from_reader(out.as_slice());
        assert_eq!(reader.headers().unwrap().iter().next_back(), Some("file"));
        let files: Vec<String> =
            reader.records().map(|it| it.unwrap().iter().next_back().unwrap().to_owned()).collect();
        let half = files.len() / 2;
        assert!(half > 0 && files[..half].iter().all(|it| it == "a.yaml"), "{}", table.name());
        assert!(files[half..].iter().all(|it| it == "'=b.yaml"), "{}", table.name());
    }
}

#[test]
fn several_files_are_one_sheet() {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(many(format("xlsx").unwrap()))).unwrap();
    assert_eq!(workbook.sheet_names(), ["Overview"]);
    let range = workbook.worksheet_range("Overview").unwrap();
    assert_eq!((range.height(), range.width()), (3, 10));
    assert_eq!(range.get_value((2, 0)).unwrap().to_string(), "=b.yaml");
    let empty = format("xlsx").unwrap();
    let mut out = Vec::new();
    empty.write_many(&mut std::iter::empty(), Look::PLAIN, &mut out).unwrap();
    assert!(out.starts_with(b"PK"));
}

#[test]
fn a_workbook_has_a_sheet_for_each_section_that_is_a_table() {
    let sheets = |options: Options| {
        let assessment = full();
        let report = Report::with(&assessment, options);
        let mut out = Vec::new();
        format("xlsx").unwrap().write(&report, Look::PLAIN, &mut out).unwrap();
        Xlsx::new(Cursor::new(out)).unwrap().sheet_names()
    };
    let all = ["Summary", "Gaps", "Actions", "Criteria", "Evidence", "Open questions"];
    assert_eq!(sheets(Options::default()), all);
    let short = Options { short: true, ..Options::default() };
    assert_eq!(sheets(short), ["Summary", "Gaps", "Actions", "Open questions"]);
    for section in Section::ALL {
        let only = Options { sections: Some(vec![section]), ..Options::default() };
        assert_eq!(sheets(only)[0], "Summary", "{}", section.name());
    }
}

#[test]
fn a_workbook_of_hostile_texts_has_no_formula_and_shows_what_cannot_be_seen() {
    let bytes = rendered("xlsx", &hostile());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut count = 0;
    for name in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&name).unwrap().is_empty(), "{name}");
        let range = workbook.worksheet_range(&name).unwrap();
        for cell in range.rows().flatten().filter_map(|it| it.get_string()) {
            assert!(!cell.chars().any(|it| is_hidden(it) && it != '\n'), "{cell:?}");
            count += usize::from(cell.starts_with("=cmd|'/c calc'!A1 \\u{1b}[31m"));
        }
    }
    assert!(count > 3, "{count}");
}

#[test]
fn the_result_says_what_the_paper_is_for_and_what_it_was_made_from() {
    let schema: serde_json::Value =
        serde_json::from_str(stocktake::render::schema::RESULT).unwrap();
    let words = |key: &str| schema["definitions"]["paper"]["properties"][key]["enum"].clone();
    assert_eq!(words("stage"), serde_json::json!(Stage::ALL.map(Stage::name)));
    assert_eq!(words("purpose"), serde_json::json!(Purpose::ALL.map(Purpose::name)));
    let origin = |name: &str| Origin { name: name.to_owned(), sha256: "0a".repeat(32) };
    let provenance = Provenance {
        answers: origin("answers.yaml"),
        framework: origin("nhs-providers-eight-principles@1.0.0"),
        options: vec![("--title".to_owned(), Some("Gap <report>".to_owned()))],
        logo: None,
    };
    let options = Options {
        title: Some("Gap <report>".to_owned()),
        purpose: Purpose::Assurance,
        provenance: Some(provenance.clone()),
        ..Options::default()
    };
    let assessment = full();
    let mut out = Vec::new();
    let report = Report::with(&assessment, options);
    format("json").unwrap().write(&report, Look::PLAIN, &mut out).unwrap();
    let result: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(result["paper"]["purpose"], "assurance");
    assert_eq!(result["provenance"]["options"][0]["value"], "Gap <report>");
    let again = stocktake::render::provenance::from_json(&result["provenance"].to_string());
    assert_eq!(again, Some(provenance));
}

#[test]
fn a_page_of_markdown_runs_nothing() {
    let text = text("markdown", &hostile());
    // An escaped bracket closes no link.
    let unescaped = text.replace("\\]", "");
    assert!(!text.contains("<script") && !unescaped.contains("](javascript"), "{text}");
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
}

#[test]
fn a_web_page_runs_nothing_and_loads_nothing() {
    let page = text("html", &hostile());
    let head = page.find("<style>").unwrap();
    let policy = page.find("Content-Security-Policy\" content=\"default-src 'none';").unwrap();
    assert!(policy < head);
    assert!(!page.contains("<script") && !page.contains("=\"javascript:"), "{page}");
    assert!(!page.contains(" src=") && !page.contains("url("));
    assert!(!page.contains(|it: char| it != '\n' && is_hidden(it)));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; \\u{202e}gnp.exe"));
}

#[test]
fn several_reports_are_rows_of_one_page() {
    let (full, hostile) = (full(), hostile());
    let reports = [("a.yaml", &full), ("b<c>.yaml", &hostile)];
    let mut reports = reports.into_iter().map(|(file, it)| (file, Report::new(it)));
    let mut out = Vec::new();
    format("html").unwrap().write_many(&mut reports, Look::PLAIN, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    for text in [
        "<title>Digital maturity assessments</title>",
        "<th scope=\"col\">Organisation</th>",
        "<th scope=\"row\">a.yaml</th>",
        "Organisation</span>Example NHS Foundation Trust</td>",
        "Date</span>2026-10-01</td>",
        "<th scope=\"row\">b&lt;c&gt;.yaml</th>",
        "Organisation</span>=cmd|'/c calc'!A1",
    ] {
        assert!(page.contains(text), "{text} is not in {page}");
    }
    assert_eq!(page.matches("<tr>").count(), 3);
}

#[test]
fn several_reports_are_a_row_each_in_every_document() {
    let text = String::from_utf8(many(format("markdown").unwrap())).unwrap();
    assert!(text.starts_with("# Digital maturity assessments\n"), "{text}");
    for row in ["| File | Organisation | Date |", "| a.yaml | Example", "| \\=b.yaml | Example"] {
        assert!(text.contains(&format!("\n{row}")), "{row} is not in {text}");
    }
    let pdf = lopdf::Document::load_mem(&many(format("pdf").unwrap())).unwrap();
    let text = pdf.extract_text(&[1]).unwrap();
    assert_eq!(pdf.get_pages().len(), 1);
    assert!(text.contains("a.yaml") && text.contains("=b.yaml"), "{text}");
}

#[test]
fn every_pdf_can_be_read_again_and_has_its_pages() {
    for assessment in [full(), empty(), hostile()] {
        let document = lopdf::Document::load_mem(&rendered("pdf", &assessment)).unwrap();
        let pages = document.get_pages().len();
        assert!((1..=20).contains(&pages), "{pages} pages");
        let catalog = document.catalog().unwrap();
        assert!(catalog.has(b"Lang") && catalog.has(b"Outlines") && catalog.has(b"Metadata"));
    }
}
