//! Which key asks for which action: the table's choice, or that of the configuration file.
//!
//! Everything on the screen that names a key asks here, so that a rebound key is named correctly everywhere.

use crate::explorer::action::context::Context;
use crate::explorer::action::table;
use crate::explorer::action::table::{Action, Entry, TABLE};
use crate::tui::input::{Key, KeyCode};

/// Actions that must keep a key: without it there is no way out.
const NEEDED: &[Action] =
    &[Action::Quit, Action::Accept, Action::Cancel, Action::CloseHelp, Action::Interrupt];

/// The keys of every action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// In the order of [`TABLE`].
    keys: Vec<Vec<Key>>,
}

/// Why an action cannot have these keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BindError {
    /// Without a key there is no way out.
    #[error("{0} must keep a key: without it there is no way out")]
    Needed(&'static str),
    /// The key is needed for typing.
    #[error(
        "{key} types a character where {id} applies ({place}); take a key that does not, such as ctrl-{key} or f9"
    )]
    Types {
        /// The key.
        key: Key,
        /// The action.
        id: &'static str,
        /// The context, as part of a sentence.
        place: &'static str,
    },
    /// The key has another meaning in that context.
    #[error(
        "{key} would ask for both {id} and {other} ({place}); give {other} another key, or none with {other} = []"
    )]
    Taken {
        /// The key.
        key: Key,
        /// The action.
        id: &'static str,
        /// The action that has the key already.
        other: &'static str,
        /// The context, as part of a sentence.
        place: &'static str,
    },
}

impl Default for Keymap {
    fn default() -> Keymap {
        // A test checks that every key name in the table is valid.
        let parsed = |entry: &Entry| entry.keys.iter().filter_map(|name| name.parse().ok()).collect();
        Keymap { keys: TABLE.iter().map(parsed).collect() }
    }
}

impl Keymap {
    /// The keys of an action, the main one first.
    pub fn keys(&self, action: Action) -> &[Key] {
        self.keys.get(action as usize).map_or(&[], Vec::as_slice)
    }

    /// Replaces the keys of an action. [`Keymap::check`] says whether they are allowed.
    pub fn bind(&mut self, action: Action, keys: Vec<Key>) {
        if let Some(place) = self.keys.get_mut(action as usize) {
            *place = keys;
        }
    }

    /// The action that `key` asks for in `context`.
    pub fn find(&self, context: Context, key: &Key) -> Option<Action> {
        table::of_context(context).map(|entry| entry.action).find(|&action| self.keys(action).contains(key))
    }

    /// Checks that the keys of this entry differ from those of every other entry, wherever it applies.
    ///
    /// # Errors
    /// [`BindError`] for the first key that is not allowed.
    pub fn check(&self, entry: &Entry) -> Result<(), BindError> {
        let keys = self.keys(entry.action);
        if keys.is_empty() && NEEDED.contains(&entry.action) {
            return Err(BindError::Needed(entry.id));
        }
        for (&key, context) in keys.iter().flat_map(|key| entry.contexts().map(move |c| (key, c))) {
            let (id, place) = (entry.id, context.place());
            let own = entry.keys.contains(&key.to_string().as_str());
            if context.types() && key.typed().is_some() && !own {
                return Err(BindError::Types { key, id, place });
            }
            let taken =
                |other: &&Entry| other.action != entry.action && self.keys(other.action).contains(&key);
            if let Some(other) = table::of_context(context).find(taken) {
                return Err(BindError::Taken { key, id, other: other.id, place });
            }
        }
        Ok(())
    }

    /// The first key of an action, as shown to a person.
    pub fn sign(&self, action: Action) -> Option<String> {
        self.keys(action).first().map(sign)
    }

