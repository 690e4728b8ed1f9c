//! The spread, under best-of-n, of the drawn outcome's probability and of the estimator made from it.

use crate::bon::{Bin, Spread, Spreads, Unit};
use crate::explorer::model::curves::detail::ViewNumbers;
use crate::explorer::model::state::Model;
use crate::explorer::view::lower::content::{Content, LowerContent, Room};
use crate::explorer::view::lower::page::{Line, Page, line};
use crate::report::InformationUnit;
use crate::text::figure;
use crate::text::figure::bar;
use crate::tui::theme::{Role, Theme};

const NUMBER: usize = 7;
const MARKS: usize = 9;
/// From this width on, explanations are shown, too.
const ROOMY: usize = 60;

/// The refusal for the average over prompts.
const OF_PROMPTS: &str = "The estimator is drawn for one prompt at a time. The 5 to 95 % of the average are those of one draw for a prompt drawn by weight.";
/// The refusal where best-of-n draws from a proposal.
const OF_PROPOSAL: &str = "The estimator d_n(ε) needs outcomes drawn from the base. Where best-of-n draws from a proposal q it estimates nothing, so there is no spread to show.";

/// What it shows.
const HELP: &str = "ε_n is the probability of the outcome that best-of-n keeps, d_n the estimator made of it: how likely each value is, and where 5, 50 and 95 % of the draws of d_n are reached.";

/// The view.
pub(in crate::explorer) struct SpreadView;

impl LowerContent for SpreadView {
    fn help(&self) -> Option<&'static str> {
        Some(HELP)
    }

    fn content(&self, model: &Model, _: &Theme, room: Room) -> Content {
        match model.details.of(model.lower_view) {
            _ if model.subject.is_average() => Content::Refusal(OF_PROMPTS),
            _ if model.subject.is_proposed() => Content::Refusal(OF_PROPOSAL),
            Some((n, ViewNumbers::Spread(spreads))) => {
                Content::Page(page(n, spreads, model.unit(), room.width()))
            }
            _ => Content::Waiting,
        }
    }
}

/// The distribution at n.
fn page(n: u64, spreads: &Spreads, unit: InformationUnit, width: usize) -> Page {
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
    // A bin of several values shows its greatest ε_n, which has the least d_n.
    let (eps, d_n) = if spreads.binned { ("ε_n ≤", "d_n ≥") } else { ("ε_n", "d_n") };
    let roomy = width >= ROOMY;
    let mut names = format!("{eps:>NUMBER$} {:>NUMBER$}", "chance");
    if roomy {
        names.push_str(&format!(" {d_n:>NUMBER$} {:<MARKS$}", "d_n at"));
    }
    let room = width.saturating_sub(names.chars().count() + 1).min(width / 5);
    let largest = spreads.bins.iter().map(|bin| bin.pi).fold(0.0, f64::max);
    let scrolled = spreads
        .bins
        .iter()
        .map(|bin| row(bin, roomy.then_some((&spreads.estimator, unit)), largest, room))
        .collect();
    let what = format!("n = {}: ε_n, d_n of one draw", figure::draws(n));
    let mut fixed = vec![
        line(heading, Role::Heading),
        line(numbers("d_n", &spreads.estimator, Unit::Nats, unit.name()), Role::Estimator),
        line(numbers("ε_n", &spreads.eps, Unit::Share, "probability"), Role::Base),
    ];
    if roomy {
        fixed.insert(0, line(what + ", the outcome that best-of-n keeps", Role::Dim));
    }
    fixed.push(line(names, Role::Heading));
    Page { fixed, scrolled }
}

/// A bin with its d_n and the quantiles of the estimator in it, if given.
fn row(bin: &Bin, estimator: Option<(&Spread, InformationUnit)>, largest: f64, room: usize) -> Line {
    let (eps, chance) = (figure::fixed(bin.eps_most, NUMBER), figure::share(bin.pi, NUMBER));
    let mut numbers = format!("{eps} {chance} ");
    if let Some((estimator, unit)) = estimator {
        let levels = [("5", estimator.q05), ("50", estimator.q50), ("95", estimator.q95)];
        let within = bin.d_least..=bin.d_most;
        let here: Vec<&str> =
            levels.iter().filter(|(_, at)| within.contains(at)).map(|(level, _)| *level).collect();
        let marks = if here.is_empty() { String::new() } else { format!("{} %", here.join(",")) };
        let d_n = figure::fixed(unit.information(bin.d_least), NUMBER);
        numbers.push_str(&format!("{d_n} {marks:<MARKS$} "));
    }
    // One style for numbers that change together: a step of n costs few bytes.
    vec![(numbers, Role::Text), (bar(bin.pi, largest, room), Role::Policy)]
}
