//! The rules of the house, each with what breaks it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::loops::loops;
use crate::table::{Outside, Room};
use crate::tree::{Import, To, Tree};

/// A longer file is split by its subject.
pub const LONGEST_FILE: usize = 420;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// Each file lies in a room.
    Roomless,
    /// A room names only the places that its row allows.
    Upward,
    /// What lies outside is named only in the places that its row allows.
    Outside,
    /// Each dependency has its row, and each row of a crate is that of a dependency.
    Row,
    /// Rows allow nothing that is not done.
    Unused,
    /// No file imports itself through others.
    Loop,
    /// A folder's own code is in its `mod.rs`.
    Beside,
    /// No file is longer than `LONGEST_FILE` lines.
    Long,
}

/// What breaks a rule.
#[derive(Debug)]
pub struct Offence {
    pub rule: Rule,
    pub text: String,
}

impl fmt::Display for Offence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.rule, self.text)
    }
}

/// The tables that the sources are held against.
pub struct House<'a> {
    pub rooms: &'a [Room],
    pub outside: &'a [Outside],
    /// The dependencies of the crate, as they are written in paths.
    pub dependencies: &'a BTreeSet<String>,
}

impl House<'_> {
    /// Everything in the tree that breaks a rule.
    pub fn offences(&self, tree: &Tree) -> Vec<Offence> {
        let imports = tree.imports();
        let mut offences = self.files(tree);
        offences.extend(self.upward(&imports));
        offences.extend(self.outside(&imports));
        offences.extend(self.rows().map(|text| Offence { rule: Rule::Row, text }));
        offences.extend(self.unused(&imports).into_iter().map(|text| Offence { rule: Rule::Unused, text }));
        for found in loops(&imports) {
            let files: Vec<&str> = found.files.iter().copied().collect();
            let way: Vec<String> = found.shortest.iter().map(ToString::to_string).collect();
            let text = format!("{} files: {}\n    {}", files.len(), files.join(" "), way.join(", and\n    "));
            offences.push(Offence { rule: Rule::Loop, text });
        }
        offences
    }

    fn files(&self, tree: &Tree) -> Vec<Offence> {
        let mut offences = Vec::new();
        let mut add = |rule, text| offences.push(Offence { rule, text });
        for (file, &lines) in &tree.files {
            if self.room(file).is_none() && !tree.is_test(file) {
                add(Rule::Roomless, format!("src/{file} lies in no room of the table"));
            }
            let folder = format!("{}/", file.trim_end_matches(".rs"));
            if tree.files.keys().any(|other| other.starts_with(&folder)) {
                add(
                    Rule::Beside,
                    format!("src/{file} lies beside its folder: move it to src/{folder}mod.rs"),
                );
            }
            if lines > LONGEST_FILE {
                add(Rule::Long, format!("src/{file} has {lines} lines: split it by its subject"));
            }
        }
        offences
    }

    /// The room that a file lies in.
    fn room(&self, file: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| lies_in(file, room.name))
    }

    /// The first import of each file that a room must not name.
    fn upward(&self, imports: &[Import]) -> Vec<Offence> {
        let mut first = BTreeMap::new();
        for import in imports {
            let Some(own) = self.room(&import.file) else { continue };
            let goal = import.files().next().and_then(|file| self.room(file));
            for (i, named) in import.files().enumerate() {
                let Some(other) = self.room(named) else { continue };
                // A room may hand out its own things at any of its doors.
                let same =
                    own.name == other.name || i > 0 && goal.is_some_and(|goal| goal.name == other.name);
                if !same && !own.may_name.iter().any(|place| lies_in(named, place)) {
                    let text = format!("{import}: {} may not name {}", own.name, other.name);
                    first.entry((&import.file, named)).or_insert(text);
                }
            }
        }
        first.into_values().map(|text| Offence { rule: Rule::Upward, text }).collect()
    }

    /// The first import of each thing outside that a file must not name.
    fn outside(&self, imports: &[Import]) -> Vec<Offence> {
        let mut first = BTreeMap::new();
        for (import, row) in self.doors(imports) {
            if !row.named_in.iter().any(|place| lies_in(&import.file, place)) {
                let text = match row.named_in {
                    [] => format!("{import}: nothing may name {}", row.name),
                    places => format!("{import}: only {} may name {}", places.join(", "), row.name),
                };
                first.entry((&import.file, row.name)).or_insert(text);
            }
        }
        first.into_values().map(|text| Offence { rule: Rule::Outside, text }).collect()
    }

    /// The imports of what lies outside, with the rows that speak of it.
    fn doors<'a>(&'a self, imports: &'a [Import]) -> impl Iterator<Item = (&'a Import, &'a Outside)> {
        imports.iter().flat_map(|import| {
            let rows = self.outside.iter().filter(|row| match &import.to {
                To::Outside(path) => row.speaks_of(path),
                To::File { .. } => false,
            });
            rows.map(move |row| (import, row))
        })
    }

    fn rows(&self) -> impl Iterator<Item = String> {
        let missing =
            self.dependencies.iter().filter(|name| !self.outside.iter().any(|row| row.name == *name));
        let idle = self.outside.iter().filter(|row| {
            let name = row.name.split("::").next().unwrap_or_default();
            name != "std" && !self.dependencies.contains(name)
        });
        let missing = missing.map(|name| format!("{name} is a dependency without a row"));
        missing.chain(idle.map(|row| format!("{} has a row and is no dependency", row.name)))
    }

    /// What rows allow although nothing makes use of it.
    fn unused(&self, imports: &[Import]) -> Vec<String> {
        let mut unused = Vec::new();
        for room in self.rooms {
            let own =
                imports.iter().filter(|import| self.room(&import.file).is_some_and(|r| r.name == room.name));
            let named: BTreeSet<&str> = own.flat_map(Import::files).collect();
            let idle = room.may_name.iter().filter(|place| !named.iter().any(|file| lies_in(file, place)));
            unused.extend(idle.map(|place| format!("{} may name {place} and does not", room.name)));
        }
        let mut doors: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (import, row) in self.doors(imports) {
            doors.entry(row.name).or_default().insert(&import.file);
        }
        for row in self.outside {
            let files = doors.get(row.name);
            let idle = row
                .named_in
                .iter()
                .filter(|place| !files.is_some_and(|files| files.iter().any(|file| lies_in(file, place))));
            unused.extend(idle.map(|place| format!("{place} may name {} and does not", row.name)));
        }
        unused
    }
}

impl Outside {
    /// Whether a path leads there, or with its `*` may.
    fn speaks_of(&self, path: &[String]) -> bool {
        let row: Vec<&str> = self.name.split("::").collect();
        match path.split_last() {
            Some((last, before)) if last == "*" => before.iter().zip(&row).all(|(named, row)| named == row),
            _ => row.len() <= path.len() && row.iter().zip(path).all(|(row, named)| row == named),
        }
    }
}

/// Whether a file is the place or lies in its folder.
fn lies_in(file: &str, place: &str) -> bool {
    file.strip_prefix(place).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}
