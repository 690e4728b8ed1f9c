//! Names of files that are offered.

/// So many characters of a text at most, with a dash in the place of whatever a file name had better not hold.
pub(in crate::explorer) fn plain(text: &str, most: usize) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    text.chars().map(plain).take(most).collect()
}
