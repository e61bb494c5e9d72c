//! x
use super::{Format, Look};
use crate::report::Report;
use std::io;
/// x
#[derive(Clone, Copy, Debug)]
pub struct Pdf;
impl Format for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }
    fn summary(&self) -> &'static str {
        "the gap report for the board"
    }
    fn ending(&self) -> Option<&'static str> {
        Some("pdf")
    }
    fn is_text(&self) -> bool {
        false
    }
    fn write(&self, _r: &Report<'_>, _: Look, _o: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }
    fn write_many(
        &self,
        _: &[(String, Report<'_>)],
        _: Look,
        _: &mut dyn io::Write,
    ) -> io::Result<()> {
        Ok(())
    }
}
