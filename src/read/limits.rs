//! What an input file may be at most, so that a broken or hostile one cannot hurt.

/// The largest file that is read, in bytes: 5 MiB.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// How deep values may be nested.
pub const MAX_DEPTH: usize = 64;

/// How many values a YAML file may have.
pub const MAX_VALUES: usize = 1_000_000;

/// How many parts of a YAML file may be repeated by aliases.
pub const MAX_ALIAS_EVENTS: usize = 100_000;
