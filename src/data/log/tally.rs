//! How many rows have a fault, and which ones.

use crate::data::log::places::Places;

/// A count of lines, with the first of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    count: u64,
    /// The number of lines, when those of one line come together.
    lines: u64,
    last: u64,
    first: [u64; Tally::NAMED],
}

impl Tally {
    const NAMED: usize = 5;

    pub(super) fn add(&mut self, line: u64) {
        self.count += 1;
        if self.last == line {
            return;
        }
        if let Some(place) = self.first.get_mut(usize::try_from(self.lines).unwrap_or(usize::MAX)) {
            *place = line;
        }
        (self.lines, self.last) = (self.lines + 1, line);
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// "was" or "were".
    pub(super) fn was(&self) -> &'static str {
        if self.count == 1 { "was" } else { "were" }
    }

    /// "1 row (line 7) has", "42 rows (lines 1, 2, 3, 4, 5 and 37 more) have".
    pub(super) fn subject(&self, thing: &str, verbs: [&str; 2], line: &str, places: &Places) -> String {
        let is_one = self.count == 1;
        let named: Vec<String> =
            self.first.iter().take(self.lines as usize).map(|line| places.shown(*line)).collect();
        let more = self.lines - named.len() as u64;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let plural = |word: &str, is_one: bool| if is_one { word.to_owned() } else { format!("{word}s") };
        format!(
            "{} {} ({} {}{more}) {}",
            self.count,
            plural(thing, is_one),
            plural(line, self.lines == 1),
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
        let (mut tally, places) = (Tally::default(), Places::default());
        tally.add(7);
        assert_eq!(tally.subject("row", ["has", "have"], "line", &places), "1 row (line 7) has");
        (8..50).for_each(|line| tally.add(line));
        let many = "43 prompts (rows 7, 8, 9, 10, 11 and 38 more) have";
        assert_eq!(tally.subject("prompt", ["has", "have"], "row", &places), many);
        let mut list = Tally::default();
        [3, 3, 3, 5].into_iter().for_each(|line| list.add(line));
        assert_eq!(list.subject("draw", ["has", "have"], "line", &places), "4 draws (lines 3, 5) have");
    }
}
