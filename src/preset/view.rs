//! The views of the explorer: the names a preset and the command line have for them, those on the screen, and the numbers
//! of their own that they need.

use std::sync::Arc;

use crate::bon::{Attribution, Policy, Quantity, Spreads};

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

/// What a lower view needs besides the curves and the quantities at n.
#[derive(Clone, Copy, Debug)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Other policies of one base.
    Policies,
    /// Numbers of its own about draws from one base.
    Numbers(fn(&Policy<'_>) -> ViewNumbers),
}

/// What a lower view shows at one n besides the quantities.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewNumbers {
    /// The distribution of eps_n and d_n.
    Spread(Arc<Spreads>),
    /// The outcomes that make the gap.
    Attribution(Arc<Attribution>),
}

/// Rows of a distribution.
const BINS: usize = 16;
/// Outcomes listed by their part of the gap.
const LEADERS: usize = 200;

/// All that there is to say about a lower view.
struct Row {
    view: LowerView,
    name: &'static str,
    title: &'static str,
    short: &'static str,
    help: Option<&'static str>,
    is_chart: bool,
    curve: Option<Quantity>,
    needs: Needs,
}

/// From the left.
#[rustfmt::skip]
const LOWER_VIEWS: &[Row] = &[
    Row { view: LowerView::Gap, name: "gap", title: "Gap", short: "Gap", is_chart: true, curve: Some(Quantity::Gap),
        needs: Needs::Nothing, help: None },
    Row { view: LowerView::WinRate, name: "win-rate", title: "Win rate", short: "Win", is_chart: true, curve: Some(Quantity::WinRate),
        needs: Needs::Nothing, help: None },
    Row { view: LowerView::TradeOff, name: "trade-off", title: "Trade-off", short: "Trade", is_chart: true,
        needs: Needs::Policies, curve: None,
        help: Some("win rate against KL. Best possible: no policy of any kind on this base wins more at that KL. Tilt: KL-regularised RL. Rewind: redraw until the reward reaches a threshold; one point for each. Soft: of n draws one is kept at random, with a higher chance for a better one. Poisson: n itself is random. The list compares them at the KL of best-of-n. × is where the bound would wrongly put best-of-n.") },
    Row { view: LowerView::Spread, name: "spread", title: "Spread", short: "Spread", is_chart: false,
        needs: Needs::Numbers(|policy| ViewNumbers::Spread(Arc::new(policy.spreads(BINS)))), curve: None,
        help: Some("ε_n is the probability of the outcome that best-of-n keeps, d_n the estimator made of it: how likely each value is, and where 5, 50 and 95 % of the draws of d_n are reached.") },
    Row { view: LowerView::Divergences, name: "divergences", title: "Divergences", short: "Div", is_chart: false,
        needs: Needs::Nothing, curve: None,
        help: Some("all of them at n, each with the value for a base without atoms, which bounds it, and the share of that reached.") },
    Row { view: LowerView::Attribution, name: "attribution", title: "Attribution", short: "Attr", is_chart: false,
        needs: Needs::Numbers(|policy| ViewNumbers::Attribution(Arc::new(policy.attribution(LEADERS)))), curve: None,
        help: Some("the parts of the gap by outcome, largest first; they sum to the gap exactly.") },
    Row { view: LowerView::Work, name: "work", title: "Work", short: "Work", is_chart: false,
        needs: Needs::Nothing, curve: None,
        help: Some("the formulas with the numbers of the selected outcome put in, as fractions where the masses are. Select another one in the table.") },
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

    /// Its name on the screen.
    pub fn title(self) -> &'static str {
        self.row().title
    }

    /// Its name where space is short.
    pub fn short(self) -> &'static str {
        self.row().short
    }

    /// What it shows, in full sentences; none where the names of its curves say so.
    pub fn help(self) -> Option<&'static str> {
        self.row().help
    }

    /// Whether it is a chart; the others are text that scrolls.
    pub fn is_chart(self) -> bool {
        self.row().is_chart
    }

    /// The quantity whose curve against n it is; none for another chart, and for text.
    pub fn curve(self) -> Option<Quantity> {
        self.row().curve
    }

    /// What it needs besides the curves and the quantities at n.
    pub fn needs(self) -> Needs {
        self.row().needs
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
