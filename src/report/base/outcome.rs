//! The columns of the table of outcomes, the same in every format.

use crate::bon::{Drawing, OutcomeTerms, Policy, ProposedPolicy, Unit};
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
    /// 1 minus a share.
    lacking: Option<fn(&Outcome) -> f64>,
}

/// One outcome at one n.
pub(in crate::report) struct Outcome {
    /// Its rank in the base, 0 for the lowest reward.
    pub(in crate::report) rank: usize,
    reward: f64,
    /// The probability of being drawn.
    q: f64,
    terms: OutcomeTerms,
    /// 1 minus p, q and pi.
    lacking: [f64; 3],
}

/// The columns after the label, of a base or under a proposal.
pub(in crate::report) fn columns(is_proposed: bool) -> &'static [Column] {
    if is_proposed { &UNDER_PROPOSAL } else { &COLUMNS }
}

const COLUMNS: [Column; 7] = [
    Column::of("reward", "reward", Unit::Reward, |o| Some(o.reward)),
    Column::share("p", |o| Some(o.terms.p), |o| o.lacking[0]),
    Column::share("pi", |o| Some(o.terms.pi), |o| o.lacking[2]),
    Column::of("log_ratio", "ln(pi/p)", Unit::Nats, |o| o.terms.log_ratio),
    Column::of("kl_term", "KL term", Unit::Nats, |o| Some(o.terms.kl_term)),
    Column::of("gap_term", "gap term", Unit::Nats, |o| Some(o.terms.gap_term)),
    Column::of("d_n", "d_n(p)", Unit::Nats, |o| Some(o.terms.d_n)),
];

/// The columns under a proposal, where the others are not defined.
const UNDER_PROPOSAL: [Column; 6] = [
    Column::of("reward", "reward", Unit::Reward, |o| Some(o.reward)),
    Column::share("p", |o| Some(o.terms.p), |o| o.lacking[0]),
    Column::share("q", |o| Some(o.q), |o| o.lacking[1]),
    Column::share("pi", |o| Some(o.terms.pi), |o| o.lacking[2]),
    Column::of("log_ratio", "ln(pi/p)", Unit::Nats, |o| o.terms.log_ratio),
    Column::of("kl_term", "KL term", Unit::Nats, |o| Some(o.terms.kl_term)),
];

impl Column {
    const fn of(
        name: &'static str,
        title: &'static str,
        unit: Unit,
        value: fn(&Outcome) -> Option<f64>,
    ) -> Column {
        Column { name, title, unit, value, lacking: None }
    }

    const fn share(
        name: &'static str,
        value: fn(&Outcome) -> Option<f64>,
        lacking: fn(&Outcome) -> f64,
    ) -> Column {
        Column { name, title: name, unit: Unit::Share, value, lacking: Some(lacking) }
    }

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
            Some(value) => match self.lacking {
                Some(lacking) => number::of_share(value, lacking(outcome), number::DIGITS),
                None => number::of_unit(value, self.unit, number::DIGITS),
            },
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
    let n = row.n;
    let policy = Policy::new(base, n);
    let over = report.proposal.map(|proposing| ProposedPolicy::new(base, proposing.made, row.n));
    (0..base.len()).map(move |rank| {
        let (q, terms) = match &over {
            Some(over) => (over.q(rank), over.outcome(rank)),
            None => (base.p(rank), policy.outcome(rank)),
        };
        let near_one = terms.p.max(q).max(terms.pi) > 0.9;
        let drawing = Drawing { base, proposed: report.proposal.map(|proposing| proposing.made) };
        let lacking =
            if near_one { drawing.lacking(n, rank) } else { [1.0 - terms.p, 1.0 - q, 1.0 - terms.pi] };
        Outcome { rank, reward: base.reward(rank), q, terms, lacking }
    })
}
