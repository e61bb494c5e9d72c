//! Tries out the defusing of text for terminals and other readers.

#![no_main]

#[path = "../../tests/shared/fuzz.rs"]
mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::run("terminal", data));
