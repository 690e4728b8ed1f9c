//! Win rate or expected reward against KL: best-of-n, the policies it is compared with, and where the bound would put n.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::Evaluation;
use crate::bon::comparator::{Cost, Kind, Missing};
use crate::bon::frontier::Rewind;
use crate::explorer::model::curves::policies::figures::{cells, marker};
use crate::explorer::model::curves::policies::{AtKl, SOFT_CLASSES, Soft};
use crate::explorer::model::state::Model;
use crate::explorer::view::curves::series;
use crate::explorer::view::lower::content::{Content, LowerContent, Room};
use crate::report::InformationUnit;
use crate::text::figure;
use crate::text::figure::short;
use crate::tui::chart::{Chart, Line, Series};
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// The KL axis shows at least this much, in nats, if best-of-n gets that far.
const SHOWN: f64 = 3.0;
/// Marks closer than this share of the axis would cover each other.
const APART: f64 = 0.01;
/// The axis reaches this far beyond the last point.
const MARGIN: f64 = 1.15;
/// From this width on, the marked points have full sentences.
const ROOMY: u16 = 60;
/// From this height on, the policies are listed with all their numbers.
const TALL: u16 = 14;
/// From this height on, the policies are listed with the number on the axis.
const LISTED: u16 = 9;
/// Cells of a policy in the lists: with all numbers, without its excess over best-of-n, and with one number.
const WHOLE: usize = 43;
const PART: usize = 34;
const BRIEF: usize = 20;
/// Cells of a name and its number in the first two.
const NAMED: usize = 24;

/// The short name of a kind, at most 10 cells.
fn brief(kind: Kind) -> &'static str {
    match kind {
        Kind::BestOfN => "best-of-n",
        Kind::BestPossible => "best poss.",
        Kind::RewardTilt => "tilt",
        Kind::Rewind => "rewind",
        Kind::Soft => "soft",
        Kind::Poisson => "Poisson",
    }
}

fn role(kind: Kind) -> Role {
    match kind {
        Kind::BestOfN => Role::WinRate,
        Kind::BestPossible => Role::Frontier,
        Kind::RewardTilt => Role::Tilt,
        Kind::Rewind => Role::Rewind,
        Kind::Soft => Role::Soft,
        Kind::Poisson => Role::Poisson,
    }
}

fn bought(standing: &Cost, reward: bool) -> f64 {
    if reward { standing.expected_reward } else { standing.win_rate }
}

/// What it shows.
const HELP: &str = "win rate against KL. Best possible: no policy of any kind on this base wins more at that KL. Reward tilt: KL-regularised RL. Rewind-and-repeat: redraw until the reward reaches a threshold; one point for each. Soft best-of-n: of n draws one is kept at random, with a higher chance for a better one. Best-of-Poisson: n itself is random. The list compares them at the KL of best-of-n. × is where the bound would wrongly put best-of-n.";

/// The view.
pub(in crate::explorer) struct TradeOffView;

impl LowerContent for TradeOffView {
    fn short(&self) -> Option<&'static str> {
        Some("Trade")
    }

    fn help(&self) -> Option<&'static str> {
        Some(HELP)
    }

    fn content(&self, model: &Model, theme: &Theme, room: Room) -> Content {
        let (Some((n, at)), Some((_, curve))) = (model.readout.value(), model.curve.value()) else {
            return Content::Waiting;
        };
        let numbers = (at, model.details.policies.at(*n));
        Content::Chart(match room {
            Room::Picture => chart(model, theme, numbers, curve, (true, true)),
            Room::Pane(room) => {
                let chart = chart(model, theme, numbers, curve, (room.width >= ROOMY, false));
                if room.height >= LISTED { chart.listed() } else { chart }
            }
        })
    }

    fn head(&self, model: &Model, theme: &Theme, room: Rect, buffer: &mut Buffer) -> u16 {
        let Some((n, at)) = model.readout.value() else { return 0 };
        let at_kl = model.details.policies.at(*n);
        if model.subject.is_average() {
            return alone(model, theme, at, room, buffer);
        }
        if room.height >= LISTED {
            return list(model, theme, (at, at_kl), room, buffer);
        }
        let said = here(model, at, at_kl);
        if let Some(way) = said.iter().find(|way| way.width() < usize::from(room.width)) {
            text::put(buffer, room, (1, 0), way, theme.style(Role::Text));
        }
        1
    }
}

