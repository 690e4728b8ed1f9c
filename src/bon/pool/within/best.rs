//! The mean of a value over best-of-n, from one pool.

use rand_chacha::ChaCha8Rng;

use super::shares::{high, low, made_anew, one, part};
use crate::pool::interval::{Interval, Range};

/// What a draw is worth: the reward it is ranked by, and the value whose mean is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// What best-of-n ranks by.
    pub reward: f64,
    /// The reward itself, or a second one.
    pub value: f64,
}

/// A 95 % interval for the mean value of the best of `n`, from independent draws of one prompt; none for no draws, n of 0
/// and n above their number.
///
/// `range` is where values lie for certain; the interval stays inside. Where an end is not known the tail beyond the last
/// draw is taken to fall off exponentially as the last draws do, which n near N rests on. Two draws at least are needed then.
pub fn best_interval(draws: &[Ranked], n: u64, range: Range, seed: u64) -> Option<Interval> {
    if n == 0 || n > draws.len() as u64 || !range.is_bounded() && draws.len() < 2 {
        return None;
    }
    let mut draws = draws.to_vec();
    // The best first.
    draws.sort_by(|a, b| b.reward.total_cmp(&a.reward).then(b.value.total_cmp(&a.value)));
    let is_reward = draws.iter().all(|draw| draw.reward == draw.value);
    let ends = Ends::of(&draws, range);
    let n = n as f64;
    // What lies between the draws is worth the lower one or the upper one of its neighbours; of a second reward it is known
    // only that it lies in its range.
    let below = |_: f64| ends.low - ends.below;
    let (least, most) = (|_: f64| ends.low, |_: f64| ends.high);
    let [lower, upper] = made_anew(draws.len(), seed, |rng| {
        let shares = Shares::new(draws.len(), rng);
        // How fast the tail falls is itself known from few draws.
        let slower = if ends.above > 0.0 { ends.last / part(ends.last, rng) } else { 1.0 };
        let beyond = |drawn: f64| ends.high + ends.above * slower * (1.0 + (n * drawn).ln_1p());
        if is_reward {
            [shares.best(&draws, n, None, Some(&below)), shares.best(&draws, n, Some(&beyond), None)]
        } else {
            [shares.best(&draws, n, Some(&least), None), shares.best(&draws, n, Some(&most), None)]
        }
    });
    let found = Interval { low: low(&lower), high: high(&upper) };
    if !range.is_bounded() && found.low >= found.high {
        // All draws are alike, and how far others may be is not known.
        return None;
    }
    Some(range.keep(found))
}

/// What lies outside the draws.
struct Ends {
    low: f64,
    /// How far below the mean of the tail is; 0 where `low` is the end of the range.
    below: f64,
    high: f64,
    above: f64,
    /// The number of draws that the tail was read off.
    last: f64,
}

impl Ends {
    /// `draws` descend.
    fn of(draws: &[Ranked], range: Range) -> Ends {
        let values = || draws.iter().map(|draw| draw.value);
        let (least, most) =
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        let mut sorted: Vec<f64> = values().collect();
        sorted.sort_by(f64::total_cmp);
        // The mean excess of the last draws over the one before them.
        let last = (sorted.len() as f64).sqrt().ceil().min(sorted.len() as f64 - 1.0) as usize;
        let excess = |sorted: &mut dyn Iterator<Item = f64>| {
            let tail: Vec<f64> = sorted.take(last + 1).collect();
            let base = tail[tail.len() - 1];
            tail.iter().map(|value| (value - base).abs()).sum::<f64>() / (last.max(1) as f64)
        };
        let known = |end: f64| end.is_finite();
        Ends {
            low: if known(range.low) { range.low } else { least },
            below: if known(range.low) { 0.0 } else { excess(&mut sorted.iter().copied()) },
            high: if known(range.high) { range.high } else { most },
            above: if known(range.high) { 0.0 } else { excess(&mut sorted.iter().rev().copied()) },
            last: last.max(1) as f64,
        }
    }
}

type Worth<'a> = Option<&'a dyn Fn(f64) -> f64>;

/// Random shares of the draws and of what lies outside.
struct Shares {
    draws: Vec<f64>,
    outside: f64,
}

impl Shares {
    fn new(count: usize, rng: &mut ChaCha8Rng) -> Shares {
        let mut draws: Vec<f64> = (0..count).map(|_| one(rng)).collect();
        let outside = one(rng);
        let total = outside + draws.iter().sum::<f64>();
        draws.iter_mut().for_each(|share| *share /= total);
        Shares { draws, outside: outside / total }
    }

    /// The mean over best-of-n when these are the shares of the draws, which descend, and the outside lies above or below all
    /// of them; its worth depends on its share.
    fn best(&self, draws: &[Ranked], n: f64, above: Worth<'_>, below: Worth<'_>) -> f64 {
        // The mass from the top down to here, and the chance that all n are below.
        let (mut taken, mut left, mut mean) = (0.0, 1.0, 0.0);
        let mut take = |share: f64, value: f64| {
            taken += share;
            let rest = (1.0 - taken).max(0.0).powf(n);
            mean += (left - rest) * value;
            left = rest;
        };
        if let Some(worth) = above {
            take(self.outside, worth(self.outside));
        }
        let mut shares = self.draws.as_slice();
        for tied in draws.chunk_by(|a, b| a.reward == b.reward) {
            let (own, rest) = shares.split_at(tied.len());
            let share = own.iter().sum::<f64>();
            let value = tied.iter().zip(own).map(|(draw, share)| draw.value * share).sum::<f64>();
            take(share, value / share);
            shares = rest;
        }
        if let Some(worth) = below {
            take(self.outside, worth(self.outside));
        }
        // Rounding leaves a little; it belongs to the lowest.
        mean + left * draws.last().map_or(0.0, |draw| draw.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Beta, ContinuousCDF};

    #[test]
    fn rates_have_the_limits_of_clopper_and_pearson_at_every_n() {
        for (count, solved) in [(16_u32, 16_u32), (64, 5), (64, 0), (64, 63)] {
            let draws: Vec<Ranked> = (0..count)
                .map(|i| f64::from(u8::from(i < solved)))
                .map(|reward| Ranked { reward, value: reward })
                .collect();
            let limit = |up: u32, tail: f64| {
                let (a, b) = (f64::from(solved + up), f64::from(count - solved + 1 - up));
                if a == 0.0 {
                    0.0
                } else if b == 0.0 {
                    1.0
                } else {
                    Beta::new(a, b).unwrap().inverse_cdf(tail)
                }
            };
            for n in [1, 4, 16] {
                let found = best_interval(&draws, n, Range::RATE, 1).unwrap();
                let solves = |rate: f64| 1.0 - (1.0 - rate).powi(n as i32);
                let expected = [solves(limit(0, 0.025)), solves(limit(1, 0.975))];
                // The noise of 1000 resamples.
                for (found, expected) in [found.low, found.high].into_iter().zip(expected) {
                    assert!((found - expected).abs() < 0.03, "{solved} of {count}, {n}: {found} {expected}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_known_has_no_interval() {
        let draws = [Ranked { reward: 1.0, value: 1.0 }; 5];
        assert_eq!(best_interval(&draws, 2, Range::ANY, 1), None);
        assert_eq!(best_interval(&draws, 6, Range::RATE, 1), None);
        assert_eq!(best_interval(&draws, 0, Range::RATE, 1), None);
        assert!(best_interval(&draws, 5, Range::RATE, 1).unwrap().width() > 0.0);
        assert_eq!(best_interval(&draws[..1], 1, Range::ANY, 1), None);
    }
}
