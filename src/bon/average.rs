//! Several prompts at once: the quantities of the joint law of prompt and answer.
//!
//! A prompt is drawn by its weight, then best-of-n answers it. What is a mean over draws is then a mean over
//! prompts, and so is every f-divergence, because both joint laws have the same prompts. The rest is not a mean
//! and is taken of the joint law (derived).

use super::base::{Base, power_of_two_below};
use super::draws::Draws;
use super::estimator::{self, Draw};
use super::gap::Kernel;
use super::policy::Policy;
use super::quantity::{Evaluation, Quantity};
use super::renyi::Order;
use super::special::ln_mean_exp;
use super::sum::sum;

/// Prompts, each a weight and a base.
#[derive(Clone, Debug)]
pub struct Average<'a> {
    /// Shares that sum to 1.
    parts: Vec<(f64, &'a Base)>,
}

impl<'a> Average<'a> {
    /// The average over bases by their weights, which need not sum to 1; none without a base, or when a weight is not
    /// a finite number above 0.
    pub fn new(weighted: impl IntoIterator<Item = (f64, &'a Base)>) -> Option<Average<'a>> {
        let mut parts: Vec<(f64, &Base)> = weighted.into_iter().collect();
        let largest = parts.iter().map(|part| part.0).fold(0.0, f64::max);
        if largest.is_infinite() || !parts.iter().all(|part| part.0 > 0.0) || parts.is_empty() {
            return None;
        }
        let scale = power_of_two_below(largest);
        let total = sum(parts.iter().map(|part| part.0 / scale));
        parts.iter_mut().for_each(|part| part.0 = part.0 / scale / total);
        Some(Average { parts })
    }

    /// The share of every prompt, in the order given; they sum to 1.
    pub fn shares(&self) -> impl Iterator<Item = f64> {
        self.parts.iter().map(|part| part.0)
    }

    /// Every quantity of the joint law of prompt and answer, information in nats.
    ///
    /// The Rényi divergences of the joint laws are ln(mean exp((A-1) D_A))/(A-1) over prompts, the greatest one for
    /// A = infinity. The Rényi-2 entropy is -ln of the mean of exp(-H2), which keeps `gap_bound` in its form. Standard
    /// deviation and quantiles of the estimator are those of one draw for a prompt that was drawn too. Everything else
    /// is the mean over prompts. Takes time proportional to the number of outcomes of all of them.
    pub fn evaluate(&self, n: Draws) -> Evaluation {
        let policies: Vec<(f64, Policy<'_>)> =
            self.parts.iter().map(|&(share, base)| (share, Policy::new(base, n))).collect();
        let parts: Vec<(f64, Evaluation)> =
            policies.iter().map(|(share, policy)| (*share, policy.evaluate())).collect();
        let mut draws: Vec<Draw> = policies
            .iter()
            .flat_map(|(share, policy)| policy.estimator_draws().into_iter().map(|draw| draw.scaled(*share)))
            .collect();
        draws.sort_by(|a, b| a.value.total_cmp(&b.value));
        let spread = estimator::summary(&draws);
        Evaluation::from_fn(n.get(), |quantity| {
            let values = || parts.iter().map(|(share, values)| (*share, values.get(quantity)));
            match quantity {
                Quantity::EstimatorSd => spread.sd,
                Quantity::EstimatorQ05 => spread.q05,
                Quantity::EstimatorQ50 => spread.q50,
                Quantity::EstimatorQ95 => spread.q95,
                Quantity::Renyi2Entropy => ln_mean_exp(values, -1.0),
                Quantity::RenyiHalf => ln_mean_exp(values, Order::HALF.get() - 1.0),
                Quantity::RenyiTwo => ln_mean_exp(values, Order::TWO.get() - 1.0),
                Quantity::RenyiInf => values().map(|(_, value)| value).fold(0.0, f64::max),
                _ => mean(values),
            }
        })
    }

    /// Its value for continuous bases, which nothing exceeds (M), in nats.
    pub fn renyi_bound(&self, n: Draws, order: Order) -> f64 {
        Kernel::new(n).continuum_renyi(order)
    }

    /// The Rényi divergence of the joint laws of prompt and answer, in nats.
    pub fn renyi(&self, n: Draws, order: Order) -> f64 {
        let values: Vec<(f64, f64)> =
            self.parts.iter().map(|&(share, base)| (share, Policy::new(base, n).renyi(order))).collect();
        if order == Order::INFINITY {
            return values.iter().map(|value| value.1).fold(0.0, f64::max);
        }
        ln_mean_exp(|| values.iter().copied(), order.get() - 1.0)
    }
}

/// The mean of values by their shares; of equal ones without rounding.
fn mean<I: Iterator<Item = (f64, f64)>>(values: impl Fn() -> I) -> f64 {
    let first = values().next().map_or(0.0, |(_, value)| value);
    if values().all(|(_, value)| value == first) {
        return first;
    }
    sum(values().map(|(share, value)| share * value))
}
