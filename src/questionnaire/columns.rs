//! What the columns of a workbook are headed, so that whoever writes one and whoever reads it agree.
//!
//! A sheet is known by its headers and a row by its id, never by where they stand: people sort, hide and
//! move.

/// The id of a criterion; for an element of a checklist, the ids of both with a slash between them.
pub const ID: &str = "Id";
/// The question.
pub const QUESTION: &str = "Question";
/// What the levels look like for it.
pub const LEVELS: &str = "What each answer means";
/// The answer, as people read it.
pub const ANSWER: &str = "Answer";
/// A word where nobody knows.
pub const UNKNOWN: &str = "Unknown";
/// Why the question makes no sense.
pub const NOT_APPLICABLE: &str = "Not applicable: why";
/// What a piece of evidence is.
pub const EVIDENCE: &str = "Evidence";
/// Where it is.
pub const LINK: &str = "Link";
/// When it was made.
pub const DATED: &str = "Dated";
/// What there is to say about the answer.
pub const NOTE: &str = "Note";
/// Who closes the gap.
pub const OWNER: &str = "Owner";
/// By when.
pub const DUE: &str = "Due";
/// Where to be, a level.
pub const TARGET: &str = "Target";
/// What a target is for.
pub const SUBJECT: &str = "What it is for";
/// How sure the respondent is.
pub const CONFIDENCE: &str = "Confidence";
/// What would convince a sceptic.
pub const HINTS: &str = "What would show it";
/// Whether there is an answer.
pub const ANSWERED: &str = "Answered";

/// A key of the assessment, such as `assessed_on`.
pub const FIELD: &str = "Field";
/// Its value.
pub const ENTRY: &str = "Entry";
/// What the key means.
pub const MEANING: &str = "About the assessment";

/// The kind of a finding that is accepted.
pub const FINDING: &str = "Finding";
/// Why it is accepted.
pub const REASON: &str = "Reason";

/// What marks a row where nobody knows, and an element that is met.
pub const YES: &str = "yes";
/// What marks an element that is not met.
pub const NO: &str = "no";

/// What stands between the ids of a criterion and an element.
pub const OF: char = '/';

/// What is filled in beside the answer in the row of a question, and nowhere else.
pub const BESIDE: [&str; 10] =
    [UNKNOWN, NOT_APPLICABLE, EVIDENCE, LINK, DATED, NOTE, OWNER, DUE, TARGET, CONFIDENCE];
