//! Output files: written whole or not at all, and never over something by accident.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// Tells whether a file may be written, before any work is done.
///
/// # Errors
///
/// Returns an error if the file is the input, is a folder, or exists and `force` is not set.
pub(super) fn check(output: &Path, input: &Path, force: bool) -> anyhow::Result<()> {
    let shown = output.display();
    let same = || Some(fs::canonicalize(output).ok()? == fs::canonicalize(input).ok()?);
    if same().unwrap_or(false) {
        bail!("the output `{shown}` is the input; give it another name");
    }
    if output.is_symlink() && !output.exists() {
        bail!("the output `{shown}` is a link that leads nowhere; give it another name");
    }
    if let Some(folder) = output.parent().filter(|it| !it.as_os_str().is_empty() && !it.exists()) {
        bail!("the folder `{}` does not exist", folder.display());
    }
    match fs::metadata(output) {
        Ok(it) if it.is_dir() => bail!("the output `{shown}` is a folder; name a file in it"),
        Ok(it) if it.is_file() && !force => {
            bail!("`{shown}` is there already; use --force to write over it");
        }
        _ => Ok(()),
    }
}

/// Writes a file whole, or leaves everything as it was.
///
/// The content goes to a new file in the same folder, which then takes the place of the old one.
/// A link is followed; a device is written to as it is.
///
/// # Errors
///
/// Returns an error if the file cannot be written, or appeared meanwhile and `force` is not set.
pub(super) fn write(output: &Path, content: &[u8], force: bool) -> anyhow::Result<()> {
    let failed = || format!("cannot write `{}`", output.display());
    let existing = fs::metadata(output).ok();
    if existing.as_ref().is_some_and(|it| !it.is_file() && !it.is_dir()) {
        let mut device = fs::OpenOptions::new().write(true).open(output).with_context(failed)?;
        return device.write_all(content).and_then(|()| device.flush()).with_context(failed);
    }
    let place = fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
    replace(&place, existing.as_ref(), content, force).with_context(failed)
}

/// Adds to the end of a file, which is made if it is not there.
///
/// # Errors
///
/// Returns an error if the file cannot be written.
pub(super) fn append(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    let failed = || format!("cannot write `{}`", file.display());
    let mut opened =
        fs::OpenOptions::new().append(true).create(true).open(file).with_context(failed)?;
    opened.write_all(content).and_then(|()| opened.flush()).with_context(failed)
}

fn replace(
    place: &Path,
    existing: Option<&fs::Metadata>,
    content: &[u8],
    force: bool,
) -> io::Result<()> {
    let parent = place.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = parent.map_or_else(|| PathBuf::from("."), Path::to_owned);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stocktake-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    if let Some(it) = existing {
        file.as_file().set_permissions(it.permissions())?;
    }
    file.as_file().sync_all()?;
    if force { file.persist(place) } else { file.persist_noclobber(place) }?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_over_only_by_force() {
        let folder = tempfile::tempdir().unwrap();
        let (input, output) = (folder.path().join("in"), folder.path().join("out"));
        fs::write(&input, "in").unwrap();
        assert!(check(&output, &input, false).is_ok());
        write(&output, b"one", false).unwrap();
        assert!(check(&output, &input, false).is_err());
        assert!(write(&output, b"two", false).is_err());
        assert_eq!(fs::read(&output).unwrap(), b"one");
        check(&output, &input, true).unwrap();
        write(&output, b"two", true).unwrap();
        assert_eq!(fs::read(&output).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
    }

    #[test]
    fn the_output_is_never_the_input() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in");
        fs::write(&input, "in").unwrap();
        let other_name = folder.path().join(".").join("in");
        assert!(check(&other_name, &input, true).is_err());
        assert!(check(folder.path(), &input, true).is_err(), "a folder is no file");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"new", true).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
