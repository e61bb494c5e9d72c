//! Writes the files that `docs/performance.md` measures: `sixty.toml` and `answers.yaml`, in the
//! folder that is named.

#[path = "../benches/pipeline/sixty.rs"]
mod sixty;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).unwrap_or_else(|| ".".into());
    std::fs::create_dir_all(&folder)?;
    std::fs::write(Path::new(&folder).join("sixty.toml"), sixty::framework())?;
    std::fs::write(Path::new(&folder).join("answers.yaml"), sixty::answers())
}
