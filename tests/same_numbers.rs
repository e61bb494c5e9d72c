//! Every format says the same: the figures after the report's rounding, and every note, reason and
//! piece of evidence.
//!
//! Formats that lay out a document are read as text, without markup; a new one is held to the same as
//! soon as it is registered.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, DataType, Reader, Xlsx};
use serde_json::Value;
use stocktake::diagnostic::Source;
use stocktake::model::Assessment;
use stocktake::read;
use stocktake::render::{CsvTable, FORMATS, Format, Look, format};
use stocktake::report::{Report, gap_text};
use stocktake::wording;

fn read_answers(source: &Arc<Source>, folder: &str) -> Assessment {
    let checked = read::answers(source, Path::new(folder));
    let findings: Vec<String> =
        checked.diagnostics.iter().map(stocktake::render::concise).collect();
    checked.value.unwrap_or_else(|| panic!("{}", findings.join("\n")))
}

/// Every example, and answers to the fixtures that leave something open.
fn assessments() -> Vec<Assessment> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir("examples/example-trust").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "yaml") {
            all.push(read_answers(&read::open(&path).unwrap().unwrap(), ""));
        }
    }
    assert!(all.len() >= 8);
    for (framework, answers) in [
        ("tiny", "{}"),
        ("tiny", "{level-question: 2, choice-question: agree, bands-question: unknown}"),
        ("tiny", "{level-question: 3, line-question: 11.5, checklist-question: [survey-planned]}"),
    ] {
        let text = format!(
            "framework: {framework}.toml\norganisation: {{name: A trust}}\nassessed_on: 2026-10-01\n\
             answers: {answers}\n"
        );
        let source = Arc::new(Source::new("answers.yaml", text.as_str()));
        all.push(read_answers(&source, "tests/fixtures/good"));
    }
    all
}

fn bytes(format: &dyn Format, report: &Report<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    format.write(report, Look::PLAIN, &mut out).unwrap();
    out
}

/// Returns the rows of a table, each with the names of its columns.
fn csv(table: CsvTable, report: &Report<'_>) -> Vec<Vec<(String, String)>> {
    let bytes = bytes(table.format(), report);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header = reader.headers().unwrap().clone();
    let row = |it: csv::StringRecord| {
        header.iter().zip(&it).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|it| row(it.unwrap())).collect()
}

fn cell<'r, T>(row: &'r [(String, T)], name: &str) -> &'r T {
    &row.iter().find(|(it, _)| it == name).unwrap_or_else(|| panic!("no column {name}")).1
}

fn number(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

fn json(report: &Report<'_>) -> Value {
    serde_json::from_slice(&bytes(format("json").unwrap(), report)).unwrap()
}

/// Returns the rows of a sheet, each with the names of its columns; none if there is no such sheet.
fn sheet(workbook: &[u8], name: &str) -> Vec<Vec<(String, Data)>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
    let Ok(range) = workbook.worksheet_range(name) else { return Vec::new() };
    let mut rows = range.rows();
    let header: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    rows.map(|row| header.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

/// Returns what a document says: letters and digits, and what belongs to a number, so that neither
/// markup nor the ends of lines matter.
fn document(format: &dyn Format, report: &Report<'_>) -> String {
    let bytes = bytes(format, report);
    let text = if format.is_text() {
        String::from_utf8(bytes).unwrap()
    } else {
        let pdf = lopdf::Document::load_mem(&bytes).unwrap();
        let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
        pdf.extract_text(&pages).unwrap()
    };
    let text = if format.name() == "html" { without_tags(&text) } else { text };
    squeezed(&text.replace("<br>", " "))
}

/// Returns where a document leads: every address, as it is in the file.
fn addresses(format: &dyn Format, report: &Report<'_>) -> String {
    let bytes = bytes(format, report);
    if format.is_text() {
        return String::from_utf8(bytes).unwrap();
    }
    let pdf = lopdf::Document::load_mem(&bytes).unwrap();
    let dictionaries = pdf.objects.values().filter_map(|it| it.as_dict().ok());
    let actions =
        dictionaries.flat_map(|it| [Some(it), it.get(b"A").and_then(|it| it.as_dict()).ok()]);
    let addresses =
        actions.flatten().filter_map(|it| it.get(b"URI").and_then(|it| it.as_str()).ok());
    addresses.map(|it| String::from_utf8_lossy(it) + " ").collect()
}

/// Leaves out what a browser does not show as text.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        // The names of columns stand in cells too, for screens that are too narrow for a table.
        let hidden = ["style", "script", "svg", "title", "span class=\"label\""];
        let hidden = hidden.into_iter().find(|it| after.starts_with(it));
        let hidden = hidden.and_then(|it| it.split(' ').next());
        let end = hidden.map_or(">".to_owned(), |it| format!("</{it}>"));
        rest = after.split_once(end.as_str()).map_or("", |(_, rest)| rest);
        text.push(' ');
    }
    text + rest
}