/// Lists the policies in columns: all their numbers if there is room, else the one on the axis. Gives the number of
/// rows.
fn list(
    model: &Model,
    theme: &Theme,
    (at, at_kl): (&Evaluation, Option<&AtKl>),
    room: Rect,
    buffer: &mut Buffer,
) -> u16 {
    let shown = &model.details.policies.shown;
    let width = usize::from(room.width.saturating_sub(1));
    let whole = room.height >= TALL && width >= PART;
    let cell = match whole {
        true if width >= 2 * WHOLE => WHOLE,
        true => PART,
        false => BRIEF,
    };
    let all = cell == WHOLE;
    let columns = (width / cell).clamp(1, 3);
    let mut row = 0;
    if whole {
        let said = bound(at, model.subject.is_proposed(), model.unit());
        if let Some(way) = said.iter().find(|way| way.width() <= width) {
            text::put(buffer, room, (1, row), way, theme.style(Role::Text));
        }
        let value = if shown.reward { "reward" } else { "win rate" };
        let mut heading = format!("  {:<15} {value:>8} {:>6}", "at this KL", "draws");
        if all {
            heading.push_str("   excess");
        }
        for column in 0..columns {
            let start = (1 + column * cell) as u16;
            text::put(buffer, room, (start, row + 1), &heading, theme.style(Role::Heading));
        }
        row += 2;
    }
    let kinds: Vec<Kind> = shown.kinds().collect();
    let rows = kinds.len().div_ceil(columns);
    for (index, &kind) in kinds.iter().enumerate() {
        let [value, more, draws] = cells(at_kl, kind, shown.reward, model.unit());
        let words = if whole {
            let more = if all { format!(" {more:>8}") } else { String::new() };
            // The reason is given below the list.
            let value = if value.width() > 8 { "-" } else { &value };
            let fits = kind.title().width() + 1 + value.width() <= NAMED;
            let name = if fits { kind.title() } else { brief(kind) };
            let room = NAMED - name.width();
            format!("{} {name}{value:>room$} {draws:>6}{more}", marker(kind))
        } else {
            let value = if value.width() > 6 { "-" } else { &value };
            format!("{} {:<10} {value:>6}", marker(kind), brief(kind))
        };
        let place = ((1 + index / rows * cell) as u16, row + (index % rows) as u16);
        text::put(buffer, room, place, &text::cut(&words, cell - 1), theme.style(role(kind)));
    }
    row += rows as u16;
    if whole && shown.shows(Kind::Soft) {
        let (policies, unit) = (&model.details.policies, model.unit());
        let reaches = match at_kl.and_then(|at_kl| at_kl.of(Kind::Soft)) {
            Some(Err(Missing::KlBelow(most))) => {
                format!(": its KL stays below {} {}", short(unit.information(most)), unit.name())
            }
            _ => String::new(),
        };
        let words = match at_kl.map(|at_kl| &at_kl.soft) {
            Some(Soft::LeftOut) => {
                format!("soft best-of-n is left out above {SOFT_CLASSES} rewards; `bonscope compare` has it")
            }
            Some(Soft::At(Some(t), _)) if policies.shown.temperature.is_none() => {
                format!("soft best-of-n at temperature {}, half the beta of the reward tilt", short(*t))
            }
            Some(Soft::At(Some(t), _)) => format!("soft best-of-n at temperature {}{reaches}", short(*t)),
            Some(Soft::At(None, _)) => "equal rewards: soft best-of-n is the base".to_owned(),
            Some(Soft::Unknown) | None => "soft best-of-n …".to_owned(),
        };
        text::put(buffer, room, (1, row), &text::cut(&words, width), theme.style(Role::Dim));
        row += 1;
    }
    row
}

/// The place of the average over prompts; other policies are compared one prompt at a time. Gives the number of rows.
fn alone(model: &Model, theme: &Theme, at: &Evaluation, room: Rect, buffer: &mut Buffer) -> u16 {
    let width = usize::from(room.width.saturating_sub(1));
    let others = [
        "other policies are compared one prompt at a time".to_owned(),
        "others: one prompt at a time".to_owned(),
    ];
    let place = bound(at, model.subject.is_proposed(), model.unit());
    let lines = [place.as_slice(), others.as_slice()];
    let lines = &lines[..if room.height >= LISTED { 2 } else { 1 }];
    for (ways, row) in lines.iter().zip(0..) {
        if let Some(way) = ways.iter().find(|way| way.width() <= width) {
            text::put(buffer, room, (1, row), way, theme.style(Role::Text));
        }
    }
    lines.len() as u16
}

/// The place of n, and where the bound puts it, in several lengths.
fn bound(at: &Evaluation, is_proposed: bool, unit: InformationUnit) -> [String; 3] {
    let (the, name) = if is_proposed { ("the corrected bound", "corrected") } else { ("the bound", "bound") };
    let [kl, bound] = [at.kl, at.proposal_bound].map(|nats| figure::fixed(unit.information(nats), 6));
    let unit = unit.name();
    let (kl, bound, n) = (kl.trim_start(), bound.trim_start(), figure::draws(at.n as u64));
    [
        format!("n = {n}: KL {kl} {unit}; × is where {the} puts it: KL {bound} {unit}"),
        format!("KL {kl} {unit}; × {the} puts it at {bound}"),
        format!("KL {kl}, × {name} {bound}"),
    ]
}

