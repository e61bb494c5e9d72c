//! Answers from a workbook that was filled in, or from another language.

use std::path::Path;

use anyhow::bail;

use super::super::new::moved;
use super::super::{Io, Outcome, load, output};
use super::Args;
use crate::notation::Language;
use crate::questionnaire::Filled;
use crate::render::{Detail, answers_file};
use crate::wording;

pub(super) fn run(
    args: &Args,
    mut filled: Filled,
    warnings: usize,
    io: &mut Io<'_>,
) -> anyhow::Result<Outcome> {
    let output = args.output.as_deref().filter(|it| it.as_os_str() != "-");
    let language = language(output)?;
    if let Some(output) = output {
        output::check(output, &args.file, args.force)?;
    }
    let to = output.map_or(Path::new(""), load::folder);
    filled.reference = moved(&filled.reference, load::folder(&args.file), to)?;
    args.about.put_into(&mut filled.assessment)?;
    let text = answers_file(&filled, language, Detail::Brief);
    let Some(output) = output else {
        io.stdout.write_all(text.as_bytes())?;
        return Ok(Outcome::Passed);
    };
    output::write(output, text.as_bytes(), args.force)?;
    tell(&filled, output, warnings, io)?;
    Ok(Outcome::Passed)
}

fn language(output: Option<&Path>) -> anyhow::Result<Language> {
    let Some(output) = output else { return Ok(Language::Yaml) };
    let ending = output.extension().map(|it| it.to_string_lossy()).unwrap_or_default();
    match Language::of_ending(&ending) {
        Some(language) => Ok(language),
        None if ending.eq_ignore_ascii_case("xlsx") => {
            bail!("to make a workbook of answers, use `stocktake new --from FILE -o FILE.xlsx`")
        }
        None => bail!(
            "the ending of `{}` names no language; use .yaml, .toml or .json",
            output.display()
        ),
    }
}

/// Says how much was read, and what comes next.
fn tell(filled: &Filled, output: &Path, warnings: usize, io: &mut Io<'_>) -> anyhow::Result<()> {
    let answers = filled.assessment.answers.iter().flatten().count();
    let answers = wording::count(answers, "answer", "answers");
    let shown = crate::render::escape::terminal(&output.display().to_string());
    let rest = match warnings {
        0 => String::new(),
        it => {
            let count = wording::count(it, "warning", "warnings");
            format!("; {count}: `stocktake check {shown}`")
        }
    };
    writeln!(io.stderr, "{shown}: {answers}{rest}")?;
    Ok(())
}
