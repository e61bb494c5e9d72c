//! Tries out what a report says of its making, and logos.

#![no_main]

#[path = "../../tests/shared/fuzz.rs"]
mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::run("reports", data));
