//! What the time between bytes says of them: the Esc key and a sequence that was cut, and a text that was pasted where the
//! terminal does not say so.
//!
//! [`Decoder`] knows only bytes. Here they come as they were read, each piece at once, and a pause is an event of its own.

use std::time::Duration;

use crate::text::MAX_PASTE;
use crate::tui::connection::decode::{Decoder, Unfinished, rest_of};
use crate::tui::input::Input;

/// So many bytes of text in one piece are no typing: a terminal without bracketed paste pastes them. A key that is held on a
/// slow line is one character all along.
const PASTED: usize = 20;

/// Ctrl-C.
const INTERRUPT: &[u8] = b"\x03";

/// How long a piece of a paste that has no marks waits for the next one.
const PIECE: Duration = Duration::from_millis(40);

/// How long a sequence waits for its rest: nobody types one, so that nobody notices.
const SEQUENCE: Duration = Duration::from_secs(1);

/// How long the rest of a sequence that was given up is still known for what it is.
const REST: Duration = Duration::from_secs(4);

/// How long things are waited for that depend on what lies between the program and the terminal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waits {
    /// An escape byte for the rest of a sequence, before it is the Esc key: longer than what lies between cuts a sequence by,
    /// and shorter than a person notices.
    escape: Duration,
    /// A paste for its end mark.
    paste: Duration,
}

/// On this machine.
pub(crate) const NEAR: Waits = Waits { escape: Duration::from_millis(50), paste: Duration::from_secs(1) };

/// Over a network.
pub(crate) const FAR: Waits = Waits { escape: Duration::from_millis(250), paste: Duration::from_secs(3) };

/// Pieces of bytes and pauses in, inputs out.
#[derive(Debug)]
pub(crate) struct Typing {
    waits: Waits,
    decoder: Decoder,
    /// The text so far of a paste that has no marks.
    pasted: Vec<u8>,
    /// The beginning of a sequence that was given up, because no more of it came for a while.
    torn: Vec<u8>,
}

impl Typing {
    pub(crate) fn new(waits: Waits) -> Typing {
        Typing { waits, decoder: Decoder::default(), pasted: Vec::new(), torn: Vec::new() }
    }

    /// Takes a piece as it was read, and hands on every input that is complete.
    pub(crate) fn feed(&mut self, piece: &[u8], hand_on: &mut impl FnMut(Input)) {
        if !self.pasted.is_empty() {
            if is_text(piece) {
                return self.paste(piece);
            }
            self.end_paste(hand_on);
        }
        // By itself it is the key, whatever was lost before it.
        if piece == INTERRUPT && self.decoder.unfinished() != Some(Unfinished::Escape) {
            self.decoder.forget();
        }
        let piece = self.after_torn(piece);
        if self.decoder.unfinished().is_none() && is_pasted(piece) {
            return self.paste(piece);
        }
        self.decoder.feed(piece, hand_on);
    }

    /// How long the next piece is waited for, before [`Typing::pause`].
    pub(crate) fn patience(&self) -> Option<Duration> {
        match self.decoder.unfinished() {
            _ if !self.pasted.is_empty() => Some(PIECE),
            Some(Unfinished::Escape) => Some(self.waits.escape),
            Some(Unfinished::Sequence) => Some(SEQUENCE),
            Some(Unfinished::Paste) => Some(self.waits.paste),
            None => (!self.torn.is_empty()).then_some(REST),
        }
    }

    /// Nothing came for so long.
    pub(crate) fn pause(&mut self, hand_on: &mut impl FnMut(Input)) {
        self.torn.clear();
        match self.decoder.unfinished() {
            _ if !self.pasted.is_empty() => self.end_paste(hand_on),
            None => {}
            Some(unfinished) => {
                if unfinished != Unfinished::Paste {
                    self.torn = self.decoder.begun();
                }
                self.decoder.settle(hand_on);
            }
        }
    }

    /// Nothing more will come.
    pub(crate) fn end(&mut self, hand_on: &mut impl FnMut(Input)) {
        self.pause(hand_on);
    }

    fn paste(&mut self, piece: &[u8]) {
        let room = (MAX_PASTE + 1).saturating_sub(self.pasted.len()).min(piece.len());
        self.pasted.extend_from_slice(&piece[..room]);
    }

    fn end_paste(&mut self, hand_on: &mut impl FnMut(Input)) {
        let text = std::mem::take(&mut self.pasted);
        hand_on(Input::Paste(String::from_utf8_lossy(&text).into_owned()));
    }

