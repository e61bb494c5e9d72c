//! `stocktake import`: answers that people gave elsewhere become answers files.

mod panel;

use std::path::PathBuf;

use anyhow::bail;
use clap::ValueEnum;

use super::about::About;
use super::{Io, Outcome};
use crate::read::DateOrder;

/// Import what people answered in Microsoft Forms
///
/// Each row of the table becomes an answers file of its own. Names and e-mail addresses are left out.
/// Either all of them are written, or, if there are errors in the table, none.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake import responses.xlsx --framework nhs-providers-eight-principles -o panel
  stocktake import responses.csv --framework our-framework.toml -o panel --dates day-first")]
pub(super) struct Args {
    /// What was exported: a workbook (.xlsx), or a table in text (.csv); `-` is standard input
    file: PathBuf,

    /// The framework that people were asked about: an id, or the path of a TOML file
    #[arg(long)]
    framework: Option<String>,

    /// Where to write: a folder for one answers file of each respondent
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Keep names and e-mail addresses
    #[arg(long, requires = "framework")]
    keep_identities: bool,

    /// What comes first in dates such as 10/01/2026; default: what other dates of the table tell
    #[arg(long, value_name = "ORDER", requires = "framework")]
    dates: Option<Order>,

    /// Write over what is there already
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    about: About,
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
    let Some(framework) = &args.framework else {
        bail!("name the framework that people were asked about: `--framework ID`");
    };
    let Some(output) = &args.output else {
        bail!("name a folder for the answers: `-o panel`");
    };
    let panel = panel::Panel {
        file: &args.file,
        framework,
        output,
        order: args.dates.map(DateOrder::from),
        keeps_identities: args.keep_identities,
        force: args.force,
        about: &args.about,
    };
    panel::run(&panel, io)
}
