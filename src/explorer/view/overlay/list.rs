//! The menus: one line an entry, the numbers at the right in columns.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::Quantity;
use crate::bon::comparator::Kind as Policies;
use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::curves::chosen_curves::{self, CurveSlot};
use crate::explorer::model::curves::pins::{Pin, difference};
use crate::explorer::model::curves::policies::PolicyChoice;
use crate::explorer::model::files::export::What;
use crate::explorer::model::files::unsaved::Leftover;
use crate::explorer::model::lesson::list;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::scale::jump::Goal;
use crate::explorer::model::state::Model;
use crate::explorer::model::target::Target;
use crate::explorer::view::curves::{measured, pair as charts};
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::lower::trade_off;
use crate::explorer::view::overlay::frame;
use crate::text::figure;
use crate::text::figure::short;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// From this width on a menu has all its columns.
const ROOMY: u16 = 60;

/// What a menu shows.
struct Content {
    title: String,
    /// The heading of the entries and of the numbers beside them.
    heading: (String, String),
    entries: Vec<Entry>,
}

/// A sign or a key, what it stands for, and numbers.
struct Entry {
    sign: String,
    text: String,
    numbers: String,
}

pub(in crate::explorer) fn draw(
    model: &Model,
    menu: &Menu,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let content = match menu.kind {
        Kind::Pins => pins(model, area.width >= ROOMY),
        Kind::Unsaved => unsaved(model),
        Kind::Jump => jump(model),
        Kind::Export => export(model),
        Kind::Comparators => comparators(model, area.width >= ROOMY),
        Kind::Proposal => proposal(model),
        Kind::Contents => contents(model),
        Kind::Curve(place) => curves(model, place, menu.filter.text(), area.width >= ROOMY),
    };
    let mut menu = menu.clone();
    let filtered = menu.line().is_some();
    // A list that is narrowed keeps its place and size.
    let area = fitted(if filtered { usize::from(area.height) } else { content.entries.len() }, area);
    let mut room = frame::open(&content.title, theme, area, buffer, hits);
    if let Some(line) = menu.line() {
        let column = text::put(buffer, room, (0, 0), "type to narrow: ", theme.style(Role::Dim));
        text::field(buffer, room, (column, 0), line, room.width.saturating_sub(column).min(30), theme);
        (room.y, room.height) = (room.y + 1, room.height.saturating_sub(1));
        if content.entries.is_empty() {
            text::put(buffer, room, (0, 1), "no quantity holds all these words", theme.style(Role::Dim));
        }
    }
    let list = Rect { y: room.y + 1, height: room.height.saturating_sub(1), ..room };
    let rows = usize::from(list.height);
    let first = (menu.selected + 1).saturating_sub(rows);
    hits.viewport.overlay = rows;
    hits.viewport.overlay_length = content.entries.len();
    frame::progress((first, rows, content.entries.len()), theme, area, buffer);

    let signs = content.entries.iter().map(|entry| entry.sign.width()).max().unwrap_or(0) as u16;
    let left = if signs > 0 { signs + 4 } else { 2 };
    let write = |buffer: &mut Buffer, line: Rect, text: &str, numbers: &str, role: Role| {
        let right = line.width.saturating_sub(numbers.width() as u16);
        let beside = Rect { width: right.saturating_sub(1), ..line };
        text::put(buffer, beside, (left, 0), text, theme.style(role));
        text::put(buffer, line, (right, 0), numbers, theme.style(role));
    };
    let (names, numbers) = &content.heading;
    write(buffer, Rect { height: 1, ..room }, names, numbers, Role::Heading);
    for (row, (index, entry)) in content.entries.iter().enumerate().skip(first).take(rows).enumerate() {
        let line = Rect { y: list.y + row as u16, height: 1, ..list };
        let mark = if index == menu.selected { "▸ " } else { "  " };
        text::put(buffer, line, (0, 0), mark, theme.style(Role::Text));
        text::put(buffer, line, (2, 0), &entry.sign, theme.style(Role::Key));
        write(buffer, line, &entry.text, &entry.numbers, Role::Text);
        if index == menu.selected {
            buffer.set_style(line, theme.style(Role::Selection));
        }
        hits.add(line, Target::Entry(index));
    }
}

/// The middle of the area, as high as so many entries need.
fn fitted(entries: usize, area: Rect) -> Rect {
    // Two borders and the heading.
    let wanted = u16::try_from(entries).unwrap_or(u16::MAX).saturating_add(3);
    let height = area.height.min(wanted.max(6));
    Rect { y: area.y + (area.height - height) / 2, height, ..area }
}

