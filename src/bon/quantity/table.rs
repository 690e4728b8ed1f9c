//! The table: one row a quantity, the record that holds a value of each, and the estimators that they are about.

use super::columns::{Column, Joint, Known, Scatter, Unit, Work};
use super::lacking::Lacking;

/// An estimator of the KL from the probability of one outcome drawn by best-of-n.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Estimate {
    /// The paper's d_n.
    Paper,
    /// The sharper s_n (derived).
    Sharp,
}

impl Estimate {
    pub(crate) const ALL: [Estimate; 2] = [Estimate::Paper, Estimate::Sharp];
}

/// What there is to say about a quantity.
pub(super) struct Row {
    /// The name used in JSON, CSV, presets and on the command line.
    pub(super) name: &'static str,
    /// The name for a person.
    pub(super) title: &'static str,
    pub(super) unit: Unit,
    pub(super) known: Known,
    pub(super) work: Work,
    /// Which quantity is its value for a base without atoms, where that bounds it for every base.
    pub(super) continuum: Option<Quantity>,
    pub(super) is_upper_bound: bool,
    pub(super) joint: Joint,
    /// Of which estimator it is a property of one draw.
    pub(super) one_draw: Option<(Estimate, Scatter)>,
    /// Where it stands in a table with one line per n, of a base and under a proposal.
    pub(super) columns: [Column; 2],
    /// What heads such a column, where the title does not.
    pub(super) heading: Option<&'static str>,
    /// Whether it is the same at every n.
    pub(super) is_constant: bool,
    /// What a value says, in a few words; empty where the title says it.
    pub(super) meaning: &'static str,
    /// What the glossary calls it, and what it says about it.
    pub(super) help: Option<(&'static str, &'static str)>,
    /// The relative error that the tests allow.
    pub(super) tolerance: f64,
}

impl Row {
    const fn new(name: &'static str, title: &'static str, unit: Unit) -> Row {
        Row {
            name,
            title,
            unit,
            known: Known::Base,
            work: Work::Outcomes,
            continuum: None,
            is_upper_bound: false,
            joint: Joint::Mean,
            one_draw: None,
            columns: [Column::No; 2],
            heading: None,
            is_constant: false,
            meaning: "",
            help: None,
            tolerance: 1e-12,
        }
    }

    const fn one_draw(name: &'static str, title: &'static str, estimate: Estimate, of: Scatter) -> Row {
        let (work, joint) = match of {
            Scatter::Mean => (Work::Outcomes, Joint::Mean),
            Scatter::Sd => (Work::Outcomes, Joint::OneDraw),
            Scatter::Q05 | Scatter::Q50 | Scatter::Q95 => (Work::Quantiles, Joint::OneDraw),
        };
        Row { work, joint, one_draw: Some((estimate, of)), ..Row::new(name, title, Unit::Nats) }
    }
}

