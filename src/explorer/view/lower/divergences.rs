//! Every divergence of best-of-n from its base, beside its value for a continuous base.

use crate::bon::{Evaluation, Quantity, Unit};
use crate::explorer::action::Action;
use crate::explorer::model::curves::chosen_curves::{ChosenCurves, DIGITS};
use crate::explorer::model::curves::measured::value as value_of;
use crate::explorer::model::state::Model;
use crate::explorer::view::lower::content::{Content, LowerContent, Room};
use crate::explorer::view::lower::page::{Line, Page, line};
use crate::report::{Measure, number};
use crate::text::figure;
use crate::text::figure::bar;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

const NOTES: &str = "total variation is half the L1 distance, squared Hellinger 1 - sum sqrt(π p). Continuum: the value for a base without atoms. Merging outcomes only lowers a divergence, so it bounds \
    every base; for the exact KL it is the popular formula. Reached: the share of it that this base gets to.";

const NOTES_OF_PROPOSAL: &str = "Best-of-n draws from a proposal q; all of these are from the base p. What a continuous base would give bounds none of them any \
    more; for the exact KL the corrected bound stands there instead. The reverse KL is infinite as soon as q leaves an outcome out.";

const NAME: usize = 17;
const NUMBER: usize = 8;
const MOST: usize = 9;
const REACHED: usize = 7;
const BAR: usize = 16;

/// From this width on, the share of the continuum value is shown, too.
const SHARES: usize = NAME + 2 * NUMBER + REACHED + 3 + 6;

/// What it shows.
const HELP: &str = "all of them at n, each with the value for a base without atoms, which bounds it, and the share of that reached.";

/// The view.
pub(in crate::explorer) struct DivergencesView;

impl LowerContent for DivergencesView {
    fn short(&self) -> Option<&'static str> {
        Some("Div")
    }

    fn help(&self) -> Option<&'static str> {
        Some(HELP)
    }

    fn content(&self, model: &Model, _: &Theme, room: Room) -> Content {
        match model.readout.value() {
            Some((n, at)) => Content::Page(page(model, (*n, at), room.width())),
            None => Content::Waiting,
        }
    }
}

/// The table at n.
fn page(model: &Model, (n, at): (u64, &Evaluation), width: usize) -> Page {
    let (is_proposed, unit) = (model.subject.is_proposed(), model.unit());
    let roomy = width >= SHARES;
    let bars = width >= SHARES + BAR;
    let heading = format!("n = {}", figure::draws(n));
    let heading = text::cut(&heading, NAME).into_owned();
    let most = if is_proposed { "corrected" } else { "continuum" };
    let mut names = format!("{heading:<NAME$} {:>NUMBER$} {most:>MOST$}", "value");
    if roomy {
        names.push_str(&format!(" {:>REACHED$}  unit", "reached"));
    }
    let typed = model.chosen_curves.iter().flat_map(ChosenCurves::orders).map(|order| {
        let name = format!("Rényi {}", number::significant(order.get(), DIGITS));
        (name, Measure::Renyi(order))
    });
    let divergences = Quantity::ALL.iter().copied().filter(|quantity| quantity.continuum().is_some());
    let mut rows = divergences.map(|quantity| (quantity.title().to_owned(), Measure::Of(quantity)));
    // Typed orders come first, where they are seen.
    let first = rows.next();
    let rows = first.into_iter().chain(typed).chain(rows);
    let mut scrolled: Vec<Line> = rows.map(|row| cells(model, row, at, roomy, bars)).collect();
    scrolled.push(Line::new());
    let notes = if is_proposed { NOTES_OF_PROPOSAL } else { NOTES };
    let hint = model.keymap.hint([(Action::RenyiOrder, "adds a Rényi divergence of any order.")]);
    let notes = format!("{notes} KL and Rényi are in {}, the others are pure numbers. {hint}", unit.name());
    scrolled.extend(text::wrap(&notes, width).into_iter().map(|words| line(words, Role::Dim)));
    Page { fixed: vec![line(names, Role::Heading)], scrolled }
}

/// A value, which may be infinite or undefined.
fn written(value: f64, width: usize) -> String {
    match value {
        _ if value.is_nan() => format!("{:>width$}", "-"),
        f64::INFINITY => format!("{:>width$}", "infinite"),
        _ => figure::fixed(value, width),
    }
}

fn cells(
    model: &Model,
    (name, measure): (String, Measure),
    at: &Evaluation,
    roomy: bool,
    bars: bool,
) -> Line {
    let shown = |measure| value_of(model, &model.subject, at, measure);
    let most = match measure.continuum() {
        Some(Measure::Of(Quantity::Bound)) if model.subject.is_proposed() => {
            shown(Quantity::ProposalBound.into())
        }
        most => most.map_or(f64::NAN, shown),
    };
    let value = shown(measure);
    // At n = 1 all of them are 0, and the share is undefined.
    let reached = if most > 0.0 && !value.is_nan() {
        figure::share((value / most).min(1.0), REACHED)
    } else {
        format!("{:>REACHED$}", "-")
    };
    // One style for numbers that change together: a step of n costs few bytes.
    let mut numbers = format!("{} {}", written(value, NUMBER), written(most, MOST));
    if roomy {
        numbers.push_str(&format!(" {reached}"));
    }
    let mut cells = vec![(format!("{name:<NAME$} "), Role::Text), (numbers, Role::Exact)];
    if roomy {
        let unit = if measure.unit() == Unit::Nats { model.unit().name() } else { "pure" };
        cells.push((format!("  {unit:<6}"), Role::Dim));
    }
    if bars {
        cells.push((bar(value, most, BAR - 1), Role::Exact));
    }
    cells
}
