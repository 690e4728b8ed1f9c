//! The explorer as a person meets it: the real program in a pseudo-terminal.
#![cfg(unix)]

#[path = "explorer/comparing.rs"]
mod comparing;
#[path = "explorer/ending.rs"]
mod ending;
#[path = "explorer/estimating.rs"]
mod estimating;
#[path = "explorer/hunting.rs"]
mod hunting;
#[path = "explorer/leaving.rs"]
mod leaving;
#[path = "explorer/lessons.rs"]
mod lessons;
#[path = "explorer/limits.rs"]
mod limits;
#[path = "explorer/line.rs"]
mod line;
#[path = "explorer/proposing.rs"]
mod proposing;
mod pty;
#[path = "explorer/ssh.rs"]
mod ssh;
#[path = "explorer/stopping.rs"]
mod stopping;

#[path = "explorer/typing.rs"]
mod typing;

use std::time::Duration;

use pty::Session;

/// What gives the terminal back, in this order.
const RESTORED: [&str; 4] = ["\x1b[?2026l", "\x1b[?2004l", "\x1b[?25h", "\x1b[?1049l"];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Checks that the last thing the program did was to give the terminal back.
fn assert_restored(bytes: &[u8]) {
    let sent = text(bytes);
    let mut rest = &sent[sent.rfind("\x1b[?2026l").expect("synchronized output is switched off")..];
    for sequence in RESTORED {
        let at =
            rest.find(sequence).unwrap_or_else(|| panic!("{sequence:?} is not sent at the end, in order"));
        rest = &rest[at + sequence.len()..];
    }
    let enabled = sent.matches("\x1b[?1049h").count();
    assert_eq!(
        enabled,
        sent.matches("\x1b[?1049l").count(),
        "the alternate screen is left as often as entered"
    );
}

#[test]
fn opens_on_the_first_counterexample_slides_n_and_leaves() {
    let mut session = Session::start(80, 24, &[], &[]);
    session.wait_for("binary-uniform");
    // The last line comes last.
    let screen = session.wait_for("q quit");
    for label in ["exact KL", "bound", "gap", "estimator", "win rate", "best-of-4"] {
        assert!(screen.contains(label), "{label} is missing from\n{screen}");
    }
    session.wait_for("0.4594 nats");

    // To n = 8 by the next power of two, to n = 9 by one step; then a typed n.
    session.send("]");
    session.wait_for("best-of-8");
    session.send("+");
    session.wait_for("best-of-9");
    session.send("n2^20\r");
    session.wait_for("best-of-1048576");
    let screen = session.wait_for("12.8629 nats");
    assert!(screen.contains("0.6931 nats"), "the exact KL stops at ln 2\n{screen}");

    // The other view, the list of presets, the help.
    session.send("v");
    session.wait_for("[Win]");
    session.send("p");
    session.wait_for("Uniform over 1000 outcomes");
    session.send("uniform-1000\r");
    session.wait_for("uniform-1000 ·");
    session.send("?");
    session.wait_for("n down to the next power of two");
    session.send("\x1b");
    session.wait_until("the help closed", |screen| !screen.contains("n down to the next power of two"));
    session.send("q");
    let (status, bytes) = session.finish();
    assert!(status.success(), "{status:?}");
    assert_restored(&bytes);
}

#[test]
fn the_numbers_follow_the_base_on_the_command_line() {
    let session = Session::start(120, 40, &["0.9,0.0999,1e-4", "-n", "1000", "--view", "win-rate"], &[]);
    let screen = session.wait_for("2.6465 nats");
    for number in ["5.9088 nats", "3.2622 nats", "2.6467 nats", "0.9547"] {
        assert!(screen.contains(number), "{number} is missing from\n{screen}");
    }
}

