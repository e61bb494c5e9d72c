//! The cover: what this is, who is assessed, and how much is answered.

use super::super::super::escape;
use super::WorkbookError;
use super::page::Page;
use super::questions::{answered, sum};
use crate::model::Setting;
use crate::questionnaire::{Filled, columns};

/// How the workbook is filled in.
const STEPS: &str = "1. Fill in the yellow cells below: who is assessed, and the day of the assessment.\n\
2. Go through the sheets. Choose an answer for each question from the list in its cell, and say what shows it.\n\
3. Choose yes under Unknown where nobody knows. Where a question makes no sense for you, say why.\n\
4. Leave open what is open: it is counted as unanswered, and is no zero.\n\
5. Send the workbook back. Please do not change what is in the columns headed Id and Field.";

pub(super) fn write(
    page: &mut Page<'_>,
    filled: &Filled,
    names: &[String],
) -> Result<(), WorkbookError> {
    page.sheet.set_name("Cover")?;
    let looks = page.looks;
    let framework = &filled.assessment.framework;
    page.title(&escape::cell(&framework.title))?;
    page.across(
        1,
        &framework.summary.as_deref().map(escape::cell).unwrap_or_default(),
        &looks.plain,
        110.0,
    )?;
    page.across(2, STEPS, &looks.plain, 110.0)?;
    let row = fields(page, 4, filled)?;
    counts(page, row + 1, filled, names)?;
    page.sheet.set_print_fit_to_pages(1, 1);
    page.finish(0, 0)
}

/// Writes who is assessed, and when; returns the row below.
fn fields(page: &mut Page<'_>, header: u32, filled: &Filled) -> Result<u32, WorkbookError> {
    let looks = page.looks;
    let headers = [(columns::FIELD, 16.0), (columns::MEANING, 34.0), (columns::ENTRY, 60.0)];
    page.headers(header, &headers)?;
    let it = &filled.assessment;
    let about = &it.organisation;
    let settings: Vec<&str> = about.settings.iter().map(Setting::as_str).collect();
    let known: Vec<&str> = it.framework.settings.iter().map(Setting::as_str).collect();
    let (settings, known) = (settings.join(", "), known.join(", "));
    let which = "Care settings that it runs, with commas between them";
    let which = if known.is_empty() { which.to_owned() } else { format!("{which}: {known}") };
    let mut rows = vec![
        ("name", "Name of the organisation", Some(about.name.as_str())),
        ("ods_code", "Its code in the Organisation Data Service", about.ods_code.as_deref()),
        ("type", "Its type, such as acute-trust", about.kind.as_deref()),
        ("region", "Its region, such as north-west", about.region.as_deref()),
    ];
    if !(known.is_empty() && settings.is_empty()) {
        rows.push(("settings", &which, Some(&settings)));
    }
    rows.push(("assessed_on", "Day of the assessment", None));
    rows.push(("assessed_by", "Who assesses, such as a board", it.assessed_by.as_deref()));
    let mut row = header + 1;
    page.ours((row, 0), "framework", &looks.quiet)?;
    page.ours((row, 1), "Framework", &looks.text)?;
    page.text((row, 2), &filled.reference, &looks.text, || "the framework's name".to_owned())?;
    for (key, meaning, value) in rows {
        row += 1;
        page.ours((row, 0), key, &looks.quiet)?;
        page.ours((row, 1), meaning, &looks.text)?;
        page.height(row, &[(meaning, 34.0), (value.unwrap_or_default(), 60.0)])?;
        if key == "assessed_on" {
            page.open_date((row, 2), Some(it.assessed_on))?;
        } else {
            page.open((row, 2), value, || format!("`{key}`"))?;
        }
    }
    Ok(row + 1)
}

/// Writes how much is answered on each sheet, and in all.
fn counts(
    page: &mut Page<'_>,
    header: u32,
    filled: &Filled,
    names: &[String],
) -> Result<(), WorkbookError> {
    let looks = page.looks;
    page.ours((header, 1), "Sheet", &looks.header)?;
    page.ours((header, 2), "Answered so far", &looks.header)?;
    let questionnaire = filled.questionnaire();
    let mut row = header;
    let (mut sums, mut done, mut all) = (Vec::new(), 0, 0);
    for (section, name) in questionnaire.sections.iter().zip(names) {
        row += 1;
        let (answered, of) = (answered(section, filled), section.questions.len());
        let sum = sum(Some(name));
        page.ours((row, 1), name, &looks.text)?;
        page.formula(
            (row, 2),
            &format!("={sum}&\" of {of}\""),
            format!("{answered} of {of}"),
            &looks.text,
        )?;
        sums.push(sum);
        done += answered;
        all += of;
    }
    let formula = format!("={}&\" of {all}\"", sums.join("+"));
    page.ours((row + 1, 1), "All", &looks.strong)?;
    page.formula((row + 1, 2), &formula, format!("{done} of {all}"), &looks.strong)
}
