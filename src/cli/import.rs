//! `stocktake import`: answers from a workbook become an answers file.

mod filled;

use std::path::PathBuf;

use super::about::About;
use super::{Io, Outcome, load};

/// Turn a workbook that was filled in into an answers file
///
/// The language follows the ending of the output: .yaml, .toml or .json; without an output, YAML is
/// printed. A workbook is not changed. An answers file in one language becomes one in another.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake import answers.xlsx -o answers.yaml
  stocktake import answers.xlsx -o answers.yaml --update
  stocktake import answers.yaml -o answers.toml")]
pub(super) struct Args {
    /// The workbook, or an answers file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Where to write the answers; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Change the output that is there: its comments and its order stay
    #[arg(long, requires = "output", conflicts_with = "force")]
    update: bool,

    /// Write over the output if it is there already
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    about: About,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    match load::filled(&args.file, io)? {
        Some((filled, warnings)) => filled::run(args, filled, warnings, io),
        None => Ok(Outcome::Failed),
    }
}
