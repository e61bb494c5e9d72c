//! What an input file may be at most, so that a broken or hostile one cannot hurt.

/// The largest file that is read, in bytes: 5 MiB.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// How deep values may be nested.
pub const MAX_DEPTH: usize = 64;

/// How deep dimensions may be nested in dimensions.
pub const MAX_PARENTS: usize = 8;

/// How many values a file may have: as many as fit into 100 MB in any language. The largest framework
/// that comes with the program has a fifteenth of it.
pub const MAX_VALUES: usize = 250_000;

/// The largest TOML file of which every syntax error is told, in bytes; of a larger one, only the
/// first: an error takes many times the memory of the text that it is about.
pub const MAX_BYTES_WITH_ALL_ERRORS: usize = 128 * 1024;

/// How many parts of a YAML file may be repeated by aliases.
pub const MAX_ALIAS_EVENTS: usize = 100_000;

/// How large a workbook may be once it is unpacked, in bytes: 64 MiB. A whole framework takes 1.
pub const MAX_UNPACKED: usize = 64 * 1024 * 1024;

/// How many parts a workbook may have.
pub const MAX_PARTS: usize = 2_000;

/// How many cells of a workbook are looked at, with those that have nothing but a format.
pub const MAX_CELLS: usize = 2_000_000;

/// How much the cells of a workbook may say together, in bytes: a text that many of them share is told
/// by each.
pub const MAX_SHEET_TEXT: usize = 16 * 1024 * 1024;
