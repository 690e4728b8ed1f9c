//! The meaning of the bytes that a terminal sends: keys, the mouse, pasted text, focus.
//!
//! Covers ECMA-48 and xterm as far as terminals use them for input. Must never fail: an unknown sequence, such as a
//! late answer to another program's question, is skipped as a whole and never read as typed keys.

mod keys;
#[cfg(test)]
mod tests;

use crate::text::MAX_PASTE;
use crate::tui::connection::decode::keys::{ALT, byte_key, key, letter_key, mouse, numbers, sequence_key};
use crate::tui::input::{Input, Key, KeyCode};

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";
/// Longer than any sequence a terminal sends; longer ones mean no key.
const LONGEST: usize = 4096;
/// The most text kept of one paste: enough to see that a list is too long.
const LONGEST_PASTE: usize = MAX_PASTE + 1;

/// Turns bytes into inputs; keeps incomplete sequences.
#[derive(Debug, Default)]
pub struct Decoder {
    waiting: Vec<u8>,
    /// The text of the paste under way.
    paste: Option<Vec<u8>>,
    /// What is passed over until its end comes.
    skipped: Option<Skipped>,
}

/// What is passed over whole, however long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skipped {
    /// A string, up to its terminator.
    String,
    /// A control sequence, up to its last byte.
    Sequence,
}

/// What has begun and not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfinished {
    /// An escape byte: the key of that name, or the first byte of a sequence.
    Escape,
    /// A sequence or a string, which nobody types.
    Sequence,
    /// A paste.
    Paste,
}

/// The meaning of the first waiting bytes.
enum Front {
    /// This many bytes are one input, or none.
    Whole(usize, Option<Input>),
    /// This many bytes start a paste.
    PasteBegins(usize),
    /// So many bytes that begin a string.
    StringBegins(usize),
    /// The start of a sequence.
    Part,
}

impl Decoder {
    /// Takes bytes, however they are split, and hands on every complete input.
    pub fn feed(&mut self, bytes: &[u8], hand_on: &mut impl FnMut(Input)) {
        self.waiting.extend_from_slice(bytes);
        let mut used = 0;
        loop {
            let rest = self.waiting.get(used..).unwrap_or_default();
            if let Some(paste) = &mut self.paste {
                let Some(end) = find(rest, PASTE_END) else {
                    // The end mark may be split: keep as much as could be its start.
                    let sure = rest.len().saturating_sub(PASTE_END.len() - 1);
                    extend(paste, &rest[..sure]);
                    used += sure;
                    break;
                };
                extend(paste, &rest[..end]);
                let text = String::from_utf8_lossy(paste).into_owned();
                self.paste = None;
                used += end + PASTE_END.len();
                hand_on(Input::Paste(text));
                continue;
            }
            if let Some(skipped) = self.skipped {
                let (length, is_over) = skipped.in_front_of(rest);
                used += length;
                if is_over {
                    self.skipped = None;
                    continue;
                }
                break;
            }
            match front(rest) {
                Front::Whole(length, input) => {
                    used += length;
                    input.into_iter().for_each(&mut *hand_on);
                }
                Front::PasteBegins(length) => {
                    used += length;
                    self.paste = Some(Vec::new());
                }
                Front::StringBegins(length) => {
                    used += length;
                    self.skipped = Some(Skipped::String);
                }
                Front::Part if rest.len() > LONGEST => {
                    used += rest.len();
                    self.skipped = Some(Skipped::Sequence);
                }
                Front::Part => break,
            }
        }
        self.waiting.drain(..used);
    }

    /// Whether further bytes, or none, could change the meaning of the last ones.
    pub fn is_waiting(&self) -> bool {
        self.unfinished().is_some()
    }

    /// What has begun and not ended.
    pub(crate) fn unfinished(&self) -> Option<Unfinished> {
        match self.waiting.as_slice() {
            _ if self.paste.is_some() => Some(Unfinished::Paste),
            _ if self.skipped.is_some() => Some(Unfinished::Sequence),
            [] => None,
            [ESC] | [ESC, ESC] => Some(Unfinished::Escape),
            _ => Some(Unfinished::Sequence),
        }
    }

    /// The bytes of the sequence that has begun, as far as they matter for its end.
    pub(crate) fn begun(&self) -> Vec<u8> {
        match self.skipped {
            Some(Skipped::String) => b"\x1b]".to_vec(),
            Some(Skipped::Sequence) => b"\x1b[".to_vec(),
            None => self.waiting.clone(),
        }
    }

    /// Ends what is incomplete: a single escape byte is the Esc key, and a paste has lost its end.
    pub fn settle(&mut self, hand_on: &mut impl FnMut(Input)) {
        let waiting = std::mem::take(&mut self.waiting);
        if let Some(mut paste) = self.paste.take() {
            extend(&mut paste, &waiting);
            return hand_on(Input::Paste(String::from_utf8_lossy(&paste).into_owned()));
        }
        if self.skipped.take().is_some() {
            return;
        }
        match waiting.as_slice() {
            [ESC] => hand_on(key(KeyCode::Esc, 0)),
            [ESC, ESC] => hand_on(key(KeyCode::Esc, ALT)),
            [ESC, byte @ (b'[' | b'O' | b'P' | b']' | b'_' | b'^' | b'X')] => {
                hand_on(key(KeyCode::Char(char::from(*byte)), ALT));
            }
            _ => {}
        }
    }

    /// Forgets what has begun and not ended.
    pub(crate) fn forget(&mut self) {
        *self = Decoder::default();
    }
}

