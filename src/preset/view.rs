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
    /// Every divergence with its continuum value.
    Divergences,
}

impl View {
    /// Every view.
    pub const ALL: &[View] = &[View::Kl, View::Gap, View::WinRate, View::TradeOff, View::Divergences];

    /// The name used in presets and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            View::Kl => "kl",
            View::Gap => "gap",
            View::WinRate => "win-rate",
            View::TradeOff => "trade-off",
            View::Divergences => "divergences",
        }
    }

    /// The view called `name`.
    pub fn from_name(name: &str) -> Option<View> {
        Self::ALL.iter().copied().find(|view| view.name() == name)
    }
}
