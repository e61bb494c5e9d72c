//! `stocktake interview`: one question at a time.

mod keys;
mod plain;
mod save;
mod screen;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;

use self::save::AnswersFile;
use super::about::About;
use super::files::{STDIN, name_of};
use super::load::{folder, framework};
use super::new::reference;
use super::{Io, Outcome, output};
use crate::interview::{Interview, Mode};
use crate::model::Framework;
use crate::notation::Language;
use crate::questionnaire::Filled;
use crate::render;

/// Answer the questions in the terminal, one at a time
///
/// Each answer is saved at once, so leave when you like: the next start goes on from there. A file that
/// is not there yet is made, if `--framework` says what to answer. `?` shows all keys.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake interview answers.yaml --framework nhs-providers-eight-principles
  stocktake interview answers.yaml
  stocktake interview answers.yaml --plain")]
pub(super) struct Args {
    /// The answers file, in YAML, TOML or JSON
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The framework to answer, for a file that is not there yet: an id, or the path of a TOML file
    #[arg(long, value_name = "FRAMEWORK")]
    framework: Option<String>,

    /// Ask line by line, for screen readers and pipes; default where there is no terminal
    #[arg(long)]
    plain: bool,

    #[command(flatten)]
    about: About,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let mut file = AnswersFile::new(&args.file, language(&args.file)?);
    let Some(filled) = filled(args, &mut file, io)? else { return Ok(Outcome::Failed) };
    let mut interview = Interview::new(filled, &name_of(&args.file));
    if interview.is_known() {
        keep(&mut interview, &mut file);
        leave_if_lost(&interview)?;
    }
    if args.plain || !io.takes_keys {
        plain::run(&mut interview, &mut file, io)?;
    } else {
        screen::run(&mut interview, &mut file, io)?;
    }
    leave_if_lost(&interview)?;
    Ok(Outcome::Passed)
}

/// Returns the language that an answers file has by its ending.
fn language(path: &Path) -> anyhow::Result<Language> {
    let shown = path.display();
    if path.as_os_str() == STDIN {
        bail!("an interview needs a file to save the answers in; name one, such as answers.yaml");
    }
    let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase());
    let ending = ending.unwrap_or_default();
    if ending == "xlsx" {
        bail!("`{shown}` is a workbook; `stocktake import` makes an answers file of it");
    }
    match Language::of_ending(&ending) {
        Some(language) => Ok(language),
        None => bail!("the ending of `{shown}` names no format; use .yaml, .toml or .json"),
    }
}

/// Returns what is in the file, or an assessment with nothing answered if it is not there yet; with
/// what the options say. If the file has errors, prints them.
fn filled(args: &Args, file: &mut AnswersFile, io: &mut Io<'_>) -> anyhow::Result<Option<Filled>> {
    let asked = match &args.framework {
        None => None,
        Some(name) => match framework(name, io)? {
            None => return Ok(None),
            found => found,
        },
    };
    let Some(read) = file.read_if_there()? else {
        let path = args.file.display();
        let (Some(name), Some(framework)) = (&args.framework, asked) else {
            bail!(
                "`{path}` is not there yet; say what to answer with `--framework ID`; `stocktake \
                 frameworks` lists them"
            );
        };
        output::check(&args.file, Path::new(""), false)?;
        let reference = reference(name, &framework, folder(&args.file))?;
        let mut filled = Filled::new(framework, reference);
        args.about.put_into(&mut filled.assessment)?;
        return Ok(Some(filled));
    };
    let mut filled = match read {
        Ok(filled) => filled,
        Err(findings) => {
            let look = io.error_look();
            io.stderr.write_all(render::findings(&findings, look).as_bytes())?;
            return Ok(None);
        }
    };
    if let Some(asked) = asked {
        same(&filled.assessment.framework, &asked, &args.file)?;
    }
    let before = filled.assessment.clone();
    args.about.put_into(&mut filled.assessment)?;
    // A date of the surroundings is for new files.
    filled.assessment.assessed_on = args.about.assessed_on.unwrap_or(before.assessed_on);
    if filled.assessment != before {
        bail!(
            "`{}` is there already, and says something else of who is assessed and when; leave out \
             these options, or change it in an editor",
            args.file.display()
        );
    }
    Ok(Some(filled))
}

fn same(found: &Framework, asked: &Framework, path: &Path) -> anyhow::Result<()> {
    let name = |it: &Framework| format!("{}@{}", it.id, it.version);
    if name(found) != name(asked) {
        bail!(
            "`{}` answers `{}`, not `{}`; leave out `--framework`, or name another file",
            path.display(),
            name(found),
            name(asked)
        );
    }
    Ok(())
}

/// Saves the answers, and tells the interview how that went.
fn keep(interview: &mut Interview, file: &mut AnswersFile) {
    match file.save(interview.filled()) {
        Ok(()) => interview.saved(),
        Err(trouble) => interview.not_saved(trouble),
    }
}

/// Reads the file again, and passes it on, with the answers in it that are not saved yet: unless somebody
/// else answered the same questions.
fn reload(interview: &mut Interview, file: &mut AnswersFile) {
    let unsaved = file.unsaved(interview.filled());
    let framework = Arc::clone(&interview.filled().assessment.framework);
    match file.read() {
        Ok(mut filled) => {
            let has_ours = unsaved.put_into(&mut filled, &framework);
            interview.reloaded(filled, has_ours);
            if has_ours {
                keep(interview, file);
            }
        }
        Err(trouble) => interview.not_saved(trouble),
    }
}

/// Returns an error if an answer could not be saved.
fn leave_if_lost(interview: &Interview) -> anyhow::Result<()> {
    if let Mode::Trouble(_) = interview.mode() {
        let why = interview.trouble().into_iter().next().unwrap_or_default();
        bail!("the last answer is not saved: {}", why.trim_end_matches('.'));
    }
    Ok(())
}
