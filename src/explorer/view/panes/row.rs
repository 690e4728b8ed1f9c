//! A row of the numbers at n.

use std::borrow::Cow;

use crate::bon::{Evaluation, Quantity};
use crate::report::number;
use crate::tui::theme::Role;

/// How good the bound is, in a word: `tight` if it is at most 5 % above the exact KL, `loose` up to twice the exact KL,
/// `hopeless` beyond.
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

/// One row.
pub(in crate::explorer) struct Row {
    /// Its quantity, the first of several.
    pub(in crate::explorer) of: Option<Quantity>,
    pub(in crate::explorer) name: &'static str,
    pub(in crate::explorer) role: Role,
    /// The number with its unit.
    pub(in crate::explorer) value: String,
    /// The note right after the number.
    pub(in crate::explorer) note: String,
    pub(in crate::explorer) meaning: Cow<'static, str>,
    /// Whether the quantity is compared with the pins here.
    pub(in crate::explorer) compared: bool,
}

impl Row {
    pub(in crate::explorer) fn new(
        of: Option<Quantity>,
        name: &'static str,
        role: Role,
        value: String,
        meaning: impl Into<Cow<'static, str>>,
    ) -> Row {
        Row { of, name, role, value, note: String::new(), meaning: meaning.into(), compared: false }
    }

    /// The same row with a note.
    pub(in crate::explorer) fn note(self, note: String) -> Row {
        Row { note, ..self }
    }

    /// The same row, compared with the pins.
    pub(in crate::explorer) fn compared(self) -> Row {
        Row { compared: true, ..self }
    }
}

/// How far the bound lies above the exact KL.
pub(in crate::explorer) fn over(gap: f64, kl: f64) -> String {
    match gap / kl {
        _ if gap == 0.0 => "exact".to_owned(),
        over if over.is_finite() => number::percent(over),
        _ => "KL is 0".to_owned(),
    }
}

pub(in crate::explorer) const NUMBER: usize = 7;