fn squeezed(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, is) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", ""),
        ("&#39;", ""),
        ("&#64;", "@"),
        ("&#58;", ":"),
        ("&#46;", "."),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, is);
    }
    text.chars().filter(|it| it.is_alphanumeric() || matches!(it, '.' | '+' | '–')).collect()
}

/// Tells whether `wanted` stands within so many characters after `anchor`, somewhere.
fn near(text: &str, anchor: &str, wanted: &str, within: usize) -> bool {
    let (anchor, wanted) = (squeezed(anchor), squeezed(wanted));
    text.match_indices(&anchor).any(|(at, _)| {
        let after: String =
            text.get(at + anchor.len()..).unwrap_or_default().chars().take(within).collect();
        after.contains(&wanted)
    })
}

/// The formats that lay out a document with everything in it.
fn documents() -> impl Iterator<Item = &'static dyn Format> {
    let others = ["csv", "json", "table", "xlsx"];
    FORMATS.iter().copied().filter(move |it| !others.contains(&it.name()))
}

/// A value, a target and a gap, as the report prints them.
#[derive(Debug, PartialEq)]
struct Figures {
    value: String,
    target: String,
    gap: String,
}

impl Figures {
    /// Prints figures that are not rounded.
    fn of(value: Option<f64>, target: Option<f64>, gap: Option<f64>) -> Self {
        let none = || "–".to_owned();
        Self {
            value: value.map_or_else(none, wording::level),
            target: target.map_or_else(none, wording::tenths),
            gap: gap_text(gap),
        }
    }

    fn of_json(it: &Value) -> Self {
        Self::of(it["value"].as_f64(), it["target"].as_f64(), it["gap"].as_f64())
    }

    fn of_csv(row: &[(String, String)]) -> Self {
        let [value, target, gap] =
            ["value", "target", "gap"].map(|it| number(cell(row, it).as_str()));
        Self::of(value, target, gap)
    }

    /// Holds cells that are rounded already against the figures.
    #[track_caller]
    fn check_cells(&self, cells: [&Data; 3]) {
        for (printed, cell) in [&self.value, &self.target, &self.gap].into_iter().zip(cells) {
            check_cell(printed, cell);
        }
    }

    fn printed(it: &stocktake::report::Standing) -> Self {
        let [value, target, gap] = [&it.value, &it.target, &it.gap].map(Clone::clone);
        Self { value, target, gap }
    }
}

/// Holds a cell against what the report prints.
#[track_caller]
fn check_cell(printed: &str, cell: &Data) {
    assert!(shows(cell, printed), "{printed}: {cell}");
}

/// Tells whether a cell shows what the report prints, and is a number if that is one.
fn shows(cell: &Data, printed: &str) -> bool {
    let number = match cell {
        Data::Float(number) => Some(*number),
        Data::Int(_) => cell.as_f64(),
        _ => None,
    };
    match (printed.trim_start_matches('+').parse::<f64>(), number) {
        (Ok(expected), Some(number)) => number.to_bits() == expected.to_bits(),
        (Ok(_), None) => false,
        (Err(_), Some(number)) => match printed {
            "none" => number.abs() < 1e-9,
            "< 0.1" => number > 0.0 && number < 0.05,
            "< 0.01" => number > 0.0 && number < 0.005,
            _ => false,
        },
        (Err(_), None) => printed == "–" && cell.is_empty(),
    }
}

#[test]
fn every_format_has_the_same_overall_result_and_dimensions() {
    for assessment in assessments() {
        let report = Report::new(&assessment);
        let overall = Figures::printed(&report.summary.overall);
        let json = json(&report);
        let rows = csv(CsvTable::Gaps, &report);
        let workbook = bytes(format("xlsx").unwrap(), &report);
        assert_eq!(Figures::of_json(&json["overall"]), overall);
        assert_eq!(Figures::of_csv(&rows[0]), overall);
        let facts = sheet(&workbook, "Summary");
        let fact = |name: &str| {
            let of = |it: &&Vec<(String, Data)>| {
                cell(it, "About") == &Data::String("Overall".to_owned())
                    && cell(it, "What") == &Data::String(name.to_owned())
            };
            cell(facts.iter().find(of).unwrap(), "Says")
        };
        overall.check_cells(["Value", "Target", "Gap"].map(fact));

        let sheet = sheet(&workbook, "Gaps");
        assert_eq!(sheet.len(), report.dimensions.len());
        for (at, dimension) in report.dimensions.iter().enumerate() {
            let figures = Figures::printed(&dimension.standing);
            assert_eq!(Figures::of_json(&json["dimensions"][at]), figures, "{}", dimension.id);
            assert_eq!(Figures::of_csv(&rows[at + 1]), figures, "{}", dimension.id);
            figures.check_cells(["Value", "Target", "Gap"].map(|it| cell(&sheet[at], it)));
        }
        for format in documents() {
            let text = document(format, &report);
            let headline = &report.summary.headline;
            assert!(text.contains(&squeezed(headline)), "{}: {headline}", format.name());
            for dimension in &report.dimensions {
                let it = &dimension.standing;
                let figures =
                    [&it.value, &it.level, &it.target, &it.gap].map(String::as_str).concat();
                let is_there = near(&text, &dimension.title, &figures, 200);
                assert!(is_there, "{}: {}, {figures}", format.name(), dimension.title);
            }
        }
    }
}