fn pins(model: &Model, roomy: bool) -> Content {
    let (n, unit) = (figure::draws(model.n), model.unit());
    let here = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, at)| at);
    let entry = |pin: &Pin| {
        let then = model.pins.curves.at_n(pin.subject(), model.n);
        let kl =
            then.map_or_else(|| "...".to_owned(), |then| figure::fixed(unit.quantity(then, Quantity::Kl), 7));
        let difference = match (here, then) {
            (Some(now), Some(then)) => {
                figure::difference(unit.information(difference(Quantity::Kl, now, then)))
            }
            _ => String::new(),
        };
        let at = figure::draws(pin.n());
        let numbers = if roomy {
            format!("{at:>9}  {kl:>12}  {difference:>12}")
        } else {
            format!("{at:>9} {difference:>8}")
        };
        Entry { sign: pin.letter.to_string(), text: pin.name.clone(), numbers }
    };
    let numbers = if roomy {
        format!("{:>9}  {:>12}  {:>12}", "pinned at", format!("KL at {n}"), "now - pin")
    } else {
        format!("{:>9} {:>8}", "pinned at", "now-pin")
    };
    Content {
        title: format!("Pins · KL in {}", unit.name()),
        heading: ("name".to_owned(), numbers),
        entries: model.pins.kept.pins.iter().map(entry).collect(),
    }
}

fn unsaved(model: &Model) -> Content {
    let entry =
        |left: &Leftover| Entry { sign: String::new(), text: left.text.clone(), numbers: left.when.clone() };
    Content {
        title: "Unsaved work of an earlier session".to_owned(),
        heading: ("what was edited".to_owned(), "last edited".to_owned()),
        entries: model.unsaved.left.iter().map(entry).collect(),
    }
}

fn jump(model: &Model) -> Content {
    let unit = model.unit();
    let entry = |goal: &Goal| {
        let sign = model.keymap.sign(goal.action()).unwrap_or_default();
        let number = model.readout.value().map(|(_, at)| match goal {
            Goal::Gap => figure::fixed(unit.information(at.proposal_gap), 7),
            Goal::Kl => figure::fixed(unit.information(at.kl), 7),
            Goal::Share => {
                format!("{:.1} %", 100.0 * if at.kl_limit > 0.0 { at.kl / at.kl_limit } else { 1.0 })
            }
            Goal::WinRate => figure::share(at.win_rate, 7),
            Goal::Reward => short(at.expected_reward),
            Goal::Top if at.n_eps_top.is_nan() => "-".to_owned(),
            Goal::Top => figure::fixed(at.n_eps_top, 7),
        });
        let named = if goal.is_information() { format!(" {}", unit.name()) } else { String::new() };
        Entry { sign, text: goal.title().to_owned() + &named, numbers: number.unwrap_or_default() }
    };
    Content {
        title: "Jump to the n with".to_owned(),
        heading: (String::new(), "now".to_owned()),
        entries: Goal::ALL.iter().map(entry).collect(),
    }
}

fn export(model: &Model) -> Content {
    let entry = |what: &What| Entry {
        sign: String::new(),
        text: what.title(model),
        numbers: what.endings().to_owned(),
    };
    Content {
        title: "Export to a file".to_owned(),
        heading: ("what".to_owned(), "ending".to_owned()),
        entries: What::ALL.iter().map(entry).collect(),
    }
}

