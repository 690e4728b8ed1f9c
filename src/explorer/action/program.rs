//! The two programs that share the table of actions.

/// One of the programs, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The explorer of a base.
    Base,
    /// The explorer of a sample log.
    Samples,
    /// Either.
    Both,
}

impl Program {
    /// Whether some program is covered by both values.
    pub fn meets(self, other: Program) -> bool {
        self == other || self == Program::Both || other == Program::Both
    }
}
