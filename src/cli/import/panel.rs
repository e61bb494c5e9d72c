//! The answers of many people in one table: an answers file for each of them.

use std::path::Path;
use std::sync::Arc;

use anyhow::bail;

use crate::cli::about::About;
use crate::cli::output::folder;
use crate::cli::{Io, Outcome, load, new};
use crate::model::{Assessment, Framework};
use crate::notation::Language;
use crate::questionnaire::{Filled, NAME_TO_FILL_IN, date_to_fill_in};
use crate::read::{self, DateOrder, Respondent, Responses, Wanted};
use crate::render::{self, Detail, answers_file, escape::terminal};
use crate::wording;

/// How many headers are named.
const NAMED: usize = 8;

/// How the name of each file starts and ends.
const NAMES: (&str, &str) = ("respondent-", ".yaml");

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panel<'a> {
    /// The table.
    pub(super) file: &'a Path,
    /// The framework: an id, or a path.
    pub(super) framework: &'a str,
    /// The folder for the answers.
    pub(super) output: &'a Path,
    /// What comes first in a date, if somebody says so.
    pub(super) order: Option<DateOrder>,
    /// Whether names and e-mail addresses stay.
    pub(super) keeps_identities: bool,
    /// Whether files may be written over.
    pub(super) force: bool,
    /// Who is assessed, and when.
    pub(super) about: &'a About,
}

/// Reads the table, and writes an answers file for each respondent.
pub(super) fn run(args: &Panel<'_>, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let ending = args.output.extension().and_then(|it| it.to_str());
    if args.output.as_os_str() == "-" || ending.and_then(Language::of_ending).is_some() {
        bail!(
            "`{}` is no folder; each respondent gets a file, so name a folder for them: `-o panel`",
            args.output.display()
        );
    }
    folder::check(args.output, args.force)?;
    let Some(framework) = load::framework(args.framework, io)? else { return Ok(Outcome::Failed) };
    let reference = new::reference(args.framework, &framework, args.output)?;
    let mut empty = Filled::new(Arc::<Framework>::clone(&framework), reference);
    args.about.put_into(&mut empty.assessment)?;
    let wanted = Wanted {
        days: args.about.assessed_on.is_none(),
        order: args.order,
        identities: args.keeps_identities,
    };
    let (value, findings) = match load::table(args.file, io)? {
        Ok(source) => {
            let checked = read::responses(&source, &empty.assessment, wanted);
            (checked.value, checked.diagnostics)
        }
        Err(finding) => (None, vec![finding]),
    };
    let look = io.error_look();
    io.stderr.write_all(render::findings(&findings, look).as_bytes())?;
    let Some(responses) = value else { return Ok(Outcome::Failed) };
    let files = files(&responses, &empty);
    let others = folder::others(args.output, NAMES, &files);
    folder::write(args.output, &files, args.force)?;
    tell(&responses, &empty.assessment, io)?;
    if !others.is_empty() {
        let count = wording::count(
            others.len(),
            "file of an earlier import is",
            "files of an earlier import are",
        );
        let shown = terminal(&args.output.display().to_string());
        writeln!(io.stderr, "warning: {count} still in {shown}: {}", named(&others))?;
    }
    next(args, responses.respondents.len(), io)?;
    Ok(Outcome::Passed)
}

/// Returns an answers file for each respondent, each with its name.
fn files(responses: &Responses, empty: &Filled) -> Vec<folder::Content> {
    let highest = responses.respondents.iter().map(|it| it.number).max().unwrap_or_default();
    let digits = highest.to_string().len().max(3);
    let file = |it: &Respondent| {
        let name = format!("{}{:0digits$}{}", NAMES.0, it.number, NAMES.1);
        let text = answers_file(&filled(it, empty), Language::Yaml, Detail::Bare);
        (name, text.into_bytes())
    };
    responses.respondents.iter().map(file).collect()
}

/// Returns what a respondent says.
fn filled(it: &Respondent, empty: &Filled) -> Filled {
    let mut filled = empty.clone();
    let number = format!("Respondent {}", it.number);
    let who = [Some(number), it.identity.clone()].into_iter().flatten();
    let assessment = &mut filled.assessment;
    let by = assessment.assessed_by.take();
    assessment.assessed_by = Some(by.into_iter().chain(who).collect::<Vec<_>>().join(", "));
    assessment.assessed_on = it.answered_on.unwrap_or(assessment.assessed_on);
    assessment.answers.clone_from(&it.answers);
    filled
}

/// Tells what of the table is in no file, and what is missing in all of them.
fn tell(responses: &Responses, empty: &Assessment, io: &mut Io<'_>) -> anyhow::Result<()> {
    let ignored = &responses.ignored;
    if !ignored.is_empty() {
        let columns =
            wording::count(ignored.len(), "column is no question", "columns are no questions");
        writeln!(io.stderr, "{columns}: {}", named(ignored))?;
    }
    if responses.silent > 0 {
        let rows = wording::count(responses.silent, "row has", "rows have");
        writeln!(io.stderr, "{rows} no answer, and so no file")?;
    }
    if responses.lonely_notes > 0 {
        let notes = wording::count(responses.lonely_notes, "note stands", "notes stand");
        writeln!(io.stderr, "{notes} beside no answer, and so in no file")?;
    }
    if empty.organisation.name == NAME_TO_FILL_IN {
        writeln!(io.stderr, "warning: the organisation has no name yet: --organisation")?;
    }
    let undated = responses.respondents.iter().filter(|it| it.answered_on.is_none()).count();
    if empty.assessed_on == date_to_fill_in() && undated > 0 {
        let count = wording::count(undated, "respondent has", "respondents have");
        writeln!(io.stderr, "warning: {count} no day of answering: --assessed-on")?;
    }
    Ok(())
}

/// Tells what was written, and what to do with it.
fn next(args: &Panel<'_>, count: usize, io: &mut Io<'_>) -> anyhow::Result<()> {
    let count = wording::count(count, "respondent", "respondents");
    let folder =
        terminal(&args.output.components().collect::<std::path::PathBuf>().display().to_string());
    writeln!(io.stderr, "{count} imported into {folder}")?;
    writeln!(io.stderr, "notes are as people wrote them: read them before you pass them on")?;
    writeln!(io.stderr, "next: stocktake check {folder}")?;
    writeln!(io.stderr, "      stocktake score {folder}/*{}", NAMES.1)?;
    Ok(())
}

/// Returns the first of many names, defused and short.
fn named(names: &[String]) -> String {
    let short = |it: &String| {
        let text = terminal(it);
        let start: String = text.chars().take(40).collect();
        if start.len() < text.len() { format!("{start}…") } else { start }
    };
    let mut shown: Vec<String> = names.iter().take(NAMED).map(short).collect();
    if names.len() > NAMED {
        shown.push(format!("{} more", names.len() - NAMED));
    }
    wording::list(&shown, "and")
}
