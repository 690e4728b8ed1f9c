//! A derivation, step by step.

use crate::bon::Fraction;
use crate::explorer::view::lower::page::{Line, line};
use crate::report::InformationUnit;
use crate::text::figure::short;
use crate::tui::text;
use crate::tui::theme::Role;

/// Lines of a derivation. Logarithms are natural and numbers in nats; where bits are shown, the result of a line is
/// given in bits, too.
pub(in crate::explorer) struct Steps {
    width: usize,
    unit: InformationUnit,
    pub(in crate::explorer) lines: Vec<Line>,
}

impl Steps {
    pub(in crate::explorer) fn new(unit: InformationUnit, width: usize) -> Steps {
        let mut steps = Steps { width, unit, lines: Vec::new() };
        if unit == InformationUnit::Bits {
            steps.wrap("ln is natural and gives nats; bits = nats / ln 2.", "", Role::Dim);
        }
        steps
    }

    /// Information with its unit, and also in bits where these are shown.
    pub(in crate::explorer) fn named(&self, nats: f64) -> String {
        match self.unit {
            InformationUnit::Nats => format!("{} nats", short(nats)),
            InformationUnit::Bits => {
                format!("{} nats = {} bits", short(nats), short(self.unit.information(nats)))
            }
        }
    }

    pub(in crate::explorer) fn title(&mut self, title: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Line::new());
        }
        self.wrap(title, "", Role::Title);
    }

    pub(in crate::explorer) fn say(&mut self, words: &str) {
        self.wrap(words, "", Role::Text);
    }

    /// A line that continues the one above.
    pub(in crate::explorer) fn then(&mut self, words: &str) {
        self.wrap(words, "  ", Role::Text);
    }

    fn wrap(&mut self, words: &str, indent: &str, role: Role) {
        let room = self.width.saturating_sub(indent.len());
        let lines = text::wrap(words, room).into_iter();
        self.lines.extend(lines.map(|words| line(format!("{indent}{words}"), role)));
    }
}

/// A fraction with more digits than this says less than its decimals.
pub(in crate::explorer) const DIGITS: usize = 24;

/// A number with its fraction, if that is short.
pub(in crate::explorer) fn exactly(value: f64, fraction: Option<Fraction>) -> String {
    exactly_or(fraction, value, short(value))
}

pub(in crate::explorer) fn exactly_or(fraction: Option<Fraction>, value: f64, decimals: String) -> String {
    let written = fraction.map(|fraction| fraction.to_string()).filter(|text| text.len() <= DIGITS);
    match written {
        Some(written) if written.contains('/') => format!("{written} = {}", short(value)),
        Some(written) => written,
        None => decimals,
    }
}

/// The probability e^`ln`; where its decimals would show 1, as 1 minus the rest.
pub(in crate::explorer) fn probability(ln: f64) -> String {
    let missing = -ln.exp_m1();
    if missing > 0.0 && missing < 5e-5 { format!("1 - {}", short(missing)) } else { short(ln.exp()) }
}

/// The probability e^`ln`, as a fraction if possible, in brackets if needed for a power or a difference.
pub(in crate::explorer) fn factor(ln: f64, fraction: Option<Fraction>) -> String {
    let written = fraction.map_or_else(|| probability(ln), |fraction| fraction.to_string());
    if written.contains([' ', '/']) { format!("({written})") } else { written }
}
