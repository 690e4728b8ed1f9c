//! Averages over prompts with 95 % intervals.
//!
//! Several prompts: a bootstrap that draws prompts, not answers, because the answers of one prompt belong together.
//! One prompt: the jackknife over its draws.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::centred::{Centre, around};
use super::interval::{Interval, TAIL};
use super::{BestOf, Point, Pool};
use crate::numeric::double::Double;
use crate::numeric::list::power_of_two_below;
use crate::numeric::sum::sum;

/// The number of resamples of the prompts.
pub const RESAMPLES: usize = 2000;

/// More prompts than this are drawn in random groups of as equal size as can be; the groups are alike and independent
/// as the prompts are, so the interval stays right and the work stays bounded.
const GROUPS: usize = 4096;

/// Below this number of prompts a bootstrap has too little to draw from.
pub const FEW_PROMPTS: usize = 8;

/// From this number of prompts on, intervals hold the truth about as often as they say even where prompts are very unlike
/// (measured in tests/pool.rs).
pub const MANY_PROMPTS: usize = 40;

/// A standard error of less than this, as a share of how far the mean has moved, is rounding: the values drawn are equal.
const ROUNDING: f64 = 1e-9;

/// The mean of values by weights that are at least 0 and not 0 for all; only the ratios of the weights matter.
pub fn weighted_mean(values: impl Iterator<Item = (f64, f64)> + Clone) -> f64 {
    let scale = power_of_two_below(values.clone().map(|(weight, _)| weight).fold(0.0, f64::max));
    let total = sum(values.clone().map(|(weight, _)| weight / scale));
    sum(values.map(|(weight, value)| weight / scale * value)) / total
}

/// One prompt: how much it counts and what its pool says, a [`Point`] for each n.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its weight in the average; at least 0, and not 0 for all.
    pub weight: f64,
    /// The points, for the same n in every prompt.
    pub points: &'a [Point],
}

/// Averages over prompts at one n, each with its interval where there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Averages {
    /// The average of [`Point::kl`] over the prompts that have it, in nats.
    pub kl: Option<(f64, Option<Interval>)>,
    /// Of [`Point::reward`].
    pub reward: (f64, Option<Interval>),
    /// Of [`Point::gold`] over the prompts that have it.
    pub gold: Option<(f64, Option<Interval>)>,
    /// Of [`Point::win_rate`], when every prompt has it.
    pub win_rate: Option<(f64, Option<Interval>)>,
    /// As many independent draws as the average rests on: 1/sum (W_p^2/draws_effective_p), W_p the share of prompt p.
    pub draws_effective: f64,
}

