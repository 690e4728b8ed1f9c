//! Notices about a log: how many rows have a fault, which ones, and how they were treated.

/// A sentence about a sample log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether the log has a fault, for which a strict reader refuses it.
    pub is_fault: bool,
    /// What was found, where, and how it was treated.
    pub text: String,
}

/// A count of lines, with the first of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    count: u64,
    first: [u64; Tally::NAMED],
}

impl Tally {
    const NAMED: usize = 5;

    pub(super) fn add(&mut self, line: u64) {
        if let Some(place) = self.first.get_mut(usize::try_from(self.count).unwrap_or(usize::MAX)) {
            *place = line;
        }
        self.count += 1;
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// "was" or "were".
    pub(super) fn was(&self) -> &'static str {
        if self.count == 1 { "was" } else { "were" }
    }

    /// "1 row (line 7) has", "42 rows (lines 1, 2, 3, 4, 5 and 37 more) have".
    pub(super) fn subject(&self, thing: &str, verbs: [&str; 2], line: &str) -> String {
        let is_one = self.count == 1;
        let named: Vec<String> = self.first.iter().take(self.count as usize).map(u64::to_string).collect();
        let more = self.count - named.len() as u64;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let plural = |word: &str| if is_one { word.to_owned() } else { format!("{word}s") };
        format!(
            "{} {} ({} {}{more}) {}",
            self.count,
            plural(thing),
            plural(line),
            named.join(", "),
            verbs[usize::from(!is_one)]
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_lines_are_named_and_the_others_counted() {
        let mut tally = Tally::default();
        tally.add(7);
        assert_eq!(tally.subject("row", ["has", "have"], "line"), "1 row (line 7) has");
        (8..50).for_each(|line| tally.add(line));
        let many = "43 prompts (rows 7, 8, 9, 10, 11 and 38 more) have";
        assert_eq!(tally.subject("prompt", ["has", "have"], "row"), many);
    }
}
