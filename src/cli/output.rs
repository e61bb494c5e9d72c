//! Output files: written whole or not at all, and never over something by accident.

pub(super) mod folder;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context as _, anyhow, bail};

/// Tells whether a file may be written, before any work is done.
///
/// # Errors
///
/// Returns an error if the file is the input, is a folder, or exists and `force` is not set.
pub(super) fn check(output: &Path, input: &Path, force: bool) -> anyhow::Result<()> {
    let shown = output.display();
    let same = || Some(fs::canonicalize(output).ok()? == fs::canonicalize(input).ok()?);
    if same().unwrap_or(false) {
        return Err(is_input(output));
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

/// Returns what to say where an output would take the place of an input.
pub(super) fn is_input(output: &Path) -> anyhow::Error {
    anyhow!("the output `{}` is the input; give it another name", output.display())
}

/// Makes the folder of a file, and those that it lies in, if they are not there.
///
/// # Errors
///
/// Returns an error if that cannot be done.
pub(super) fn make_folder_of(output: &Path) -> anyhow::Result<()> {
    let Some(folder) = output.parent() else { return Ok(()) };
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder `{}`", folder.display()))
}

/// Writes a file whole, or leaves everything as it was.
///
/// The content goes to a new file in the same folder, which then takes the place of the old one.
/// Where the system can, the new file has no name until it is whole: whatever ends the program
/// before that leaves nothing behind. A link is followed; a device is written to as it is.
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

/// Sees to it that a file which took its place is still there after a power failure, where the system
/// can promise that.
pub(super) fn settle(output: &Path) {
    let parent = output.parent().filter(|it| !it.as_os_str().is_empty());
    if let Ok(folder) = File::open(parent.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
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
    let folder = parent.unwrap_or(Path::new("."));
    let fill = |new: &File| fill(new, content, existing.map(fs::Metadata::permissions));
    #[cfg(target_os = "linux")]
    if let Some(file) = unnamed::create(folder) {
        fill(&file)?;
        if unnamed::put(&file, folder, place, force).is_ok() {
            return Ok(());
        }
    }
    named(place, folder, fill, force)
}

/// Writes a file beside its place, and moves it there.
fn named(
    place: &Path,
    folder: &Path,
    fill: impl Fn(&File) -> io::Result<()>,
    force: bool,
) -> io::Result<()> {
    let new = names().tempfile_in(folder)?;
    fill(new.as_file())?;
    if force { new.persist(place) } else { new.persist_noclobber(place) }?;
    Ok(())
}

/// Writes a new file down to the disk.
fn fill(mut file: &File, content: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    file.write_all(content)?;
    if let Some(it) = permissions {
        file.set_permissions(it)?;
    }
    file.sync_all()
}

/// Returns what makes files that are about to take their place: `.stocktake-Ab3xYz.tmp`.
fn names() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stocktake-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Files without a name, which are gone when nobody has them open.
///
/// Not every file system has them, and naming one takes `/proc`. Without either, nothing here works,
/// and nothing is lost.
#[cfg(target_os = "linux")]
mod unnamed {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd as _;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags};

    /// Returns a new file in a folder.
    pub(super) fn create(folder: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let file = rustix::fs::open(folder, flags, Mode::from_raw_mode(0o666)).ok()?;
        Some(File::from(file))
    }

    /// Gives a file its place: also over another one if `force` is set.
    ///
    /// No system call does that at once for a file without a name. It gets one beside its place,
    /// and with the next call it moves.
    pub(super) fn put(file: &File, folder: &Path, place: &Path, force: bool) -> io::Result<()> {
        let open = format!("/proc/self/fd/{}", file.as_raw_fd());
        let link =
            |name: &Path| Ok(rustix::fs::linkat(CWD, &open, CWD, name, AtFlags::SYMLINK_FOLLOW)?);
        if force {
            super::names().make_in(folder, link)?.persist(place)?;
        } else {
            link(place)?;
        }
        Ok(())
    }
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

    #[test]
    fn where_every_file_has_a_name_it_is_whole_or_as_it_was_too() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out");
        let put = |content: &[u8], force| {
            named(&place, folder.path(), |file| fill(file, content, None), force)
        };
        put(b"old", false).unwrap();
        assert!(put(b"new", false).is_err());
        let full = |_: &File| Err(io::ErrorKind::StorageFull.into());
        assert!(named(&place, folder.path(), full, true).is_err());
        assert_eq!(fs::read(&place).unwrap(), b"old");
        put(b"new", true).unwrap();
        assert_eq!(fs::read(&place).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_without_a_name_is_seen_only_when_it_is_put_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let count = || fs::read_dir(folder.path()).unwrap().count();
        // Where there are none, `write` takes the other way, and there is nothing to see here.
        let Some(file) = unnamed::create(folder.path()) else { return };
        fill(&file, b"new", None).unwrap();
        assert_eq!(count(), 0);
        let place = folder.path().join("out");
        unnamed::put(&file, folder.path(), &place, false).unwrap();
        assert_eq!((fs::read(&place).unwrap(), count()), (b"new".to_vec(), 1));
        let file = unnamed::create(folder.path()).unwrap();
        fill(&file, b"newer", None).unwrap();
        assert!(unnamed::put(&file, folder.path(), &place, false).is_err(), "it is taken");
        unnamed::put(&file, folder.path(), &place, true).unwrap();
        assert_eq!((fs::read(&place).unwrap(), count()), (b"newer".to_vec(), 1));
        fs::create_dir(folder.path().join("folder")).unwrap();
        let file = unnamed::create(folder.path()).unwrap();
        let taken = folder.path().join("folder");
        assert!(unnamed::put(&file, folder.path(), &taken, true).is_err(), "a folder stays");
        assert_eq!(count(), 2, "and no name is left behind");
    }
}
