//! What single views of the lower chart need besides the curves: plain data, computed only while the view is open.

use crate::bon::Quantity;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::policies::{Policies, PoliciesQuery};
use crate::explorer::model::jobs::answer::Answer;
use crate::preset::{LowerView, Needs, ViewNumbers};

/// The state of the views of the lower chart.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// The subject of everything here.
    subject: Option<Subject>,
    /// The trade-off view.
    pub policies: Policies,
    /// What a view shows at one n.
    pub at_n: Answer<(LowerView, u64), ViewNumbers>,
    /// The first line in sight of a view that scrolls.
    pub offset: usize,
    /// Whether the gap is drawn on a logarithmic scale.
    pub log_gap: bool,
}

/// What has to be computed for a view, each with its generation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DetailInquiries {
    /// What KL can buy on this base.
    pub trade_off: Option<u64>,
    /// The policies at the KL of best-of-n.
    pub at_kl: Option<(u64, PoliciesQuery)>,
    /// What the view shows at n.
    pub at_n: Option<u64>,
}

impl Details {
    /// What has to be computed for this view at this n, each with its generation.
    pub fn ask(&mut self, subject: &Subject, lower_view: LowerView, n: u64) -> DetailInquiries {
        if !self.subject.as_ref().is_some_and(|known| known.same(subject)) {
            self.policies.forget();
            self.at_n.forget();
            self.offset = 0;
            self.subject = Some(subject.clone());
        }
        let mut asked = DetailInquiries::default();
        match lower_view.needs() {
            Needs::Policies | Needs::Numbers(_) if subject.is_average() => {}
            Needs::Policies => (asked.trade_off, asked.at_kl) = self.policies.ask(n),
            Needs::Numbers(_) if subject.is_proposed() => {}
            Needs::Numbers(_) => asked.at_n = self.at_n.ask((lower_view, n)),
            Needs::Nothing => {}
        }
        asked
    }

    /// The further quantity that this view needs along the curve.
    pub(in crate::explorer) fn needs(&self, lower_view: LowerView) -> Option<Quantity> {
        (lower_view == LowerView::TradeOff && self.policies.shown.reward).then_some(Quantity::ExpectedReward)
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.policies.pending() || self.at_n.pending()
    }

    /// The numbers of this view with the n they belong to; none until they are known.
    pub fn of(&self, lower_view: LowerView) -> Option<(u64, &ViewNumbers)> {
        self.at_n.value().filter(|((of, _), _)| *of == lower_view).map(|((_, n), numbers)| (*n, numbers))
    }
}
