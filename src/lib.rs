//! Digital maturity assessment for the NHS: a framework and an organisation's answers become
//! scores, gaps, and a plan of what to do first.
//!
//! The program is a pipeline; each arrow is a function from values to values, and only the two
//! ends touch the world:
//!
//! ```text
//! read → parse → resolve → score → gap → plan → report → render
//! ```
//!
//! # A tour
//!
//! One answers file, from its text to a report:
//!
//! ```
//! use std::{path::Path, sync::Arc};
//! use stocktake::diagnostic::Source;
//! use stocktake::render::{Format, Look, Markdown};
//! use stocktake::report::Report;
//! use stocktake::{gap, plan, read, score};
//!
//! let text = "
//! framework: nhs-providers-eight-principles
//! organisation: { name: Example NHS Foundation Trust }
//! assessed_on: 2026-10-01
//! answers: { user-research: 3, user-contact: unknown }
//! ";
//! let source = Arc::new(Source::new("answers.yaml", text));
//! let checked = read::answers(&source, Path::new(""));
//! let assessment = checked.value.expect("it has no errors");
//!
//! // The pure core: scores, gaps, and what to do first.
//! let card = score::score(&assessment);
//! assert_eq!(card.overall.map(|it| it.get()), Some(0.3));
//! assert_eq!((card.coverage.answered, card.coverage.unknown), (1, 1));
//! let gaps = gap::gaps(&assessment, &card);
//! let actions = plan::plan(&assessment, &card, &gaps);
//! assert_eq!(assessment.framework.criteria[actions[0].criterion].id.as_str(), "user-contact");
//!
//! // The same in words, in any format.
//! let report = Report::new(&assessment);
//! assert_eq!(report.summary.overall.value, "1.5");
//! let mut markdown = Vec::new();
//! Markdown.write(&report, Look::PLAIN, &mut markdown)?;
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod model;

pub mod evidence;
pub mod gap;
pub mod gate;
pub mod plan;
pub mod score;

pub mod diagnostic;
pub mod notation;
pub mod wording;

pub mod questionnaire;

pub mod interview;

pub mod read;

pub mod edit;

pub mod check;

pub mod render;
pub mod report;

pub mod cli;
