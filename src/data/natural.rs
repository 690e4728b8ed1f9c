//! The order of names.

use std::cmp::Ordering;

/// The order of names with numbers in them: `part-2` comes before `part-10`.
pub(in crate::data) fn natural(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a, b);
    loop {
        match (a_rest.chars().next(), b_rest.chars().next()) {
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, a_after) = number(a_rest);
                let (y, b_after) = number(b_rest);
                // Without leading zeros the longer number is the larger one.
                let order = x.len().cmp(&y.len()).then_with(|| x.cmp(y));
                if order.is_ne() {
                    return order;
                }
                (a_rest, b_rest) = (a_after, b_after);
            }
            (Some(x), Some(y)) if x == y => {
                (a_rest, b_rest) = (&a_rest[x.len_utf8()..], &b_rest[y.len_utf8()..]);
            }
            (None, None) => return a.cmp(b),
            (x, y) => return x.cmp(&y),
        }
    }
}

/// The number at the start, without its leading zeros, and the rest.
fn number(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    (digits.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count() {
        let mut names = ["part-10", "part-9", "part-010", "part-1a", "part", "part-1", "q"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["part", "part-1", "part-1a", "part-9", "part-010", "part-10", "q"]);
    }
}
