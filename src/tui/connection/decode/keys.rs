//! The keys and the mouse by the parameters that sequences give them: xterm, VT220, rxvt, kitty and the Linux console.

use crate::tui::input::{Button, Input, Key, KeyCode, Mouse, MouseKind};

/// Modifiers as xterm counts them, less one.
pub(super) const SHIFT: u16 = 1;
pub(super) const ALT: u16 = 2;
const CTRL: u16 = 4;

pub(super) fn key(code: KeyCode, modifiers: u16) -> Input {
    let held = |bit: u16| modifiers & bit != 0;
    Input::Key(Key::new(code, held(CTRL), held(ALT), held(SHIFT)))
}

/// The key that sends this character, with Control for most control characters.
pub(super) fn byte_key(character: char, modifiers: u16) -> Input {
    match character {
        '\r' | '\n' => key(KeyCode::Enter, modifiers),
        '\t' => key(KeyCode::Tab, modifiers),
        '\u{7f}' | '\u{8}' => key(KeyCode::Backspace, modifiers),
        '\0' => key(KeyCode::Char(' '), modifiers | CTRL),
        '\u{1}'..='\u{1a}' | '\u{1c}'..='\u{1f}' => {
            let letter = char::from(character as u8 | 0x40).to_ascii_lowercase();
            key(KeyCode::Char(letter), modifiers | CTRL)
        }
        // No key sends the control characters above ASCII.
        '\u{80}'..='\u{9f}' => key(KeyCode::Char('\u{fffd}'), modifiers),
        _ => key(KeyCode::Char(character), modifiers),
    }
}

/// The key whose sequence ends in this letter, after `ESC [` or `ESC O`.
pub(super) fn letter_key(last: u8) -> Option<KeyCode> {
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

/// The key of `ESC [ number ~`, as in VT220, xterm and rxvt.
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

/// The parameters; one that is missing, or too large to mean anything, is 0.
pub(super) fn numbers(parameters: &[u8]) -> Vec<u16> {
    let text = std::str::from_utf8(parameters).unwrap_or_default();
    text.split(';').map(|number| parts(number)[0]).collect()
}

/// The first parts of a parameter, as far as it has them.
fn parts(parameter: &str) -> [u16; 2] {
    let mut parts = parameter.split(':').map(|part| part.parse().unwrap_or(0));
    [parts.next().unwrap_or(0), parts.next().unwrap_or(0)]
}

/// The type of an event that is no press and no repetition, as kitty counts them.
const RELEASE: u16 = 3;

pub(super) fn sequence_key(parameters: &[u8], last: u8) -> Option<Input> {
    let text = std::str::from_utf8(parameters).unwrap_or_default();
    let parts: Vec<[u16; 2]> = text.split(';').map(parts).collect();
    let [first, second] = [0, 1].map(|index| parts.get(index).copied().unwrap_or_default());
    if second[1] == RELEASE {
        return None;
    }
    let modifiers = second[0].saturating_sub(1);
    match last {
        b'~' if first[0] == 27 => other_key(parts.get(2).copied().unwrap_or_default(), modifiers),
        b'~' => numbered_key(first[0]).map(|code| key(code, modifiers)),
        b'u' => other_key(first, modifiers),
        b'Z' => Some(key(KeyCode::Tab, modifiers | SHIFT)),
        // rxvt: shifted arrows are lower-case letters.
        b'a'..=b'd' => letter_key(last.to_ascii_uppercase()).map(|code| key(code, SHIFT)),
        b'A'..=b'D' | b'F' | b'H' | b'P' | b'Q' | b'S' => letter_key(last).map(|code| key(code, modifiers)),
        _ => None,
    }
}

/// A key given by the number of its character, as xterm's `modifyOtherKeys` and kitty send them; with Shift, by that of the
/// shifted character, where there is one.
fn other_key([character, shifted]: [u16; 2], modifiers: u16) -> Option<Input> {
    let held = modifiers & SHIFT != 0;
    let character = if held && shifted > 0 { shifted } else { character };
    let code = match character {
        // Keys without a character: kitty numbers them where Unicode has none. Those alone that type nothing are modifiers.
        0xe000..=0xf8ff => return pad_key(character).map(|code| key(code, modifiers)),
        _ => KeyCode::Char(char::from_u32(character.into()).filter(|character| *character != '\0')?),
    };
    Some(key(code, modifiers))
}

/// A key of the number pad, by the number that kitty gives it.
fn pad_key(number: u16) -> Option<KeyCode> {
    const KEYS: [KeyCode; 28] = [
        KeyCode::Char('0'),
        KeyCode::Char('1'),
        KeyCode::Char('2'),
        KeyCode::Char('3'),
        KeyCode::Char('4'),
        KeyCode::Char('5'),
        KeyCode::Char('6'),
        KeyCode::Char('7'),
        KeyCode::Char('8'),
        KeyCode::Char('9'),
        KeyCode::Char('.'),
        KeyCode::Char('/'),
        KeyCode::Char('*'),
        KeyCode::Char('-'),
        KeyCode::Char('+'),
        KeyCode::Enter,
        KeyCode::Char('='),
        KeyCode::Char(','),
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Insert,
        KeyCode::Delete,
    ];
    KEYS.get(usize::from(number.checked_sub(57399)?)).copied()
}

/// A mouse report in SGR coordinates: button, column and row from 1.
pub(super) fn mouse(numbers: &[u16], released: bool) -> Option<Input> {
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
