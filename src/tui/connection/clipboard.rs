//! The clipboard of the terminal, which OSC 52 reaches even over SSH.
//!
//! A terminal does not say whether it took the text, so the program must not claim that it did.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// The programs between this one and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Nothing.
    Straight,
    /// tmux, which may take the text itself, or pass it on if it is wrapped.
    Tmux,
    /// GNU screen, which passes on wrapped text in short pieces.
    Screen,
}

/// Bytes of a piece that every version of screen passes on.
const PIECE: usize = 500;

impl Way {
    /// The way to the clipboard; none from the Linux console, which has none and may print the text instead.
    pub(crate) fn of(term: Option<&str>, tmux: bool, screen: bool) -> Option<Way> {
        match term {
            _ if tmux => Some(Way::Tmux),
            _ if screen => Some(Way::Screen),
            Some("linux") => None,
            _ => Some(Way::Straight),
        }
    }
}

/// The sequence that asks the terminal to copy `text`.
pub(crate) fn sequence(text: &str, way: Way) -> String {
    let plain = format!("\x1b]52;c;{}\x07", BASE64_STANDARD.encode(text));
    match way {
        Way::Straight => plain,
        // Sent both ways, because which of them works is a setting of tmux.
        Way::Tmux => format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")),
        Way::Screen => {
            let pieces = plain.as_bytes().chunks(PIECE).map(String::from_utf8_lossy);
            pieces.map(|piece| format!("\x1bP{piece}\x1b\\")).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences() {
        assert_eq!(sequence("foo", Way::Straight), "\x1b]52;c;Zm9v\x07");
        assert_eq!(sequence("foo", Way::Tmux), "\x1b]52;c;Zm9v\x07\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\");
        assert_eq!(sequence("foo", Way::Screen), "\x1bP\x1b]52;c;Zm9v\x07\x1b\\");
        let long = sequence(&"foo".repeat(1000), Way::Screen);
        assert!(long.split("\x1b\\").all(|piece| piece.len() <= PIECE + 2));
        let joined: String = long.split("\x1b\\").filter_map(|piece| piece.strip_prefix("\x1bP")).collect();
        assert_eq!(joined, format!("\x1b]52;c;{}\x07", "Zm9v".repeat(1000)));
    }

    #[test]
    fn ways() {
        assert_eq!(Way::of(Some("xterm"), false, false), Some(Way::Straight));
        assert_eq!(Way::of(Some("screen"), true, true), Some(Way::Tmux));
        assert_eq!(Way::of(Some("screen"), false, true), Some(Way::Screen));
        assert_eq!(Way::of(Some("linux"), false, false), None);
        assert_eq!(Way::of(Some("linux"), false, true), Some(Way::Screen));
    }
}
