//! `stocktake frameworks`: what is compiled in, or a framework in full.

use std::path::Path;

use anyhow::bail;

use super::load::source;
use super::{Io, Outcome};
use crate::diagnostic::{Checked, nearest};
use crate::read::{self, BUILTIN, Builtin};
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
    if id.to_ascii_lowercase().ends_with(".toml") {
        return show(Path::new(id), io);
    }
    let Some(builtin) = Builtin::find(id) else {
        match nearest(id, BUILTIN.iter().map(|it| it.id)) {
            Some(near) => bail!("there is no framework `{id}`; did you mean `{near}`?"),
            None => bail!("there is no framework `{id}`; `stocktake frameworks` lists them"),
        }
    };
    io.stdout.write_all(render::framework(&builtin.framework()).as_bytes())?;
    Ok(Outcome::Passed)
}

/// Shows the framework in a file.
fn show(file: &Path, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let checked = match source(file, io)? {
        Ok(source) => read::framework(&source),
        Err(finding) => Checked { value: None, diagnostics: vec![finding] },
    };
    let Some(framework) = checked.value else {
        let look = io.error_look();
        io.stderr.write_all(render::findings(&checked.diagnostics, look).as_bytes())?;
        return Ok(Outcome::Failed);
    };
    io.stdout.write_all(render::framework(&framework).as_bytes())?;
    Ok(Outcome::Passed)
}
