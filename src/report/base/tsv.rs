//! Every quantity at one n as lines of name, value and unit, separated by tabs, to paste into a spreadsheet. Numbers in
//! shortest round-trip form.

use crate::report::base::measure::Measure;
use crate::report::base::row::{self, Row};
use crate::report::number;
use crate::report::unit::InformationUnit;

/// The lines, a heading first and further orders last; under a proposal only the quantities defined there.
pub fn tsv(row: &Row, is_proposed: bool, unit: InformationUnit) -> String {
    let line = |measure: Measure| {
        let value = number::exact(unit.of(row, measure));
        format!("{}\t{value}\t{}\n", measure.name(), unit.label(measure.unit()))
    };
    let measures = row::measures(None, row::ALL, is_proposed, std::slice::from_ref(row));
    let lines: String = measures.into_iter().map(line).collect();
    format!("quantity\tvalue\tunit\nn\t{}\tdraws\n{lines}", number::exact(row.n.get()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bon::{Base, Draws, Quantity};

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
