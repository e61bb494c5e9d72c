//! Answers from a workbook that was filled in, or from another language.

use std::path::Path;

use anyhow::{Context as _, bail};

use super::super::new::moved;
use super::super::{Io, Outcome, load, output};
use super::Args;
use crate::diagnostic::Checked;
use crate::edit::edit;
use crate::notation::Language;
use crate::questionnaire::Filled;
use crate::read;
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
    if let Some(output) = output.filter(|it| args.update && it.exists()) {
        args.about.put_into(&mut filled.assessment)?;
        return update(args, &filled, output, warnings, io);
    }
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

/// Changes the answers in a file that is there.
fn update(
    args: &Args,
    new: &Filled,
    output: &Path,
    warnings: usize,
    io: &mut Io<'_>,
) -> anyhow::Result<Outcome> {
    output::check(output, &args.file, true)?;
    let source = match load::source(output, io)? {
        Ok(source) => source,
        Err(finding) => return load::refuse(&[finding], io),
    };
    let folder = load::folder(output);
    let Checked { value, diagnostics } = read::answers(&source, folder);
    let Some(old) = value else { return load::refuse(&diagnostics, io) };
    if old.framework != new.assessment.framework {
        let (old, new) = (&old.framework, &new.assessment.framework);
        bail!(
            "`{}` answers {}@{}, and `{}` {}@{}; name another output",
            output.display(),
            old.id,
            old.version,
            args.file.display(),
            new.id,
            new.version
        );
    }
    let text = edit(&source, folder, &old, &new.assessment)
        .with_context(|| format!("failed to change the answers in `{}`", output.display()))?;
    output::write(output, &source.encoded(&text), true)?;
    tell(new, output, warnings, io)?;
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
