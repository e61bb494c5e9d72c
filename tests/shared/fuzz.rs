//! What holds for every input there is: the bodies of the fuzz targets.
//!
//! `tests/fuzz.rs` tries them on the kept inputs and on a few thousand others, `fuzz/` for as long as
//! somebody lets it. A body takes any bytes, and panics if something does not hold.
//!
//! A new one is a function, a line in [`TARGETS`], a file in `fuzz/fuzz_targets/`, and a `[[bin]]` in
//! `fuzz/Cargo.toml`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use stocktake::check::{self, Across, Asked, Checkup, Kind, Totals};
use stocktake::diagnostic::{Checked, Code, Diagnostic, Severity, Source};
use stocktake::gate::Circumstances;
use stocktake::model::{
    Answer, Assessment, Framework, Given, Organisation, Response, ScaleKind, Score, Targets,
    TraceKind, parse_date, traces,
};
use stocktake::notation::Language;
use stocktake::questionnaire::Filled;
use stocktake::read::{File, Frameworks, Wanted};
use stocktake::render::check::{Written, check_format};
use stocktake::render::escape::{self, is_hidden};
use stocktake::render::{self, Detail, FORMATS, Look, provenance};
use stocktake::report::{Picture, Report};
use stocktake::{gap, plan, read, score};

/// A body: it takes an input, and panics if something does not hold.
type Body = fn(&[u8]);

/// Every body, by name.
pub(crate) const TARGETS: &[(&str, Body)] = &[
    ("answers", answers),
    ("findings-github", findings_github),
    ("findings-json", findings_json),
    ("findings-junit", findings_junit),
    ("findings-sarif", findings_sarif),
    ("findings-text", findings_text),
    ("framework", framework),
    ("reports", reports),
    ("responses", responses),
    ("settings", settings),
    ("terminal", terminal),
    ("workbook", workbook),
];

/// Tries one input on the body called `target`.
pub(crate) fn run(target: &str, data: &[u8]) {
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    let (_, body) = found.expect("the target is registered");
    body(data);
}

/// Any bytes are a report that says what it was made from, or not; and a logo, or not.
fn reports(data: &[u8]) {
    for line in FORMATS.iter().filter_map(|it| it.provenance(data)) {
        if let Some(found) = provenance::from_json(&line) {
            let again = provenance::from_json(&provenance::to_json(&found));
            assert_eq!(again.as_ref(), Some(&found), "what is written can be read");
            assert!(provenance::program(&line).is_some());
        }
    }
    if let Ok(picture) = Picture::new(data) {
        let (width, height) = picture.size();
        assert!((1..=4096).contains(&width) && (1..=4096).contains(&height));
    }
}

/// Any bytes are a framework, or there is something to say about them.
fn framework(data: &[u8]) {
    let Some(source) = source("framework.toml", data) else { return };
    let checked = read::framework(&source);
    examine_all(&source, &checked);
    let Some(framework) = checked.value.map(Arc::new) else { return };
    assert_shown(&render::framework(&framework));
    for it in &framework.criteria {
        assert_shown(&render::criterion(&framework, it));
    }
    let some = |response: &dyn Fn(usize) -> Option<Response>| Assessment {
        framework: Arc::clone(&framework),
        organisation: Organisation { name: "Example Trust".to_owned(), ..Organisation::default() },
        assessed_on: parse_date("2026-10-01").expect("it is a date"),
        assessed_by: None,
        targets: Targets::default(),
        answers: (0..framework.criteria.len()).map(|it| response(it).map(Answer::from)).collect(),
    };
    assess(&some(&|_| None));
    assess(&some(&|_| Some(Response::Unknown)));
    assess(&some(&|it| Some(Response::Given(first(&framework, it)))));
    assess(&some(&|it| match it % 3 {
        0 => Some(Response::Given(first(&framework, it))),
        1 => Some(Response::NotApplicable { reason: "We have none.".to_owned() }),
        _ => None,
    }));
}

