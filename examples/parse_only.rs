//! Reads YAML files into plain structs, on all cores, and does nothing with them: what
//! `docs/performance.md` holds `stocktake check` against.
//!
//! ```text
//! cargo run --release --example parse_only -- FOLDER
//! ```

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[expect(dead_code, reason = "nothing is done with what is read")]
struct Assessment {
    framework: String,
    organisation: Organisation,
    assessed_on: String,
    assessed_by: Option<String>,
    answers: BTreeMap<String, Given>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "nothing is done with what is read")]
struct Organisation {
    name: String,
    ods_code: Option<String>,
    #[serde(default)]
    settings: Vec<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "nothing is done with what is read")]
struct Given {
    answer: i64,
    #[serde(default)]
    evidence: Vec<Evidence>,
    note: Option<String>,
    owner: Option<String>,
    due: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "nothing is done with what is read")]
struct Evidence {
    title: String,
    link: Option<String>,
    dated: Option<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let folder = std::env::args_os().nth(1).unwrap_or_else(|| "many".into());
    let entries = std::fs::read_dir(folder)?.map(|it| it.map(|it| it.path()));
    let files: Vec<PathBuf> = entries.collect::<Result<_, _>>()?;
    let counts: Result<Vec<usize>, Box<dyn std::error::Error + Send + Sync>> = files
        .par_iter()
        .map(|file| {
            let assessment: Assessment = serde_yaml::from_str(&std::fs::read_to_string(file)?)?;
            Ok(assessment.answers.len())
        })
        .collect();
    let count: usize = counts?.iter().sum();
    #[expect(clippy::print_stdout, reason = "it is a program")]
    {
        println!("{} files, {count} answers", files.len());
    }
    Ok(())
}