impl Skipped {
    /// How many of these bytes belong to what is passed over, and whether it ends there.
    fn in_front_of(self, bytes: &[u8]) -> (usize, bool) {
        match self {
            Skipped::String => match end_of_string(bytes) {
                Some(length) => (length, true),
                // Half of its terminator.
                None if bytes.last() == Some(&ESC) => (bytes.len() - 1, false),
                None => (bytes.len(), false),
            },
            Skipped::Sequence => match bytes.iter().position(|byte| !(0x20..=0x3f).contains(byte)) {
                Some(end) => (end + usize::from((0x40..=0x7e).contains(&bytes[end])), true),
                None => (bytes.len(), false),
            },
        }
    }
}

/// What the front of `bytes` is once `torn`, which is out of date, is put before them again: how many of `bytes` are the
/// rest of a sequence, and whether it ends there. None where they are no rest of it.
pub(crate) fn rest_of(torn: &[u8], bytes: &[u8]) -> Option<(usize, bool)> {
    let joined = [torn, bytes].concat();
    match front(&joined) {
        Front::Whole(length, _) | Front::PasteBegins(length) => {
            Some((length.checked_sub(torn.len())?, true)).filter(|(length, _)| *length > 0)
        }
        Front::StringBegins(begin) => {
            let end = end_of_string(&joined[begin..]).map(|length| begin + length);
            Some((end.unwrap_or(joined.len()) - torn.len(), end.is_some()))
        }
        Front::Part => Some((bytes.len(), false)),
    }
}

fn extend(paste: &mut Vec<u8>, bytes: &[u8]) {
    let room = LONGEST_PASTE.saturating_sub(paste.len()).min(bytes.len());
    paste.extend_from_slice(&bytes[..room]);
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn front(bytes: &[u8]) -> Front {
    match bytes {
        [] | [ESC] | [ESC, ESC] => Front::Part,
        [ESC, b'[', rest @ ..] => csi(rest),
        [ESC, b'O', rest @ ..] => match rest {
            [] => Front::Part,
            [last, ..] => Front::Whole(3, letter_key(*last).map(|code| key(code, 0))),
        },
        // Device control, operating system command, application command, privacy message, start of string: answers.
        [ESC, b'P' | b']' | b'_' | b'^' | b'X', rest @ ..] => match rest {
            [] => Front::Part,
            [..] => Front::StringBegins(2),
        },
        // Alt with a key that is itself a sequence.
        [ESC, ESC, ..] => match front(&bytes[1..]) {
            Front::Whole(length, Some(Input::Key(key))) => {
                Front::Whole(length + 1, Some(Input::Key(Key { alt: true, ..key })))
            }
            Front::Whole(..) | Front::PasteBegins(_) | Front::StringBegins(_) => {
                Front::Whole(1, Some(key(KeyCode::Esc, 0)))
            }
            Front::Part => Front::Part,
        },
        [ESC, rest @ ..] => match typed(rest) {
            Some((length, character)) => {
                Front::Whole(length + 1, character.map(|typed| byte_key(typed, ALT)))
            }
            None => Front::Part,
        },
        _ => match typed(bytes) {
            Some((length, character)) => Front::Whole(length, character.map(|typed| byte_key(typed, 0))),
            None => Front::Part,
        },
    }
}

/// The first character and its length in bytes; no character for an invalid byte; none at all if it is incomplete.
fn typed(bytes: &[u8]) -> Option<(usize, Option<char>)> {
    let start = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let valid = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(start.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(error) => return error.error_len().map(|length| (length, None)),
    };
    valid.chars().next().map(|character| (character.len_utf8(), Some(character)))
}

/// The rest of a sequence that starts with `ESC [`.
fn csi(rest: &[u8]) -> Front {
    // The Linux console's function keys: ESC [ [ A to E.
    if let [b'[', tail @ ..] = rest {
        return match tail {
            [] => Front::Part,
            [last @ b'A'..=b'E', ..] => Front::Whole(4, Some(key(KeyCode::F(last - b'A' + 1), 0))),
            _ => Front::Whole(3, Some(key(KeyCode::Char('['), ALT))),
        };
    }
    // X10 mouse reports have three raw bytes; they are never requested, but must not become keys.
    if let [b'M', tail @ ..] = rest {
        return if tail.len() < 3 { Front::Part } else { Front::Whole(6, None) };
    }
    let Some(end) = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else { return Front::Part };
    let (parameters, last) = (&rest[..end], rest[end]);
    let length = end + 3;
    if !(0x40..=0x7e).contains(&last) {
        // Interrupted by a byte that cannot be part of it.
        return Front::Whole(length - 1, None);
    }
    let input = match (parameters, last) {
        (b"200", b'~') => return Front::PasteBegins(length),
        ([b'<', report @ ..], b'M' | b'm') => mouse(&numbers(report), last == b'm'),
        (b"", b'I') => Some(Input::FocusGained),
        (b"", b'O') => Some(Input::FocusLost),
        ([first, ..], _) if !first.is_ascii_digit() && *first != b';' => None,
        _ => sequence_key(parameters, last),
    };
    Front::Whole(length, input)
}

/// How many bytes there are to the end of a string: to its terminator `ESC \` or a bell, or to what cancels it.
fn end_of_string(bytes: &[u8]) -> Option<usize> {
    const BELL: u8 = 0x07;
    const CANCEL: u8 = 0x18;
    const SUBSTITUTE: u8 = 0x1a;
    let single = bytes.iter().position(|byte| [BELL, CANCEL, SUBSTITUTE].contains(byte)).map(|at| at + 1);
    let terminator = find(bytes, b"\x1b\\").map(|at| at + 2);
    single.into_iter().chain(terminator).min()
}