/// Returns an answer that fits the criterion at `index`.
fn first(framework: &Framework, index: usize) -> Given {
    let criterion = &framework.criteria[index];
    match &framework.scale_of(criterion).kind {
        ScaleKind::Level => Given::Level(framework.levels.highest()),
        ScaleKind::Choice(options) => Given::Choice(options[0].id.clone()),
        ScaleKind::Bands { range, .. } => Given::Number(range.lower()),
        ScaleKind::Line { range, .. } => Given::Number(range.upper()),
        ScaleKind::Checklist => {
            Given::Elements(criterion.elements.iter().take(1).map(|it| it.id.clone()).collect())
        }
    }
}

/// Any bytes are answers, or there is something to say about them. The language is the one that
/// they look like; a path to a framework starts where the tiny one is.
fn answers(data: &[u8]) {
    let Some(source) = source("<stdin>", data) else { return };
    let _ = read::is_ours(source.text());
    let checked = read::answers(&source, &frameworks());
    examine_all(&source, &checked);
    if let Some(assessment) = checked.value {
        assess(&assessment);
    }
}

/// Returns the folder of the tiny framework.
fn frameworks() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = package.parent().filter(|_| package.ends_with("fuzz")).unwrap_or(package);
    root.join("tests/fixtures/good")
}

/// Any bytes are a table of answers, or there is something to say about them. What is read is written, and
/// read again as the same; and nobody's address is in it.
fn responses(data: &[u8]) {
    let source = match read::read_table_from("responses", &mut &*data).expect("memory can be read")
    {
        Ok(source) => source,
        Err(finding) => return examine(&finding),
    };
    let tiny = std::fs::read_to_string(frameworks().join("tiny.toml")).expect("it is there");
    let framework = read::framework(&Arc::new(Source::new("tiny.toml", tiny)));
    let framework = Arc::new(framework.value.expect("it has no errors"));
    let mut filled = Filled::new(framework, "tiny.toml".to_owned());
    let wanted = Wanted { days: true, ..Wanted::default() };
    let Checked { value, diagnostics } = read::responses(&source, &filled.assessment, wanted);
    diagnostics.iter().take(50).for_each(examine);
    let respondents = value.map(|it| it.respondents).unwrap_or_default();
    for it in respondents.into_iter().take(20) {
        filled.assessment.answers = it.answers;
        let text = render::answers_file(&filled, Language::Yaml, Detail::Bare);
        let addresses = traces(&text).into_iter().filter(|it| it.kind == TraceKind::Email).count();
        assert_eq!(addresses, 0, "{text}");
        let again = read::answers(&Arc::new(Source::new("a.yaml", &*text)), &frameworks());
        assert_eq!(again.value.as_ref(), Some(&filled.assessment), "{text}");
    }
}

/// Any bytes are a workbook that was filled in, or there is something to say about them.
fn workbook(data: &[u8]) {
    let source = match read::read_from("answers.xlsx", &mut &*data).expect("memory can be read") {
        Ok(source) => source,
        Err(finding) => return examine(&finding),
    };
    let File::Answers(answers) = read::file(&source, &frameworks(), &Frameworks::default()) else {
        return;
    };
    answers.checked.diagnostics.iter().take(50).for_each(examine);
    let Some(filled) = answers.filled() else { return };
    // What fits into a file may be too long for a cell.
    let Ok(book) = render::questionnaire_workbook(&filled) else { return };
    let again = read::read_from("again.xlsx", &mut book.as_slice()).expect("memory can be read");
    let again = again.expect("what was written is a workbook");
    let File::Answers(again) = read::file(&again, &frameworks(), &Frameworks::default()) else {
        panic!("it is no framework")
    };
    assert_eq!(again.filled().as_ref(), Some(&filled), "it comes back as it was");
}

/// Any bytes are settings, or there is something to say about them.
fn settings(data: &[u8]) {
    let Some(source) = source("stocktake.toml", data) else { return };
    let checked = read::config(&source);
    assert!(checked.value.is_some(), "what can be read of it is asked");
    checked.diagnostics.iter().take(50).for_each(examine);
}

