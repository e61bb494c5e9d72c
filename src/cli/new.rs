//! `stocktake new`: a file to fill in.

mod place;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;
use clap::ArgGroup;

use super::about::About;
use super::load::{self, framework};
use super::{Io, Outcome, output};
use crate::model::{Framework, FrameworkId};
use crate::notation::Language;
use crate::questionnaire::Filled;
use crate::render::{Detail, answers_file, questionnaire_workbook};
pub(super) use place::{moved, reference};

/// A framework to start from. Its id is put in its place.
const FRAMEWORK: &str = include_str!("new/framework.toml");

/// The id that it has.
const ID: &str = "my-framework";

/// Start an answers file, a workbook, or a framework of your own
///
/// Every question is there, in order, with its levels and hints at evidence. The format follows the
/// ending of the output: .yaml, .toml, .json, or .xlsx for people who work with Excel. Without an
/// output, YAML is printed.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:
  stocktake new nhs-providers-eight-principles -o answers.yaml
  stocktake new what-good-looks-like --setting acute -o answers.xlsx
  stocktake new our-framework.toml -o answers.toml
  stocktake new --from answers.yaml -o answers.xlsx
  stocktake new --framework -o my-framework.toml",
    group = ArgGroup::new("what").required(true).args(["name", "from", "framework"])
)]
pub(super) struct Args {
    /// The framework to answer: an id, or the path of a TOML file
    #[arg(value_name = "FRAMEWORK")]
    name: Option<String>,

    /// Start from answers that are there: an answers file, or a workbook
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// Start a framework of your own, in TOML
    #[arg(long)]
    framework: bool,

    /// Where to write the file; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write over the output if it is there already
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    about: About,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let output = args.output.as_deref().filter(|it| it.as_os_str() != "-");
    let kind = Kind::of(args, output)?;
    if let Some(output) = output {
        // Without an input, there is none that it could be.
        output::check(output, args.from.as_deref().unwrap_or(Path::new("")), args.force)?;
    }
    if args.framework {
        return write(own_framework(output)?.as_bytes(), output, args, io);
    }
    let Some(mut filled) = filled(args, output, io)? else { return Ok(Outcome::Failed) };
    args.about.put_into(&mut filled.assessment)?;
    let content = match kind {
        Kind::Text(language) => answers_file(&filled, language, Detail::Full).into_bytes(),
        Kind::Workbook => questionnaire_workbook(&filled)?,
    };
    write(&content, output, args, io)
}

/// What is made.
enum Kind {
    Text(Language),
    Workbook,
}

impl Kind {
    fn of(args: &Args, output: Option<&Path>) -> anyhow::Result<Self> {
        let Some(output) = output else { return Ok(Self::Text(Language::Yaml)) };
        let ending = output.extension().map(|it| it.to_string_lossy().to_lowercase());
        let ending = ending.unwrap_or_default();
        let language = Language::of_ending(&ending);
        if args.framework && language != Some(Language::Toml) {
            bail!("a framework is a TOML file; name the output as in `-o my-framework.toml`");
        }
        match (ending.as_str(), language) {
            ("xlsx", _) => Ok(Self::Workbook),
            (_, Some(language)) => Ok(Self::Text(language)),
            (_, None) => bail!(
                "the ending of `{}` names no format; use .yaml, .toml, .json or .xlsx",
                output.display()
            ),
        }
    }
}

/// Returns a framework to which nothing is answered, or the answers that are there.
fn filled(args: &Args, output: Option<&Path>, io: &mut Io<'_>) -> anyhow::Result<Option<Filled>> {
    let to = output.map_or(Path::new(""), load::folder);
    if let Some(from) = &args.from {
        let Some((mut filled, _)) = load::filled(from, io)? else { return Ok(None) };
        filled.reference = moved(&filled.reference, load::folder(from), to)?;
        return Ok(Some(filled));
    }
    let name = args.name.as_deref().unwrap_or_default();
    let Some(framework) = framework(name, io)? else { return Ok(None) };
    let reference = reference(name, &framework, to)?;
    Ok(Some(Filled::new(Arc::<Framework>::clone(&framework), reference)))
}

/// Returns a framework to start from, with the id that its file name asks for.
fn own_framework(output: Option<&Path>) -> anyhow::Result<String> {
    let Some(stem) = output.and_then(Path::file_stem) else { return Ok(FRAMEWORK.to_owned()) };
    let stem = stem.to_string_lossy();
    match FrameworkId::new(&stem) {
        Ok(id) => Ok(FRAMEWORK.replace(ID, id.as_str())),
        Err(error) => bail!("a framework is called as its file, and `{stem}` is no id: {error}"),
    }
}

fn write(
    content: &[u8],
    output: Option<&Path>,
    args: &Args,
    io: &mut Io<'_>,
) -> anyhow::Result<Outcome> {
    match output {
        Some(output) => output::write(output, content, args.force)?,
        None => io.stdout.write_all(content)?,
    }
    Ok(Outcome::Passed)
}
