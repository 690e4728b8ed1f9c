//! The names of columns in sentences, and the search among them.

use crate::data::error::Problem;
use crate::data::roles::Role;
use crate::text::{did_you_mean, quoted, visible};

/// The first of the usual names of a role that is there, as a place in `heading`; case does not matter.
pub(in crate::data) fn usual(role: Role, heading: &[String]) -> Option<usize> {
    let place = |usual: &&str| heading.iter().position(|column| column.trim().eq_ignore_ascii_case(usual));
    role.usual.iter().find_map(place)
}

/// The error for a required column that was not found.
pub(in crate::data) fn missing(role: Role, heading: &[String]) -> Problem {
    Problem::NoRole {
        role: role.name,
        flag: role.flag,
        usual: role.usual[..role.usual.len().min(3)].join(", "),
        known: listed(heading),
    }
}

/// The error for a column that was named and is not there.
pub(in crate::data) fn unknown(name: &str, heading: &[String]) -> Problem {
    Problem::NoColumn {
        found: quoted(name),
        hint: did_you_mean(name, heading.iter().map(String::as_str)),
        known: listed(heading),
    }
}

/// The names of the first columns.
pub(in crate::data) fn listed(heading: &[String]) -> String {
    const MOST: usize = 12;
    let names = heading.iter().take(MOST).map(|name| short(name));
    let more = heading.len().saturating_sub(MOST);
    let mut text = names.collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

fn short(name: &str) -> String {
    let plain = !name.is_empty() && name.len() <= 40 && !name.contains([',', ' ']);
    if plain { visible(name).into_owned() } else { quoted(name) }
}
