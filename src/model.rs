//! What an assessment is made of: frameworks, answers, and the numbers between them.
//!
//! Everything here is valid once built and knows nothing of files, terminals or formats. The
//! shapes on disk live in [`read`](crate::read), the shapes of the results in
//! [`render`](crate::render).
//!
//! Missing, unknown, not applicable, out of scope and zero are five different things, in every
//! type of this module.

mod answer;
mod assessment;
mod date;
mod framework;
mod id;
mod level;
mod rating;
mod rule;
mod scale;
mod trace;

pub use answer::{Answer, Confidence, Evidence, Given, Response};
pub use assessment::{Assessment, Organisation, Status, Targets};
pub(crate) use date::month_named;
pub use date::{Date, months_later, parse_date};
pub use framework::{
    Benchmark, Better, Criterion, Dimension, Effort, Element, EvidenceRule, Framework, Source,
    Unanswered,
};
pub use id::{
    CriterionId, DimensionId, ElementId, FrameworkId, IdError, OptionId, ScaleId, Setting,
};
pub use level::{Level, Levels, LevelsError, TOLERANCE};
pub use rating::{RangeError, Rating, Score, Weight};
pub use rule::Rule;
pub use scale::{Band, Choice, Line, Range, Scale, ScaleKind};
pub(crate) use scale::{band_of, score_of_points};
pub use trace::{Trace, TraceKind, traces, without_traces};
