//! Tries out findings as workflow commands of GitHub, about any file.

#![no_main]

#[path = "../../tests/shared/fuzz.rs"]
mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::run("findings-github", data));
