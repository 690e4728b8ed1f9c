use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::bon::{Base, Draws, Evaluation, Policy};
use crate::tui::chart::{Chart, Line, Series};
use crate::tui::snapshot::plain;
use crate::tui::theme::{Depth, Role, Theme, degrade};

/// Exact KL, bound and estimator with its spread for ten equal outcomes, against n from 1 to 1e6.
fn kl(at: f64) -> Chart<'static> {
    let base = Base::from_weights(&[1.0; 10]).unwrap();
    let at_n = |n: f64| Policy::new(&base, Draws::new(n).unwrap()).evaluate();
    let sweep: Vec<_> =
        (0..=240).map(|step| 10_f64.powf(f64::from(step) / 40.0)).map(|n| (n, at_n(n))).collect();
    let theme = Theme::default();
    let here = at_n(at);
    let band: Vec<_> =
        sweep.iter().map(|(n, all)| (*n, all.estimator_q05 - 0.4, all.estimator_q95 + 0.4)).collect();
    let curve =
        |pick: fn(&Evaluation) -> f64| sweep.iter().map(|(n, all)| (*n, pick(all))).collect::<Vec<_>>();
    Chart::new(1.0, 1e6)
        .unit("nats")
        .series(Series::new("exact", curve(|all| all.kl), theme.style(Role::Exact)).value(here.kl))
        .series(
            Series::new("bound", curve(|all| all.bound), theme.style(Role::Bound))
                .line(Line::Dashed)
                .value(here.bound),
        )
        .series(
            Series::new("estimator", curve(|all| all.estimator), theme.style(Role::Estimator))
                .line(Line::Dotted),
        )
        .band("5-95 %", band, theme.style(Role::Band))
        .reference("ln 10", 10_f64.ln())
        .cursor(at)
}

fn screen(chart: &Chart<'_>, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    chart.render(buffer.area, &mut buffer, &Theme::default());
    buffer
}

#[test]
fn sizes() {
    let chart = kl(64.0);
    for (width, height) in [(100, 24), (60, 14), (42, 9), (24, 6), (10, 4), (6, 3)] {
        insta::assert_snapshot!(format!("kl_{width}x{height}"), plain(&screen(&chart, width, height)));
    }
}

#[test]
fn a_curve_keeps_its_style_over_all_else() {
    let theme = Theme::default();
    for role in [Role::Exact, Role::Bound] {
        let (points, style) = ([(1.0, 1.0), (10.0, 1.0)], theme.style(role));
        let chart = Chart::new(1.0, 10.0)
            .y_range(0.0, 2.0)
            .reference("", 1.0)
            .band("", &[(1.0, 0.0, 2.0), (10.0, 0.0, 2.0)][..], theme.style(Role::Band))
            .cursor(3.0)
            .series(Series::new("", &points[..], style));
        let buffer = screen(&chart, 20, 3);
        let curve =
            |symbol: &str| symbol == "●" || symbol.starts_with(|c| ('\u{2801}'..='\u{28ff}').contains(&c));
        let cells: Vec<_> = buffer.content.iter().filter(|cell| curve(cell.symbol())).collect();
        assert_eq!(cells.len(), 20);
        for cell in cells {
            let bold = if cell.symbol() == "●" { Modifier::BOLD } else { Modifier::empty() };
            assert_eq!((cell.fg, cell.modifier), (style.fg.unwrap_or_default(), style.add_modifier | bold));
        }
    }
}

#[test]
fn ascii() {
    let mut buffer = screen(&kl(64.0), 60, 14);
    degrade(&mut buffer, Depth::Mono, true);
    let text = plain(&buffer);
    assert!(text.is_ascii());
    insta::assert_snapshot!("kl_60x14_ascii", text);
}