#[test]
fn an_edited_value_gives_new_numbers_and_undo_the_old_ones() {
    let mut session = Session::start(80, 24, &["0.5,0.5", "-n", "2"], &[]);
    session.wait_for("0.1308 nats");
    session.send("e");
    session.wait_for("p of y2 = 0.5");
    session.send("1/1000\r");
    let screen = session.wait_for("edited");
    assert!(screen.contains("0.0010"), "{screen}");
    // 0.001999 ln 1.999 + 0.998001 ln 0.999.
    session.wait_for("3.86e-4 nats");
    session.send("e2\r");
    session.wait_for("cannot be 2; it must be from 0 to 1");
    session.send("\x1b");
    session.wait_until("the prompt closed", |screen| !screen.contains("p of y2"));
    session.send("u");
    session.wait_for("0.1308 nats");
    session.send("\x12");
    session.wait_for("3.86e-4 nats");
    session.send("q");
    session.wait_for("the edits will be lost");
    session.send("q");
    assert_restored(&session.finish().1);
}

#[test]
fn a_pasted_table_becomes_the_base() {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    session.send("n2\r");
    session.send("\x1b[200~label\tp\treward\rworse\t1/2\t0\rbetter\t1/2\t1\r\x1b[201~");
    let screen = session.wait_for("0.1308 nats");
    assert!(screen.contains("better") && screen.contains("pasted 2 outcomes; u undoes"), "{screen}");
    session.send("\x1b[200~a 1\rb 1\ra 2\x1b[201~");
    session.wait_for("line 3: the label \"a\" is on line 1 already");
    session.send("u");
    session.wait_for("y10");
}

#[test]
fn what_is_pinned_is_compared_with_and_comes_back() {
    let mut session = Session::start(80, 24, &["0.5,0.5", "-n", "2"], &[]);
    session.wait_for("0.1308 nats");
    session.send("mhalf\r");
    session.wait_for("A is half at n = 2");
    session.send("e1/1000\r");
    // 3.86e-4 - 0.130812.
    session.wait_for("3.86e-4 nats A  -0.1304");
    session.send("M");
    session.wait_for("pinned at");
    session.send("\r");
    let screen = session.wait_for("half is shown, A is now");
    assert!(!screen.contains("* edited"), "{screen}");
    session.wait_for("0.1308 nats A  +0.1304");
}

#[test]
fn n_runs_while_it_plays_and_silence_follows() {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    // In one go: the second key comes while the numbers for the first one are waited for.
    session.send("\x1b[H>>> ");
    session.wait_for("▶ ×8");
    session.wait_until("n reached the end", |screen| screen.contains("best-of-1e6 "));
    session.wait_until("it stopped", |screen| !screen.contains('▶'));
    session.wait_for_silence(Duration::from_millis(500));
    let before = session.bytes().len();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(session.bytes().len(), before);
    session.send("u");
    session.wait_for("At n = 1 ");
}

#[test]
fn n_jumps_to_what_is_typed() {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    session.send("is90 %\r");
    session.wait_for("is the smallest with exact KL ≥ 2.0723 nats");
    session.send("ik2.5\r");
    session.wait_for("no n up to 1e15 gets there");
}

#[test]
fn a_configuration_chooses_the_keys_and_the_colours() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config.toml");
    std::fs::write(&config, "theme = \"mono\"\n[keys]\nundo = \"alt-z\"\nzoom = \"f12\"\n").unwrap();
    let mut session =
        Session::start(80, 24, &["uniform-10"], &[("BONSCOPE_CONFIG", config.to_str().unwrap())]);
    session.wait_for("Alt-z undo");
    session.send("]");
    session.wait_for("best-of-128");
    session.send("u\x1bz");
    session.wait_for("undone; Alt-z undoes 0 more, Ctrl-r redoes");
    session.send("\x1b[24~");
    session.wait_until("the pane alone", |screen| !screen.contains("KL against n"));
    session.send("q");
    let (status, bytes) = session.finish();
    assert!(status.success() && !text(&bytes).contains("\x1b[38;"));

    std::fs::write(&config, "thme = 1").unwrap();
    let session = Session::start(80, 24, &["uniform-10"], &[("BONSCOPE_CONFIG", config.to_str().unwrap())]);
    let (status, bytes) = session.finish();
    assert_eq!(status.exit_code(), 2);
    assert!(text(&bytes).contains("config.toml:1:1: ") && !bytes.contains(&0x1b), "{}", text(&bytes));
}

