//! The house: a room of the crate uses only the rooms below it, and each outside world has one door.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the lowest floor up.
const ROOMS: [&str; 10] =
    ["bon", "text", "tui", "family", "document", "data", "preset", "report", "command", "explorer"];

/// What a file may name only when its path starts with one of the given prefixes.
const DOORS: [(&str, &[&str]); 9] = [
    ("crossterm::", &["tui/terminal"]),
    ("signal_hook::", &["tui/terminal", "command/hunt", "command/reading"]),
    ("ratatui::", &["explorer", "tui"]),
    ("clap::", &["command", "main.rs"]),
    ("toml::", &["document"]),
    ("toml_edit::", &["preset"]),
    ("parquet::", &["data/parquet_file"]),
    ("flate2::", &["data/input"]),
    ("zstd::", &["data/input"]),
];

/// What the mathematics must never touch.
const IMPURE: [&str; 6] = ["std::fs", "std::io", "std::env", "std::thread", "std::time", "std::process"];

/// Files of the explorer that decide what happens; drawing belongs to the others.
const PURE_EXPLORER: &[&str] = &[
    "explorer/action",
    "explorer/answer",
    "explorer/message",
    "explorer/arguments",
    "explorer/building",
    "explorer/copying",
    "explorer/draft",
    "explorer/edit",
    "explorer/ghosts",
    "explorer/history",
    "explorer/jump",
    "explorer/menu",
    "explorer/keeping",
    "explorer/model",
    "explorer/pair",
    "explorer/panes",
    "explorer/pins",
    "explorer/play",
    "explorer/reach",
    "explorer/offer",
    "explorer/palette",
    "explorer/pointer",
    "explorer/pool/model",
    "explorer/pool/moving",
    "explorer/pool/scroll",
    "explorer/pool/update",
    "explorer/scroll",
    "explorer/unsaved",
    "explorer/update",
];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The lines of code with their numbers, comments left out.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(i, line)| (i + 1, line.split("//").next().unwrap_or_default()))
}

/// What follows `crate::` in the code, each part of `crate::{a, b::c}` on its own.
fn rooms_named(text: &str) -> Vec<String> {
    let code: String = code(text).flat_map(|(_, line)| [line, "\n"]).collect();
    let name = |path: &str| -> String {
        path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut rooms = Vec::new();
    for path in code.split("crate::").skip(1) {
        let Some(group) = path.strip_prefix('{') else {
            rooms.push(name(path));
            continue;
        };
        let mut depth = 1;
        for part in group.split_inclusive(['{', '}', ',']) {
            if depth == 1 && !name(part).is_empty() {
                rooms.push(name(part));
            }
            depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
            if depth == 0 {
                break;
            }
        }
    }
    rooms
}

#[test]
fn imports_are_read_also_in_groups() {
    assert_eq!(rooms_named("use crate::bon::Base; // crate::report"), ["bon"]);
    assert_eq!(
        rooms_named("use crate::{\n    bon::{Base, Draws},\n    family,\n};\nuse x::{y};"),
        ["bon", "family"]
    );
}

fn floor(room: &str) -> Option<usize> {
    ROOMS.iter().position(|r| *r == room)
}

#[test]
fn no_room_reaches_upward() {
    let mut offences = Vec::new();
    let mut imports = 0;
    for (file, text) in sources() {
        let Some(own) = floor(file.split('/').next().unwrap_or_default()) else { continue };
        for room in rooms_named(&text) {
            imports += 1;
            match floor(&room) {
                Some(other) if other <= own => {}
                _ => offences.push(format!("src/{file} reaches for crate::{room}")),
            }
        }
    }
    assert!(imports > 0, "the test has found no imports to judge");
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn each_outside_world_has_one_door() {
    let mut offences = Vec::new();
    for (file, text) in sources() {
        for (number, line) in code(&text) {
            for (name, doors) in DOORS {
                if line.contains(name) && !doors.iter().any(|door| file.starts_with(door)) {
                    offences.push(format!("src/{file}:{number} uses {name}"));
                }
            }
            if file.starts_with("bon/") {
                offences.extend(
                    IMPURE
                        .iter()
                        .filter(|name| line.contains(*name))
                        .map(|name| format!("src/{file}:{number} uses {name}")),
                );
            }
            if PURE_EXPLORER.iter().any(|pure| file.starts_with(pure)) && line.contains("ratatui") {
                offences.push(format!("src/{file}:{number} uses ratatui"));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn files_stay_readable_in_one_sitting() {
    let long: Vec<String> = sources()
        .iter()
        .map(|(file, text)| (file, text.lines().count()))
        .filter(|(_, lines)| *lines > 420)
        .map(|(file, lines)| format!("src/{file} has {lines} lines; split it by subject"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
