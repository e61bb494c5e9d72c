//! `stocktake explain`: what a finding or a question means.

use anyhow::bail;

use super::{Io, Outcome};
use crate::diagnostic::{Code, nearest};
use crate::read::{BUILTIN, Builtin};
use crate::render;

/// Explain a finding or a question, or list all findings
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake explain
  stocktake explain unknown-criterion
  stocktake explain user-research")]
pub(super) struct Args {
    /// The code of a finding, as it stands in brackets, or the id of a criterion of a bundled
    /// framework
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Outcome> {
    let Some(name) = &args.name else {
        for code in Code::ALL {
            let severity = code.default_severity().name();
            writeln!(io.stdout, "{:<27}{severity:<9}{}", code.name(), first_sentence(code.page()))?;
        }
        return Ok(Outcome::Passed);
    };
    if let Some(code) = Code::from_name(name) {
        io.stdout.write_all(code.page().as_bytes())?;
        return Ok(Outcome::Passed);
    }
    let frameworks: Vec<_> = BUILTIN.iter().map(Builtin::framework).collect();
    let mut is_found = false;
    for framework in &frameworks {
        if let Some(index) = framework.criterion(name) {
            let criterion = render::criterion(framework, &framework.criteria[index]);
            writeln!(io.stdout, "{}@{}\n{criterion}", framework.id, framework.version)?;
            is_found = true;
        }
    }
    if is_found {
        return Ok(Outcome::Passed);
    }
    let criteria = frameworks.iter().flat_map(|it| &it.criteria).map(|it| it.id.as_str());
    match nearest(name, Code::ALL.iter().map(|it| it.name()).chain(criteria)) {
        Some(near) => bail!("there is nothing called `{name}`; did you mean `{near}`?"),
        None => bail!(
            "there is no finding and no question `{name}`; `stocktake explain` lists the findings, \
             `stocktake frameworks ID` the questions"
        ),
    }
}

/// Returns the first sentence of a page, below its title.
fn first_sentence(page: &str) -> String {
    let mut paragraph = page.lines().skip(1).skip_while(|it| it.is_empty());
    let paragraph: Vec<&str> = paragraph.by_ref().take_while(|it| !it.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    paragraph.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
}
