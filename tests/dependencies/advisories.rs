//! No version in the lock file has a known fault: `tests/advisories.toml`, and the advisory database where there is a copy.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use semver::{Version, VersionReq};
use serde::Deserialize;

use super::{deny, locked};

/// What the RustSec advisory database says of one crate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advisory {
    id: String,
    #[serde(rename = "crate")]
    about: String,
    title: String,
    kind: Kind,
    patched: Vec<VersionReq>,
    unaffected: Vec<VersionReq>,
    /// Taken back, as the database says of some. The committed list has no such advisory.
    #[serde(skip)]
    withdrawn: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Vulnerability,
    Unsound,
    Unmaintained,
    Notice,
}

impl Advisory {
    /// A version is affected unless it is said not to be: a pre-release of a patched version counts as affected.
    fn affects(&self, name: &str, version: &Version) -> bool {
        let spared = self.patched.iter().chain(&self.unaffected).any(|range| range.matches(version));
        self.about == name && !self.withdrawn && !spared
    }
}

/// The advisories committed with the tests.
fn listed() -> Vec<Advisory> {
    #[derive(Deserialize)]
    struct List {
        advisory: Vec<Advisory>,
    }
    let text = std::fs::read_to_string("tests/advisories.toml").unwrap();
    toml::from_str::<List>(&text).unwrap_or_else(|error| panic!("tests/advisories.toml: {error}")).advisory
}

/// One file of the database: TOML between a line of "```toml" and a line of "```", then Markdown under a title.
fn advisory(text: &str) -> Result<Advisory, String> {
    #[derive(Deserialize)]
    struct FrontMatter {
        advisory: Header,
        versions: Ranges,
    }
    #[derive(Deserialize)]
    struct Header {
        id: String,
        package: String,
        informational: Option<Kind>,
        withdrawn: Option<toml::Value>,
    }
    #[derive(Deserialize)]
    struct Ranges {
        patched: Vec<VersionReq>,
        #[serde(default)]
        unaffected: Vec<VersionReq>,
    }
    let (front, body) = text
        .strip_prefix("```toml\n")
        .and_then(|rest| rest.split_once("\n```\n"))
        .ok_or("no TOML between ```toml and ``` at the beginning")?;
    let FrontMatter { advisory: header, versions } =
        toml::from_str(front).map_err(|error| error.to_string())?;
    let title = body.lines().find_map(|line| line.strip_prefix("# ")).ok_or("no title")?;
    Ok(Advisory {
        id: header.id,
        about: header.package,
        title: title.to_owned(),
        kind: header.informational.unwrap_or(Kind::Vulnerability),
        patched: versions.patched,
        unaffected: versions.unaffected,
        withdrawn: header.withdrawn.is_some(),
    })
}

/// All that a copy of the advisory database in `folder` says of the crates named.
fn database(folder: &Path, names: &BTreeSet<&str>) -> Result<Vec<Advisory>, String> {
    let crates = folder.join("crates");
    if !crates.is_dir() {
        return Err(format!(
            "{} is no copy of the advisory database: it has no folder `crates`",
            folder.display()
        ));
    }
    let mut all = Vec::new();
    for name in names {
        let folder = crates.join(name);
        if !folder.exists() {
            continue;
        }
        for entry in folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))? {
            let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            if !stem.starts_with("RUSTSEC-") || path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let wrong = |why: String| format!("{}: {why}", path.display());
            let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
            let advisory = advisory(&text).map_err(wrong)?;
            if advisory.id != stem || advisory.about != *name {
                return Err(wrong(format!("it calls itself {} about {}", advisory.id, advisory.about)));
            }
            all.push(advisory);
        }
    }
    Ok(all)
}

/// The advisories that `deny.toml` accepts, with the reasons.
fn accepted(deny: &toml::Table) -> Result<BTreeMap<&str, &str>, String> {
    let ignored = deny["advisories"]["ignore"].as_array().unwrap();
    let text = |entry, field| toml::Value::get(entry, field).and_then(toml::Value::as_str);
    ignored
        .iter()
        .map(|entry| match (text(entry, "id"), text(entry, "reason")) {
            (Some(id), Some(reason)) if !reason.trim().is_empty() => Ok((id, reason)),
            _ => Err(format!("deny.toml ignores {entry:?}: give `id` and `reason`")),
        })
        .collect()
}

/// A sentence for each locked version that an advisory affects, unless it is accepted.
fn faults(locked: &[(&str, Version)], known: &[Advisory], accepted: &BTreeMap<&str, &str>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, version) in locked {
        let affecting = known.iter().filter(|one| one.affects(name, version));
        for Advisory { id, kind, title, patched, .. } in
            affecting.filter(|one| !accepted.contains_key(one.id.as_str()))
        {
            let patched: Vec<String> = patched.iter().map(|range| format!("`{range}`")).collect();
            let patched = if patched.is_empty() { "no version".to_owned() } else { patched.join(" or ") };
            faults.push(format!("{name} {version}: {id} ({kind:?}), {title}; patched in {patched}"));
        }
    }
    faults
}

