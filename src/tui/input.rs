//! What a person, the terminal and the system can tell the explorer.
//!
//! Owns the canonical spelling of keys (`ctrl-c`, `left`, `?`, `shift-tab`), which the keymap, the help and the
//! configuration file share. Must know nothing of escape sequences or of the library for the terminal.

use std::fmt;
use std::str::FromStr;

use crate::text::{did_you_mean, quoted};

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The mouse was used.
    Mouse(Mouse),
    /// Text was pasted. It is as the terminal sent it, control characters included.
    Paste(String),
    /// The terminal has a new size.
    Resize,
    /// The terminal window got the focus.
    FocusGained,
    /// The terminal window lost the focus.
    FocusLost,
    /// The system sent a signal.
    Signal(Signal),
    /// The terminal is gone or will send nothing more; no input follows.
    Closed,
}

/// The signals that the explorer handles. All except [`Signal::Stop`] and [`Signal::Continue`] ask it to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT.
    Interrupt,
    /// SIGTERM.
    Terminate,
    /// SIGQUIT.
    Quit,
    /// SIGHUP: the terminal hung up. Save and leave without drawing.
    HangUp,
    /// Another signal that ends a program by default, by its number.
    Other(u8),
    /// SIGTSTP: the program has to stop, with the terminal given back meanwhile.
    Stop,
    /// SIGCONT: the program continues after a stop; the terminal has to be taken over and painted again.
    Continue,
}

impl Signal {
    /// The exit code of the program after this signal: 128 plus its number, as in shells; none for
    /// [`Signal::Stop`] and [`Signal::Continue`].
    pub fn exit_code(self) -> Option<u8> {
        match self {
            Signal::HangUp => Some(128 + 1),
            Signal::Interrupt => Some(128 + 2),
            Signal::Quit => Some(128 + 3),
            Signal::Terminate => Some(128 + 15),
            Signal::Other(number) => Some(128_u8.saturating_add(number)),
            Signal::Stop | Signal::Continue => None,
        }
    }
}

/// What the mouse did, and where: column and row count from 0 at the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Column, from 0.
    pub column: u16,
    /// Row, from 0.
    pub row: u16,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held.
    pub shift: bool,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// A button went down.
    Down(Button),
    /// The mouse moved with a button held down.
    Drag(Button),
    /// A button was released.
    Up(Button),
    /// The wheel turned away from the person.
    ScrollUp,
    /// The wheel turned towards the person.
    ScrollDown,
    /// The wheel was pushed to the left.
    ScrollLeft,
    /// The wheel was pushed to the right.
    ScrollRight,
}

/// A mouse button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// The main button.
    Left,
    /// The wheel as a button.
    Middle,
    /// The button for menus.
    Right,
}

/// A key with its modifiers, in normal form: see [`Key::new`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The key itself.
    pub code: KeyCode,
    /// Control is held.
    pub ctrl: bool,
    /// Alt (Meta, Option) is held.
    pub alt: bool,
    /// Shift is held. Never set with [`KeyCode::Char`], whose character includes it.
    pub shift: bool,
}

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those printed on the keys")]
pub enum KeyCode {
    /// A key that types this character, shifted if needed.
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Home,
    End,
    PageUp,
    PageDown,
    Left,
    Right,
    Up,
    Down,
    /// A function key, from 1 to [`KeyCode::LAST_FUNCTION`].
    F(u8),
}

impl KeyCode {
    /// The highest function key with a name.
    pub const LAST_FUNCTION: u8 = 24;

    const NAMED: [(&'static str, KeyCode); 15] = [
        ("enter", KeyCode::Enter),
        ("esc", KeyCode::Esc),
        ("tab", KeyCode::Tab),
        ("backspace", KeyCode::Backspace),
        ("delete", KeyCode::Delete),
        ("insert", KeyCode::Insert),
        ("home", KeyCode::Home),
        ("end", KeyCode::End),
        ("pageup", KeyCode::PageUp),
        ("pagedown", KeyCode::PageDown),
        ("left", KeyCode::Left),
        ("right", KeyCode::Right),
        ("up", KeyCode::Up),
        ("down", KeyCode::Down),
        ("space", KeyCode::Char(' ')),
    ];
}

impl Key {
    /// The key in normal form: keys that terminals cannot tell apart are the same key (`ctrl-i` is `tab`, `ctrl-m` and
    /// `ctrl-j` are `enter`, `ctrl-h` is `backspace`, `ctrl-[` is `esc`), letters with Control are lower case, and
    /// Shift with a letter is the upper-case letter.
    pub fn new(code: KeyCode, ctrl: bool, alt: bool, shift: bool) -> Key {
        use KeyCode::{Backspace, Char, Enter, Esc, Tab};
        let (code, ctrl, shift) = match (code, ctrl) {
            (Char('\t'), _) => (Tab, ctrl, shift),
            (Char('\r' | '\n'), _) => (Enter, ctrl, shift),
            (Char('\u{1b}'), _) => (Esc, ctrl, shift),
            (Char('\u{7f}' | '\u{8}'), _) => (Backspace, ctrl, shift),
            (Char(typed), true) => match typed.to_ascii_lowercase() {
                'i' => (Tab, false, false),
                'j' | 'm' => (Enter, false, false),
                'h' | '?' => (Backspace, false, false),
                '[' => (Esc, false, false),
                '@' => (Char(' '), true, false),
                '/' => (Char('_'), true, false),
                typed => (Char(typed), true, false),
            },
            (Char(typed), false) if shift => (Char(upper(typed)), false, false),
            _ => (code, ctrl, shift),
        };
        Key { code, ctrl, alt, shift }
    }

