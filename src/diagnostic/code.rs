//! Every kind of finding, one row each.
//!
//! A row embeds its page from `docs/diagnostics/`, so a code without a page does not compile.
//! Names are stable: other programs read them.

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident;)*) => {
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
    /// The bands of a scale are not in rising order.
    BandsOutOfOrder = "bands-out-of-order", Error;
    /// The first band of a scale starts above the lower end of its range.
    BandsWithHole = "bands-with-hole", Error;
    /// A benchmark is counted in another unit than the answer that it stands beside.
    BenchmarkUnit = "benchmark-unit", Warning;
    /// A level of a checklist has no elements, so it is reached without doing anything.
    ChecklistWithHole = "checklist-with-hole", Warning;
    /// A criterion with a checklist scale has no elements.
    ChecklistWithoutElements = "checklist-without-elements", Error;
    /// Two keys of a table exclude each other, and both are there.
    ConflictingKeys = "conflicting-keys", Error;
    /// One criterion outweighs all the others of its dimension together.
    DominantWeight = "dominant-weight", Warning;
    /// Two things that need different ids have the same.
    DuplicateId = "duplicate-id", Error;
    /// A key stands twice in one table.
    DuplicateKey = "duplicate-key", Error;
    /// Two criteria ask the same question.
    DuplicateQuestion = "duplicate-question", Warning;
    /// A criterion has elements, but its scale is no checklist.
    ElementWithoutChecklist = "element-without-checklist", Error;
    /// A dimension has neither criteria nor parts.
    EmptyDimension = "empty-dimension", Error;
    /// There is nothing in the file.
    EmptyFile = "empty-file", Error;
    /// A text is empty that people are meant to read.
    EmptyText = "empty-text", Error;
    /// An answer at a high level has no evidence.
    EvidenceMissing = "evidence-missing", Warning;
    /// All evidence of an answer is too old at the assessment date.
    EvidenceStale = "evidence-stale", Warning;
    /// A framework's id is not the name of its file.
    FileName = "file-name", Warning;
    /// The framework has another version than the answers ask for.
    FrameworkVersion = "framework-version", Error;
    /// A date is not a day of the calendar, written as `YYYY-MM-DD`.
    InvalidDate = "invalid-date", Error;
    /// The framework that the answers name has errors of its own.
    InvalidFramework = "invalid-framework", Error;
    /// An id is not in kebab-case.
    InvalidId = "invalid-id", Error;
    /// The ends of a range, or of a line, are no ends.
    InvalidRange = "invalid-range", Error;
    /// A version is not a semantic version.
    InvalidVersion = "invalid-version", Error;
    /// Levels do not follow each other by one.
    LevelsNotContiguous = "levels-not-contiguous", Error;
    /// A criterion does not say what its levels look like.
    MissingDescriptor = "missing-descriptor", Warning;
    /// A required key is not there.
    MissingKey = "missing-key", Error;
    /// Something does not apply, and nobody says why.
    MissingReason = "missing-reason", Error;
    /// A criterion does not say what to do to reach its levels.
    MissingStep = "missing-step", Warning;
    /// A number is not a number, or has no end.
    NotFinite = "not-finite", Error;
    /// The file is no text.
    NotText = "not-text", Error;
    /// The file is text, but not in UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A number is outside its range.
    OutOfRange = "out-of-range", Error;
    /// The file is not valid TOML, YAML or JSON.
    Syntax = "syntax", Error;
    /// Values are nested too deeply.
    TooDeep = "too-deep", Error;
    /// The file is too large.
    TooLarge = "too-large", Error;
    /// A file has too many values, or the aliases of a YAML file repeat too many.
    TooManyValues = "too-many-values", Error;
    /// A criterion is answered or named that the framework does not have.
    UnknownCriterion = "unknown-criterion", Error;
    /// An answer lists an element that its criterion does not have.
    UnknownElement = "unknown-element", Error;
    /// There is no framework of this name.
    UnknownFramework = "unknown-framework", Error;
    /// A key is not one of those that the file format has.
    UnknownKey = "unknown-key", Error;
    /// A level does not exist in the framework.
    UnknownLevel = "unknown-level", Error;
    /// An answer is not an option of its scale.
    UnknownOption = "unknown-option", Error;
    /// A dimension's parent is not declared above it.
    UnknownParent = "unknown-parent", Error;
    /// A criterion's scale is not declared.
    UnknownScale = "unknown-scale", Error;
    /// A care setting is not one that the framework knows.
    UnknownSetting = "unknown-setting", Error;
    /// A target is set for something that the framework does not have.
    UnknownTarget = "unknown-target", Error;
    /// A word is not one of those allowed here.
    UnknownWord = "unknown-word", Error;
    /// No answer on a scale reaches the highest level.
    UnreachableLevel = "unreachable-level", Warning;
    /// No criterion uses a scale.
    UnusedScale = "unused-scale", Warning;
    /// No criterion is asked only of a care setting.
    UnusedSetting = "unused-setting", Warning;
    /// A value has another type than this key takes.
    WrongType = "wrong-type", Error;
}

impl Code {
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
