//! `stocktake explain`: what a finding means.

use anyhow::bail;

use super::{Io, Outcome};
use crate::diagnostic::{Code, nearest};

/// Explain a finding, or list all of them
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake explain
  stocktake explain unknown-criterion")]
pub(super) struct Args {
    /// The code of a finding, as it stands in brackets: `unknown-criterion`
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let Some(name) = &args.code else {
        for code in Code::ALL {
            let severity = code.default_severity().name();
            writeln!(io.stdout, "{:<27}{severity:<9}{}", code.name(), first_sentence(code.page()))?;
        }
        return Ok(Outcome::Passed);
    };
    let Some(code) = Code::from_name(name) else {
        match nearest(name, Code::ALL.iter().map(|it| it.name())) {
            Some(near) => bail!("there is no finding `{name}`; did you mean `{near}`?"),
            None => bail!("there is no finding `{name}`; `stocktake explain` lists them"),
        }
    };
    io.stdout.write_all(code.page().as_bytes())?;
    Ok(Outcome::Passed)
}

/// Returns the first sentence of a page, below its title.
fn first_sentence(page: &str) -> String {
    let mut paragraph = page.lines().skip(1).skip_while(|it| it.is_empty());
    let paragraph: Vec<&str> = paragraph.by_ref().take_while(|it| !it.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    paragraph.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
}
