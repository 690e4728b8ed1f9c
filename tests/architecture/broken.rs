//! Small made-up crates that break each rule once.

use std::collections::BTreeSet;

use crate::rules::{House, LONGEST_FILE, Rule};
use crate::table::{Outside, Room};
use crate::tree::Tree;

const ROOMS: &[Room] = &[
    Room { name: "lib", may_name: &[] },
    Room { name: "high", may_name: &["middle", "low"] },
    Room { name: "middle", may_name: &["low/open"] },
    Room { name: "low", may_name: &[] },
];

const OUTSIDE: &[Outside] = &[
    Outside { name: "screen", named_in: &["high"] },
    Outside { name: "std::fs", named_in: &["middle"] },
    Outside { name: "std::time::Instant", named_in: &[] },
];

/// What there is before anything is broken: it makes use of everything that the table allows.
const WHOLE: &[(&str, &str)] = &[
    ("lib.rs", "pub mod high; pub mod low; pub mod middle;"),
    ("high/mod.rs", "use crate::low::shut::Shut;\nuse crate::middle::Middle;\nuse screen::Size;"),
    ("middle/mod.rs", "use std::fs;\npub struct Middle(crate::low::Open);"),
    ("low/mod.rs", "mod open;\npub mod shut;\npub use open::{self, Open};"),
    ("low/open.rs", "pub struct Open;"),
    ("low/shut.rs", "pub struct Shut;"),
];

fn tree(files: &[(&str, &str)]) -> Tree {
    let crates = ["screen", "std"].map(str::to_owned).into();
    Tree::new(files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect(), crates)
}

fn offences_of(files: &[(&str, &str)], dependencies: &[&str]) -> Vec<(Rule, String)> {
    let dependencies: BTreeSet<String> = dependencies.iter().map(|name| (*name).to_owned()).collect();
    let house = House { rooms: ROOMS, outside: OUTSIDE, dependencies: &dependencies };
    house.offences(&tree(files)).into_iter().map(|offence| (offence.rule, offence.text)).collect()
}

/// What is wrong once a file is added, or another text takes the place of its own.
fn offences(file: &str, text: &str) -> Vec<(Rule, String)> {
    let others = WHOLE.iter().filter(|(name, _)| *name != file);
    let files: Vec<(&str, &str)> = others.copied().chain([(file, text)]).collect();
    offences_of(&files, &["screen"])
}

#[track_caller]
fn breaks(file: &str, text: &str, rule: Rule, message: &str) {
    assert_eq!(offences(file, text), [(rule, message.to_owned())]);
}

#[track_caller]
fn is_fine(file: &str, text: &str) {
    assert_eq!(offences(file, text), []);
}

#[test]
fn nothing_is_wrong_before() {
    assert_eq!(offences_of(WHOLE, &["screen"]), []);
}

#[test]
fn a_file_lies_in_no_room() {
    breaks("attic.rs", "", Rule::Roomless, "src/attic.rs lies in no room of the table");
}

#[test]
fn a_room_names_a_higher_one() {
    let message =
        "src/low/shut.rs:2 names crate::middle::Middle of src/middle/mod.rs: low may not name middle";
    breaks("low/shut.rs", "pub struct Shut;\nuse crate::middle::Middle;", Rule::Upward, message);
    breaks(
        "low/shut.rs",
        "pub struct Shut;\nfn f() { g(super::super::middle::Middle) }",
        Rule::Upward,
        "src/low/shut.rs:2 names super::super::middle::Middle of src/middle/mod.rs: low may not name middle",
    );
}

#[test]
fn a_room_names_a_part_that_its_row_leaves_out() {
    breaks(
        "middle/more.rs",
        "use crate::{low::{Open, shut::Shut}};",
        Rule::Upward,
        "src/middle/more.rs:1 names crate::low::shut::Shut of src/low/shut.rs: middle may not name low",
    );
}

#[test]
fn a_room_takes_from_a_higher_one_what_a_lower_one_defines() {
    let files = WHOLE.iter().copied().chain([("high/gate.rs", "pub use crate::low::Open;")]);
    let files: Vec<_> = files.chain([("middle/thief.rs", "use crate::high::gate::Open;")]).collect();
    let message =
        "src/middle/thief.rs:1 names crate::high::gate::Open of src/low/open.rs: middle may not name high";
    assert_eq!(offences_of(&files, &["screen"]), [(Rule::Upward, message.to_owned())]);
}

#[test]
fn a_room_that_is_a_package_is_named_from_outside() {
    let mut files = WHOLE.to_vec();
    files[0].1 = "pub mod high; pub use low; pub mod middle;";
    files.extend([("low/Cargo.toml", ""), ("low/own.rs", "use crate::shut::Shut;")]);
    assert_eq!(offences_of(&files, &["screen"]), []);
    files.push(("middle/thief.rs", "use low::shut::Shut;"));
    let message = "src/middle/thief.rs:1 names low::shut::Shut of src/low/shut.rs: middle may not name low";
    assert_eq!(offences_of(&files, &["screen"]), [(Rule::Upward, message.to_owned())]);
}

