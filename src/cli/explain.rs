//! `stocktake explain`: what a finding or a question means.

use std::sync::Arc;

use anyhow::bail;

use super::{Io, Outcome};
use crate::diagnostic::{Code, nearest};
use crate::model::Framework;
use crate::read::{BUILTIN, Builtin};
use crate::render;

/// How many characters a line of the list has at most.
const WIDTH: usize = 100;

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
        for &code in Code::ALL {
            io.stdout.write_all(entry(code).as_bytes())?;
        }
        return Ok(Outcome::Passed);
    };
    let frameworks: Vec<_> = BUILTIN.iter().map(Builtin::framework).collect();
    let known = known(name, &frameworks);
    if !known.is_empty() {
        io.stdout.write_all(known.join("\n").as_bytes())?;
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

/// Returns everything that is known by this name: the page of a finding, then questions.
fn known(name: &str, frameworks: &[Arc<Framework>]) -> Vec<String> {
    let page = Code::from_name(name).map(|it| it.page().to_owned());
    let questions = frameworks.iter().filter_map(|it| {
        let criterion = render::criterion(it, &it.criteria[it.criterion(name)?]);
        Some(format!("{}@{}\n{criterion}", it.id, it.version))
    });
    page.into_iter().chain(questions).collect()
}

/// Returns what the list says of a finding: its code, severity and group, and beside them the first
/// sentence of its page.
fn entry(code: Code) -> String {
    let (severity, group) = (code.default_severity().name(), code.group().name());
    let mut line = format!("{:<27}{severity:<9}{group:<14}", code.name());
    let (indent, mut entry) = (line.len(), String::new());
    for word in code.summary().split_whitespace() {
        if line.chars().count() + word.chars().count() > WIDTH {
            entry += line.trim_end();
            entry.push('\n');
            line = " ".repeat(indent);
        }
        line += word;
        line.push(' ');
    }
    entry + line.trim_end() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::read;

    #[test]
    fn what_is_a_finding_and_a_question_is_shown_as_both() {
        let text = include_str!("../../tests/fixtures/good/tiny.toml");
        let text = text.replace("\"level-question\"", "\"evidence-missing\"");
        let source = Arc::new(Source::new("tiny.toml", text));
        let tiny = Arc::new(read::framework(&source).value.unwrap());
        let known = known("evidence-missing", &[tiny]);
        let [page, question] = known.as_slice() else { panic!("{known:?}") };
        assert_eq!(page, Code::EvidenceMissing.page());
        assert!(question.starts_with("tiny@1.0.0\n"), "{question}");
        assert!(question.contains("evidence-missing"), "{question}");
    }
}
