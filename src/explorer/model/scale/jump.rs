//! Jumps: n goes to where a quantity reaches a value.
//!
//! Defines the goals, what may be typed for each, and the search under way. The worker solves.

use crate::bon::{Quantity, Target, Unit};
use crate::explorer::action::Action;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::jobs::once::Once;
use crate::report::InformationUnit;
use crate::report::number::significant;

/// Digits of a value in a sentence.
pub(in crate::explorer) const DIGITS: usize = 5;

/// What n can jump to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The gap reaches a value.
    Gap,
    /// The exact KL stays within a value.
    Kl,
    /// The exact KL reaches a share of its limit.
    Share,
    /// The win rate reaches a value.
    WinRate,
    /// The expected reward reaches a value.
    Reward,
    /// n·m_top reaches 1.
    Top,
}

impl Goal {
    /// Every goal, in the order of the list.
    pub const ALL: &[Goal] = &[Goal::Gap, Goal::Kl, Goal::Share, Goal::WinRate, Goal::Reward, Goal::Top];

    /// The action that jumps to it.
    pub fn action(self) -> Action {
        match self {
            Goal::Gap => Action::JumpGap,
            Goal::Kl => Action::JumpKl,
            Goal::Share => Action::JumpShare,
            Goal::WinRate => Action::JumpWinRate,
            Goal::Reward => Action::JumpReward,
            Goal::Top => Action::JumpTop,
        }
    }

    /// Its entry in the list, which begins with "jump to the n with".
    pub fn title(self) -> &'static str {
        match self {
            Goal::Gap => "gap of ...",
            Goal::Kl => "exact KL up to ...",
            Goal::Share => "share of the KL limit",
            Goal::WinRate => "win rate of ...",
            Goal::Reward => "expected reward of ...",
            Goal::Top => "n·m_top = 1",
        }
    }

    /// Whether its value is information, in the unit shown.
    pub fn is_information(self) -> bool {
        matches!(self, Goal::Gap | Goal::Kl)
    }

    /// The label before the value.
    pub fn label(self) -> &'static str {
        match self {
            Goal::Gap => "gap at least ",
            Goal::Kl => "exact KL at most ",
            Goal::Share => "share of the KL limit ",
            Goal::WinRate => "win rate at least ",
            Goal::Reward => "expected reward at least ",
            Goal::Top => "n·m_top at least ",
        }
    }

    /// What may be typed, in full and in short, with information in `unit`.
    pub fn allowed(self, unit: InformationUnit) -> [&'static str; 2] {
        match (self, unit) {
            (Goal::Gap | Goal::Kl, InformationUnit::Nats) => ["nats, such as 0.5 or 1/3", "nats"],
            (Goal::Gap | Goal::Kl, InformationUnit::Bits) => ["bits, such as 0.5 or 1/3", "bits"],
            (Goal::Share, _) => ["between 0 and 1, such as 90 % or 0.9", "90 %"],
            (Goal::WinRate, _) => ["between 0 and 1, such as 0.9 or 90 %", "90 %"],
            (Goal::Reward, _) => ["in the unit of the rewards", ""],
            (Goal::Top, _) => ["", ""],
        }
    }
}

/// The search under way.
pub type Jump = Once<Sought>;

/// What an n is sought for.
#[derive(Clone, Debug)]
pub struct Sought {
    pub(in crate::explorer) goal: Goal,
    pub(in crate::explorer) target: Target,
    /// The subject of the search; if it or n has changed, the answer is ignored.
    pub(in crate::explorer) subject: Subject,
    pub(in crate::explorer) n: u64,
}

/// A value of this quantity, with its unit where it is information.
pub(in crate::explorer) fn written(
    value: f64,
    quantity: Quantity,
    digits: usize,
    unit: InformationUnit,
) -> String {
    let value = significant(unit.shown(value, quantity.unit()), digits);
    if quantity.unit() == Unit::Nats { format!("{value} {}", unit.name()) } else { value }
}