    /// The character that this key types into a text field, if any.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(typed) if !self.ctrl && !self.alt => Some(typed),
            _ => None,
        }
    }
}

/// The upper-case form, if it is one character (not for `ß`).
fn upper(typed: char) -> char {
    let mut upper = typed.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => typed,
    }
}

impl From<KeyCode> for Key {
    fn from(code: KeyCode) -> Key {
        Key::new(code, false, false, false)
    }
}

impl From<char> for Key {
    fn from(typed: char) -> Key {
        KeyCode::Char(typed).into()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match (KeyCode::NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::F(number)) => write!(f, "f{number}"),
            (None, KeyCode::Char(typed)) => write!(f, "{typed}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

/// A key name that stands for no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "no key is called {};{} write a character, space, enter, esc, tab, backspace, delete, insert, home, end, \
     pageup, pagedown, left, right, up, down or f1 to f24, after any of ctrl-, alt- and shift-",
    quoted(.0), near(.0)
)]
pub struct KeyError(String);

/// A suggestion of the key that was probably meant, without modifiers; or nothing.
fn near(name: &str) -> String {
    let named = KeyCode::NAMED.iter().map(|(name, _)| *name);
    did_you_mean(name.rsplit('-').next().unwrap_or(name), named)
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Key, KeyError> {
        let (mut rest, mut ctrl, mut alt, mut shift) = (text, false, false, false);
        'modifiers: loop {
            for (name, held) in [("ctrl-", &mut ctrl), ("alt-", &mut alt), ("shift-", &mut shift)] {
                if let Some(after) = strip_name(rest, name).filter(|after| !after.is_empty()) {
                    if std::mem::replace(held, true) {
                        return Err(KeyError(text.to_owned()));
                    }
                    rest = after;
                    continue 'modifiers;
                }
            }
            break;
        }
        let code = code_of(rest).ok_or_else(|| KeyError(text.to_owned()))?;
        Ok(Key::new(code, ctrl, alt, shift))
    }
}

fn strip_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name).then_some(rest)
}

fn code_of(name: &str) -> Option<KeyCode> {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return (!only.is_control()).then_some(KeyCode::Char(only));
    }
    let named = KeyCode::NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    named.map(|(_, code)| *code).or_else(|| {
        let number =
            strip_name(name, "f").filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let number = number.parse().ok()?;
        (1..=KeyCode::LAST_FUNCTION).contains(&number).then_some(KeyCode::F(number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code() -> impl Strategy<Value = KeyCode> {
        let named = proptest::sample::select(KeyCode::NAMED.map(|(_, code)| code).to_vec());
        let typed =
            any::<char>().prop_filter("no control", |typed| !typed.is_control()).prop_map(KeyCode::Char);
        let ascii = proptest::char::range(' ', '~').prop_map(KeyCode::Char);
        prop_oneof![named, typed, ascii, (1..=KeyCode::LAST_FUNCTION).prop_map(KeyCode::F)]
    }

    proptest! {
        #[test]
        fn a_key_reads_back_as_itself(code in code(), ctrl: bool, alt: bool, shift: bool) {
            let key = Key::new(code, ctrl, alt, shift);
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
            prop_assert_eq!(Key::new(key.code, key.ctrl, key.alt, key.shift), key);
        }

        #[test]
        fn no_text_panics(text in ".{0,12}") {
            if let Ok(key) = text.parse::<Key>() {
                prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
            }
        }
    }

    #[test]
    fn the_canonical_names() {
        for name in ["ctrl-c", "left", "?", "shift-tab", "space", "f1", "+", "-", "ctrl--", "alt-ctrl", "A"] {
            let parsed = name.parse::<Key>();
            if name == "alt-ctrl" {
                assert!(parsed.is_err());
            } else {
                assert_eq!(parsed.map(|key| key.to_string()).as_deref(), Ok(name));
            }
        }
        for (alias, name) in [
            ("Ctrl-C", "ctrl-c"),
            ("alt-ctrl-x", "ctrl-alt-x"),
            ("shift-a", "A"),
            ("ctrl-i", "tab"),
            ("F12", "f12"),
        ] {
            assert_eq!(alias.parse::<Key>().map(|key| key.to_string()).as_deref(), Ok(name));
        }
        for wrong in ["", "ctrl-", "ctrl-ctrl-a", "f0", "f25", "f+1", "spce", "\u{1b}", "left-"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_error_shows_no_control_character() {
        let error = "\u{1b}[2J".parse::<Key>().map_err(|error| error.to_string());
        assert!(error.is_err_and(|sentence| !sentence.chars().any(char::is_control)));
    }
}
