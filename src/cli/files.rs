//! The files that paths on the command line stand for.

use std::path::{Component, Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

/// The endings of files that may be frameworks or answers.
const ENDINGS: [&str; 4] = ["json", "toml", "yaml", "yml"];

/// What standard input is called.
pub(super) const STDIN: &str = "-";

/// A file to check.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Input {
    /// Its path, without what means nothing: `a.yaml`, not `./a.yaml`.
    pub(super) path: PathBuf,
    /// Whether it was found in a folder, and not named: then it may be somebody else's.
    pub(super) is_found: bool,
}

/// What paths stand for.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files, by path, each once.
    pub(super) files: Vec<Input>,
    /// The folders that were named, each once.
    pub(super) folders: Vec<PathBuf>,
    /// What could not be read, and why.
    pub(super) unreadable: Vec<(PathBuf, String)>,
}

/// Returns files as they are, and for each folder the files in it and below that may be ours.
///
/// Hidden files and folders are left alone, and so is what a `.gitignore` names.
pub(super) fn expand(paths: &[PathBuf], working_folder: &Path) -> Found {
    let mut found = Found::default();
    for path in paths {
        let path = path.strip_prefix(working_folder).unwrap_or(path);
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let is_stdin = path.as_os_str() == STDIN;
        if path.is_dir() && !is_stdin {
            walk(path, &mut found);
            found.folders.push(plain(path));
        } else {
            let plain = if is_stdin { path.to_owned() } else { plain(path) };
            found.files.push(Input { path: plain, is_found: false });
        }
    }
    found.files.sort();
    // A file that is named and found counts as named.
    found.files.dedup_by(|later, first| later.path == first.path);
    found.folders.sort();
    found.folders.dedup();
    found.unreadable.sort();
    found.unreadable.dedup();
    found
}

fn walk(folder: &Path, found: &mut Found) {
    let walker = WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .parents(true)
        .git_ignore(true)
        .git_exclude(true)
        .require_git(false)
        .build();
    for entry in walker {
        match entry {
            Ok(entry) if may_be_ours(&entry) => {
                let path = plain(entry.path());
                found.files.push(Input { path, is_found: true });
            }
            Ok(_) => {}
            Err(error) => {
                let path = path_of(&error).unwrap_or(folder);
                let reason =
                    error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                found.unreadable.push((plain(path), reason));
            }
        }
    }
}

/// Tells whether something that was found is a file with one of our endings.
fn may_be_ours(entry: &DirEntry) -> bool {
    let ending = entry.path().extension().map(|it| it.to_string_lossy().to_lowercase());
    // A link is followed to a file, and not to a folder: that may lead round in a circle.
    let is_file = || match entry.file_type() {
        Some(it) if it.is_symlink() => entry.path().is_file(),
        it => it.is_some_and(|it| it.is_file()),
    };
    ending.is_some_and(|it| ENDINGS.contains(&it.as_str())) && is_file()
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

/// Returns a path without `.` in it, unless it would mean something else.
fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|it| *it != Component::CurDir).collect();
    match plain.as_os_str() {
        it if it.is_empty() => PathBuf::from("."),
        it if it == STDIN => path.to_owned(),
        _ => plain,
    }
}

/// Returns the name of a file, without the folders before it.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Returns a path without `..` in it, as far as the text of the path tells.
pub(super) fn folded(path: &Path) -> PathBuf {
    let mut folded = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if folded.file_name().is_some() => {
                folded.pop();
            }
            Component::CurDir => {}
            part => folded.push(part),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Makes files in a folder.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let folder = folder(files);
        let found = expand(&[folder.path().to_owned()], Path::new("/elsewhere"));
        let paths: Vec<PathBuf> = expected.iter().map(|it| folder.path().join(it)).collect();
        assert_eq!(found.files.into_iter().map(|it| it.path).collect::<Vec<_>>(), paths);
        assert_eq!(found.unreadable, []);
    }

    #[test]
    fn a_folder_stands_for_the_files_in_it_by_path() {
        check(
            &[
                ("c.toml", ""),
                ("a.yaml", ""),
                ("b/x.JSON", ""),
                ("b/notes.md", ""),
                (".hidden.yaml", ""),
                (".git/y.toml", ""),
            ],
            &["a.yaml", "b/x.JSON", "c.toml"],
        );
    }

    #[test]
    fn what_git_ignores_is_left_alone() {
        check(
            &[
                (".gitignore", "/target\n*.draft.yaml\n"),
                ("a.yaml", ""),
                ("a.draft.yaml", ""),
                ("target/b.yaml", ""),
                ("c/.gitignore", "!*.draft.yaml\nd.toml\n"),
                ("c/c.draft.yaml", ""),
                ("c/d.toml", ""),
            ],
            &["a.yaml", "c/c.draft.yaml"],
        );
    }

    #[test]
    fn a_file_that_is_named_is_not_ignored_and_stands_there_once() {
        let folder = folder(&[(".gitignore", "a.yaml\n"), ("a.yaml", ""), ("b.yaml", "")]);
        let path = |name: &str| folder.path().join(name);
        let paths = [path("b.yaml"), folder.path().to_owned(), path("./a.yaml")];
        let found = expand(&paths, Path::new("/elsewhere"));
        let input = |name: &str| Input { path: path(name), is_found: false };
        assert_eq!(found.files, [input("a.yaml"), input("b.yaml")]);
    }

    #[test]
    fn a_folder_that_is_named_twice_stands_there_once() {
        let folder = folder(&[("a/b.yaml", "")]);
        let (whole, part) = (folder.path().to_owned(), folder.path().join("a"));
        let paths = [part.clone(), whole.clone(), part.clone()];
        let found = expand(&paths, Path::new("/elsewhere"));
        let path = folder.path().join("a/b.yaml");
        assert_eq!(found.files, [Input { path, is_found: true }]);
        assert_eq!(found.folders, [whole, part]);
    }

    #[test]
    fn only_a_lone_hyphen_is_standard_input() {
        assert_eq!(plain(Path::new("./-")), Path::new("./-"));
        assert_eq!(plain(Path::new("./a/./-")), Path::new("a/-"));
        let found = expand(&["-".into(), "./-".into()], Path::new("/elsewhere"));
        let paths: Vec<_> = found.files.iter().map(|it| it.path.as_os_str()).collect();
        assert_eq!(paths, ["./-", "-"]);
    }

    #[test]
    fn paths_are_folded_by_their_text() {
        for (path, expected) in [
            ("a/../b.toml", "b.toml"),
            ("../a/./b", "../a/b"),
            ("a/b/../../c", "c"),
            ("/../a", "/../a"),
        ] {
            assert_eq!(folded(Path::new(path)), Path::new(expected), "{path}");
        }
    }
}
