//! Proposed file names.

/// At most this many characters of a text, with a dash for each character that a file name should not hold.
pub(in crate::explorer) fn plain(text: &str, most: usize) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    text.chars().map(plain).take(most).collect()
}
