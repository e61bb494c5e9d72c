//! Findings as workflow commands of GitHub Actions, and a page for the summary of the run.
//!
//! ```text
//! ::error title=…,file=…,line=…,endLine=…,col=…,endColumn=…::message, a line break, help
//! ```
//!
//! The bytes are those that npm `@actions/core` 3 writes for the same finding. `line` and `col` count
//! from 1, and `endColumn` is the first column after the place: GitHub's documentation is silent
//! about that (github/docs issue 40038), and what linters hand over is meant so. An end is given only
//! where the place is within a line: GitHub drops the columns of all others.
//!
//! No text from a file starts a command of its own: it has no line breaks once it is defused, and it
//! stands after the `::` that ends the properties, or escaped among them.

use super::text::summary;
use super::{CheckFormat, CheckWriter, Written, slashed};
use crate::check::{Checkup, Totals};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::render::Look;
use crate::render::diagnostics::shortened;
use crate::render::escape::markdown;
use crate::wording;

/// How long a table of the page may be, in bytes. There are four, GitHub takes 1 MiB for all pages of
/// a step together, and nobody reads that much.
const ROOM: usize = 128 * 1024;

/// Findings as workflow commands.
#[derive(Clone, Copy, Debug)]
pub struct Github;

impl CheckFormat for Github {
    fn name(&self) -> &'static str {
        "github"
    }

    fn summary(&self) -> &'static str {
        "for GitHub Actions: annotations, and a page in the summary of the run"
    }

    fn start(&self, _: Look) -> Box<dyn CheckWriter> {
        Box::new(Writer {
            commands: String::new(),
            files: Table::new("Files", "File | Errors | Warnings | Accepted | Conditions met"),
            unmet: Table::new("Not met", "Place | Condition | Asked | Found | What to do"),
            errors: Table::new("Errors", "Place | Code | Message | What to do"),
            warnings: Table::new("Warnings", "Place | Code | Message | What to do"),
        })
    }
}

struct Writer {
    commands: String,
    files: Table,
    unmet: Table,
    /// Without those of the gate.
    errors: Table,
    warnings: Table,
}

impl CheckWriter for Writer {
    fn file(&mut self, checkup: &Checkup) {
        for it in checkup.counted() {
            self.commands += &command(it);
            self.commands.push('\n');
        }
        self.count(checkup);
        self.hold_against_gate(checkup);
        for it in checkup.counted().filter(|it| it.code.group() != Group::Gate) {
            let table = match it.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
            };
            let code = format!("`{}`", it.code.name());
            table.add(&[place(it), code, told(&it.placed_message()), help(it)]);
        }
    }

    fn finish(self: Box<Self>, totals: &Totals) -> Written {
        let line = summary(totals);
        let tables = [&self.unmet, &self.errors, &self.warnings, &self.files];
        let tables: String = tables.into_iter().map(Table::text).collect();
        let page = format!("\n## Assessment check: {}\n\n{line}\n{tables}", outcome(totals));
        Written { text: self.commands + &line, page: Some(page) }
    }
}

impl Writer {
    fn count(&mut self, checkup: &Checkup) {
        let count = |of| checkup.counted().filter(|it| it.severity == of).count().to_string();
        let accepted = checkup.findings.iter().filter(|it| it.is_accepted()).count().to_string();
        let asked = checkup.verdicts.len();
        let met = checkup.verdicts.iter().filter(|it| it.is_met()).count();
        let met = if asked > 0 { format!("{met} of {asked}") } else { "none asked".to_owned() };
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        self.files.add(&[told(&slashed(&checkup.path)), errors, warnings, accepted, met]);
    }

    fn hold_against_gate(&mut self, checkup: &Checkup) {
        for verdict in checkup.verdicts.iter().filter(|it| !it.is_met()) {
            let condition = format!("`{}`", verdict.condition.name());
            let asked = told(&verdict.asked);
            if !verdict.is_judged {
                let found = "not judged: the file has errors".to_owned();
                let path = told(&slashed(&checkup.path));
                self.unmet.add(&[path, condition, asked, found, "mend the errors".to_owned()]);
                continue;
            }
            for it in checkup.unmet(verdict.condition) {
                let (condition, asked) = (condition.clone(), asked.clone());
                self.unmet.add(&[place(it), condition, asked, told(&it.message), help(it)]);
            }
        }
    }
}

