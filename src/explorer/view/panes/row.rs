//! A row of the numbers at n.

use std::borrow::Cow;

use crate::bon::{Evaluation, Quantity};
use crate::report::number;
use crate::tui::theme::Role;

/// How good the bound is here, in a word: `tight` where it is at most 5 % above the exact KL, `loose` up to twice
/// as much, `hopeless` beyond.
pub(in crate::explorer) fn regime(evaluation: &Evaluation) -> &'static str {
    let Evaluation { proposal_gap: gap, kl, .. } = *evaluation;
    if gap <= 0.05 * kl {
        "tight"
    } else if gap <= kl {
        "loose"
    } else {
        "hopeless"
    }
}

/// One line.
pub(in crate::explorer) struct Row {
    pub(in crate::explorer) name: &'static str,
    pub(in crate::explorer) role: Role,
    /// Numbers with their unit.
    pub(in crate::explorer) value: String,
    pub(in crate::explorer) meaning: Cow<'static, str>,
    /// What is compared with the pins here.
    pub(in crate::explorer) compared: Option<Quantity>,
}

impl Row {
    pub(in crate::explorer) fn new(
        name: &'static str,
        role: Role,
        value: String,
        meaning: impl Into<Cow<'static, str>>,
    ) -> Row {
        Row { name, role, value, meaning: meaning.into(), compared: None }
    }

    /// The line on which a quantity is compared with the pins.
    pub(in crate::explorer) fn compared(self, quantity: Quantity) -> Row {
        Row { compared: Some(quantity), ..self }
    }
}

/// How far the bound is above the exact KL.
pub(in crate::explorer) fn over(gap: f64, kl: f64) -> String {
    match gap / kl {
        _ if gap == 0.0 => "exact".to_owned(),
        over if over.is_finite() => number::percent(over),
        _ => "KL is 0".to_owned(),
    }
}

pub(in crate::explorer) const NUMBER: usize = 7;
