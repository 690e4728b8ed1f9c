//! What single views of the lower chart need besides the curves: plain data, computed only while the view is open.

use crate::bon::Quantity;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::policies::{Comparing, PoliciesQuery};
use crate::explorer::model::jobs::answer::Answer;
use crate::preset::{Needs, Tab, ViewNumbers};

/// The state of the views of the lower chart.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// The subject of everything here.
    subject: Option<Subject>,
    /// The trade-off view.
    pub comparing: Comparing,
    /// What a view shows at one n.
    pub at_n: Answer<(Tab, u64), ViewNumbers>,
    /// The first line in sight of a view that scrolls.
    pub offset: usize,
    /// Whether the gap is drawn on a logarithmic scale.
    pub log_gap: bool,
}

/// What has to be computed for a view, each with its generation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Asked {
    /// What KL can buy on this base.
    pub plane: Option<u64>,
    /// The policies at the KL of best-of-n.
    pub beside: Option<(u64, PoliciesQuery)>,
    /// What the view shows at n.
    pub at_n: Option<u64>,
}

impl Details {
    /// What has to be computed for this view at this n, each with its generation.
    pub fn ask(&mut self, subject: &Subject, tab: Tab, n: u64) -> Asked {
        if !self.subject.as_ref().is_some_and(|known| known.same(subject)) {
            self.comparing.forget();
            self.at_n.forget();
            self.offset = 0;
            self.subject = Some(subject.clone());
        }
        let mut asked = Asked::default();
        match tab.needs() {
            Needs::Policies | Needs::Numbers(_) if subject.is_average() => {}
            Needs::Policies => (asked.plane, asked.beside) = self.comparing.ask(n),
            Needs::Numbers(_) if subject.is_proposed() => {}
            Needs::Numbers(_) => asked.at_n = self.at_n.ask((tab, n)),
            Needs::Nothing => {}
        }
        asked
    }

    /// The further quantity that this view needs along the curve.
    pub(in crate::explorer) fn needs(&self, tab: Tab) -> Option<Quantity> {
        (tab == Tab::TradeOff && self.comparing.shown.reward).then_some(Quantity::ExpectedReward)
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.comparing.pending() || self.at_n.pending()
    }

    /// The numbers of this view with the n they belong to; none until they are known.
    pub fn of(&self, tab: Tab) -> Option<(u64, &ViewNumbers)> {
        self.at_n.value().filter(|((of, _), _)| *of == tab).map(|((_, n), numbers)| (*n, numbers))
    }
}
