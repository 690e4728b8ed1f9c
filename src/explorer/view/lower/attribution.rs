//! Attribution: the outcomes by their part of the gap, largest first.
//!
//! The numbers of a row share one style: they change together, and so a step of n costs few bytes.

use crate::bon::Attribution;
use crate::explorer::model::curves::detail::ViewNumbers;
use crate::explorer::model::state::Model;
use crate::explorer::view::lower::content::{Content, LowerContent, Room};
use crate::explorer::view::lower::page::{Line, Page, line};
use crate::family::NamedBase;
use crate::report::InformationUnit;
use crate::text::figure;
use crate::text::figure::bar;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

const LABEL: usize = 12;
const NUMBER: usize = 7;
const PERCENT: usize = 7;
const SO_FAR: usize = 6;
/// From this width on, the running total is shown, too.
const ROOMY: usize = 56;

/// The refusal for the average over prompts.
const OF_PROMPTS: &str = "The gap of the average is the mean of the prompts' gaps, each weighted with its share; the Work view multiplies them out. The gap of one prompt is divided among its outcomes once it is opened from the list.";
/// The refusal where best-of-n draws from a proposal.
const OF_PROPOSAL: &str = "The gap of a base is divided among its outcomes; the gap to the corrected bound is not, because max ln(q/p) belongs to no outcome.";

/// What it shows.
const HELP: &str = "the parts of the gap by outcome, largest first; they sum to the gap exactly.";

/// The view.
pub(in crate::explorer) struct AttributionView;

impl LowerContent for AttributionView {
    fn short(&self) -> Option<&'static str> {
        Some("Attr")
    }

    fn help(&self) -> Option<&'static str> {
        Some(HELP)
    }

    fn content(&self, model: &Model, _: &Theme, room: Room) -> Content {
        match model.details.of(model.lower_view) {
            _ if model.subject.is_average() => Content::Refusal(OF_PROMPTS),
            _ if model.subject.is_proposed() => Content::Refusal(OF_PROPOSAL),
            Some((n, ViewNumbers::Attribution(parts))) => {
                Content::Page(page(n, parts, &model.subject.base, model.unit(), room.width()))
            }
            _ => Content::Waiting,
        }
    }
}

/// The parts of the gap at n.
fn page(n: u64, parts: &Attribution, base: &NamedBase, unit: InformationUnit, width: usize) -> Page {
    let sum = match n {
        1 => "n = 1: the gap is 0".to_owned(),
        _ => {
            let gap = figure::fixed(unit.information(parts.gap), NUMBER);
            format!("n = {}: gap {} {}, by outcome", figure::draws(n), gap.trim_start(), unit.name())
        }
    };
    let roomy = width >= ROOMY;
    let more = if roomy { format!(" {:>SO_FAR$}", "so far") } else { String::new() };
    let names = format!("{:>PERCENT$}{more} {:<LABEL$}", "share %", "outcome");
    let room = width.saturating_sub(names.len() + 1).min(width / 5);
    let fixed = vec![line(text::cut(&sum, width), Role::Text), line(names, Role::Heading)];
    if n == 1 {
        return Page { fixed, scrolled: Vec::new() };
    }
    let row = |label: &str, term: f64, reached: f64| -> Line {
        let label = text::cut(label, LABEL);
        let more = if roomy { format!(" {:>SO_FAR$}", percent(reached / parts.gap)) } else { String::new() };
        let pad = " ".repeat(LABEL - text::cells(&label));
        vec![
            (format!("{:>PERCENT$}{more} {label}{pad} ", percent(term / parts.gap)), Role::Text),
            // The bar fills the same part of the room as the term of the gap.
            (bar(term, parts.gap, room), Role::Gap),
        ]
    };
    let mut reached = 0.0;
    let leaders = parts.leaders.iter().filter(|part| part.gap_term > 0.0);
    let mut scrolled: Vec<Line> = leaders
        .map(|part| {
            reached += part.gap_term;
            row(&base.label(part.rank), part.gap_term, reached.min(parts.gap))
        })
        .collect();
    let others = parts.others + parts.leaders.len() - scrolled.len();
    if others > 0 && parts.others_gap > 0.0 {
        scrolled.push(row(&format!("{others} more"), parts.others_gap, parts.gap));
    } else if others > 0 {
        scrolled.push(line(format!("{others} more, each too small for a number to hold"), Role::Dim));
    }
    Page { fixed, scrolled }
}

/// A share in percent: two decimals, or one significant digit where they would be 0.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    if percent >= 0.01 { format!("{percent:.2}") } else { format!("{percent:.0e}") }
}
