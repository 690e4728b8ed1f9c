//! The house: a room of the crate names only rooms below it, what is outside has its doors, and no files form a loop.

mod broken;
mod loops;
mod rules;
mod source;
mod table;
mod tree;

use std::collections::BTreeSet;
use std::path::Path;

use rules::{House, Offence};
use tree::Tree;

/// The dependencies of the packages besides each other, as they are written in paths.
fn dependencies() -> BTreeSet<String> {
    let manifests = [include_str!("../../Cargo.toml"), include_str!("../../src/bon/Cargo.toml")];
    let tables = manifests.map(|manifest| manifest.parse::<toml::Table>().unwrap());
    let dependencies = tables.iter().flat_map(|manifest| manifest["dependencies"].as_table().unwrap());
    dependencies
        .filter(|(_, dependency)| dependency.get("path").is_none())
        .map(|(name, _)| name.replace('-', "_"))
        .collect()
}

/// Everything in the sources that breaks a rule.
fn offences() -> Vec<Offence> {
    let dependencies = dependencies();
    let standard = ["std", "core", "alloc"].map(str::to_owned);
    let crates = dependencies.iter().cloned().chain(standard).collect();
    let tree = Tree::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), crates);
    let imports = tree.imports().len();
    assert!(imports > 1000, "only {imports} imports are read");
    House { rooms: table::ROOMS, outside: table::OUTSIDE, dependencies: &dependencies }.offences(&tree)
}

#[test]
fn no_rule_is_broken() {
    let offences: Vec<String> = offences().iter().map(ToString::to_string).collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn a_room_may_name_only_rooms_of_lower_rows() {
    for (row, room) in table::ROOMS.iter().enumerate() {
        for place in room.may_name {
            let lower = &table::ROOMS[row + 1..];
            let found =
                lower.iter().any(|lower| place.split('/').zip(lower.name.split('/')).all(|(a, b)| a == b));
            assert!(found, "{} may name {place}, which is no place of a lower row", room.name);
        }
    }
}