/// Returns how a run ended, in words.
fn outcome(totals: &Totals) -> String {
    let errors = wording::count(totals.errors, "error", "errors");
    let warnings = wording::count(totals.warnings, "warning", "warnings");
    match (totals.exit_code(), totals.warnings) {
        (0, 0) => "everything is in order".to_owned(),
        (0, _) => format!("passed, with {warnings}"),
        (1, _) => format!("failed, with {errors}"),
        _ => format!("could not be done in full, {errors}"),
    }
}

/// A table of the page, cut where it grows too long.
struct Table {
    title: &'static str,
    head: &'static str,
    rows: String,
    /// How many rows there was no room for.
    rest: usize,
}

impl Table {
    const fn new(title: &'static str, head: &'static str) -> Self {
        Self { title, head, rows: String::new(), rest: 0 }
    }

    /// Adds a row. Its cells are Markdown.
    fn add(&mut self, cells: &[String]) {
        let row = format!("| {} |\n", cells.join(" | "));
        // Once a row is left out, so are those after it: what is shown has no holes.
        if self.rest > 0 || self.rows.len() + row.len() > ROOM {
            self.rest += 1;
        } else {
            self.rows += &row;
        }
    }

    /// Returns the table with its heading, or nothing if it is empty.
    fn text(&self) -> String {
        if self.rows.is_empty() && self.rest == 0 {
            return String::new();
        }
        let Self { title, head, rows, rest } = self;
        let rule = "---|".repeat(head.split('|').count());
        let mut text = format!("### {title}\n\n| {head} |\n|{rule}\n{rows}\n");
        if *rest > 0 {
            text += &format!(
                "… and {} that this page has no room for\n\n",
                wording::count(*rest, "more row", "more rows")
            );
        }
        text
    }
}

fn told(text: &str) -> String {
    markdown(&shortened(text))
}

fn help(it: &Diagnostic) -> String {
    it.help.as_deref().map(told).unwrap_or_default()
}

/// Returns where a finding is, in Markdown. There is no colon before the line: GitHub makes a picture
/// of `:100:`.
fn place(it: &Diagnostic) -> String {
    let path = it.labels.first().map_or("", |it| it.source.name());
    format!("{}, line {}", told(&slashed(path)), it.position().line)
}

/// Returns a finding as a workflow command.
fn command(it: &Diagnostic) -> String {
    let mut properties = vec![("title", it.code.name().to_owned())];
    if let Some(label) = it.labels.first().filter(|it| it.source.has_path()) {
        let (start, end) =
            (label.source.position(label.span.start), label.source.position(label.span.end));
        let is_within_line = start.line == end.line && start.column < end.column;
        properties.push(("file", slashed(label.source.name())));
        properties.push(("line", start.line.to_string()));
        properties.extend(is_within_line.then(|| ("endLine", end.line.to_string())));
        properties.push(("col", start.column.to_string()));
        properties.extend(is_within_line.then(|| ("endColumn", end.column.to_string())));
    }
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let help = it.help.iter().map(|it| format!("\n{}", shortened(it)));
    let message: String = std::iter::once(shortened(&it.placed_message())).chain(help).collect();
    format!("::{} {}::{}", it.severity.name(), properties.join(","), data(&message))
}

