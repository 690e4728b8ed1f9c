//! The proposal that best-of-n draws from instead of the base, in words and in JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::bon::{Proposal, Proposed, Quantity, Unit};
use crate::report::json::Number;
use crate::report::{Report, counted, number};

/// A proposal in force.
#[derive(Clone, Copy, Debug)]
pub struct Proposing<'a> {
    /// How it is made.
    pub how: &'a Proposal,
    /// What it is for the base at hand.
    pub made: &'a Proposed,
}

impl Report<'_> {
    /// What is drawn from and what that means, as one sentence; nothing without a proposal.
    pub(super) fn proposal_sentence(&self) -> Option<String> {
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
}

/// The proposal as JSON.
pub(super) struct Entry<'a>(pub(super) &'a Report<'a>, pub(super) Proposing<'a>);

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry(report, Proposing { how, made }) = self;
        let undefined: Vec<&str> = Quantity::ALL
            .iter()
            .filter(|quantity| !Quantity::UNDER_PROPOSAL.contains(quantity))
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