/// The weighted averages at every n, with intervals drawn from `seed` when there are two prompts or more.
///
/// The intervals are bootstrap-t intervals of [`RESAMPLES`] resamples (Efron and Tibshirani 1993, "An Introduction to the
/// Bootstrap", sec. 12.5); below [`FEW_PROMPTS`] prompts they are those of Student's t. Those of KL and win rate are made
/// for the logarithm of the distance to the bound and to n/(n+1), because a few prompts make most of that and leave it
/// skewed (derived). All n and quantities share the resamples.
///
/// `progress` gets the share of the resamples done, now and then.
pub fn average<'a>(
    best_of: &[BestOf],
    members: &[Member<'a>],
    seed: u64,
    progress: &mut dyn FnMut(f64),
) -> Vec<Averages> {
    // Only the ratios of the weights matter, and so the squares of the weights neither overflow nor vanish.
    let largest = members.iter().map(|member| member.weight).fold(0.0, f64::max);
    let scale = power_of_two_below(largest);
    let member = |member: &Member<'a>| Member { weight: member.weight / scale, ..*member };
    let members: &[Member<'_>] = &members.iter().map(member).collect::<Vec<_>>();
    let groups = groups(members.len(), seed);
    let columns: Vec<[Option<Column>; 4]> =
        best_of.iter().enumerate().map(|(at, best_of)| columns(members, &groups, at, best_of)).collect();
    let all: Vec<&Column> = columns.iter().flatten().flatten().collect();
    let mut intervals = intervals(members, &all, seed, progress).into_iter();
    let mut with_interval =
        |column: &Option<Column>| column.as_ref().map(|column| (column.mean, intervals.next().flatten()));
    columns
        .iter()
        .enumerate()
        .filter_map(|(at, [kl, reward, gold, win_rate])| {
            Some(Averages {
                kl: with_interval(kl),
                reward: with_interval(reward)?,
                gold: with_interval(gold),
                win_rate: with_interval(win_rate),
                draws_effective: draws_effective(members, at),
            })
        })
        .collect()
}

fn draws_effective(members: &[Member<'_>], at: usize) -> f64 {
    let total = sum(members.iter().map(|member| member.weight));
    let share = |member: &Member<'_>| (member.weight / total).powi(2) / member.points[at].draws_effective;
    1.0 / sum(members.iter().map(share))
}

/// The group of each prompt, by chance: the order of prompts in a log may mean something.
fn groups(prompts: usize, seed: u64) -> Vec<usize> {
    let count = prompts.min(GROUPS);
    let mut groups: Vec<usize> = (0..prompts).map(|index| index % count).collect();
    if prompts > count {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(1);
        (1..prompts).for_each(|last| groups.swap(last, below(&mut rng, last + 1)));
    }
    groups
}

/// A whole number below `end` <= 2^32.
fn below(rng: &mut ChaCha8Rng, end: usize) -> usize {
    ((u64::from(rng.next_u32()) * end as u64) >> 32) as usize
}

/// One quantity at one n: per group, the sum of weight times deviation from the mean, and of weight.
struct Column {
    mean: f64,
    /// What deviations are measured in.
    centre: Centre,
    /// The most it can be.
    limit: Option<f64>,
    deviations: Vec<f64>,
    weights: Vec<f64>,
}

impl Column {
    /// The distance from the mean to its limit, when that is more than rounding.
    fn lacking(&self) -> Option<f64> {
        let limit = self.limit?;
        Some(limit - self.mean).filter(|lacking| *lacking > 1e-12 * limit)
    }

    /// How many standard errors a resampled mean lies from the mean, in logarithms of the distance to the limit where there is a
    /// limit.
    fn studentized(&self, times: &[f64]) -> Option<f64> {
        let (shift, error) = self.resampled(times)?;
        let studentized = match (self.limit, self.lacking()) {
            (None, _) => shift / error,
            (Some(_), None) => return None,
            (Some(_), Some(lacking)) => {
                let resampled = lacking - shift;
                (resampled / lacking).ln() * resampled / error
            }
        };
        // A resample without scatter, or with that of rounding alone, says nothing about the scatter.
        (error > ROUNDING * shift.abs() && studentized.is_finite()).then_some(studentized)
    }

    /// The interval whose ends have the given quantiles of [`Column::studentized`].
    fn interval(&self, error: f64, (low, high): (f64, f64)) -> Interval {
        match (self.limit, self.lacking()) {
            (None, _) => {
                let (low, high) = around(self.mean, self.centre.length(error), (high, -low));
                Interval { low, high }
            }
            (Some(_), None) => Interval { low: self.mean, high: self.mean },
            (Some(limit), Some(lacking)) => {
                let end = |quantile: f64| (limit - lacking * (-quantile * error / lacking).exp()).max(0.0);
                Interval { low: end(low), high: end(high) }
            }
        }
    }

    /// How far the mean moves when group g is drawn `times[g]` times, and its standard error; none when nothing of
    /// weight was drawn.
    fn resampled(&self, times: &[f64]) -> Option<(f64, f64)> {
        let groups = || self.deviations.iter().zip(&self.weights).zip(times);
        let (shift, weight, drawn) = groups()
            .fold((0.0, 0.0, 0.0), |(shift, weight, drawn), ((d, w), times)| {
                (shift + times * d, weight + times * w, drawn + times)
            });
        let shift = shift / weight;
        let squares: f64 = groups().map(|((d, w), times)| times * (d - shift * w).powi(2)).sum();
        (weight > 0.0).then(|| (shift, (drawn / (drawn - 1.0) * squares).sqrt() / weight))
    }
}

/// KL, reward, gold and win rate of all prompts at one n.
fn columns(members: &[Member<'_>], groups: &[usize], at: usize, best_of: &BestOf) -> [Option<Column>; 4] {
    let count = members.len().min(GROUPS);
    let column = |limit: Option<f64>, value: fn(&Point) -> Option<Double>| {
        let present =
            || members.iter().zip(groups).filter_map(|(m, &g)| Some((g, m.weight, value(&m.points[at])?)));
        let weight = sum(present().map(|(_, weight, _)| weight));
        let first = present().next().map(|(_, _, value)| value)?;
        // The distance to a limit is in the unit of the limit.
        let centre = match limit {
            Some(_) => Centre::plain(first),
            None => Centre::new(first, present().map(|(_, _, value)| value)),
        };
        let shift = sum(present().map(|(_, weight, value)| weight * centre.deviation(value))) / weight;
        let mean = centre.value(shift).value();
        let mut column =
            Column { mean, centre, limit, deviations: vec![0.0; count], weights: vec![0.0; count] };
        for (group, weight, value) in present() {
            column.deviations[group] += weight * (centre.deviation(value) - shift);
            column.weights[group] += weight;
        }
        (weight > 0.0).then_some(column)
    };
    let win_rate = members.iter().all(|member| member.points[at].win_rate.is_some());
    [
        column(Some(best_of.bound()), |point| Some(point.kl?.into())),
        column(None, |point| Some(Double { high: point.reward, low: point.reward_rest })),
        column(None, |point| Some(Double { high: point.gold?, low: point.gold_rest })),
        win_rate
            .then(|| column(Some(best_of.win_rate_limit()), |point| Some(point.win_rate?.into())))
            .flatten(),
    ]
}

fn intervals(
    members: &[Member<'_>],
    columns: &[&Column],
    seed: u64,
    progress: &mut dyn FnMut(f64),
) -> Vec<Option<Interval>> {
    let count = members.len().min(GROUPS);
    if count < 2 {
        return vec![None; columns.len()];
    }
    let mut times = vec![1.0; count];
    let errors: Vec<f64> =
        columns.iter().map(|column| column.resampled(&times).map_or(0.0, |(_, error)| error)).collect();
    let mut shifts = vec![Vec::with_capacity(RESAMPLES); columns.len()];
    if count >= FEW_PROMPTS {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        for done in 0..RESAMPLES {
            progress(done as f64 / RESAMPLES as f64);
            times.fill(0.0);
            (0..count).for_each(|_| times[below(&mut rng, count)] += 1.0);
            for (shifts, column) in shifts.iter_mut().zip(columns) {
                shifts.extend(column.studentized(&times));
            }
        }
    }
    let student = quantile_t((effective(members) - 1.0).max(1.0));
    let ends = |((column, error), shifts): ((&&Column, f64), Vec<f64>)| {
        let quantiles = if count < FEW_PROMPTS { (-student, student) } else { tails(shifts) };
        Some(column.interval(error, quantiles))
    };
    columns.iter().zip(errors).zip(shifts).map(ends).collect()
}

/// Kish's effective number of prompts.
fn effective(members: &[Member<'_>]) -> f64 {
    let weight = sum(members.iter().map(|member| member.weight));
    weight * weight / sum(members.iter().map(|member| member.weight * member.weight))
}

/// The values with [`TAIL`] below and above; 0 both where there are none.
fn tails(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |level: f64| {
        let place = level * values.len().saturating_sub(1) as f64;
        let value = |place: f64| values.get(place as usize).copied().unwrap_or(0.0);
        value(place.floor()) + place.fract() * (value(place.ceil()) - value(place.floor()))
    };
    (at(TAIL), at(1.0 - TAIL))
}

/// The quantile of Student's t with [`TAIL`] above it.
fn quantile_t(freedom: f64) -> f64 {
    StudentsT::new(0.0, 1.0, freedom).map_or(f64::INFINITY, |t| t.inverse_cdf(1.0 - TAIL))
}

impl Pool {
    /// What this pool alone says at n, with jackknife intervals where n is below N; none when n is above N.
    ///
    /// An interval reaches t standard errors to both sides, t for one degree of freedom less than the effective number
    /// of draws; those of KL and win rate reach as far in the logarithm of the distance to the bound and to n/(n+1).
    pub fn average(&self, best_of: &BestOf) -> Option<Averages> {
        let point = self.estimate(best_of)?;
        let errors = self.standard_errors(best_of);
        let reach = quantile_t((point.draws_effective - 1.0).max(1.0));
        let around = |value: f64, error: Option<f64>| {
            let ends = |error: f64| {
                let (low, high) = around(value, error, (reach, reach));
                Interval { low, high }
            };
            (value, error.map(ends))
        };
        let win_rate = |rate: f64| {
            let error = errors.and_then(|e| e.win_rate);
            (rate, error.map(|error| below_limit(rate, reach * error, best_of.win_rate_limit())))
        };
        let kl = |kl: f64| {
            let error = errors.and_then(|e| e.kl);
            (kl, error.map(|error| below_limit(kl, reach * error, best_of.bound())))
        };
        Some(Averages {
            kl: point.kl.map(kl),
            reward: around(point.reward, errors.map(|e| e.reward)),
            gold: point.gold.map(|gold| around(gold, errors.and_then(|e| e.gold))),
            win_rate: point.win_rate.map(win_rate),
            draws_effective: point.draws_effective,
        })
    }
}

/// The interval in terms of the logarithm of the distance to `limit`, `reach` being half its width without that.
fn below_limit(value: f64, reach: f64, limit: f64) -> Interval {
    let lacking = limit - value;
    if lacking <= 1e-12 * limit {
        return Interval { low: value, high: value };
    }
    let factor = (reach / lacking).exp();
    Interval { low: (limit - lacking * factor).max(0.0), high: limit - lacking / factor }
}
