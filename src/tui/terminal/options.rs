//! How the terminal is taken over.

use std::io;

/// How to take over the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether the terminal reports buttons, drags and the wheel. Otherwise it selects text as usual.
    pub mouse: bool,
}

/// Why the explorer cannot run here.
#[derive(Debug, thiserror::Error)]
pub enum EnterError {
    /// Input or output is a file or a pipe.
    #[error(
        "the explorer needs a terminal, and {0} is not one; `bonscope show` prints one screen and `bonscope eval` \
         prints the numbers without one"
    )]
    NotATerminal(&'static str),
    /// `TERM` is unset, empty or `dumb`.
    #[error(
        "the explorer needs a terminal that can move the cursor, and TERM is {}; set TERM (for instance to \
         xterm-256color), or use `bonscope show` and `bonscope eval`",
        .0.as_deref().map_or("not set".to_owned(), |term| format!("\"{}\"", term.escape_debug()))
    )]
    Incapable(Option<String>),
    /// The system refused a thread.
    #[error(
        "the system starts no more threads for the explorer ({0}); end other programs, or raise the limit on processes (ulimit -u) or memory (ulimit -v)"
    )]
    Thread(io::Error),
    /// The terminal refused.
    #[error("cannot take over the terminal: {0}")]
    Io(#[from] io::Error),
}

impl EnterError {
    /// What the system refused while threads were started.
    pub(crate) fn refused(error: io::Error) -> EnterError {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::OutOfMemory => EnterError::Thread(error),
            _ => EnterError::Io(error),
        }
    }
}
