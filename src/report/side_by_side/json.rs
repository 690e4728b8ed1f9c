//! Several bases, and prompts with their average, as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::report::base::one_base::Report;
use crate::report::base::value::{Results, Subject, proposal};
use crate::report::number::Number;
use crate::report::side_by_side::entries::{Entry, PromptRows, Prompts, SideBySide};
use crate::text::visible;

impl Serialize for SideBySide<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let [entry] = &self.entries[..] {
            return entry.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("bases", &self.entries)?;
        map.end()
    }
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Entry::Base(report) => report.serialize(serializer),
            Entry::Prompts(prompts) => prompts.serialize(serializer),
        }
    }
}

impl Serialize for Prompts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unit = self.prompts.first().map(|prompt| prompt.report.unit.name());
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("preset", &visible(self.name))?;
        map.serialize_entry("unit", &unit)?;
        map.serialize_entry("prompts", &self.prompts)?;
        map.serialize_entry("average", &Averaged(self))?;
        map.end()
    }
}

impl Serialize for PromptRows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("prompt", &visible(self.name))?;
        map.serialize_entry("weight", &Number(self.share))?;
        map.serialize_entry("base", &Subject(&self.report))?;
        proposal(&self.report, &mut map)?;
        map.serialize_entry("results", &Results(&self.report))?;
        map.end()
    }
}

/// The average; it has no outcomes.
struct Averaged<'a>(&'a Prompts<'a>);

impl Serialize for Averaged<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        let mut reports = self.0.prompts.iter().map(|prompt| prompt.report);
        // A proposal on one prompt says what is known of the average.
        let proposed = reports.clone().find(|report| report.proposal.is_some());
        if let Some(any) = proposed.or_else(|| reports.next()) {
            let report = Report { rows: self.0.average, outcomes: false, ..any };
            map.serialize_entry("results", &Results(&report))?;
        }
        map.end()
    }
}
