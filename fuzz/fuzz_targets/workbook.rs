//! Tries out the reading of workbooks that were filled in.

#![no_main]

#[path = "../../tests/shared/fuzz.rs"]
mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::run("workbook", data));
