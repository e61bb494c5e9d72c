//! The program against figures that were published, or worked out by hand from the specification.
//!
//! Every figure goes the way of a user's: a framework as TOML, answers as YAML, TOML or JSON, and
//! what comes out of scoring them. The arithmetic stands beside each figure.

mod actions;
#[path = "../shared/files.rs"]
mod files;
mod floors;
mod json;
mod levels;
mod published;
mod rules;
mod statuses;
mod support;
mod targets;
mod unanswered;
