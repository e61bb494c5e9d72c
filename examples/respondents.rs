//! Writes what `docs/performance.md` imports: `responses.csv` and `responses.xlsx`, in the folder that is
//! named, of as many respondents as are asked for.
//!
//! ```text
//! cargo run --example respondents -- FOLDER [COUNT]
//! ```

#[path = "../benches/pipeline/respondents.rs"]
mod respondents;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args_os().skip(1);
    let folder = args.next().unwrap_or_else(|| ".".into());
    let count = args.next().and_then(|it| it.to_str()?.parse().ok()).unwrap_or(1000);
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let rows = respondents::rows(count);
    std::fs::write(folder.join("responses.csv"), respondents::csv(&rows))?;
    std::fs::write(folder.join("responses.xlsx"), workbook(&rows))
}

fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, at) in rows.iter().zip(0_u32..) {
        for (text, column) in row.iter().zip(0_u16..).filter(|(it, _)| !it.is_empty()) {
            sheet.write_string(at, column, text).expect("it fits");
        }
    }
    book.save_to_buffer().expect("memory can be written")
}
