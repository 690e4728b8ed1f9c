//! A screen as a picture: a window with a title, text as text, everything else as paths.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier, Style};

use crate::tui::sgr;
use crate::tui::snapshot::glyph::{self, HEIGHT, Paint, WIDTH, tidy};
use crate::tui::snapshot::visible;
use crate::tui::theme::{self, Theme};

/// The backgrounds of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Light text on a dark background.
    Dark,
    /// Dark text on a light background.
    Light,
}

/// The colours for a background: plain text, plain background, and the sixteen.
struct Colours {
    text: [u8; 3],
    ground: [u8; 3],
    sixteen: [[u8; 3]; 16],
}

const fn rgb(hex: u32) -> [u8; 3] {
    let [_, r, g, b] = hex.to_be_bytes();
    [r, g, b]
}

const DARK: Colours = Colours {
    text: rgb(0xd5dbe5),
    ground: rgb(0x161a21),
    sixteen: [
        rgb(0x0d1014),
        rgb(0xff8272),
        rgb(0x7fd88f),
        rgb(0xe8c26a),
        rgb(0x6cb6ff),
        rgb(0xd2a0ff),
        rgb(0x5fd3d8),
        rgb(0xc5ccd8),
        rgb(0x7a8596),
        rgb(0xffa198),
        rgb(0xa3e8ae),
        rgb(0xf5d78e),
        rgb(0x9accff),
        rgb(0xe2c1ff),
        rgb(0x93e6ea),
        rgb(0xffffff),
    ],
};

const LIGHT: Colours = Colours {
    text: rgb(0x20262f),
    ground: rgb(0xfdfdfc),
    sixteen: [
        rgb(0x20262f),
        rgb(0xc2381b),
        rgb(0x1f7f3b),
        rgb(0x8f6400),
        rgb(0x0b63c4),
        rgb(0x8438b5),
        rgb(0x0b7285),
        rgb(0x6b7280),
        rgb(0x8a919c),
        rgb(0xdd5a3f),
        rgb(0x2f9e50),
        rgb(0xad7b00),
        rgb(0x2f80e0),
        rgb(0xa04fd3),
        rgb(0x1590a6),
        rgb(0xffffff),
    ],
};

impl Ground {
    /// The background that suits a theme.
    pub fn of(theme: Theme) -> Ground {
        if theme.name() == "light" { Ground::Light } else { Ground::Dark }
    }

    /// The colours of text in a style and of its background, as `#rrggbb`.
    pub(crate) fn paint(self, style: Style) -> (String, String) {
        let mut cell = Cell::default();
        cell.set_style(style);
        let (text, behind) = self.colours().cell(&cell);
        (hex(text), hex(behind.unwrap_or(self.colours().ground)))
    }

    fn colours(self) -> &'static Colours {
        match self {
            Ground::Dark => &DARK,
            Ground::Light => &LIGHT,
        }
    }
}

impl Colours {
    fn of(&self, colour: Color, plain: [u8; 3]) -> [u8; 3] {
        let named = theme::ansi_index(colour).and_then(|index| self.sixteen.get(usize::from(index)));
        match (named, colour) {
            (Some(named), _) => *named,
            (None, Color::Rgb(r, g, b)) => [r, g, b],
            (None, Color::Indexed(index)) => theme::indexed_rgb(index),
            _ => plain,
        }
    }

    /// Foreground and, unless it is the plain one, background of a cell.
    fn cell(&self, cell: &Cell) -> ([u8; 3], Option<[u8; 3]>) {
        let mut text = self.of(cell.fg, self.text);
        let mut ground = (cell.bg != Color::Reset).then(|| self.of(cell.bg, self.ground));
        if cell.modifier.contains(Modifier::REVERSED) {
            (text, ground) = (ground.unwrap_or(self.ground), Some(text));
        }
        if cell.modifier.contains(Modifier::DIM) {
            text = blend(text, ground.unwrap_or(self.ground), 0.45);
        }
        (text, ground)
    }
}

