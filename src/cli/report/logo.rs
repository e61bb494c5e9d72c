//! The logo: a file on the command line.

use std::path::Path;

use anyhow::{Context as _, bail};

use super::super::files::name_of;
use crate::diagnostic::sha256;
use crate::read;
use crate::report::{Logo, Origin, Picture};

/// How large a logo's file may be, in bytes: it is part of every report.
const MAX_BYTES: usize = 1024 * 1024;

/// Returns the logo in a file.
pub(super) fn logo(file: &Path, alt: &str) -> anyhow::Result<Logo> {
    let shown = file.display();
    let bytes = read::open_bytes(file, MAX_BYTES)?;
    if bytes.len() > MAX_BYTES {
        bail!("the logo `{shown}` is larger than {} MiB; save it smaller", MAX_BYTES / 1024 / 1024);
    }
    let picture =
        Picture::new(&bytes).with_context(|| format!("the logo `{shown}` cannot be shown"))?;
    Ok(Logo { alt: alt.to_owned(), picture })
}

/// Returns what there is to check a logo by.
pub(super) fn origin(file: &Path, logo: &Logo) -> Origin {
    Origin { name: name_of(file), sha256: sha256(logo.picture.file()) }
}