    /// A hint such as `u undoes, Ctrl-r redoes`, of the actions that have a key.
    pub fn hint<'a>(&self, actions: impl IntoIterator<Item = (Action, &'a str)>) -> String {
        let hints =
            actions.into_iter().filter_map(|(action, does)| Some(format!("{} {does}", self.sign(action)?)));
        hints.collect::<Vec<_>>().join(", ")
    }

    /// A sentence, followed by a hint where one of the actions has a key.
    pub fn advise<'a>(&self, sentence: &str, actions: impl IntoIterator<Item = (Action, &'a str)>) -> String {
        match self.hint(actions).as_str() {
            "" => sentence.to_owned(),
            hint => format!("{sentence}; {hint}"),
        }
    }

    /// All keys of an action, as shown to a person; a run of digits is one entry.
    pub fn signs(&self, action: Action) -> Vec<String> {
        let keys = self.keys(action);
        let is_digit = |key: &&Key| !key.alt && key.typed().is_some_and(|typed| typed.is_ascii_digit());
        let digits: Vec<&Key> = keys.iter().filter(is_digit).collect();
        let run = match digits[..] {
            [first, .., last] => Some(format!("{}-{}", sign(first), sign(last))),
            _ => None,
        };
        let others = keys.iter().filter(|key| run.is_none() || !is_digit(key)).map(sign);
        run.iter().cloned().chain(others).collect()
    }
}

/// A key as it is printed on a keyboard.
pub fn sign(key: &Key) -> String {
    let mut shown = String::new();
    for (held, name) in [(key.ctrl, "Ctrl-"), (key.alt, "Alt-"), (key.shift, "Shift-")] {
        shown.push_str(if held { name } else { "" });
    }
    let code = match key.code {
        KeyCode::Left => "←".to_owned(),
        KeyCode::Right => "→".to_owned(),
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(typed) => typed.to_string(),
        code => {
            let name = Key::from(code).to_string();
            name[..1].to_uppercase() + &name[1..]
        }
    };
    shown + &code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key {
        name.parse().unwrap()
    }

    fn entry(action: Action) -> &'static Entry {
        &TABLE[action as usize]
    }

    fn bound(action: Action, keys: &[&str]) -> Keymap {
        let mut keymap = Keymap::default();
        keymap.bind(action, keys.iter().map(|name| key(name)).collect());
        keymap
    }

    #[test]
    fn a_key_bound_anew_is_found_and_named() {
        let keymap = bound(Action::Undo, &["f9", "alt-u"]);
        assert_eq!(keymap.check(entry(Action::Undo)), Ok(()));
        assert_eq!(keymap.find(Context::Main, &key("f9")), Some(Action::Undo));
        assert_eq!(keymap.find(Context::Main, &key("u")), None);
        assert_eq!(
            keymap.hint([(Action::Undo, "undoes"), (Action::Redo, "redoes")]),
            "F9 undoes, Ctrl-r redoes"
        );
        assert_eq!(bound(Action::Undo, &[]).advise("done", [(Action::Undo, "undoes")]), "done");
        assert_eq!(Keymap::default().signs(Action::TypeDraws), ["1-9", "n"]);
    }

    #[test]
    fn signs_of_keys() {
        for (name, shown) in [
            ("left", "←"),
            ("ctrl-alt-x", "Ctrl-Alt-x"),
            ("shift-tab", "Shift-Tab"),
            ("space", "Space"),
            ("pagedown", "PgDn"),
            ("f12", "F12"),
            ("esc", "Esc"),
            ("-", "-"),
        ] {
            assert_eq!(sign(&key(name)), shown);
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let refused = |action, keys| bound(action, keys).check(entry(action)).unwrap_err().to_string();
        assert_eq!(
            refused(Action::Undo, &["z"]),
            "z would ask for both undo and zoom (in the panes); give zoom another key, or none with zoom = []"
        );
        assert_eq!(
            refused(Action::Cancel, &["esc", "q"]),
            "q types a character where cancel applies (while typing); take a key that does not, such as ctrl-q or f9"
        );
        assert_eq!(refused(Action::Quit, &[]), "quit must keep a key: without it there is no way out");
        assert_eq!(bound(Action::Zoom, &[]).check(entry(Action::Zoom)), Ok(()));
    }

    #[test]
    fn the_defaults_are_fine() {
        for entry in TABLE {
            assert_eq!(Keymap::default().check(entry), Ok(()));
            assert_eq!(Keymap::default().keys(entry.action).len(), entry.keys.len());
        }
    }
}
