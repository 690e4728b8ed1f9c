use std::collections::HashSet;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::tui::theme::degrade::ansi_index;
use crate::tui::theme::{Depth, Role, Surroundings, Theme, degrade};

#[test]
fn every_role_is_listed_once() {
    assert_eq!(Role::ALL.into_iter().collect::<HashSet<_>>().len(), Role::ALL.len());
    // Roles are numbered in order, so the last one gives their number.
    assert_eq!(Role::Highlight as usize + 1, Role::ALL.len());
}

#[test]
fn themes_are_found_by_name() {
    for theme in Theme::all() {
        assert_eq!(Theme::named(theme.name()).map(|found| found.name()), Ok(theme.name()));
    }
    assert_eq!(Theme::named("Color Blind").map(|theme| theme.name()), Ok("colour-blind"));
    let error = |name| Theme::named(name).map(|theme| theme.name()).unwrap_err().to_string();
    assert_eq!(
        error("drak"),
        "no theme is called \"drak\" (did you mean dark?); the themes are terminal, dark, light, colour-blind, mono"
    );
    assert!(!error("\u{1b}[31m").contains('\u{1b}') && !error("xyz").contains("mean"));
}

#[test]
fn the_default_is_readable_on_any_ground() {
    for theme in [Theme::default(), Theme::named("colour-blind").unwrap()] {
        for role in Role::ALL {
            let style = theme.style(role);
            assert_eq!(style.bg, None, "{role:?}");
            let refused =
                [Color::White, Color::Black, Color::Gray, Color::DarkGray, Color::Yellow, Color::LightYellow];
            assert!(style.fg.is_none_or(|fg| !refused.contains(&fg)), "{role:?}");
        }
    }
}

/// WCAG's relative luminance.
fn luminance(colour: Color) -> f64 {
    let Color::Rgb(r, g, b) = colour else { unreachable!("{colour:?}") };
    let linear = |part: u8| {
        let share = f64::from(part) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[test]
fn dark_and_light_have_contrast() {
    for theme in ["dark", "light"].map(|name| Theme::named(name).unwrap()) {
        let plain = theme.style(Role::Text);
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Border) {
            let style = plain.patch(theme.style(role));
            let (a, b) = (luminance(style.fg.unwrap()), luminance(style.bg.unwrap()));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 4.5, "{} {role:?} {contrast}", theme.name());
        }
    }
}

#[test]
fn mono_has_no_colours_and_still_tells_a_selection() {
    for theme in [Theme::named("mono").unwrap(), Theme::named("dark").unwrap().at(Depth::Mono)] {
        assert!(
            Role::ALL.into_iter().map(|role| theme.style(role)).all(|s| s.fg.is_none() && s.bg.is_none())
        );
        assert!(theme.style(Role::Selection).add_modifier.contains(Modifier::REVERSED));
    }
}

#[test]
fn with_sixteen_colours_the_curves_of_a_chart_still_differ() {
    for theme in Theme::all().iter().filter(|theme| theme.name() != "mono") {
        let theme = theme.at(Depth::Ansi16);
        let styles = [Role::Exact, Role::Bound, Role::Estimator, Role::Gap].map(|role| theme.style(role));
        assert_eq!(styles.iter().map(|style| style.fg).collect::<HashSet<_>>().len(), styles.len());
        let named = |colour: Option<Color>| colour.is_none_or(|colour| ansi_index(colour).is_some());
        assert!(
            Role::ALL
                .into_iter()
                .map(|role| theme.style(role))
                .all(|style| named(style.fg) && named(style.bg))
        );
    }
}

