//! `stocktake frameworks`: what is compiled in.

use anyhow::bail;

use super::{Io, Outcome};
use crate::diagnostic::nearest;
use crate::read::{BUILTIN, Builtin};
use crate::render;

/// List the bundled frameworks, or show one in full
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake frameworks
  stocktake frameworks nhs-providers-eight-principles")]
pub(super) struct Args {
    /// The framework to show: its levels, dimensions, criteria and sources
    #[arg(value_name = "ID")]
    id: Option<String>,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let Some(id) = &args.id else {
        let all: Vec<_> = BUILTIN.iter().map(Builtin::framework).collect();
        io.stdout.write_all(render::frameworks(&all).as_bytes())?;
        return Ok(Outcome::Passed);
    };
    let Some(builtin) = Builtin::find(id) else {
        match nearest(id, BUILTIN.iter().map(|it| it.id)) {
            Some(near) => bail!("there is no framework `{id}`; did you mean `{near}`?"),
            None => bail!("there is no framework `{id}`; `stocktake frameworks` lists them"),
        }
    };
    io.stdout.write_all(render::framework(&builtin.framework()).as_bytes())?;
    Ok(Outcome::Passed)
}
