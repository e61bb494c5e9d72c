//! The questions as a workbook, for people without the program: to fill in, and to read back.
//!
//! A cover, a sheet for each dimension, and sheets for what is said beside the answers. Cells that are
//! not to be filled in are locked, without a password: that is help, not a secret. The only formulas are
//! ours, and count what is answered.
//!
//! Texts are written as they are, for they have to come back so; a text is never a formula.
//!
//! Source: ECMA-376, Office Open XML, part 1; and "Excel specifications and limits", Microsoft.

mod beside;
mod cover;
mod lists;
mod page;
mod questions;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::lists::Lists;
use self::page::{Looks, Page};
use super::super::escape;
use crate::questionnaire::{Filled, Section};
use crate::report::PROGRAM;

/// Why answers do not fit a workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// A text is longer than a cell may hold.
    #[error("{0} is longer than a cell may hold, which is 32,767 characters")]
    TooLong(String),
    /// The workbook cannot be written.
    #[error("the workbook cannot be made")]
    Xlsx(#[from] XlsxError),
}

/// Returns a workbook with the questions, and the answers that there are.
///
/// # Errors
///
/// Returns an error if a text is longer than a cell may hold: it is not cut.
pub fn questionnaire_workbook(filled: &Filled) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let framework = &filled.assessment.framework;
    // Without a date, the clock would be asked.
    let date = super::sheet::date(filled.assessment.assessed_on);
    let date = date.map_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1), Ok)?;
    let properties = DocProperties::new()
        .set_title(escape::terminal(&framework.title))
        .set_subject("Questions to answer")
        .set_author(escape::terminal(&filled.assessment.organisation.name))
        .set_keywords("digital maturity, self-assessment")
        .set_comment(PROGRAM)
        .set_creation_datetime(&date);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    let questionnaire = filled.questionnaire();
    let lists = Lists::of(&questionnaire);
    let names = names(&questionnaire.sections, &framework.dimension_name);
    cover::write(&mut Page::new(workbook.add_worksheet(), &looks), filled, &names)?;
    for (section, name) in questionnaire.sections.iter().zip(&names) {
        let mut page = Page::new(workbook.add_worksheet(), &looks);
        questions::write(&mut page, name, section, filled, &lists)?;
    }
    beside::evidence(&mut Page::new(workbook.add_worksheet(), &looks), filled)?;
    beside::targets(&mut Page::new(workbook.add_worksheet(), &looks), filled)?;
    if !filled.accepted.is_empty() {
        beside::accepted(&mut Page::new(workbook.add_worksheet(), &looks), filled)?;
    }
    lists.write(&mut Page::new(workbook.add_worksheet(), &looks))?;
    Ok(workbook.save_to_buffer()?)
}

/// How many characters the name of a sheet may have.
const NAME: usize = 31;

/// Returns a name for the sheet of each section: its number, so that names differ, and as much of its
/// title as there is room for.
fn names(sections: &[Section<'_>], what: &str) -> Vec<String> {
    let one = |section: &Section<'_>| {
        let is_allowed = |it: &char| !"[]:*?/\\".contains(*it) && !escape::is_hidden(*it);
        // An apostrophe of typewriters ends a name within a formula.
        let title = section.dimension.title.replace('\'', "’");
        let title: String = title.chars().filter(is_allowed).collect();
        let mut name = section.number.to_string();
        for word in title.split_whitespace() {
            let longer = format!("{name} {word}");
            if longer.encode_utf16().count() > NAME {
                break;
            }
            name = longer;
        }
        // A title in one long word leaves what the framework calls a dimension.
        if name == section.number.to_string() {
            let what: String =
                what.replace('\'', "’").chars().filter(is_allowed).take(20).collect();
            name = format!("{name} {what}").trim().to_owned();
        }
        name
    };
    sections.iter().map(one).collect()
}
