//! Standard errors from a single pool: the delete-one jackknife over its draws.
//!
//! Leaving out draw i moves every draw above it one rank down and changes nothing else, so all N leave-one-out
//! estimates come from two running sums, in time proportional to N (derived).

use super::weights::Chances;
use super::{BestOf, Draw, Pool};
use crate::numeric::sum::sum;

/// Jackknife standard errors at one n.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Errors {
    pub(super) kl: Option<f64>,
    pub(super) reward: f64,
    pub(super) gold: Option<f64>,
    pub(super) win_rate: Option<f64>,
}

impl Pool {
    /// The standard errors at n; none when n is not below N, because then nothing is left to leave out.
    pub(super) fn standard_errors(&self, best_of: &BestOf) -> Option<Errors> {
        let (count, n) = (self.draws.len(), best_of.n);
        if n >= count as u64 {
            return None;
        }
        let weights = weights(count, n)?;
        // C(N, n)/C(N-1, n).
        let scale = count as f64 / (count as f64 - n as f64);
        let mean = |value: &dyn Fn(&Draw) -> f64| self.mean_error(&weights, scale, value);
        let centred = |value: &dyn Fn(&Draw) -> f64| {
            let centre = self.centre(value);
            centre.length(mean(&|draw| centre.deviation(value(draw).into())))
        };
        let gold = self.draws.iter().all(|draw| draw.gold.is_some());
        let kl = self.draws.iter().all(|draw| draw.logprob.is_some());
        Some(Errors {
            kl: kl.then(|| mean(&|draw| draw.logprob.map_or(0.0, |logprob| best_of.d_n(logprob)))),
            reward: centred(&|draw| draw.reward),
            gold: gold.then(|| centred(&Draw::gold_or_none)),
            win_rate: (n + 1 < count as u64).then(|| self.win_rate_error(n)).flatten(),
        })
    }

    /// Tied blocks as ranges of positions, lowest reward first.
    fn spans(&self) -> Vec<(usize, usize)> {
        let mut start = 0;
        self.blocks()
            .map(|block| {
                let span = (start, start + block.len());
                start = span.1;
                span
            })
            .collect()
    }

    fn mean_error(&self, weights: &[f64], scale: f64, value: &dyn Fn(&Draw) -> f64) -> f64 {
        let values: Vec<f64> = self.draws.iter().map(value).collect();
        // The chance that the best lies in a block, with all draws in place or one fewer below it.
        let chance = |from: usize, to: usize| weights[from..to].iter().sum::<f64>();
        let (mut lower, mut upper) = (0.0, 0.0);
        let spans = self.spans();
        let total = |&(from, to): &(usize, usize)| values[from..to].iter().sum::<f64>();
        let mean = |span: &(usize, usize)| total(span) / (span.1 - span.0) as f64;
        let shifted = |&(from, to): &(usize, usize)| chance(from.saturating_sub(1), to - 1);
        upper += spans.iter().skip(1).map(|span| shifted(span) * mean(span)).sum::<f64>();
        let mut left_out = Vec::with_capacity(values.len());
        for (index, span) in spans.iter().enumerate() {
            let &(from, to) = span;
            let (size, total) = ((to - from) as f64, total(span));
            let own = chance(from, to - 1);
            left_out.extend(values[from..to].iter().map(|value| {
                let own = if size > 1.0 { own * (total - value) / (size - 1.0) } else { 0.0 };
                scale * (lower + own + upper)
            }));
            lower += chance(from, to) * total / size;
            upper -= spans.get(index + 1).map_or(0.0, |next| shifted(next) * mean(next));
        }
        error(&left_out)
    }

    fn win_rate_error(&self, n: u64) -> Option<f64> {
        let count = self.draws.len();
        let weights = weights(count, n + 1)?;
        let scale = count as f64 / (count as f64 - n as f64 - 1.0);
        let loss = |from: usize, to: usize, size: f64| size * (weights[from] + weights[to - 1]);
        let spans = self.spans();
        let shifted = |&(from, to): &(usize, usize)| loss(from.saturating_sub(1), to - 1, (to - from) as f64);
        let mut lower = 0.0;
        let mut upper = spans.iter().skip(1).map(shifted).sum::<f64>();
        let mut left_out = Vec::with_capacity(count);
        for (index, &(from, to)) in spans.iter().enumerate() {
            let size = (to - from) as f64;
            let own = if size > 1.0 { loss(from, to - 1, size - 1.0) } else { 0.0 };
            let lost = scale * (lower + own + upper) / (2.0 * (n as f64 + 1.0));
            left_out.extend(std::iter::repeat_n(lost, to - from));
            lower += loss(from, to, size);
            upper -= spans.get(index + 1).map_or(0.0, shifted);
        }
        Some(error(&left_out))
    }
}

/// Untied weights, lowest rank first.
fn weights(count: usize, n: u64) -> Option<Vec<f64>> {
    let mut chances = Chances::new(count, n)?;
    let mut weights: Vec<f64> = (0..count).map(|_| chances.next_below()).collect();
    weights.reverse();
    Some(weights)
}

/// sqrt( (N-1)/N sum of squared deviations ).
fn error(left_out: &[f64]) -> f64 {
    let count = left_out.len() as f64;
    let mean = sum(left_out.iter().copied()) / count;
    let squares = sum(left_out.iter().map(|value| (value - mean).powi(2)));
    ((count - 1.0) / count * squares).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every leave-one-out estimate made anew.
    fn by_hand(pool: &Pool, value: impl Fn(&Pool) -> f64) -> f64 {
        let left_out: Vec<f64> = (0..pool.len())
            .map(|i| {
                let mut draws = pool.draws.clone();
                draws.remove(i);
                value(&Pool::new(draws).unwrap())
            })
            .collect();
        error(&left_out)
    }

    #[test]
    fn running_sums_give_what_leaving_out_one_by_one_gives() {
        let reward = [0.0, 0.0, 1.0, 1.5, 1.5, 1.5, 2.0, 7.0, 7.0, 8.0, 8.5];
        for top in [3, 6, 9, 11] {
            let draws = reward[..top].iter().enumerate().map(|(i, &reward)| Draw {
                reward,
                logprob: Some(-0.3 - (i * i % 7) as f64),
                gold: Some((i * 5 % 4) as f64),
            });
            let pool = Pool::new(draws.collect()).unwrap();
            for n in 1..top as u64 {
                let best_of = BestOf::new(n).unwrap();
                let errors = pool.standard_errors(&best_of).unwrap();
                let point = |pool: &Pool| pool.estimate(&best_of).unwrap();
                let close = |a: f64, b: f64| assert!((a - b).abs() <= 1e-10 * b.max(1.0), "{a} {b}");
                close(errors.kl.unwrap(), by_hand(&pool, |pool| point(pool).kl.unwrap()));
                close(errors.reward, by_hand(&pool, |pool| point(pool).reward));
                close(errors.gold.unwrap(), by_hand(&pool, |pool| point(pool).gold.unwrap()));
                if n + 1 < top as u64 {
                    close(errors.win_rate.unwrap(), by_hand(&pool, |pool| point(pool).win_rate.unwrap()));
                } else {
                    assert_eq!(errors.win_rate, None);
                }
            }
            assert!(pool.standard_errors(&BestOf::new(top as u64).unwrap()).is_none());
        }
    }
}
