//! The two programs that share the table of actions.

/// A program, or both.
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
    /// Whether there is a program that is one of these and one of `other`.
    pub fn meets(self, other: Program) -> bool {
        self == other || self == Program::Both || other == Program::Both
    }
}
