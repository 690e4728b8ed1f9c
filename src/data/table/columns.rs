//! Finds the columns of a table: by a given name, or by the names they usually have.

use crate::data::error::Problem;
use crate::text::{did_you_mean, quoted, visible};

/// What a column is for.
#[derive(Clone, Copy, Debug)]
pub(in crate::data) struct Role {
    /// The name in errors.
    pub(in crate::data) name: &'static str,
    /// The flag that names it.
    pub(in crate::data) flag: &'static str,
    /// Its usual names, the likeliest first; case does not matter.
    pub(in crate::data) usual: &'static [&'static str],
    /// Whether its cells are text; otherwise they are numbers.
    pub(in crate::data) is_text: bool,
}

/// A column to look for: its role, and its name where one is given.
#[derive(Clone, Copy, Debug)]
pub(in crate::data) struct Sought<'a> {
    pub(in crate::data) role: Role,
    pub(in crate::data) given: Option<&'a str>,
}

/// The position in `heading` of every column sought; none for a column that is not there and was not named.
pub(in crate::data) fn find(
    sought: &[Sought<'_>],
    heading: &[String],
) -> Result<Vec<Option<usize>>, Problem> {
    let places = sought.iter().map(|sought| place(sought, heading)).collect::<Result<Vec<_>, _>>()?;
    for (i, (&place, one)) in places.iter().zip(sought).enumerate() {
        for (&other_place, other) in places.iter().zip(sought).skip(i + 1) {
            if let (Some(place), true) = (place, place == other_place) {
                let column = quoted(&heading[place]);
                return Err(Problem::TwoRoles { column, first: one.role.name, second: other.role.name });
            }
        }
    }
    Ok(places)
}

fn place(sought: &Sought<'_>, heading: &[String]) -> Result<Option<usize>, Problem> {
    let found =
        match sought.given {
            Some(name) => {
                Some(heading.iter().position(|column| column == name).ok_or_else(|| Problem::NoColumn {
                    found: quoted(name),
                    hint: did_you_mean(name, heading.iter().map(String::as_str)),
                    known: listed(heading),
                })?)
            }
            None => sought.role.usual.iter().find_map(|usual| {
                heading.iter().position(|column| column.trim().eq_ignore_ascii_case(usual))
            }),
        };
    if let Some(place) = found
        && heading.iter().filter(|column| **column == heading[place]).count() > 1
    {
        return Err(Problem::TwiceNamed(quoted(&heading[place])));
    }
    Ok(found)
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

/// The names of the first columns.
fn listed(heading: &[String]) -> String {
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
