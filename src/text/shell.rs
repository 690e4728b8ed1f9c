//! Words of a command line that is shown for copying into a shell.

use std::borrow::Cow;

/// One word for a shell, quoted if necessary.
pub fn shell_word(word: &str) -> Cow<'_, str> {
    // Quotes around these would be harmless but needless, and every list of weights would have them.
    let is_harmless = |c: char| c.is_ascii_alphanumeric() || "-_./:,=+@%".contains(c);
    if !word.is_empty() && word.chars().all(is_harmless) {
        return Cow::Borrowed(word);
    }
    match shell_words::quote(word) {
        // Plain to a POSIX shell, but other shells read `^` as a pattern; a word that the crate leaves unquoted holds
        // no quote.
        Cow::Borrowed(plain) => Cow::Owned(format!("'{plain}'")),
        quoted => quoted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_change_them() {
        for word in ["uniform:10", "0.9,0.1", "1/3,2/3", "-", "--reward=rm", "a.toml"] {
            assert_eq!(shell_word(word), word);
        }
        for word in
            ["", "it's", "$(rm) `x` \"y\"", "~/a.toml", "2^-20,1", "a b", "!!", "*", "\u{a0}", "a\nb", "\\"]
        {
            let quoted = shell_word(word);
            assert_ne!(quoted, word);
            assert_eq!(shell_words::split(&quoted).unwrap(), [word], "{quoted}");
        }
    }
}
