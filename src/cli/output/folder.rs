//! A folder of many small files: there with all of them, or not there.
//!
//! The files are written into a new folder beside its place, which then takes that place. What is in it
//! has to be on the disk before: a thousand small files one by one would wait a thousand times, so where
//! the system can, it is told once to write down everything.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// A file of a folder: its name, and what is in it.
pub(in crate::cli) type Content = (String, Vec<u8>);

/// Tells whether a folder may be written, before any work is done.
///
/// # Errors
///
/// Returns an error if there is no folder that it could lie in, if it is a file, or if there are files in
/// it and `force` is not set.
pub(in crate::cli) fn check(folder: &Path, force: bool) -> anyhow::Result<()> {
    let shown = folder.display();
    let parent = folder.parent().filter(|it| !it.as_os_str().is_empty());
    if let Some(parent) = parent.filter(|it| !it.exists()) {
        bail!("the folder `{}` does not exist", parent.display());
    }
    match fs::metadata(folder) {
        Ok(it) if !it.is_dir() => bail!("`{shown}` is there already, and is no folder"),
        Ok(_) if !force && !is_empty(folder)? => {
            bail!(
                "there are files in `{shown}` already; use --force to write among them, or name another folder"
            );
        }
        Err(_) if folder.is_symlink() => {
            bail!("the output `{shown}` is a link that leads nowhere; give it another name");
        }
        _ => Ok(()),
    }
}

/// Returns the names of the files in a folder that start and end like this, and are none of those that
/// are about to be written.
pub(in crate::cli) fn others(folder: &Path, parts: (&str, &str), files: &[Content]) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let ours = |name: &String| {
        name.starts_with(parts.0)
            && name.ends_with(parts.1)
            && !files.iter().any(|(it, _)| it == name)
    };
    let names = entries.filter_map(|it| it.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(ours).collect();
    names.sort();
    names
}

/// Writes a folder with files: all of them or none, unless there are others in it already, among which
/// each is written whole.
///
/// # Errors
///
/// Returns an error if a file cannot be written, or if files appeared meanwhile and `force` is not set.
pub(in crate::cli) fn write(folder: &Path, files: &[Content], force: bool) -> anyhow::Result<()> {
    check(folder, force)?;
    let place = fs::canonicalize(folder).unwrap_or_else(|_| folder.components().collect());
    if place.exists() && !is_empty(&place)? {
        return files.iter().try_for_each(|(name, it)| super::write(&place.join(name), it, force));
    }
    whole(&place, files).with_context(|| format!("cannot write the folder `{}`", folder.display()))
}

fn is_empty(folder: &Path) -> anyhow::Result<bool> {
    let mut entries =
        fs::read_dir(folder).with_context(|| format!("cannot look into `{}`", folder.display()))?;
    Ok(entries.next().is_none())
}

fn whole(place: &Path, files: &[Content]) -> io::Result<()> {
    let parent = place.parent().filter(|it| !it.as_os_str().is_empty());
    let new = names().tempdir_in(parent.unwrap_or(Path::new(".")))?;
    let mut written: Vec<PathBuf> = Vec::with_capacity(files.len());
    for (name, content) in files {
        let path = new.path().join(name);
        File::create_new(&path)?.write_all(content)?;
        written.push(path);
    }
    settle(new.path(), &written)?;
    // Elsewhere than on Unix, nothing takes the place of a folder, even of an empty one.
    if cfg!(not(unix)) && place.exists() {
        fs::remove_dir(place)?;
    }
    fs::rename(new.path(), place)
}

/// Waits until files are on the disk.
fn settle(folder: &Path, files: &[PathBuf]) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if rustix::fs::syncfs(File::open(folder)?).is_ok() {
        return Ok(());
    }
    let _ = folder;
    files.iter().try_for_each(|it| File::options().append(true).open(it)?.sync_all())
}

/// Returns what makes a folder that is about to take its place.
fn names() -> tempfile::Builder<'static, 'static> {
    let mut builder = super::names();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(names: &[&str]) -> Vec<Content> {
        names.iter().map(|it| ((*it).to_owned(), it.as_bytes().to_vec())).collect()
    }

    /// Returns the names of what is in a folder.
    fn names_in(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_there_with_all_files_or_not_at_all() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("panel");
        assert!(write(&folder, &content(&["a", "a"]), false).is_err(), "a name is there twice");
        assert_eq!(names_in(around.path()), Vec::<String>::new());
        write(&folder, &content(&["a", "b"]), false).unwrap();
        assert_eq!(names_in(around.path()), ["panel"]);
        assert_eq!(names_in(&folder), ["a", "b"]);
        assert_eq!(fs::read(folder.join("b")).unwrap(), b"b");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let made = around.path().join("made");
            fs::create_dir(&made).unwrap();
            let rights = |it: &Path| fs::metadata(it).unwrap().permissions().mode();
            assert_eq!(
                rights(&folder),
                rights(&made),
                "it can be entered by whoever can enter others"
            );
        }
    }

    #[test]
    fn an_empty_folder_is_filled_and_another_one_only_by_force() {
        let around = tempfile::tempdir().unwrap();
        write(around.path(), &content(&["a"]), false).unwrap();
        assert!(check(around.path(), false).is_err());
        assert!(write(around.path(), &content(&["b"]), false).is_err());
        write(around.path(), &content(&["b"]), true).unwrap();
        assert_eq!(names_in(around.path()), ["a", "b"]);
        assert_eq!(others(around.path(), ("", ""), &content(&["b"])), ["a"]);
        assert!(check(&around.path().join("a"), true).is_err(), "a file is no folder");
        assert!(check(&around.path().join("c/d"), true).is_err(), "there is no place for it");
    }
}