    /// The piece without the rest of a sequence that was given up: it came late, and is no typing.
    fn after_torn<'a>(&mut self, piece: &'a [u8]) -> &'a [u8] {
        let torn = std::mem::take(&mut self.torn);
        // After the Esc key any single key may follow, and a text; after a sequence only its rest.
        let fits = match torn.as_slice() {
            [] => false,
            [.., 0x1b] => piece.len() > 1 && matches!(piece[0], b'[' | b'O'),
            _ => piece.first().is_some_and(|byte| *byte >= b' '),
        };
        match rest_of(&torn, piece).filter(|_| fits) {
            Some((length, true)) => piece.get(length..).unwrap_or_default(),
            // More of it may follow. A text without an end is known by its length alone.
            Some((_, false)) if torn.len() > 1 && (piece.len() >= PASTED || !is_string(&torn)) => {
                self.torn = if is_string(&torn) { torn } else { [&*torn, piece].concat() };
                &[]
            }
            _ => piece,
        }
    }
}

fn is_string(torn: &[u8]) -> bool {
    matches!(torn, [0x1b, b'P' | b']' | b'_' | b'^' | b'X', ..])
}

/// Whether these bytes are text and nothing else.
fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b'\t' | b'\r' | b'\n' | b' '..=b'~' | 0x80..))
}

