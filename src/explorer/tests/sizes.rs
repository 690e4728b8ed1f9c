//! Every screen at every size: nothing panics, and nothing that acts on a terminal is drawn.

use super::*;

const WIDTHS: [u16; 14] = [1, 2, 7, 25, 39, 40, 57, 79, 80, 81, 119, 121, 200, 500];
const HEIGHTS: [u16; 11] = [1, 2, 5, 11, 12, 13, 23, 24, 40, 61, 200];

/// What leads to a screen from the first one.
const SCREENS: &str = "v|v v|v v v|v v v v|v v v v v|v v v v v v|tab|tab tab tab z|B|?|? / g a p|:|: 2 ^|p|n 7|e|e 1 / 3|\
                       f|i|E|c|Y|Q|m|m enter|m enter M|w|w enter|w enter space|/|s|W|space|1 e 9 enter|G|t|x";

/// Labels, a name and a title of every kind of character that has no room of its own, takes two cells or runs the
/// other way.
fn hostile() -> Opening {
    let labels = [
        "\u{202e}drawkcab\u{202c}",
        "\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}",
        "e\u{301}\u{327}\u{20dd} combining",
        "断る断る断る断る断る断る断る",
        "👨‍👩‍👧👨‍👩‍👧 family",
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} and \u{645}\u{631}\u{62d}\u{628}\u{627}",
        "\x1b[31m\u{9b}2J\x07",
    ];
    let base = Base::from_weights(&[0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1]).unwrap();
    let labels = Labels::Listed(labels.map(str::to_owned).to_vec());
    let base = NamedBase::new("\u{202e}name\x1b]0;".to_owned(), base, labels, Vec::new());
    Opening {
        subject: Subject::new(Arc::new(base), Some("title \u{2067}断\u{200f}".to_owned())),
        ..uniform_10()
    }
}

#[test]
fn every_screen_at_every_size() {
    for keys in SCREENS.split('|') {
        let mut bench = Bench::new(hostile(), 80, 24);
        bench.press(keys);
        for (width, height) in WIDTHS.iter().flat_map(|width| HEIGHTS.map(|height| (*width, height))) {
            for ascii in [false, true] {
                bench.screen = Screen { width, height, ascii, ..bench.screen };
                let text = bench.text();
                let acts = |c: char| c != '\n' && (c.is_control() || BIDIRECTIONAL.contains(&c));
                assert!(!text.chars().any(acts), "{keys} at {width}x{height}\n{text:?}");
                assert!(!ascii || text.is_ascii(), "{keys} at {width}x{height}\n{text}");
            }
        }
    }
}

const BIDIRECTIONAL: [char; 12] = [
    '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

#[test]
fn sizes_come_and_go_under_every_screen() {
    for keys in SCREENS.split('|') {
        for (width, height) in [(1, 1), (500, 200), (40, 12), (12, 40), (80, 24)] {
            let mut bench = Bench::new(uniform_10(), 80, 24);
            bench.press(keys);
            (bench.screen.width, bench.screen.height) = (width, height);
            bench.draw();
            bench.press("down pagedown up right");
        }
    }
}