#[test]
fn panes_commands_and_presets_are_found() {
    let home = tempfile::tempdir().unwrap();
    let presets = home.path().join("bonscope/presets");
    std::fs::create_dir_all(&presets).unwrap();
    std::fs::write(presets.join("broken.toml"), "format = 1\nname = 7\n").unwrap();
    let mut session =
        Session::start(80, 24, &["uniform-10"], &[("XDG_DATA_HOME", home.path().to_str().unwrap())]);
    session.wait_for("▸Base");
    // As xterm, the Linux console and the old VT220 say F2 to F5, and Alt with a digit.
    for (keys, title) in
        [("\x1b[[C", "▸At n"), ("\x1bOS", "▸KL against"), ("\x1b[15~", "▸[Gap]"), ("\x1b1", "▸Base")]
    {
        session.send(keys);
        session.wait_for(title);
    }
    session.send(":2^10\r");
    session.wait_for("best-of-1024");
    session.send(":undo");
    session.wait_for("Commands");
    session.send("\r");
    session.wait_for("undone; u undoes 0 more");
    session.send("pbroken");
    session.wait_for("broken.toml:2:8: name is the number 7");
    session.send("\x15staircase-3");
    session.wait_for("claims hold");
    session.send("\r");
    session.wait_for("Base p → best-of-1000 ");
}

#[test]
fn nothing_is_sent_while_nothing_happens() {
    let session = Session::start(120, 40, &["uniform:100"], &[]);
    session.wait_for("exact KL");
    session.wait_for_silence(Duration::from_millis(500));
    let before = session.bytes().len();
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(session.bytes().len(), before);
}

#[test]
fn every_frame_is_one_synchronized_update() {
    let mut session = Session::start(80, 24, &["uniform:100"], &[]);
    session.wait_for("exact KL");
    for _ in 0..20 {
        session.send("\x1b[C");
    }
    session.wait_for_silence(Duration::from_millis(300));
    let sent = text(&session.bytes());
    assert!(sent.matches("\x1b[?2026h").count() >= 2);
    assert_eq!(sent.matches("\x1b[?2026h").count(), sent.matches("\x1b[?2026l").count());
    let outside: String =
        sent.split("\x1b[?2026h").skip(1).map(|frame| frame.split_once("\x1b[?2026l").unwrap().1).collect();
    assert_eq!(outside, "", "something is sent between frames");
}

#[test]
fn follows_the_size_of_the_terminal() {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    session.resize(200, 60);
    session.wait_until("the wide screen", |screen| screen.lines().any(|line| line.chars().count() > 190));
    session.resize(30, 8);
    session.wait_for("40x12");
    session.resize(40, 12);
    session.wait_until("the compact screen", |screen| {
        screen.contains("uniform-10") && !screen.contains("40x12")
    });
    session.resize(80, 24);
    session.wait_for("2.2935 nats");
    session.send("q");
    assert!(session.finish().0.success());
}

#[test]
fn signals_end_it_with_the_terminal_restored() {
    for signal in ["INT", "TERM", "HUP", "QUIT"] {
        let session = Session::start(80, 24, &["uniform-10"], &[]);
        session.wait_for("exact KL");
        session.signal(signal);
        let (_, bytes) = session.finish();
        assert_restored(&bytes);
    }
}

#[test]
fn control_c_ends_it_from_anywhere() {
    for keys in ["", "?", "p", "n12"] {
        let mut session = Session::start(80, 24, &[], &[]);
        session.wait_for("exact KL");
        session.send(keys);
        session.send("\x03");
        let (_, bytes) = session.finish();
        assert_restored(&bytes);
    }
}

