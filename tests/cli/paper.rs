//! Options of `stocktake report` about the paper itself, and what it shows.

use std::fs;

use super::{EXAMPLE, Folder, run, yaml};

/// A PNG file of one red dot.
const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\xdac\xf8\xcf\xc0\0\0\x03\x01\x01\0\xf7\x03AC\0\0\0\0IEND\xaeB`\x82";

fn markdown(more: &[&str]) -> String {
    run(["report", EXAMPLE, "--format", "markdown"].iter().chain(more)).exits(0).stdout
}

#[test]
fn the_paper_says_what_it_is() {
    let text = markdown(&[
        "--title",
        "Where we are, 2026",
        "--status",
        "final",
        "--purpose",
        "decision",
        "--meeting-date",
        "2026-12-10",
        "--sponsor",
        "Chief digital officer",
        "--classification",
        "OFFICIAL",
    ]);
    assert!(text.starts_with("# Where we are, 2026\n\nExample NHS Foundation Trust\n"), "{text}");
    let paper = "Final, for decision; meeting of 10 December 2026; OFFICIAL; sponsor: Chief digital officer";
    assert!(text.contains(paper), "{text}");
    assert!(text.contains("The board is asked to decide:"), "{text}");
}

#[test]
fn each_purpose_asks_the_board_for_something_else() {
    for (purpose, lead) in [
        ("decision", "The board is asked to decide:"),
        ("assurance", "The board is asked to be assured, or to say what it needs to be:"),
        ("discussion", "The board is asked to discuss:"),
        ("information", "The board is asked to note:"),
    ] {
        let text = markdown(&["--purpose", purpose]);
        assert!(text.contains(lead), "{text}");
    }
}

#[test]
fn only_the_sections_that_are_asked_for_are_there_and_the_others_are_named() {
    let text = markdown(&["--sections", "method,gaps"]);
    let headings: Vec<&str> = text.lines().filter(|it| it.starts_with("## ")).collect();
    assert_eq!(headings, ["## Gaps", "## How the scores came about"]);
    assert!(text.contains("“Evidence register”") && text.contains("were not asked for."), "{text}");
}

#[test]
fn people_are_left_out_of_every_format() {
    let folder = Folder::new();
    let answers = "  level-question:\n    answer: 1\n    owner: Chief nurse\n    \
                   note: \"Ask a.b@example.nhs.uk or 020 7946 0000.\"\n    evidence:\n      \
                   - { title: Survey of c@example.org, link: \"mailto:c@example.org\" }\n";
    folder.file(
        "a.yaml",
        yaml(answers).replace("answers:", "assessed_by: Board secretary\nanswers:"),
    );
    for format in ["table", "json", "csv", "markdown"] {
        let shown = folder.run(["report", "a.yaml", "--format", format]).exits(0);
        let hidden =
            folder.run(["report", "a.yaml", "--redact-people", "--format", format]).exits(0);
        for person in ["Chief nurse", "a.b@", "7946", "c@example", "Board secretary"] {
            assert!(!hidden.stdout.contains(person), "{format}: {person}: {}", hidden.stdout);
        }
        assert!(format == "table" || shown.stdout.contains("Chief nurse"), "{format}");
    }
    let hidden = folder.run(["report", "a.yaml", "--redact-people", "--format", "markdown"]);
    hidden.prints("Withheld").prints("were taken out on request").prints("phone number taken out");
}

#[test]
fn an_option_that_makes_no_sense_is_told() {
    let check = |more: &[&str], complaint: &str| {
        run(["report", EXAMPLE].iter().chain(more)).exits(2).prints_nothing().complains(complaint);
    };
    check(
        &["--meeting-date", "10/12/2026"],
        "write a day that there is, as year, month and day: 2026-12-10",
    );
    check(&["--status", "done"], "[possible values: draft, final]");
    check(&["--purpose", "fun"], "decision, assurance, discussion, information");
    check(&["--sections", "gaps,nothing"], "invalid value 'nothing'");
    check(&["--title", " "], "an option about the paper is empty");
    check(&["--logo", "a.png"], "--logo-alt");
    check(&["--logo-alt", "A dot"], "--logo");
    check(&["--logo", "no.png", "--logo-alt", "A dot"], "cannot read `no.png`: ");
    check(
        &["--logo", "README.md", "--logo-alt", "A dot"],
        "the logo `README.md` cannot be shown: it is neither PNG nor JPEG",
    );
}

#[test]
fn a_report_says_what_it_was_made_from() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    fs::write(folder.path("logo.png"), DOT).unwrap();
    let text = folder
        .run(
            ["report", "a.yaml", "--format", "markdown", "--short", "--logo", "logo.png"]
                .iter()
                .chain(&["--logo-alt", "A dot"]),
        )
        .exits(0)
        .stdout;
    for file in ["a.yaml", "tiny.toml", "logo.png"] {
        let sum = stocktake::diagnostic::sha256(&fs::read(folder.path(file)).unwrap());
        assert!(text.contains(&sum) && text.contains(file), "{file}: {text}");
    }
    assert!(text.contains("--logo logo.png; --logo-alt A dot; --short"), "{text}");
}

/// Returns the texts of the pages of a report.
fn pages(file: &str, more: &[&str]) -> Vec<String> {
    let folder = Folder::new();
    let (out, logo) = (folder.path("gap.pdf"), folder.file("logo.png", DOT));
    let args = [
        "report",
        file,
        "-o",
        &out.to_string_lossy(),
        "--logo",
        &logo.to_string_lossy(),
        "--logo-alt",
        "A dot",
    ];
    run(args.iter().chain(more)).exits(0);
    let pdf = lopdf::Document::load(out).expect("it is a PDF");
    let text = |page: &u32| pdf.extract_text(&[*page]).expect("a page has text");
    pdf.get_pages().keys().map(text).collect()
}

#[test]
fn the_first_page_answers_what_a_board_asks_and_the_short_form_has_six_pages_at_most() {
    let examples = fs::read_dir("examples/example-trust").unwrap();
    for file in examples.map(|it| it.unwrap().path()) {
        let file = file.to_str().unwrap();
        let more = ["--purpose", "decision", "--classification", "OFFICIAL"];
        let short = pages(file, &[&more[..], &["--short"]].concat());
        assert!(short.len() <= 6, "{file} has {} pages", short.len());
        for pages in [short, pages(file, &more)] {
            for question in
                ["How sure is that?", "What is worst?", "What comes first?", "who settles"]
            {
                let squeezed = pages[0].split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(squeezed.contains(question), "{file}: {question}: {squeezed}");
            }
        }
    }
}

#[test]
fn a_meeting_before_the_assessment_is_a_mistake_and_a_date_that_is_past_is_marked() {
    run(["report", EXAMPLE, "--meeting-date", "2026-09-30"])
        .exits(2)
        .prints_nothing()
        .complains("the meeting is before the assessment, which is of 1 October 2026");
    let text = markdown(&["--meeting-date", "2027-05-01"]);
    assert!(
        text.contains("30 April 2027** ▲ past**") || text.contains("30 April 2027 **▲ past**"),
        "{text}"
    );
    assert!(!markdown(&[]).contains("▲ past"));
}

#[test]
fn a_format_that_contradicts_the_ending_is_told() {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: 2\n"));
    folder
        .run(["report", "a.yaml", "-o", "gap.pdf", "--format", "html"])
        .exits(2)
        .complains("error: `gap.pdf` ends like a file in pdf, and `--format` says html\n");
    assert!(!folder.path("gap.pdf").exists());
}
