//! The distinct answers of a pool: how often each was drawn, where, and how likely it is.

use super::draw::RankedDraw;
use crate::numeric::sum::{Compensated, sum};

/// One answer within one tie class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Answer {
    /// The number of its draws in this class.
    pub(super) draws: usize,
    /// Its probability; of an answer that was given different rewards, the share of its draws in this class.
    pub(super) mass: f64,
    /// 1 less that, to full relative precision.
    pub(super) complement: f64,
    /// Whether it was drawn once in the whole pool.
    pub(super) is_single: bool,
    /// The position of its class, from the lowest reward.
    pub(super) class: usize,
}

/// The distinct answers of a pool with log-probabilities.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answers {
    /// By class, the lowest first.
    pub(super) list: Vec<Answer>,
    /// How many answers were given different rewards.
    pub(super) split: usize,
    /// Whether different answers share a reward.
    pub(super) has_ties: bool,
    /// The probability of the answers not seen.
    pub(super) unseen: f64,
    /// The number of answers drawn once in the whole pool.
    pub(super) singles: usize,
}

/// What tells answers apart: their identity, or else reward and log-probability.
type Key = (u64, u64, u64);

fn key(draw: &RankedDraw) -> Key {
    match draw.answer {
        Some(answer) => (0, answer, 0),
        None => (1, draw.reward.to_bits(), draw.logprob.unwrap_or(0.0).to_bits()),
    }
}

/// A draw by its place: the key of its answer, its class, its log-probability.
type Placed = (Key, usize, f64);

impl Answers {
    /// The answers of draws that are sorted by reward.
    pub(super) fn of(draws: &[RankedDraw]) -> Answers {
        let mut placed: Vec<Placed> = Vec::with_capacity(draws.len());
        for (class, tied) in draws.chunk_by(|a, b| a.reward == b.reward).enumerate() {
            placed.extend(tied.iter().map(|draw| (key(draw), class, draw.logprob.unwrap_or(0.0))));
        }
        placed.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        let mut answers = Answers { list: Vec::new(), split: 0, has_ties: false, unseen: 0.0, singles: 0 };
        for same in placed.chunk_by(|a, b| a.0 == b.0) {
            answers.add(same);
        }
        answers.list.sort_unstable_by(|a, b| a.class.cmp(&b.class).then(a.mass.total_cmp(&b.mass)));
        answers.singles = answers.list.iter().filter(|answer| answer.is_single).count();
        answers.unseen = unseen(&answers, draws.len());
        answers.has_ties = answers.list.windows(2).any(|pair| pair[0].class == pair[1].class);
        answers
    }

    /// Adds all draws of one answer. Log-probabilities that differ are noise; their mean counts.
    fn add(&mut self, same: &[Placed]) {
        let count = same.len() as f64;
        let logprob = sum(same.iter().map(|&(_, _, logprob)| logprob)) / count;
        let (mass, complement) = (logprob.exp(), -logprob.exp_m1());
        let before = self.list.len();
        self.list.extend(same.chunk_by(|a, b| a.1 == b.1).map(|here| {
            let (draws, class, is_single) = (here.len(), here[0].1, same.len() == 1);
            let share = draws as f64 / count;
            // 1 - share p = (1 - p) + (1 - share) p.
            let elsewhere = (same.len() - draws) as f64 / count * mass;
            Answer { draws, mass: share * mass, complement: complement + elsewhere, is_single, class }
        }));
        self.split += usize::from(self.list.len() - before > 1);
    }
}

/// The probability of the answers not seen: what the seen ones leave over. Where that is not of the size of the share of
/// draws whose answer was seen once, as it must be for draws from these probabilities (Good 1953), that share itself.
fn unseen(answers: &Answers, draws: usize) -> f64 {
    const DEVIATIONS: f64 = 5.0;
    let (singles, count) = (answers.singles as f64, draws as f64);
    let left = complement(answers.list.iter());
    let fits = (left * count - singles).abs() <= DEVIATIONS * (1.0 + singles).sqrt();
    if fits { left.max(0.0) } else { singles / count }
}

/// 1 less the mass of these answers, to the precision that their complements have.
pub(super) fn complement<'a>(answers: impl Iterator<Item = &'a Answer>) -> f64 {
    let mut left = Compensated::default();
    let mut likeliest: Option<&Answer> = None;
    for answer in answers {
        let (more, less) = match likeliest {
            Some(other) if other.mass >= answer.mass => (Some(other), Some(answer)),
            other => (Some(answer), other),
        };
        left.add(-less.map_or(0.0, |answer| answer.mass));
        likeliest = more;
    }
    left.add(likeliest.map_or(1.0, |answer| answer.complement));
    left.value()
}
