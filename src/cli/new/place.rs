//! How a file names the framework that it answers.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::model::Framework;

/// Returns how a file in the folder `to` names a framework that was asked for as `name`: by its id and
/// version, or by the path from that folder.
///
/// # Errors
///
/// Returns an error if no such path leads there.
pub(in crate::cli) fn reference(
    name: &str,
    framework: &Framework,
    to: &Path,
) -> anyhow::Result<String> {
    if is_path(name) {
        return path_from(Path::new(name), to);
    }
    Ok(format!("{}@{}", framework.id, framework.version))
}

/// Returns how a file in the folder `to` names what a file in the folder `from` names as `reference`.
///
/// # Errors
///
/// Returns an error if no path leads there.
pub(in crate::cli) fn moved(reference: &str, from: &Path, to: &Path) -> anyhow::Result<String> {
    if !is_path(reference) || absolute(from).ok() == absolute(to).ok() {
        return Ok(reference.to_owned());
    }
    path_from(&from.join(reference), to)
}

/// Tells whether a framework is named by the path of its file.
fn is_path(name: &str) -> bool {
    name.contains(['/', '\\']) || name.to_ascii_lowercase().ends_with(".toml")
}

/// Returns the path from a folder to a file, with `/` on every system.
fn path_from(file: &Path, folder: &Path) -> anyhow::Result<String> {
    let (file, folder) = (absolute(file)?, absolute(folder)?);
    let same = file.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(same);
    let down = file.components().skip(same);
    if up.clone().chain(down.clone()).any(|it| !matches!(it, Component::Normal(_))) {
        bail!("no path leads from `{}` to `{}`; copy it there", folder.display(), file.display());
    }
    let names = up.map(|_| "..".to_owned());
    let names = names.chain(down.map(|it| it.as_os_str().to_string_lossy().into_owned()));
    Ok(names.collect::<Vec<_>>().join("/"))
}

/// Returns where a path leads. A folder that is not there yet is taken by its name.
fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let found = path.canonicalize().or_else(|_| std::path::absolute(path));
    found.with_context(|| format!("cannot find `{}`", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_starts_at_the_folder_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = |it: &str| folder.path().join(it);
        std::fs::create_dir_all(path("a/b")).unwrap();
        std::fs::write(path("own.toml"), "").unwrap();
        assert_eq!(path_from(&path("own.toml"), &path("")).unwrap(), "own.toml");
        assert_eq!(path_from(&path("own.toml"), &path("a/b")).unwrap(), "../../own.toml");
        assert_eq!(path_from(&path("a/../own.toml"), &path("a")).unwrap(), "../own.toml");
        assert_eq!(moved("../own.toml", &path("a"), &path("a/b")).unwrap(), "../../own.toml");
        assert_eq!(
            moved("board-quick-check@1.0.0", &path("a"), &path("")).unwrap(),
            "board-quick-check@1.0.0"
        );
    }
}
