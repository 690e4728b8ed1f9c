//! Characters that are drawings (boxes, blocks, Braille, symbols) as paths, so that they join from cell to cell with
//! any font.

use std::fmt::Write;

/// The size of a cell.
pub(crate) const WIDTH: f64 = 9.0;
pub(crate) const HEIGHT: f64 = 19.0;

/// How a path is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Paint {
    /// Filled, with this opacity.
    Fill(f64),
    /// Stroked with this width, and round or flat ends.
    Stroke(f64, bool),
}

const LIGHT: f64 = 1.2;
const HEAVY: f64 = 2.6;
const DOT: f64 = 2.7;

/// Draws a character in the cell whose upper left corner is (x, y): hands on every path and its paint. Gives whether
/// the character is known.
pub(crate) fn draw(symbol: char, (x, y): (f64, f64), mut hand_on: impl FnMut(Paint, String)) -> bool {
    let (cx, cy) = (x + WIDTH / 2.0, y + HEIGHT / 2.0);
    match symbol {
        '\u{2801}'..='\u{28ff}' => hand_on(Paint::Stroke(DOT, true), braille(symbol as u32 - 0x2800, (x, y))),
        '\u{2580}'..='\u{259f}' => blocks(symbol, (x, y), &mut hand_on),
        '●' => hand_on(Paint::Stroke(7.2, true), format!("M{} {}h0", tidy(cx), tidy(cy))),
        '○' => hand_on(Paint::Stroke(1.3, false), circle(cx, cy, 3.0)),
        '◉' => {
            hand_on(Paint::Stroke(1.2, false), circle(cx, cy, 4.0));
            hand_on(Paint::Stroke(4.0, true), format!("M{} {}h0", tidy(cx), tidy(cy)));
        }
        '◆' => {
            hand_on(Paint::Fill(1.0), polygon(cx, cy, &[(-4.2, 0.0), (0.0, -4.8), (4.2, 0.0), (0.0, 4.8)]))
        }
        '◇' => {
            hand_on(
                Paint::Stroke(1.2, false),
                polygon(cx, cy, &[(-3.6, 0.0), (0.0, -4.2), (3.6, 0.0), (0.0, 4.2)]),
            );
        }
        '▲' => hand_on(Paint::Fill(1.0), polygon(cx, cy, &[(-4.2, 3.6), (0.0, -4.2), (4.2, 3.6)])),
        '△' => hand_on(Paint::Stroke(1.2, false), polygon(cx, cy, &[(-3.6, 3.2), (0.0, -3.6), (3.6, 3.2)])),
        '■' => {
            hand_on(Paint::Fill(1.0), polygon(cx, cy, &[(-3.6, -3.6), (3.6, -3.6), (3.6, 3.6), (-3.6, 3.6)]))
        }
        '□' => {
            hand_on(
                Paint::Stroke(1.2, false),
                polygon(cx, cy, &[(-3.2, -3.2), (3.2, -3.2), (3.2, 3.2), (-3.2, 3.2)]),
            );
        }
        _ => return lines(symbol, (x, y), &mut hand_on),
    }
    true
}

