//! The views of the explorer: their names in presets, on the command line and on the screen, and which are charts.

/// What the explorer shows when it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The KL divergence alone.
    Kl,
    /// A view of the lower chart.
    Lower(LowerView),
}

/// What the lower chart can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LowerView {
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
        View::Lower(LowerView::default())
    }
}

impl View {
    /// Every view.
    pub fn all() -> impl Iterator<Item = View> + Clone {
        std::iter::once(View::Kl).chain(LowerView::ALL.iter().copied().map(View::Lower))
    }

    /// The name used in presets and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            View::Kl => "kl",
            View::Lower(lower) => lower.name(),
        }
    }

    /// Whether it is a chart; the others are tables and text.
    pub fn is_chart(self) -> bool {
        match self {
            View::Kl => true,
            View::Lower(lower) => lower.is_chart(),
        }
    }

    /// The view called `name`.
    pub fn from_name(name: &str) -> Option<View> {
        Self::all().find(|view| view.name() == name)
    }
}

/// What there is to say about a view of the lower chart here; the rest belongs to the explorer.
struct Row {
    view: LowerView,
    name: &'static str,
    title: &'static str,
    is_chart: bool,
}

/// From the left.
#[rustfmt::skip]
const LOWER_VIEWS: &[Row] = &[
    Row { view: LowerView::Gap, name: "gap", title: "Gap", is_chart: true },
    Row { view: LowerView::WinRate, name: "win-rate", title: "Win rate", is_chart: true },
    Row { view: LowerView::TradeOff, name: "trade-off", title: "Trade-off", is_chart: true },
    Row { view: LowerView::Spread, name: "spread", title: "Spread", is_chart: false },
    Row { view: LowerView::Divergences, name: "divergences", title: "Divergences", is_chart: false },
    Row { view: LowerView::Attribution, name: "attribution", title: "Attribution", is_chart: false },
    Row { view: LowerView::Work, name: "work", title: "Work", is_chart: false },
];

impl LowerView {
    /// Every lower view, from the left.
    pub const ALL: &[LowerView] = &{
        let mut all = [LowerView::Gap; LOWER_VIEWS.len()];
        let mut index = 0;
        while index < all.len() {
            all[index] = LOWER_VIEWS[index].view;
            index += 1;
        }
        all
    };

    fn row(self) -> &'static Row {
        &LOWER_VIEWS[self as usize]
    }

    /// The name used in presets and on the command line.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Its title, a word or two.
    pub fn title(self) -> &'static str {
        self.row().title
    }

    /// Whether it is a chart; the others are text that scrolls.
    pub fn is_chart(self) -> bool {
        self.row().is_chart
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lower_view_has_its_row() {
        for (index, lower) in LowerView::ALL.iter().enumerate() {
            assert_eq!(*lower as usize, index, "{lower:?}");
            assert_eq!(View::from_name(lower.name()), Some(View::Lower(*lower)));
        }
        // The last one named.
        assert_eq!(LowerView::Work as usize + 1, LowerView::ALL.len());
    }
}
