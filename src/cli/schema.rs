//! `stocktake schema`: what editors need to help with files, and programs to read results.

use anyhow::bail;
use clap::ValueEnum;

use super::load::framework;
use super::{Io, Outcome};
use crate::render::schema::{ANSWERS, FRAMEWORK, RESULT, answers_to};

/// Print the JSON Schema of a kind of file, for editors and for programs that read results
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake schema framework > framework.schema.json
  stocktake schema answers > answers.schema.json
  stocktake schema answers nhs-providers-eight-principles > answers.schema.json
  stocktake schema answers our-framework.toml > answers.schema.json
  stocktake schema result > result.schema.json")]
pub(super) struct Args {
    /// The kind of file
    #[arg(value_name = "KIND")]
    kind: Kind,

    /// Only for answers: the framework that they answer, an id or the path of a TOML file. The
    /// schema then knows its questions, and what each of them can be answered with
    #[arg(value_name = "FRAMEWORK")]
    framework: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// A framework, in TOML
    Framework,
    /// An organisation's answers, in YAML, TOML or JSON
    Answers,
    /// The result in JSON, as `score` and `report` write it
    Result,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let schema = match (args.kind, &args.framework) {
        (Kind::Framework, None) => FRAMEWORK.to_owned(),
        (Kind::Result, None) => RESULT.to_owned(),
        (Kind::Framework | Kind::Result, Some(name)) => {
            bail!("only `stocktake schema answers` takes a framework, here `{name}`")
        }
        (Kind::Answers, None) => ANSWERS.to_owned(),
        (Kind::Answers, Some(name)) => {
            let Some(framework) = framework(name, io)? else { return Ok(Outcome::Failed) };
            answers_to(&framework)
        }
    };
    io.stdout.write_all(schema.as_bytes())?;
    Ok(Outcome::Passed)
}
