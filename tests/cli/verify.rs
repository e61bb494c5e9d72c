//! `stocktake verify`: a report is held against what it says it was made from.

use std::fs;

use super::{Folder, Run, yaml};

/// The formats that say what they were made from.
const ENDINGS: [&str; 3] = ["pdf", "html", "json"];

/// Returns a folder with answers and a report in each format.
#[track_caller]
fn folder(more: &[&str]) -> Folder {
    let folder = Folder::new();
    folder.file("a.yaml", yaml("  level-question: { answer: 2, note: \"Two (of) \\\\ three\" }\n"));
    for ending in ENDINGS {
        let out = format!("r.{ending}");
        folder.run(["report", "a.yaml", "-o", &out].iter().chain(more)).exits(0);
    }
    folder
}

#[track_caller]
fn verify(folder: &Folder, report: &str, more: &[&str]) -> Run {
    folder.run(["verify", report].iter().chain(more)).safe_to_look_at()
}

#[test]
fn a_report_is_what_its_answers_give() {
    for options in [
        &[][..],
        &[
            "--short",
            "--redact-people",
            "--title",
            "A) (b\\ \"c\" <d> &amp; Ŵ",
            "--purpose",
            "decision",
        ],
        &["--sections", "gaps,provenance", "--meeting-date", "2026-12-10", "--status", "final"],
        &["--title=--force", "--sponsor=-a=b-", "--classification= OFFICIAL "],
    ] {
        let folder = folder(options);
        for ending in ENDINGS {
            verify(&folder, &format!("r.{ending}"), &[])
                .exits(0)
                .prints("yes  answers, a.yaml: the same\n     SHA-256 ")
                .prints("yes  framework, tiny.toml: the same\n")
                .prints("yes  the report, made again: the same, to the last byte\n")
                .prints(&format!("r.{ending} is what its answers give\n"))
                .complains_of_nothing();
        }
    }
}

#[test]
fn answers_that_changed_since_are_told() {
    let folder = folder(&[]);
    folder.file("a.yaml", yaml("  level-question: 1\n"));
    for ending in ENDINGS {
        verify(&folder, &format!("r.{ending}"), &[])
            .exits(1)
            .prints("no   answers, a.yaml: another SHA-256\n     then    ")
            .prints("yes  framework, tiny.toml: the same")
            .prints("no   the report, made again: it differs\n")
            .prints("2 things are not as the report says");
    }
}

#[test]
fn a_framework_that_changed_since_is_told() {
    let folder = folder(&[]);
    let framework = fs::read_to_string(folder.path("tiny.toml")).expect("it is there");
    folder.file("tiny.toml", framework + "\n# a word more\n");
    verify(&folder, "r.json", &[])
        .exits(1)
        .prints("yes  answers, a.yaml: the same")
        .prints("no   framework, tiny.toml: another SHA-256\n");
}

#[test]
fn a_figure_that_somebody_changed_in_a_report_is_found() {
    let folder = folder(&[]);
    for (ending, from, to) in
        [("json", "\"answered\": 1", "\"answered\": 5"), ("html", "1 of 5", "5 of 5")]
    {
        let name = format!("r.{ending}");
        let report = fs::read_to_string(folder.path(&name)).expect("it is there");
        assert!(report.contains(from), "{report}");
        folder.file(&name, report.replacen(from, to, 1));
        verify(&folder, &name, &[]).exits(1).prints("no   the report, made again: it differs\n");
    }
    // The places of objects stand at the end of a PDF.
    let mut report = fs::read(folder.path("r.pdf")).expect("it is there");
    let at = report.len() - 20;
    report[at] ^= 1;
    folder.file("r.pdf", report);
    verify(&folder, "r.pdf", &[]).exits(1).prints("no   the report, made again: it differs\n");
}

#[test]
fn answers_may_have_moved_and_have_another_name() {
    let folder = folder(&[]);
    fs::rename(folder.path("a.yaml"), folder.path("b.yaml")).expect("it can be moved");
    verify(&folder, "r.pdf", &[]).exits(2).complains(
        "error: name the answers file with `--answers`: `a.yaml` does not lie beside the report",
    );
    verify(&folder, "r.pdf", &["--answers", "b.yaml"])
        .exits(0)
        .prints("r.pdf is what its answers give");
}

