//! `stocktake check --format junit`.

use std::fs;

use super::{EXAMPLE, Folder, TINY, run, yaml};

/// What makes trouble in XML, on GitHub, in Markdown or in a terminal, as YAML writes it.
pub(super) const EVIL: &str = "]]><script>&amp;'\\\"\\n::error::x\\r\\n%0A::warning::y | ` @all \\e[31m\\u202e\\u200b\\uffff\\0 [[ATTACHMENT|/etc/passwd]]";

/// Runs that end in each way: the arguments, and the exit code.
pub(super) const RUNS: &[(&[&str], i32)] = &[
    (&[TINY], 0),
    (&[EXAMPLE], 0),
    (&[EXAMPLE, "--min-score", "1", "--max-unknown", "9"], 0),
    (&[EXAMPLE, "--min-score", "4"], 1),
    (&[EXAMPLE, "--deny", "all"], 1),
    (&["tests/fixtures/bad/unknown-level.yaml", "--min-score", "1"], 1),
    (&["nothing-here.yaml", EXAMPLE], 2),
    (&[EXAMPLE, "--deny", "nonsense", "--min-score", "4"], 2),
    (&["tests/fixtures/bad", "frameworks", "examples", "--min-score", "2"], 2),
];

/// An element as it opens: its name, and its attributes in their order.
#[derive(Debug)]
struct Opening<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    /// How many elements it stands in.
    depth: usize,
}

impl Opening<'_> {
    #[track_caller]
    fn count(&self, name: &str) -> usize {
        self.value(name).parse().unwrap_or_else(|_| panic!("{name} in {self:?}"))
    }

    #[track_caller]
    fn value(&self, name: &str) -> &str {
        self.attributes.iter().find(|it| it.0 == name).expect("the attribute is there").1
    }
}

/// Returns the elements of XML as they open. Panics if it is not well-formed.
#[track_caller]
fn elements(text: &str) -> Vec<Opening<'_>> {
    let rest = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut rest = rest.expect("it starts as XML does");
    let (mut open, mut all) = (Vec::new(), Vec::new());
    while let Some((content, after)) = rest.split_once('<') {
        assert!(!content.contains('>'), "{content}");
        let (tag, after) = after.split_once('>').expect("every tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |it| (it, true));
        let mut parts = tag.split('"');
        let (name, mut key) =
            parts.next().expect("a tag has a name").split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while let Some(value) = parts.next() {
            attributes.push((key.trim().strip_suffix('=').expect("a value has a name"), value));
            key = parts.next().expect("every value ends");
        }
        all.push(Opening { name, attributes, depth: open.len() });
        if !is_empty {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest == "\n", "{open:?} {rest}");
    all
}

#[test]
fn counts_add_up_on_every_level() {
    for (args, code) in RUNS {
        let run = run(["check", "--format", "junit"].iter().chain(*args)).exits(*code);
        let all = elements(&run.stdout);
        let (root, all) = all.split_first().unwrap();
        assert_eq!((root.name, root.depth), ("testsuites", 0));
        let mut total = [0; 3];
        for suite in all.chunk_by(|_, it| it.name != "testsuite") {
            let (suite, inside) = suite.split_first().unwrap();
            assert_eq!((suite.name, suite.depth), ("testsuite", 1));
            let counted = ["testcase", "failure", "error", "skipped"]
                .map(|name| inside.iter().filter(|it| it.name == name).count());
            let said = ["tests", "failures", "errors", "skipped"].map(|it| suite.count(it));
            assert_eq!(counted, said, "{suite:?}");
            assert!(counted[0] > 0);
            for (total, it) in total.iter_mut().zip(counted) {
                *total += it;
            }
        }
        assert_eq!(total, ["tests", "failures", "errors"].map(|it| root.count(it)));
        assert_eq!(total[1] + total[2] > 0, *code != 0, "{args:?}");
        assert_eq!(total[2] > 0, *code == 2, "{args:?}");
    }
}

#[test]
fn no_two_cases_have_the_same_name() {
    let everything = ["tests/fixtures", "frameworks", "examples", "--max-unknown", "0"];
    let run = run(["check", "--format", "junit"].iter().chain(&everything)).exits(2);
    let all = elements(&run.stdout);
    let cases = all.iter().filter(|it| it.name == "testcase");
    let mut names: Vec<&str> = cases.map(|it| it.value("name")).collect();
    let count = names.len();
    assert!(count > 100);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn the_exit_code_is_the_same_in_every_format() {
    for (args, code) in RUNS {
        for format in ["text", "json", "junit", "github"] {
            run(["check", "--format", format].iter().chain(*args)).exits(*code);
        }
    }
}

#[test]
fn hostile_text_is_text() {
    let folder = Folder::new();
    let text = yaml(&format!(
        "  \"{EVIL}\": 1\n  level-question: {{ answer: \"{EVIL}\", note: \"{EVIL}\", owner: \"{EVIL}\" }}\n"
    ));
    folder.file("a.yaml", text.replace("Example Trust", &format!("\"{EVIL}\"")));
    folder.file("b.yaml", format!("framework: \"{EVIL}\"\n\"{EVIL}\": 1\n"));
    folder.file(
        "c.toml",
        format!("[framework]\n\"{}\" = 1\n", EVIL.replace("\\e", "\\u001b").replace("\\0", "")),
    );
    let run = folder.run(["check", "--format", "junit", ".", "--min-score", "1"]).exits(1);
    let run = run.safe_to_look_at();
    let names: Vec<&str> = elements(&run.stdout).iter().map(|it| it.name).collect();
    let known = ["testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"];
    assert!(names.iter().all(|it| known.contains(it)), "{names:?}");
    assert!(run.stdout.contains("]]&gt;&lt;script&gt;"), "{run:#?}");
    assert!(run.stdout.contains("\\u{ffff}\\u{0}"), "{run:#?}");
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_is_text() {
    let folder = Folder::new();
    let name = "]]><x y=\"z\" & '\n::error::\u{1b}[31m\u{202e}.yaml";
    folder.file(name, yaml("  level-question: 7\n"));
    let run = folder.run(["check", "--format", "junit", name]).exits(1).safe_to_look_at();
    assert_eq!(elements(&run.stdout).len(), 4, "{run:#?}");
    assert!(
        run.stdout.contains(
            "name=\"]]&gt;&lt;x y=&quot;z&quot; &amp; &apos; ::error::\\u{1b}[31m\\u{202e}.yaml\""
        ),
        "{run:#?}"
    );
}

#[test]
fn a_report_goes_to_a_file_too() {
    let folder = Folder::new();
    let args = ["check", "--format", "junit", "tiny.toml", "-o", "report.xml"];
    folder.run(args).exits(0).prints_nothing();
    let text = fs::read_to_string(folder.path("report.xml")).unwrap();
    assert_eq!(elements(&text).len(), 3);
}

#[test]
fn each_way_in_which_a_case_ends() {
    let run = run([
        "check",
        "--format",
        "junit",
        "--deny",
        "evidense",
        "--max-unknown",
        "0",
        "tests/fixtures/bad/evidence-missing.yaml",
        "tests/fixtures/bad/min-score",
        "tests/fixtures/bad/unknown-level.yaml",
    ]);
    insta::assert_snapshot!(run.exits(2).stdout);
}
