//! Pictures of a report, drawn once as shapes, for every format that can show them.
//!
//! Nothing is told by colour alone: whatever a colour says, a word, a number or the form of a mark
//! says too. Tests measure that over all pictures: contrast, colour vision, text that overlaps or
//! leaves the frame.

pub(super) mod bars;
pub(super) mod heat_map;
mod legend;
mod parts;
pub(super) mod priorities;
pub(super) mod radar;

#[cfg(test)]
mod tests;
