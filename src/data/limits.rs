//! The most that is read from a file.

/// The most prompts a sample log may have; each takes some memory.
pub const MAX_PROMPTS: usize = 1 << 22;

/// The most rows a sample log may have.
pub const MAX_ROWS: u64 = u32::MAX as u64;

/// How much memory and disk the reading of a file may take, in bytes, and what else is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The draws in memory at one time: those of one prompt, or all where the rows of a prompt do not stand together. A batch
    /// of rows takes an eighth of it, one row a sixteenth, the window of a zstd frame half.
    pub memory: u64,
    /// What is copied to a nameless file in the temporary folder: a stream that may have to be read twice, and Parquet that
    /// is packed or comes from a stream.
    pub copy: u64,
    /// The prompts of a log.
    pub prompts: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { memory: 1 << 30, copy: 4 << 30, prompts: MAX_PROMPTS }
    }
}

impl Limits {
    /// The most bytes of one row.
    pub fn row(self) -> usize {
        usize::try_from(self.memory / 16).unwrap_or(usize::MAX)
    }

    /// The most bytes of rows that are decoded together.
    pub(super) fn batch(self) -> usize {
        usize::try_from(self.memory / 8).unwrap_or(usize::MAX)
    }

    /// The power of two of the largest window of a zstd frame.
    pub(super) fn window(self) -> u32 {
        (self.memory / 2).max(1 << 10).ilog2().min(31)
    }
}
