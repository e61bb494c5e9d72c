//! Pictures of a report, drawn once as shapes, for every format that can show them.

pub(super) mod bars;
