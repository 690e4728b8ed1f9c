//! A base and its results as JSON has them.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::bon::{Quantity, Unit};
use crate::report::base::one_base::Report;
use crate::report::base::outcome::{Outcome, columns, outcomes};
use crate::report::base::proposing::Proposing;
use crate::report::base::row::Row;
use crate::report::number::Number;
use crate::text::visible;

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("base", &Subject(self))?;
        proposal(self, &mut map)?;
        map.serialize_entry("unit", self.unit.name())?;
        map.serialize_entry("results", &Results(self))?;
        map.end()
    }
}

/// The proposal, where there is one.
pub(in crate::report) fn proposal<M: SerializeMap>(report: &Report<'_>, map: &mut M) -> Result<(), M::Error> {
    match report.proposal {
        Some(proposing) => map.serialize_entry("proposal", &ProposalEntry(report, proposing)),
        None => Ok(()),
    }
}

pub(in crate::report) struct Subject<'a>(pub(in crate::report) &'a Report<'a>);

impl Serialize for Subject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Subject(report) = self;
        let base = report.base();
        let information = |nats| Number(report.unit.shown(nats, Unit::Nats));
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("name", &visible(report.subject.name()))?;
        map.serialize_entry("outcomes", &base.len())?;
        map.serialize_entry("classes", &base.class_count())?;
        map.serialize_entry("kl_limit", &information(base.kl_limit()))?;
        map.serialize_entry("renyi2_entropy", &information(base.renyi2_entropy()))?;
        map.end()
    }
}

pub(in crate::report) struct Results<'a>(pub(in crate::report) &'a Report<'a>);

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows.iter().map(|row| ResultRow { report: self.0, row }))
    }
}

pub(in crate::report) struct ResultRow<'a> {
    pub(in crate::report) report: &'a Report<'a>,
    pub(in crate::report) row: &'a Row,
}

impl Serialize for ResultRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ResultRow { report, row } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("n", &Number(row.n.get()))?;
        for measure in report.all_measures() {
            map.serialize_entry(&measure.name(), &Number(report.unit.of(row, measure)))?;
        }
        if report.outcomes {
            map.serialize_entry("outcomes", &Outcomes { report, row })?;
        }
        map.end()
    }
}

struct Outcomes<'a> {
    report: &'a Report<'a>,
    row: &'a Row,
}

impl Serialize for Outcomes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Outcomes { report, row } = self;
        let mut list = serializer.serialize_seq(Some(report.base().len()))?;
        for outcome in outcomes(report, row) {
            list.serialize_element(&OutcomeEntry { report, outcome })?;
        }
        list.end()
    }
}

struct OutcomeEntry<'a> {
    report: &'a Report<'a>,
    outcome: Outcome,
}

impl Serialize for OutcomeEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let OutcomeEntry { report, outcome } = self;
        let columns = columns(report.proposal.is_some());
        let mut map = serializer.serialize_map(Some(1 + columns.len()))?;
        map.serialize_entry("label", &report.subject.label(outcome.rank))?;
        for column in columns {
            map.serialize_entry(column.name, &column.value(outcome, report.unit).map(Number))?;
        }
        map.end()
    }
}

/// The proposal as JSON.
struct ProposalEntry<'a>(&'a Report<'a>, Proposing<'a>);

impl Serialize for ProposalEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ProposalEntry(report, Proposing { how, made }) = self;
        let undefined: Vec<&str> = Quantity::ALL
            .iter()
            .filter(|quantity| !quantity.is_under_proposal())
            .map(|quantity| quantity.name())
            .collect();
        let mut map = serializer.serialize_map(None)?;
        if let Some(weights) = &how.weights {
            map.serialize_entry("weights", &weights.iter().copied().map(Number).collect::<Vec<_>>())?;
        }
        if let Some(temperature) = how.temperature {
            map.serialize_entry("temperature", &Number(temperature))?;
        }
        if let Some(k) = how.top_k {
            map.serialize_entry("top_k", &k)?;
        }
        if let Some(share) = how.top_p {
            map.serialize_entry("top_p", &Number(share))?;
        }
        map.serialize_entry("kept", &made.kept())?;
        map.serialize_entry("max_log_ratio", &Number(report.unit.shown(made.most(), Unit::Nats)))?;
        map.serialize_entry("not_defined", &undefined)?;
        map.end()
    }
}