/// Whether these bytes were pasted: a long text in which one character seldom follows itself.
fn is_pasted(bytes: &[u8]) -> bool {
    let changes = bytes.windows(2).filter(|pair| pair[0] != pair[1]).count();
    bytes.len() >= PASTED && is_text(bytes) && changes * 2 >= bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What pieces and pauses (`None`) mean in words, keys by their names.
    fn typed(waits: Waits, events: &[Option<&str>]) -> String {
        let mut typing = Typing::new(waits);
        let mut said = Vec::new();
        let mut say = |input| {
            said.push(match input {
                Input::Key(key) => key.to_string(),
                Input::Paste(text) => format!("{text:?}"),
                other => format!("{other:?}"),
            });
        };
        for event in events {
            match event {
                Some(piece) => typing.feed(piece.as_bytes(), &mut say),
                None => typing.pause(&mut say),
            }
        }
        typing.end(&mut say);
        said.join(" ")
    }

    fn near(events: &[Option<&str>]) -> String {
        typed(NEAR, events)
    }

    #[test]
    fn an_escape_byte_is_the_key_after_a_pause() {
        assert_eq!(near(&[Some("\x1b"), None, Some("x")]), "esc x");
        assert_eq!(near(&[Some("\x1b"), Some("x")]), "alt-x");
        // A person may go on with any key,
        assert_eq!(near(&[Some("\x1b"), None, Some("["), Some("C")]), "esc [ C");
        assert_eq!(near(&[Some("\x1b"), None, Some("q")]), "esc q");
        // but types no arrow in one piece.
        assert_eq!(near(&[Some("\x1b"), None, Some("[C"), Some("q")]), "esc q");
        assert_eq!(near(&[Some("\x1b"), None, Some("[1;5Cq")]), "esc q");
        assert_eq!(near(&[Some("\x1b"), None, Some("OA")]), "esc");
        // Long after the key it is typing again.
        assert_eq!(near(&[Some("\x1b"), None, None, Some("[C")]), "esc [ C");
    }

    #[test]
    fn an_escape_byte_is_waited_on_for_longer_over_a_network() {
        for (waits, shortest, longest) in [(NEAR, 30, 100), (FAR, 200, 400)] {
            let mut typing = Typing::new(waits);
            assert_eq!(typing.patience(), None);
            typing.feed(b"\x1b", &mut |_| {});
            let patience = typing.patience().unwrap();
            assert!((shortest..longest).contains(&patience.as_millis()), "{patience:?}");
        }
    }

    #[test]
    fn a_sequence_that_is_cut_waits_long_and_its_rest_is_never_typing() {
        for (first, rest) in [("\x1b[", "C"), ("\x1b[1;", "5C"), ("\x1bO", "P"), ("\x1b[<0;3", ";4M")] {
            let mut typing = Typing::new(NEAR);
            typing.feed(first.as_bytes(), &mut |input| panic!("{first:?}: {input:?}"));
            assert!(typing.patience().is_some_and(|patience| patience >= Duration::from_millis(500)));
            assert_eq!(near(&[Some(first), Some(rest)]), near(&[Some(&[first, rest].concat())]));
            let late = near(&[Some(first), None, Some(rest), Some("q")]);
            assert!(["q", "alt-[ q", "alt-O q"].contains(&&*late), "{first:?}: {late}");
        }
        assert_eq!(near(&[Some("\x1b["), Some("C")]), "right");
        assert_eq!(near(&[Some("\x1b[1"), None, Some(";5"), Some("C"), Some("q")]), "q");
        // Long after it, and after anything else, it is typing again.
        assert_eq!(near(&[Some("\x1b["), None, None, Some("C")]), "alt-[ C");
        assert_eq!(near(&[Some("\x1b[1;"), None, Some("\x03")]), "ctrl-c");
    }

    #[test]
    fn a_string_that_is_cut_is_never_typing() {
        let long = "q".repeat(9000);
        for end in ["\x07", "\x1b\\"] {
            let answer = format!("\x1b]52;c;{long}{end}v");
            assert_eq!(near(&[Some(&answer)]), "v");
            let (first, rest) = answer.split_at(5000);
            assert_eq!(near(&[Some(first), Some(rest)]), "v");
            assert_eq!(near(&[Some(first), None, Some(rest)]), "v");
            let (second, third) = rest.split_at(3000);
            assert_eq!(near(&[Some(first), None, Some(second), Some(third)]), "v", "{end:?}");
        }
        // Without an end it holds up no key for long, and Ctrl-C not at all.
        assert_eq!(near(&[Some("\x1b]52;c;qqq"), None, Some("v")]), "v");
        assert_eq!(near(&[Some("\x1b]52;c;qqq"), Some("\x03")]), "ctrl-c");
    }

    #[test]
    fn a_paste_without_end_holds_up_nothing_for_long() {
        assert_eq!(near(&[Some("\x1b[200~0.5,0.3"), None, Some("q")]), "\"0.5,0.3\" q");
        assert_eq!(near(&[Some("\x1b[200~0.5,0.3"), Some("\x03")]), "ctrl-c");
        assert_eq!(near(&[Some("\x1b[200~0.5,\x1b[20"), None, Some("\x03")]), "\"0.5,\\u{1b}[20\" ctrl-c");
        // Within its marks it may hold anything, in one piece with other bytes.
        assert_eq!(near(&[Some("\x1b[200~a\x03b"), Some("c\x1b[201~")]), "\"a\\u{3}bc\"");
        let mut typing = Typing::new(NEAR);
        typing.feed(b"\x1b[200~0.5", &mut |input| panic!("{input:?}"));
        assert!(typing.patience().is_some_and(|patience| patience <= Duration::from_secs(1)));
    }

    #[test]
    fn a_long_text_in_one_piece_is_a_paste() {
        let sentence = "quality of best-of-n at q=0.1\r";
        assert_eq!(near(&[Some(sentence)]), format!("{sentence:?}"));
        let table = "refuse\t0.9\t0\rhelp\t0.0999\t1\rdelight\t1e-4\t2\r";
        assert_eq!(near(&[Some(table)]), format!("{table:?}"));
        // In several pieces it is one text; a pause ends it, and so does any key that is no text.
        assert_eq!(near(&[Some(table), Some("q"), None, Some("q")]), format!("{:?} q", format!("{table}q")));
        assert_eq!(near(&[Some(table), Some("\x1b[C")]), format!("{table:?} right"));
        assert_eq!(near(&[Some(table), Some("\x03")]), format!("{table:?} ctrl-c"));
        assert_eq!(near(&[Some("0.1,0.2,0.3,0.4 ε = 0.5")]), "\"0.1,0.2,0.3,0.4 ε = 0.5\"");
    }

    #[test]
    fn what_is_typed_or_held_is_no_paste() {
        for piece in
            ["e1/1000\r", "n2^20\r", "llllllllllllllllllllllllllllllllllll", "llllllllllllljjjjjjjjjjjjjjj"]
        {
            assert!(!near(&[Some(piece)]).contains('"'), "{piece}");
        }
        assert_eq!(near(&[Some(&"\x1b[C".repeat(20))]), ["right"; 20].join(" "));
    }

    #[test]
    fn nothing_is_waited_for_when_nothing_has_begun() {
        let mut typing = Typing::new(NEAR);
        typing.feed("a\x1b[Aé\x1b]1;2\x07".as_bytes(), &mut |_| {});
        assert_eq!(typing.patience(), None);
        typing.feed(b"\x1b", &mut |_| {});
        typing.pause(&mut |_| {});
        // The rest of a sequence is known for a while, and then no more.
        assert_eq!(typing.patience(), Some(REST));
        typing.pause(&mut |_| {});
        assert_eq!(typing.patience(), None);
    }
}
