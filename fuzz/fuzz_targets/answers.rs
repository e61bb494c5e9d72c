//! Tries out the reading of answers, and what becomes of them.

#![no_main]

#[path = "../../tests/shared/fuzz.rs"]
mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::run("answers", data));
