//! Findings as JUnit XML, for platforms that show test results: Jenkins, GitLab, Azure DevOps.
//!
//! ```text
//! testsuite   a file
//! testcase    `valid`: fails if the file has errors, those of the gate aside
//!             one for each condition of the gate: fails if it is not met, and is skipped if there
//!             was nothing to judge
//! error       what could not be read, or is wrong in what was asked
//! ```
//!
//! There is no one specification. What is written holds to both schemas of the Jenkins xUnit plugin,
//! the strict one and the older one, so there is no `file` and no `line` at a case: places stand in
//! the text. There is no time either: the same input gives the same bytes.
//!
//! The path of the file is named three times, because each platform shows another one of them:
//!
//! | where | shown by |
//! |---|---|
//! | `name` of the suite | readers of the format, as it is |
//! | `classname`, folders with dots between them | Jenkins, which takes the part before the last dot for a package; the tab of tests in GitLab, as the suite |
//! | `name` of the case, in brackets | lists of failed tests in Azure DevOps and in merge requests of GitLab, which show nothing else |

use std::collections::BTreeMap;

use super::{CheckFormat, CheckWriter, Written, slashed};
use crate::check::{Checkup, Kind, Totals};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::gate::Verdict;
use crate::render::Look;
use crate::render::concise;
use crate::render::diagnostics::{SHOWN, shortened};
use crate::render::escape::xml;
use crate::wording;

/// How many messages stand in the `message` of a case; all of them stand in its text.
const IN_MESSAGE: usize = 3;

/// Findings as JUnit XML.
#[derive(Clone, Copy, Debug)]
pub struct Junit;

impl CheckFormat for Junit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn summary(&self) -> &'static str {
        "for platforms that show test results: each file and each condition is a test"
    }

    fn start(&self, _: Look) -> Box<dyn CheckWriter> {
        Box::<Writer>::default()
    }
}

#[derive(Default)]
struct Writer {
    suites: String,
    counts: Counts,
    /// How often something was said about settings, by path: that is once for each place that they
    /// are wrong in, and each needs a name of its own.
    settings: BTreeMap<String, usize>,
}

impl CheckWriter for Writer {
    fn file(&mut self, checkup: &Checkup) {
        let path = slashed(&checkup.path);
        let mut suite = Suite { class: class_of(&path), ..Suite::default() };
        let case = if checkup.kind == Kind::Settings {
            let times = self.settings.entry(path.clone()).or_default();
            *times += 1;
            if *times == 1 { "settings".to_owned() } else { format!("settings {times}") }
        } else {
            "valid".to_owned()
        };
        suite.add(&format!("{case} ({path})"), &validity(checkup), &warnings(checkup));
        for it in &checkup.verdicts {
            let name = format!("{}: {} ({path})", it.condition.name(), it.asked);
            suite.add(&name, &standing(it, checkup), "");
        }
        let Suite { cases, counts, .. } = suite;
        let Counts { tests, failures, errors, skipped } = counts;
        self.suites += &format!(
            "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" \
             skipped=\"{skipped}\">\n{cases}  </testsuite>\n",
            xml(&path)
        );
        self.counts.add(counts);
    }

    fn finish(self: Box<Self>, _: &Totals) -> Written {
        // The strict schema has no `skipped` here.
        let Counts { tests, failures, errors, .. } = self.counts;
        Written::from(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites name=\"stocktake check\" tests=\"{tests}\" failures=\"{failures}\" \
             errors=\"{errors}\">\n{}</testsuites>\n",
            self.suites
        ))
    }
}

/// How many cases there are, and how many of them ended in each way.
#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    const fn add(&mut self, other: Self) {
        self.tests += other.tests;
        self.failures += other.failures;
        self.errors += other.errors;
        self.skipped += other.skipped;
    }
}

/// How a case ended. Texts are not escaped.
enum Ending {
    Passed,
    /// The file is not as it should be.
    Failed(Told),
    /// The program could not do what was asked.
    Broken(Told),
    Skipped,
}

/// What there is to say about a case that did not pass.
struct Told {
    /// The name of a finding.
    kind: &'static str,
    message: String,
    text: String,
}

impl Told {
    /// Returns what findings say, of which there is at least one.
    fn of(findings: &[&Diagnostic]) -> Self {
        Self {
            kind: findings.first().map_or("", |it| it.code.name()),
            message: summed_up(findings),
            text: lines(findings),
        }
    }
}

/// A file.
#[derive(Default)]
struct Suite {
    class: String,
    cases: String,
    counts: Counts,
}