#[test]
fn ascii_and_no_color_are_respected() {
    let session = Session::start(80, 24, &["--ascii"], &[("NO_COLOR", "1")]);
    session.wait_for("exact KL");
    session.wait_for_silence(Duration::from_millis(200));
    let bytes = session.bytes();
    assert!(bytes.is_ascii());
    let sent = text(&bytes);
    for colour in ["\x1b[3", "\x1b[9", "\x1b[4"] {
        let coloured = sent.match_indices(colour).any(|(at, _)| {
            let parameters: String =
                sent[at + 2..].chars().take_while(|c| c.is_ascii_digit() || *c == ';').collect();
            sent[at + 2 + parameters.len()..].starts_with('m')
                && parameters
                    .split(';')
                    .any(|p| p.parse::<u8>().is_ok_and(|p| (30..=49).contains(&p) || (90..=107).contains(&p)))
        });
        assert!(!coloured, "a colour is sent although NO_COLOR is set");
    }
}

#[test]
fn poor_terminals_get_ascii_by_themselves() {
    for (settings, arguments, ascii) in [
        ([("TERM", "linux"), ("LANG", "C.UTF-8")], &[][..], true),
        ([("TERM", "xterm"), ("LC_ALL", "C")], &[], true),
        ([("TERM", "xterm"), ("LANG", "C")], &["--no-ascii"], false),
        ([("TERM", "tmux-256color"), ("LANG", "en_GB.UTF-8")], &[], false),
    ] {
        let session = Session::start(80, 24, arguments, &settings);
        session.wait_for("q quit");
        assert_eq!(session.bytes().is_ascii(), ascii, "{settings:?} {arguments:?}");
    }
}

#[test]
fn a_missing_terminal_is_one_sentence_that_says_what_to_use_instead() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_bonscope"))
        .env("TERM", "xterm")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    let sentence = String::from_utf8(output.stderr).unwrap();
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    assert!(sentence.contains("bonscope show") && sentence.contains("bonscope eval"), "{sentence}");
}

#[test]
fn a_dumb_terminal_is_told_what_to_use_instead() {
    let session = Session::start(80, 24, &[], &[("TERM", "dumb")]);
    let (status, bytes) = session.finish();
    assert!(!status.success());
    assert!(text(&bytes).contains("bonscope eval"), "{}", text(&bytes));
    assert!(!bytes.contains(&0x1b));
}

#[test]
fn a_refused_base_never_touches_the_terminal() {
    let session = Session::start(80, 24, &["unifrm:10"], &[]);
    let (status, bytes) = session.finish();
    assert_eq!(status.exit_code(), 2);
    assert!(text(&bytes).contains("uniform"), "{}", text(&bytes));
    assert!(!bytes.contains(&0x1b));
}

/// The text that the program asked the terminal to keep last.
fn copied(bytes: &[u8]) -> Option<String> {
    let sent = text(bytes);
    let (_, rest) = sent.rsplit_once("\x1b]52;c;")?;
    let (encoded, _) = rest.split_once('\x07')?;
    let digit = |c: u8| {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".iter().position(|d| *d == c)
    };
    let digits: Vec<usize> = encoded.bytes().filter_map(digit).collect();
    let group = |group: &[usize]| {
        let bits = group.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - group.len()));
        [16, 8, 0]
            .map(|shift| (bits >> shift & 255) as u8)
            .into_iter()
            .take(group.len() - 1)
            .collect::<Vec<u8>>()
    };
    String::from_utf8(digits.chunks(4).flat_map(group).collect()).ok()
}

#[test]
fn the_copied_line_prints_the_numbers_on_the_screen() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_bonscope")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    for (argument, keys, kl) in [
        ("uniform:10", "", "2.2935 nats"),
        ("0.5,0.5", "n2\r", "0.1308 nats"),
        ("0.5,0.3,0.2", "tn3\re1/4\r", "nats"),
    ] {
        let mut session = Session::start(80, 24, &[argument], &[]);
        session.wait_for("exact KL");
        session.send(keys);
        session.wait_for(kl);
        session.send("o");
        let screen = session.wait_for("sent to the terminal");
        let line = copied(&session.bytes()).expect("something was copied");
        let output =
            std::process::Command::new("sh").args(["-c", &line]).env("PATH", &path).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        for name in ["exact KL", "gap", "win rate"] {
            let number = |text: &str| -> f64 {
                let line = text
                    .lines()
                    .map(|line| line.trim_start_matches(['│', ' ']))
                    .find(|line| line.starts_with(name));
                let line = line.unwrap_or_else(|| panic!("no {name} in\n{text}"));
                line.split_whitespace().find_map(|word| word.parse().ok()).expect(line)
            };
            let (here, there) = (number(&screen), number(&printed));
            assert!(
                (here - there).abs() <= 5.01e-5,
                "{name} is {here}, {there} by {line}\n{screen}\n{printed}"
            );
        }
    }
}

