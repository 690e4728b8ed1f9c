//! Several prompts at once: the quantities of the joint law of prompt and answer.
//!
//! A prompt is drawn by its weight, then best-of-n answers it. What is a mean over draws is then a mean over
//! prompts, and so is every f-divergence, because both joint laws have the same prompts. The rest is not a mean
//! and is taken of the joint law (derived).

use super::numeric::draws::Draws;
use super::numeric::list::power_of_two_below;
use super::numeric::renyi_order::Order;
use super::numeric::special::ln_mean_exp;
use super::numeric::sum::sum;
use super::policy::Policy;
use super::policy::kernel::Kernel;
use super::policy::spread::{Draw, Spread};
use super::policy::win_rate;
use super::proposal::Drawing;
use super::quantity::{Estimate, Evaluation, Joint, Lacking, Quantity, Scatter};

/// The share of a prompt, and its root, which keeps the digits of a share that underflows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    pub(crate) of: f64,
    root: f64,
}

impl Share {
    /// Below it a share has lost digits.
    const LEAST: f64 = 1e-290;

    /// A weight of a total.
    fn new(weight: f64, (scale, total): (f64, f64)) -> Share {
        // Each root is scaled on its own: the ratio of two weights may be below every number.
        Share { of: weight / scale / total, root: weight.sqrt() / scale.sqrt() / total.sqrt() }
    }

    /// The share of a value.
    fn times(self, value: f64) -> f64 {
        if self.of < Share::LEAST { self.root * (self.root * value) } else { self.of * value }
    }
}

/// Prompts, each a weight, a base and what best-of-n draws from.
#[derive(Clone, Debug)]
pub struct Average<'a> {
    /// Shares that sum to 1.
    parts: Vec<(Share, Drawing<'a>)>,
}

