//! The command line: what is asked, and what is answered.
//!
//! Only this module knows terminals and the environment, decides about colour, and writes files.

mod about;
mod check;
mod explain;
mod files;
mod forms;
mod frameworks;
mod import;
mod interview;
mod io;
mod load;
mod new;
mod outcome;
mod output;
mod progress;
mod report;
mod schema;
mod score;
mod verify;

pub use io::Io;
pub use outcome::Outcome;

use std::ffi::OsString;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};

use crate::render::escape::terminal;

/// Digital maturity assessment for the NHS, from the command line
///
/// Scores a trust's answers against a maturity framework and writes a gap report: where we are,
/// where we want to be, what is missing for the next level, and what to do first. Works offline.
#[derive(Debug, Parser)]
#[command(
    name = "stocktake",
    version,
    styles = Styles::styled().header(AnsiColor::Blue.on_default().bold()).literal(AnsiColor::Blue.on_default()),
    before_help = EXAMPLES,
    after_help = "Exit codes: 0 done, and the answer is yes; 1 done, and the answer is no (a file has \
                  errors); 2 it could not be done.",
    disable_help_subcommand = true
)]
struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,

    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  stocktake new nhs-providers-eight-principles -o answers.yaml
  stocktake interview answers.yaml
  stocktake score answers.yaml
  stocktake report answers.yaml -o gap-report.pdf
  stocktake check answers.yaml
  stocktake frameworks nhs-providers-eight-principles";

#[derive(Debug, Subcommand)]
enum Command {
    Score(score::Args),
    Report(report::Args),
    Verify(verify::Args),
    Check(check::Args),
    New(new::Args),
    Forms(forms::Args),
    Import(import::Args),
    Interview(interview::Args),
    Frameworks(frameworks::Args),
    Explain(explain::Args),
    Schema(schema::Args),
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Does what `args` ask, and tells how it ended.
pub fn run(args: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> Outcome {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, io),
    };
    io.choose_colour(match cli.color {
        Colour::Auto => None,
        Colour::Always => Some(true),
        Colour::Never => Some(false),
    });
    let result = match cli.command {
        Command::Score(args) => score::run(&args, io),
        Command::Report(args) => report::run(&args, io),
        Command::Verify(args) => verify::run(&args, io),
        Command::Check(args) => check::run(&args, io),
        Command::New(args) => new::run(&args, io),
        Command::Forms(args) => forms::run(&args, io),
        Command::Import(args) => import::run(&args, io),
        Command::Interview(args) => interview::run(&args, io),
        Command::Frameworks(args) => frameworks::run(&args, io),
        Command::Explain(args) => explain::run(&args, io),
        Command::Schema(args) => schema::run(&args, io),
    };
    let result = result.and_then(|outcome| Ok(io.stdout.flush().map(|()| outcome)?));
    result.unwrap_or_else(|error| failure(&error, io))
}

/// Prints help, the version, or what is wrong with the arguments.
fn usage(error: &clap::Error, io: &mut Io<'_>) -> Outcome {
    let text = error.render();
    let is_help = error.exit_code() == 0;
    let colour = if is_help { io.look().colour } else { io.error_look().colour };
    let text = if colour { text.ansi().to_string() } else { text.to_string() };
    if is_help {
        let written = io.stdout.write_all(text.as_bytes()).and_then(|()| io.stdout.flush());
        return written.map_or_else(|error| failure(&error.into(), io), |()| Outcome::Passed);
    }
    let _ = io.stderr.write_all(text.as_bytes());
    Outcome::Broken
}

/// Prints why something could not be done.
fn failure(error: &anyhow::Error, io: &mut Io<'_>) -> Outcome {
    let _ = writeln!(io.stderr, "error: {}", terminal(&format!("{error:#}")));
    Outcome::Broken
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
