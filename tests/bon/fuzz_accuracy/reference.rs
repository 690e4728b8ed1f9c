//! Every quantity of best-of-n as the definitions have it: probabilities are differences of powers, divergences sums of
//! logarithms, the gap a difference.
//!
//! It must share no formula with the library that is not a definition.

use bon::Quantity;

use super::real::{Bits, Real, Sum, total};
use super::sample::Sample;

/// A tie class.
pub struct Class {
    pub mass: Real,
    /// P(r < r_c).
    pub below: Real,
    pub pi: Real,
    pub log_ratio: Sum,
    /// The KL of the continuum that lies inside its cell, less that of the cell as a whole.
    pub lost: Sum,
}

/// An outcome of positive weight.
pub struct Outcome {
    /// Its place in the sample.
    pub index: usize,
    pub class: usize,
    pub p: Real,
    /// Its share of its class.
    pub share: Real,
    pub d_n: Sum,
    pub s_n: Sum,
}

/// An estimator of the KL from one outcome drawn.
type Estimate = fn(&Outcome) -> &Sum;

const PAPER: Estimate = |y| &y.d_n;
const SHARP: Estimate = |y| &y.s_n;

/// What is drawn how often.
pub struct Law {
    pub bits: Bits,
    n: f64,
    excess: Real,
    /// ln n - (n-1)/n.
    pub bound: Sum,
}

pub struct Reference {
    pub bits: Bits,
    law: Law,
    pub classes: Vec<Class>,
    /// By ascending reward, in the order of the sample where tied.
    pub outcomes: Vec<Outcome>,
}

impl Reference {
    pub fn new(sample: &Sample, bits: Bits) -> Reference {
        let law = Law::new(bits, sample.n);
        let mut order: Vec<usize> = (0..sample.weights.len()).filter(|&i| sample.weights[i] > 0.0).collect();
        order.sort_by(|&a, &b| sample.rewards[a].total_cmp(&sample.rewards[b]));
        let weight = |i: &usize| bits.real(sample.weights[*i]);
        let sum = |of: &[usize]| of.iter().map(weight).fold(bits.zero(), |sum, weight| sum + weight);
        let whole = sum(&order);

        let tied: Vec<&[usize]> = order.chunk_by(|&a, &b| sample.rewards[a] == sample.rewards[b]).collect();
        let mut classes = Vec::new();
        let mut outcomes: Vec<Outcome> = Vec::new();
        let (mut weight_below, mut power_below) = (bits.zero(), bits.zero());
        let mut integral_below = Sum::zero(bits);
        let mut known: Vec<(Real, [Sum; 2])> = Vec::new();
        for (c, members) in tied.iter().enumerate() {
            let class_weight = sum(members);
            let upto = &weight_below + &class_weight;
            let cdf = if c + 1 == tied.len() { bits.one() } else { &upto / &whole };
            let (mass, below) = (&class_weight / &whole, &weight_below / &whole);
            let power = bits.power(&cdf, law.n);
            // The best of one draw is that draw.
            let pi = if law.n == 1.0 { mass.clone() } else { &power - &power_below };
            let log_ratio = Sum::ln(bits, &Sum::plain(&pi / &mass));
            let integral = law.integral(&cdf, &power);
            let lost = integral.clone().minus(&integral_below).minus(&log_ratio.times(&pi));
            for &index in *members {
                let p = weight(&index) / &whole;
                let found = known.iter().find(|(q, _)| *q == p).map(|(_, estimates)| estimates.clone());
                let [d_n, s_n] = found.unwrap_or_else(|| {
                    let rest = (&whole - weight(&index)) / &whole;
                    let estimates = [law.d_n(&p, &rest), law.s_n(&p, &rest)];
                    known.push((p.clone(), estimates.clone()));
                    estimates
                });
                outcomes.push(Outcome {
                    index,
                    class: c,
                    p,
                    share: weight(&index) / &class_weight,
                    d_n,
                    s_n,
                });
            }
            classes.push(Class { mass, below, pi, log_ratio, lost });
            (weight_below, power_below, integral_below) = (upto, power, integral);
        }
        Reference { bits, law, classes, outcomes }
    }