#[test]
fn every_format_has_the_same_criteria() {
    for assessment in assessments() {
        let report = Report::new(&assessment);
        let json = json(&report);
        let rows = csv(CsvTable::Criteria, &report);
        let sheet = sheet(&bytes(format("xlsx").unwrap(), &report), "Criteria");
        let texts: Vec<_> = documents().map(|it| (it.name(), document(it, &report))).collect();
        let mut line = 0;
        for (d, dimension) in report.dimensions.iter().enumerate() {
            for (c, view) in dimension.criteria.iter().enumerate() {
                let it = &json["dimensions"][d]["criteria"][c];
                assert_eq!(it["id"], view.id);
                let cells = ["Value", "Target", "Gap"].map(|it| cell(&sheet[line], it));
                line += 1;
                let Some(standing) = &view.standing else {
                    assert!(cells.iter().all(|it| it.is_empty()), "{}", view.id);
                    assert!(it["value"].is_null() && cell(&rows[view.index], "value").is_empty());
                    continue;
                };
                let figures = Figures::of_json(it);
                let Figures { value, target, gap } = &figures;
                assert_eq!(*standing, format!("value {value}, target {target}, gap {gap}"));
                assert_eq!(Figures::of_csv(&rows[view.index]), figures);
                figures.check_cells(cells);
                for (name, text) in &texts {
                    let is_there = near(text, &view.id, standing, 1500);
                    assert!(is_there, "{name}: {}, {standing}", view.id);
                }
            }
        }
    }
}

