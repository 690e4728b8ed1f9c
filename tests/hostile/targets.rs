//! What is fed with any bytes: every parser of what comes from outside.
//!
//! A target panics when a parser does, or when what it says could act on a terminal.

use bonscope::data::{self, Input, Options};
use bonscope::explorer::{config, input::Key, line, terminal::Decoder};
use bonscope::family::{self, draws, number, pasted, visible};
use bonscope::preset;
use bonscope::preset::prose::{Form, Prose};

/// Takes any bytes.
type Target = fn(&[u8]);

/// Every target by its name.
pub const ALL: [(&str, Target); 9] = [
    ("preset", preset),
    ("config", config),
    ("notation", notation),
    ("number", number),
    ("paste", paste),
    ("samples", samples),
    ("base_file", base_file),
    ("terminal_input", terminal_input),
    ("key_and_prose", key_and_prose),
];

/// Refuses what moves the cursor, colours or hides text.
fn harmless(shown: &impl std::fmt::Display) {
    let shown = shown.to_string();
    assert_eq!(visible(&shown), shown, "not fit for a terminal");
}

fn refused(result: Result<(), impl std::fmt::Display>) {
    if let Err(error) = result {
        harmless(&error);
    }
}

/// What can be written in a few bytes but takes seconds to build is a matter of patience and not of safety.
fn asks_for_much(text: &str) -> bool {
    let mut digits = 0;
    text.chars().any(|c| {
        digits = if c.is_ascii_digit() || c == '_' { digits + 1 } else { 0 };
        digits > 4
    }) || text.contains("0e")
        || text.contains(['^', '*'])
        || text.contains("e+")
        || text
            .as_bytes()
            .windows(3)
            .any(|w| w[0].is_ascii_digit() && w[1].eq_ignore_ascii_case(&b'e') && w[2].is_ascii_digit())
}

pub fn preset(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if text.contains("family") && asks_for_much(text) {
        return;
    }
    match preset::parse(text, "hostile\x1b[2J.toml") {
        Ok(preset) => {
            harmless(&preset.name);
            harmless(&preset.title);
            harmless(&preset.source);
            preset.about.lines().for_each(|line| harmless(&line));
        }
        Err(error) => harmless(&error),
    }
}

pub fn config(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    refused(config::parse(text, "hostile\x1b[2J.toml").map(drop));
}

pub fn notation(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    refused(draws::parse_list(&text, 61).map(drop));
    if asks_for_much(&text) {
        return;
    }
    match family::parse(&text) {
        Ok(base) => {
            harmless(&base.name());
            base.notices().iter().for_each(harmless);
        }
        Err(error) => harmless(&error),
    }
}

pub fn number(bytes: &[u8]) {
    match number::parse(&String::from_utf8_lossy(bytes)) {
        Ok(value) => assert!(value.is_finite(), "{value}"),
        Err(error) => harmless(&error),
    }
}

pub fn paste(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    refused(pasted::parse(&text).map(drop));
    let mut line = line::Line::marked("x");
    line.insert(&text);
    harmless(&line.text());
}

pub fn samples(bytes: &[u8]) {
    let mut input = Input::piped("hostile\x1b[2J", Box::new(bytes));
    match data::read(&mut input, &Options::default(), &mut |_| {}) {
        Ok(samples) => {
            samples.prompts.iter().for_each(|prompt| harmless(&prompt.name));
            samples.columns.iter().for_each(|(_, column)| harmless(column));
        }
        Err(error) => harmless(&error),
    }
}

pub fn base_file(bytes: &[u8]) {
    _ = data::looks_like_table(bytes);
    let mut input = Input::piped("hostile\x1b[2J", Box::new(bytes));
    match data::read_base(&mut input) {
        Ok(base) => harmless(&base.name()),
        Err(error) => harmless(&error),
    }
}

pub fn terminal_input(bytes: &[u8]) {
    // However the bytes are cut, they mean the same.
    let mut whole = Vec::new();
    Decoder::default().feed(bytes, &mut |input| whole.push(input));
    let (mut cut, mut decoder) = (Vec::new(), Decoder::default());
    bytes.chunks(3).for_each(|chunk| decoder.feed(chunk, &mut |input| cut.push(input)));
    assert_eq!(whole, cut);
    decoder.settle(&mut |_| {});
    assert!(!decoder.is_waiting());
}

pub fn key_and_prose(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    refused(text.parse::<Key>().map(drop));
    // A preset makes its texts visible first.
    match Prose::parse(&visible(&text)) {
        Ok(prose) => {
            for form in [Form::Unicode, Form::Ascii, Form::Markdown] {
                prose.written(form, |value| format!("{value:?}"));
            }
        }
        Err(error) => harmless(&error),
    }
}