/// The accepted advisories that are not among those known to affect a locked version.
fn needless<'a>(
    locked: &[(&str, Version)],
    known: &[Advisory],
    accepted: &BTreeMap<&'a str, &str>,
) -> Vec<&'a str> {
    let needed = |id: &str| {
        known
            .iter()
            .any(|one| one.id == id && locked.iter().any(|(name, version)| one.affects(name, version)))
    };
    accepted.keys().copied().filter(|id| !needed(id)).collect()
}

fn versions(locked: &[[String; 3]]) -> Vec<(&str, Version)> {
    locked.iter().map(|[name, version, _]| (name.as_str(), Version::parse(version).unwrap())).collect()
}

#[test]
fn no_locked_version_has_a_known_fault() {
    let (locked, deny, listed) = (locked(), deny(), listed());
    let (locked, accepted) = (versions(&locked), accepted(&deny).unwrap_or_else(|error| panic!("{error}")));
    let mut found = BTreeSet::from_iter(faults(&locked, &listed, &accepted));
    if let Some(folder) = std::env::var_os("BONSCOPE_ADVISORY_DB") {
        let names = locked.iter().map(|(name, _)| *name).collect();
        let all = database(Path::new(&folder), &names).unwrap_or_else(|error| panic!("{error}"));
        // The database never drops an advisory: one that is not found was not read.
        for one in &listed {
            assert!(all.iter().any(|other| other.id == one.id), "{} is not in the database", one.id);
        }
        for one in all.iter().filter(|one| listed.iter().all(|other| other.id != one.id)) {
            println!("tests/advisories.toml lacks {} about {}", one.id, one.about);
        }
        found.extend(faults(&locked, &all, &accepted));
    }
    assert!(found.is_empty(), "{}", Vec::from_iter(found).join("\n"));
    let needless = needless(&locked, &listed, &accepted);
    assert!(
        needless.is_empty(),
        "deny.toml ignores {needless:?}: by tests/advisories.toml they affect no locked version"
    );
}

#[test]
fn the_list_of_advisories_is_in_order_and_about_locked_crates() {
    let (locked, listed) = (locked(), listed());
    let names: BTreeSet<&str> = locked.iter().map(|[name, ..]| name.as_str()).collect();
    let keys: Vec<(&str, &str)> = listed.iter().map(|one| (one.about.as_str(), one.id.as_str())).collect();
    assert!(keys.is_sorted_by(|one, next| one < next), "sort by crate and id, each once: {keys:?}");
    for Advisory { id, about, title, .. } in &listed {
        assert!(names.contains(about.as_str()), "{id} is about {about}, which Cargo.lock does not name");
        let number: Vec<&str> = id.strip_prefix("RUSTSEC-").unwrap_or_default().split('-').collect();
        let digits = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        assert!(number.len() == 2 && number.iter().all(digits), "{id} is no RUSTSEC-YYYY-NNNN");
        assert!(!title.is_empty() && title.lines().count() == 1, "{id}: `{title}`");
    }
}

/// A file as the database has it, with a table of ranges and something more in its header.
fn written(id: &str, about: &str, ranges: &str, more: &str) -> String {
    let header = format!("[advisory]\nid = \"{id}\"\npackage = \"{about}\"\ndate = \"2026-01-31\"\n{more}");
    let affected = "[affected]\nfunctions = { \"crate::function\" = [\"< 1.0.0\"] }";
    format!(
        "```toml\n{header}\n[versions]\n{ranges}\n\n{affected}\n```\n\n# A fault in `{about}`\n\nHow it goes wrong.\n"
    )
}

