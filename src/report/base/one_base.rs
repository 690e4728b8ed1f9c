//! One base at one or more n, and the sentences about it.

use crate::bon::{Base, Quantity, Unit};
use crate::family::NamedBase;
use crate::report::base::measure::Measure;
use crate::report::base::proposing::Proposing;
use crate::report::base::row::{self, Row, measures};
use crate::report::document::Heading;
use crate::report::number::{self, counted};
use crate::report::unit::InformationUnit;
use crate::text::visible;

/// One base at one or more n.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The base the rows belong to.
    pub subject: &'a NamedBase,
    /// Its title, where it has one.
    pub title: Option<&'a str>,
    /// The proposal that best-of-n draws from instead of the base in these rows.
    pub proposal: Option<Proposing<'a>>,
    /// The unit of information.
    pub unit: InformationUnit,
    /// The quantities asked for; none for those that suit the format.
    pub quantities: Option<&'a [Measure]>,
    /// One row per n.
    pub rows: &'a [Row],
    /// Whether every outcome is listed at every n.
    pub outcomes: bool,
}

impl Report<'_> {
    pub(in crate::report) fn base(&self) -> &Base {
        self.subject.base()
    }

    /// Every measure, or those asked for.
    pub(in crate::report) fn all_measures(&self) -> Vec<Measure> {
        measures(self.quantities, row::ALL, self.proposal.is_some(), self.rows)
    }

    /// The main measures, or those asked for.
    pub(in crate::report) fn main_measures(&self) -> Vec<Measure> {
        measures(self.quantities, Quantity::COLUMNS, self.proposal.is_some(), self.rows)
    }

    /// The value of `measure` for a person.
    pub(in crate::report) fn text(&self, row: &Row, measure: Measure) -> String {
        row::text(self.unit, row, measure, number::DIGITS)
    }

    /// An amount of information in nats, for a person, with its unit.
    pub(in crate::report) fn information(&self, nats: f64) -> String {
        let value = number::significant(self.unit.shown(nats, Unit::Nats), number::DIGITS);
        format!("{value} {}", self.unit.name())
    }

    /// The name of the base and its title.
    pub(in crate::report) fn heading(&self) -> String {
        let name = visible(self.subject.name());
        match self.title {
            Some(title) => format!("{name}: {}", visible(title)),
            None => name.into_owned(),
        }
    }

    /// The number of outcomes of positive weight.
    pub(in crate::report) fn possible(&self) -> usize {
        let base = self.base();
        (0..base.len()).filter(|&rank| base.p(rank) > 0.0).count()
    }

    pub(in crate::report) fn has_ties(&self) -> bool {
        self.base().class_count() < self.possible()
    }

    /// What holds for the base at any n, as one sentence.
    pub(in crate::report) fn summary(&self) -> String {
        let base = self.base();
        let weightless = match base.len() - self.possible() {
            0 => String::new(),
            count => format!(" ({count} of weight 0)"),
        };
        format!(
            "{}{weightless}, {}; limit of the exact KL {}, Rényi-2 entropy {}",
            counted(base.len(), "outcome", "outcomes"),
            if self.has_ties() {
                counted(base.class_count(), "tie class", "tie classes")
            } else {
                "no ties".to_owned()
            },
            self.information(base.kl_limit()),
            self.information(base.renyi2_entropy()),
        )
    }

    /// The proposal and its meaning, as one sentence; none without a proposal.
    pub(in crate::report) fn proposal_sentence(&self) -> Option<String> {
        let Proposing { how, made } = self.proposal?;
        let short = |value: f64| number::significant(value, number::DIGITS);
        let parts: Vec<String> = [
            how.weights.as_ref().map(|_| "weights of its own".to_owned()),
            how.temperature.map(|t| format!("temperature {}", short(t))),
            how.top_k.map(|k| format!("top-k {k}")),
            how.top_p.map(|share| format!("top-p {}", short(share))),
        ]
        .into_iter()
        .flatten()
        .collect();
        Some(format!(
            "best-of-n draws from a proposal q: {}; {} of {} kept, max ln(q/p) {}; every divergence is from the base p",
            parts.join(", "),
            made.kept(),
            counted(self.possible(), "outcome", "outcomes"),
            self.information(made.most()),
        ))
    }

    /// The base, its title, what holds at any n, and its proposal.
    pub(in crate::report) fn about(&self) -> Heading {
        Heading { name: self.heading(), facts: vec![self.summary()], proposal: self.proposal_sentence() }
    }
}
