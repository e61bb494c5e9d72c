//! Tries out the reading of frameworks, and assessments by them.

#![no_main]

#[path = "../../tests/shared/fuzz.rs"]
mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::run("framework", data));
