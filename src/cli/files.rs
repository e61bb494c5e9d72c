//! The files of a folder that are ours to check.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::read::{is_ours, open};

/// The endings of files that may be frameworks or answers.
const ENDINGS: [&str; 4] = ["json", "toml", "yaml", "yml"];

/// Returns files as they are, and for each folder the files in it and below, by path.
///
/// Hidden files and folders are left alone, and so is what is neither a framework nor an
/// assessment. A file that cannot be read as text stays: somebody should hear of it.
///
/// # Errors
///
/// Returns an error if a folder cannot be read, or has no such file.
pub(super) fn expand(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let before = files.len();
        walk(path, &mut files).with_context(|| format!("cannot read `{}`", path.display()))?;
        if files.len() == before {
            anyhow::bail!("there is no framework and no answers file in `{}`", path.display());
        }
    }
    Ok(files)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = fs::read_dir(folder)?.map(|it| it.map(|it| it.path()));
    let mut entries: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        let is_hidden = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'));
        let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase());
        // A link to a folder may lead round in a circle.
        let is_folder = path.symlink_metadata()?.is_dir();
        if is_folder && !is_hidden {
            walk(&path, files)?;
        } else if !is_folder
            && !is_hidden
            && ending.is_some_and(|it| ENDINGS.contains(&it.as_str()))
            && path.is_file()
            && may_be_ours(&path)
        {
            files.push(path);
        }
    }
    Ok(())
}

/// Tells whether a file is ours, or no file that can be read within the limits.
fn may_be_ours(path: &Path) -> bool {
    match open(path) {
        Ok(Ok(source)) => is_ours(source.text()),
        Ok(Err(_)) | Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_the_files_in_it_by_path() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("b")).unwrap();
        fs::create_dir_all(path(".git")).unwrap();
        for (name, text) in [
            ("c.toml", "[framework]\n"),
            ("a.yaml", "# ours\nframework: x\n"),
            ("b/x.JSON", "{ \"framework\": \"x\" }"),
            ("b/notes.md", "framework: x"),
            ("b/package.json", "{ \"name\": \"framework\" }"),
            (".hidden.yaml", "framework: x"),
            (".git/y.toml", "[framework]"),
        ] {
            fs::write(path(name), text).unwrap();
        }
        let found = expand(&[path("c.toml"), folder.path().to_owned()]).unwrap();
        assert_eq!(found, ["c.toml", "a.yaml", "b/x.JSON", "c.toml"].map(path));
    }

    #[test]
    fn a_folder_without_any_is_a_mistake() {
        assert!(expand(&[tempfile::tempdir().unwrap().path().to_owned()]).is_err());
    }
}
