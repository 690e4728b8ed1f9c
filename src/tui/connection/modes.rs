//! The sequences before the first frame and after the last.

/// Alternate screen, cursor hidden, bracketed paste on.
const ENTER: &str = "\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// Buttons and drags (1002, not any motion), with coordinates beyond 223 (1006).
const MOUSE: &str = "\x1b[?1002h\x1b[?1006h";
/// Synchronized output off, mouse off, paste off, plain text, cursor shown, alternate screen left.
pub(crate) const LEAVE: &str = "\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[m\x1b[?25h\x1b[?1049l";

/// The sequence before the first frame; with `mouse` the terminal reports the mouse.
pub(crate) fn enter(mouse: bool) -> String {
    [ENTER, if mouse { MOUSE } else { "" }].concat()
}
