//! A chart of the KL estimate against n as SVG: the estimate with its interval as a band, and the bound.

use std::fmt::Write;

use crate::report::number;

/// One n; all values in the unit shown.
pub(in crate::report) struct Point {
    pub(in crate::report) n: u64,
    pub(in crate::report) kl: Option<f64>,
    pub(in crate::report) interval: Option<(f64, f64)>,
    pub(in crate::report) bound: f64,
}

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 460.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 740.0;
const TOP: f64 = 84.0;
const BOTTOM: f64 = 410.0;

/// The most marks on an axis.
const MARKS: usize = 10;

/// Styles follow the light or dark scheme of the reader; dashes, not only colour, mark the bound.
const STYLE: &str = "\
text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-size:16px;font-weight:600}.small{fill:#59636e;font-size:12px}\
.axis{stroke:#818b98;fill:none}.grid{stroke:#d1d9e0}.band{fill:#0969da;opacity:.2}\
.kl{stroke:#0969da;fill:none;stroke-width:2}.dot{fill:#0969da}.bound{stroke:#bc4c00;fill:none;stroke-width:1.5;\
stroke-dasharray:6 4}.paper{fill:#fff}\
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.small{fill:#9198a1}.axis{stroke:#656c76}.grid{stroke:#3d444d}\
.kl{stroke:#4493f8}.dot,.band{fill:#4493f8}.bound{stroke:#f0883e}.paper{fill:#0d1117}}";

/// The chart as a document of its own.
pub(in crate::report) fn svg(title: &str, subtitle: &str, unit: &str, points: &[Point]) -> String {
    let last = points.last().map_or(1, |point| point.n).max(2);
    let tops = points
        .iter()
        .flat_map(|point| [point.bound, point.kl.unwrap_or(0.0), point.interval.map_or(0.0, |ends| ends.1)]);
    let step = round_step(tops.fold(0.0, f64::max) / 5.0);
    let most = step
        * (points.iter().map(|point| point.bound.max(point.kl.unwrap_or(0.0))).fold(0.0, f64::max) / step)
            .ceil()
            .max(1.0);
    let x = |n: u64| LEFT + (RIGHT - LEFT) * (n as f64).ln() / (last as f64).ln();
    let y = |value: f64| BOTTOM - (BOTTOM - TOP) * value / most;
    let mut svg = String::new();
    let mut put = |line: std::fmt::Arguments<'_>| {
        // Writing to a string does not fail.
        _ = writeln!(svg, "{line}");
    };
    put(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\">\n<title>{0}: KL estimate against n</title>\n<style>{STYLE}</style>\n<rect class=\"paper\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\n<text class=\"title\" x=\"{LEFT}\" y=\"26\">{0}</text>\n<text class=\"small\" x=\"{LEFT}\" y=\"46\">{1}</text>",
        escaped(title),
        escaped(subtitle)
    ));
    put(format_args!(
        "<path class=\"kl\" d=\"M{LEFT} 64h24\"/><text x=\"{}\" y=\"68\">KL estimate and 95 % interval</text><path class=\"bound\" d=\"M{} 64h24\"/><text x=\"{}\" y=\"68\">bound ln n - (n-1)/n</text>",
        LEFT + 30.0,
        LEFT + 240.0,
        LEFT + 270.0
    ));
    for mark in 0..=(most / step).round() as usize {
        let value = mark as f64 * step;
        let at = y(value);
        put(format_args!(
            "<path class=\"grid\" d=\"M{LEFT} {at:.1}H{RIGHT}\"/><text class=\"small\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 8.0,
            at + 4.0,
            number::significant(value, 4)
        ));
    }
    for &n in &marks(last) {
        let at = x(n);
        put(format_args!(
            "<path class=\"axis\" d=\"M{at:.1} {BOTTOM}v5\"/><text class=\"small\" x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{n}</text>",
            BOTTOM + 20.0
        ));
    }
    put(format_args!("<path class=\"axis\" d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>"));
    put(format_args!(
        "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">n</text><text x=\"16\" y=\"{:.1}\" transform=\"rotate(-90 16 {:.1})\" text-anchor=\"middle\">{unit}</text>",
        (LEFT + RIGHT) / 2.0,
        HEIGHT - 12.0,
        (TOP + BOTTOM) / 2.0,
        (TOP + BOTTOM) / 2.0
    ));
    let banded: Vec<(u64, (f64, f64))> =
        points.iter().filter_map(|point| Some((point.n, point.interval?))).collect();
    let upper = banded.iter().map(|&(n, (_, high))| (x(n), y(high)));
    let lower = banded.iter().rev().map(|&(n, (low, _))| (x(n), y(low)));
    put(format_args!("<path class=\"band\" d=\"{}Z\"/>", path(upper.chain(lower))));
    let known = || points.iter().filter_map(|point| Some((point, point.kl?)));
    put(format_args!(
        "<path class=\"bound\" d=\"{}\"/>",
        path(points.iter().map(|point| (x(point.n), y(point.bound))))
    ));
    put(format_args!("<path class=\"kl\" d=\"{}\"/>", path(known().map(|(point, kl)| (x(point.n), y(kl))))));
    for (point, kl) in known() {
        let value = number::significant(kl, number::DIGITS);
        put(format_args!(
            "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\"><title>n = {}: {value} {unit}</title></circle>",
            x(point.n),
            y(kl),
            point.n
        ));
    }
    put(format_args!("</svg>"));
    svg
}

/// Powers of two up to `last`, at most [`MARKS`].
fn marks(last: u64) -> Vec<u64> {
    let powers: Vec<u64> = (0..63).map(|k| 1 << k).take_while(|&n| n <= last).collect();
    let stride = powers.len().div_ceil(MARKS).max(1);
    powers.into_iter().step_by(stride).collect()
}

/// 1, 2 or 5 times a power of ten, at least `least`.
fn round_step(least: f64) -> f64 {
    if least <= 0.0 {
        return 1.0;
    }
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|&step| step >= least)
        .unwrap_or(10.0 * power)
}

fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.enumerate() {
        _ = write!(path, "{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' });
    }
    if path.is_empty() { "M0 0".to_owned() } else { path }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
