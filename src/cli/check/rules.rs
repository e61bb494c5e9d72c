//! What is asked of a file: by the `stocktake.toml` nearest to it, and by the command line.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::options::{Options, no_day};
use super::{folded, opened, reason};
use crate::check::{Asked, Checkup, Kind};
use crate::diagnostic::{Code, Diagnostic, Policy, Severity, Source, Span};
use crate::gate::{Circumstances, Gate};
use crate::model::{Assessment, Date};
use crate::read::{self, CONFIG_FILE, Config, File, Frameworks, folder_of};

/// What is asked of the files of a folder.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) policy: Policy,
    gate: Gate,
    as_of: Option<Date>,
    baseline: Option<Arc<Assessment>>,
}

impl Rules {
    /// Returns what is asked of an assessment.
    pub(super) fn asked(&self) -> Asked<'_> {
        let circumstances = Circumstances { as_of: self.as_of, baseline: self.baseline.as_deref() };
        Asked { gate: Some(&self.gate), circumstances }
    }
}

/// The rules of all folders, each read once.
#[derive(Debug)]
pub(super) struct Settings<'a> {
    options: Options,
    working_folder: &'a Path,
    /// By folder.
    known: BTreeMap<PathBuf, Arc<Rules>>,
    /// By path.
    baselines: BTreeMap<PathBuf, Option<Arc<Assessment>>>,
    /// Every file that says what is asked.
    pub(super) files: Vec<PathBuf>,
}

impl<'a> Settings<'a> {
    pub(super) const fn new(options: Options, working_folder: &'a Path) -> Self {
        Self {
            options,
            working_folder,
            known: BTreeMap::new(),
            baselines: BTreeMap::new(),
            files: Vec::new(),
        }
    }

    /// Returns what is asked of the files of a folder. What is wrong with it is handed to `take`.
    pub(super) fn of(&mut self, folder: &Path, take: &mut dyn FnMut(&Checkup)) -> Arc<Rules> {
        // What is above `../a` is not what is above `..`.
        let path = folded(&self.working_folder.join(folder));
        self.above(path, folder.is_absolute(), take)
    }

    /// Returns what is asked of the files of a folder, by the settings in it or above it.
    fn above(
        &mut self,
        folder: PathBuf,
        is_absolute: bool,
        take: &mut dyn FnMut(&Checkup),
    ) -> Arc<Rules> {
        if let Some(rules) = self.known.get(&folder) {
            return Arc::clone(rules);
        }
        let file = folder.join(CONFIG_FILE);
        // A link that leads nowhere is meant to lead somewhere.
        let rules = if file.is_file() || file.is_symlink() {
            let shown = if is_absolute { file } else { self.shown(&file) };
            Arc::new(self.rules_of(&shown, take))
        } else {
            // A repository is a world of its own.
            match folder.parent().filter(|_| !folder.join(".git").exists()) {
                Some(parent) => self.above(parent.to_owned(), is_absolute, take),
                None => Arc::new(self.rules(Config::default(), None, take)),
            }
        };
        self.known.insert(folder, Arc::clone(&rules));
        rules
    }

    fn rules_of(&mut self, shown: &Path, take: &mut dyn FnMut(&Checkup)) -> Rules {
        self.files.push(shown.to_owned());
        let source = match opened(shown, read::open_regular(shown)) {
            Ok(source) => source,
            Err(mut checkup) => {
                checkup.kind = Kind::Settings;
                take(&checkup);
                return self.rules(Config::default(), None, take);
            }
        };
        let checked = read::config(&source);
        if !checked.diagnostics.is_empty() {
            take(&Checkup::new(source.name(), Kind::Settings, checked.diagnostics));
        }
        let mut config = checked.value.unwrap_or_default();
        let folder = folder_of(shown);
        config.baseline = config.baseline.map(|(path, at)| (folder.join(path), at));
        self.rules(config, Some(&source), take)
    }

