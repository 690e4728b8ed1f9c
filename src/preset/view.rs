//! The views of the explorer: the names a preset and the command line have for them, and those on the screen.

/// What the explorer shows when it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The KL divergence alone.
    Kl,
    /// A tab of the lower chart.
    Lower(Tab),
}

/// What the lower chart can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// The gap between the bound and the exact KL.
    #[default]
    Gap,
    /// The win rate and the bound on it.
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

/// The part of the screen that a step of a walkthrough points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The table of outcomes.
    Base,
    /// The numbers at n.
    Numbers,
    /// KL against n.
    Kl,
    /// The lower chart.
    Lower,
}

impl Focus {
    /// Every part.
    pub const ALL: &[Focus] = &[Focus::Base, Focus::Numbers, Focus::Kl, Focus::Lower];

    /// The name used in presets.
    pub fn name(self) -> &'static str {
        match self {
            Focus::Base => "base",
            Focus::Numbers => "numbers",
            Focus::Kl => "kl",
            Focus::Lower => "lower",
        }
    }

    /// The part called `name`.
    pub fn from_name(name: &str) -> Option<Focus> {
        Self::ALL.iter().copied().find(|focus| focus.name() == name)
    }
}

impl Default for View {
    fn default() -> View {
        View::Lower(Tab::default())
    }
}

impl View {
    /// Every view.
    pub fn all() -> impl Iterator<Item = View> + Clone {
        std::iter::once(View::Kl).chain(Tab::ALL.iter().copied().map(View::Lower))
    }

    /// The name used in presets and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            View::Kl => "kl",
            View::Lower(tab) => tab.name(),
        }
    }

    /// The view called `name`.
    pub fn from_name(name: &str) -> Option<View> {
        Self::all().find(|view| view.name() == name)
    }
}

impl Tab {
    /// Every tab, from the left.
    pub const ALL: &[Tab] =
        &[Tab::Gap, Tab::WinRate, Tab::TradeOff, Tab::Spread, Tab::Divergences, Tab::Attribution, Tab::Work];

    /// The name used in presets and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Tab::Gap => "gap",
            Tab::WinRate => "win-rate",
            Tab::TradeOff => "trade-off",
            Tab::Spread => "spread",
            Tab::Divergences => "divergences",
            Tab::Attribution => "attribution",
            Tab::Work => "work",
        }
    }

    /// Its name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Tab::Gap => "Gap",
            Tab::WinRate => "Win rate",
            Tab::TradeOff => "Trade-off",
            Tab::Spread => "Spread",
            Tab::Divergences => "Divergences",
            Tab::Attribution => "Attribution",
            Tab::Work => "Work",
        }
    }

    /// Its name where space is short.
    pub fn short(self) -> &'static str {
        match self {
            Tab::Gap => "Gap",
            Tab::WinRate => "Win",
            Tab::TradeOff => "Trade",
            Tab::Spread => "Spread",
            Tab::Divergences => "Div",
            Tab::Attribution => "Attr",
            Tab::Work => "Work",
        }
    }

    /// Whether it is text that scrolls.
    pub fn scrolls(self) -> bool {
        matches!(self, Tab::Spread | Tab::Divergences | Tab::Attribution | Tab::Work)
    }
}