/// The policies with their numbers at the KL of best-of-n.
fn comparators(model: &Model, roomy: bool) -> Content {
    let comparing = &model.details.comparing;
    let shown = &comparing.shown;
    let beside = comparing.at(model.n);
    let axis = if shown.reward { "reward" } else { "win rate" };
    let columns = |[value, more, draws]: [&str; 3]| {
        if roomy { format!("{value:>9}  {more:>9}  {draws:>9}") } else { format!("{value:>9}") }
    };
    let entry = |choice: &PolicyChoice| match choice {
        PolicyChoice::Show(kind) => {
            let tick = if shown.shows(*kind) { 'x' } else { ' ' };
            let cells = trade_off::cells(beside, *kind, shown.reward, model.unit());
            let sign = format!("[{tick}] {}", trade_off::marker(*kind));
            Entry {
                sign,
                text: kind.title().to_owned(),
                numbers: columns(cells.each_ref().map(String::as_str)),
            }
        }
        PolicyChoice::Axis => Entry {
            sign: String::new(),
            text: "vertical axis".to_owned(),
            numbers: if shown.reward { "expected reward" } else { "win rate" }.to_owned(),
        },
        PolicyChoice::Temperature => {
            let temperature = comparing.temperature().map_or_else(|| "none".to_owned(), short);
            let chosen = if shown.temperature.is_some() { "" } else { "auto, " };
            let text = if roomy { "temperature of soft best-of-n" } else { "temperature" };
            Entry { sign: String::new(), text: text.to_owned(), numbers: format!("{chosen}{temperature}") }
        }
    };
    Content {
        title: match beside.and_then(|beside| beside.of(Policies::BestOfN)) {
            Some(Ok(best)) => {
                let unit = model.unit();
                let kl = figure::fixed(unit.information(best.cost.kl), 6);
                let [value, _, draws] = trade_off::cells(beside, Policies::BestOfN, shown.reward, unit);
                let unit = unit.name();
                let (kl, value, draws) = (kl.trim_start(), value.trim(), draws.trim());
                if roomy {
                    format!("Policies at KL {kl} {unit}; best-of-{draws}: {axis} {value}")
                } else {
                    format!("KL {kl} {unit}; best-of-{draws}: {value}")
                }
            }
            _ => "Policies of the trade-off".to_owned(),
        },
        heading: ("next to best-of-n".to_owned(), columns([axis, "more", "draws"])),
        entries: PolicyChoice::ALL.iter().map(entry).collect(),
    }
}

fn proposal(model: &Model) -> Content {
    let how = model.subject.how();
    let entry = |text: &str, numbers: String| Entry { sign: String::new(), text: text.to_owned(), numbers };
    let part = |part: &Part| {
        let now = part.of(how).unwrap_or_else(|| "-".to_owned());
        entry(part.title(), text::cut(&now, 12).into_owned())
    };
    let none = entry("none: draw from the base", if how.is_none() { "now" } else { "" }.to_owned());
    Content {
        title: "Best-of-n draws from q".to_owned(),
        heading: ("parts that can be combined".to_owned(), "now".to_owned()),
        entries: Part::ALL.iter().map(part).chain([none]).collect(),
    }
}

fn contents(model: &Model) -> Content {
    let entry = |sign: String, text: &str, numbers: String| Entry { sign, text: text.to_owned(), numbers };
    let (title, heading, entries): (_, _, Vec<Entry>) = match &model.lesson {
        Some(walk) => {
            let steps = walk.headings().enumerate().map(|(at, heading)| {
                let here = if at == walk.at() { "here" } else { "" };
                entry(format!("{:>2}", at + 1), heading, here.to_owned())
            });
            let leave = entry(String::new(), "leave the walkthrough", String::new());
            (walk.title.clone(), ("step", ""), steps.chain([leave]).collect())
        }
        None => {
            let presets = list::walkthroughs(&model.presets);
            let entries = presets.map(|preset| {
                let title = preset.title.trim_start_matches("Walkthrough: ");
                entry(String::new(), title, preset.steps.to_string())
            });
            ("Walkthroughs".to_owned(), ("about", "steps"), entries.collect())
        }
    };
    Content { title, heading: (heading.0.to_owned(), heading.1.to_owned()), entries }
}

fn curves(model: &Model, place: CurveSlot, filter: &str, roomy: bool) -> Content {
    let unit = model.unit();
    let here = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, at)| at);
    let entry = |choice: chosen_curves::CurveChoice| {
        let numbers = match choice {
            chosen_curves::CurveChoice::Of(measure) => {
                let value = here.map(|at| short(measured::value(model, &model.subject, at, measure)));
                let value = value.unwrap_or_else(|| "...".to_owned());
                let named = charts::unit(unit, measure.unit());
                if roomy { format!("{value:>10} {named:<6}") } else { format!("{value:>9}") }
            }
            chosen_curves::CurveChoice::None | chosen_curves::CurveChoice::Order => String::new(),
        };
        Entry { sign: String::new(), text: chosen_curves::title(place, choice).into_owned(), numbers }
    };
    Content {
        title: match place {
            CurveSlot::First => "First curve of the KL chart",
            CurveSlot::Second => "Second curve of the KL chart",
        }
        .to_owned(),
        heading: (
            if roomy { "quantity".to_owned() } else { format!("quantity, KL in {}", unit.name()) },
            format!("at {}{:blank$}", figure::draws(model.n), "", blank = if roomy { 7 } else { 0 }),
        ),
        entries: chosen_curves::listed(model.pair, model.subject.is_proposed(), place, filter)
            .map(entry)
            .collect(),
    }
}
