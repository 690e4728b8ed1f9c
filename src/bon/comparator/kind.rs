//! The kinds of policies, one policy of a kind, and why there is none.

use super::cost::Cost;

/// A kind of policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The best of n draws.
    BestOfN,
    /// The best possible win rate at a KL: a tilt by the half-tie win probability (derived; for a continuum G).
    BestPossible,
    /// KL-regularised RL: pi(y) proportional to p_y e^(r_y/beta).
    RewardTilt,
    /// Redraw until the reward reaches a threshold (B sec. 6).
    Rewind,
    /// Of n draws keep one with probability proportional to e^(r/t) (V).
    Soft,
    /// The best of 1 + Poisson(mu) draws.
    Poisson,
}

impl Kind {
    /// Every kind, best-of-n first.
    pub const ALL: &[Kind] =
        &[Kind::BestOfN, Kind::BestPossible, Kind::RewardTilt, Kind::Rewind, Kind::Soft, Kind::Poisson];

    /// The name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Kind::BestOfN => "best_of_n",
            Kind::BestPossible => "best_possible",
            Kind::RewardTilt => "reward_tilt",
            Kind::Rewind => "rewind_and_repeat",
            Kind::Soft => "soft_best_of_n",
            Kind::Poisson => "best_of_poisson",
        }
    }

    /// The name for a person.
    pub fn title(self) -> &'static str {
        match self {
            Kind::BestOfN => "best-of-n",
            Kind::BestPossible => "best possible",
            Kind::RewardTilt => "reward tilt",
            Kind::Rewind => "rewind-and-repeat",
            Kind::Soft => "soft best-of-n",
            Kind::Poisson => "best-of-Poisson",
        }
    }

    /// What its parameter is called: b of the tilt e^(b v), beta, the share of the draws that is accepted, n or mu.
    pub fn parameter(self) -> &'static str {
        match self {
            Kind::BestOfN | Kind::Soft => "n",
            Kind::BestPossible => "b",
            Kind::RewardTilt => "beta",
            Kind::Rewind => "accepted",
            Kind::Poisson => "mu",
        }
    }
}

/// One policy of a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PolicyAt {
    /// What it costs and brings.
    pub cost: Cost,
    /// How many draws of the base it takes on average; none for a policy that is no way of drawing.
    pub expected_draws: Option<f64>,
    /// Its parameter, as [`Kind::parameter`] calls it.
    pub parameter: f64,
    /// The stated error of its probabilities, where they are integrated numerically.
    pub error: Option<f64>,
}

/// Why no policy of a kind is where it was looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missing {
    /// The policies are no way of drawing and cost no draws.
    NoDraws,
    /// Every policy of the kind stays below this KL in nats, or at most reaches it.
    KlBelow(f64),
    /// It takes more than [`Draws::MAX`](crate::Draws::MAX) draws.
    TooManyDraws,
    /// Every policy of the kind takes at most this many draws on average.
    DrawsBelow(f64),
}
