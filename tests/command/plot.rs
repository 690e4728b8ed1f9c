//! `bonscope plot`: one chart as a picture.

use std::fs;

use crate::{line, program, run};

/// The texts of a picture.
fn words(picture: &str) -> Vec<&str> {
    let texts = picture.split("<text ").skip(1);
    texts.filter_map(|text| text.split_once('>')?.1.split_once("</text>")).map(|(word, _)| word).collect()
}

#[test]
fn every_chart_has_its_curves_axes_and_numbers() {
    for (view, wanted) in [
        (
            "kl",
            ["uniform:10: KL against n, n = 64", "nats", "exact 2.2935", "● exact", "bound 3.1745", "1e6"],
        ),
        (
            "gap",
            ["uniform:10: gap against n, n = 64", "nats", "gap 0.88106", "● gap", "○ gap bound", "n = 64"],
        ),
        (
            "win-rate",
            ["uniform:10: win rate against n, n = 64", "share", "win rate 0.94988", "0.6", "n", "1e4"],
        ),
        (
            "trade-off",
            [
                "uniform:10: win rate against KL, n = 64",
                "KL, nats",
                "you are here",
                "1.0",
                "◇ rewind-and-repeat",
                "◉",
            ],
        ),
    ] {
        let picture = line(&format!("plot uniform:10 -n 64 --view {view} -o -")).quiet();
        assert!(picture.starts_with("<svg") && picture.ends_with("</svg>\n"));
        assert_eq!(picture.matches("<g").count(), picture.matches("</g>").count());
        assert!(!picture.contains("NaN") && !picture.contains("inf"), "{picture}");
        let words = words(&picture);
        for word in wanted {
            assert!(words.contains(&word), "{word:?} is not among {words:?} of {view}");
        }
    }
}

#[test]
fn policies_are_compared_for_one_prompt() {
    let why = line("plot three-prompts --policies best-of-n,reward-tilt -o -").refused(2);
    assert!(
        why.contains("not for the average over 3 prompts; name one, as in three-prompts#PROMPT"),
        "{why}"
    );
}

#[test]
fn a_plot_is_in_bits_on_request() {
    for (view, wanted) in [
        ("kl", ["bits", "exact 3.3088", "bound 4.5798"]),
        ("gap", ["bits", "gap 1.2711", "n"]),
        ("trade-off", ["KL, bits", "you are here", "1.0"]),
    ] {
        let picture = line(&format!("plot uniform:10 -n 64 --view {view} --bits -o -")).quiet();
        let words = words(&picture);
        for word in wanted {
            assert!(words.contains(&word), "{word:?} is not among {words:?} of {view}");
        }
        assert!(!picture.contains("nats"));
    }
    assert_eq!(
        line("plot uniform:10 --nats -o -").quiet(),
        line("plot uniform:10 -o -").quiet(),
        "nats are the default"
    );
}

#[test]
fn the_trade_off_has_the_policies_asked_for() {
    let policies = ["best possible", "reward tilt", "rewind-and-repeat", "soft best-of-n", "best-of-Poisson"];
    let drawn = |flags: &str| {
        let picture = line(&format!("plot staircase-3 -n 100 {flags} -o -")).quiet();
        let words: Vec<String> = words(&picture).into_iter().map(str::to_owned).collect();
        policies.map(|policy| words.iter().any(|word| word.contains(policy)))
    };
    assert_eq!(drawn("--view trade-off"), [true; 5]);
    assert_eq!(drawn("--policies best-of-n"), [false; 5]);
    assert_eq!(drawn("--policies best-possible,soft-best-of-n"), [true, false, false, true, false]);
    assert_eq!(
        drawn("--view trade-off --policies reward-tilt --policies best-of-poisson,rewind-and-repeat"),
        [false, true, true, false, true]
    );
    let picture = line("plot staircase-3 -n 100 --reward -o -").quiet();
    assert!(words(&picture).contains(&"staircase-3: expected reward against KL, n = 100"), "{picture}");
    let warm =
        |t: &str| line(&format!("plot staircase-3 --policies soft-best-of-n --soft-temperature {t} -o -"));
    assert_ne!(warm("0.1").quiet(), warm("10").quiet());
    assert_eq!(warm("0").refused(2), "error: --soft-temperature: found 0, but a temperature is above 0\n");
    assert_eq!(
        line("plot staircase-3 --view gap --reward -o -").refused(2),
        "error: --reward: this flag is for the trade-off, but --view gap asks for another chart; leave one of them out\n"
    );
    let refused = line("plot staircase-3 --policies tilt -o -").refused(2);
    assert!(refused.contains("--policies") && refused.contains("reward-tilt"), "{refused}");
}

#[test]
fn a_plot_has_the_size_and_the_ground_asked_for() {
    let light = line("plot 0.5,0.5 --view kl --theme light --size 640x400 -o -").quiet();
    assert!(light.contains("viewBox=\"0 0 640 400\" width=\"640\" height=\"400\""));
    assert_ne!(light, line("plot 0.5,0.5 --view kl --theme dark --size 640x400 -o -").quiet());
    // The limit of the exact KL is far above the curves of n up to 10: it is left out, all else is drawn.
    for base in ["1", "1,1e-300", "1e-300,1"] {
        for view in ["kl", "gap", "win-rate", "trade-off"] {
            let picture = line(&format!("plot {base} -n 1e15 --view {view} --size 200x200 -o -")).quiet();
            assert!(!picture.contains("NaN") && !picture.contains("inf\""), "{base} {view}");
        }
    }
}

#[test]
fn a_plot_is_a_file_written_whole() {
    let folder = tempfile::tempdir().unwrap();
    let plot = |arguments: &str| {
        let mut program = program();
        program.args(arguments.split(' ')).current_dir(folder.path());
        run(program)
    };
    assert_eq!(plot("plot uniform:10 -o a.svg").quiet(), "");
    let first = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert_eq!(plot("plot uniform:20 -o a.svg").quiet(), "");
    assert_ne!(fs::read_to_string(folder.path().join("a.svg")).unwrap(), first);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(
        plot("plot uniform:10 -o nowhere/a.svg")
            .refused(1)
            .starts_with("error: cannot write nowhere/a.svg: ")
    );
    assert_eq!(
        plot("plot uniform:10 -o a.png").refused(2),
        "error: --output: a plot is an SVG picture, and \"png\" is another ending; name the file FILE.svg\n"
    );
    assert_eq!(
        plot("plot uniform:10 --view work -o b.svg").refused(2),
        "error: --view: work is text, not a chart; `bonscope show BASE --view work -o FILE.svg` draws it; the charts \
         are kl, gap, win-rate, trade-off\n"
    );
    for wrong in ["900", "900x", "199x900", "900x10001", "x"] {
        let refused = plot(&format!("plot uniform:10 --size {wrong} -o b.svg")).refused(2);
        assert!(refused.contains("a size is WIDTHxHEIGHT in pixels, each from 200 to 10000"), "{refused}");
    }
    assert!(plot("plot uniform:10").refused(2).contains("--output <FILE.svg>"));
    assert!(plot("plot uniform:10 --theme drak -o b.svg").refused(2).contains("did you mean dark"));
    assert!(!folder.path().join("b.svg").exists());
}
