//! Options that say who is assessed, and when.

use anyhow::bail;

use crate::diagnostic::nearest;
use crate::model::{Assessment, Date, Framework, Setting, parse_date};

/// Who is assessed, and when.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "The assessment")]
pub(super) struct About {
    /// The name of the organisation
    #[arg(long, value_name = "NAME", value_parser = text)]
    pub(super) organisation: Option<String>,

    /// Its code in the Organisation Data Service: RX9
    #[arg(long, value_name = "CODE", value_parser = text)]
    ods_code: Option<String>,

    /// A care setting that it runs; questions for other settings are left out. For more than one, give
    /// the option again, or separate them by commas
    #[arg(long = "setting", value_name = "SETTING", value_delimiter = ',')]
    settings: Vec<String>,

    /// The day of the assessment: 2026-10-01; default: the day of `SOURCE_DATE_EPOCH`, if it is set
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) assessed_on: Option<Date>,

    /// Who assesses, such as a board or a role
    #[arg(long, value_name = "WHO", value_parser = text)]
    assessed_by: Option<String>,
}

impl About {
    /// Puts what is given into an assessment.
    ///
    /// # Errors
    ///
    /// Returns an error if the framework does not know a care setting.
    pub(super) fn put_into(&self, assessment: &mut Assessment) -> anyhow::Result<()> {
        let settings = settings_of(&self.settings, &assessment.framework)?;
        let organisation = &mut assessment.organisation;
        if let Some(name) = &self.organisation {
            organisation.name.clone_from(name);
        }
        if self.ods_code.is_some() {
            organisation.ods_code.clone_from(&self.ods_code);
        }
        if !settings.is_empty() {
            organisation.settings = settings;
        }
        if let Some(date) = self.assessed_on() {
            assessment.assessed_on = date;
        }
        if self.assessed_by.is_some() {
            assessment.assessed_by.clone_from(&self.assessed_by);
        }
        Ok(())
    }

    /// Returns the day that is given.
    pub(super) fn assessed_on(&self) -> Option<Date> {
        self.assessed_on.or_else(source_date)
    }
}

/// Returns the care settings with these names.
///
/// # Errors
///
/// Returns an error if the framework does not know one of them.
pub(super) fn settings_of(names: &[String], framework: &Framework) -> anyhow::Result<Vec<Setting>> {
    let mut settings: Vec<Setting> = Vec::new();
    for name in names.iter().map(|it| it.trim()) {
        let known = framework.settings.iter().map(Setting::as_str);
        let found = framework.settings.iter().find(|it| it.as_str() == name);
        match found {
            Some(it) if settings.contains(it) => {}
            Some(it) => settings.push(it.clone()),
            None if framework.settings.is_empty() => {
                bail!("`{}` asks everybody the same; leave out `--setting`", framework.id)
            }
            None => {
                if let Some(near) = nearest(name, known.clone()) {
                    bail!("there is no care setting `{name}`; did you mean `{near}`?");
                }
                let known = crate::wording::list(&known.collect::<Vec<_>>(), "or");
                bail!("there is no care setting `{name}`; use {known}");
            }
        }
    }
    Ok(settings)
}

/// Returns a text that says something.
fn text(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() { Err("it is empty") } else { Ok(text.to_owned()) }
}

/// Returns a date.
pub(super) fn date(text: &str) -> Result<Date, &'static str> {
    parse_date(text).ok_or("write year, month and day, such as 2026-10-01")
}

/// Returns the day that `SOURCE_DATE_EPOCH` names, in seconds since 1970.
pub(super) fn source_date() -> Option<Date> {
    let seconds: i64 = std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()?;
    let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    // 1 January 1970 as a Julian day.
    Date::from_julian_day(2_440_588_i32.checked_add(days)?).ok()
}
