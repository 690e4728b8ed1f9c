//! Every screen at every size: nothing panics, and nothing that acts on a terminal is drawn.

use std::io::Write;

use crate::explorer::tests::samples::SamplesBench;
use crate::explorer::tests::*;

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

/// The same of the explorer of a sample log.
const POOL_SCREENS: &str = "v|v v|v v v|v v v v|v v v v y|tab|tab tab tab z|b|?|? / k l|:|: s o|enter|enter enter|enter b|\
                            n 7|E|!|s|r|down down|end|1 e 9 enter|f2 z|f3 z|f4 z|f5 z";

/// A log with a prompt, texts and columns of such characters.
fn hostile_log() -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    let texts = [
        "断る断る",
        "e\u{301}\u{20dd}",
        "\u{202e}drawkcab",
        "👨‍👩‍👧",
        "\\u001b[31m\\u009b2J",
        "\u{5e9}\u{5dc}",
        "",
    ];
    for prompt in ["\u{2067}prompt\u{200f} 断", "\\u001b]0;owned\\u0007"] {
        for (i, text) in texts.iter().cycle().take(20).enumerate() {
            let (logprob, reward) = (-(i as f64) - 1.0, (i % 7) as f64);
            let row = format!(
                r#"{{"prompt": "{prompt}", "text": "{text}", "logprob": {logprob}, "reward": {reward}}}"#
            );
            writeln!(file, "{row}").unwrap();
        }
    }
    file
}

/// Looks at a screen at every size, with and without characters beyond ASCII.
fn at_every_size(keys: &str, mut shown: impl FnMut(u16, u16, bool) -> String) {
    for (width, height) in WIDTHS.iter().flat_map(|width| HEIGHTS.map(|height| (*width, height))) {
        for ascii in [false, true] {
            let text = shown(width, height, ascii);
            let acts = |c: char| c != '\n' && (c.is_control() || BIDIRECTIONAL.contains(&c));
            assert!(!text.chars().any(acts), "{keys} at {width}x{height}\n{text:?}");
            assert!(!ascii || text.is_ascii(), "{keys} at {width}x{height}\n{text}");
        }
    }
}

#[test]
fn every_screen_at_every_size() {
    for keys in SCREENS.split('|') {
        let mut bench = Bench::new(hostile(), 80, 24);
        bench.press(keys);
        at_every_size(keys, |width, height, ascii| {
            bench.screen = Screen { width, height, ascii, ..bench.screen };
            bench.text()
        });
    }
}

#[test]
fn every_screen_of_a_log_at_every_size() {
    let log = hostile_log();
    for keys in POOL_SCREENS.split('|') {
        let mut bench = SamplesBench::of(log.path().to_str().unwrap(), 80, 24);
        bench.press(keys);
        at_every_size(keys, |width, height, ascii| {
            bench.resize(width, height, ascii);
            bench.text()
        });
        for (width, height) in [(1, 1), (500, 200), (40, 12), (12, 40), (80, 24)] {
            bench.resize(width, height, false);
            bench.press("down pagedown up right");
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
