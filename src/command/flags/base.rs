//! A prompt of the preset on standard input as a BASE: `-#name`, which looks like flags.
//!
//! Before clap reads the command line such an argument gets another beginning, and where it turns out to be a BASE, its own
//! again.

use std::convert::Infallible;
use std::ffi::{OsStr, OsString};

/// What is meant.
const PROMPT: &str = "-#";
/// What stands for it: nothing that is typed.
const STAND_IN: &str = "\u{1}#";

/// The arguments with their prompts on standard input disguised where a BASE can stand: not where an option takes a value.
pub(in crate::command) fn disguise(arguments: Vec<OsString>, program: &clap::Command) -> Vec<OsString> {
    let is_prompt = |argument: &OsStr| argument.to_str().is_some_and(|text| text.starts_with(PROMPT));
    if !arguments.iter().any(|argument| is_prompt(argument)) {
        return arguments;
    }
    let command = arguments.get(1).and_then(|name| program.find_subcommand(name)).unwrap_or(program);
    if !command.get_positionals().any(|place| ["base", "bases"].contains(&place.get_id().as_str())) {
        return arguments;
    }
    let takers = takers(command);
    let mut before: Option<OsString> = None;
    let mut ended = false;
    arguments
        .into_iter()
        .map(|argument| {
            let is_value =
                before.as_ref().is_some_and(|before| takers.iter().any(|taker| before == taker.as_str()));
            before = Some(argument.clone());
            ended |= argument == "--";
            match argument.to_str().and_then(|text| text.strip_prefix(PROMPT)) {
                Some(name) if !is_value && !ended => format!("{STAND_IN}{name}").into(),
                _ => argument,
            }
        })
        .collect()
}

/// The options of a command that take a value, as they are typed.
fn takers(command: &clap::Command) -> Vec<String> {
    let options = command.get_arguments();
    options
        .filter(|option| option.get_action().takes_values())
        .flat_map(|option| {
            let short = option.get_short().map(|short| format!("-{short}"));
            short.into_iter().chain(option.get_long().map(|long| format!("--{long}")))
        })
        .collect()
}

/// A BASE as it was typed.
pub(in crate::command) fn base(text: &str) -> Result<String, Infallible> {
    Ok(plain(text))
}

/// A text in which nothing is disguised.
pub(in crate::command) fn plain(text: &str) -> String {
    text.replace(STAND_IN, PROMPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_disguised_where_a_base_can_stand() {
        for (line, disguised) in [
            ("bonscope -#a", "bonscope \u{1}#a"),
            ("bonscope eval uniform:10 -#a -n 4", "bonscope eval uniform:10 \u{1}#a -n 4"),
            ("bonscope eval --outcomes -#a", "bonscope eval --outcomes \u{1}#a"),
            ("bonscope plot -#a -o -#b", "bonscope plot \u{1}#a -o -#b"),
            ("bonscope eval - -n -#b", "bonscope eval - -n -#b"),
            ("bonscope eval -- -#a", "bonscope eval -- -#a"),
            ("bonscope eval -x#a", "bonscope eval -x#a"),
            ("bonscope presets show -#a", "bonscope presets show -#a"),
        ] {
            let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let found: Vec<OsString> = disguise(arguments, &crate::command::args::program());
            assert_eq!(found.join(OsStr::new(" ")), OsString::from(disguised));
            assert_eq!(plain(disguised), line);
        }
    }
}
