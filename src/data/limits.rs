//! The most that is read from a file.

/// The longest row that is read, in bytes.
pub const MAX_ROW: usize = 64 << 20;

/// The most prompts a sample log may have; each takes some memory.
pub const MAX_PROMPTS: usize = 1 << 22;

/// The most rows a sample log may have.
pub const MAX_ROWS: u64 = u32::MAX as u64;
