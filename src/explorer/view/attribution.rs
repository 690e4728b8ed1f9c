//! Which outcomes make the gap, the largest part first.

use super::lower::{Line, Page, line};
use super::{base::bar, figure, text};
use crate::bon::Attribution;
use crate::explorer::theme::Role;
use crate::family::NamedBase;
use crate::report::InformationUnit;

const LABEL: usize = 12;
const NUMBER: usize = 7;
/// From this width on the shares are also added up.
const ADDED_UP: usize = 56;

/// The parts of the gap at n.
pub(super) fn page(
    n: u64,
    parts: &Attribution,
    base: &NamedBase,
    unit: InformationUnit,
    width: usize,
) -> Page {
    let draws = figure::draws(n);
    if n == 1 {
        let nothing = "n = 1: best-of-1 is the base itself. Bound and exact KL are both 0, so there is no gap to share out.";
        let lines = text::wrap(nothing, width).into_iter().map(|words| line(words, Role::Text));
        return Page { fixed: Vec::new(), scrolled: lines.collect() };
    }
    let gap = figure::fixed(unit.information(parts.gap), NUMBER);
    let sum = format!("n = {draws}: gap = sum = {} {}", gap.trim_start(), unit.name());
    let added_up = width >= ADDED_UP;
    let so_far = if added_up { format!(" {:>NUMBER$}", "so far") } else { String::new() };
    let names = format!("{:<LABEL$} {:>NUMBER$} {:>9}{so_far}", "outcome", unit.name(), "share");
    let room = width.saturating_sub(names.len() + 1).min(40);
    let largest = parts.leaders.first().map_or(0.0, |part| part.gap_term);
    let row = |label: &str, term: f64, reached: f64| -> Line {
        let label = text::cut(label, LABEL);
        let reached =
            if added_up { format!(" {}", figure::share(reached / parts.gap, NUMBER)) } else { String::new() };
        let pad = " ".repeat(LABEL - unicode_width::UnicodeWidthStr::width(&*label));
        vec![
            (format!("{label}{pad} "), Role::Text),
            (figure::fixed(unit.information(term), NUMBER), Role::Gap),
            (format!(" {} %", figure::fixed(100.0 * (term / parts.gap), NUMBER)), Role::Text),
            (format!("{reached} "), Role::Dim),
            (bar(term, largest, room), Role::Gap),
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
    Page { fixed: vec![line(text::cut(&sum, width), Role::Text), line(names, Role::Heading)], scrolled }
}
