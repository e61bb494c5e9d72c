//! The logo: a file on the command line.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::diagnostic::sha256;
use crate::report::{Logo, Origin, Picture};

/// How large a logo's file may be, in bytes: it is part of every report.
const MAX_BYTES: u64 = 1024 * 1024;

/// Returns the logo in a file.
pub(super) fn logo(file: &Path, alt: &str) -> anyhow::Result<Logo> {
    let shown = file.display();
    let picture = Picture::new(&bytes(file)?)
        .with_context(|| format!("the logo `{shown}` cannot be shown"))?;
    Ok(Logo { alt: alt.to_owned(), picture })
}

/// Returns what there is to check a logo by.
pub(super) fn origin(file: &Path, logo: &Logo) -> Origin {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Origin { name, sha256: sha256(logo.picture.file()) }
}

fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = file.display();
    let failed = || format!("cannot read the logo `{shown}`");
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).with_context(failed)?;
    opened.take(MAX_BYTES + 1).read_to_end(&mut bytes).with_context(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("the logo `{shown}` is larger than {} MiB; save it smaller", MAX_BYTES / 1024 / 1024);
    }
    Ok(bytes)
}
