//! How long each stage takes, on a framework of sixty criteria and on long reports.

mod respondents;
mod sixty;

use std::path::Path;
use std::sync::Arc;

use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use stocktake::diagnostic::Source;
use stocktake::interview::{Interview, Key};
use stocktake::model::{Assessment, parse_date};
use stocktake::notation::Language;
use stocktake::questionnaire::Filled;
use stocktake::read::{self, BUILTIN, Builtin, Respondent, Wanted};
use stocktake::render::document::{Block, Document, Level};
use stocktake::render::interview::draw;
use stocktake::render::pdf;
use stocktake::render::{Detail, Format, Look, Pdf, Table, answers_file};
use stocktake::report::Report;
use stocktake::score::score;

fn main() {
    divan::main();
}

/// Returns the assessment of the sixty criteria, through files, as a user would have it.
fn assessment() -> Assessment {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(folder.path().join("sixty.toml"), sixty::framework(60))
        .expect("it can be written");
    let source = Arc::new(Source::new("answers.yaml", sixty::answers(60, 0)));
    read::answers(&source, folder.path()).value.expect("the answers have no errors")
}

fn example() -> Assessment {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/example-trust/eight-principles.yaml");
    let source = read::open(Path::new(path)).expect("it is there").expect("it is text");
    read::answers(&source, Path::new("")).value.expect("the example has no errors")
}

#[divan::bench]
fn parse_framework(bencher: Bencher<'_, '_>) {
    let source = Arc::new(Source::new("sixty.toml", sixty::framework(60)));
    bencher.bench(|| read::framework(black_box(&source)));
}

/// Every framework that is compiled in, as `stocktake frameworks` and a check of the folder read it.
#[divan::bench]
fn parse_all_bundled_frameworks(bencher: Bencher<'_, '_>) {
    let source = |it: &Builtin| Arc::new(Source::new(format!("{}.toml", it.id), it.text));
    let sources: Vec<Arc<Source>> = BUILTIN.iter().map(source).collect();
    bencher.bench(|| {
        sources.iter().filter(|it| read::framework(black_box(it)).value.is_some()).count()
    });
}

#[divan::bench]
fn parse_answers(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(folder.path().join("sixty.toml"), sixty::framework(60))
        .expect("it can be written");
    let source = Arc::new(Source::new("answers.yaml", sixty::answers(60, 0)));
    bencher.bench(|| read::answers(black_box(&source), folder.path()));
}

/// From the table of 1,000 respondents to the text of 1,000 answers files.
#[divan::bench(sample_count = 20)]
fn import_a_thousand_respondents(bencher: Bencher<'_, '_>) {
    let table = respondents::csv(&respondents::rows(1000));
    let framework = Builtin::find(respondents::FRAMEWORK).expect("it is compiled in").framework();
    let empty = Filled::new(framework, respondents::FRAMEWORK.to_owned());
    let wanted = Wanted { days: true, ..Wanted::default() };
    bencher.bench(|| {
        let source = read::read_table_from("responses.csv", &mut black_box(&*table));
        let source = source.expect("memory can be read").expect("it is a table");
        let responses = read::responses(&source, &empty.assessment, wanted);
        let respondents = responses.value.expect("it has no errors").respondents;
        let text = |it: &Respondent| {
            let mut filled = empty.clone();
            filled.assessment.answers.clone_from(&it.answers);
            answers_file(&filled, Language::Yaml, Detail::Bare).len()
        };
        respondents.iter().map(text).sum::<usize>()
    });
}

#[divan::bench]
fn score_and_plan(bencher: Bencher<'_, '_>) {
    let assessment = assessment();
    bencher.bench(|| Report::new(black_box(&assessment)).actions.len());
}

#[divan::bench]
fn score_alone(bencher: Bencher<'_, '_>) {
    let assessment = assessment();
    bencher.bench(|| score(black_box(&assessment)));
}

/// A key of the interview, from the key to the screen: what it changes, and the screen drawn anew, with
/// the largest framework that is compiled in.
#[divan::bench]
fn key_of_the_interview(bencher: Bencher<'_, '_>) {
    let framework = Builtin::find("what-good-looks-like").expect("it is compiled in").framework();
    let mut filled = Filled::new(framework, "what-good-looks-like@1.0.0".to_owned());
    "Example NHS Foundation Trust".clone_into(&mut filled.assessment.organisation.name);
    filled.assessment.assessed_on = parse_date("2026-10-01").expect("it is a date");
    let start = Interview::new(filled, "answers.yaml");
    let area = Rect::new(0, 0, 120, 40);
    bencher.with_inputs(|| (start.clone(), Buffer::empty(area))).bench_values(
        |(mut interview, mut buffer)| {
            let effect = interview.press(Key::Char('u'));
            (effect, draw(&interview, true, area, &mut buffer))
        },
    );
}

#[divan::bench]
fn render_table(bencher: Bencher<'_, '_>) {
    let assessment = assessment();
    let report = Report::new(&assessment);
    bencher.bench(|| rendered(&Table, &report));
}

#[divan::bench]
fn render_pdf(bencher: Bencher<'_, '_>) {
    let assessment = assessment();
    let report = Report::new(&assessment);
    bencher.bench(|| rendered(&Pdf, &report));
}

#[divan::bench]
fn render_pdf_of_the_example(bencher: Bencher<'_, '_>) {
    let assessment = example();
    let report = Report::new(&assessment);
    bencher.bench(|| rendered(&Pdf, &report));
}

/// Time has to grow in proportion to pages.
#[divan::bench(args = [10, 50, 100, 200], sample_count = 10)]
fn write_pages(bencher: Bencher<'_, '_>, pages: usize) {
    let text = "What the organisation wants to say about it, in a sentence or two. ".repeat(8);
    let mut blocks = Vec::new();
    for page in 0..pages {
        blocks.push(Block::PageBreak);
        blocks.push(Block::heading(Level::One, format!("Page {page}")));
        blocks.extend((0..6).map(|_| Block::paragraph(text.as_str())));
    }
    let document = Document { title: "Long".to_owned(), blocks, ..Document::default() };
    bencher.bench(|| {
        let mut out = Vec::new();
        pdf::write(black_box(&document), &mut out).map(|()| out.len())
    });
}

fn rendered(format: &dyn Format, report: &Report<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    format.write(black_box(report), Look::PLAIN, &mut out).expect("memory can be written");
    out
}