    /// Returns what a file of settings and the command line ask together.
    fn rules(
        &mut self,
        config: Config,
        source: Option<&Arc<Source>>,
        take: &mut dyn FnMut(&Checkup),
    ) -> Rules {
        let Options { policy, gate, baseline, as_of, .. } = &self.options;
        let as_of = *as_of;
        let asked = baseline.as_ref().map(|it| Earlier::new(it, &self.options.source, true));
        let own = config.baseline.as_ref().zip(source).map(|(it, by)| Earlier::new(it, by, false));
        let policy = config.policy.overridden_by(policy);
        let gate = merged(&config.gate, gate);
        if let Some(source) = source.filter(|_| config.gate.max_age.is_some() && as_of.is_none()) {
            let span: Span = config.max_age;
            let finding = no_day(source, span);
            take(&Checkup::new(source.name(), Kind::Settings, vec![finding]));
        }
        let baseline = asked.or(own).and_then(|it| self.baseline(it, take));
        Rules { policy, gate, as_of, baseline }
    }

    /// Returns an earlier assessment, or says why it cannot be used, at the place that names it.
    fn baseline(
        &mut self,
        earlier: Earlier,
        take: &mut dyn FnMut(&Checkup),
    ) -> Option<Arc<Assessment>> {
        if let Some(known) = self.baselines.get(&earlier.path) {
            return known.clone();
        }
        let assessment = earlier.read(take);
        self.files.push(earlier.path.clone());
        self.baselines.insert(earlier.path, assessment.clone());
        assessment
    }

    /// Returns a path as people would write it in the working folder.
    fn shown(&self, path: &Path) -> PathBuf {
        let here = self.working_folder.components();
        let common = here.clone().zip(path.components()).take_while(|(a, b)| a == b).count();
        if common == 0 {
            return path.to_owned();
        }
        let up = here.skip(common).map(|_| Component::ParentDir);
        up.chain(path.components().skip(common)).collect()
    }
}

/// An earlier assessment, and where it is named.
struct Earlier {
    path: PathBuf,
    span: Span,
    source: Arc<Source>,
    /// Whether it is named on the command line: there it may be anything, in a file it is a file.
    is_typed: bool,
}

impl Earlier {
    fn new((path, span): &(PathBuf, Span), source: &Arc<Source>, is_typed: bool) -> Self {
        let (path, span, source) = (path.clone(), span.clone(), Arc::clone(source));
        Self { path, span, source, is_typed }
    }

    /// Returns the assessment, or says why it cannot be used.
    fn read(&self, take: &mut dyn FnMut(&Checkup)) -> Option<Arc<Assessment>> {
        let path = &self.path;
        let opened = if self.is_typed { read::open(path) } else { read::open_regular(path) };
        let source = match opened {
            Ok(Ok(source)) => source,
            Ok(Err(finding)) => return self.refuse(&finding.message, take),
            Err(error) => return self.refuse(&reason(&error), take),
        };
        match read::file(&source, folder_of(path), &Frameworks::default()) {
            File::Answers(answers) => {
                let mut findings = answers.checked.diagnostics;
                findings.retain(|it| it.severity == Severity::Error);
                if !findings.is_empty() {
                    self.refuse("it has errors", take);
                    take(&Checkup::new(source.name(), Kind::Settings, findings));
                }
                answers.checked.value.map(Arc::new)
            }
            File::Framework(_) => self.refuse("it is a framework, and no assessment", take),
        }
    }

    /// Says why the assessment cannot be used.
    fn refuse(&self, reason: &str, take: &mut dyn FnMut(&Checkup)) -> Option<Arc<Assessment>> {
        let message = format!("the earlier assessment cannot be used: {reason}");
        let span = self.span.clone();
        let finding = Diagnostic::new(Code::UnreadableFile, &self.source, span, message)
            .help("name an answers file that can be read");
        take(&Checkup::new(self.source.name(), Kind::Settings, vec![finding]));
        None
    }
}

/// Returns what two gates ask together; `stronger` goes before `weaker`.
fn merged(weaker: &Gate, stronger: &Gate) -> Gate {
    Gate {
        min_score: stronger.min_score.or(weaker.min_score),
        min_dimension: stronger.min_dimension.or(weaker.min_dimension),
        min_coverage: stronger.min_coverage.or(weaker.min_coverage),
        no_floor_breach: stronger.no_floor_breach || weaker.no_floor_breach,
        max_unknown: stronger.max_unknown.or(weaker.max_unknown),
        max_age: stronger.max_age.or(weaker.max_age),
        has_baseline: stronger.has_baseline || weaker.has_baseline,
        tolerance: if stronger.has_baseline { stronger.tolerance } else { weaker.tolerance },
    }
}
