//! What single views of the lower chart need besides the curves: plain data, asked for only while it is looked at.

use std::sync::Arc;

use super::answer::Answer;
use super::message::Job;
use crate::bon::frontier::{Rewind, Tilted, TradeOff};
use crate::bon::{Attribution, Spreads};
use crate::family::NamedBase;
use crate::preset::Tab;

/// The state of the views of the lower chart.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// The base that everything here is about.
    base: Option<Arc<NamedBase>>,
    /// What the base can buy with KL at best.
    pub plane: Answer<(), Arc<Plane>>,
    /// What one view shows at one n.
    pub at_n: Answer<(Tab, u64), Detail>,
    /// The first line in sight of a view that scrolls.
    pub offset: usize,
    /// Whether the gap is drawn on a logarithmic scale.
    pub log_gap: bool,
}

/// What a base can buy with KL, whatever n.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plane {
    /// The best possible policies, from the base on.
    pub best: Vec<Tilted>,
    /// Rewind-and-repeat, from the base on; thresholds that look alike are left out.
    pub rewind: Vec<Rewind>,
}

/// What one view shows at one n.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// The best possible policy at the KL of best-of-n.
    TradeOff(TradeOff),
    /// The distribution of eps_n and d_n.
    Spread(Arc<Spreads>),
    /// The outcomes that make the gap.
    Attribution(Arc<Attribution>),
}

impl Details {
    /// What has to be computed for this view of this base at this n, each with its generation.
    pub fn ask(&mut self, base: &Arc<NamedBase>, tab: Tab, n: u64) -> Vec<(u64, Job)> {
        if !self.base.as_ref().is_some_and(|known| Arc::ptr_eq(known, base)) {
            self.plane.forget();
            self.at_n.forget();
            self.offset = 0;
            self.base = Some(Arc::clone(base));
        }
        let plane = match tab {
            Tab::TradeOff => self.plane.ask(()).map(|generation| (generation, Job::Plane)),
            _ => None,
        };
        let at_n = match tab {
            Tab::TradeOff | Tab::Spread | Tab::Attribution => {
                self.at_n.ask((tab, n)).map(|generation| (generation, Job::Detail(tab, n)))
            }
            Tab::Gap | Tab::WinRate | Tab::Divergences | Tab::Work => None,
        };
        plane.into_iter().chain(at_n).collect()
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.plane.pending() || self.at_n.pending()
    }

    /// What this view shows, with the n it is true for; none until that is known.
    pub fn of(&self, tab: Tab) -> Option<(u64, &Detail)> {
        self.at_n.value().filter(|((of, _), _)| *of == tab).map(|((_, n), detail)| (*n, detail))
    }
}
