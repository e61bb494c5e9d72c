//! The framework that an answers file names.

use std::path::Path;
use std::sync::Arc;

use super::super::builtin::{BUILTIN, Builtin};
use super::super::bytes::open_regular;
use super::super::fields::Reader;
use super::super::tree::Node;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::Framework;

/// Returns the framework that a text names: `id`, `id@version`, or a path to a TOML file that
/// starts at `folder`. What is wrong inside that file goes to `foreign`.
pub(super) fn framework(
    node: &Node,
    folder: &Path,
    foreign: &mut Vec<Diagnostic>,
    reader: &mut Reader,
) -> Option<Arc<Framework>> {
    let name = reader.text(node)?;
    let is_path = name.contains(['/', '\\']) || name.to_ascii_lowercase().ends_with(".toml");
    if is_path {
        from_path(&name, node, folder, foreign, reader)
    } else {
        from_id(&name, node, reader)
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
                "check the answers against the new version, then write `{id}@{}`",
                framework.version
            ),
        );
    }
    // The rest of the file is checked against the version that there is.
    Some(framework)
}

fn from_path(
    name: &str,
    node: &Node,
    folder: &Path,
    foreign: &mut Vec<Diagnostic>,
    reader: &mut Reader,
) -> Option<Arc<Framework>> {
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
    let source = match open_regular(&folder.join(name)) {
        Ok(Ok(source)) => source,
        Ok(Err(finding)) => {
            foreign.push(finding);
            return broken(name, node, reader);
        }
        Err(error) => {
            let message = format!("the framework `{name}` cannot be read: {}", error.cause);
            reader.report(
                Code::UnknownFramework,
                &node.span,
                message,
                "paths start at this file's folder",
            );
            return None;
        }
    };
    let checked = super::super::framework(&source);
    if checked.value.is_none() {
        foreign.extend(checked.diagnostics);
        return broken(name, node, reader);
    }
    checked.value.map(Arc::new)
}

fn broken(name: &str, node: &Node, reader: &mut Reader) -> Option<Arc<Framework>> {
    let message = format!("the framework `{name}` has errors");
    reader.report(
        Code::InvalidFramework,
        &node.span,
        message,
        "they are shown with that file; mend them first",
    );
    None
}

/// Returns why a path is refused without a look at it. Opening a path on another machine can give
/// away who asks.
fn refusal(name: &str) -> Option<&'static str> {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    if name.starts_with(['/', '\\']) || is_drive {
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
