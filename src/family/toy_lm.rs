//! A language model small enough to list every answer: a Markov chain over five letters.
//!
//! All its probabilities are whole numbers of 2^-30, so they are exact and equal ones tie exactly.

const LETTERS: [char; 5] = ['a', 'b', 'c', 'd', 'e'];
/// A sequence that reaches this many letters stops.
const LONGEST: usize = 6;
/// Chances of the first letter, in 32nds.
const FIRST: [u64; 5] = [12, 8, 6, 4, 2];
/// After each letter: the chances of the next letter and, last, of the end, in 32nds.
const NEXT: [([u64; 5], u64); 5] = [
    ([2, 12, 6, 4, 2], 6),
    ([4, 2, 12, 6, 2], 6),
    ([8, 4, 2, 8, 4], 6),
    ([6, 8, 4, 2, 4], 8),
    ([10, 4, 4, 2, 2], 10),
];

/// One answer of the model.
pub(super) struct Sequence {
    pub(super) letters: String,
    pub(super) p: f64,
}

/// Every sequence of 1 to 6 letters, shorter ones first, each length in alphabetical order.
pub(super) fn sequences() -> Vec<Sequence> {
    // The whole is 32^6 parts.
    let mut going: Vec<(String, usize, u64)> = (0..LETTERS.len())
        .map(|letter| (LETTERS[letter].to_string(), letter, FIRST[letter] * 32u64.pow(LONGEST as u32 - 1)))
        .collect();
    let mut finished = Vec::new();
    for length in 1..=LONGEST {
        let mut longer = Vec::with_capacity(going.len() * LETTERS.len());
        for (letters, last, parts) in going {
            let (next, end) = NEXT[last];
            if length < LONGEST {
                longer.extend((0..LETTERS.len()).map(|letter| {
                    let mut more = letters.clone();
                    more.push(LETTERS[letter]);
                    (more, letter, parts / 32 * next[letter])
                }));
            }
            let stopping = if length < LONGEST { parts / 32 * end } else { parts };
            finished.push(Sequence { letters, p: stopping as f64 / 32f64.powi(LONGEST as i32) });
        }
        going = longer;
    }
    finished
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_is_listed_whole_and_sums_to_one_exactly() {
        let all = sequences();
        assert_eq!(all.len(), 19_530);
        assert_eq!(all.iter().map(|s| s.p).sum::<f64>(), 1.0);
        let p = |letters: &str| all.iter().find(|s| s.letters == letters).map(|s| s.p);
        assert_eq!(p("a"), Some(12.0 * 6.0 / 1024.0));
        assert_eq!(p("abcd"), Some(12.0 * 12.0 * 12.0 * 8.0 * 8.0 / 32f64.powi(5)));
        assert_eq!(p("eeeeee"), Some(2.0 * 2f64.powi(5) / 32f64.powi(6)));
    }
}
