//! The range and the quantities of the curves that the screen can show.

use crate::bon::Quantity;
use crate::explorer::model::curves::chosen_curves::ChosenCurves;
use crate::report::Measure;

/// What every chart needs along the curve; nearly free.
const ALWAYS: [Quantity; 4] = [Quantity::Kl, Quantity::Gap, Quantity::Estimator, Quantity::WinRate];
/// The band of the default KL chart.
const BAND: [Quantity; 2] = [Quantity::EstimatorQ05, Quantity::EstimatorQ95];

/// A set of quantities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quantities(u64);

impl Quantities {
    /// What is needed of every base, whatever is shown.
    pub fn always() -> Quantities {
        ALWAYS.into_iter().collect()
    }

    /// The band of the default KL chart.
    pub fn band() -> Quantities {
        BAND.into_iter().collect()
    }

    /// All quantities.
    pub fn all() -> Quantities {
        Quantity::ALL.iter().copied().collect()
    }

    /// What is needed at one n for a comparison when the KL chart shows these chosen curves, or the default curves.
    pub fn compared(chosen: Option<ChosenCurves>) -> Quantities {
        let chosen = chosen
            .into_iter()
            .flat_map(|chosen| [Some(chosen.first), chosen.second.or(chosen.first.continuum())]);
        let chosen = chosen.flatten().filter_map(Measure::quantity);
        ALWAYS.into_iter().chain(chosen).collect()
    }

    /// The quantities, in the order in which they are printed.
    pub fn iter(self) -> impl Iterator<Item = Quantity> {
        Quantity::ALL.iter().copied().filter(move |quantity| self.0 & bit(*quantity) != 0)
    }

    /// Those that are not in `other`.
    #[must_use]
    pub fn without(self, other: Quantities) -> Quantities {
        Quantities(self.0 & !other.0)
    }

    /// Whether all of `other` are among them.
    pub fn covers(self, other: Quantities) -> bool {
        other.without(self).0 == 0
    }
}

impl FromIterator<Quantity> for Quantities {
    fn from_iter<I: IntoIterator<Item = Quantity>>(quantities: I) -> Quantities {
        Quantities(quantities.into_iter().fold(0, |bits, quantity| bits | bit(quantity)))
    }
}

fn bit(quantity: Quantity) -> u64 {
    1 << quantity as u32
}

/// Curves of some quantities from n = 1 to `scale_end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sweep {
    /// The greatest n.
    pub scale_end: u64,
    /// The quantities.
    pub quantities: Quantities,
}

impl Sweep {
    /// What the charts need when the KL chart shows these chosen curves, or the default curves.
    pub fn shown(scale_end: u64, chosen: Option<ChosenCurves>) -> Sweep {
        let band = BAND.into_iter().filter(|_| chosen.is_none());
        Sweep { scale_end, quantities: Quantities::compared(chosen).iter().chain(band).collect() }
    }

    /// The same curves with one more quantity.
    #[must_use]
    pub fn with(self, quantity: Option<Quantity>) -> Sweep {
        Sweep { quantities: self.quantities.iter().chain(quantity).collect(), ..self }
    }

    /// Whether these curves contain those of `other`.
    pub fn covers(self, other: Sweep) -> bool {
        self.scale_end == other.scale_end && self.quantities.covers(other.quantities)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quantity_has_a_bit_of_its_own() {
        let all = Quantities::all();
        assert_eq!(all.iter().count(), Quantity::ALL.len());
        for &quantity in Quantity::ALL {
            let one = Quantities::from_iter([quantity]);
            assert!(one.iter().eq([quantity]) && all.covers(one) && !all.without(one).covers(one));
        }
    }
}
