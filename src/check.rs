//! What there is to say about a file: its findings, those that show only beside other files, and
//! how it stands to the gate.
//!
//! ```text
//! examine   Source → Checkup                      one file; may run beside others
//! Across    Checkup, Checkup, … → more findings   in the order of their paths
//! settle    Checkup, Policy → Checkup             how bad each finding is
//! ```

mod across;

pub use across::Across;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Group, Policy, Severity, Source, Span};
use crate::gate::{self, Circumstances, Condition, Gate, Shortfall, Verdict};
use crate::model::Assessment;
use crate::read::{self, Answers, File, Frameworks, Places};

/// What a file is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A framework.
    Framework,
    /// An organisation's answers.
    Answers,
    /// What is asked of assessments: a `stocktake.toml`, or the command line.
    Settings,
    /// Something that could not be read.
    Unread,
}

impl Kind {
    /// Returns the name that output uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Answers => "answers",
            Self::Settings => "settings",
            Self::Unread => "unread",
        }
    }
}

/// What there is to say about one file.
#[derive(Debug)]
pub struct Checkup {
    /// The path, as messages print it. Not escaped.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Every finding, also those that are accepted; in file order, those of the gate last.
    pub findings: Vec<Diagnostic>,
    /// How it stands to each condition of the gate.
    pub verdicts: Vec<Verdict>,
    /// What others need to know of an assessment.
    answers: Option<Box<Known>>,
}

/// What is known of an assessment after it was examined.
#[derive(Debug)]
struct Known {
    source: Arc<Source>,
    identity: Identity,
    answers: Answers,
}

/// What tells one assessment from another.
#[derive(Debug)]
struct Identity {
    ods_code: Option<String>,
    name: String,
    framework: String,
    assessed_on: String,
    assessed_by: String,
}

impl Checkup {
    /// Returns what there is to say about something that is neither a framework nor answers.
    #[must_use]
    pub fn new(path: impl Into<String>, kind: Kind, findings: Vec<Diagnostic>) -> Self {
        Self { path: path.into(), kind, findings, verdicts: Vec::new(), answers: None }
    }

    /// Gives each finding the severity that `policy` chose, leaves out what it allows, and puts the
    /// rest in order: those of this file, those of others, those of the gate.
    pub fn settle(&mut self, policy: &Policy) {
        policy.apply(&mut self.findings);
        let order = |it: &Diagnostic| {
            let own = it.labels.first().filter(|it| it.source.name() == self.path);
            match own {
                _ if it.code.group() == Group::Gate => (2, 0),
                None => (1, 0),
                Some(label) => (0, label.span.start),
            }
        };
        self.findings.sort_by_key(order);
        self.answers = None;
    }

    /// Returns the findings that say how a condition is not met.
    pub fn unmet(&self, condition: Condition) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(move |it| it.code == code_of(condition))
    }

    /// Returns the findings that count: those that are not accepted.
    pub fn counted(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(|it| !it.is_accepted())
    }
}

/// What is asked of an assessment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The conditions.
    pub gate: Option<&'a Gate>,
    /// What they are judged by.
    pub circumstances: Circumstances<'a>,
}

/// Examines a framework or an answers file. Paths in it start at `folder`.
#[must_use]
pub fn examine(
    source: &Arc<Source>,
    folder: &Path,
    frameworks: &Frameworks,
    asked: Asked<'_>,
) -> Checkup {
    let path = source.name();
    match read::file(source, folder, frameworks) {
        File::Framework(checked) => Checkup::new(path, Kind::Framework, checked.diagnostics),
        File::Answers(mut answers) => {
            let findings = std::mem::take(&mut answers.checked.diagnostics);
            let mut checkup = Checkup::new(path, Kind::Answers, findings);
            let Some(assessment) = answers.checked.value.take() else {
                checkup.verdicts = asked.gate.map(gate::unjudged).unwrap_or_default();
                return checkup;
            };
            if let Some(gate) = asked.gate {
                checkup.verdicts = gate::judge(gate, &assessment, asked.circumstances);
                let unmet = unmet(&checkup.verdicts, &assessment, &answers.places, source);
                checkup.findings.extend(unmet);
            }
            let identity = Identity::of(&assessment);
            checkup.answers =
                Some(Box::new(Known { source: Arc::clone(source), identity, answers: *answers }));
            checkup
        }
    }
}

