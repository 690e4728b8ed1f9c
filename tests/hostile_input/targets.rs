//! What is fed with any bytes: every parser of what comes from outside.
//!
//! A target panics when a parser does, or when what it says could act on a terminal.

use std::ffi::OsString;

use bonscope::command;
use bonscope::data::{self, Input, Options, TableFormat};
use bonscope::explorer::app::settings::config;
use bonscope::explorer::model::base::find;
use bonscope::family::{self, pasted};
use bonscope::preset::prose::{Form, Prose};
use bonscope::preset::{self, Bases, Preset, PresetText};
use bonscope::text::{draws, number, visible};
use bonscope::tui::connection::Decoder;
use bonscope::tui::input::Key;
use bonscope::tui::line;

/// Takes any bytes.
type Target = fn(&[u8]);

/// Every target by its name.
pub const ALL: [(&str, Target); 12] = [
    ("preset", preset),
    ("edition", edition),
    ("config", config),
    ("notation", notation),
    ("number", number),
    ("paste", paste),
    ("samples", samples),
    ("samples_as_told", samples_as_told),
    ("base_file", base_file),
    ("terminal_input", terminal_input),
    ("key_and_prose", key_and_prose),
    ("command_line", command_line),
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

/// The preset that the bytes are, unless it takes long to build.
fn preset_of(text: &str) -> Option<Preset> {
    if text.contains("family") && asks_for_much(text) {
        return None;
    }
    let parsed = preset::parse(text, "hostile\x1b[2J.toml");
    parsed.inspect_err(harmless).ok()
}

pub fn preset(bytes: &[u8]) {
    let Some(preset) = std::str::from_utf8(bytes).ok().and_then(preset_of) else { return };
    harmless(&preset.name);
    harmless(&preset.title);
    harmless(&preset.source);
    preset.about.lines().for_each(|line| harmless(&line));
}

/// What can be read can be saved: over its own text, which then stays as it is, and anew.
pub fn edition(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(preset) = preset_of(text) else { return };
    let bases = match preset.prompts.as_slice() {
        [] => Bases::One(&preset.base),
        prompts => Bases::Prompts(prompts),
    };
    let edition = PresetText {
        name: &preset.name,
        title: None,
        source: None,
        bases,
        proposal: &preset.proposal,
        start: preset.start,
        walkthrough: true,
    };
    let over = preset::write(&edition, Some(text)).expect("it can be written over its own text");
    // Line ends become all alike, and the last line gets one.
    let lines = |text: &str| format!("{}\n", text.replace("\r\n", "\n").trim_end_matches('\n'));
    assert_eq!(lines(&over.text), lines(text), "nothing has changed");
    let titled = PresetText { title: Some(&preset.title), ..edition };
    preset::write(&titled, None).expect("it can be written anew");
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
    read_samples(bytes, &Options::default());
}

/// Whatever the bytes look like, a format was named, and so was every n.
pub fn samples_as_told(bytes: &[u8]) {
    for format in TableFormat::ALL {
        let n = Some(vec![1, 2]);
        read_samples(bytes, &Options { format: Some(format), n, keep: u64::MAX, ..Options::default() });
    }
}

/// Reads a sample log, and the first of its prompts again, as the explorer does.
fn read_samples(bytes: &[u8], options: &Options) {
    let mut input = Input::piped("hostile\x1b[2J", Box::new(bytes));
    let samples = match data::read(&mut input, options, &mut |_| {}) {
        Ok(samples) => samples,
        Err(error) => return harmless(&error),
    };
    samples.prompts.iter().for_each(|prompt| harmless(&prompt.name));
    samples.columns.iter().for_each(|(_, column)| harmless(column));
    for prompt in samples.prompts.iter().take(2) {
        let place = (prompt.first, prompt.draws);
        let again = data::read_prompt(&mut input, &samples.options, place, 3, &mut |_| true);
        let draws = again.expect("it was read before").expect("nobody stops it");
        assert_eq!(draws.count, prompt.draws);
        draws.listed.iter().filter_map(|draw| draw.text.as_ref()).for_each(harmless);
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
    refused(find::Query::parse(&text).map(drop));
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

/// Arguments parted by NUL. An error is made visible as it is printed.
pub fn command_line(bytes: &[u8]) {
    let arguments = bytes.split(|byte| *byte == 0).map(argument);
    _ = command::parse(std::iter::once("bonscope".into()).chain(arguments));
}

#[cfg(unix)]
fn argument(bytes: &[u8]) -> OsString {
    <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).to_owned()
}

#[cfg(not(unix))]
fn argument(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}