/// A coordinate without invisible digits.
pub(crate) fn tidy(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn braille(dots: u32, (x, y): (f64, f64)) -> String {
    // Bits 0 to 2 and 6 go down the left column, 3 to 5 and 7 down the right one.
    const PLACES: [(u8, u8); 8] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
    let mut path = String::new();
    for (bit, (column, row)) in PLACES.into_iter().enumerate() {
        if dots >> bit & 1 == 1 {
            let at = |place: u8, length: f64, count: f64| (f64::from(place) + 0.5) * length / count;
            // Writing to a string cannot fail.
            let _ =
                write!(path, "M{} {}h0", tidy(x + at(column, WIDTH, 2.0)), tidy(y + at(row, HEIGHT, 4.0)));
        }
    }
    path
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> String {
    let [x, y, width, height] = [x, y, width, height].map(tidy);
    format!("M{x} {y}h{width}v{height}h-{width}z")
}

fn circle(cx: f64, cy: f64, r: f64) -> String {
    let (left, top, across) = (tidy(cx - r), tidy(cy), 2.0 * r);
    format!("M{left} {top}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z")
}

fn polygon(cx: f64, cy: f64, corners: &[(f64, f64)]) -> String {
    let corners = corners.iter().map(|(x, y)| format!("{} {}", tidy(cx + x), tidy(cy + y)));
    format!("M{}z", corners.collect::<Vec<_>>().join("L"))
}

fn blocks(symbol: char, (x, y): (f64, f64), hand_on: &mut impl FnMut(Paint, String)) {
    let part = |left: f64, top: f64, width: f64, height: f64| {
        rectangle(x + left * WIDTH, y + top * HEIGHT, width * WIDTH, height * HEIGHT)
    };
    let code = symbol as u32;
    let eighths = |count: u32| f64::from(count) / 8.0;
    let (opacity, path) = match symbol {
        '▀' => (1.0, part(0.0, 0.0, 1.0, 0.5)),
        '▁'..='█' => (1.0, part(0.0, 1.0 - eighths(code - 0x2580), 1.0, eighths(code - 0x2580))),
        '▉'..='▏' => (1.0, part(0.0, 0.0, eighths(0x2590 - code), 1.0)),
        '▐' => (1.0, part(0.5, 0.0, 0.5, 1.0)),
        '░' => (0.2, part(0.0, 0.0, 1.0, 1.0)),
        '▒' => (0.45, part(0.0, 0.0, 1.0, 1.0)),
        '▓' => (0.7, part(0.0, 0.0, 1.0, 1.0)),
        '▔' => (1.0, part(0.0, 0.0, 1.0, 0.125)),
        '▕' => (1.0, part(0.875, 0.0, 0.125, 1.0)),
        // Quadrants: upper left 1, upper right 2, lower left 4, lower right 8.
        _ => {
            const QUADRANTS: [u8; 10] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];
            let set = QUADRANTS.get(code.saturating_sub(0x2596) as usize).copied().unwrap_or(0);
            let corners = [(1, 0.0, 0.0), (2, 0.5, 0.0), (4, 0.0, 0.5), (8, 0.5, 0.5)];
            let corners = corners.into_iter().filter(|(bit, ..)| set & bit != 0);
            (1.0, corners.map(|(_, left, top)| part(left, top, 0.5, 0.5)).collect())
        }
    };
    hand_on(Paint::Fill(opacity), path);
}

/// The arms of the box-drawing characters, as left, up, right, down: 1 light, 2 heavy, 3 double.
const ARMS: &[(&str, [[u8; 4]; 11])] = &[
    (
        "─│┌┐└┘├┤┬┴┼",
        [
            [1, 0, 1, 0],
            [0, 1, 0, 1],
            [0, 0, 1, 1],
            [1, 0, 0, 1],
            [0, 1, 1, 0],
            [1, 1, 0, 0],
            [0, 1, 1, 1],
            [1, 1, 0, 1],
            [1, 0, 1, 1],
            [1, 1, 1, 0],
            [1, 1, 1, 1],
        ],
    ),
    (
        "━┃┏┓┗┛┣┫┳┻╋",
        [
            [2, 0, 2, 0],
            [0, 2, 0, 2],
            [0, 0, 2, 2],
            [2, 0, 0, 2],
            [0, 2, 2, 0],
            [2, 2, 0, 0],
            [0, 2, 2, 2],
            [2, 2, 0, 2],
            [2, 0, 2, 2],
            [2, 2, 2, 0],
            [2, 2, 2, 2],
        ],
    ),
    (
        "═║╔╗╚╝╠╣╦╩╬",
        [
            [3, 0, 3, 0],
            [0, 3, 0, 3],
            [0, 0, 3, 3],
            [3, 0, 0, 3],
            [0, 3, 3, 0],
            [3, 3, 0, 0],
            [0, 3, 3, 3],
            [3, 3, 0, 3],
            [3, 0, 3, 3],
            [3, 3, 3, 0],
            [3, 3, 3, 3],
        ],
    ),
    (
        "┝┥┿╂┯┷┠┨╴╶╸",
        [
            [0, 1, 2, 1],
            [2, 1, 0, 1],
            [2, 1, 2, 1],
            [1, 2, 1, 2],
            [2, 0, 2, 1],
            [2, 1, 2, 0],
            [0, 2, 1, 2],
            [1, 2, 0, 2],
            [1, 0, 0, 0],
            [0, 0, 1, 0],
            [2, 0, 0, 0],
        ],
    ),
];

fn lines(symbol: char, (x, y): (f64, f64), hand_on: &mut impl FnMut(Paint, String)) -> bool {
    let (cx, cy) = (tidy(x + WIDTH / 2.0), tidy(y + HEIGHT / 2.0));
    let (right, bottom) = (tidy(x + WIDTH), tidy(y + HEIGHT));
    let r = tidy(WIDTH / 2.0);
    let light = Paint::Stroke(LIGHT, false);
    let strokes = |count: u32, heavy: bool, upright: bool| {
        let length = if upright { HEIGHT } else { WIDTH } / f64::from(count);
        let pieces = (0..count).map(|index| {
            let start = (f64::from(index) + 0.2) * length;
            let (start_x, start_y) = if upright { (cx, y + start) } else { (x + start, cy) };
            let axis = if upright { 'v' } else { 'h' };
            format!("M{} {}{axis}{}", tidy(start_x), tidy(start_y), tidy(0.6 * length))
        });
        (Paint::Stroke(if heavy { HEAVY } else { LIGHT }, false), pieces.collect::<String>())
    };
    let dashed = match symbol {
        '╌' => Some(strokes(2, false, false)),
        '╍' => Some(strokes(2, true, false)),
        '┄' => Some(strokes(3, false, false)),
        '┅' => Some(strokes(3, true, false)),
        '┈' => Some(strokes(4, false, false)),
        '┉' => Some(strokes(4, true, false)),
        '╎' => Some(strokes(2, false, true)),
        '┆' => Some(strokes(3, false, true)),
        '┊' => Some(strokes(4, false, true)),
        '╭' => Some((light, format!("M{cx} {bottom}V{}Q{cx} {cy} {right} {cy}", tidy(cy + r)))),
        '╮' => Some((light, format!("M{cx} {bottom}V{}Q{cx} {cy} {x} {cy}", tidy(cy + r)))),
        '╰' => Some((light, format!("M{cx} {y}V{}Q{cx} {cy} {right} {cy}", tidy(cy - r)))),
        '╯' => Some((light, format!("M{cx} {y}V{}Q{cx} {cy} {x} {cy}", tidy(cy - r)))),
        _ => None,
    };
    if let Some((paint, path)) = dashed {
        hand_on(paint, path);
        return true;
    }
    let arms = ARMS.iter().find_map(|(symbols, arms)| {
        symbols.chars().position(|known| known == symbol).and_then(|index| arms.get(index))
    });
    let Some(&[left, up, to_right, down]) = arms else { return false };
    // Opposite arms of the same weight are one stroke, so that no seam shows in the middle.
    for (first, second, from, to, upright) in [(left, to_right, x, right, false), (up, down, y, bottom, true)]
    {
        let middle = if upright { cy } else { cx };
        let ends = |weight: u8| match (first == weight, second == weight) {
            (true, true) => Some((from, to)),
            (true, false) => Some((from, middle)),
            (false, true) => Some((middle, to)),
            (false, false) => None,
        };
        for weight in 1..=3_u8 {
            let Some((start, end)) = ends(weight) else { continue };
            let sides: &[f64] = if weight == 3 { &[-1.5, 1.5] } else { &[0.0] };
            for side in sides {
                let path = if upright {
                    format!("M{} {}V{}", tidy(cx + side), tidy(start), tidy(end))
                } else {
                    format!("M{} {}H{}", tidy(start), tidy(cy + side), tidy(end))
                };
                hand_on(Paint::Stroke(if weight == 2 { HEAVY } else { LIGHT }, false), path);
            }
        }
    }
    true
}