impl Suite {
    /// Adds a case. `output` is what else there is to say about it, or empty.
    fn add(&mut self, name: &str, ending: &Ending, output: &str) {
        let told = |tag: &str, it: &Told| {
            let message = xml(&it.message);
            let (kind, text) = (it.kind, text(&it.text));
            format!("      <{tag} type=\"{kind}\" message=\"{message}\">{text}</{tag}>\n")
        };
        self.counts.tests += 1;
        let mut inside = match ending {
            Ending::Passed => String::new(),
            Ending::Failed(it) => {
                self.counts.failures += 1;
                told("failure", it)
            }
            Ending::Broken(it) => {
                self.counts.errors += 1;
                told("error", it)
            }
            Ending::Skipped => {
                self.counts.skipped += 1;
                "      <skipped message=\"not judged: the file has errors\"/>\n".to_owned()
            }
        };
        if !output.is_empty() {
            inside += &format!("      <system-out>{}</system-out>\n", text(output));
        }
        let (class, name) = (xml(&self.class), xml(name));
        self.cases += &if inside.is_empty() {
            format!("    <testcase classname=\"{class}\" name=\"{name}\"/>\n")
        } else {
            format!(
                "    <testcase classname=\"{class}\" name=\"{name}\">\n{inside}    </testcase>\n"
            )
        };
    }
}

/// Returns whether a file can be used.
fn validity(checkup: &Checkup) -> Ending {
    let is_meant =
        |it: &&Diagnostic| it.severity == Severity::Error && it.code.group() != Group::Gate;
    let errors: Vec<&Diagnostic> = checkup.counted().filter(is_meant).collect();
    if errors.is_empty() {
        return Ending::Passed;
    }
    match checkup.kind {
        Kind::Framework | Kind::Answers => Ending::Failed(Told::of(&errors)),
        Kind::Settings | Kind::Unread => Ending::Broken(Told::of(&errors)),
    }
}

/// Returns how a file stands to a condition of the gate.
fn standing(verdict: &Verdict, checkup: &Checkup) -> Ending {
    if !verdict.is_judged {
        return Ending::Skipped;
    }
    if verdict.is_met() {
        return Ending::Passed;
    }
    let findings: Vec<&Diagnostic> = checkup.unmet(verdict.condition).collect();
    Ending::Failed(Told::of(&findings))
}

/// Returns the warnings of a file, one line each.
fn warnings(checkup: &Checkup) -> String {
    let warnings = checkup.counted().filter(|it| it.severity == Severity::Warning);
    lines(&warnings.collect::<Vec<_>>())
}

/// Returns the messages of findings in one line.
fn summed_up(findings: &[&Diagnostic]) -> String {
    let messages: Vec<String> =
        findings.iter().take(IN_MESSAGE).map(|it| shortened(&it.message)).collect();
    let rest = findings.len() - messages.len();
    let more = if rest > 0 { format!("; and {rest} more") } else { String::new() };
    messages.join("; ") + &more
}

/// Returns findings in one line each, with place and help, and a count of those that are too many.
fn lines(findings: &[&Diagnostic]) -> String {
    let line = |it: &&Diagnostic| match &it.help {
        Some(help) => format!("{}; help: {}", concise(it), shortened(help)),
        None => concise(it),
    };
    let mut lines: Vec<String> = findings.iter().take(SHOWN).map(line).collect();
    let rest = findings.len() - lines.len();
    if rest > 0 {
        let more = wording::count(rest, "more finding", "more findings");
        lines.push(format!("… and {more} in this file"));
    }
    // GitLab and Jenkins attach the file that such a text names.
    lines.join("\n").replace("[[ATTACHMENT", "[ [ATTACHMENT")
}

/// Returns lines as text between tags.
fn text(lines: &str) -> String {
    lines.lines().map(xml).collect::<Vec<_>>().join("\n")
}