#[test]
fn logarithmic_y() {
    let points: Vec<_> =
        (0..=90).map(|step| 10_f64.powf(f64::from(step) / 10.0)).map(|n| (n, 1e-8 * n * n)).collect();
    let chart = Chart::new(1.0, 1e9)
        .log_y()
        .y_range(1e-8, 1.0)
        .series(Series::new("gap", points, Style::new()))
        .cursor(1e3);
    insta::assert_snapshot!("log_y_60x12", plain(&screen(&chart, 60, 12)));
}

#[test]
fn a_trade_off() {
    let points: Vec<_> =
        (0..=100).map(|step| f64::from(step) / 20.0).map(|kl| (kl, 1.0 - 0.5 * (-kl).exp())).collect();
    let chart = Chart::new(0.0, 5.0)
        .linear_x()
        .x_label("KL")
        .series(Series::new("best possible", points, Style::new()))
        .mark(('◉', "you are here"), (2.0, 0.9), Style::new());
    insta::assert_snapshot!("trade_off_60x12", plain(&screen(&chart, 60, 12)));
}

#[test]
fn a_curve_breaks_where_it_is_not_finite() {
    let points = [(1.0, 1.0), (10.0, 1.0), (100.0, f64::NAN), (1e3, f64::INFINITY), (1e4, 1.0), (1e6, 1.0)];
    let chart = Chart::new(1.0, 1e6).y_range(0.0, 2.0).series(Series::new("c", &points[..], Style::new()));
    insta::assert_snapshot!("broken_36x6", plain(&screen(&chart, 36, 6)));
    assert_eq!(plain(&screen(&Chart::new(1.0, 1e6), 5, 2)).trim(), "");
}

#[test]
fn a_column_is_its_own_place() {
    let chart = kl(64.0);
    for (width, height) in [(100, 24), (43, 9), (12, 5), (3, 3)] {
        let area = Rect::new(7, 3, width, height);
        let plot = chart.plot(area);
        for column in plot.left()..plot.right() {
            let n = chart.x_at(area, column).unwrap();
            assert_eq!(chart.column_of(area, n), Some(column));
        }
        assert_eq!(chart.x_at(area, plot.left()), Some(1.0));
        assert!((chart.x_at(area, plot.right() - 1).unwrap() - 1e6).abs() < 1e-6);
        assert_eq!(chart.x_at(area, plot.right()), None);
        assert_eq!(chart.column_of(area, 2e6), None);
    }
}

proptest! {
    #[test]
    fn nothing_panics_and_nothing_leaves_the_area(
        (x, y, width, height) in (0..20_u16, 0..20_u16, 0..120_u16, 0..50_u16),
        points in proptest::collection::vec((any::<f64>(), any::<f64>()), 0..20),
        range: (f64, f64), cursor: f64, log: bool, linear: bool,
    ) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 40));
        let area = Rect::new(x, y, width, height);
        let mut chart = Chart::new(range.0, range.1).unit("nats").cursor(cursor).reference("limit", range.1).mark(('◉', "m"), (cursor, range.0), Style::new());
        let band: Vec<_> = points.iter().map(|(x, y)| (*x, *y, y + 1.0)).collect();
        for label in ["exact", "a very long label of a curve"] {
            chart = chart.series(Series::new(label, &points[..], Style::new()).line(Line::DashDot));
        }
        chart = chart.band("band", band, Style::new());
        if log { chart = chart.log_y(); }
        if linear { chart = chart.linear_x(); }
        chart.render(area, &mut buffer, &Theme::default());
        for row in 0..40 {
            for column in 0..80 {
                prop_assert!(area.contains((column, row).into()) || buffer[(column, row)].symbol() == " ");
            }
        }
    }
}

#[test]
fn a_huge_area() {
    for area in
        [Rect::new(0, 0, 500, 200), Rect::new(0, 0, 0, 0), Rect::new(0, 0, 1, 200), Rect::new(0, 0, 500, 1)]
    {
        let mut buffer = Buffer::empty(area);
        kl(7.0).render(area, &mut buffer, &Theme::default());
    }
}