/// The numbers at the cursor in one line, in several lengths.
fn here(model: &Model, at: &Evaluation, at_kl: Option<&AtKl>) -> [String; 4] {
    let (reward, unit) = (model.details.policies.shown.reward, model.unit());
    let kl = figure::fixed(unit.information(at.kl), 6);
    let kl = kl.trim_start();
    let ours = if reward {
        short(at.expected_reward)
    } else {
        figure::share_lacking(at.win_rate, at.lacking.win_rate, 6).trim().to_owned()
    };
    let [most, more, _] = cells(at_kl, Kind::BestPossible, reward, unit);
    let unit = unit.name();
    [
        format!("KL {kl} {unit}: best-of-n {ours}, best possible {most} ({more})"),
        format!("KL {kl} {unit}: best-of-n {ours}, best poss. {most}"),
        format!("KL {kl}: {ours}, best poss. {most}"),
        format!("KL {kl}: {ours}, best {most}"),
    ]
}

fn chart(
    model: &Model,
    theme: &Theme,
    (at, at_kl): (&Evaluation, Option<&AtKl>),
    curve: &[Evaluation],
    (roomy, titled): (bool, bool),
) -> Chart<'static> {
    let policies = &model.details.policies;
    let reward = policies.shown.reward;
    let unit = model.unit();
    let kl = |nats: f64| unit.information(nats);
    let reached = curve.last().map_or(0.0, |last| last.kl);
    let right = kl(MARGIN * at.proposal_bound.max(reached.min(SHOWN)));
    let ours = |e: &Evaluation| if reward { e.expected_reward } else { e.win_rate };
    let mut chart = Chart::new(0.0, if right > 0.0 { right } else { 1.0 })
        .linear_x()
        .x_label(format!("KL, {}", unit.name()))
        .unit(if reward { "reward" } else { "win rate" })
        .cursor(kl(at.kl));
    if !reward {
        chart = chart.y_range(series::lowest_win_rate(curve), 1.0);
    }
    let line = |kind| match kind {
        Kind::BestOfN => Line::Solid,
        Kind::BestPossible => Line::Dashed,
        Kind::RewardTilt | Kind::Poisson => Line::Dotted,
        Kind::Soft => Line::DashDot,
        Kind::Rewind => Line::Points,
    };
    let series = |kind: Kind, points: Vec<(f64, f64)>| {
        let name = if titled { kind.title() } else { brief(kind) };
        let series = Series::new(name, points, theme.style(role(kind))).line(line(kind)).marker(marker(kind));
        match (kind, at_kl.and_then(|at_kl| at_kl.of(kind))) {
            (Kind::BestOfN, _) if !ours(at).is_nan() => series.value(ours(at)),
            (_, Some(Ok(placed))) => series.value(bought(&placed.cost, reward)),
            _ => series,
        }
    };
    let standings = |points: &[Cost]| points.iter().map(|s| (kl(s.kl), bought(s, reward))).collect();
    for kind in policies.shown.kinds().filter(|kind| !model.subject.is_average() || *kind == Kind::BestOfN) {
        let points: Option<Vec<(f64, f64)>> = match kind {
            Kind::BestOfN => {
                Some(curve.iter().map(|e| (kl(e.kl), ours(e))).filter(|(_, y)| !y.is_nan()).collect())
            }
            Kind::Soft => match policies.at_kl.value().map(|(_, at_kl)| &at_kl.soft) {
                Some(Soft::At(_, points)) => Some(standings(points)),
                _ => None,
            },
            Kind::Rewind => policies.trade_off.value().map(|(_, trade_off)| {
                let bought = |r: &Rewind| if reward { r.expected_reward } else { r.point.win_rate() };
                trade_off.rewind.iter().map(|r| (kl(r.point.kl), bought(r))).collect()
            }),
            Kind::BestPossible | Kind::RewardTilt | Kind::Poisson => {
                let known = policies.trade_off.value().and_then(|(_, trade_off)| {
                    trade_off.curves.iter().find(|(of, _)| *of == kind).map(|(_, points)| points)
                });
                known.map(|points| standings(points))
            }
        };
        if let Some(points) = points {
            chart = chart.series(series(kind, points));
        }
    }
    let wrong = match (roomy, model.subject.is_proposed()) {
        (true, false) => "the bound puts you here",
        (true, true) => "the corrected bound puts you here",
        (false, false) => "bound",
        (false, true) => "corrected",
    };
    let here = if roomy { "you are here" } else { "you" };
    chart = chart.mark(('◉', here), (kl(at.kl), ours(at)), theme.style(Role::WinRate));
    // Where the bound is right, both marks would be the same.
    if kl(at.proposal_bound - at.kl) > APART * right {
        chart = chart.mark(('×', wrong), (kl(at.proposal_bound), ours(at)), theme.style(Role::Bound));
    }
    chart
}
