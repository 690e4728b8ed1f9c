//! The argument BASE, and its form `-#name`: a prompt of the preset on standard input, which clap would read as flags.
//!
//! So before clap reads the command line, another text takes the place of `-#`; the parser of BASE puts `-#` back.

use std::convert::Infallible;
use std::ffi::{OsStr, OsString};

/// How such an argument begins.
const PROMPT: &str = "-#";
/// What takes its place: nothing that anybody types.
const STAND_IN: &str = "\u{1}#";

/// Disguises the prompts on standard input wherever a BASE can stand, which is not where an option takes a value.
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

/// The options that take a value, as they are typed.
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

/// The text without disguise.
pub(in crate::command) fn plain(text: &str) -> String {
    text.replace(STAND_IN, PROMPT)
}

#[cfg(test)]
mod tests {
    use clap::{Arg, ArgAction, Command};

    use super::*;

    fn program() -> Command {
        let eval = Command::new("eval")
            .arg(Arg::new("bases").action(ArgAction::Append))
            .arg(Arg::new("n").short('n'))
            .arg(Arg::new("outcomes").long("outcomes").action(ArgAction::SetTrue));
        let plot = Command::new("plot").arg(Arg::new("base")).arg(Arg::new("output").short('o'));
        let presets = Command::new("presets").subcommand(Command::new("show").arg(Arg::new("name")));
        Command::new("bonscope").arg(Arg::new("base")).subcommands([eval, plot, presets])
    }

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
            let found: Vec<OsString> = disguise(arguments, &program());
            assert_eq!(found.join(OsStr::new(" ")), OsString::from(disguised));
            assert_eq!(plain(disguised), line);
        }
    }
}
