//! `stocktake forms`: the questions, to paste into Microsoft Forms.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::about::settings_of;
use super::{Io, Outcome, load, output};
use crate::questionnaire::Filled;
use crate::render::{self, MOST_QUESTIONS};
use crate::wording;

/// Print the questions of a framework to paste into Microsoft Forms
///
/// Each title ends in the id of its question in square brackets: by it `stocktake import` finds the
/// answers. After each question, another one asks for a note, or for the reason why it does not apply.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake forms nhs-providers-eight-principles
  stocktake forms what-good-looks-like --setting acute --without-notes -o questions.txt
  stocktake import responses.xlsx --framework nhs-providers-eight-principles -o panel")]
pub(super) struct Args {
    /// The framework to ask about: an id, or the path of a TOML file
    framework: String,

    /// A care setting of the organisation; questions for other settings are left out. For more than one,
    /// give the option again, or separate them by commas
    #[arg(long = "setting", value_name = "SETTING", value_delimiter = ',')]
    settings: Vec<String>,

    /// Leave out the questions for notes
    #[arg(long)]
    without_notes: bool,

    /// Where to write the text; default: standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write over the output if it is there already
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let output = args.output.as_deref().filter(|it| it.as_os_str() != "-");
    if let Some(output) = output {
        output::check(output, Path::new(&args.framework), args.force)?;
    }
    let Some(framework) = load::framework(&args.framework, io)? else {
        return Ok(Outcome::Failed);
    };
    let mut filled = Filled::new(Arc::clone(&framework), String::new());
    filled.assessment.organisation.settings = settings_of(&args.settings, &framework)?;
    let (text, count) = render::forms(&filled.questionnaire(), !args.without_notes);
    match output {
        Some(output) => output::write(output, text.as_bytes(), args.force)?,
        None => io.stdout.write_all(text.as_bytes())?,
    }
    let count_of = wording::count(count, "question", "questions");
    writeln!(io.stderr, "{count_of}; Microsoft Forms takes {MOST_QUESTIONS} in one form")?;
    if count > MOST_QUESTIONS {
        let advice = if args.without_notes {
            "make two forms of it"
        } else {
            "leave out notes: --without-notes"
        };
        writeln!(io.stderr, "warning: these are too many; {advice}")?;
    }
    Ok(Outcome::Passed)
}
