//! `stocktake schema`: what editors need to help with files.

use clap::ValueEnum;

use super::{Io, Outcome};

/// Print the JSON Schema of a kind of file, for editors
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake schema framework > framework.schema.json")]
pub(super) struct Args {
    /// The kind of file
    #[arg(value_name = "KIND")]
    kind: Kind,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// A framework, in TOML
    Framework,
}

const FRAMEWORK: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/framework.json"));

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let schema = match args.kind {
        Kind::Framework => FRAMEWORK,
    };
    io.stdout.write_all(schema.as_bytes())?;
    Ok(Outcome::Passed)
}
