//! `stocktake frameworks`: what is compiled in, or a framework in full.

use super::load::framework;
use super::{Io, Outcome};
use crate::read::{BUILTIN, Builtin};
use crate::render;

/// List the bundled frameworks, or show one in full
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake frameworks
  stocktake frameworks nhs-providers-eight-principles
  stocktake frameworks our-framework.toml")]
pub(super) struct Args {
    /// The framework to show, with its levels, dimensions, criteria and sources: an id, or the path
    /// of a TOML file
    #[arg(value_name = "ID")]
    id: Option<String>,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let Some(id) = &args.id else {
        let all: Vec<_> = BUILTIN.iter().map(Builtin::framework).collect();
        io.stdout.write_all(render::frameworks(&all).as_bytes())?;
        return Ok(Outcome::Passed);
    };
    let Some(framework) = framework(id, io)? else { return Ok(Outcome::Failed) };
    io.stdout.write_all(render::framework(&framework).as_bytes())?;
    Ok(Outcome::Passed)
}
