//! Win rate against KL: best-of-n, the best possible for this base, rewind-and-repeat, and where the bound would put n.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::chart::{Chart, Line, Series};
use super::{figure, lower, text};
use crate::bon::Evaluation;
use crate::bon::frontier::TradeOff;
use crate::explorer::detail::Detail;
use crate::explorer::model::Model;
use crate::explorer::theme::{Role, Theme};

/// The scale of KL shows at least this much, in nats, where best-of-n gets that far.
const SHOWN: f64 = 3.0;
/// Marks closer than this share of the axis would cover each other.
const APART: f64 = 0.01;
/// Room left right of the last point.
const MARGIN: f64 = 1.15;
/// From this width on the marked points have whole sentences.
const ROOMY: u16 = 60;
/// From this height on there are two lines of numbers.
const TALL: u16 = 14;

pub(super) fn draw(model: &Model, theme: &Theme, room: Rect, buffer: &mut Buffer) {
    let (Some((n, at)), Some((_, curve))) = (model.readout.value(), model.curve.value()) else {
        return lower::waiting(theme, room, buffer);
    };
    let best = best(model, *n);
    let said = numbers(at, best);
    let count = if room.height >= TALL { 2 } else { 1 };
    for (ways, row) in said.iter().take(count).zip(0..) {
        if let Some(way) = ways.iter().find(|way| way.width() < usize::from(room.width)) {
            text::put(buffer, room, (1, row), way, theme.style(Role::Text));
        }
    }
    let chart = chart(model, theme, (at, best), curve, room.width >= ROOMY);
    let below = Rect { y: room.y + count as u16, height: room.height.saturating_sub(count as u16), ..room };
    chart.render(below, buffer, theme);
}

/// The best possible policy at the KL of best-of-n, where that is known.
fn best(model: &Model, n: u64) -> Option<TradeOff> {
    match model.details.of(model.tab) {
        Some((known, Detail::TradeOff(best))) if known == n => Some(*best),
        _ => None,
    }
}

/// The chart where there is room for it, once its numbers are known.
pub(super) fn chart_of(model: &Model, theme: &Theme) -> Option<Chart<'static>> {
    let ((n, at), (_, curve)) = model.readout.value().zip(model.curve.value())?;
    Some(chart(model, theme, (at, best(model, *n)), curve, true))
}

/// The numbers at the cursor, each line in several lengths.
fn numbers(at: &Evaluation, best: Option<TradeOff>) -> [[String; 3]; 2] {
    let win = |rate: f64| figure::share(rate, 6);
    let kl = figure::fixed(at.kl, 6);
    let kl = kl.trim_start();
    let (ours, most) = (win(at.win_rate), best.map_or_else(|| "...".to_owned(), |best| win(best.win_rate())));
    let more = best.map(|best| best.gain - (at.win_rate - 0.5)).filter(|more| *more > 1e-14);
    let more = more.map_or_else(String::new, |more| format!(" (+{more:.0e})"));
    let bound = figure::fixed(at.bound, 6);
    let (bound, n) = (bound.trim_start(), figure::draws(at.n as u64));
    [
        [
            format!("KL {kl} nats: best-of-{n} {ours}, best possible {most}{more}"),
            format!("KL {kl} nats: ours {ours}, best {most}"),
            format!("KL {kl}: ours {ours}, best {most}"),
        ],
        [
            format!("× is where the bound puts n = {n}: KL {bound} nats at the same win rate"),
            format!("× the bound puts it at KL {bound} nats"),
            format!("× bound: KL {bound}"),
        ],
    ]
}

fn chart(
    model: &Model,
    theme: &Theme,
    (at, best): (&Evaluation, Option<TradeOff>),
    curve: &[Evaluation],
    roomy: bool,
) -> Chart<'static> {
    let reached = curve.last().map_or(0.0, |last| last.kl);
    let right = MARGIN * at.bound.max(reached.min(SHOWN));
    let ours: Vec<(f64, f64)> = curve.iter().map(|e| (e.kl, e.win_rate)).collect();
    let mut chart = Chart::new(0.0, if right > 0.0 { right } else { 1.0 })
        .linear_x()
        .x_label("KL, nats")
        .unit("win rate")
        .y_range(0.5, 1.0)
        .cursor(at.kl)
        .series(Series::new("best-of-n", ours, theme.style(Role::WinRate)).value(at.win_rate));
    if let Some((_, plane)) = model.details.plane.value() {
        let frontier: Vec<(f64, f64)> =
            plane.best.iter().map(|tilted| (tilted.point.kl, tilted.point.win_rate())).collect();
        let rewind: Vec<(f64, f64)> =
            plane.rewind.iter().map(|rewind| (rewind.point.kl, rewind.point.win_rate())).collect();
        let frontier =
            Series::new(if roomy { "best possible" } else { "best" }, frontier, theme.style(Role::Frontier))
                .line(Line::Dashed);
        let frontier = match best {
            Some(best) => frontier.value(best.win_rate()),
            None => frontier,
        };
        chart = chart
            .series(frontier)
            .series(Series::new("rewind", rewind, theme.style(Role::Rival)).line(Line::Points));
    }
    let (here, wrong) = if roomy { ("you are here", "the bound puts you here") } else { ("you", "bound") };
    chart = chart.mark(('◉', here), (at.kl, at.win_rate), theme.style(Role::WinRate));
    // Where the bound is right, the two marks would be one.
    if at.bound - at.kl > APART * right {
        chart = chart.mark(('×', wrong), (at.bound, at.win_rate), theme.style(Role::Bound));
    }
    chart
}
