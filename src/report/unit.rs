//! The unit in which information is shown.

use crate::bon::{Evaluation, Quantity, Unit};

/// The unit in which information is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InformationUnit {
    /// Natural logarithms.
    #[default]
    Nats,
    /// Logarithms to base 2.
    Bits,
}

impl InformationUnit {
    /// Bits if `bits`, otherwise nats.
    pub fn in_bits(bits: bool) -> InformationUnit {
        if bits { InformationUnit::Bits } else { InformationUnit::Nats }
    }

    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            InformationUnit::Nats => "nats",
            InformationUnit::Bits => "bits",
        }
    }

    /// The other unit.
    #[must_use]
    pub fn other(self) -> InformationUnit {
        InformationUnit::in_bits(self == InformationUnit::Nats)
    }

    /// The flag for this unit, after a blank; empty for nats.
    pub fn flag(self) -> &'static str {
        match self {
            InformationUnit::Nats => "",
            InformationUnit::Bits => " --bits",
        }
    }

    /// A value of this natural unit in the unit shown: only information in nats changes.
    pub fn shown(self, value: f64, unit: Unit) -> f64 {
        // Dividing gives whole bits for most powers of two; multiplying by log2(e) misses more of them.
        if self == InformationUnit::Bits && unit == Unit::Nats {
            value / std::f64::consts::LN_2
        } else {
            value
        }
    }

    /// Information in the unit shown.
    pub fn information(self, nats: f64) -> f64 {
        self.shown(nats, Unit::Nats)
    }

    /// A quantity in the unit shown.
    pub fn quantity(self, values: &Evaluation, quantity: Quantity) -> f64 {
        self.shown(values.get(quantity), quantity.unit())
    }

    /// Information typed in the unit shown, in nats.
    pub fn nats(self, typed: f64) -> f64 {
        typed / self.information(1.0)
    }

    /// The label after a number of this natural unit; empty for a probability and a pure number.
    pub fn label(self, unit: Unit) -> &'static str {
        match unit {
            Unit::Nats => self.name(),
            Unit::Reward => "reward",
            Unit::Share | Unit::Pure => "",
        }
    }
}
