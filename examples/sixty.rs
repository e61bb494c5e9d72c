//! Writes the files that `docs/performance.md` measures: `sixty.toml` and `answers.yaml`, in the
//! folder that is named; with as many criteria as are asked for, and as many characters in the first
//! note.
//!
//! ```text
//! cargo run --example sixty -- FOLDER [COUNT] [NOTE]
//! ```

#[path = "../benches/pipeline/sixty.rs"]
mod sixty;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args_os().skip(1);
    let folder = args.next().unwrap_or_else(|| ".".into());
    let mut number = |or: usize| args.next().and_then(|it| it.to_str()?.parse().ok()).unwrap_or(or);
    let (count, note) = (number(60), number(0));
    std::fs::create_dir_all(&folder)?;
    std::fs::write(Path::new(&folder).join("sixty.toml"), sixty::framework(count))?;
    std::fs::write(Path::new(&folder).join("answers.yaml"), sixty::answers(count, note))
}
