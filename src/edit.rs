//! Changes an answers file, and keeps its comments, its order, and how its author writes.
//!
//! Nothing is printed anew: pieces of the text are replaced, and all the rest is the same bytes as
//! before. What comes out is read again, and refused unless it says exactly what it should; so a file
//! that is written in a way that this module does not understand stays as it is.

mod change;
mod editor;
mod part;
mod patch;
#[cfg(test)]
mod tests;
mod text;
mod written;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Position, Source};
use crate::model::Assessment;
use crate::read::{self, tree};
use change::Changes;
use editor::Editor;
use part::Part;
use text::Text;

/// Why a file cannot be changed in place. Messages fit after "failed to change the answers: ".
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EditError {
    /// The file is no answers file, or has errors.
    #[error("the file has errors; `stocktake check` lists them")]
    Broken,
    /// The file is written in a way that cannot be changed without writing it anew.
    #[error("what stands at line {}, column {} is written in a form that cannot be changed in place", .0.line, .0.column)]
    Form(Position),
    /// The file would not say what it should.
    #[error("the file is written in a form that cannot be changed in place")]
    Different,
}

/// Returns the text of an answers file with these answers in it.
///
/// `source` holds the file as it is; `before` is what it says now, and `after` what it shall say. They
/// have the same framework, and a path to it starts at `folder`. If nothing differs, the text comes
/// back byte for byte.
///
/// A question that loses its answer keeps its key where the language has keys without a value, and
/// waits. What the file accepts is not touched.
///
/// # Errors
///
/// Returns an error if the file cannot be changed in place: it has errors, or is written in a form
/// that is not understood, such as one anchor for several answers. Then nothing should be written.
///
/// # Examples
///
/// ```
/// use std::{path::Path, sync::Arc};
/// use stocktake::diagnostic::Source;
/// use stocktake::{edit::edit, read};
///
/// let text = "framework: nhs-providers-eight-principles
/// organisation: { name: Example NHS Foundation Trust }
/// assessed_on: 2026-10-01
/// answers:
///   user-research: 3   # see the log
/// ";
/// let source = Arc::new(Source::new("answers.yaml", text));
/// let before = read::answers(&source, Path::new("")).value.expect("it has no errors");
/// let mut after = before.clone();
/// let answer = after.answers[0].as_mut().expect("it is answered");
/// answer.owner = Some("Head of research".to_owned());
/// assert!(edit(&source, Path::new(""), &before, &after)?.ends_with(
///     "  user-research:   # see the log
///     answer: 3
///     owner: Head of research
/// "
/// ));
/// # Ok::<(), stocktake::edit::EditError>(())
/// ```
pub fn edit(
    source: &Arc<Source>,
    folder: &Path,
    before: &Assessment,
    after: &Assessment,
) -> Result<String, EditError> {
    let changes = Changes::between(before, after);
    if changes.is_empty() {
        return Ok(source.text().to_owned());
    }
    // A workbook is no text, and is written anew.
    if source.cells().is_some() {
        return Err(EditError::Different);
    }
    let language = tree::language(source);
    let root = tree::parse(source, language, &mut Vec::new()).ok_or(EditError::Broken)?;
    let text = Text { whole: source.text(), language };
    let place = |at| EditError::Form(source.position(at));
    let file = Part::of_file(&root, &text).map_err(place)?;
    let new = Editor::run(text, &file, changes, &after.framework).map_err(place)?;
    let edited = Arc::new(Source::new(source.name(), new.as_str()));
    let (read, tree) = read::answers_and_tree(&edited, folder);
    let is_right = read.value.as_ref() == Some(after)
        && match (root.get("accept"), tree.as_ref().and_then(|it| it.get("accept"))) {
            (Some(old), Some(new)) => old.says_what(new),
            (old, new) => old.is_none() && new.is_none(),
        };
    if is_right { Ok(new) } else { Err(EditError::Different) }
}
