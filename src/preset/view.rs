//! The names of the views a preset may open with.

/// What the lower chart of the explorer shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// The KL divergence alone.
    Kl,
    /// The gap between the bound and the exact KL.
    #[default]
    Gap,
    /// The win rate.
    WinRate,
    /// The win rate against the KL divergence.
    TradeOff,
    /// The spread of eps_n and of the estimator.
    Spread,
    /// Every divergence with its continuum value.
    Divergences,
    /// The gap by outcome.
    Attribution,
    /// The formulas with their numbers.
    Work,
}

impl View {
    /// Every view.
    pub const ALL: &[View] = &[
        View::Kl,
        View::Gap,
        View::WinRate,
        View::TradeOff,
        View::Spread,
        View::Divergences,
        View::Attribution,
        View::Work,
    ];

    /// The name used in presets and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            View::Kl => "kl",
            View::Gap => "gap",
            View::WinRate => "win-rate",
            View::TradeOff => "trade-off",
            View::Spread => "spread",
            View::Divergences => "divergences",
            View::Attribution => "attribution",
            View::Work => "work",
        }
    }

    /// The view called `name`.
    pub fn from_name(name: &str) -> Option<View> {
        Self::ALL.iter().copied().find(|view| view.name() == name)
    }
}