    /// The sum over classes.
    fn sum(&self, term: impl Fn(&Class) -> Sum) -> Sum {
        total(self.bits, self.classes.iter().map(term))
    }

    fn sum_of_reals(&self, term: impl Fn(&Class) -> Real) -> Sum {
        self.sum(|class| Sum::plain(term(class)))
    }

    fn real(&self, value: f64) -> Real {
        self.bits.real(value)
    }

    fn ln(&self, of: Sum) -> Sum {
        Sum::ln(self.bits, &of)
    }

    fn top(&self) -> &Class {
        &self.classes[self.classes.len() - 1]
    }

    pub fn kl(&self) -> Sum {
        self.sum(|class| class.log_ratio.times(&class.pi))
    }

    pub fn estimator(&self) -> Sum {
        self.mean(PAPER)
    }

    fn mean(&self, of: Estimate) -> Sum {
        total(self.bits, self.outcomes.iter().map(|y| of(y).times(&self.pi(y))))
    }

    pub fn pi(&self, y: &Outcome) -> Real {
        &self.classes[y.class].pi * &y.share
    }

    fn collision(&self) -> Real {
        self.sum_of_reals(|class| &class.mass * &class.mass).value
    }

    fn d_n_of(&self, class: &Class) -> Sum {
        if let Some(alone) =
            self.outcomes.iter().find(|y| self.classes[y.class].below == class.below && y.p == class.mass)
        {
            return alone.d_n.clone();
        }
        let others = self.classes.iter().filter(|other| other.below != class.below);
        let rest = others.fold(self.bits.zero(), |rest, other| rest + &other.mass);
        self.law.d_n(&class.mass, &rest)
    }

    fn win_rate(&self) -> Sum {
        let half = self.real(0.5);
        self.sum_of_reals(|class| &class.pi * (&class.below + &class.mass * &half))
    }

    fn reward_sum(&self, sample: &Sample, weight: impl Fn(&Outcome) -> Real) -> Sum {
        let reward = |y: &Outcome| self.real(sample.rewards[y.index]);
        total(self.bits, self.outcomes.iter().map(|y| Sum::plain(weight(y) * reward(y))))
    }

    /// The sum of pi^A m^(1-A), which is 1 where nothing has moved.
    fn renyi_sum(&self, order: f64) -> Sum {
        match order {
            0.5 => self.sum_of_reals(|class| (&class.pi * &class.mass).sqrt()),
            2.0 => self.sum_of_reals(|class| &class.pi * &class.pi / &class.mass),
            _ => self.sum_of_reals(|class| &class.mass * (&class.log_ratio.value * self.real(order)).exp()),
        }
    }

    pub fn renyi(&self, order: f64) -> Sum {
        let excess = self.real(order) - self.bits.one();
        self.ln(self.renyi_sum(order)).times(&(self.bits.one() / excess))
    }

    /// The continuum value ln( n^A / (A(n-1)+1) )/(A-1).
    fn renyi_bound(&self, order: f64) -> Sum {
        let (n, one, a) = (self.real(self.law.n), self.bits.one(), self.real(order));
        let other = self.ln(Sum::plain(&a * (&n - &one) + &one));
        self.ln(Sum::plain(n)).times(&a).minus(&other).times(&(one.clone() / (a - one)))
    }