#[test]
fn what_is_saved_opens_again_with_the_same_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let data = [("XDG_DATA_HOME", folder.path().to_str().unwrap())];
    let mut session = Session::start(80, 24, &["0.5,0.5", "-n", "2"], &data);
    session.wait_for("0.1308 nats");
    session.send("e1/1000\r");
    session.wait_for("3.86e-4 nats");
    session.send("Srare\r");
    let screen = session.wait_for("saved as");
    assert!(screen.contains("rare · 2 outcomes") && !screen.contains("edited"), "{screen}");
    // Nothing would be lost any more.
    session.send("q");
    assert!(session.finish().0.success());
    let saved = std::fs::read_to_string(folder.path().join("bonscope/presets/rare.toml")).unwrap();
    assert_eq!(
        saved,
        "format = 1\nname = \"rare\"\ntitle = \"2 outcomes\"\n\n[base]\np = [0.999, 0.001]\n\n[start]\nn = 2\n"
    );
    let mut session = Session::start(80, 24, &["rare"], &data);
    session.wait_for("3.86e-4 nats");
    session.send("prare 2");
    session.wait_for("   rare        ");
    session.send("\x1b");
    session.wait_until("the list closed", |screen| !screen.contains("Presets ─"));
    // Back to where it was, and saved there.
    session.send("e0.5\r");
    session.wait_for("0.1308 nats");
    session.send("s");
    session.wait_for("saved as");
    session.send("q");
    assert!(session.finish().0.success());
    let saved = std::fs::read_to_string(folder.path().join("bonscope/presets/rare.toml")).unwrap();
    assert!(saved.contains("p = [0.5, 0.5]\n"), "{saved}");
}

#[test]
fn the_mouse_drags_n_and_a_probability() {
    let mut session = Session::start(80, 24, &["0.5,0.3,0.2", "-n", "4"], &[]);
    let screen = session.wait_for("At n = 4");
    let cell = |screen: &str, sign: &str| {
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(sign)).unwrap();
        (line[..line.find(sign).unwrap()].chars().count() + 1, row + 1)
    };
    let (x, y) = cell(&screen, "●");
    // Off the line and beyond its end: what is held is still n.
    session.send(&format!("\x1b[<0;{x};{y}M\x1b[<32;{};{}M\x1b[<32;80;12M\x1b[<0;80;12m", x + 5, y + 3));
    session.wait_for("At n = 1e6");
    session.send("u");
    session.wait_for("At n = 4 ");
    let screen = session.wait_for("undone; u undoes 0 more");
    let (x, y) = cell(&screen, "0.3000");
    session.send(&format!(
        "\x1b[<0;{x};{y}M\x1b[<32;{};{y}M\x1b[<32;{};{y}M\x1b[<0;{};{y}m",
        x + 2,
        x + 5,
        x + 5
    ));
    let screen = session.wait_for("p of y2 = 0.35");
    assert!(screen.contains("0.3500") && screen.contains("edited"), "{screen}");
    session.send("u");
    session.wait_until("the probability as it was", |screen| {
        screen.contains("0.3000") && !screen.contains("0.3500")
    });
    // The menu, by the mark at the top and by the right button.
    session.send("\x1b[<0;1;1M\x1b[<0;1;1m");
    session.wait_for("Lower n a big step");
    session.send("\x1b[<0;79;20M\x1b[<0;79;20m");
    session.wait_until("the menu closed", |screen| !screen.contains("Lower n a big step"));
    session.send(&format!("\x1b[<2;{x};{y}M\x1b[<2;{x};{y}m"));
    session.wait_for("Lock the probability");
    session.send("\x1bq");
}
