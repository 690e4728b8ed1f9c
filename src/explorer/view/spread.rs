//! How the probability of the drawn outcome and the estimator made of it scatter under best-of-n.

use super::lower::{Line, Page, line};
use super::{base::bar, figure};
use crate::bon::{Bin, Spread, Spreads, Unit};
use crate::explorer::theme::Role;
use crate::report::InformationUnit;

const NUMBER: usize = 7;
const MARKS: usize = 9;

/// The distribution at n.
pub(super) fn page(n: u64, spreads: &Spreads, unit: InformationUnit, width: usize) -> Page {
    let numbers = |name: &str, of: &Spread, natural: Unit, unit_name: &str| {
        let mut text = format!("{name:<4}");
        for value in [of.mean, of.sd, of.q05, of.q50, of.q95] {
            text.push(' ');
            text.push_str(&figure::fixed(unit.shown(value, natural), NUMBER - 1));
        }
        if text.chars().count() + unit_name.len() + 2 <= width {
            format!("{text}  {unit_name}")
        } else {
            text
        }
    };
    let heading = format!("{:<4}{:>7}{:>7}{:>7}{:>7}{:>7}", "", "mean", "sd", "5 %", "50 %", "95 %");
    // A bin of several values is written with its greatest eps_n, which has the least d_n.
    let (eps, d_n) = if spreads.binned { ("ε_n ≤", "d_n ≥") } else { ("ε_n", "d_n") };
    let names = format!("{eps:>NUMBER$} {d_n:>NUMBER$} {:>NUMBER$} {:<MARKS$}", "chance", "d_n at");
    let room = width.saturating_sub(names.chars().count() + 1).min(40);
    let largest = spreads.bins.iter().map(|bin| bin.pi).fold(0.0, f64::max);
    let scrolled = spreads.bins.iter().map(|bin| row(bin, &spreads.estimator, unit, largest, room)).collect();
    let what = format!("n = {}: ε_n, d_n of one draw", figure::draws(n));
    let mut fixed = vec![
        line(heading, Role::Heading),
        line(numbers("d_n", &spreads.estimator, Unit::Nats, unit.name()), Role::Estimator),
        line(numbers("ε_n", &spreads.eps, Unit::Share, "probability"), Role::Base),
    ];
    if width >= 60 {
        fixed.insert(0, line(what + ", the outcome that best-of-n keeps", Role::Dim));
    }
    fixed.push(line(names, Role::Heading));
    Page { fixed, scrolled }
}

fn row(bin: &Bin, estimator: &Spread, unit: InformationUnit, largest: f64, room: usize) -> Line {
    let levels = [("5", estimator.q05), ("50", estimator.q50), ("95", estimator.q95)];
    let here: Vec<&str> = levels
        .iter()
        .filter(|(_, at)| (bin.d_least..=bin.d_most).contains(at))
        .map(|(level, _)| *level)
        .collect();
    let marks = if here.is_empty() { String::new() } else { format!("{} %", here.join(",")) };
    vec![
        (format!("{} ", figure::fixed(bin.eps_most, NUMBER)), Role::Base),
        (format!("{} ", figure::fixed(unit.information(bin.d_least), NUMBER)), Role::Estimator),
        (format!("{} ", figure::share(bin.pi, NUMBER)), Role::Policy),
        (format!("{marks:<MARKS$} "), Role::Text),
        (bar(bin.pi, largest, room), Role::Policy),
    ]
}