#[test]
fn what_lies_outside_is_named_in_the_wrong_place() {
    let message = "src/middle/more.rs:1 names screen::draw: only high may name screen";
    breaks("middle/more.rs", "fn f() { screen::draw() }", Rule::Outside, message);
    let message = "src/high/more.rs:1 names std::fs::File: only middle may name std::fs";
    breaks("high/more.rs", "use std::{fmt, fs::File};", Rule::Outside, message);
    let message = "src/high/more.rs:2 names time::Instant::now: nothing may name std::time::Instant";
    breaks("high/more.rs", "use std::time;\nfn f() { time::Instant::now(); }", Rule::Outside, message);
    let message = "src/high/more.rs:1 names std::time::*: nothing may name std::time::Instant";
    breaks("high/more.rs", "use std::time::*;", Rule::Outside, message);
    is_fine("high/more.rs", "use std::time::Duration;");
}

#[test]
fn a_dependency_has_no_row() {
    let wrong = offences_of(WHOLE, &["screen", "other"]);
    assert_eq!(wrong, [(Rule::Row, "other is a dependency without a row".to_owned())]);
    let wrong = offences_of(WHOLE, &[]);
    assert_eq!(wrong, [(Rule::Row, "screen has a row and is no dependency".to_owned())]);
}

#[test]
fn a_row_allows_what_nothing_does() {
    let message = "high may name low and does not";
    breaks("high/mod.rs", "use crate::middle::Middle;\nuse screen::Size;", Rule::Unused, message);
    let message = "middle may name std::fs and does not";
    breaks("middle/mod.rs", "pub struct Middle(crate::low::Open);", Rule::Unused, message);
}

#[test]
fn files_form_a_loop() {
    let files = WHOLE.iter().copied().chain([
        ("high/a.rs", "use super::b::B;\npub struct A;"),
        ("high/b.rs", "pub struct B;\nfn f() { super::c() }"),
        ("high/c.rs", "pub use crate::high::d::c;\nfn f(_: super::a::A) {}"),
        ("high/d.rs", "pub fn c() { vec![1, self::super::b::B::LENGTH]; }"),
    ]);
    let mut files: Vec<_> = files.collect();
    files[1].1 = "mod a; mod b; pub mod c; mod d; pub use c::c;\nuse crate::low::shut::Shut;\nuse crate::middle::Middle;\nuse screen::Size;";
    let message = "2 files: high/b.rs high/d.rs
    src/high/b.rs:2 names super::c of src/high/d.rs, and
    src/high/d.rs:1 names self::super::b::B::LENGTH of src/high/b.rs";
    assert_eq!(offences_of(&files, &["screen"]), [(Rule::Loop, message.to_owned())]);
}

#[test]
fn a_child_takes_from_a_parent_that_makes_use_of_it() {
    let text = "pub struct Shut;\nuse super::CEILING;";
    let parent = "pub const CEILING: u8 = 3; mod open; pub mod shut;\npub use open::{self, Open};";
    let mut files: Vec<_> = WHOLE.to_vec();
    files[5].1 = text;
    files[3].1 = parent;
    assert_eq!(offences_of(&files, &["screen"]), []);
    let parent = format!("{parent}\nfn f() {{ shut::Shut }}");
    files[3].1 = &parent;
    let message = "2 files: low/mod.rs low/shut.rs
    src/low/mod.rs:3 names shut::Shut of src/low/shut.rs, and
    src/low/shut.rs:2 names super::CEILING of src/low/mod.rs";
    assert_eq!(offences_of(&files, &["screen"]), [(Rule::Loop, message.to_owned())]);
}

#[test]
fn a_file_lies_beside_its_folder() {
    let message = "src/high/eaves.rs lies beside its folder: move it to src/high/eaves/mod.rs";
    let files = WHOLE.iter().copied().chain([("high/eaves.rs", ""), ("high/eaves/nest.rs", "")]);
    let files: Vec<_> = files.collect();
    assert_eq!(offences_of(&files, &["screen"]), [(Rule::Beside, message.to_owned())]);
}

#[test]
fn a_file_is_too_long() {
    is_fine("high/long.rs", &"\n".repeat(LONGEST_FILE));
    let message = "src/high/long.rs has 421 lines: split it by its subject";
    breaks("high/long.rs", &"\n".repeat(LONGEST_FILE + 1), Rule::Long, message);
}

#[test]
fn tests_may_name_everything() {
    is_fine(
        "low/shut.rs",
        "pub struct Shut;
        #[cfg(test)]
        use crate::high::High;
        #[cfg(test)]
        mod tests { use crate::middle::Middle; use screen::Size; }",
    );
    let files =
        WHOLE.iter().copied().chain([("tests/mod.rs", "mod more; use screen::Size;"), ("tests/more.rs", "")]);
    let mut files: Vec<_> = files.collect();
    files[0].1 = "pub mod high; pub mod low; pub mod middle; #[cfg(test)] mod tests;";
    assert_eq!(offences_of(&files, &["screen"]), []);
}

#[test]
fn words_in_comments_and_strings_name_nothing() {
    is_fine(
        "low/shut.rs",
        "//! [`crate::high`] /* screen::draw */
        /// std::fs::read, crate::middle::Middle
        pub struct Shut;
        pub(in crate::low) fn f() -> &'static str { \"screen::draw(); use crate::high::High;\" }",
    );
}