/// Returns what there is to say about files made of any bytes, as `stocktake check` comes to it: the
/// first line is the name of a file, the rest its text; what stands before a line of `===` is the
/// settings.
fn checkups(data: &[u8]) -> Vec<Checkup> {
    let text = String::from_utf8_lossy(data);
    let (settings, text) = text.split_once("\n===\n").unwrap_or(("", &text));
    let (name, text) = text.split_once('\n').unwrap_or(("a.yaml", text));
    let config = read::config(&Arc::new(Source::new("stocktake.toml", settings)));
    let settings = Checkup::new("stocktake.toml", Kind::Settings, config.diagnostics);
    let config = config.value.unwrap_or_default();
    let baseline = read::answers(&Arc::new(Source::new("a.yaml", text)), &frameworks()).value;
    let circumstances =
        Circumstances { as_of: parse_date("2026-11-20"), baseline: baseline.as_ref() };
    let asked = Asked { gate: Some(&config.gate), circumstances };
    let mut across = Across::default();
    let mut checkups = vec![settings];
    // Twice, so that the second shows what shows only beside the first.
    for name in [name.to_owned(), format!("{name}.yaml")] {
        let source = Arc::new(Source::new(name, text));
        let mut checkup = check::examine(&source, &frameworks(), &Frameworks::default(), asked);
        across.compare(&mut checkup);
        checkup.settle(&config.policy);
        checkups.push(checkup);
    }
    checkups
}

/// Returns what a format writes about checkups, and the totals.
fn written(format: &str, checkups: &[Checkup]) -> (Written, Totals) {
    let mut writer = check_format(format).expect("there is such a format").start(Look::PLAIN);
    let mut totals = Totals::default();
    for it in checkups {
        totals.add(it);
        writer.file(it);
    }
    (writer.finish(&totals), totals)
}

/// Findings for people can be seen, and are as many as are counted.
fn findings_text(data: &[u8]) {
    let checkups = checkups(data);
    let (written, _) = written("text", &checkups);
    assert_shown(&written.text);
}

/// Findings as JSON are JSON, with nothing in it that cannot be seen, and add up.
fn findings_json(data: &[u8]) {
    let checkups = checkups(data);
    let (written, totals) = written("json", &checkups);
    assert_shown(&written.text);
    let run: serde_json::Value = serde_json::from_str(&written.text).expect("it is JSON");
    let files = run["files"].as_array().expect("there are files");
    let findings = || files.iter().flat_map(|it| it["findings"].as_array().expect("a list"));
    let count = |severity: &str| {
        findings().filter(|it| it["severity"] == severity && it["accepted"].is_null()).count()
    };
    assert_eq!((count("error"), count("warning")), (totals.errors, totals.warnings));
    for place in findings().flat_map(|it| it["places"].as_array().expect("a list")) {
        let number = |key: &str| place[key].as_u64().expect("a number");
        assert!(number("line") > 0 && number("column") > 0, "{place}");
        let (start, end) =
            ((number("line"), number("column")), (number("end_line"), number("end_column")));
        assert!(start <= end, "{place}");
    }
}

/// Findings as SARIF are JSON, their regions start at 1, and their rules are there.
fn findings_sarif(data: &[u8]) {
    let checkups = checkups(data);
    let (written, totals) = written("sarif", &checkups);
    let log: serde_json::Value = serde_json::from_str(&written.text).expect("it is JSON");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("there are rules");
    let results = run["results"].as_array().expect("there are results");
    let counted =
        results.iter().filter(|it| it["suppressions"].as_array().is_none_or(Vec::is_empty));
    assert_eq!(counted.count(), totals.errors + totals.warnings);
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        let message = result["message"]["text"].as_str().expect("a text");
        assert!(!message.contains(is_hidden) && !message.is_empty(), "{message:?}");
        for location in result["locations"].as_array().into_iter().flatten() {
            let physical = &location["physicalLocation"];
            if let Some(uri) = physical["artifactLocation"]["uri"].as_str() {
                assert!(uri.is_ascii() && !uri.contains([' ', '\\', '"']), "{uri}");
            }
            for (_, number) in physical["region"].as_object().into_iter().flatten() {
                assert!(number.as_u64().is_some_and(|it| it > 0), "{physical}");
            }
        }
    }
}