/// Returns a finding for each way in which a condition is not met.
fn unmet(
    verdicts: &[Verdict],
    assessment: &Assessment,
    places: &Places,
    source: &Arc<Source>,
) -> Vec<Diagnostic> {
    let finding = |condition: Condition, it: &Shortfall| {
        let place = it.criterion.and_then(|it| places.criteria[it].as_ref());
        let span: &Span = match condition {
            Condition::MaxAge => &places.assessed_on,
            _ => place.unwrap_or(&places.answers),
        };
        let finding = Diagnostic::new(code_of(condition), source, span.clone(), &it.message);
        let id = |index: usize| assessment.framework.criteria[index].id.as_str().into();
        let criterion = it.criterion.map(id);
        Diagnostic { criterion, ..finding.help(&it.help) }
    };
    let all = |it: &Verdict| {
        let condition = it.condition;
        it.shortfalls.iter().map(move |it| finding(condition, it)).collect::<Vec<_>>()
    };
    verdicts.iter().flat_map(all).collect()
}

/// Returns the finding that says that a condition is not met.
const fn code_of(condition: Condition) -> Code {
    match condition {
        Condition::MinScore => Code::MinScore,
        Condition::MinDimension => Code::MinDimension,
        Condition::MinCoverage => Code::MinCoverage,
        Condition::NoFloorBreach => Code::FloorBreach,
        Condition::MaxUnknown => Code::MaxUnknown,
        Condition::MaxAge => Code::MaxAge,
        Condition::Baseline => Code::BelowBaseline,
    }
}

impl Identity {
    fn of(assessment: &Assessment) -> Self {
        let organisation = &assessment.organisation;
        Self {
            ods_code: organisation.ods_code.as_ref().map(|it| it.trim().to_uppercase()),
            name: organisation.name.trim().to_owned(),
            framework: assessment.framework.id.to_string(),
            assessed_on: assessment.assessed_on.to_string(),
            assessed_by: assessment.assessed_by.as_deref().unwrap_or_default().trim().to_owned(),
        }
    }
}

/// What a run found, in numbers.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Totals {
    /// How many frameworks and answers files were checked, also those that could not be read.
    pub files: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Findings that the files accept.
    pub accepted: usize,
    /// Conditions of the gate, one for each file that they were asked of.
    pub conditions: usize,
    /// Those that are not met.
    pub unmet: usize,
    /// Whether something could not be done: a file could not be read, or what was asked is wrong.
    pub is_broken: bool,
}

impl Totals {
    /// Adds what there is to say about one file.
    pub fn add(&mut self, it: &Checkup) {
        let count = |of: Severity| it.counted().filter(|it| it.severity == of).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        self.files += usize::from(it.kind != Kind::Settings);
        self.errors += errors;
        self.warnings += warnings;
        self.accepted += it.findings.len() - it.counted().count();
        self.conditions += it.verdicts.len();
        self.unmet += it.verdicts.iter().filter(|it| !it.is_met()).count();
        self.is_broken |= matches!(it.kind, Kind::Settings | Kind::Unread) && errors > 0;
    }

    /// Returns the exit code: 0 passed, 1 failed, 2 could not be done.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match (self.is_broken, self.errors) {
            (true, _) => 2,
            (false, 0) => 0,
            (false, _) => 1,
        }
    }

    /// Returns how the run ended, in one word.
    #[must_use]
    pub const fn outcome(&self) -> &'static str {
        match self.exit_code() {
            0 => "passed",
            1 => "failed",
            _ => "broken",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_condition_has_a_finding_of_its_own_in_the_group_of_the_gate() {
        let codes: Vec<Code> = Condition::ALL.into_iter().map(code_of).collect();
        let mut sorted = codes.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted, Group::Gate.codes().collect::<Vec<_>>());
        assert_eq!(sorted.len(), codes.len());
    }
}
