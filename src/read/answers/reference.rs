//! The framework that an answers file names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::super::builtin::{BUILTIN, Builtin};
use super::super::bytes::open_regular;
use super::super::fields::Reader;
use super::super::is_absolute;
use super::super::tree::Node;
use crate::diagnostic::{Checked, Code, Diagnostic, Severity, Source, nearest};
use crate::model::Framework;

/// How many frameworks are kept.
const KEPT: usize = 16;

/// How many findings of a framework are told with the answers that name it.
const TOLD: usize = 50;

/// A framework that was read, with its file, or what is wrong with it.
type Known = Result<(Arc<Framework>, Arc<Source>), Arc<[Diagnostic]>>;

/// Frameworks of users that were read already: many answers files may name the same one.
#[derive(Debug, Default)]
pub struct Frameworks(Mutex<BTreeMap<PathBuf, Known>>);

impl Frameworks {
    fn get(&self, path: &Path) -> Option<Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    fn keep(&self, path: PathBuf, known: &Known) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(path, known.clone());
    }
}

/// Returns the framework that a text names, and its file if it is not built in: `id`, `id@version`,
/// or a path to a TOML file that starts at `folder`. What is wrong inside that file goes to `foreign`.
pub(super) fn framework(
    node: &Node,
    (folder, frameworks): (&Path, &Frameworks),
    foreign: &mut Vec<Diagnostic>,
    reader: &mut Reader,
) -> Option<(Arc<Framework>, Option<Arc<Source>>)> {
    let name = reader.text(node)?;
    let is_path = name.contains(['/', '\\']) || name.to_ascii_lowercase().ends_with(".toml");
    if is_path {
        let (framework, source) = from_path(&name, node, (folder, frameworks), foreign, reader)?;
        behind(&framework, node, reader);
        Some((framework, Some(source)))
    } else {
        Some((from_id(&name, node, reader)?, None))
    }
}

fn from_id(name: &str, node: &Node, reader: &mut Reader) -> Option<Arc<Framework>> {
    let (id, version) = name.split_once('@').map_or((name, None), |(id, it)| (id, Some(it)));
    let Some(builtin) = Builtin::find(id) else {
        let ids = BUILTIN.iter().map(|it| it.id);
        let near = nearest(id, ids).map(|it| format!("did you mean `{it}`? ")).unwrap_or_default();
        let help = format!(
            "{near}`stocktake frameworks` lists them; a framework of your own is a path such as `mine.toml`"
        );
        let message = format!("unknown framework `{id}`");
        reader.report(Code::UnknownFramework, &node.span, message, help);
        return None;
    };
    let framework = builtin.framework();
    if let Some(version) = version.filter(|it| *it != framework.version.to_string()) {
        let message = format!(
            "the answers are for version {version}, but `{id}` is at {}",
            framework.version
        );
        reader.report(
            Code::FrameworkVersion,
            &node.span,
            message,
            format!(
                "check the answers against the version that is there, then write `{id}@{}`",
                framework.version
            ),
        );
    }
    // The rest of the file is checked against the version that there is.
    Some(framework)
}

/// Reports a framework of the user's own that is an older version of one that is compiled in.
fn behind(framework: &Framework, node: &Node, reader: &mut Reader) {
    let Some(builtin) = Builtin::find(framework.id.as_str()).map(Builtin::framework) else {
        return;
    };
    if framework.version < builtin.version {
        let (id, own, ours) = (&framework.id, &framework.version, &builtin.version);
        let message =
            format!("this is version {own} of `{id}`; version {ours} comes with the program");
        let help = format!("check the answers against the new version, then write `{id}@{ours}`");
        reader.report(Code::FrameworkBehind, &node.span, message, help);
    }
}

fn from_path(
    name: &str,
    node: &Node,
    (folder, frameworks): (&Path, &Frameworks),
    foreign: &mut Vec<Diagnostic>,
    reader: &mut Reader,
) -> Option<(Arc<Framework>, Arc<Source>)> {
    if let Some(reason) = refusal(name) {
        let message = format!("the framework `{name}` {reason}");
        reader.report(
            Code::UnknownFramework,
            &node.span,
            message,
            "write a path to a TOML file that starts at this file's folder",
        );
        return None;
    }
    let path = folder.join(name);
    let known = match frameworks.get(&path) {
        Some(known) => known,
        None => match open_regular(&path) {
            Ok(opened) => {
                let known =
                    opened.map_or_else(|finding| Err(Arc::from([finding])), |source| read(&source));
                frameworks.keep(path, &known);
                known
            }
            Err(error) => {
                let message = format!("the framework `{name}` cannot be read: {}", error.cause);
                let help = "paths start at this file's folder";
                reader.report(Code::UnknownFramework, &node.span, message, help);
                return None;
            }
        },
    };
    match known {
        Ok(known) => Some(known),
        Err(findings) => {
            foreign.extend(findings.iter().cloned());
            broken(name, node, reader);
            None
        }
    }
}

/// Returns a framework, or the worst that is wrong with it.
fn read(source: &Arc<Source>) -> Known {
    let Checked { value, diagnostics } = super::super::framework(source);
    let errors = diagnostics.into_iter().filter(|it| it.severity == Severity::Error);
    let framework = value.ok_or_else(|| errors.take(TOLD).collect::<Arc<[_]>>())?;
    Ok((Arc::new(framework), Arc::clone(source)))
}

fn broken(name: &str, node: &Node, reader: &mut Reader) {
    let message = format!("the framework `{name}` has errors");
    reader.report(
        Code::InvalidFramework,
        &node.span,
        message,
        "they are shown with that file; mend them first",
    );
}

/// Returns why a path is refused without a look at it.
fn refusal(name: &str) -> Option<&'static str> {
    if is_absolute(name) {
        Some("is an absolute path")
    } else if !name.to_ascii_lowercase().ends_with(".toml") {
        Some("is no TOML file")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_toml_files_at_relative_paths_are_opened() {
        for name in [
            "/etc/a.toml",
            "C:\\a.toml",
            "c:a.toml",
            "\\\\host\\share\\a.toml",
            "//host/a.toml",
            "../passwd",
        ] {
            assert!(refusal(name).is_some(), "{name}");
        }
        for name in ["a.toml", "./a.toml", "../frameworks/A.TOML"] {
            assert!(refusal(name).is_none(), "{name}");
        }
    }
}