/// A colour at `share` of the way from one colour to another.
fn blend(from: [u8; 3], to: [u8; 3], share: f64) -> [u8; 3] {
    [0, 1, 2].map(|part: usize| {
        (f64::from(from[part]) + share * (f64::from(to[part]) - f64::from(from[part]))).round() as u8
    })
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The space around the screen and the height of the title bar.
const MARGIN: f64 = 14.0;
const BAR: f64 = 34.0;
/// From the upper edge of a cell to the baseline of its letters.
const BASELINE: f64 = 14.0;
pub(crate) const FONTS: &str = "ui-monospace,'SF Mono','JetBrains Mono',Menlo,'DejaVu Sans Mono','Cascadia Mono',Consolas,\
                     'Liberation Mono',monospace";

/// Neighbouring cells of one style, written as one text.
struct Run {
    column: usize,
    width: usize,
    text: String,
    colour: [u8; 3],
    modifier: Modifier,
}

/// The paths of one colour and paint.
struct Layer {
    colour: [u8; 3],
    paint: Paint,
    path: String,
}

/// The buffer as an SVG picture in a window frame with `title`. Boxes, blocks and Braille are paths, so that it looks
/// the same with any fixed-width font.
pub fn svg(buffer: &Buffer, ground: Ground, title: &str) -> String {
    let colours = ground.colours();
    let (columns, rows) = (f64::from(buffer.area.width), f64::from(buffer.area.height));
    let (width, height) = (columns * WIDTH + 2.0 * MARGIN, rows * HEIGHT + BAR + MARGIN);
    // A theme with its own background fills the whole window.
    let corner = buffer.content.first().and_then(|cell| colours.cell(cell).1).filter(|_| {
        let first = buffer.content.first().map(|cell| cell.bg);
        buffer.content.iter().filter(|cell| Some(cell.bg) == first).count() > buffer.content.len() / 2
    });
    let body = corner.unwrap_or(colours.ground);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" font-family=\"{FONTS}\" font-size=\"15\" role=\"img\">\n<title>{}</title>\n",
        escape(title)
    );
    frame(&mut out, (width, height), body, colours, title);

    let mut grounds = String::new();
    let mut layers: Vec<Layer> = Vec::new();
    let mut texts = String::new();
    for (row, cells) in buffer.content.chunks(usize::from(buffer.area.width).max(1)).enumerate() {
        let y = BAR + row as f64 * HEIGHT;
        let mut run: Option<Run> = None;
        let mut fill: Option<(usize, usize, [u8; 3])> = None;
        for (column, cell) in visible(cells) {
            let x = MARGIN + column as f64 * WIDTH;
            let taken = usize::from(cell.cell_width().max(1));
            let (colour, behind) = colours.cell(cell);
            let behind = behind.filter(|behind| *behind != body);
            match (&mut fill, behind) {
                (Some((_, end, same)), Some(behind)) if *end == column && *same == behind => *end += taken,
                _ => {
                    flush_fill(&mut grounds, fill.take(), y);
                    fill = behind.map(|behind| (column, column + taken, behind));
                }
            }
            let modifier = cell.modifier
                & (Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::CROSSED_OUT);
            let symbol = if cell.modifier.contains(Modifier::HIDDEN) { " " } else { sgr::symbol(cell) };
            let first = symbol.chars().next().unwrap_or(' ');
            for (mark, down) in
                [(Modifier::UNDERLINED, BASELINE + 2.5), (Modifier::CROSSED_OUT, HEIGHT / 2.0)]
            {
                if modifier.contains(mark) {
                    let line = format!("M{x} {}h{}", tidy(y + down), taken as f64 * WIDTH);
                    lay(&mut layers, colour, Paint::Stroke(1.0, false), &line);
                }
            }
            if !first.is_ascii()
                && glyph::draw(first, (x, y), |paint, path| lay(&mut layers, colour, paint, &path))
            {
                flush(&mut texts, run.take(), y);
                continue;
            }
            match &mut run {
                Some(run) if first.is_ascii() && run.colour == colour && run.modifier == modifier => {
                    run.text.push_str(symbol);
                    run.width += taken;
                }
                _ => {
                    flush(&mut texts, run.take(), y);
                    run = Some(Run { column, width: taken, text: symbol.to_owned(), colour, modifier });
                }
            }
            // Other characters may come from another font with other widths, so each is placed separately.
            if !first.is_ascii() || run.as_ref().is_some_and(|run| run.text.ends_with("  ")) {
                flush(&mut texts, run.take(), y);
            }
        }
        flush(&mut texts, run, y);
        flush_fill(&mut grounds, fill, y);
    }
    out.push_str(&grounds);
    for Layer { colour, paint, path } in layers {
        let colour = hex(colour);
        let _ = match paint {
            Paint::Fill(opacity) => {
                writeln!(out, "<path fill=\"{colour}\" fill-opacity=\"{opacity}\" d=\"{path}\"/>")
            }
            Paint::Stroke(width, round) => {
                let cap = if round { "round" } else { "butt" };
                writeln!(
                    out,
                    "<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linecap=\"{cap}\" d=\"{path}\"/>"
                )
            }
        };
    }
    out.push_str(&texts);
    out.push_str("</svg>\n");
    out
}

