//! The columns of the table of outcomes, the same in every format.

use crate::bon::{OutcomeTerms, Policy, ProposedPolicy, Unit};
use crate::report::base::one_base::Report;
use crate::report::base::row::Row;
use crate::report::number;
use crate::report::unit::InformationUnit;

/// One column: its names and the source of its value.
pub(in crate::report) struct Column {
    /// The name for machines.
    pub(in crate::report) name: &'static str,
    /// The name for a person.
    pub(in crate::report) title: &'static str,
    /// The unit of the value.
    pub(in crate::report) unit: Unit,
    value: fn(&Outcome) -> Option<f64>,
}

/// One outcome at one n.
pub(in crate::report) struct Outcome {
    /// Its rank in the base, 0 for the lowest reward.
    pub(in crate::report) rank: usize,
    reward: f64,
    /// The probability of being drawn.
    q: f64,
    terms: OutcomeTerms,
}

/// The columns after the label, of a base or under a proposal.
pub(in crate::report) fn columns(is_proposed: bool) -> &'static [Column] {
    if is_proposed { &UNDER_PROPOSAL } else { &COLUMNS }
}

const COLUMNS: [Column; 7] = [
    Column { name: "reward", title: "reward", unit: Unit::Reward, value: |o| Some(o.reward) },
    Column { name: "p", title: "p", unit: Unit::Share, value: |o| Some(o.terms.p) },
    Column { name: "pi", title: "pi", unit: Unit::Share, value: |o| Some(o.terms.pi) },
    Column { name: "log_ratio", title: "ln(pi/p)", unit: Unit::Nats, value: |o| o.terms.log_ratio },
    Column { name: "kl_term", title: "KL term", unit: Unit::Nats, value: |o| Some(o.terms.kl_term) },
    Column { name: "gap_term", title: "gap term", unit: Unit::Nats, value: |o| Some(o.terms.gap_term) },
    Column { name: "d_n", title: "d_n(p)", unit: Unit::Nats, value: |o| Some(o.terms.d_n) },
];

/// The columns under a proposal, where the others are not defined.
const UNDER_PROPOSAL: [Column; 6] = [
    Column { name: "reward", title: "reward", unit: Unit::Reward, value: |o| Some(o.reward) },
    Column { name: "p", title: "p", unit: Unit::Share, value: |o| Some(o.terms.p) },
    Column { name: "q", title: "q", unit: Unit::Share, value: |o| Some(o.q) },
    Column { name: "pi", title: "pi", unit: Unit::Share, value: |o| Some(o.terms.pi) },
    Column { name: "log_ratio", title: "ln(pi/p)", unit: Unit::Nats, value: |o| o.terms.log_ratio },
    Column { name: "kl_term", title: "KL term", unit: Unit::Nats, value: |o| Some(o.terms.kl_term) },
];

impl Column {
    /// The value in the unit shown; none for the log ratio of an outcome of weight 0.
    pub(in crate::report) fn value(&self, outcome: &Outcome, unit: InformationUnit) -> Option<f64> {
        (self.value)(outcome).map(|value| unit.shown(value, self.unit))
    }

    /// The value for a person.
    pub(in crate::report) fn text(&self, outcome: &Outcome, unit: InformationUnit) -> String {
        match self.value(outcome, unit) {
            None => "-".to_owned(),
            // The logarithm of 0.
            Some(f64::NEG_INFINITY) => "left out".to_owned(),
            Some(value) => number::of_unit(value, self.unit, number::DIGITS),
        }
    }

    /// The heading for a person, with the base of logarithms that are not natural.
    pub(in crate::report) fn heading(&self, unit: InformationUnit) -> String {
        match unit {
            InformationUnit::Bits => self.title.replace("ln(", "log2("),
            InformationUnit::Nats => self.title.to_owned(),
        }
    }
}

/// The outcomes of a report at one n, lowest reward first.
pub(in crate::report) fn outcomes<'a>(
    report: &'a Report<'_>,
    row: &Row,
) -> impl Iterator<Item = Outcome> + use<'a> {
    let base = report.base();
    let policy = Policy::new(base, row.n);
    let over = report.proposal.map(|proposing| ProposedPolicy::new(base, proposing.made, row.n));
    (0..base.len()).map(move |rank| {
        let (q, terms) = match &over {
            Some(over) => (over.q(rank), over.outcome(rank)),
            None => (base.p(rank), policy.outcome(rank)),
        };
        Outcome { rank, reward: base.reward(rank), q, terms }
    })
}
