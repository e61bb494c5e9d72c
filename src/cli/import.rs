//! `stocktake import`: answers that people gave elsewhere become answers files.

mod filled;
mod panel;

use std::path::PathBuf;

use anyhow::bail;
use clap::ValueEnum;

use super::about::About;
use super::{Io, Outcome, load};
use crate::read::DateOrder;

/// Import a workbook that was filled in, or what people answered in Microsoft Forms
///
/// A workbook that `stocktake new` made becomes an answers file, in the language that the ending of the
/// output tells: .yaml, .toml or .json. An answers file in one language becomes one in another.
///
/// With `--framework`, the file is a table from Microsoft Forms: each row becomes an answers file of its
/// own, in the folder that is the output. Names and e-mail addresses are left out.
///
/// Where there are errors, nothing is written.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake import answers.xlsx -o answers.yaml
  stocktake import answers.xlsx -o answers.yaml --update
  stocktake import answers.yaml -o answers.toml
  stocktake import responses.xlsx --framework nhs-providers-eight-principles -o panel
  stocktake import responses.csv --framework our-framework.toml -o panel --dates day-first")]
pub(super) struct Args {
    /// A workbook (.xlsx), an answers file, or a table in text (.csv); `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Where to write: an answers file; with `--framework`, a folder for one of each respondent
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,

    /// Change the output that is there: its comments and its order stay
    #[arg(long, requires = "output", conflicts_with_all = ["force", "framework"])]
    update: bool,

    /// Write over what is there already
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    forms: Forms,

    #[command(flatten)]
    about: About,
}

/// Options about tables from Microsoft Forms.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Microsoft Forms")]
struct Forms {
    /// The framework that people were asked about: an id, or the path of a TOML file
    #[arg(long, value_name = "FRAMEWORK")]
    framework: Option<String>,

    /// Keep names and e-mail addresses
    #[arg(long, requires = "framework")]
    keep_identities: bool,

    /// What comes first in dates such as 10/01/2026; default: what other dates of the table tell
    #[arg(long, value_name = "ORDER", requires = "framework")]
    dates: Option<Order>,
}

/// What comes first in a date.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Order {
    /// The day, as in the United Kingdom
    DayFirst,
    /// The month, as in the United States
    MonthFirst,
}

impl From<Order> for DateOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::DayFirst => Self::DayFirst,
            Order::MonthFirst => Self::MonthFirst,
        }
    }
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let Some(framework) = &args.forms.framework else {
        return one(args, io);
    };
    let Some(output) = &args.output else {
        bail!("name a folder for the answers: `-o panel`");
    };
    let panel = panel::Panel {
        file: &args.file,
        framework,
        output,
        order: args.forms.dates.map(DateOrder::from),
        keeps_identities: args.forms.keep_identities,
        force: args.force,
        about: &args.about,
    };
    panel::run(&panel, io)
}

/// Imports one assessment.
fn one(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let ending = args.file.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    if ending.is_some_and(|it| it == "csv" || it == "tsv") {
        bail!(
            "a table in text is read only from Microsoft Forms, with `--framework ID`; save a workbook that \
             was filled in as .xlsx"
        );
    }
    match load::filled(&args.file, io)? {
        Some((filled, warnings)) => filled::run(args, filled, warnings, io),
        None => Ok(Outcome::Failed),
    }
}