/// The window: its body, its border, three buttons and the title.
fn frame(out: &mut String, (width, height): (f64, f64), body: [u8; 3], colours: &Colours, title: &str) {
    let quiet = |share: f64| hex(blend(body, colours.text, share));
    let _ = writeln!(
        out,
        "<rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"9.5\" fill=\"{}\" stroke=\"{}\"/>",
        width - 1.0,
        height - 1.0,
        hex(body),
        quiet(0.22)
    );
    for (index, colour) in ["#ff5f57", "#febc2e", "#28c840"].into_iter().enumerate() {
        let _ = writeln!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"5.5\" fill=\"{colour}\"/>",
            20.0 + 18.0 * index as f64,
            BAR / 2.0
        );
    }
    let room = ((width - 180.0) / 7.8).max(0.0) as usize;
    let shown: String = if title.chars().count() > room {
        title.chars().take(room.saturating_sub(1)).chain(['…']).collect()
    } else {
        title.to_owned()
    };
    if room > 4 {
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"13\" fill=\"{}\">{}</text>",
            width / 2.0,
            BAR / 2.0 + 4.5,
            quiet(0.6),
            escape(&shown)
        );
    }
}

fn lay(layers: &mut Vec<Layer>, colour: [u8; 3], paint: Paint, path: &str) {
    match layers.iter_mut().find(|layer| layer.colour == colour && layer.paint == paint) {
        Some(layer) => layer.path.push_str(path),
        None => layers.push(Layer { colour, paint, path: path.to_owned() }),
    }
}

fn flush_fill(out: &mut String, fill: Option<(usize, usize, [u8; 3])>, y: f64) {
    if let Some((start, end, colour)) = fill {
        let (x, width) = (MARGIN + start as f64 * WIDTH, (end - start) as f64 * WIDTH);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{}\" shape-rendering=\"crispEdges\"/>",
            hex(colour)
        );
    }
}

fn flush(out: &mut String, run: Option<Run>, y: f64) {
    let Some(Run { column, width, text, colour, modifier }) = run else { return };
    let lead = text.len() - text.trim_start_matches(' ').len();
    let shown = text.trim_matches(' ');
    if shown.is_empty() {
        return;
    }
    let cells = width - lead - (text.len() - lead - shown.len());
    let x = MARGIN + (column + lead) as f64 * WIDTH;
    let mut style = String::new();
    for (has, attribute) in
        [(Modifier::BOLD, " font-weight=\"bold\""), (Modifier::ITALIC, " font-style=\"italic\"")]
    {
        if modifier.contains(has) {
            style.push_str(attribute);
        }
    }
    let place = if shown.is_ascii() {
        let length = cells as f64 * WIDTH;
        format!("x=\"{x}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"")
    } else {
        format!("x=\"{}\" text-anchor=\"middle\"", x + cells as f64 * WIDTH / 2.0)
    };
    let _ = writeln!(
        out,
        "<text {place} y=\"{}\" fill=\"{}\"{style}>{}</text>",
        y + BASELINE,
        hex(colour),
        escape(shown)
    );
}

/// The text for XML, with control characters replaced.
pub(crate) fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, character| {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            control if control.is_control() => out.push('\u{fffd}'),
            other => out.push(other),
        }
        out
    })
}
