//! A line of text that is being typed. Owns the cursor; knows neither keymap nor screen.

use std::borrow::Cow;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::text::visible;
use crate::tui::input::{Key, KeyCode};

/// The longest text, in code points.
const LIMIT: usize = 200;

/// The keys that move in the text and delete from it, with what they do.
pub const KEYS: &[(&[&str], &str)] = &[
    (&["left", "right"], "one character to the left or right"),
    (&["home", "ctrl-a"], "to the start of the text"),
    (&["end", "ctrl-e"], "to the end of the text"),
    (&["backspace"], "delete the character before the cursor"),
    (&["delete"], "delete the character after the cursor"),
    (&["ctrl-w"], "delete the word before the cursor"),
    (&["ctrl-u"], "delete everything before the cursor"),
];

/// Text with a cursor between its characters: a letter with accents is one character, and so is an emoji of several
/// code points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// In bytes; always between two characters.
    cursor: usize,
    /// Whether typing replaces the whole text.
    marked: bool,
}

impl Line {
    /// A line that holds `text`, with the cursor at its end.
    pub fn new(text: &str) -> Line {
        let mut line = Line::default();
        line.insert(text);
        line
    }

    /// A line that holds `text` until something is typed over it.
    pub fn marked(text: &str) -> Line {
        Line { marked: true, ..Line::new(text) }
    }

    /// Whether the next character replaces the whole text.
    pub fn is_marked(&self) -> bool {
        self.marked
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before and after the cursor.
    pub fn parts(&self) -> (&str, &str) {
        self.text.split_at(self.cursor)
    }

    /// Inserts `text` at the cursor, without characters that act on a terminal or hide text.
    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.marked) {
            (self.text, self.cursor) = (String::new(), 0);
        }
        let room = LIMIT.saturating_sub(self.text.chars().count());
        for typed in text.chars().filter(|c| is_harmless(*c)).take(room) {
            self.text.insert(self.cursor, typed);
            self.cursor += typed.len_utf8();
        }
        self.settle();
    }

    /// The start of the character before the cursor.
    fn before(&self) -> usize {
        self.parts().0.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    /// The end of the character after the cursor.
    fn after(&self) -> usize {
        self.cursor + self.parts().1.graphemes(true).next().map_or(0, str::len)
    }

    /// Moves the cursor to the end of its character: the text on its two sides may have joined.
    fn settle(&mut self) {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        // With the whole text at hand neither question can fail.
        if cursor.is_boundary(&self.text, 0) == Ok(false)
            && let Ok(Some(next)) = cursor.next_boundary(&self.text, 0)
        {
            self.cursor = next;
        }
    }

    /// Removes the text from `start` to `end`; the cursor keeps its place.
    fn remove(&mut self, start: usize, end: usize) {
        self.text.drain(start..end);
        self.cursor = start;
        self.settle();
    }

    /// Handles an editing key; gives whether it is one.
    pub fn edit(&mut self, key: Key) -> bool {
        if let Some(typed) = key.typed() {
            self.insert(typed.encode_utf8(&mut [0; 4]));
            return true;
        }
        self.marked = false;
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Backspace, false, false) => self.remove(self.before(), self.cursor),
            (KeyCode::Delete, false, false) => self.remove(self.cursor, self.after()),
            (KeyCode::Left, false, false) => self.cursor = self.before(),
            (KeyCode::Right, false, false) => self.cursor = self.after(),
            (KeyCode::Home, false, false) | (KeyCode::Char('a'), true, false) => self.cursor = 0,
            (KeyCode::End, false, false) | (KeyCode::Char('e'), true, false) => self.cursor = self.text.len(),
            (KeyCode::Char('u'), true, false) => self.remove(0, self.cursor),
            (KeyCode::Char('w'), true, false) => {
                let before = self.parts().0;
                let start = before.trim_end().rfind(' ').map_or(0, |space| space + 1);
                self.remove(start, self.cursor);
            }
            _ => return false,
        }
        true
    }
}

/// Whether the character is shown as it is.
fn is_harmless(c: char) -> bool {
    matches!(visible(c.encode_utf8(&mut [0; 4])), Cow::Borrowed(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(line: &mut Line, keys: &[&str]) -> (String, String) {
        for key in keys {
            assert!(line.edit(key.parse().unwrap()), "{key}");
        }
        let (before, after) = line.parts();
        (before.to_owned(), after.to_owned())
    }

    #[test]
    fn edits_by_characters() {
        let mut line = Line::new("aé断");
        assert_eq!(edited(&mut line, &["left", "backspace", "x"]), ("ax".into(), "断".into()));
        assert_eq!(edited(&mut line, &["delete", "delete", "home", "left", "b"]), ("b".into(), "ax".into()));
        assert_eq!(edited(&mut line, &["right", "right", "right", "ctrl-u"]), (String::new(), String::new()));
        line.insert("zipf of\u{1b} 1000");
        assert_eq!(
            edited(&mut line, &["ctrl-w", "ctrl-a", "backspace", "ctrl-e"]),
            ("zipf of ".into(), String::new())
        );
        assert!(!line.edit("f5".parse().unwrap()));
    }

    #[test]
    fn a_character_of_several_code_points_is_one() {
        // A combining accent, a family of three people, a flag, a thumb with a skin tone.
        for character in ["e\u{301}", "👨‍👩‍👧", "🇩🇪", "👍🏽"] {
            let mut line = Line::new(&format!("a{character}b"));
            assert_eq!(edited(&mut line, &["left", "left"]), ("a".into(), format!("{character}b")));
            assert_eq!(edited(&mut line, &["right"]), (format!("a{character}"), "b".into()));
            assert_eq!(edited(&mut line, &["backspace"]), ("a".into(), "b".into()));
            line.insert(character);
            assert_eq!(edited(&mut line, &["left", "delete"]), ("a".into(), "b".into()));
        }
    }

    #[test]
    fn the_cursor_is_never_inside_a_character() {
        let mut line = Line::new("🇩🇪");
        // The first two of three letters of flags are one flag.
        assert_eq!(edited(&mut line, &["home", "🇫"]), ("🇫🇩".into(), "🇪".into()));
        let mut line = Line::new("🇩x🇪");
        assert_eq!(edited(&mut line, &["left", "backspace"]), ("🇩🇪".into(), String::new()));
        let mut line = Line::new("ab");
        assert_eq!(edited(&mut line, &["left", "\u{301}", "left"]), (String::new(), "a\u{301}b".into()));
    }

    #[test]
    fn a_marked_text_is_typed_over_or_edited() {
        assert_eq!(edited(&mut Line::marked("0.25"), &["1", "/", "3"]), ("1/3".into(), String::new()));
        assert_eq!(edited(&mut Line::marked("0.25"), &["backspace", "1"]), ("0.21".into(), String::new()));
    }
}
