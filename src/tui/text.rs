//! Text in cells: cut by display width, wrapped, aligned.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::tui::line::Line;
use crate::tui::theme::{Role, Theme};

/// The characters as a person sees them, each with its width in cells.
fn characters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let shown = text.graphemes(true).filter(|symbol| !symbol.contains(char::is_control));
    shown.map(|symbol| (symbol, usize::from(symbol.cell_width())))
}

/// The width of the text in cells: the sum over its characters, which are written one by one.
pub(crate) fn cells(text: &str) -> usize {
    characters(text).map(|(_, width)| width).sum()
}

/// The text cut to at most `width` cells, with an ellipsis in place of the rest. Characters of several code points stay
/// whole.
pub(crate) fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if text.is_ascii() && text.len() <= width || cells(text) <= width {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let kept = characters(text).take_while(|(_, cells)| {
        used += cells;
        used < width
    });
    let mut short: String = kept.map(|(symbol, _)| symbol).collect();
    if width > 0 {
        short.push('…');
    }
    Cow::Owned(short)
}

/// The text with blanks behind it, `width` cells in all where it is not wider.
pub(crate) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(cells(text))))
}

/// Writes on row `row` of `area`, starting at column `column`, cut at the right end; gives the column after the text.
pub(crate) fn put(
    buffer: &mut Buffer,
    area: Rect,
    (column, row): (u16, u16),
    text: &str,
    style: Style,
) -> u16 {
    let room = usize::from(area.width.saturating_sub(column));
    if row >= area.height || room == 0 {
        return column;
    }
    let text = cut(text, room);
    buffer.set_stringn(area.x + column, area.y + row, &text, room, style).0 - area.x
}

/// Draws a line that is being typed in `width` cells, with the cursor in sight; gives the column after it.
pub(crate) fn field(
    buffer: &mut Buffer,
    area: Rect,
    (column, row): (u16, u16),
    line: &Line,
    width: u16,
    theme: &Theme,
) -> u16 {
    let (mut before, after) = line.parts();
    while cells(before) + 1 > usize::from(width) {
        let Some(first) = before.graphemes(true).next() else { break };
        before = &before[first.len()..];
    }
    let style = theme.style(if line.is_marked() { Role::Selection } else { Role::Field });
    let end = column.saturating_add(width);
    let field = Rect { width: area.width.min(end), ..area };
    if line.is_marked() && line.text().width() >= usize::from(width) {
        // The first digits show the size of a number.
        put(buffer, field, (column, row), line.text(), style);
        return end;
    }
    let mut at = put(buffer, field, (column, row), before, style);
    let under = after.graphemes(true).next().unwrap_or(" ");
    at = put(buffer, field, (at, row), under, style.add_modifier(Modifier::REVERSED));
    at = put(buffer, field, (at, row), after.get(under.len()..).unwrap_or_default(), style);
    put(buffer, field, (at, row), &" ".repeat(end.saturating_sub(at).into()), style);
    end
}

/// The text on lines of at most `width` cells; longer words are broken.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for mut word in paragraph.split_whitespace() {
            if !line.is_empty() && line.width() + 1 + word.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            while word.width() > width {
                let head = head(word, width);
                lines.push(head.to_owned());
                word = &word[head.len()..];
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// The text on at most `most` lines of at most `width` cells; an ellipsis marks omitted text.
pub(crate) fn wrap_within(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = cut(&format!("{last} …"), width).into_owned();
        }
    }
    lines
}

/// The longest start of at most `width` cells, but at least one character.
fn head(text: &str, width: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        used += c.width().unwrap_or(0);
        (at > 0 && used > width).then_some(at)
    });
    &text[..end.unwrap_or(text.len())]
}

/// The width of a text in cells.
pub(crate) fn width(text: &str) -> u16 {
    text.width().try_into().unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_by_cells() {
        assert_eq!(cut("outcome", 7), "outcome");
        assert_eq!(cut("outcomes", 7), "outcom…");
        assert_eq!(cut("断断断", 5), "断断…");
        assert_eq!(cut("断断断", 4), "断…");
        assert_eq!(cut("abc", 1), "…");
        // A family of three people is one character of two cells.
        assert_eq!(cut("👨‍👩‍👧 and more", 6), "👨‍👩‍👧 an…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(cut("☺\u{fe0f}☺\u{fe0f}", 3), "☺\u{fe0f}…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn a_field_shows_characters_whole() {
        let line = |keys: &[&str]| {
            let mut line = Line::new("ae\u{301}👨‍👩‍👧b");
            keys.iter().for_each(|key| assert!(line.edit(key.parse().unwrap())));
            line
        };
        let shown = |line: &Line, width| {
            let area = Rect::new(0, 0, width, 1);
            let mut buffer = Buffer::empty(area);
            field(&mut buffer, area, (0, 0), line, width, &Theme::default());
            let under: Vec<_> =
                (0..width).filter(|&x| buffer[(x, 0)].modifier.contains(Modifier::REVERSED)).collect();
            let symbol = |&x: &u16| buffer[(x, 0)].symbol().to_owned();
            ((0..width).map(|x| symbol(&x)).collect::<String>(), under.first().map(symbol))
        };
        let (text, under) = shown(&line(&["left", "left"]), 8);
        assert!(text.starts_with("ae\u{301}👨‍👩‍👧") && text.contains('b'), "{text:?}");
        assert_eq!(under.as_deref(), Some("👨‍👩‍👧"));
        assert_eq!(shown(&line(&["left", "left", "left"]), 8).1.as_deref(), Some("e\u{301}"));
        // Half of a wide character is never shown.
        assert_eq!(shown(&line(&[]), 3).0, "b  ");
    }

    #[test]
    fn wraps_words() {
        assert_eq!(wrap("best of n", 6), ["best", "of n"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("断断 a", 1), ["断", "断", "a"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap_within("best of n", 6, 2), ["best", "of n"]);
        assert_eq!(wrap_within("best of n draws", 4, 2), ["best", "of …"]);
    }
}