    pub fn quantity(&self, sample: &Sample, quantity: Quantity) -> Sum {
        let bits = self.bits;
        let (n, one) = (self.real(self.law.n), bits.one());
        let excess = &n - &one;
        let win_rate_bound = || Sum::plain(&n / (&n + &one));
        let less_one = |sum: Sum| Sum::plain(one.clone()).minus(&sum);
        match quantity {
            Quantity::Kl => self.kl(),
            Quantity::Bound => self.law.bound.clone(),
            Quantity::Gap | Quantity::ProposalGap => self.law.bound.clone().minus(&self.kl()),
            Quantity::ProposalBound => self.law.bound.clone(),
            Quantity::GapBound => Sum::plain(self.real(2.0) * &n * &excess * self.collision()),
            Quantity::Estimator => self.estimator(),
            Quantity::EstimatorSd => self.sd(PAPER),
            Quantity::EstimatorQ05 => self.quantile(0.05, PAPER),
            Quantity::EstimatorQ50 => self.quantile(0.5, PAPER),
            Quantity::EstimatorQ95 => self.quantile(0.95, PAPER),
            Quantity::EstimatorSharp => self.mean(SHARP),
            Quantity::EstimatorSharpSd => self.sd(SHARP),
            Quantity::EstimatorSharpQ05 => self.quantile(0.05, SHARP),
            Quantity::EstimatorSharpQ50 => self.quantile(0.5, SHARP),
            Quantity::EstimatorSharpQ95 => self.quantile(0.95, SHARP),
            Quantity::EstimatorTied => self.sum(|class| self.d_n_of(class).times(&class.pi)),
            Quantity::EstimatorTop => self.d_n_of(self.top()),
            Quantity::KlLimit => Sum::zero(bits).minus(&self.ln(Sum::plain(self.top().mass.clone()))),
            Quantity::WinRate => self.win_rate(),
            Quantity::WinRateBound => win_rate_bound(),
            Quantity::WinRateGap => win_rate_bound().minus(&self.win_rate()),
            Quantity::WinRateGapBound => Sum::plain(excess * self.real(0.5) * self.collision()),
            Quantity::ExpectedReward => self.reward_sum(sample, |y| self.pi(y)),
            Quantity::ExpectedRewardGain => {
                self.reward_sum(sample, |y| self.pi(y)).minus(&self.reward_sum(sample, |y| y.p.clone()))
            }
            Quantity::NEpsTop => Sum::plain(n * &self.top().mass),
            Quantity::Renyi2Entropy => Sum::zero(bits).minus(&self.ln(Sum::plain(self.collision()))),
            Quantity::ReverseKl => {
                Sum::zero(bits).minus(&self.sum(|class| class.log_ratio.times(&class.mass)))
            }
            Quantity::ReverseKlBound => Sum::plain(excess).minus(&self.ln(Sum::plain(n))),
            Quantity::Chi2 => self.sum_of_reals(|class| {
                let moved = &class.pi - &class.mass;
                &moved * &moved / &class.mass
            }),
            Quantity::Chi2Bound => Sum::plain(&excess * &excess / (&n + &excess)),
            Quantity::Tv => self.sum(|class| {
                let moved = super::real::magnitude(&(&class.pi - &class.mass));
                Sum { value: moved * self.real(0.5), size: class.pi.clone() }
            }),
            Quantity::TvBound => {
                if self.law.n == 1.0 {
                    return Sum::zero(bits);
                }
                let root = (-(bits.ln(&n) / &excess)).exp();
                Sum::plain(root.clone()).minus(&Sum::plain(root / n))
            }
            Quantity::Hellinger2 => less_one(self.renyi_sum(0.5)),
            Quantity::Hellinger2Bound => less_one(Sum::plain(self.real(2.0) * n.sqrt() / (n + &one))),
            Quantity::RenyiHalf => self.renyi(0.5),
            Quantity::RenyiHalfBound => self.renyi_bound(0.5),
            Quantity::RenyiTwo => self.renyi(2.0),
            Quantity::RenyiTwoBound => self.renyi_bound(2.0),
            Quantity::RenyiInf => self.top().log_ratio.clone(),
            Quantity::RenyiInfBound => self.ln(Sum::plain(n)),
        }
    }