/// Returns text as the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns text as the value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::check::Kind;
    use crate::diagnostic::{Code, Source, Span};

    fn found(path: &str, span: Span, message: &str) -> Diagnostic {
        let source = Arc::new(Source::new(path, "a: 1\nŵŷ: 2\n"));
        Diagnostic::new(Code::UnknownKey, &source, span, message)
    }

    fn written(checkups: &[Checkup]) -> (String, String) {
        let mut writer = Github.start(Look::PLAIN);
        let mut totals = Totals::default();
        for it in checkups {
            totals.add(it);
            writer.file(it);
        }
        let Written { text, page } = writer.finish(&totals);
        (text, page.unwrap())
    }

    #[track_caller]
    fn check(finding: &Diagnostic, expected: &str) {
        assert_eq!(command(finding), expected);
    }

    #[test]
    fn a_finding_is_one_command() {
        check(
            &found("a.yaml", 5..9, "unknown key `ŵŷ`").help("remove it"),
            "::error title=unknown-key,file=a.yaml,line=2,endLine=2,col=1,endColumn=3::unknown key `ŵŷ`%0Aremove it",
        );
    }

    #[test]
    fn a_place_ends_only_within_its_line() {
        let start = "::error title=unknown-key,file=a.yaml,line=1";
        check(&found("a.yaml", 3..4, "b"), &format!("{start},endLine=1,col=4,endColumn=5::b"));
        check(&found("a.yaml", 3..3, "b"), &format!("{start},col=4::b"));
        check(&found("a.yaml", 0..9, "b"), &format!("{start},col=1::b"));
    }

    #[test]
    fn what_is_no_file_has_no_place() {
        check(&found("<stdin>", 0..1, "b"), "::error title=unknown-key::b");
        check(&found("<command line>", 0..1, "b"), "::error title=unknown-key::b");
    }

    #[test]
    fn what_would_end_a_command_or_a_property_is_escaped() {
        // The bytes of `@actions/core` for the same texts, once they are in one line.
        check(
            &found("dir,x:y%/a b.yaml", 0..1, "100% a,b:c\r\nsecond ::line:: ü`x`"),
            "::error title=unknown-key,file=dir%2Cx%3Ay%25/a b.yaml,line=1,endLine=1,col=1,endColumn=2::100%25 a,b:c second ::line:: ü`x`",
        );
    }

    #[test]
    fn an_accepted_finding_is_counted_and_not_annotated() {
        let mut finding = found("a.yaml", 0..1, "b");
        finding.severity = Severity::Warning;
        finding.accepted = Some("why".into());
        let (text, page) = written(&[Checkup::new("a.yaml", Kind::Answers, vec![finding])]);
        assert_eq!(text, "1 file checked: 0 errors, 0 warnings, 1 accepted\n");
        assert!(page.contains("| a.yaml | 0 | 0 | 1 | none asked |\n"), "{page}");
        assert!(page.contains("everything is in order"), "{page}");
    }

    #[test]
    fn a_page_is_cut_far_below_the_limit_and_says_so() {
        let long = "|".repeat(400);
        let findings = |path: &str| (0..50).map(|_| found(path, 0..1, &long).help(&long)).collect();
        let checkups: Vec<Checkup> = (0..100)
            .map(|it| format!("{it}{long}.yaml"))
            .map(|it| Checkup::new(it.clone(), Kind::Answers, findings(&it)))
            .collect();
        let (text, page) = written(&checkups);
        assert_eq!(text.lines().count(), 100 * 50 + 1, "annotations are not cut");
        assert!(page.len() < 1024 * 1024 * 2 / 3, "{}", page.len());
        let errors = page.lines().filter(|it| it.contains("| `unknown-key` |")).count();
        let rest = format!("… and {} more rows that this page has no room for", 100 * 50 - errors);
        assert!(page.contains(&rest), "{errors}");
    }

    proptest! {
        #[test]
        fn no_text_starts_a_command(text in any::<String>(), name in any::<String>()) {
            let finding = found(&name, 0..1, &text).help(&text);
            let (text, page) = written(&[Checkup::new(name, Kind::Answers, vec![finding])]);
            prop_assert_eq!(text.lines().count(), 2, "{}", text);
            prop_assert_eq!(text.matches('\r').count(), 0);
            prop_assert!(text.starts_with("::error title=unknown-key"));
            prop_assert!(page.lines().filter(|it| it.starts_with('|')).all(|it| {
                let bars = it.replace("\\\\", "").replace("\\|", "").matches('|').count();
                bars == 5 || bars == 6
            }), "{}", page);
        }
    }
}