macro_rules! quantities {
    ($($(#[$doc:meta])* $field:ident $variant:ident = $row:expr;)+) => {
        /// Every quantity of one best-of-n policy at one n; field names as in the JSON output.
        ///
        /// Information is in nats. `renyi_0.5` is the field `renyi_half`, `renyi_2` is `renyi_two`.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Evaluation {
            /// The number of draws.
            pub n: f64,
            $($(#[$doc])* pub $field: f64,)+
            /// 1 minus each of those that are shares.
            pub lacking: Lacking,
        }

        /// The name of one quantity of an [`Evaluation`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Quantity {
            $($(#[$doc])* $variant,)+
        }

        impl Quantity {
            /// The whole table, in its order.
            pub(super) const EVERY: &[Quantity] = &[$(Quantity::$variant),+];

            pub(super) const fn row(self) -> &'static Row {
                match self {
                    $(Quantity::$variant => const { &$row },)+
                }
            }
        }

        impl Evaluation {
            /// The record whose values are what `value` gives for each quantity.
            pub(crate) fn from_fn(n: f64, value: impl Fn(Quantity) -> f64) -> Evaluation {
                Evaluation { n, $($field: value(Quantity::$variant),)+ lacking: Lacking::UNKNOWN }
            }

            /// The value of one quantity.
            pub fn get(&self, quantity: Quantity) -> f64 {
                match quantity { $(Quantity::$variant => self.$field),+ }
            }

            /// Sets the value of one quantity.
            pub(crate) fn set(&mut self, quantity: Quantity, value: f64) {
                match quantity { $(Quantity::$variant => self.$field = value),+ }
            }

            /// Both together: what is not a number here is as in `other`.
            pub fn or(&self, other: &Evaluation) -> Evaluation {
                let value = |quantity| {
                    let own = self.get(quantity);
                    if own.is_nan() { other.get(quantity) } else { own }
                };
                Evaluation { lacking: self.lacking.or(other.lacking), ..Evaluation::from_fn(self.n, value) }
            }

            /// Nothing but n: every quantity is not a number.
            pub(crate) fn unknown(n: f64) -> Evaluation {
                Evaluation::from_fn(n, |_| f64::NAN)
            }
        }
    };
}

quantities! {
    /// Exact D(pi_n ‖ base) (B sec. 2-3).
    kl Kl = Row {
        known: Known::Both, work: Work::Summed, continuum: Some(Quantity::Bound),
        columns: [Column::Always(1), Column::Always(1)],
        help: Some(("exact KL", "D(π_n ‖ p): the divergence of the best-of-n policy from the base, exactly, in nats or in \
            bits, whichever the first line says.")),
        ..Row::new("kl", "exact KL", Unit::Nats)
    };

    /// ln n - (n-1)/n + max ln(q/p), an upper bound on `kl` where best-of-n draws from a proposal q (derived); `bound` where
    /// it draws from the base.
    proposal_bound ProposalBound = Row {
        known: Known::Proposal, work: Work::Free, is_upper_bound: true,
        columns: [Column::No, Column::Always(2)], meaning: "ln n - (n-1)/n + max ln(q/p)",
        ..Row::new("proposal_bound", "corrected bound", Unit::Nats)
    };

    /// proposal_bound - kl, computed by its own formula (derived); `gap` where best-of-n draws from the base.
    proposal_gap ProposalGap = Row {
        known: Known::Proposal, work: Work::Summed, columns: [Column::No, Column::Always(3)],
        meaning: "corrected bound minus exact KL",
        ..Row::new("proposal_gap", "gap to the corrected bound", Unit::Nats)
    };

    /// ln n - (n-1)/n, an upper bound on `kl`, not an equality (B Thm 3.1).
    bound Bound = Row {
        work: Work::Free, is_upper_bound: true, columns: [Column::Always(2), Column::No],
        help: Some(("bound", "ln n - (n-1)/n: the popular formula. An upper bound on the exact KL, not its value.")),
        ..Row::new("bound", "bound", Unit::Nats)
    };

    /// bound - kl, computed by its own formula (B sec. 3; formula derived).
    gap Gap = Row {
        work: Work::Summed, columns: [Column::Always(3), Column::No], meaning: "bound minus exact KL",
        help: Some(("gap", "bound minus exact KL. In the table: the part of it that each outcome accounts for.")),
        ..Row::new("gap", "gap", Unit::Nats)
    };

    /// 2 n (n-1) exp(-H2), an upper bound on `gap` (B Thm 3.4).
    gap_bound GapBound = Row {
        work: Work::Free, is_upper_bound: true,
        help: Some(("gap bound", "2n(n-1) exp(-H2): the paper's bound on the gap. H2 is the Rényi-2 entropy of the base.")),
        ..Row::new("gap_bound", "gap bound", Unit::Nats)
    };

    /// Mean of d_n(p_y) over y ~ pi_n: what averaging the paper's estimator converges to (B sec. 4).
    estimator Estimator = Row {
        work: Work::Summed, columns: [Column::Always(4), Column::No], heading: Some("estimator"),
        help: Some(("estimator", "what averaging the paper's estimator d_n(p) over draws of best-of-n converges to; sd and 5 to \
            95 % tell how one draw scatters.")),
        ..Row::one_draw("estimator", "estimator mean", Estimate::Paper, Scatter::Mean)
    };

    /// Standard deviation of one draw of the estimator (B sec. 4).
    estimator_sd EstimatorSd = Row {
        tolerance: 1e-9,
        ..Row::one_draw("estimator_sd", "estimator, one draw: sd", Estimate::Paper, Scatter::Sd)
    };

    /// 5 % quantile of one draw of the estimator.
    estimator_q05 EstimatorQ05 = Row::one_draw("estimator_q05", "estimator, one draw: 5 %", Estimate::Paper, Scatter::Q05);

    /// Median of one draw of the estimator.
    estimator_q50 EstimatorQ50 = Row::one_draw("estimator_q50", "estimator, one draw: median", Estimate::Paper, Scatter::Q50);

    /// 95 % quantile of one draw of the estimator.
    estimator_q95 EstimatorQ95 = Row::one_draw("estimator_q95", "estimator, one draw: 95 %", Estimate::Paper, Scatter::Q95);

    /// Mean of d_n(m_c) with tie-class masses instead of p_y (derived).
    estimator_tied EstimatorTied = Row {
        work: Work::Outcomes,
        ..Row::new("estimator_tied", "estimator on tie classes", Unit::Nats)
    };

    /// d_n(m_top), a rigorous upper bound on `kl`, tighter than `bound` (derived).
    estimator_top EstimatorTop = Row {
        work: Work::Free, is_upper_bound: true, meaning: "d_n of the top class",
        ..Row::new("estimator_top", "bound from the top mass", Unit::Nats)
    };

    /// Mean of s_n(p_y) = bound - g(n, -ln(1-p_y)) over y ~ pi_n: from what d_n needs, never above `estimator` and still never
    /// below `kl` (derived).
    estimator_sharp EstimatorSharp = Row {
        heading: Some("sharper estimator"), meaning: "closer to the exact KL, never below",
        help: Some(("sharper estimator", "the same for s_n(p), which is made of the same numbers as d_n(p): its mean is closer to \
            the exact KL and never below it.")),
        ..Row::one_draw("estimator_sharp", "sharper estimator mean", Estimate::Sharp, Scatter::Mean)
    };

    /// Standard deviation of one draw of the sharper estimator (derived).
    estimator_sharp_sd EstimatorSharpSd = Row {
        tolerance: 1e-11,
        ..Row::one_draw("estimator_sharp_sd", "sharper, one draw: sd", Estimate::Sharp, Scatter::Sd)
    };

    /// 5 % quantile of one draw of the sharper estimator.
    estimator_sharp_q05 EstimatorSharpQ05 =
        Row::one_draw("estimator_sharp_q05", "sharper, one draw: 5 %", Estimate::Sharp, Scatter::Q05);

    /// Median of one draw of the sharper estimator.
    estimator_sharp_q50 EstimatorSharpQ50 =
        Row::one_draw("estimator_sharp_q50", "sharper, one draw: median", Estimate::Sharp, Scatter::Q50);

    /// 95 % quantile of one draw of the sharper estimator.
    estimator_sharp_q95 EstimatorSharpQ95 =
        Row::one_draw("estimator_sharp_q95", "sharper, one draw: 95 %", Estimate::Sharp, Scatter::Q95);

    /// -ln m_top, where `kl` saturates as n grows (derived).
    kl_limit KlLimit = Row {
        known: Known::Both, work: Work::Free, is_constant: true, meaning: "as n grows",
        help: Some(("KL limit", "-ln m_top, with m_top the base probability of the highest reward: the exact KL saturates \
            there.")),
        ..Row::new("kl_limit", "limit of the exact KL", Unit::Nats)
    };

    /// P(best-of-n beats one base draw), ties counting 1/2 (B sec. 5).
    win_rate WinRate = Row {
        known: Known::Both, work: Work::Summed, columns: [Column::Always(5), Column::Always(6)],
        meaning: "against one draw, ties 1/2",
        help: Some(("win rate", "the chance that best-of-n beats one draw of the base, ties counting one half; n/(n+1) bounds \
            it.")),
        ..Row::new("win_rate", "win rate", Unit::Share)
    };

    /// n/(n+1), an upper bound on `win_rate` (B Thm 5.3).
    win_rate_bound WinRateBound = Row {
        work: Work::Free, is_upper_bound: true, columns: [Column::OfOne(6), Column::No],
        heading: Some("<= n/(n+1)"), meaning: "n/(n+1)",
        ..Row::new("win_rate_bound", "bound on the win rate", Unit::Share)
    };

    /// win_rate_bound - win_rate, computed by its own formula (B Thm 5.4; formula derived).
    win_rate_gap WinRateGap = Row {
        work: Work::Summed,
        ..Row::new("win_rate_gap", "gap of the win rate", Unit::Share)
    };

    /// (n-1)/2 exp(-H2), an upper bound on `win_rate_gap` (B Thm 5.4).
    win_rate_gap_bound WinRateGapBound = Row {
        work: Work::Free, is_upper_bound: true,
        ..Row::new("win_rate_gap_bound", "bound on the win-rate gap", Unit::Share)
    };

    /// Mean reward of the best-of-n policy (Gao et al.).
    expected_reward ExpectedReward = Row {
        known: Known::Both, work: Work::Ratios, columns: [Column::No, Column::OfOne(7)], tolerance: 1e-9,
        ..Row::new("expected_reward", "expected reward", Unit::Reward)
    };

    /// Mean reward of best-of-n minus mean reward of the base, computed directly.
    expected_reward_gain ExpectedRewardGain = Row {
        known: Known::Both, work: Work::Ratios,
        ..Row::new("expected_reward_gain", "gain in expected reward", Unit::Reward)
    };

    /// n m_top, the regime number: far below 1 the bound is tight, far above 1 it is not (B Thm 3.6).
    n_eps_top NEpsTop = Row {
        work: Work::Free, columns: [Column::OfOne(7), Column::No],
        meaning: "n times the top mass; >> 1: gap of ln(n·m_top) - 1 or more",
        help: Some(("n·m_top", "far below 1 best-of-n rarely reaches the highest reward; far above 1 the gap grows like \
            ln(n·m_top) - 1.")),
        ..Row::new("n_eps_top", "n·m_top", Unit::Pure)
    };

    /// H2 = -ln sum m_c^2, the Rényi entropy of order 2 of the tie classes (B Thm 3.4).
    renyi2_entropy Renyi2Entropy = Row {
        work: Work::Free, is_constant: true, joint: Joint::LogMeanExp(-1.0),
        ..Row::new("renyi2_entropy", "Rényi-2 entropy", Unit::Nats)
    };

    /// D(base ‖ pi_n).
    reverse_kl ReverseKl = Row {
        known: Known::Both, work: Work::Ratios, continuum: Some(Quantity::ReverseKlBound),
        columns: [Column::No, Column::OfOne(4)], tolerance: 1e-9,
        ..Row::new("reverse_kl", "reverse KL", Unit::Nats)
    };

    /// n - 1 - ln n, the continuum value of `reverse_kl` (M).
    reverse_kl_bound ReverseKlBound = Row {
        work: Work::Free, is_upper_bound: true,
        ..Row::new("reverse_kl_bound", "reverse KL, continuum", Unit::Nats)
    };

    /// Chi-squared divergence, sum (pi-m)^2/m.
    chi2 Chi2 = Row {
        known: Known::Both, work: Work::Ratios, continuum: Some(Quantity::Chi2Bound), tolerance: 1e-9,
        ..Row::new("chi2", "chi-squared", Unit::Pure)
    };

    /// (n-1)^2/(2n-1), the continuum value of `chi2` (M).
    chi2_bound Chi2Bound = Row {
        work: Work::Free, is_upper_bound: true,
        ..Row::new("chi2_bound", "chi-squared, continuum", Unit::Pure)
    };

    /// Total variation, half the L1 distance.
    tv Tv = Row {
        known: Known::Both, work: Work::Ratios, continuum: Some(Quantity::TvBound),
        columns: [Column::No, Column::Always(5)], tolerance: 1e-9,
        ..Row::new("tv", "total variation", Unit::Share)
    };

    /// n^(-1/(n-1)) - n^(-n/(n-1)), the continuum value of `tv` (M).
    tv_bound TvBound = Row {
        work: Work::Free, is_upper_bound: true,
        ..Row::new("tv_bound", "total variation, continuum", Unit::Share)
    };

    /// Squared Hellinger distance, 1 - sum sqrt(pi m).
    hellinger2 Hellinger2 = Row {
        known: Known::Both, work: Work::Ratios, continuum: Some(Quantity::Hellinger2Bound),
        tolerance: 1e-9,
        ..Row::new("hellinger2", "squared Hellinger", Unit::Share)
    };

    /// 1 - 2 sqrt(n)/(n+1), the continuum value of `hellinger2` (M).
    hellinger2_bound Hellinger2Bound = Row {
        work: Work::Free, is_upper_bound: true,
        ..Row::new("hellinger2_bound", "squared Hellinger, continuum", Unit::Share)
    };

    /// Rényi divergence of order 1/2.
    renyi_half RenyiHalf = Row {
        known: Known::Both, work: Work::Ratios, continuum: Some(Quantity::RenyiHalfBound),
        joint: Joint::LogMeanExp(-0.5), tolerance: 1e-9,
        ..Row::new("renyi_0.5", "Rényi 0.5", Unit::Nats)
    };

    /// Continuum value of the Rényi divergence of order 1/2 (M).
    renyi_half_bound RenyiHalfBound = Row {
        work: Work::Free, is_upper_bound: true,
        ..Row::new("renyi_0.5_bound", "Rényi 0.5, continuum", Unit::Nats)
    };

    /// Rényi divergence of order 2.
    renyi_two RenyiTwo = Row {
        known: Known::Both, work: Work::Ratios, continuum: Some(Quantity::RenyiTwoBound),
        joint: Joint::LogMeanExp(1.0), tolerance: 1e-9,
        ..Row::new("renyi_2", "Rényi 2", Unit::Nats)
    };

    /// Continuum value of the Rényi divergence of order 2 (M).
    renyi_two_bound RenyiTwoBound = Row {
        work: Work::Free, is_upper_bound: true,
        ..Row::new("renyi_2_bound", "Rényi 2, continuum", Unit::Nats)
    };

    /// Rényi divergence of order infinity, ln(pi_n(top)/m_top).
    renyi_inf RenyiInf = Row {
        known: Known::Both, work: Work::Ratios, continuum: Some(Quantity::RenyiInfBound),
        joint: Joint::Maximum,
        ..Row::new("renyi_inf", "Rényi inf", Unit::Nats)
    };

    /// ln n, the continuum value of `renyi_inf` (M).
    renyi_inf_bound RenyiInfBound = Row {
        work: Work::Free, is_upper_bound: true,
        ..Row::new("renyi_inf_bound", "Rényi inf, continuum", Unit::Nats)
    };
}