/// Findings as JUnit are XML, and their counts add up.
fn findings_junit(data: &[u8]) {
    let checkups = checkups(data);
    let (written, _) = written("junit", &checkups);
    let document = roxmltree::Document::parse(&written.text).expect("it is XML");
    for suite in document.descendants().filter(|it| it.has_tag_name("testsuite")) {
        let number = |key: &str| suite.attribute(key).and_then(|it| it.parse().ok());
        let cases: Vec<_> = suite.children().filter(|it| it.has_tag_name("testcase")).collect();
        let ended = |tag: &str| {
            let has = |it: &&roxmltree::Node<'_, '_>| it.children().any(|it| it.has_tag_name(tag));
            Some(cases.iter().filter(has).count())
        };
        assert_eq!(number("tests"), Some(cases.len()));
        assert_eq!(number("failures"), ended("failure"));
        assert_eq!(number("errors"), ended("error"));
    }
    let is_unsafe = |it: char| it != '\n' && is_hidden(it);
    assert!(!written.text.contains(is_unsafe), "{:?}", written.text);
}

/// Findings as workflow commands are one line each, and none starts a command of its own.
fn findings_github(data: &[u8]) {
    let checkups = checkups(data);
    let (written, totals) = written("github", &checkups);
    assert_shown(&written.text);
    let lines: Vec<&str> = written.text.lines().collect();
    assert_eq!(lines.len(), totals.errors + totals.warnings + 1);
    for line in lines.iter().rev().skip(1) {
        assert!(line.starts_with("::error ") || line.starts_with("::warning "), "{line:?}");
    }
    assert!(!lines[lines.len() - 1].starts_with("::"), "{lines:?}");
    let page = written.page.expect("there is a page");
    assert!(page.len() < 1024 * 1024 && !page.contains("<script"), "{page}");
    assert_shown(&page);
}