    /// The square root of the mean square of what an estimate is away from its mean.
    fn sd(&self, of: Estimate) -> Sum {
        let first = &of(&self.outcomes[0]).value;
        if self.outcomes.iter().all(|y| of(y).value == *first) {
            return Sum::zero(self.bits);
        }
        let mean = self.mean(of);
        let squares = self.outcomes.iter().fold(self.bits.zero(), |sum, y| {
            let away = &of(y).value - &mean.value;
            sum + self.pi(y) * &away * &away
        });
        Sum { value: squares.sqrt(), size: mean.size }
    }

    /// The outcomes by d_n(p_y), ascending, which is their order by s_n(p_y) too, with how likely it is that none lies above.
    fn cumulated(&self) -> Vec<(&Outcome, Real)> {
        let mut sorted: Vec<&Outcome> = self.outcomes.iter().collect();
        sorted.sort_by(|a, b| a.d_n.value.partial_cmp(&b.d_n.value).expect("numbers"));
        let mut upto = self.bits.zero();
        sorted
            .into_iter()
            .map(|y| {
                upto += self.pi(y);
                (y, upto.clone())
            })
            .collect()
    }

    fn quantile(&self, level: f64, of: Estimate) -> Sum {
        let level = self.real(level);
        let cumulated = self.cumulated();
        let found = cumulated.iter().find(|(_, upto)| *upto >= level).or(cumulated.last());
        of(found.expect("an outcome").0).clone()
    }

    /// Whether a cumulated probability lies so close to the level that `f64` cannot tell on which side.
    pub fn is_uncertain(&self, quantity: Quantity) -> bool {
        let level = match quantity {
            Quantity::EstimatorQ05 | Quantity::EstimatorSharpQ05 => 0.05,
            Quantity::EstimatorQ50 | Quantity::EstimatorSharpQ50 => 0.5,
            Quantity::EstimatorQ95 | Quantity::EstimatorSharpQ95 => 0.95,
            _ => return false,
        };
        self.cumulated().iter().any(|(_, upto)| (upto.to_f64().value() / level - 1.0).abs() < 1e-11)
    }
}

impl Law {
    pub fn new(bits: Bits, n: f64) -> Law {
        let draws = bits.real(n);
        let excess = &draws - bits.one();
        let bound = Sum::ln(bits, &Sum::plain(draws.clone())).minus(&Sum::plain(&excess / draws));
        Law { bits, n, excess, bound }
    }

    /// The integral of n v^(n-1) ln(n v^(n-1)) from 0 to u: u^n (ln n + (n-1) ln u - (n-1)/n), given u^n.
    fn integral(&self, u: &Real, power: &Real) -> Sum {
        if *u == Real::ZERO {
            return Sum::zero(self.bits);
        }
        let ln = Sum::ln(self.bits, &Sum::plain(u.clone()));
        ln.times(&self.excess).plus(&self.bound).times(power)
    }

    /// d_n(e), given e and 1 - e.
    pub fn d_n(&self, e: &Real, rest: &Real) -> Sum {
        if *rest <= Real::ZERO || self.n == 1.0 {
            return Sum::zero(self.bits);
        }
        let missed = self.bits.power(rest, self.n);
        let hit = self.bits.one() - &missed;
        let seen = Sum::ln(self.bits, &Sum::plain(&hit / e));
        self.integral(rest, &missed).plus(&seen.times(&hit))
    }

    /// s_n(e), given e and 1 - e: the bound less what the cell [1-e, 1] loses, for each unit of best-of-n in it.
    pub fn s_n(&self, e: &Real, rest: &Real) -> Sum {
        if *rest <= Real::ZERO || self.n == 1.0 {
            return Sum::zero(self.bits);
        }
        let missed = self.bits.power(rest, self.n);
        let hit = self.bits.one() - &missed;
        let inside = self.bound.clone().minus(&self.integral(rest, &missed)).times(&(self.bits.one() / &hit));
        self.bound.clone().minus(&inside).plus(&Sum::ln(self.bits, &Sum::plain(&hit / e)))
    }
}
