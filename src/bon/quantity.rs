//! The one table of quantities: names, meaning, units and the record that holds their values.
//!
//! Every output format, the sweep, the claims of presets and the explorer take names and order from here.

/// What a quantity is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Information in nats; shown in bits on request.
    Nats,
    /// A probability or another share between 0 and 1.
    Share,
    /// The unit of the rewards.
    Reward,
    /// A pure number.
    Pure,
}

macro_rules! quantities {
    ($($(#[$doc:meta])* $field:ident $variant:ident $name:literal $title:literal $unit:ident;)+
     @proposal: $($(#[$its_doc:meta])* $its:ident $Its:ident $its_name:literal $its_title:literal $its_unit:ident;)+) => {
        /// Every quantity of one best-of-n policy at one n; field names as in the JSON output.
        ///
        /// Information is in nats. `renyi_0.5` is the field `renyi_half`, `renyi_2` is `renyi_two`.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Evaluation {
            /// The number of draws.
            pub n: f64,
            $($(#[$doc])* pub $field: f64,)+
            $($(#[$its_doc])* pub $its: f64,)+
        }

        /// The name of one quantity of an [`Evaluation`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Quantity {
            $($(#[$doc])* $variant,)+
            $($(#[$its_doc])* $Its,)+
        }

        impl Quantity {
            /// Every quantity of a policy that draws from the base, in the order in which it is printed.
            pub const ALL: &[Quantity] = &[$(Quantity::$variant),+];

            /// The quantities that only a proposal makes different from others.
            const OF_PROPOSAL: &[Quantity] = &[$(Quantity::$Its),+];

            /// The name used in JSON, CSV, presets and on the command line.
            pub fn name(self) -> &'static str {
                match self { $(Quantity::$variant => $name,)+ $(Quantity::$Its => $its_name),+ }
            }

            /// The name for a person.
            pub fn title(self) -> &'static str {
                match self { $(Quantity::$variant => $title,)+ $(Quantity::$Its => $its_title),+ }
            }

            /// What it is measured in.
            pub fn unit(self) -> Unit {
                match self { $(Quantity::$variant => Unit::$unit,)+ $(Quantity::$Its => Unit::$its_unit),+ }
            }
        }

        impl Evaluation {
            /// The record whose values are what `value` gives for each quantity.
            pub(super) fn from_fn(n: f64, value: impl Fn(Quantity) -> f64) -> Evaluation {
                Evaluation { n, $($field: value(Quantity::$variant),)+ $($its: value(Quantity::$Its)),+ }
            }

            /// The value of one quantity.
            pub fn get(&self, quantity: Quantity) -> f64 {
                match quantity { $(Quantity::$variant => self.$field,)+ $(Quantity::$Its => self.$its),+ }
            }

            /// Both together: what is not a number here is as in `other`.
            pub fn or(&self, other: &Evaluation) -> Evaluation {
                let value = |quantity| {
                    let own = self.get(quantity);
                    if own.is_nan() { other.get(quantity) } else { own }
                };
                Evaluation::from_fn(self.n, value)
            }

            /// Nothing but n: every quantity is not a number.
            pub(super) fn unknown(n: f64) -> Evaluation {
                Evaluation::from_fn(n, |_| f64::NAN)
            }
        }
    };
}

quantities! {
    /// Exact D(pi_n ‖ base) (B sec. 2-3).
    kl Kl "kl" "exact KL" Nats;
    /// ln n - (n-1)/n, an upper bound on `kl`, not an equality (B Thm 3.1).
    bound Bound "bound" "bound" Nats;
    /// bound - kl, computed by its own formula (B sec. 3; formula derived).
    gap Gap "gap" "gap" Nats;
    /// 2 n (n-1) exp(-H2), an upper bound on `gap` (B Thm 3.4).
    gap_bound GapBound "gap_bound" "bound on the gap" Nats;
    /// Mean of d_n(p_y) over y ~ pi_n: what averaging the paper's estimator converges to (B sec. 4).
    estimator Estimator "estimator" "estimator mean" Nats;
    /// Standard deviation of one draw of the estimator (B sec. 4).
    estimator_sd EstimatorSd "estimator_sd" "estimator, one draw: sd" Nats;
    /// 5 % quantile of one draw of the estimator.
    estimator_q05 EstimatorQ05 "estimator_q05" "estimator, one draw: 5 %" Nats;
    /// Median of one draw of the estimator.
    estimator_q50 EstimatorQ50 "estimator_q50" "estimator, one draw: median" Nats;
    /// 95 % quantile of one draw of the estimator.
    estimator_q95 EstimatorQ95 "estimator_q95" "estimator, one draw: 95 %" Nats;
    /// Mean of d_n(m_c) with tie-class masses instead of p_y (derived).
    estimator_tied EstimatorTied "estimator_tied" "estimator on tie classes" Nats;
    /// d_n(m_top), a rigorous upper bound on `kl`, tighter than `bound` (derived).
    estimator_top EstimatorTop "estimator_top" "bound from the top mass" Nats;
    /// -ln m_top, where `kl` saturates as n grows (derived).
    kl_limit KlLimit "kl_limit" "limit of the exact KL" Nats;
    /// P(best-of-n beats one base draw), ties counting 1/2 (B sec. 5).
    win_rate WinRate "win_rate" "win rate" Share;
    /// n/(n+1), an upper bound on `win_rate` (B Thm 5.3).
    win_rate_bound WinRateBound "win_rate_bound" "bound on the win rate" Share;
    /// win_rate_bound - win_rate, computed by its own formula (B Thm 5.4; formula derived).
    win_rate_gap WinRateGap "win_rate_gap" "gap of the win rate" Share;
    /// (n-1)/2 exp(-H2), an upper bound on `win_rate_gap` (B Thm 5.4).
    win_rate_gap_bound WinRateGapBound "win_rate_gap_bound" "bound on the win-rate gap" Share;
    /// Mean reward of the best-of-n policy (Gao et al.).
    expected_reward ExpectedReward "expected_reward" "expected reward" Reward;
    /// Mean reward of best-of-n minus mean reward of the base, computed directly.
    expected_reward_gain ExpectedRewardGain "expected_reward_gain" "gain in expected reward" Reward;
    /// n m_top, the regime number: far below 1 the bound is tight, far above 1 it is not (B Thm 3.6).
    n_eps_top NEpsTop "n_eps_top" "n·ε_top" Pure;
    /// H2 = -ln sum m_c^2, the Rényi entropy of order 2 of the tie classes (B Thm 3.4).
    renyi2_entropy Renyi2Entropy "renyi2_entropy" "Rényi-2 entropy" Nats;
    /// D(base ‖ pi_n).
    reverse_kl ReverseKl "reverse_kl" "reverse KL" Nats;
    /// n - 1 - ln n, the continuum value of `reverse_kl` (M).
    reverse_kl_bound ReverseKlBound "reverse_kl_bound" "reverse KL, continuum" Nats;
    /// Chi-squared divergence, sum (pi-m)^2/m.
    chi2 Chi2 "chi2" "chi-squared" Pure;
    /// (n-1)^2/(2n-1), the continuum value of `chi2` (M).
    chi2_bound Chi2Bound "chi2_bound" "chi-squared, continuum" Pure;
    /// Total variation, half the L1 distance.
    tv Tv "tv" "total variation" Share;
    /// n^(-1/(n-1)) - n^(-n/(n-1)), the continuum value of `tv` (M).
    tv_bound TvBound "tv_bound" "total variation, continuum" Share;
    /// Squared Hellinger distance, 1 - sum sqrt(pi m).
    hellinger2 Hellinger2 "hellinger2" "squared Hellinger" Share;
    /// 1 - 2 sqrt(n)/(n+1), the continuum value of `hellinger2` (M).
    hellinger2_bound Hellinger2Bound "hellinger2_bound" "squared Hellinger, continuum" Share;
    /// Rényi divergence of order 1/2.
    renyi_half RenyiHalf "renyi_0.5" "Rényi, order 0.5" Nats;
    /// Continuum value of the Rényi divergence of order 1/2 (M).
    renyi_half_bound RenyiHalfBound "renyi_0.5_bound" "Rényi 0.5, continuum" Nats;
    /// Rényi divergence of order 2.
    renyi_two RenyiTwo "renyi_2" "Rényi, order 2" Nats;
    /// Continuum value of the Rényi divergence of order 2 (M).
    renyi_two_bound RenyiTwoBound "renyi_2_bound" "Rényi 2, continuum" Nats;
    /// Rényi divergence of order infinity, ln(pi_n(top)/m_top).
    renyi_inf RenyiInf "renyi_inf" "Rényi, order infinity" Nats;
    /// ln n, the continuum value of `renyi_inf` (M).
    renyi_inf_bound RenyiInfBound "renyi_inf_bound" "Rényi infinity, continuum" Nats;

    @proposal:
    /// ln n - (n-1)/n + max ln(q/p), an upper bound on `kl` where best-of-n draws from a proposal q (derived); `bound` where
    /// it draws from the base.
    proposal_bound ProposalBound "proposal_bound" "bound for the proposal" Nats;
    /// proposal_bound - kl, computed by its own formula (derived); `gap` where best-of-n draws from the base.
    proposal_gap ProposalGap "proposal_gap" "gap to that bound" Nats;
}

impl Quantity {
    /// The quantities that are known where best-of-n draws from a proposal, in the order in which they are printed.
    pub const UNDER_PROPOSAL: &[Quantity] = &[
        Quantity::Kl,
        Quantity::ProposalBound,
        Quantity::ProposalGap,
        Quantity::KlLimit,
        Quantity::WinRate,
        Quantity::ExpectedReward,
        Quantity::ExpectedRewardGain,
        Quantity::ReverseKl,
        Quantity::Chi2,
        Quantity::Tv,
        Quantity::Hellinger2,
        Quantity::RenyiHalf,
        Quantity::RenyiTwo,
        Quantity::RenyiInf,
    ];

    /// What a divergence is for a base without atoms, which bounds it for every base (M); none for other quantities.
    pub fn continuum(self) -> Option<Quantity> {
        Some(match self {
            Quantity::Kl => Quantity::Bound,
            Quantity::ReverseKl => Quantity::ReverseKlBound,
            Quantity::Chi2 => Quantity::Chi2Bound,
            Quantity::Tv => Quantity::TvBound,
            Quantity::Hellinger2 => Quantity::Hellinger2Bound,
            Quantity::RenyiHalf => Quantity::RenyiHalfBound,
            Quantity::RenyiTwo => Quantity::RenyiTwoBound,
            Quantity::RenyiInf => Quantity::RenyiInfBound,
            _ => return None,
        })
    }

    /// The quantity called `name`.
    pub fn from_name(name: &str) -> Option<Quantity> {
        Self::ALL.iter().chain(Self::OF_PROPOSAL).copied().find(|quantity| quantity.name() == name)
    }
}