#[test]
fn every_format_has_the_same_actions() {
    let mut count = 0;
    for assessment in assessments() {
        let report = Report::new(&assessment);
        let json = json(&report);
        let rows = csv(CsvTable::Actions, &report);
        let sheet = sheet(&bytes(format("xlsx").unwrap(), &report), "Actions");
        let texts: Vec<_> = documents().map(|it| (it.name(), document(it, &report))).collect();
        let levels = &assessment.framework.levels;
        let span = f64::from(levels.highest()) - f64::from(levels.lowest());
        assert_eq!((rows.len(), sheet.len()), (report.plan.len(), report.plan.len()));
        for (at, view) in report.plan.iter().enumerate() {
            let it = &json["actions"][at];
            assert_eq!(
                (&it["rank"], &it["criterion"]),
                (&view.rank.into(), &view.criterion.as_str().into())
            );
            assert_eq!(gap_text(it["gap"].as_f64()), view.gap);
            let rise = |uplift: Option<f64>| match uplift.map(|it| it * span) {
                None => "–".to_owned(),
                Some(rise) if rise <= 1e-9 => "none".to_owned(),
                Some(rise) if rise < 0.005 => "< 0.01".to_owned(),
                Some(rise) => format!("+{rise:.2}"),
            };
            assert_eq!(rise(it["uplift"].as_f64()), view.uplift);
            assert_eq!(*cell(&rows[at], "rank"), view.rank.to_string());
            assert_eq!(gap_text(number(cell(&rows[at], "gap").as_str())), view.gap);
            assert_eq!(rise(number(cell(&rows[at], "uplift").as_str())), view.uplift);
            check_cell(&view.rank.to_string(), cell(&sheet[at], "Rank"));
            check_cell(&view.gap, cell(&sheet[at], "Gap"));
            check_cell(&view.uplift, cell(&sheet[at], "Overall rises by"));
            for (name, text) in &texts {
                let rank = format!(
                    "{}{}",
                    view.rank,
                    if view.below_floor.is_some() { "" } else { &view.step }
                );
                let figures = format!("{}{}", view.gap, view.uplift);
                let is_there =
                    text.contains(&squeezed(&rank)) && near(text, &view.step, &figures, 1500);
                assert!(is_there, "{name}: {}, {figures}", view.step);
            }
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

/// Answers whose texts are hostile or long, each with words that are nowhere else.
fn marked() -> (Assessment, Vec<(&'static str, Vec<String>)>) {
    let hostile =
        ["=1|", "\\u001b[31m", "\\u202e", "<script>", "](javascript:x)", "@SUM ", "  - ", "`$"];
    let long: Vec<String> = (0..9000).map(|it| format!("long{it:05}")).collect();
    let mut text = "framework: nhs-providers-eight-principles\norganisation: {name: A trust}\n\
                    assessed_on: 2026-10-01\nanswers:\n"
        .to_owned();
    let (mut notes, mut reasons, mut evidence) = (long.clone(), Vec::new(), Vec::new());
    let framework = read::Builtin::find("nhs-providers-eight-principles").unwrap().framework();
    for (at, criterion) in framework.criteria.iter().enumerate() {
        let start = hostile[at % hostile.len()];
        let answer = match at % 6 {
            0 if !criterion.always_applies => {
                reasons.push(format!("reason{at:02}"));
                format!("not_applicable: \"{start}reason{at:02}\"")
            }
            1 => "answer: unknown".to_owned(),
            _ => format!("answer: {}", at % 4),
        };
        let note = if at == 2 { long.join(" ") } else { format!("note{at:02}") };
        notes.push(format!("note{at:02}"));
        let _ = writeln!(
            text,
            "  {}:\n    {answer}\n    note: \"{start}note{at:02} {note}\"",
            criterion.id
        );
        text.push_str("    evidence:\n");
        for item in 0..3 {
            let it = format!("evidence{at:02}x{item}");
            let _ = writeln!(
                text,
                "      - {{title: \"{start}{it}\", link: \"{}link{at:02}x{item}\"}}",
                ["https://example.org/", "javascript:", "=cmd|"][item]
            );
            evidence.extend([it, format!("link{at:02}x{item}")]);
        }
    }
    assert!(reasons.len() > 2 && evidence.len() > 100);
    let source = Arc::new(Source::new("answers.yaml", text.as_str()));
    let words = vec![("notes", notes), ("reasons", reasons), ("evidence", evidence)];
    let mut assessment = read_answers(&source, "");
    // One of each kind of answer is to a question that is asked of others.
    let setting = |it: &str| stocktake::model::Setting::new(it).unwrap();
    assessment.organisation.settings = vec![setting("acute")];
    for criterion in Arc::make_mut(&mut assessment.framework).criteria.iter_mut().rev().take(6) {
        criterion.settings = vec![setting("community")];
    }
    (assessment, words)
}

#[test]
fn a_figure_that_differs_is_noticed() {
    let text = squeezed("| People | 2.4 | 2 Owned | 3.3 | **▲ 0.9** |");
    assert!(near(&text, "People", "2.42 Owned3.30.9", 200));
    assert!(!near(&text, "People", "2.42 Owned3.30.8", 200));
    assert!(!near(&text, "Systems", "2.42 Owned3.30.9", 200));
    assert!(!near(&text, "People", "2.42 Owned3.30.9", 5));
    assert!(shows(&Data::Float(1.9), "1.9") && shows(&Data::Empty, "–"));
    assert!(!shows(&Data::Float(1.92), "1.9") && !shows(&Data::Float(0.0), "–"));
    assert!(!shows(&Data::Empty, "none") && !shows(&Data::Float(0.1), "none"));
    assert!(!shows(&Data::String("1.9".to_owned()), "1.9"));
}

#[test]
fn no_format_loses_a_note_a_reason_or_a_piece_of_evidence() {
    let (assessment, words) = marked();
    let report = Report::new(&assessment);
    let mut texts: Vec<(String, String)> = documents()
        .map(|it| (it.name().to_owned(), document(it, &report) + &addresses(it, &report)))
        .collect();
    texts.push(("json".to_owned(), json(&report).to_string()));
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes(format("xlsx").unwrap(), &report))).unwrap();
    let mut text = String::new();
    for name in ["Criteria", "Evidence"] {
        for cell in workbook.worksheet_range(name).unwrap().rows().flatten() {
            let part = cell.to_string();
            text.push_str(&part);
            text.push(' ');
        }
    }
    texts.push(("xlsx".to_owned(), text));
    let tables = [CsvTable::Criteria, CsvTable::Evidence];
    let tables = tables.map(|it| String::from_utf8(bytes(it.format(), &report)).unwrap());
    texts.push(("csv".to_owned(), tables.concat()));
    for (name, text) in &texts {
        for (what, words) in &words {
            let lost: Vec<&String> = words.iter().filter(|it| !text.contains(*it)).collect();
            assert!(lost.is_empty(), "{name} loses {} {what}: {:?}", lost.len(), lost.first());
        }
    }
}