impl<'a> Average<'a> {
    /// The average over bases by their weights, which need not sum to 1; none without a base, or when a weight is not
    /// a finite number above 0.
    pub fn new<D: Into<Drawing<'a>>>(weighted: impl IntoIterator<Item = (f64, D)>) -> Option<Average<'a>> {
        let parts: Vec<(f64, Drawing<'a>)> =
            weighted.into_iter().map(|(weight, drawing)| (weight, drawing.into())).collect();
        let largest = parts.iter().map(|part| part.0).fold(0.0, f64::max);
        if largest.is_infinite() || !parts.iter().all(|part| part.0 > 0.0) || parts.is_empty() {
            return None;
        }
        let scale = power_of_two_below(largest);
        let total = sum(parts.iter().map(|part| part.0 / scale));
        let shares = parts.into_iter().map(|(weight, drawing)| (Share::new(weight, (scale, total)), drawing));
        Some(Average { parts: shares.collect() })
    }

    /// The prompts with their shares.
    pub(crate) fn parts(&self) -> &[(Share, Drawing<'a>)] {
        &self.parts
    }

    /// The share of every prompt, in the order given; they sum to 1.
    pub fn shares(&self) -> impl Iterator<Item = f64> {
        self.parts.iter().map(|part| part.0.of)
    }

    /// Every quantity of the joint law of prompt and answer, information in nats.
    ///
    /// The Rényi divergences of the joint laws are ln(mean exp((A-1) D_A))/(A-1) over prompts, the greatest one for
    /// A = infinity. The Rényi-2 entropy is -ln of the mean of exp(-H2), which keeps `gap_bound` in its form. Standard
    /// deviation and quantiles of an estimator are those of one draw for a prompt that was drawn too. Everything else
    /// is the mean over prompts. Where a proposal is drawn from for any prompt, what is outside
    /// [`Quantity::UNDER_PROPOSAL`] is not a number. Takes time proportional to the number of outcomes of all of them.
    pub fn evaluate(&self, n: Draws) -> Evaluation {
        self.joint(n, |drawing| drawing.evaluate(n), &self.spreads(n, Quantity::ALL))
    }

    /// At least the quantities asked for, as [`Average::evaluate`] gives them; others may be NaN.
    pub fn evaluate_these(&self, n: Draws, quantities: &[Quantity]) -> Evaluation {
        self.joint(n, |drawing| drawing.evaluate_these(n, quantities), &self.spreads(n, quantities))
    }

    /// One quantity at this n.
    pub fn value(&self, n: Draws, quantity: Quantity) -> f64 {
        let is_known = !self.is_proposed() || quantity.is_under_proposal();
        match quantity.joint() {
            // The quantities to compute for each prompt.
            Joint::Mean if is_known && quantity != Quantity::WinRate => {
                self.mean_of(|drawing| drawing.value(n, quantity))
            }
            _ => self.evaluate_these(n, &[quantity]).get(quantity),
        }
    }

    /// Puts together what is known of every prompt.
    fn joint(
        &self,
        n: Draws,
        evaluate: impl Fn(&Drawing<'_>) -> Evaluation,
        spreads: &[(Estimate, Spread)],
    ) -> Evaluation {
        let parts: Vec<(Share, Evaluation)> =
            self.parts.iter().map(|(share, drawing)| (*share, evaluate(drawing))).collect();
        let is_proposed = self.is_proposed();
        let of_one_draw = |(estimate, of): (Estimate, Scatter)| {
            let spread = &spreads.iter().find(|(own, _)| *own == estimate)?.1;
            Some(spread.get(of))
        };
        let lacking = |of: fn(&Lacking) -> f64| {
            mean(|| parts.iter().map(|(share, values)| (*share, of(&values.lacking))))
        };
        let lacking = Lacking {
            win_rate: lacking(|lacking| lacking.win_rate),
            tv: lacking(|lacking| lacking.tv),
            hellinger2: lacking(|lacking| lacking.hellinger2),
        };
        let joint = Evaluation::from_fn(n.get(), |quantity| {
            if is_proposed && !quantity.is_under_proposal() {
                return f64::NAN;
            }
            let values = || parts.iter().map(|(share, values)| (*share, values.get(quantity)));
            match quantity.joint() {
                Joint::OneDraw => quantity.one_draw().and_then(of_one_draw).unwrap_or(f64::NAN),
                Joint::LogMeanExp(a) => ln_mean_exp(|| values().map(|(share, value)| (share.of, value)), a),
                // What is not known of one prompt is not known of the greatest.
                Joint::Maximum if values().any(|(_, value)| value.is_nan()) => f64::NAN,
                Joint::Maximum => values().map(|(_, value)| value).fold(0.0, f64::max),
                Joint::Mean => mean(values),
            }
        });
        let win_rate = win_rate::settled(joint.win_rate, lacking.win_rate);
        Evaluation { lacking, win_rate, ..joint }
    }

    /// The mean over prompts of what depends on no n.
    pub fn mean_of(&self, value: impl Fn(Drawing<'a>) -> f64) -> f64 {
        let values: Vec<(Share, f64)> =
            self.parts.iter().map(|(share, drawing)| (*share, value(*drawing))).collect();
        mean(|| values.iter().copied())
    }

    /// Whether a proposal is drawn from for any prompt.
    pub fn is_proposed(&self) -> bool {
        self.parts.iter().any(|(_, drawing)| drawing.is_proposed())
    }

    /// The spreads of one draw of the estimators that these quantities need; none where a proposal is drawn from.
    fn spreads(&self, n: Draws, quantities: &[Quantity]) -> Vec<(Estimate, Spread)> {
        let needs = |estimate: &Estimate| {
            let mut scattered = quantities.iter().filter(|quantity| quantity.joint() == Joint::OneDraw);
            scattered.any(|quantity| quantity.one_draw().is_some_and(|(own, _)| own == *estimate))
        };
        let needed = Estimate::ALL.into_iter().filter(|estimate| !self.is_proposed() && needs(estimate));
        needed.map(|estimate| (estimate, self.spread(n, estimate))).collect()
    }

    /// The spread of one draw of an estimator for a prompt that was drawn too, from the bases themselves.
    fn spread(&self, n: Draws, estimate: Estimate) -> Spread {
        let of = |&(share, Drawing { base, .. }): &(Share, Drawing<'_>)| {
            let draws = Policy::new(base, n).draws(estimate);
            draws.into_iter().map(move |draw| draw.scaled(share.of, share.root))
        };
        let mut draws: Vec<Draw> = self.parts.iter().flat_map(of).collect();
        draws.sort_by(|a, b| a.value.total_cmp(&b.value));
        estimate.spread(&Kernel::new(n), &draws)
    }

    /// Its value for continuous bases, which nothing exceeds (M), in nats; not a number where a proposal is drawn from.
    pub fn renyi_bound(&self, n: Draws, order: Order) -> f64 {
        if self.is_proposed() { f64::NAN } else { Kernel::new(n).continuum_renyi(order) }
    }

    /// The Rényi divergence of the joint laws of prompt and answer, in nats.
    pub fn renyi(&self, n: Draws, order: Order) -> f64 {
        let values: Vec<(f64, f64)> =
            self.parts.iter().map(|(share, drawing)| (share.of, drawing.renyi(n, order))).collect();
        if order == Order::INFINITY {
            return values.iter().map(|value| value.1).fold(0.0, f64::max);
        }
        ln_mean_exp(|| values.iter().copied(), order.get() - 1.0)
    }
}

/// The mean of values by their shares; of equal ones without rounding, and infinite where one of them is.
fn mean<I: Iterator<Item = (Share, f64)>>(values: impl Fn() -> I) -> f64 {
    let first = values().next().map_or(0.0, |(_, value)| value);
    if values().all(|(_, value)| value == first) {
        return first;
    }
    if values().any(|(_, value)| value == f64::INFINITY) {
        return f64::INFINITY;
    }
    sum(values().map(|(share, value)| share.times(value)))
}