#[test]
fn depth_is_sixteen_unless_told_better() {
    let depth = |term, colorterm, no_color| Depth::detect(Surroundings { term, colorterm, no_color }, None);
    assert_eq!(depth(Some("xterm"), None, None), Depth::Ansi16);
    assert_eq!(depth(None, None, None), Depth::Ansi16);
    assert_eq!(depth(Some("screen"), Some("yes"), Some("")), Depth::Ansi16);
    assert_eq!(depth(Some("tmux-256color"), None, None), Depth::Ansi256);
    assert_eq!(depth(Some("xterm-256color"), Some("truecolor"), None), Depth::True);
    assert_eq!(depth(Some("xterm-kitty"), None, None), Depth::True);
    assert_eq!(depth(Some("xterm-direct"), None, None), Depth::True);
    assert_eq!(depth(Some("xterm-kitty"), Some("truecolor"), Some("1")), Depth::Mono);
    assert_eq!(depth(Some("vt220"), None, None), Depth::Mono);
    let asked = Surroundings { no_color: Some("1"), ..Surroundings::default() };
    assert_eq!(Depth::detect(asked, Some(Depth::True)), Depth::True);
}

#[test]
fn colours_come_down_to_the_nearest() {
    let reduced = |colour, depth| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer[(0, 0)].set_fg(colour).set_bg(colour);
        degrade(&mut buffer, depth, false);
        assert_eq!(buffer[(0, 0)].fg, buffer[(0, 0)].bg);
        buffer[(0, 0)].fg
    };
    let orange = Color::Rgb(0xff, 0x87, 0);
    assert_eq!(reduced(orange, Depth::True), orange);
    assert_eq!(reduced(orange, Depth::Ansi256), Color::Indexed(208));
    assert_eq!(reduced(Color::Rgb(200, 30, 20), Depth::Ansi16), Color::Red);
    assert_eq!(reduced(Color::Rgb(0, 0x72, 0xb2), Depth::Ansi16), Color::Cyan);
    assert_eq!(reduced(Color::Rgb(20, 24, 31), Depth::Ansi16), Color::Black);
    assert_eq!(reduced(Color::Indexed(12), Depth::Ansi16), Color::LightBlue);
    assert_eq!(reduced(Color::Indexed(21), Depth::Ansi16), Color::Blue);
    assert_eq!(reduced(Color::Red, Depth::Ansi256), Color::Red);
    assert_eq!(reduced(Color::Red, Depth::Mono), Color::Reset);
}

fn ascii(text: &str) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
    buffer.set_string(0, 0, text, Style::new());
    degrade(&mut buffer, Depth::True, true);
    buffer.content.iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_owned()
}

#[test]
fn what_ascii_is_written_for_what() {
    assert_eq!(ascii("┌─┬─┐ │ ╭╮ ┝━┿━●┤ ═╬║ ╱╲"), "+-+-+ | ++ +=+=*+ =+| /\\");
    assert_eq!(ascii("ε π Δ ∞ ≤ → ± × − … é 漢x"), "e p D i < > ~ x - . e ? x");
    assert_eq!(ascii("█▌░▁ ✓✗ 10² y₁"), "#|:_ vx 10^ y1");
    assert_eq!(ascii("⠉⠒⠤⣀⢸⠌⠡⣿⠁⡀⠀"), "\"--_|/\\#'.");
}

proptest! {
    #[test]
    fn every_cell_ends_ascii(symbols in proptest::collection::vec("\\PC{0,3}|[─-⣿]|[α-ω]", 12)) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        for (cell, symbol) in buffer.content.iter_mut().zip(&symbols) {
            cell.set_symbol(symbol);
        }
        degrade(&mut buffer, Depth::Ansi16, true);
        for cell in &buffer.content {
            prop_assert!(cell.symbol().is_ascii() && cell.cell_width() == 1, "{cell:?}");
        }
    }

    #[test]
    fn every_colour_comes_down(r: u8, g: u8, b: u8, index: u8) {
        for colour in [Color::Rgb(r, g, b), Color::Indexed(index)] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
            buffer[(0, 0)].set_fg(colour);
            degrade(&mut buffer, Depth::Ansi256, false);
            prop_assert!(matches!(buffer[(0, 0)].fg, Color::Indexed(_)));
            degrade(&mut buffer, Depth::Ansi16, false);
            prop_assert!(ansi_index(buffer[(0, 0)].fg).is_some());
        }
    }
}
