//! The answers file of an interview: read once, and written after each answer.
//!
//! Before it is written, it is read again: what another program did to it meanwhile is never lost.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::files::name_of;
use super::super::load::folder;
use super::super::output;
use crate::diagnostic::{Diagnostic, Severity, Source};
use crate::edit::edit;
use crate::interview::Trouble;
use crate::model::{Answer, Assessment, Framework};
use crate::notation::Language;
use crate::questionnaire::Filled;
use crate::read::{self, File, Frameworks, ReadError, limits};
use crate::render::{Detail, answers_file};

/// An answers file, as it was read or written last.
#[derive(Debug)]
pub(super) struct AnswersFile {
    path: PathBuf,
    language: Language,
    last: Option<Last>,
}

/// What is in the file, as far as we know.
#[derive(Debug)]
struct Last {
    bytes: Vec<u8>,
    source: Arc<Source>,
    assessment: Assessment,
}

/// Answers that are not in a file yet: the index of each criterion, what the file said, and what it is to
/// say.
pub(super) struct Unsaved(Vec<(usize, Option<Answer>, Option<Answer>)>);

impl Unsaved {
    /// Puts the answers into what a file says now, if nobody else changed the same ones; returns whether.
    pub(super) fn put_into(self, filled: &mut Filled, framework: &Framework) -> bool {
        let answers = &mut filled.assessment.answers;
        let is_clear = *filled.assessment.framework == *framework
            && !self.0.is_empty()
            && self.0.iter().all(|(at, before, _)| answers[*at] == *before);
        if is_clear {
            for (at, _, after) in self.0 {
                answers[at] = after;
            }
        }
        is_clear
    }
}

impl AnswersFile {
    pub(super) fn new(path: &Path, language: Language) -> Self {
        Self { path: path.to_owned(), language, last: None }
    }

    /// Returns what the file says, or what is wrong with it; `None` if it is not there.
    ///
    /// # Errors
    ///
    /// Returns an error if it is there and cannot be read, or is a framework.
    pub(super) fn read_if_there(
        &mut self,
    ) -> anyhow::Result<Option<Result<Filled, Vec<Diagnostic>>>> {
        if self.path.metadata().is_ok_and(|it| !it.is_file()) {
            anyhow::bail!("`{}` is no file that answers can be saved in", self.path.display());
        }
        let bytes = match self.bytes() {
            Ok(bytes) => bytes,
            Err(error) if error.cause.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let source = match read::read_from(&self.path.display().to_string(), &mut &*bytes)? {
            Ok(source) => source,
            Err(finding) => return Ok(Some(Err(vec![finding]))),
        };
        let File::Answers(answers) =
            read::file(&source, folder(&self.path), &Frameworks::default())
        else {
            let path = self.path.display();
            anyhow::bail!("`{path}` is a framework; name it with `--framework`, and another file");
        };
        let Some(filled) = answers.filled() else {
            return Ok(Some(Err(answers.checked.diagnostics)));
        };
        self.last = Some(Last { bytes, source, assessment: filled.assessment.clone() });
        Ok(Some(Ok(filled)))
    }

    /// Returns what the file says after another program changed it.
    pub(super) fn read(&mut self) -> Result<Filled, Trouble> {
        let more = match self.read_if_there() {
            Ok(Some(Ok(filled))) => return Ok(filled),
            Ok(Some(Err(findings))) => {
                let error = findings.iter().find(|it| it.severity == Severity::Error);
                error.map(|it| {
                    let line = it.position().line;
                    format!("Line {line} is wrong now: {}. Mend it, then press r.", it.message)
                })
            }
            Ok(None) => Some("It is no longer there. Put it back, then press r.".to_owned()),
            Err(error) => Some(format!("It cannot be read now: {}.", error.root_cause())),
        };
        Err(Trouble::Changed(more))
    }

    /// Returns the answers that are not in the file yet.
    pub(super) fn unsaved(&self, filled: &Filled) -> Unsaved {
        let last = self.last.as_ref().map(|it| &it.assessment);
        let Some(last) = last.filter(|it| it.framework == filled.assessment.framework) else {
            return Unsaved(Vec::new());
        };
        let both = last.answers.iter().zip(&filled.assessment.answers).enumerate();
        let changed = both.filter(|(_, (before, after))| before != after);
        Unsaved(changed.map(|(at, (before, after))| (at, before.clone(), after.clone())).collect())
    }

    /// Saves the answers: whole, or not at all, and never over what another program wrote.
    pub(super) fn save(&mut self, filled: &Filled) -> Result<(), Trouble> {
        let unwritten = |error: anyhow::Error| Trouble::Unwritten(error.root_cause().to_string());
        let Some(last) = &self.last else {
            let text = answers_file(filled, self.language, Detail::Full);
            return self.write(text.into_bytes(), filled, false).map_err(unwritten);
        };
        if last.assessment == filled.assessment {
            return Ok(());
        }
        if self.path.metadata().is_ok_and(|it| it.permissions().readonly()) {
            let why = "the file is read-only: somebody wants it to stay as it is";
            return Err(Trouble::Unwritten(why.to_owned()));
        }
        let is_there = match self.bytes() {
            Ok(bytes) if bytes == last.bytes => true,
            Ok(_) => return Err(Trouble::Changed(None)),
            // Somebody moved it away. There is nothing to lose at its place.
            Err(error) if error.cause.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(unwritten(error.into())),
        };
        let text = edit(&last.source, folder(&self.path), &last.assessment, &filled.assessment)
            .map_err(|it| {
                let file = name_of(&self.path);
                let way = format!("`stocktake new --from {file} -o new-{file}` makes one that can");
                Trouble::Unwritten(format!("{it}; {way}"))
            })?;
        let bytes = last.source.encoded(&text);
        self.write(bytes, filled, is_there).map_err(unwritten)
    }

    fn write(&mut self, bytes: Vec<u8>, filled: &Filled, force: bool) -> anyhow::Result<()> {
        output::write(&self.path, &bytes, force)?;
        output::settle(&self.path);
        let read = read::read_from(&self.path.display().to_string(), &mut &*bytes)?;
        let source = read.map_err(|it| anyhow::anyhow!(it.message))?;
        self.last = Some(Last { bytes, source, assessment: filled.assessment.clone() });
        Ok(())
    }

    fn bytes(&self) -> Result<Vec<u8>, ReadError> {
        read::open_bytes(&self.path, limits::MAX_BYTES)
    }
}
