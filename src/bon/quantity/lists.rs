//! What the table says about a quantity, and the lists that come from it.

use super::columns::{Column, Joint, Known, Scatter, Unit, Work};
use super::table::{Estimate, Evaluation, Quantity};

impl Quantity {
    /// Every quantity of a policy that draws from the base, in the order in which it is printed.
    pub const ALL: &[Quantity] = &select::<{ List::OfBase.len() }>(List::OfBase);

    /// The quantities that are known where best-of-n draws from a proposal, in the order in which they are printed.
    pub const UNDER_PROPOSAL: &[Quantity] = &select::<{ List::UnderProposal.len() }>(List::UnderProposal);

    /// The columns of a table with one line per n, from left to right: of a base, and where best-of-n draws from a proposal.
    pub const COLUMNS: [&[Quantity]; 2] = [
        &select::<{ List::Columns(0).len() }>(List::Columns(0)),
        &select::<{ List::Columns(1).len() }>(List::Columns(1)),
    ];

    /// The same of a table with one line per base and n.
    pub const COLUMNS_OF_SEVERAL: [&[Quantity]; 2] = [
        &select::<{ List::ColumnsOfSeveral(0).len() }>(List::ColumnsOfSeveral(0)),
        &select::<{ List::ColumnsOfSeveral(1).len() }>(List::ColumnsOfSeveral(1)),
    ];

    /// The quantity called `name`.
    pub fn from_name(name: &str) -> Option<Quantity> {
        Self::EVERY.iter().copied().find(|quantity| quantity.name() == name)
    }

    /// The name used in JSON, CSV, presets and on the command line.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The name for a person.
    pub fn title(self) -> &'static str {
        self.row().title
    }

    /// The heading of its column, where that is not the title.
    pub fn heading(self) -> Option<&'static str> {
        self.row().heading
    }

    /// Whether it is the same at every n.
    pub fn is_constant(self) -> bool {
        self.row().is_constant
    }

    /// The meaning of its value, in a few words; empty where the title says it.
    pub fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// What a glossary calls it and says about it, where there is more to say than the title does.
    pub fn help(self) -> Option<(&'static str, &'static str)> {
        self.row().help
    }

    /// What it is measured in.
    pub fn unit(self) -> Unit {
        self.row().unit
    }

    /// Whether it is known where best-of-n draws from a proposal.
    pub fn is_under_proposal(self) -> bool {
        self.row().known.is_under_proposal()
    }

    /// What a divergence is for a base without atoms, which bounds it for every base (M); none for other quantities.
    pub fn continuum(self) -> Option<Quantity> {
        self.row().continuum
    }

    /// Whether it is an upper bound on another one.
    pub fn is_upper_bound(self) -> bool {
        self.row().is_upper_bound
    }

    /// The relative error that the tests allow in it.
    pub fn tolerance(self) -> f64 {
        self.row().tolerance
    }

    pub(crate) fn work(self) -> Work {
        self.row().work
    }

    pub(crate) fn joint(self) -> Joint {
        self.row().joint
    }

    /// The quantities that are properties of one draw of this estimator.
    pub(crate) fn of_one_draw(estimate: Estimate) -> impl Iterator<Item = (Quantity, Scatter)> {
        let every = Self::EVERY.iter().filter_map(|quantity| Some((*quantity, quantity.one_draw()?)));
        every.filter(move |(_, (own, _))| *own == estimate).map(|(quantity, (_, of))| (quantity, of))
    }

    /// Of which estimator it is a property of one draw, and which property.
    pub(crate) fn one_draw(self) -> Option<(Estimate, Scatter)> {
        self.row().one_draw
    }
}

