//! What single views of the lower chart need besides the curves: plain data, computed only while the view is open.

use std::sync::Arc;

use crate::bon::{Attribution, Policy, Quantity, Spreads};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::policies::{Policies, PoliciesQuery};
use crate::explorer::model::jobs::answer::Answer;
use crate::preset::LowerView;

/// What a view needs besides the curves and the quantities at n.
#[derive(Clone, Copy, Debug)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Other policies of one base.
    Policies,
    /// Numbers of its own about draws from one base.
    Numbers(fn(&Policy<'_>) -> ViewNumbers),
}

/// What a view shows at one n besides the quantities.
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

/// What this view needs; most need nothing.
pub fn needs(lower_view: LowerView) -> Needs {
    match lower_view {
        LowerView::TradeOff => Needs::Policies,
        LowerView::Spread => Needs::Numbers(|policy| ViewNumbers::Spread(Arc::new(policy.spreads(BINS)))),
        LowerView::Attribution => {
            Needs::Numbers(|policy| ViewNumbers::Attribution(Arc::new(policy.attribution(LEADERS))))
        }
        _ => Needs::Nothing,
    }
}

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
        match needs(lower_view) {
            Needs::Policies | Needs::Numbers(_) if subject.is_average() => {}
            Needs::Policies => (asked.trade_off, asked.at_kl) = self.policies.ask(n),
            Needs::Numbers(_) if subject.is_proposed() => {}
            Needs::Numbers(_) => asked.at_n = self.at_n.ask((lower_view, n)),
            Needs::Nothing => {}
        }
        asked
    }

    /// The further quantity that this view needs along the curve.
    pub(in crate::explorer) fn quantity(&self, lower_view: LowerView) -> Option<Quantity> {
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
