//! Every kind of finding, one row each.
//!
//! A row embeds its page from `docs/diagnostics/`, so a code without a page does not compile.
//! Names are stable: other programs read them.

use super::{Group, Severity};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident, $group:ident;)*) => {
        /// What kind of finding something is.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code, by name.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Returns the name: kebab-case, and stable.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Returns how bad the finding is.
            #[must_use]
            pub const fn default_severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)*
                }
            }

            /// Returns the group that `--deny`, `--warn` and `--allow` know it by.
            #[must_use]
            pub const fn group(self) -> Group {
                match self {
                    $(Self::$variant => Group::$group,)*
                }
            }

            /// Returns the page that explains the finding, in Markdown.
            #[must_use]
            pub const fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!(
                        env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics/", $name, ".md"
                    )),)*
                }
            }
        }
    };
}

codes! {
    /// An error is asked to be less.
    AlwaysAnError = "always-an-error", Error, Validity;
    /// The bands of a scale are not in rising order.
    BandsOutOfOrder = "bands-out-of-order", Error, Validity;
    /// The first band of a scale starts above the lower end of its range.
    BandsWithHole = "bands-with-hole", Error, Validity;
    /// Something fell below an earlier assessment.
    BelowBaseline = "below-baseline", Error, Gate;
    /// A benchmark is counted in another unit than the answer that it stands beside.
    BenchmarkUnit = "benchmark-unit", Warning, Authoring;
    /// A level of a checklist has no elements, so it is reached without doing anything.
    ChecklistWithHole = "checklist-with-hole", Warning, Authoring;
    /// A criterion with a checklist scale has no elements.
    ChecklistWithoutElements = "checklist-without-elements", Error, Validity;
    /// Two keys of a table exclude each other, and both are there.
    ConflictingKeys = "conflicting-keys", Error, Validity;
    /// One criterion outweighs all the others of its dimension together.
    DominantWeight = "dominant-weight", Warning, Authoring;
    /// An action is due before the assessment was made.
    DueBeforeAssessment = "due-before-assessment", Warning, Planning;
    /// Two files hold the same assessment.
    DuplicateAssessment = "duplicate-assessment", Warning, Consistency;
    /// Two things that need different ids have the same.
    DuplicateId = "duplicate-id", Error, Validity;
    /// A key stands twice in one table.
    DuplicateKey = "duplicate-key", Error, Validity;
    /// Two criteria ask the same question.
    DuplicateQuestion = "duplicate-question", Warning, Authoring;
    /// An element of a checklist is left open in a workbook, beside others that are not.
    ElementOpen = "element-open", Warning, Completeness;
    /// A criterion has elements, but its scale is no checklist.
    ElementWithoutChecklist = "element-without-checklist", Error, Validity;
    /// There is an e-mail address in a text.
    EmailInText = "email-in-text", Warning, Privacy;
    /// A dimension has neither criteria nor parts.
    EmptyDimension = "empty-dimension", Error, Validity;
    /// There is nothing in the file.
    EmptyFile = "empty-file", Error, Validity;
    /// A text is empty that people are meant to read.
    EmptyText = "empty-text", Error, Validity;
    /// The link of a piece of evidence is no web address.
    EvidenceLink = "evidence-link", Warning, Evidence;
    /// An answer at a high level has no evidence.
    EvidenceMissing = "evidence-missing", Warning, Evidence;
    /// A piece of evidence is dated after the assessment.
    EvidencePostdated = "evidence-postdated", Warning, Evidence;
    /// All evidence of an answer is too old at the assessment date.
    EvidenceStale = "evidence-stale", Warning, Evidence;
    /// A framework's id is not the name of its file.
    FileName = "file-name", Warning, Authoring;
    /// A criterion is below its floor.
    FloorBreach = "floor-breach", Error, Gate;
    /// A criterion with a floor is unanswered or unknown.
    FoundationOpen = "foundation-open", Warning, Completeness;
    /// The answers bring along an older version of a framework that the program has.
    FrameworkBehind = "framework-behind", Warning, Consistency;
    /// The framework has another version than the answers ask for.
    FrameworkVersion = "framework-version", Error, Validity;
    /// Nobody is named to close a gap, or no date.
    GapWithoutPlan = "gap-without-plan", Warning, Planning;
    /// A date is not a day of the calendar, written as `YYYY-MM-DD`.
    InvalidDate = "invalid-date", Error, Validity;
    /// The framework that the answers name has errors of its own.
    InvalidFramework = "invalid-framework", Error, Validity;
    /// An id is not in kebab-case.
    InvalidId = "invalid-id", Error, Validity;
    /// The ends of a range, or of a line, are no ends.
    InvalidRange = "invalid-range", Error, Validity;
    /// A version is not a semantic version.
    InvalidVersion = "invalid-version", Error, Validity;
    /// Levels do not follow each other by one.
    LevelsNotContiguous = "levels-not-contiguous", Error, Validity;
    /// An assessment is too old.
    MaxAge = "max-age", Error, Gate;
    /// Too many answers are unknown.
    MaxUnknown = "max-unknown", Error, Gate;
    /// Too few questions are answered.
    MinCoverage = "min-coverage", Error, Gate;
    /// A dimension is below the value that is asked for.
    MinDimension = "min-dimension", Error, Gate;
    /// The overall value is below the one that is asked for.
    MinScore = "min-score", Error, Gate;
    /// A criterion does not say what its levels look like.
    MissingDescriptor = "missing-descriptor", Warning, Authoring;
    /// A required key is not there.
    MissingKey = "missing-key", Error, Validity;
    /// Something does not apply, and nobody says why.
    MissingReason = "missing-reason", Error, Validity;
    /// A criterion does not say what to do to reach its levels.
    MissingStep = "missing-step", Warning, Authoring;
    /// There is an NHS number in a text.
    NhsNumberInText = "nhs-number-in-text", Warning, Privacy;
    /// A criterion that applies to everybody is said not to apply.
    NotApplicableRefused = "not-applicable-refused", Error, Validity;
    /// A number is not a number, or has no end.
    NotFinite = "not-finite", Error, Validity;
    /// The file is no text.
    NotText = "not-text", Error, Validity;
    /// The file is text, but not in UTF-8.
    NotUtf8 = "not-utf8", Error, Validity;
    /// A folder has nothing to check.
    NothingToCheck = "nothing-to-check", Error, Validity;
    /// Two files give the same ODS code different names.
    OdsCodeNames = "ods-code-names", Warning, Consistency;
    /// A number is outside its range.
    OutOfRange = "out-of-range", Error, Validity;
    /// A question is answered that is not asked of this organisation.
    OutOfScopeAnswer = "out-of-scope-answer", Warning, Consistency;
    /// There is a phone number in a text.
    PhoneInText = "phone-in-text", Warning, Privacy;
    /// The name or the date is still the one of a file to fill in.
    PlaceholderLeft = "placeholder-left", Warning, Completeness;
    /// Every answer is the same.
    StraightLine = "straight-line", Warning, Consistency;
    /// The file is not valid TOML, YAML or JSON.
    Syntax = "syntax", Error, Validity;
    /// A target is below what is there already.
    TargetBelowValue = "target-below-value", Warning, Planning;
    /// A comment in YAML cuts a text off.
    TextCutOff = "text-cut-off", Warning, Validity;
    /// Values are nested too deeply.
    TooDeep = "too-deep", Error, Validity;
    /// The file is too large.
    TooLarge = "too-large", Error, Validity;
    /// There is more to say about a file than anybody reads.
    TooManyFindings = "too-many-findings", Warning, Validity;
    /// A file has too many values, or the aliases of a YAML file repeat too many.
    TooManyValues = "too-many-values", Error, Validity;
    /// There is no finding of this name.
    UnknownCode = "unknown-code", Error, Validity;
    /// A criterion is answered or named that the framework does not have.
    UnknownCriterion = "unknown-criterion", Error, Validity;
    /// An answer lists an element that its criterion does not have.
    UnknownElement = "unknown-element", Error, Validity;
    /// There is no framework of this name.
    UnknownFramework = "unknown-framework", Error, Validity;
    /// A key is not one of those that the file format has.
    UnknownKey = "unknown-key", Error, Validity;
    /// A level does not exist in the framework.
    UnknownLevel = "unknown-level", Error, Validity;
    /// An answer is not an option of its scale.
    UnknownOption = "unknown-option", Error, Validity;
    /// A dimension's parent is not declared above it.
    UnknownParent = "unknown-parent", Error, Validity;
    /// A criterion's scale is not declared.
    UnknownScale = "unknown-scale", Error, Validity;
    /// A care setting is not one that the framework knows.
    UnknownSetting = "unknown-setting", Error, Validity;
    /// A target is set for something that the framework does not have.
    UnknownTarget = "unknown-target", Error, Validity;
    /// A word is not one of those allowed here.
    UnknownWord = "unknown-word", Error, Validity;
    /// No answer on a scale reaches the highest level.
    UnreachableLevel = "unreachable-level", Warning, Authoring;
    /// A file or a folder cannot be read.
    UnreadableFile = "unreadable-file", Error, Validity;
    /// A finding is accepted that is not there.
    UnusedAcceptance = "unused-acceptance", Warning, Consistency;
    /// No criterion uses a scale.
    UnusedScale = "unused-scale", Warning, Authoring;
    /// No criterion is asked only of a care setting.
    UnusedSetting = "unused-setting", Warning, Authoring;
    /// A workbook is not laid out as it was made, so something in it may not be read.
    WorkbookChanged = "workbook-changed", Warning, Consistency;
    /// A value has another type than this key takes.
    WrongType = "wrong-type", Error, Validity;
}

impl Code {
    /// Returns the first paragraph of the page, in one line of Markdown.
    #[must_use]
    pub fn introduction(self) -> String {
        let lines = self.page().lines().skip_while(|it| it.starts_with('#') || it.is_empty());
        lines.take_while(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Returns the first sentence of the page, in Markdown.
    #[must_use]
    pub fn summary(self) -> String {
        let introduction = self.introduction();
        introduction.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
    }

    /// Returns the code called `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_by_name_and_unique() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].name() < pair[1].name()));
    }

    #[test]
    fn every_page_belongs_to_a_code() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics");
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(Code::from_name(name).is_some(), "`{}` has no code", path.display());
        }
    }

    #[test]
    fn every_page_starts_with_its_name() {
        for code in Code::ALL {
            assert!(code.page().starts_with(&format!("# {}\n", code.name())), "{}", code.name());
        }
    }
}