impl Evaluation {
    /// 1 minus a share, without the rounding of that difference; none where the quantity is no share close to 1, or
    /// where that is not known.
    pub fn lacking(&self, quantity: Quantity) -> Option<f64> {
        let n = self.n;
        let lacking = match quantity {
            Quantity::WinRate => self.lacking.win_rate,
            Quantity::Tv => self.lacking.tv,
            Quantity::Hellinger2 => self.lacking.hellinger2,
            Quantity::WinRateBound => 1.0 / (n + 1.0),
            Quantity::Hellinger2Bound => 2.0 * n.sqrt() / (n + 1.0),
            // 1 - r (n-1)/n with r = n^(-1/(n-1)).
            Quantity::TvBound if n > 1.0 => {
                let ln_root = -(n - 1.0).ln_1p() / (n - 1.0);
                -ln_root.exp_m1() + ln_root.exp() / n
            }
            _ => f64::NAN,
        };
        Some(lacking).filter(|lacking| !lacking.is_nan())
    }
}

impl Known {
    const fn is_under_proposal(self) -> bool {
        matches!(self, Known::Both | Known::Proposal)
    }
}

/// Quantities chosen from the table; of columns, those of a base (0) or under a proposal (1).
#[derive(Clone, Copy)]
enum List {
    OfBase,
    UnderProposal,
    Columns(usize),
    ColumnsOfSeveral(usize),
}

/// One more than the last place of a column.
const PLACES: u8 = 8;

impl List {
    /// The place of a quantity in the list, equal ones in the order of the table; none if it is not in the list.
    const fn place(self, quantity: Quantity) -> Option<u8> {
        let row = quantity.row();
        match self {
            List::OfBase if matches!(row.known, Known::Base | Known::Both) => Some(0),
            List::UnderProposal if row.known.is_under_proposal() => Some(0),
            List::Columns(of) => match row.columns[of] {
                Column::OfOne(place) | Column::Always(place) => Some(place),
                Column::No => None,
            },
            List::ColumnsOfSeveral(of) => match row.columns[of] {
                Column::Always(place) => Some(place),
                Column::OfOne(_) | Column::No => None,
            },
            List::OfBase | List::UnderProposal => None,
        }
    }

    const fn len(self) -> usize {
        let (mut length, mut i) = (0, 0);
        while i < Quantity::EVERY.len() {
            length += self.place(Quantity::EVERY[i]).is_some() as usize;
            i += 1;
        }
        length
    }
}

/// The quantities of a list, which has so many.
const fn select<const LENGTH: usize>(list: List) -> [Quantity; LENGTH] {
    let mut chosen = [Quantity::EVERY[0]; LENGTH];
    let (mut length, mut place) = (0, 0);
    while place < PLACES {
        let mut i = 0;
        while i < Quantity::EVERY.len() {
            let quantity = Quantity::EVERY[i];
            if let Some(at) = list.place(quantity)
                && at == place
            {
                chosen[length] = quantity;
                length += 1;
            }
            i += 1;
        }
        place += 1;
    }
    assert!(length == LENGTH, "a column has a place beyond the last");
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_and_no_column_is_given_twice() {
        for (i, quantity) in Quantity::EVERY.iter().enumerate() {
            assert_eq!(Quantity::from_name(quantity.name()), Some(*quantity));
            for other in &Quantity::EVERY[..i] {
                assert_ne!(quantity.title(), other.title());
                for of in [0, 1] {
                    let [a, b] = [quantity, other].map(|of_both| List::Columns(of).place(*of_both));
                    assert!(a.is_none() || a != b, "{quantity:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn what_does_not_change_with_n_is_marked() {
        let base = crate::Base::with_rewards(&[0.2, 0.3, 0.1, 0.4], &[1.0, 2.0, 2.0, 3.0]).unwrap();
        let at = |n: f64| crate::Policy::new(&base, crate::Draws::new(n).unwrap()).evaluate();
        let (few, more) = (at(2.0), at(5.0));
        for quantity in Quantity::ALL {
            assert_eq!(few.get(*quantity) == more.get(*quantity), quantity.is_constant(), "{quantity:?}");
        }
    }

    #[test]
    fn what_bounds_is_marked() {
        for quantity in Quantity::EVERY {
            assert!(quantity.continuum().is_none_or(Quantity::is_upper_bound), "{quantity:?}");
            assert!(quantity.is_upper_bound() || !quantity.name().ends_with("_bound"), "{quantity:?}");
        }
    }
}