#[test]
fn advisories_find_the_versions_they_affect() {
    let ranges = "patched = [\">= 0.9.3, < 0.10.0\", \">= 0.10.1\"]\nunaffected = [\"< 0.7.0\"]";
    let fault = advisory(&written("RUSTSEC-2026-9001", "made-up", ranges, "")).unwrap();
    for affected in ["0.7.0", "0.8.9", "0.9.2", "0.10.0", "0.10.0+build", "0.10.1-beta.1"] {
        assert!(fault.affects("made-up", &Version::parse(affected).unwrap()), "{affected}");
    }
    for fine in ["0.6.9", "0.9.3", "0.9.99", "0.10.1", "0.10.1+build", "1.0.0"] {
        assert!(!fault.affects("made-up", &Version::parse(fine).unwrap()), "{fine}");
    }
    let never = advisory(&written("RUSTSEC-2026-9002", "made-up", "patched = []", "")).unwrap();
    let known = [fault, never];
    let locked = [
        ("made-up", Version::new(0, 9, 3)),
        ("made-up", Version::new(0, 8, 0)),
        ("other", Version::new(0, 8, 0)),
    ];
    let found = faults(&locked, &known, &BTreeMap::new());
    assert_eq!(
        found,
        [
            "made-up 0.9.3: RUSTSEC-2026-9002 (Vulnerability), A fault in `made-up`; patched in no version",
            "made-up 0.8.0: RUSTSEC-2026-9001 (Vulnerability), A fault in `made-up`; patched in `>=0.9.3, <0.10.0` or `>=0.10.1`",
            "made-up 0.8.0: RUSTSEC-2026-9002 (Vulnerability), A fault in `made-up`; patched in no version",
        ]
    );
    let deny = "advisories.ignore = [{ id = \"RUSTSEC-2026-9002\", reason = \"made up\" }]".parse().unwrap();
    let accepted = accepted(&deny).unwrap();
    assert_eq!(faults(&locked, &known, &accepted), found[1..2]);
    assert!(needless(&locked, &known, &accepted).is_empty());
    assert_eq!(needless(&locked[2..], &known, &accepted), ["RUSTSEC-2026-9002"]);
    assert_eq!(needless(&locked, &known[..1], &accepted), ["RUSTSEC-2026-9002"]);
}

#[test]
fn an_advisory_is_accepted_for_a_reason_only() {
    let ignoring = |entry: &str| format!("advisories.ignore = [{entry}]").parse::<toml::Table>().unwrap();
    let id = "id = \"RUSTSEC-2026-9001\"";
    let deny = ignoring(&format!("{{ {id}, reason = \"only builds need it\" }}"));
    assert_eq!(accepted(&deny), Ok(BTreeMap::from([("RUSTSEC-2026-9001", "only builds need it")])));
    for entry in ["\"RUSTSEC-2026-9001\"", &format!("{{ {id} }}"), &format!("{{ {id}, reason = \" \" }}")] {
        let error = accepted(&ignoring(entry)).unwrap_err();
        assert!(error.contains("RUSTSEC-2026-9001") && error.ends_with("give `id` and `reason`"), "{error}");
    }
}

#[test]
fn the_advisory_database_is_read_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let names = BTreeSet::from(["blameless", "made-up", "second"]);
    let missing = database(folder.path(), &names).unwrap_err();
    assert!(missing.contains("no folder `crates`"), "{missing}");
    let write = |path: &str, text: &str| {
        let path = folder.path().join("crates").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let patched = "patched = [\">= 1.2.3\"]";
    write(
        "made-up/RUSTSEC-2026-9001.md",
        &written("RUSTSEC-2026-9001", "made-up", patched, "informational = \"unsound\""),
    );
    write(
        "made-up/RUSTSEC-2026-9002.md",
        &written("RUSTSEC-2026-9002", "made-up", patched, "withdrawn = \"2026-02-01\""),
    );
    write("made-up/notes.md", "no advisory");
    write("second/RUSTSEC-2026-9003.md", &written("RUSTSEC-2026-9003", "second", "patched = []", ""));
    write("not-locked/RUSTSEC-2026-9004.md", "broken, and never read");
    let mut all = database(folder.path(), &names).unwrap();
    all.sort_by(|one, other| one.id.cmp(&other.id));
    let read: Vec<_> =
        all.iter().map(|one| (one.id.as_str(), one.about.as_str(), one.kind, one.withdrawn)).collect();
    assert_eq!(
        read,
        [
            ("RUSTSEC-2026-9001", "made-up", Kind::Unsound, false),
            ("RUSTSEC-2026-9002", "made-up", Kind::Vulnerability, true),
            ("RUSTSEC-2026-9003", "second", Kind::Vulnerability, false),
        ]
    );
    let locked = [
        ("made-up", Version::new(1, 2, 2)),
        ("second", Version::new(9, 0, 0)),
        ("blameless", Version::new(1, 0, 0)),
    ];
    let found = faults(&locked, &all, &BTreeMap::new());
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("made-up 1.2.2: RUSTSEC-2026-9001 (Unsound)"), "{found:?}");
    assert!(found[1].starts_with("second 9.0.0: RUSTSEC-2026-9003 (Vulnerability)"), "{found:?}");

    let fine = written("RUSTSEC-2026-9003", "second", "patched = []", "");
    for broken in [
        String::new(),
        fine.replace("\n```\n", "\n"),
        fine.replace("[versions]\n", ""),
        fine.replace("patched = []", "patched = [\"soon\"]"),
        fine.replace("# A fault", "A fault"),
        fine.replace("RUSTSEC-2026-9003", "RUSTSEC-2026-9005"),
        fine.replace("\"second\"", "\"third\""),
    ] {
        write("second/RUSTSEC-2026-9003.md", &broken);
        let error = database(folder.path(), &names).unwrap_err();
        assert!(error.contains("RUSTSEC-2026-9003.md: "), "{broken}: {error}");
    }
}
