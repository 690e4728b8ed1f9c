use proptest::prelude::*;

use crate::tui::connection::decode::*;
use crate::tui::input::{Button, Mouse, MouseKind};

/// The inputs if the bytes come one by one and the terminal then falls silent.
fn decode(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut inputs = Vec::new();
    for byte in bytes {
        decoder.feed(&[*byte], &mut |input| inputs.push(input));
    }
    decoder.settle(&mut |input| inputs.push(input));
    inputs
}

fn keys(bytes: &[u8]) -> String {
    let keys = decode(bytes).into_iter().map(|input| match input {
        Input::Key(key) => key.to_string(),
        other => format!("{other:?}"),
    });
    keys.collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_as_terminals_send_them() {
    for (bytes, expected) in [
        ("aZ?é漢+", "a Z ? é 漢 +"),
        ("\r\n\t\u{7f}\u{8} ", "enter enter tab backspace backspace space"),
        ("\u{3}\u{1a}\0\u{1f}", "ctrl-c ctrl-z ctrl-space ctrl-_"),
        ("\x1b", "esc"),
        ("\x1b[A\x1bOB\x1b[C\x1b[D", "up down right left"),
        ("\x1b[1;5C\x1b[1;2D\x1b[1;3A\x1b[1;6B", "ctrl-right shift-left alt-up ctrl-shift-down"),
        (
            "\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[2~\x1b[3~\x1b[5~\x1b[6~",
            "home end home end insert delete pageup pagedown",
        ),
        ("\x1b[3;5~\x1b[6;2~", "ctrl-delete shift-pagedown"),
        ("\x1bOP\x1b[1;2Q\x1b[15~\x1b[24~\x1b[[A", "f1 shift-f2 f5 f12 f1"),
        ("\x1b[Z", "shift-tab"),
        ("\x1bx\x1b\r\x1b\x7f\x1bé", "alt-x alt-enter alt-backspace alt-é"),
        ("\x1b\x1b[A", "alt-up"),
        ("\x1b[", "alt-["),
        ("\x1b[97;5u\x1b[27;5;13~", "ctrl-a ctrl-enter"),
        // As kitty says them: a press, its repetition and its release, a shifted key, the number pad, Shift alone.
        ("\x1b[1;1:1C\x1b[1;1:2C\x1b[1;1:3C", "right right"),
        ("\x1b[97;1:1u\x1b[97;1:3u\x1b[3;5:1~\x1b[3;5:3~", "a ctrl-delete"),
        ("\x1b[57:40;2u\x1b[97;2u", "( A"),
        ("\x1b[57400u\x1b[57414u\x1b[57417;5u\x1b[57441;2u", "1 enter ctrl-left"),
    ] {
        assert_eq!(keys(bytes.as_bytes()), expected, "{bytes:?}");
    }
}

#[test]
fn answers_and_rubbish_are_no_keys() {
    for bytes in [
        "\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\",
        "\x1b]11;rgb:1c1c/1c1c/1c1c\x07",
        "\x1b[?62;c",
        "\x1b[?2026;2$y",
        "\x1b[12;40R",
        "\x1bP>|XTerm(380)\x1b\\",
        "\x1b[M !!",
        "\x1b[<35;3;4M",
        "\x1b]52;c;qq\x1bqq\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1bXq\x18",
        &format!("\x1b]52;c;{}\x07", "q".repeat(9000)),
        &format!("\x1bP{}\x1b\\", "q".repeat(100_000)),
        &format!("\x1b[{}c", "1;".repeat(9000)),
    ] {
        assert_eq!(keys(format!("{bytes}q").as_bytes()), "q", "{bytes:?}");
    }
    assert_eq!(keys(b"\xff\xfea"), "a");
}

#[test]
fn the_mouse() {
    let at = |kind, column, row| Mouse { kind, column, row, ctrl: false, alt: false, shift: false };
    let inputs = decode(b"\x1b[<0;1;1M\x1b[<32;300;2M\x1b[<0;300;2m\x1b[<65;5;6M\x1b[<18;2;2M");
    assert_eq!(
        inputs,
        [
            at(MouseKind::Down(Button::Left), 0, 0),
            at(MouseKind::Drag(Button::Left), 299, 1),
            at(MouseKind::Up(Button::Left), 299, 1),
            at(MouseKind::ScrollDown, 4, 5),
            Mouse { ctrl: true, ..at(MouseKind::Down(Button::Right), 1, 1) },
        ]
        .map(Input::Mouse)
    );
    assert_eq!(decode(b"\x1b[<0;0;1M"), []);
}

#[test]
fn a_paste_is_one_text_with_all_that_is_in_it() {
    let bytes = "\x1b[200~0.5,\r\n\x1b[A1/3\x1b[20\x1b[201~q".as_bytes();
    assert_eq!(decode(bytes), [Input::Paste("0.5,\r\n\x1b[A1/3\x1b[20".to_owned()), Input::Key('q'.into())]);
    assert_eq!(decode(b"\x1b[I\x1b[O"), [Input::FocusGained, Input::FocusLost]);
}

#[test]
fn what_never_ends_is_let_go() {
    let mut decoder = Decoder::default();
    for _ in 0..100 {
        decoder.feed(&[b"\x1b]".as_slice(), &[b'x'; 1000]].concat(), &mut |_| {});
        assert!(decoder.waiting.len() <= LONGEST + 1002);
    }
    decoder.feed(b"\x1b[200~", &mut |_| {});
    for _ in 0..3000 {
        decoder.feed(&[b'x'; 1000], &mut |_| {});
    }
    assert!(decoder.paste.is_none_or(|text| text.len() <= LONGEST_PASTE));
}

proptest! {
    #[test]
    fn how_the_bytes_are_cut_changes_nothing(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "a", "é", "\x1b[A", "\x1b[1;5C", "\x1b[<0;10;20M", "\x1b[200~x\x1b[y\x1b[201~", "\x1bx", "\x1b]1;2\x07", "\x1b[",
                "1", ";", "~", "\u{3}",
            ]),
            0..12,
        ),
        cut in 1..7_usize,
    ) {
        let bytes = pieces.concat().into_bytes();
        let mut decoder = Decoder::default();
        let mut inputs = Vec::new();
        for chunk in bytes.chunks(cut) {
            decoder.feed(chunk, &mut |input| inputs.push(input));
        }
        decoder.settle(&mut |input| inputs.push(input));
        prop_assert_eq!(inputs, decode(&bytes));
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        decode(&bytes);
    }
}
