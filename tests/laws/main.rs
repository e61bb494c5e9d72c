//! Laws: what holds for every framework and every answer.
//!
//! Frameworks are made up at random, written as TOML, and read again; so are answers. Each run
//! tries the same cases; `PROPTEST_CASES` asks for more of them, `PROPTEST_RNG_SEED` for others.

mod answers_file;
mod edit;
#[path = "../shared/files.rs"]
mod files;
mod forms;
mod gate;
mod interview;
mod languages;
mod made_up;
mod notation;
mod plan;
mod reference;
mod scores;
mod workbook;

use proptest::test_runner::{Config, RngSeed};

/// Returns how the laws are tried: the same way every time, and leaving no files behind.
fn config() -> Config {
    let default = Config { failure_persistence: None, ..Config::default() };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { 128 };
    let seed =
        if default.rng_seed == RngSeed::Random { RngSeed::Fixed(1) } else { default.rng_seed };
    Config { cases, rng_seed: seed, ..default }
}
