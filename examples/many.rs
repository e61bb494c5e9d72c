//! Writes the answers files that `docs/performance.md` measures: as many as are asked for, of 24
//! answers each, in the folder that is named.
//!
//! Dates stand in quotation marks: some programs would take them for something else than a text.
//!
//! ```text
//! cargo run --release --example many -- FOLDER COUNT
//! ```

use std::path::Path;

use stocktake::read::Builtin;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args_os().skip(1);
    let folder = args.next().unwrap_or_else(|| "many".into());
    let count = args.next().and_then(|it| it.to_str()?.parse().ok()).unwrap_or(10_000);
    std::fs::create_dir_all(&folder)?;
    (0..count).try_for_each(|number| {
        std::fs::write(Path::new(&folder).join(format!("{number:05}.yaml")), answers(number))
    })
}

/// Returns the answers of one made-up organisation, in the long form, all evidenced and planned.
fn answers(number: usize) -> String {
    let framework =
        Builtin::find("nhs-providers-eight-principles").expect("it is compiled in").framework();
    let mut text = format!(
        "framework: {}@{}\norganisation:\n  name: Example Trust {number}\n  ods_code: E{number:05}\n  \
         settings: [acute]\nassessed_on: '2026-10-01'\nassessed_by: Digital board\nanswers:\n",
        framework.id, framework.version
    );
    for (index, criterion) in framework.criteria.iter().enumerate() {
        let level = (number * 7 + index * 5) % 6;
        text += &format!("  {}:\n    answer: {level}\n", criterion.id);
        if level >= 3 {
            text += "    evidence:\n      - title: Minutes of the digital committee\n        \
                     link: https://example.nhs.uk/minutes/2026-08\n        dated: '2026-08-14'\n";
        }
        text += "    note: Looked at with two wards, the service desk and the supplier of the record.\n    \
                 owner: Chief digital officer\n    due: '2027-03-31'\n";
    }
    text
}
