//! What the program is built from, held against `deny.toml`: licences, where crates come from, no crate twice without a
//! reason, and no version with a known fault. The same as `cargo deny check`, without cargo-deny.

mod advisories;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// What cargo knows about every crate that is built for this system, without asking a network.
fn packages() -> Vec<Value> {
    let version = Command::new("rustc").arg("-vV").output().unwrap().stdout;
    let version = String::from_utf8(version).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let output = Command::new(env!("CARGO")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Every crate for any system: its name, its version and where it comes from.
fn locked() -> Vec<[String; 3]> {
    let lock: toml::Table = std::fs::read_to_string("Cargo.lock").unwrap().parse().unwrap();
    let field = |package: &toml::Value, field: &str| {
        package.get(field).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
    };
    let packages = lock["package"].as_array().unwrap().iter();
    packages.map(|package| ["name", "version", "source"].map(|name| field(package, name))).collect()
}

fn deny() -> toml::Table {
    std::fs::read_to_string("deny.toml").unwrap().parse().unwrap()
}

fn text<'a>(package: &'a Value, field: &str) -> &'a str {
    package[field].as_str().unwrap_or_default()
}

/// Whether some choice among the licences offered is allowed: AND binds closer than OR, and older crates write a slash.
fn permits(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let each = |all: &str| {
        all.split(" AND ").all(|one| {
            let one = one.trim();
            match one.strip_prefix('(').and_then(|one| one.strip_suffix(')')) {
                Some(inner) => permits(inner, allowed),
                None => allowed.contains(one),
            }
        })
    };
    let expression = expression.replace('/', " OR ");
    match expression.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((inner, rest)) => permits(inner, allowed) && permits(rest.trim_start_matches(" AND "), allowed),
        None => expression.split(" OR ").any(each),
    }
}

#[test]
fn licences_are_read_as_written() {
    let allowed = BTreeSet::from(["MIT", "Unicode-3.0", "BSD-2-Clause"]);
    for fine in [
        "MIT",
        "GPL-3.0 OR MIT",
        "Unlicense/MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "MIT AND BSD-2-Clause",
    ] {
        assert!(permits(fine, &allowed), "{fine}");
    }
    for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND GPL-3.0", "(GPL-3.0) AND MIT"]
    {
        assert!(!permits(refused, &allowed), "{refused}");
    }
}

#[test]
fn every_licence_is_allowed() {
    let deny = deny();
    let listed = deny["licenses"]["allow"].as_array().unwrap();
    let allowed: BTreeSet<&str> = listed.iter().filter_map(toml::Value::as_str).collect();
    let packages = packages();
    assert!(packages.len() > 100, "only {}", packages.len());
    for package in &packages {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        assert!(permits(licence, &allowed), "{name} is under `{licence}`, which deny.toml does not allow");
    }
}

#[test]
fn every_crate_comes_from_the_registry() {
    for [name, _, source] in locked() {
        let known = ["bonscope", "bonscope-bon"].contains(&name.as_str())
            || source == "registry+https://github.com/rust-lang/crates.io-index";
        assert!(known, "{name} comes from `{source}`");
    }
}

#[test]
fn no_crate_is_there_twice_without_a_reason() {
    let deny = deny();
    let skipped: BTreeMap<&str, &str> = deny["bans"]["skip"]
        .as_array()
        .unwrap()
        .iter()
        .map(|skip| (skip["crate"].as_str().unwrap(), skip["reason"].as_str().unwrap()))
        .collect();
    assert!(skipped.values().all(|reason| !reason.is_empty()));
    let locked = locked();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for [name, version, _] in &locked {
        versions.entry(name).or_default().insert(version);
    }
    let mut excused = BTreeSet::new();
    for (name, versions) in versions.into_iter().filter(|(_, versions)| versions.len() > 1) {
        let marked: BTreeSet<String> = versions.iter().map(|version| format!("{name}@{version}")).collect();
        let (known, unknown): (Vec<_>, Vec<_>) =
            marked.into_iter().partition(|one| skipped.contains_key(one.as_str()));
        assert!(unknown.len() <= 1, "{unknown:?}: give a reason in deny.toml or be rid of all but one");
        excused.extend(known);
    }
    for skip in skipped.keys() {
        assert!(excused.contains(*skip), "deny.toml excuses {skip}, which is there no more than once");
    }
}

#[test]
fn no_version_is_left_open() {
    let packages = packages();
    let own = packages.iter().find(|package| text(package, "name") == env!("CARGO_PKG_NAME")).unwrap();
    for dependency in own["dependencies"].as_array().unwrap() {
        assert_ne!(text(dependency, "req"), "*", "{}", text(dependency, "name"));
    }
}
