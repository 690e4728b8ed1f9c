//! Foreign text made fit for a screen and for one-line errors. Must never let a control character pass.

use std::borrow::Cow;

/// The longest piece of foreign text that an error repeats, in characters.
const QUOTED: usize = 40;

/// `text` with a visible symbol for every character that could act on a terminal or hide text.
///
/// C0 controls become their control pictures (`␛` for escape); C1 controls, bidirectional marks, line
/// separators and invisible format characters become their code point, as in `⟨202E⟩`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\0'..='\x1f' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            '\x7f' => shown.push('␡'),
            _ if acts(c) => shown.push_str(&format!("⟨{:04X}⟩", u32::from(c))),
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether `c` moves the cursor, changes the direction of writing or has no width. The joiners U+200C and U+200D are
/// kept, because scripts and emoji need them.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// `text` in quotes for an error: visible and short.
pub(crate) fn quoted(text: &str) -> String {
    let mut head: String = text.chars().take(QUOTED).collect();
    if head.len() < text.len() {
        head.push('…');
    }
    format!("\"{}\"", visible(&head))
}

/// ` did you mean "..."?` if one of `known` is close enough to `word`; else nothing.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map_or_else(String::new, |near| format!(" did you mean \"{near}\"?"))
}

fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    // The distance takes quadratic time, and nobody mistypes a name this long.
    if length > QUOTED {
        return None;
    }
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&word, name), name))
        .filter(|&(distance, name)| distance <= (length.max(name.chars().count()) / 3).max(1))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_symbols_and_clean_text_is_borrowed() {
        assert!(matches!(visible("y₁ → naïve 👩‍🚀"), Cow::Borrowed(_)));
        assert_eq!(visible("\x1b[31mred\x07\x7f"), "␛[31mred␇␡");
        assert_eq!(visible("a\u{9b}b\u{202e}c\u{200b}"), "a⟨009B⟩b⟨202E⟩c⟨200B⟩");
        assert_eq!(visible("tab\tline\n"), "tab␉line␊");
    }

    #[test]
    fn the_nearest_name_is_found_only_when_near() {
        let known = ["uniform", "zipf", "geometric"];
        assert_eq!(did_you_mean("unifrom", known), " did you mean \"uniform\"?");
        assert_eq!(did_you_mean("Zipf", known), " did you mean \"zipf\"?");
        assert_eq!(did_you_mean("cauchy", known), "");
    }
}
