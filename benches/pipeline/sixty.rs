//! A framework of sixty criteria, or of more, and answers to it, for benchmarks.

use std::fmt::Write as _;

/// Returns a framework of `count` criteria, 5 in each dimension, as TOML: every kind of scale, with
/// descriptors and steps as long as those of the bundled frameworks.
pub(crate) fn framework(count: usize) -> String {
    let mut out = String::from(HEAD);
    for dimension in 0..count.div_ceil(5) {
        let _ = writeln!(
            out,
            "[[dimension]]\nid = \"dimension-{dimension}\"\ntitle = \"Dimension number {dimension}\"\n\
             summary = \"What this dimension is about, in one sentence.\"\n"
        );
        for part in 0..5 {
            criterion(dimension * 5 + part, part, &mut out);
        }
    }
    out
}

fn criterion(number: usize, kind: usize, out: &mut String) {
    let scale = ["maturity", "agreement", "coverage", "affected", "staircase"][kind];
    let _ = writeln!(
        out,
        "  [[dimension.criterion]]\n  id = \"criterion-{number}\"\n  question = \"Do we know how well \
         service {number} meets what patients and staff need?\"\n  why = \"What nobody looks at does not get \
         better, and somebody pays for it every day.\"\n  scale = \"{scale}\"\n  evidence = [\"A dated report \
         of the last 12 months\", \"Minutes\"]\n  source = \"A published guide, chapter {number}\""
    );
    if kind == 0 {
        for level in 0..=5 {
            let _ = writeln!(out, "  levels.{level} = \"{DESCRIPTOR}\"");
        }
        for level in 1..=5 {
            let _ = writeln!(out, "  steps.{level} = \"{STEP}\"\n  effort.{level} = \"medium\"");
        }
    }
    if kind == 4 {
        for level in 1..=5 {
            let _ = writeln!(
                out,
                "    [[dimension.criterion.element]]\n    id = \"element-{level}\"\n    level = {level}\n    \
                 statement = \"A statement that can be checked by looking at a document.\""
            );
        }
    }
    out.push('\n');
}

/// Returns answers to the `count` criteria in `sixty.toml`, as YAML: every one in the long form. The
/// first note is as long as `note`, at least.
pub(crate) fn answers(count: usize, note: usize) -> String {
    let mut out = String::from(
        "framework: sixty.toml\norganisation:\n  name: Example NHS Foundation Trust\nassessed_on: 2026-10-01\nanswers:\n",
    );
    for number in 0..count.div_ceil(5) * 5 {
        let answer = match number % 5 {
            0 => (number % 6).to_string(),
            1 => "agree".to_owned(),
            2 | 3 => (number * 3 % 100).to_string(),
            _ => "[element-1, element-2]".to_owned(),
        };
        let times = if number == 0 { note.div_ceil(NOTE.len() + 1).max(1) } else { 1 };
        let note = vec![NOTE; times].join(" ");
        let _ = writeln!(
            out,
            "  criterion-{number}:\n    answer: {answer}\n    evidence:\n      - {{ title: \"Report {number}\", \
             dated: 2026-03-02 }}\n    note: \"{note}\"\n    owner: \"Chief digital officer\"\n    due: 2027-03-31"
        );
    }
    out
}

const NOTE: &str = "What the organisation wants to say about it, in a sentence or two.";

const DESCRIPTOR: &str = "More than half of the services have a dated plan with figures against a target, and \
                          the written process is followed in most of them.";

const STEP: &str = "List the services that have no plan. Give each an owner and a date, and bring the list to \
                    the next meeting of the digital committee.";

const HEAD: &str = r#"[framework]
id = "sixty"
version = "1.0.0"
title = "Sixty criteria"
default_scale = "maturity"
target = 3

[[framework.source]]
title = "A published guide"

[framework.evidence]
required_from = 4
stale_after_months = 12

[[level]]
level = 0
label = "Absent"
[[level]]
level = 1
label = "Ad hoc"
[[level]]
level = 2
label = "Started"
[[level]]
level = 3
label = "In use"
[[level]]
level = 4
label = "Measured"
[[level]]
level = 5
label = "Improving"

[scale.maturity]
kind = "level"

[scale.agreement]
kind = "choice"
options = [
  { id = "disagree", label = "Disagree", points = 0 },
  { id = "neutral", label = "Neither", points = 50 },
  { id = "agree", label = "Agree", points = 100 },
]

[scale.coverage]
kind = "number"
unit = "% of records"
range = [0, 100]
bands = [ { from = 0, points = 0 }, { from = 51, points = 17 }, { from = 96, points = 100 } ]

[scale.affected]
kind = "number"
unit = "% of staff"
range = [0, 100]
worst = 60
best = 5

[scale.staircase]
kind = "checklist"

"#;
