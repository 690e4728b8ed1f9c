//! Things one after the other in a sentence.

/// These with commas between them, and `before` the last: `a, b and c`.
pub fn listed(parts: &[String], before: &str) -> String {
    match parts {
        [most @ .., last] if !most.is_empty() => format!("{} {before} {last}", most.join(", ")),
        _ => parts.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sentences() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        let lists = [0, 1, 2, 3].map(|length| listed(&parts[..length], "or"));
        assert_eq!(lists, ["", "a", "a or b", "a, b or c"]);
    }
}
