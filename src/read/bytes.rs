//! From bytes to text, or to cells: the only file reads of the program.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::limits::MAX_BYTES;
use super::sheets;
use crate::diagnostic::{Code, Diagnostic, Source};

/// A file that could not be read at all.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`", path.display())]
pub struct ReadError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub cause: io::Error,
}

/// Reads a file.
///
/// The inner result is a finding if the file is too large, or no text in UTF-8.
///
/// # Errors
///
/// Returns an error if the file does not exist, is a folder, or cannot be read.
pub fn open(path: &Path) -> Result<Result<Arc<Source>, Diagnostic>, ReadError> {
    let error = |cause| ReadError { path: path.to_owned(), cause };
    let mut file = File::open(path).map_err(error)?;
    let metadata = file.metadata().map_err(error)?;
    if metadata.is_dir() {
        return Err(error(io::Error::new(
            io::ErrorKind::IsADirectory,
            "it is a folder, not a file",
        )));
    }
    let name = path.display().to_string();
    if metadata.len() > MAX_BYTES as u64 {
        return Ok(Err(too_large(&name)));
    }
    let size = usize::try_from(metadata.len()).unwrap_or_default();
    decode(&name, &mut file, size).map_err(error)
}

/// Reads the bytes of a file that is no text: at most one more than `limit`, so that a file that is too
/// large can be told from one that just fits.
///
/// # Errors
///
/// Returns an error if the file does not exist, is a folder, or cannot be read.
pub fn open_bytes(path: &Path, limit: usize) -> Result<Vec<u8>, ReadError> {
    let read = || {
        let mut bytes = Vec::new();
        File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|cause| ReadError { path: path.to_owned(), cause })
}

/// Reads a file that another file names: a pipe or a device would be waited for without end.
///
/// # Errors
///
/// Returns an error as [`open`] does, and if the file is not a regular one.
pub fn open_regular(path: &Path) -> Result<Result<Arc<Source>, Diagnostic>, ReadError> {
    let is_special = path.metadata().is_ok_and(|it| !it.is_file() && !it.is_dir());
    if is_special {
        let cause = io::Error::new(io::ErrorKind::InvalidInput, "it is a pipe or a device");
        return Err(ReadError { path: path.to_owned(), cause });
    }
    open(path)
}

/// Reads standard input, or anything else that can be read.
///
/// The inner result is a finding if it is too large, or no text in UTF-8.
///
/// # Errors
///
/// Returns an error if it cannot be read.
pub fn read_from(
    name: &str,
    from: &mut dyn Read,
) -> Result<Result<Arc<Source>, Diagnostic>, ReadError> {
    decode(name, from, 0).map_err(|cause| ReadError { path: name.into(), cause })
}

/// Reads what is probably `size` bytes long.
fn decode(
    name: &str,
    from: &mut dyn Read,
    size: usize,
) -> io::Result<Result<Arc<Source>, Diagnostic>> {
    let mut bytes = Vec::with_capacity(size.min(MAX_BYTES) + 1);
    // One byte more than allowed tells a file that is too large from one that just fits.
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES {
        return Ok(Err(too_large(name)));
    }
    if sheets::is_workbook(&bytes) {
        return Ok(sheets::workbook(name, &bytes));
    }
    Ok(text(name, bytes))
}

fn too_large(name: &str) -> Diagnostic {
    let source = Arc::new(Source::new(name, ""));
    let limit = MAX_BYTES / 1024 / 1024;
    let message = format!("this file is larger than {limit} MiB");
    Diagnostic::new(Code::TooLarge, &source, 0..0, message)
        .help("keep one assessment in a file, and documents out of it: name them as evidence")
}