#[test]
fn a_report_of_standard_input_needs_to_be_told_its_answers() {
    let folder = folder(&[]);
    let answers = fs::read(folder.path("a.yaml")).expect("it is there");
    let mut command = super::stocktake(["report", "-", "-o", "s.json"]);
    super::done(command.current_dir(folder.path("")).write_stdin(answers)).exits(0);
    verify(&folder, "s.json", &[]).exits(2).complains("name the answers file with `--answers`");
    verify(&folder, "s.json", &["--answers", "a.yaml"]).exits(0);
}

#[test]
fn answers_with_errors_are_shown() {
    let folder = folder(&[]);
    folder.file("a.yaml", yaml("  level-question: 9\n"));
    verify(&folder, "r.json", &[])
        .exits(1)
        .complains("error[")
        .prints("no   a.yaml: it has errors now");
}

#[test]
fn what_says_nothing_of_its_making_cannot_be_checked() {
    let folder = folder(&[]);
    for (name, content, complaint) in [
        ("a.json", "{}", "does not say what it was made from"),
        ("b.json", "{\"provenance\": null}", "does not say what it was made from"),
        ("c.json", "{\"provenance\": {\"answers\": 1}}", "cannot be read"),
        ("d.html", "<meta name=\"stocktake-provenance\" content=\"", "does not say"),
        ("e.html", "<meta name=\"stocktake-provenance\" content=\"{}\">", "cannot be read"),
        ("f.pdf", "%PDF-1.7 /StocktakeProvenance({", "does not say"),
        ("g.pdf", "%PDF-1.7 /StocktakeProvenance(\\", "does not say"),
        ("h.md", "# A report", "does not say"),
        ("i", "", "the ending of `i` names no format"),
        ("no.pdf", "", "cannot read `no.pdf`"),
    ] {
        if name != "no.pdf" {
            folder.file(name, content);
        }
        verify(&folder, name, &[]).exits(2).prints_nothing().complains(complaint);
    }
}

#[test]
fn a_report_cannot_make_the_program_read_other_files() {
    let folder = folder(&[]);
    let report = fs::read_to_string(folder.path("r.json")).expect("it is there");
    for name in [
        "../a.yaml",
        "/etc/passwd",
        "c:a.yaml",
        "..",
        "\\\\\\\\host\\\\a.yaml",
        "tiny.toml/../a.yaml",
    ] {
        folder.file("x.json", report.replace("\"a.yaml\"", &format!("\"{name}\"")));
        verify(&folder, "x.json", &[])
            .exits(2)
            .prints_nothing()
            .complains("does not lie beside the report");
    }
    let alt = "{\"name\": \"--logo-alt\", \"value\": \"A\"}";
    for (logo, complaint) in [
        ("{\"name\": \"--logo\", \"value\": \"no.png\"}", "does not lie beside the report"),
        ("{\"name\": \"--logo\", \"value\": \"/etc/passwd\"}", "are not those of this program"),
        ("{\"name\": \"--logo\", \"value\": \"..\"}", "are not those of this program"),
        ("{\"name\": \"--logo=/etc/passwd\", \"value\": null}", "are not those of this program"),
        ("{\"name\": \"--logo=a.yaml\", \"value\": null}", "are not those of this program"),
    ] {
        let options = format!("\"options\": [{logo}, {alt}]");
        folder.file("x.json", report.replace("\"options\": []", &options));
        verify(&folder, "x.json", &[]).exits(2).prints_nothing().complains(complaint);
    }
    for name in ["--output", "--force", "-o", "x", "--help", "--title", "--title=a", "--short=a"] {
        let options = format!("\"options\": [{{\"name\": \"{name}\", \"value\": null}}]");
        folder.file("x.json", report.replace("\"options\": []", &options));
        verify(&folder, "x.json", &[]).exits(2).complains("are not those of this program");
    }
}
