//! The options of `check`, and what is wrong with them.

use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::super::about::{date, source_date};
use crate::diagnostic::{Choice, Code, Diagnostic, Policy, Source, Span};
use crate::gate::Gate;
use crate::model::Date;
use crate::read;
use crate::render::check::CHECK_FORMATS;

/// Check frameworks and answers files: say what is wrong with them, and whether they pass a gate
///
/// A TOML file is a framework, unless it has answers or names a framework; every other file holds
/// answers. Choices and gate can also stand in a file `stocktake.toml`, in the folder of the files
/// or above it; what is said here goes before what is said there.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  stocktake check answers.yaml
  stocktake check . --deny evidence --allow gap-without-plan
  stocktake check . --min-score 2.5 --no-floor-breach --format sarif -o findings.sarif
  stocktake check answers.yaml --max-age 12 --as-of 2026-11-20")]
pub(in crate::cli) struct Args {
    /// Frameworks in TOML, answers in YAML, TOML or JSON; a folder stands for those in it; `-` is
    /// standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// How to write the findings down
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
    pub(super) format: String,

    /// Write each finding in one line
    #[arg(long)]
    pub(super) concise: bool,

    /// Where to write the findings instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Write over the output if it is there already
    #[arg(long, requires = "output")]
    pub(super) force: bool,

    #[command(flatten, next_help_heading = "Choices")]
    choices: Choices,

    #[command(flatten, next_help_heading = "Gate")]
    gate: GateArgs,
}

/// How bad findings are.
#[derive(Debug, clap::Args)]
struct Choices {
    /// Make findings errors: a code, a group (authoring, completeness, consistency, evidence,
    /// planning, privacy, validity), or `all`
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    deny: Vec<String>,

    /// Make findings warnings
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    warn: Vec<String>,

    /// Leave findings out
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    allow: Vec<String>,
}

/// What assessments have to reach.
#[derive(Debug, clap::Args)]
struct GateArgs {
    /// The lowest overall value, a level
    #[arg(long, value_name = "VALUE", value_parser = finite, allow_negative_numbers = true)]
    min_score: Option<f64>,

    /// The lowest value of every dimension, a level
    #[arg(long, value_name = "VALUE", value_parser = finite, allow_negative_numbers = true)]
    min_dimension: Option<f64>,

    /// How many of the questions that apply are answered at least, in percent
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    min_coverage: Option<f64>,

    /// No criterion is below its floor
    #[arg(long)]
    no_floor_breach: bool,

    /// How many answers may be unknown
    #[arg(long, value_name = "NUMBER")]
    max_unknown: Option<usize>,

    /// How old the assessment may be, on the day of `--as-of`
    #[arg(long, value_name = "MONTHS")]
    max_age: Option<u16>,

    /// The day that the age is counted to; default: `SOURCE_DATE_EPOCH`, if it is set
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,

    /// An earlier assessment that nothing may fall below
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// How far something may fall below the earlier assessment, in levels
    #[arg(long, value_name = "LEVELS", value_parser = not_negative)]
    tolerance: Option<f64>,
}

fn formats() -> PossibleValuesParser {
    let value = |it: &&'static dyn crate::render::check::CheckFormat| {
        PossibleValue::new(it.name()).help(it.summary())
    };
    PossibleValuesParser::new(CHECK_FORMATS.iter().map(value))
}

fn finite(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "write a number, such as 2.5".to_owned())?;
    if number.is_finite() {
        Ok(number + 0.0)
    } else {
        Err("write a number, such as 2.5".to_owned())
    }
}

fn percent(text: &str) -> Result<f64, String> {
    let number = finite(text)?;
    if (0.0..=100.0).contains(&number) {
        Ok(number)
    } else {
        Err("write a number from 0 to 100".to_owned())
    }
}

fn not_negative(text: &str) -> Result<f64, String> {
    let number = finite(text)?;
    if number >= 0.0 { Ok(number) } else { Err("write a number that is not below 0".to_owned()) }
}

/// What the command line asks.
#[derive(Debug)]
pub(super) struct Options {
    /// The options that findings can be about, as a text of their own.
    pub(super) source: Arc<Source>,
    pub(super) policy: Policy,
    pub(super) gate: Gate,
    /// The earlier assessment, and where it is named.
    pub(super) baseline: Option<(PathBuf, Span)>,
    pub(super) as_of: Option<Date>,
}

impl Options {
    /// Returns what the command line asks, and what is wrong with it.
    pub(super) fn of(args: &Args) -> (Self, Vec<Diagnostic>) {
        let mut text = String::new();
        let mut place = |option: &str, value: &str| -> Span {
            if !text.is_empty() {
                text.push(' ');
            }
            text += &format!("--{option} ");
            let start = text.len();
            text += value;
            start..text.len()
        };
        let Choices { deny, warn, allow } = &args.choices;
        let names = [(Choice::Deny, deny), (Choice::Warn, warn), (Choice::Allow, allow)];
        let names: Vec<(Choice, &String, Span)> = names
            .into_iter()
            .flat_map(|(choice, names)| names.iter().map(move |it| (choice, it)))
            .map(|(choice, name)| (choice, name, place(choice.name(), name)))
            .collect();
        let gate = args.gate.gate();
        let max_age = gate.max_age.map(|it| place("max-age", &it.to_string()));
        let tolerance = args.gate.tolerance.map(|it| place("tolerance", &it.to_string()));
        let baseline = args.gate.baseline.as_ref();
        let baseline =
            baseline.map(|it| (it.clone(), place("baseline", &it.display().to_string())));
        let source = Arc::new(Source::new("<command line>", text));
        let mut findings = Vec::new();
        let mut choices = Vec::new();
        for (choice, name, span) in names {
            match read::selector(name, choice, &source, &span) {
                Ok(selector) => choices.push((selector, choice)),
                Err(finding) => findings.push(finding),
            }
        }
        let as_of = args.gate.as_of.or_else(source_date);
        if let Some(span) = max_age.filter(|_| as_of.is_none()) {
            findings.push(no_day(&source, span));
        }
        if let Some(span) = tolerance.filter(|_| args.gate.baseline.is_none()) {
            let message = "`--tolerance` is nothing without `--baseline`";
            let finding = Diagnostic::new(Code::MissingKey, &source, span, message);
            findings.push(finding.help("add `--baseline FILE`"));
        }
        let policy = Policy::new(&choices);
        (Self { source, policy, gate, baseline, as_of }, findings)
    }
}

impl GateArgs {
    fn gate(&self) -> Gate {
        Gate {
            min_score: self.min_score,
            min_dimension: self.min_dimension,
            min_coverage: self.min_coverage,
            no_floor_breach: self.no_floor_breach,
            max_unknown: self.max_unknown,
            max_age: self.max_age,
            has_baseline: self.baseline.is_some(),
            tolerance: self.tolerance.unwrap_or_default(),
        }
    }
}

/// Returns a finding about an age that nobody says what day to count to.
pub(super) fn no_day(source: &Arc<Source>, span: Span) -> Diagnostic {
    let message = "an age needs a day to count to";
    Diagnostic::new(Code::MissingKey, source, span, message)
        .help("add `--as-of` with the day, such as `--as-of 2026-11-20`, or set SOURCE_DATE_EPOCH")
}

/// Returns the file that the platform reads a summary from, if it names one.
pub(super) fn summary_file() -> Option<PathBuf> {
    std::env::var_os("GITHUB_STEP_SUMMARY").filter(|it| !it.is_empty()).map(PathBuf::from)
}