/// Returns a path as the name of a class: `examples/trust/answers.yaml` is
/// `examples.trust.answers_yaml`. Two paths may share one; the names of their cases differ.
fn class_of(path: &str) -> String {
    let parts: Vec<String> =
        path.split('/').filter(|it| !it.is_empty()).map(|it| it.replace('.', "_")).collect();
    if parts.is_empty() { "_".to_owned() } else { parts.join(".") }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Code, Source};
    use crate::gate::{Condition, Shortfall};

    fn found(code: Code, message: &str) -> Diagnostic {
        let source = Arc::new(Source::new("dir/a.yaml", "a: 1\nb: 2\n"));
        Diagnostic::new(code, &source, 5..6, message).help("mend it")
    }

    fn verdict(condition: Condition, is_judged: bool, shortfalls: &[&str]) -> Verdict {
        let shortfall = |it: &&str| Shortfall {
            message: (*it).to_owned(),
            help: "mend it".to_owned(),
            criterion: None,
        };
        let shortfalls = shortfalls.iter().map(shortfall).collect();
        Verdict { condition, asked: "enough".to_owned(), is_judged, shortfalls }
    }

    fn written(checkups: &[Checkup]) -> String {
        let mut writer = Junit.start(Look::PLAIN);
        let mut totals = Totals::default();
        for it in checkups {
            totals.add(it);
            writer.file(it);
        }
        writer.finish(&totals).text
    }

    #[test]
    fn a_file_without_errors_passes_and_its_warnings_are_output() {
        let checkup = Checkup::new(
            "dir/a.yaml",
            Kind::Answers,
            vec![found(Code::EvidenceMissing, "no evidence for `x`")],
        );
        assert_eq!(
            written(&[checkup]),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites name=\"stocktake check\" tests=\"1\" failures=\"0\" errors=\"0\">\n  \
               <testsuite name=\"dir/a.yaml\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n    \
                 <testcase classname=\"dir.a_yaml\" name=\"valid (dir/a.yaml)\">\n      \
                   <system-out>dir/a.yaml:2:1: warning[evidence-missing]: no evidence for `x`; \
                   help: mend it</system-out>\n    \
                 </testcase>\n  \
               </testsuite>\n\
             </testsuites>\n"
        );
    }

    #[test]
    fn a_condition_passes_fails_or_is_skipped() {
        let findings = vec![found(Code::MinScore, "the overall value is 1, at least 2 is asked")];
        let mut checkup = Checkup::new("a.yaml", Kind::Answers, findings);
        checkup.verdicts = vec![
            verdict(Condition::MinScore, true, &["the overall value is 1, at least 2 is asked"]),
            verdict(Condition::MaxUnknown, true, &[]),
            verdict(Condition::MaxAge, false, &[]),
        ];
        let text = written(&[checkup]);
        assert!(text.contains("tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\""), "{text}");
        assert!(text.contains("name=\"valid (a.yaml)\"/>"), "an unmet gate is no error: {text}");
        assert!(text.contains("name=\"min-score: enough (a.yaml)\">\n      <failure type=\"min-score\" message=\"the overall value is 1, at least 2 is asked\">dir/a.yaml:2:1: error[min-score]: "), "{text}");
        assert!(text.contains("name=\"max-unknown: enough (a.yaml)\"/>"), "{text}");
        assert!(text.contains("<skipped message=\"not judged: the file has errors\"/>"), "{text}");
    }

    #[test]
    fn what_could_not_be_done_is_an_error_and_no_failure() {
        for kind in [Kind::Settings, Kind::Unread] {
            let text = written(&[Checkup::new("a", kind, vec![found(Code::UnknownKey, "what?")])]);
            assert!(text.contains("tests=\"1\" failures=\"0\" errors=\"1\">"), "{text}");
            assert!(text.contains("<error type=\"unknown-key\" message=\"what?\">"), "{text}");
        }
    }

    #[test]
    fn settings_that_are_wrong_twice_are_two_cases() {
        let settings = || Checkup::new("a", Kind::Settings, vec![found(Code::UnknownKey, "b")]);
        let text = written(&[settings(), settings()]);
        assert!(text.contains("name=\"settings (a)\"") && text.contains("name=\"settings 2 (a)\""));
    }

    #[test]
    fn many_findings_are_cut_with_a_count() {
        let findings = (0..SHOWN + 2).map(|_| found(Code::UnknownKey, "b")).collect();
        let text = written(&[Checkup::new("a", Kind::Answers, findings)]);
        assert!(text.contains("message=\"b; b; b; and 49 more\""), "{text}");
        assert!(text.contains("\n… and 2 more findings in this file</failure>"), "{text}");
        assert_eq!(text.matches("error[unknown-key]").count(), SHOWN);
    }

    #[test]
    fn an_accepted_finding_is_not_told() {
        let accepted =
            Diagnostic { accepted: Some("why".into()), ..found(Code::EvidenceMissing, "b") };
        let text = written(&[Checkup::new("a", Kind::Answers, vec![accepted])]);
        assert!(!text.contains("evidence-missing"), "{text}");
    }

    #[test]
    fn no_text_names_an_attachment() {
        let evil = found(Code::EvidenceMissing, "[[[ATTACHMENT|/etc/passwd]]");
        let text = written(&[Checkup::new("a", Kind::Answers, vec![evil])]);
        assert!(!text.contains("[[ATTACHMENT"), "{text}");
    }

    #[test]
    fn a_class_is_a_path_with_dots() {
        assert_eq!(class_of("a.yaml"), "a_yaml");
        assert_eq!(class_of("examples/trust/a.b.yaml"), "examples.trust.a_b_yaml");
        assert_eq!(class_of("/abs/a.yaml"), "abs.a_yaml");
        assert_eq!(class_of("../a.yaml"), "__.a_yaml");
        assert_eq!(class_of("/"), "_");
        assert_eq!(class_of("<stdin>"), "<stdin>");
    }
}
