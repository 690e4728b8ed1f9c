//! What the bytes a terminal sends mean: keys, the mouse, pasted text, focus.
//!
//! Owns the grammar of ECMA-48 and xterm as far as terminals use it for input. Must never fail: what it does not know,
//! such as a late answer to a question someone else asked, is passed over whole and never taken for typed keys.

use crate::explorer::input::{Button, Input, Key, KeyCode, Mouse, MouseKind};

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";
/// Longer than any sequence a terminal sends; answers of more bytes are passed over piece by piece.
const LONGEST: usize = 4096;
/// The most text taken from one paste.
const LONGEST_PASTE: usize = 1 << 20;

/// Bytes in, inputs out; keeps what is not complete yet.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    waiting: Vec<u8>,
    /// The text of the paste that is under way.
    paste: Option<Vec<u8>>,
}

/// What the front of the waiting bytes is.
enum Front {
    /// So many bytes, which mean this, if anything.
    Whole(usize, Option<Input>),
    /// So many bytes that begin a paste.
    PasteBegins(usize),
    /// The beginning of something.
    Part,
}

impl Decoder {
    /// Takes bytes as they come, however they are cut, and hands on every input that is complete.
    pub(super) fn feed(&mut self, bytes: &[u8], hand_on: &mut impl FnMut(Input)) {
        self.waiting.extend_from_slice(bytes);
        let mut used = 0;
        loop {
            let rest = self.waiting.get(used..).unwrap_or_default();
            if let Some(paste) = &mut self.paste {
                let Some(end) = find(rest, PASTE_END) else {
                    // The end mark may be cut: keep as much as could be its beginning.
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
            match front(rest) {
                Front::Whole(length, input) => {
                    used += length;
                    input.into_iter().for_each(&mut *hand_on);
                }
                Front::PasteBegins(length) => {
                    used += length;
                    self.paste = Some(Vec::new());
                }
                Front::Part if rest.len() > LONGEST => used += rest.len(),
                Front::Part => break,
            }
        }
        self.waiting.drain(..used);
    }

    /// Whether waiting a little could change what the last bytes mean.
    pub(super) fn is_waiting(&self) -> bool {
        self.paste.is_none() && !self.waiting.is_empty()
    }

    /// Takes what waits for what it is alone: a single escape byte is the Esc key.
    pub(super) fn settle(&mut self, hand_on: &mut impl FnMut(Input)) {
        if !self.is_waiting() {
            return;
        }
        match std::mem::take(&mut self.waiting).as_slice() {
            [ESC] => hand_on(key(KeyCode::Esc, 0)),
            [ESC, ESC] => hand_on(key(KeyCode::Esc, ALT)),
            [ESC, byte @ (b'[' | b'O' | b'P' | b']' | b'_' | b'^' | b'X')] => {
                hand_on(key(KeyCode::Char(char::from(*byte)), ALT));
            }
            _ => {}
        }
    }
}

fn extend(paste: &mut Vec<u8>, bytes: &[u8]) {
    let room = LONGEST_PASTE.saturating_sub(paste.len()).min(bytes.len());
    paste.extend_from_slice(&bytes[..room]);
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Modifiers as xterm counts them, less one.
const SHIFT: u16 = 1;
const ALT: u16 = 2;
const CTRL: u16 = 4;

fn key(code: KeyCode, modifiers: u16) -> Input {
    let held = |bit: u16| modifiers & bit != 0;
    Input::Key(Key::new(code, held(CTRL), held(ALT), held(SHIFT)))
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
        [ESC, b'P' | b']' | b'_' | b'^' | b'X', rest @ ..] => string(rest),
        // Alt with a key that is a sequence itself.
        [ESC, ESC, ..] => match front(&bytes[1..]) {
            Front::Whole(length, Some(Input::Key(key))) => {
                Front::Whole(length + 1, Some(Input::Key(Key { alt: true, ..key })))
            }
            Front::Whole(..) | Front::PasteBegins(_) => Front::Whole(1, Some(key(KeyCode::Esc, 0))),
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

/// The first character and its length in bytes; no character for a byte that begins none; none at all when it is cut.
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

/// The key that sends this character, with Control for most of the control characters.
fn byte_key(character: char, modifiers: u16) -> Input {
    match character {
        '\r' | '\n' => key(KeyCode::Enter, modifiers),
        '\t' => key(KeyCode::Tab, modifiers),
        '\u{7f}' | '\u{8}' => key(KeyCode::Backspace, modifiers),
        '\0' => key(KeyCode::Char(' '), modifiers | CTRL),
        '\u{1}'..='\u{1a}' | '\u{1c}'..='\u{1f}' => {
            let letter = char::from(character as u8 | 0x40).to_ascii_lowercase();
            key(KeyCode::Char(letter), modifiers | CTRL)
        }
        // The control characters above ASCII are nobody's key.
        '\u{80}'..='\u{9f}' => key(KeyCode::Char('\u{fffd}'), modifiers),
        _ => key(KeyCode::Char(character), modifiers),
    }
}

/// The key whose sequence ends in this letter, after `ESC [` or `ESC O`.
fn letter_key(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        // The number pad in application mode.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        b'X' => KeyCode::Char('='),
        _ => return None,
    })
}

/// The key of `ESC [ number ~`, as VT220, xterm and rxvt have it.
fn numbered_key(number: u16) -> Option<KeyCode> {
    let function = |key: u16| u8::try_from(key).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(number - 10),
        17..=21 => function(number - 11),
        23..=26 => function(number - 12),
        28..=29 => function(number - 13),
        31..=34 => function(number - 14),
        _ => None,
    }
}

/// The rest of a sequence that began with `ESC [`.
fn csi(rest: &[u8]) -> Front {
    // The Linux console's function keys: ESC [ [ A to E.
    if let [b'[', tail @ ..] = rest {
        return match tail {
            [] => Front::Part,
            [last @ b'A'..=b'E', ..] => Front::Whole(4, Some(key(KeyCode::F(last - b'A' + 1), 0))),
            _ => Front::Whole(3, Some(key(KeyCode::Char('['), ALT))),
        };
    }
    // X10 mouse reports carry three raw bytes; they are not asked for, but must not become keys.
    if let [b'M', tail @ ..] = rest {
        return if tail.len() < 3 { Front::Part } else { Front::Whole(6, None) };
    }
    let Some(end) = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else { return Front::Part };
    let (parameters, last) = (&rest[..end], rest[end]);
    let length = end + 3;
    if !(0x40..=0x7e).contains(&last) {
        // Broken off by a byte that cannot be part of it.
        return Front::Whole(length - 1, None);
    }
    let input = match (parameters, last) {
        (b"200", b'~') => return Front::PasteBegins(length),
        ([b'<', report @ ..], b'M' | b'm') => mouse(&numbers(report), last == b'm'),
        (b"", b'I') => Some(Input::FocusGained),
        (b"", b'O') => Some(Input::FocusLost),
        ([first, ..], _) if !first.is_ascii_digit() && *first != b';' => None,
        _ => sequence_key(&numbers(parameters), last),
    };
    Front::Whole(length, input)
}

/// Parameters apart; one left out, or too large to mean anything, counts 0.
fn numbers(parameters: &[u8]) -> Vec<u16> {
    let text = std::str::from_utf8(parameters).unwrap_or_default();
    text.split(';')
        .map(|number| number.split(':').next().and_then(|first| first.parse().ok()).unwrap_or(0))
        .collect()
}

fn sequence_key(numbers: &[u16], last: u8) -> Option<Input> {
    let at = |index: usize| numbers.get(index).copied().unwrap_or(0);
    let modifiers = at(1).saturating_sub(1);
    match last {
        b'~' if at(0) == 27 => other_key(at(2), modifiers),
        b'~' => numbered_key(at(0)).map(|code| key(code, modifiers)),
        b'u' => other_key(at(0), modifiers),
        b'Z' => Some(key(KeyCode::Tab, modifiers | SHIFT)),
        // rxvt: shifted arrows in small letters.
        b'a'..=b'd' => letter_key(last.to_ascii_uppercase()).map(|code| key(code, SHIFT)),
        b'A'..=b'D' | b'F' | b'H' | b'P' | b'Q' | b'S' => letter_key(last).map(|code| key(code, modifiers)),
        _ => None,
    }
}

/// A key given by the number of its character, as xterm's `modifyOtherKeys` and kitty send them.
fn other_key(character: u16, modifiers: u16) -> Option<Input> {
    let character = char::from_u32(character.into()).filter(|character| *character != '\0')?;
    Some(key(KeyCode::Char(character), modifiers))
}

/// A report of the mouse in SGR coordinates: button, column and row from 1.
fn mouse(numbers: &[u16], released: bool) -> Option<Input> {
    let &[code, column, row] = numbers else { return None };
    let button = match code & 3 {
        0 => Some(Button::Left),
        1 => Some(Button::Middle),
        2 => Some(Button::Right),
        _ => None,
    };
    let kind = match (code & !(3 | 4 | 8 | 16), code & 3) {
        (0, _) if released => MouseKind::Up(button?),
        (0, _) => MouseKind::Down(button?),
        (32, _) => MouseKind::Drag(button?),
        (64, 0) => MouseKind::ScrollUp,
        (64, 1) => MouseKind::ScrollDown,
        (64, 2) => MouseKind::ScrollLeft,
        (64, _) => MouseKind::ScrollRight,
        _ => return None,
    };
    Some(Input::Mouse(Mouse {
        kind,
        column: column.checked_sub(1)?,
        row: row.checked_sub(1)?,
        shift: code & 4 != 0,
        alt: code & 8 != 0,
        ctrl: code & 16 != 0,
    }))
}

/// The rest of a string that ends in `ESC \` or a bell: an answer, which nobody asked for.
fn string(rest: &[u8]) -> Front {
    let bell = rest.iter().position(|byte| *byte == 0x07).map(|at| at + 3);
    let terminator = find(rest, b"\x1b\\").map(|at| at + 4);
    match bell.into_iter().chain(terminator).min() {
        Some(length) => Front::Whole(length, None),
        None => Front::Part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the bytes mean when they come one by one and the terminal then falls silent.
    fn decode(bytes: &[u8]) -> Vec<Input> {
        let mut decoder = Decoder::default();
        let mut inputs = Vec::new();
        for byte in bytes {
            decoder.feed(&[*byte], &mut |input| inputs.push(input));
        }
        decoder.settle(&mut |input| inputs.push(input));
        inputs
    }

    fn keys(bytes: &[u8]) -> String {
        let keys = decode(bytes).into_iter().map(|input| match input {
            Input::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        });
        keys.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_as_terminals_send_them() {
        for (bytes, expected) in [
            ("aZ?é漢+", "a Z ? é 漢 +"),
            ("\r\n\t\u{7f}\u{8} ", "enter enter tab backspace backspace space"),
            ("\u{3}\u{1a}\0\u{1f}", "ctrl-c ctrl-z ctrl-space ctrl-_"),
            ("\x1b", "esc"),
            ("\x1b[A\x1bOB\x1b[C\x1b[D", "up down right left"),
            ("\x1b[1;5C\x1b[1;2D\x1b[1;3A\x1b[1;6B", "ctrl-right shift-left alt-up ctrl-shift-down"),
            (
                "\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[2~\x1b[3~\x1b[5~\x1b[6~",
                "home end home end insert delete pageup pagedown",
            ),
            ("\x1b[3;5~\x1b[6;2~", "ctrl-delete shift-pagedown"),
            ("\x1bOP\x1b[1;2Q\x1b[15~\x1b[24~\x1b[[A", "f1 shift-f2 f5 f12 f1"),
            ("\x1b[Z", "shift-tab"),
            ("\x1bx\x1b\r\x1b\x7f\x1bé", "alt-x alt-enter alt-backspace alt-é"),
            ("\x1b\x1b[A", "alt-up"),
            ("\x1b[", "alt-["),
            ("\x1b[97;5u\x1b[27;5;13~", "ctrl-a ctrl-enter"),
        ] {
            assert_eq!(keys(bytes.as_bytes()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn answers_and_rubbish_are_no_keys() {
        for bytes in [
            "\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\",
            "\x1b]11;rgb:1c1c/1c1c/1c1c\x07",
            "\x1b[?62;c",
            "\x1b[?2026;2$y",
            "\x1b[12;40R",
            "\x1bP>|XTerm(380)\x1b\\",
            "\x1b[M !!",
            "\x1b[<35;3;4M",
        ] {
            assert_eq!(keys(format!("{bytes}q").as_bytes()), "q", "{bytes:?}");
        }
        assert_eq!(keys(b"\xff\xfea"), "a");
    }

    #[test]
    fn the_mouse() {
        let at = |kind, column, row| Mouse { kind, column, row, ctrl: false, alt: false, shift: false };
        let inputs = decode(b"\x1b[<0;1;1M\x1b[<32;300;2M\x1b[<0;300;2m\x1b[<65;5;6M\x1b[<18;2;2M");
        assert_eq!(
            inputs,
            [
                at(MouseKind::Down(Button::Left), 0, 0),
                at(MouseKind::Drag(Button::Left), 299, 1),
                at(MouseKind::Up(Button::Left), 299, 1),
                at(MouseKind::ScrollDown, 4, 5),
                Mouse { ctrl: true, ..at(MouseKind::Down(Button::Right), 1, 1) },
            ]
            .map(Input::Mouse)
        );
        assert_eq!(decode(b"\x1b[<0;0;1M"), []);
    }

    #[test]
    fn a_paste_is_one_text_with_all_that_is_in_it() {
        let bytes = "\x1b[200~0.5,\r\n\x1b[A1/3\x1b[20\x1b[201~q".as_bytes();
        assert_eq!(
            decode(bytes),
            [Input::Paste("0.5,\r\n\x1b[A1/3\x1b[20".to_owned()), Input::Key('q'.into())]
        );
        assert_eq!(decode(b"\x1b[I\x1b[O"), [Input::FocusGained, Input::FocusLost]);
    }

    #[test]
    fn what_never_ends_is_let_go() {
        let mut decoder = Decoder::default();
        for _ in 0..100 {
            decoder.feed(&[b"\x1b]".as_slice(), &[b'x'; 1000]].concat(), &mut |_| {});
            assert!(decoder.waiting.len() <= LONGEST + 1002);
        }
        decoder.feed(b"\x1b[200~", &mut |_| {});
        for _ in 0..3000 {
            decoder.feed(&[b'x'; 1000], &mut |_| {});
        }
        assert!(decoder.paste.is_none_or(|text| text.len() <= LONGEST_PASTE));
    }

    proptest! {
        #[test]
        fn how_the_bytes_are_cut_changes_nothing(
            pieces in proptest::collection::vec(
                proptest::sample::select(vec![
                    "a", "é", "\x1b[A", "\x1b[1;5C", "\x1b[<0;10;20M", "\x1b[200~x\x1b[y\x1b[201~", "\x1bx", "\x1b]1;2\x07", "\x1b[",
                    "1", ";", "~", "\u{3}",
                ]),
                0..12,
            ),
            cut in 1..7_usize,
        ) {
            let bytes = pieces.concat().into_bytes();
            let mut decoder = Decoder::default();
            let mut inputs = Vec::new();
            for chunk in bytes.chunks(cut) {
                decoder.feed(chunk, &mut |input| inputs.push(input));
            }
            decoder.settle(&mut |input| inputs.push(input));
            prop_assert_eq!(inputs, decode(&bytes));
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            decode(&bytes);
        }
    }
}
