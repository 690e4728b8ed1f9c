//! Every quantity at one n as lines of name, value and unit parted by tabs, to be pasted into a spreadsheet. Numbers in
//! shortest round-trip form.

use super::{InformationUnit, Row, number};
use crate::bon::Quantity;

/// The lines, a heading first; under a proposal, of the quantities that are known there.
pub fn tsv(row: &Row, is_proposed: bool, unit: InformationUnit) -> String {
    let quantity = |quantity: &Quantity| {
        let value = number::exact(unit.quantity(&row.values, *quantity));
        format!("{}\t{value}\t{}\n", quantity.name(), unit.label(quantity.unit()))
    };
    let [usual, under_proposal] = super::ALL;
    let quantities = if is_proposed { under_proposal } else { usual };
    let quantities: String = quantities.iter().map(quantity).collect();
    format!("quantity\tvalue\tunit\nn\t{}\tdraws\n{quantities}", number::exact(row.n.get()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bon::{Base, Draws};

    #[test]
    fn a_line_a_quantity() {
        let base = Base::from_weights(&[0.5, 0.5]).unwrap();
        let row = Row::of(&base, Draws::new(2.0).unwrap());
        let text = tsv(&row, false, InformationUnit::Nats);
        assert!(text.starts_with("quantity\tvalue\tunit\nn\t2\tdraws\nkl\t0.13081203594113"), "{text}");
        assert_eq!(text.lines().count(), 2 + Quantity::ALL.len());
        assert!(text.lines().all(|line| line.split('\t').count() == 3));
        assert!(tsv(&row, false, InformationUnit::Bits).contains("kl_limit\t1\tbits\n"));
    }
}
