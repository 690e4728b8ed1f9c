//! The policies that the trade-off view compares with best-of-n: which are shown, on which axis, and their list. Plain
//! data; `work` computes, the view draws.

pub mod figures;

use std::sync::Arc;

use crate::bon::comparator::{Cost, Kind, Missing, PolicyAt};
use crate::bon::frontier::Rewind;
use crate::explorer::model::jobs::answer::Answer;

/// The contents of the trade-off view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// Which policies, in the order of [`Kind::ALL`]; best-of-n is always shown.
    kinds: [bool; Kind::ALL.len()],
    /// The typed temperature of soft best-of-n; none for one at which it reaches the KL of best-of-n.
    pub temperature: Option<f64>,
    /// Whether the axis is the expected reward instead of the win rate.
    pub reward: bool,
}

impl Default for Shown {
    fn default() -> Shown {
        Shown { kinds: [true; Kind::ALL.len()], temperature: None, reward: false }
    }
}

impl Shown {
    /// These kinds besides best-of-n, or all kinds when none is given.
    pub fn of(kinds: &[Kind], temperature: Option<f64>, reward: bool) -> Shown {
        let shown = |kind: &Kind| *kind == Kind::BestOfN || kinds.is_empty() || kinds.contains(kind);
        let kinds = std::array::from_fn(|at| Kind::ALL.get(at).is_some_and(shown));
        Shown { kinds, temperature, reward }
    }

    /// Whether policies of this kind are shown.
    pub fn shows(&self, kind: Kind) -> bool {
        Kind::ALL.iter().zip(self.kinds).any(|(of, shown)| *of == kind && shown)
    }

    /// The kinds that are shown, best-of-n first.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().zip(self.kinds).filter(|(_, shown)| *shown).map(|(kind, _)| kind)
    }

    pub(in crate::explorer) fn turn(&mut self, kind: Kind) {
        if let Some(at) = Kind::ALL.iter().position(|of| *of == kind) {
            self.kinds[at] = !self.kinds[at];
        }
    }
}

/// What a base allows, whatever n.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TradeOffCurves {
    /// Curves of the kinds without a temperature, each starting at the base.
    pub curves: Vec<(Kind, Vec<Cost>)>,
    /// Rewind-and-repeat at its whole thresholds, starting at the base; points that look alike are left out.
    pub rewind: Vec<Rewind>,
}

/// The policies at the KL of best-of-n, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AtKl {
    /// The policy of each kind, or why there is none.
    pub placed: Vec<(Kind, Result<PolicyAt, Missing>)>,
    /// Soft best-of-n.
    pub soft: Soft,
}

/// What is known of soft best-of-n.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Soft {
    /// Not known yet, or not shown.
    #[default]
    Unknown,
    /// The base has more than `SOFT_CLASSES` rewards.
    LeftOut,
    /// Its temperature, none where every temperature gives the base, and its curve as far as it is computed.
    At(Option<f64>, Vec<Cost>),
}

/// What an [`AtKl`] is computed for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoliciesQuery {
    /// The number of draws of best-of-n.
    pub n: u64,
    /// Whether soft best-of-n is shown.
    pub soft: bool,
    /// Its temperature, where that was typed.
    pub temperature: Option<f64>,
}

/// The state of the trade-off view.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    /// What it shows.
    pub shown: Shown,
    /// The curves.
    pub trade_off: Answer<(), Arc<TradeOffCurves>>,
    /// The policies at the KL of best-of-n.
    pub at_kl: Answer<PoliciesQuery, Arc<AtKl>>,
}

impl Policies {
    /// Forgets everything computed for the last base.
    pub(in crate::explorer) fn forget(&mut self) {
        self.trade_off.forget();
        self.at_kl.forget();
    }

    /// What has to be computed at this n.
    pub(in crate::explorer) fn ask(&mut self, n: u64) -> (Option<u64>, Option<(u64, PoliciesQuery)>) {
        let soft = self.shown.shows(Kind::Soft);
        let wanted = PoliciesQuery { n, soft, temperature: self.shown.temperature.filter(|_| soft) };
        let trade_off = self.trade_off.ask(());
        let at_kl = self.at_kl.ask(wanted).map(|generation| (generation, wanted));
        (trade_off, at_kl)
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.trade_off.pending() || self.at_kl.pending()
    }

    /// The policies at the KL of best-of-`n`, if they are known for that n.
    pub fn at(&self, n: u64) -> Option<&AtKl> {
        self.at_kl.value().filter(|(wanted, _)| wanted.n == n).map(|(_, at_kl)| &**at_kl)
    }

    /// The temperature of soft best-of-n, typed or found.
    pub fn temperature(&self) -> Option<f64> {
        self.shown.temperature.or_else(|| match self.at_kl.value().map(|(_, at_kl)| &at_kl.soft) {
            Some(Soft::At(temperature, _)) => *temperature,
            _ => None,
        })
    }
}

impl AtKl {
    /// The policy of a kind; none while it is not known.
    pub fn of(&self, kind: Kind) -> Option<Result<PolicyAt, Missing>> {
        self.placed.iter().find(|(of, _)| *of == kind).map(|(_, placed)| *placed)
    }
}

/// An entry of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::explorer) enum PolicyChoice {
    /// Show or hide policies of this kind.
    Show(Kind),
    /// Switch the quantity on the vertical axis.
    Axis,
    /// Type the temperature of soft best-of-n.
    Temperature,
}

impl PolicyChoice {
    /// The entries, in order.
    pub(in crate::explorer) const ALL: &[PolicyChoice] = &[
        PolicyChoice::Show(Kind::BestPossible),
        PolicyChoice::Show(Kind::RewardTilt),
        PolicyChoice::Show(Kind::Rewind),
        PolicyChoice::Show(Kind::Soft),
        PolicyChoice::Show(Kind::Poisson),
        PolicyChoice::Axis,
        PolicyChoice::Temperature,
    ];
}

/// The most classes for which soft best-of-n is drawn; one point takes about 10 ms then.
pub(in crate::explorer) const SOFT_CLASSES: usize = 5_000;
