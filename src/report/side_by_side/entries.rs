//! Several bases, and presets with prompts.

use crate::report::base::measure::Measure;
use crate::report::base::one_base::Report;
use crate::report::base::row::Row;
use crate::report::unit::InformationUnit;
use crate::text::visible;

/// One or more bases and presets with prompts, as one table.
#[derive(Clone, Debug)]
pub struct SideBySide<'a> {
    /// The unit of information, the same in every report.
    pub unit: InformationUnit,
    /// The quantities asked for, the same in every report.
    pub quantities: Option<&'a [Measure]>,
    /// The bases and presets, in order.
    pub entries: Vec<Entry<'a>>,
}

/// A base, or a preset with prompts.
#[derive(Clone, Debug)]
pub enum Entry<'a> {
    /// A base.
    Base(Report<'a>),
    /// The prompts of a preset.
    Prompts(Prompts<'a>),
}

/// The prompts of a preset and their average.
#[derive(Clone, Debug)]
pub struct Prompts<'a> {
    /// The name of the preset.
    pub name: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The prompts in the order of the preset.
    pub prompts: Vec<PromptRows<'a>>,
    /// The average over prompts, one row per n.
    pub average: &'a [Row],
}

/// One prompt.
#[derive(Clone, Debug)]
pub struct PromptRows<'a> {
    /// Its name in the preset.
    pub name: &'a str,
    /// Its share of the weight; the shares sum to 1.
    pub share: f64,
    /// Its base and rows.
    pub report: Report<'a>,
}

impl Prompts<'_> {
    /// The name of the preset and its title.
    pub(super) fn heading(&self) -> String {
        format!("{}: {}", visible(self.name), visible(self.title))
    }
}