/// Any text is shown on a terminal so that it can be seen, in one line, and neither markup nor a
/// formula comes out of it elsewhere.
fn terminal(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let shown = escape::terminal(&text);
    assert!(!shown.contains(is_hidden), "{shown:?}");
    assert_eq!(escape::terminal(&shown), shown, "what can be seen stays as it is");
    if !text.contains(is_hidden) {
        assert_eq!(shown, text);
    }
    let markdown = escape::markdown(&text);
    assert!(!markdown.contains(is_hidden) && !markdown.contains(['<', '>', '@']), "{markdown:?}");
    let csv = escape::csv(&text);
    assert!(!csv.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{csv:?}");
    assert!(!csv.contains(|it| !matches!(it, '\n' | '\r' | '\t') && is_hidden(it)), "{csv:?}");
    if let Some(link) = escape::web_link(&text) {
        assert!(!link.contains(|it: char| it.is_whitespace() || is_hidden(it)), "{link:?}");
    }
    // The text as a file, its own name, and everything that there is to say about it.
    let source = Arc::new(Source::new(text.as_ref(), text.as_ref()));
    let place = |it: Option<&u8>| {
        let at = it.map_or(0, |it| usize::from(*it)).min(text.len());
        (0..=at).rev().find(|it| text.is_char_boundary(*it)).unwrap_or_default()
    };
    let (one, other) = (place(data.first()), place(data.last()));
    let span = one.min(other)..one.max(other);
    let finding = Diagnostic::new(Code::UnknownKey, &source, span.clone(), text.as_ref())
        .labelled(text.as_ref())
        .and_at(&source, 0..span.start, text.as_ref())
        .help(text.as_ref());
    let width = 20 + u16::from(data.first().copied().unwrap_or_default());
    assert_rendered(&finding, Look { width, colour: false });
}

/// Returns bytes as the text of a file, or looks at what there is to say about them.
fn source(name: &str, data: &[u8]) -> Option<Arc<Source>> {
    let read = read::read_from(name, &mut &*data).expect("bytes can be read");
    read.map_err(|finding| examine(&finding)).ok()
}

/// Expects of findings that they are in file order, and that there is an error or else a value.
fn examine_all<T>(source: &Arc<Source>, checked: &Checked<T>) {
    assert_eq!(checked.value.is_none(), checked.has_errors(), "{:#?}", checked.diagnostics);
    let own = checked.diagnostics.iter().filter(|it| Arc::ptr_eq(&it.labels[0].source, source));
    assert!(own.map(Diagnostic::position).is_sorted(), "{:#?}", checked.diagnostics);
    // Thousands of findings are all alike.
    checked.diagnostics.iter().take(50).for_each(examine);
}

/// Expects of a finding that it says something, at a place that exists, and can be shown.
fn examine(finding: &Diagnostic) {
    assert!(!finding.message.trim().is_empty() && !finding.labels.is_empty(), "{finding:#?}");
    for label in &finding.labels {
        assert!(label.source.text().get(label.span.clone()).is_some(), "{finding:#?}");
    }
    let is_error = finding.severity == Severity::Error;
    assert_eq!(is_error, finding.code.default_severity() == Severity::Error);
    assert_rendered(finding, Look::PLAIN);
}

/// Expects that a finding can be shown, in no more than a screen.
fn assert_rendered(finding: &Diagnostic, look: Look) {
    let line = render::concise(finding);
    assert!(!line.contains(is_hidden), "{line:?}");
    let text = render::findings(std::slice::from_ref(finding), look);
    assert_shown(&text);
    // What is not cut is the name of a file, which no file can choose.
    let names: usize =
        finding.labels.iter().map(|it| escape::terminal(it.source.name()).len()).sum();
    let labels: usize = finding.labels.iter().map(|it| escape::terminal(&it.text).len()).sum();
    assert!(text.len() < 9000 + names + labels, "{} bytes", text.len());
}

/// Expects text that a terminal shows as it is.
fn assert_shown(text: &str) {
    let is_unsafe = |it: char| it != '\n' && is_hidden(it);
    assert!(!text.contains(is_unsafe), "{text:?}");
}

/// Expects of an assessment that it can be scored and reported: scores are fractions, and every
/// format can be written.
fn assess(assessment: &Assessment) {
    let card = score::score(assessment);
    let dimensions =
        card.dimensions.iter().flat_map(|it| [it.score, it.bounds.low, it.bounds.high]);
    let criteria = card.criteria.iter().map(|it| it.score);
    let all = [card.overall, card.bounds.low, card.bounds.high];
    for it in all.into_iter().chain(dimensions).chain(criteria).flatten() {
        assert!((0.0..=1.0).contains(&it.get()), "{it:?}");
    }
    let is_between = |low: Option<Score>, it: Option<Score>, high: Option<Score>| {
        let order = [low, it, high].map(|it| it.map(Score::get));
        order.into_iter().flatten().is_sorted_by(|a, b| *a <= b + 1e-9)
    };
    assert!(is_between(card.bounds.low, card.overall, card.bounds.high), "{card:#?}");
    let gaps = gap::gaps(assessment, &card);
    let _ = plan::plan(assessment, &card, &gaps);
    let report = Report::new(assessment);
    // A PDF takes longer than everything else here together, and `tests/formats.rs` tries it out.
    for format in FORMATS.iter().filter(|it| it.is_text()) {
        let mut bytes = Vec::new();
        format.write(&report, Look::PLAIN, &mut bytes).expect("bytes can be written");
        let text = String::from_utf8(bytes).expect("it is text");
        match format.name() {
            "json" => {
                let read: serde_json::Result<serde_json::Value> = serde_json::from_str(&text);
                assert!(read.is_ok(), "{text}");
            }
            "csv" => {}
            _ => assert_shown(&text),
        }
    }
}