/// Returns the text of a file, or what is wrong with it.
fn text(name: &str, mut bytes: Vec<u8>) -> Result<Arc<Source>, Diagnostic> {
    let has_mark = bytes.starts_with(b"\xef\xbb\xbf");
    if has_mark {
        bytes.drain(..3);
    }
    if is_utf16(&bytes) {
        let source = Arc::new(Source::new(name, ""));
        return Err(Diagnostic::new(
            Code::NotUtf8,
            &source,
            0..0,
            "this file is in UTF-16, not in UTF-8",
        )
        .help("in Notepad: Save as, Encoding: UTF-8; what PowerShell wrote, write from the Command Prompt"));
    }
    // Looking at every byte, without an end in between, is what processors are good at.
    let has_binary = bytes.iter().fold(false, |found, &byte| found | is_binary(byte));
    if has_binary && let Some(at) = bytes.iter().position(|&byte| is_binary(byte)) {
        let source = Arc::new(Source::new(name, ""));
        let message = format!("this is not a text file: byte {} is {:#04x}", at + 1, bytes[at]);
        return Err(Diagnostic::new(Code::NotText, &source, 0..0, message)
            .help("name a framework in TOML, or answers in YAML, TOML or JSON"));
    }
    match String::from_utf8(bytes) {
        Ok(text) if has_mark => Ok(Arc::new(Source::new(name, text).marked())),
        Ok(text) => Ok(Arc::new(Source::new(name, text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            // Up to the byte in question the text is the same, so the place stays right.
            let source = Arc::new(Source::new(name, String::from_utf8_lossy(&bytes)));
            let message = format!(
                "byte {:#04x} is not UTF-8; the file is perhaps in Windows-1252",
                bytes[at]
            );
            let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
            Err(Diagnostic::new(Code::NotUtf8, &source, at..end, message)
                .help("in Notepad: Save as, Encoding: UTF-8"))
        }
    }
}

/// Tells whether bytes look like UTF-16: by the mark at their start, or by a zero in every second
/// byte of the first few.
fn is_utf16(bytes: &[u8]) -> bool {
    let half = |start: usize| {
        let mut every_second = bytes.iter().take(64).skip(start).step_by(2);
        bytes.len() >= 4 && every_second.all(|&byte| byte == 0)
    };
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || (half(0) != half(1))
}

/// Tells whether no text has this byte: a control character other than white space and escape.
const fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=6 | 14..=26 | 28..=31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let found = read_from("a", &mut &*bytes).unwrap();
        let found = found.as_ref().map(|it| it.text()).map_err(|it| it.code.name());
        assert_eq!(found, expected);
    }

    #[test]
    fn utf_8_with_or_without_a_mark_is_text() {
        check("Ŵŷ".as_bytes(), Ok("Ŵŷ"));
        check("\u{feff}Ŵŷ".as_bytes(), Ok("Ŵŷ"));
        check(b"", Ok(""));
    }

    #[test]
    fn other_encodings_are_named() {
        let utf16 = |swap: bool, mark: bool| {
            let text = if mark { "\u{feff}a: 1\n" } else { "a: 1\n" };
            let units = text.encode_utf16().map(|it| if swap { it.swap_bytes() } else { it });
            units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
        };
        for (swap, mark) in [(false, false), (false, true), (true, false), (true, true)] {
            check(&utf16(swap, mark), Err("not-utf8"));
        }
        check(b"a: caf\xe9", Err("not-utf8"));
        check(b"%PDF-1.7\n\x00\x01", Err("not-text"));
        check(b"\0\0\0\0", Err("not-text"));
    }

    #[test]
    fn the_place_of_a_foreign_byte_is_known() {
        let finding = read_from("a", &mut &b"a: 1\nb: \xc5\xb4\x92"[..]).unwrap().unwrap_err();
        let position = finding.position();
        assert_eq!((position.line.get(), position.column.get()), (2, 5));
    }

    #[test]
    fn an_endless_stream_is_too_large() {
        let finding = read_from("a", &mut io::repeat(b'y')).unwrap().unwrap_err();
        assert_eq!(finding.code, Code::TooLarge);
    }
}
