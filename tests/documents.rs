//! README.md and docs/ say what the program does: every `console` block in them is run.
//!
//! A line that starts with `$ ` is a command; the lines below it, up to the next command or the end of the
//! block, are all it prints on stdout and stderr. A line `...` stands for any number of lines. Numbers of 14
//! digits and more are compared to 13. Commands are `bonscope ...`, alone or fed by `echo`, `printf` or `cat`.

use std::path::Path;
use std::process::{Command, Stdio};

use bonscope::explorer::action::{Context, TABLE};
use bonscope::family::families;
use bonscope::tui::line;

/// A command and what it is said to print.
#[derive(Debug, PartialEq)]
struct Example<'a> {
    /// The line of the document, from 1.
    line: usize,
    command: &'a str,
    expected: Vec<&'a str>,
}

fn examples(document: &str) -> Vec<Example<'_>> {
    let mut examples: Vec<Example<'_>> = Vec::new();
    let mut inside = false;
    for (index, line) in document.lines().enumerate() {
        if line.starts_with("```") {
            inside = !inside && line.trim_end() == "```console";
        } else if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
            examples.push(Example { line: index + 1, command, expected: Vec::new() });
        } else if let (true, Some(example)) = (inside, examples.last_mut()) {
            example.expected.push(line.trim_end());
        }
    }
    for example in &mut examples {
        while example.expected.last().is_some_and(|line| line.is_empty()) {
            example.expected.pop();
        }
    }
    examples
}

/// Whether `found` is what `expected` says, `...` standing for any number of lines.
fn matches(expected: &[&str], found: &[&str]) -> bool {
    match expected {
        [] => found.is_empty(),
        ["...", rest @ ..] => (0..=found.len()).any(|skipped| matches(rest, &found[skipped..])),
        [line, rest @ ..] => found.first() == Some(line) && matches(rest, &found[1..]),
    }
}

/// The longest common lines kept, the others marked `-` (expected) and `+` (found).
fn difference(expected: &[&str], found: &[&str]) -> String {
    let mut common = vec![vec![0; found.len() + 1]; expected.len() + 1];
    for i in (0..expected.len()).rev() {
        for j in (0..found.len()).rev() {
            common[i][j] = if expected[i] == found[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < expected.len() || j < found.len() {
        if i < expected.len() && j < found.len() && expected[i] == found[j] {
            lines.push(format!("  {}", expected[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == found.len() || (i < expected.len() && common[i + 1][j] >= common[i][j + 1]) {
            lines.push(format!("- {}", expected[i]));
            i += 1;
        } else {
            lines.push(format!("+ {}", found[j]));
            j += 1;
        }
    }
    lines.join("\n")
}

/// `line` with the last digits of long numbers rounded off: they may differ from one mathematical library to
/// the next.
fn rounded(line: &str) -> String {
    let numeric = |c: char| c.is_ascii_digit() || c == '.';
    let mut text = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(numeric) {
        let end = rest[start..].find(|c| !numeric(c)).map_or(rest.len(), |length| start + length);
        let (before, number) = (&rest[..start], &rest[start..end]);
        text.push_str(before);
        match number.parse::<f64>() {
            Ok(value) if number.len() > 14 => text.push_str(&format!("{value:.12e}")),
            _ => text.push_str(number),
        }
        rest = &rest[end..];
    }
    text + rest
}

fn run(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_bonscope")).parent().unwrap();
    let mut path = program.as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(folder)
        .env("PATH", path)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_CONFIG_HOME", folder)
        .env_remove("BONSCOPE_CONFIG")
        .env_remove("BONSCOPE_THEME")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn is_allowed(command: &str) -> bool {
    let mut stages = command.split(" | ").map(|stage| stage.split(' ').next().unwrap_or_default());
    stages.clone().any(|word| word == "bonscope")
        && stages.all(|word| matches!(word, "bonscope" | "echo" | "printf" | "cat" | "head" | "tail" | "cut"))
}

/// README.md and every page of docs/, by their names in the project.
fn documents() -> Vec<(String, String)> {
    let folder = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).unwrap();
    let pages = folder.map(|entry| format!("docs/{}", entry.unwrap().file_name().to_str().unwrap()));
    let mut names: Vec<String> = pages.filter(|name| name.ends_with(".md")).collect();
    names.push("README.md".to_owned());
    names.sort();
    names.into_iter().map(|name| (name.clone(), document(&name))).collect()
}

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[cfg(unix)]
#[test]
fn the_documents_tell_the_truth() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("assets")).unwrap();
    std::fs::copy(
        concat!(env!("CARGO_MANIFEST_DIR"), "/assets/toy-samples.jsonl"),
        folder.path().join("assets/toy-samples.jsonl"),
    )
    .unwrap();
    let documents = documents();
    assert!(!examples(&document("README.md")).is_empty(), "README.md has no ```console block with a command");
    for (name, text) in &documents {
        for Example { line, command, expected } in examples(text) {
            assert!(is_allowed(command), "{name}:{line}: `{command}` is not a bonscope command");
            let found = run(command, folder.path());
            let found: Vec<String> = found.lines().map(|line| rounded(line.trim_end())).collect();
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            let expected: Vec<String> = expected.into_iter().map(rounded).collect();
            let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
            assert!(
                matches(&expected, &found),
                "{name}:{line}: `{command}` prints something else (- {name}, + program)\n{}",
                difference(&expected, &found)
            );
        }
    }
}

#[test]
fn the_readme_stays_a_front_door() {
    let readme = document("README.md");
    assert!(readme.len() < 16_000, "README.md has {} bytes; what is more belongs into docs/", readme.len());
}

/// A link to a file that is not there helps nobody; addresses on the web are not tried.
#[test]
fn links_lead_to_files() {
    for (name, text) in documents() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let is_there = file.is_empty() || folder.with_file_name(file).exists();
            assert!(link.contains("://") || is_there, "{name}: nothing at {link}");
        }
    }
}

#[test]
fn blocks_are_read_as_documented() {
    let document = "```sh\n$ rm\n```\ntext\n```console\n$ bonscope a\none\n\n$ bonscope b\n...\n```\n$ no\n";
    assert_eq!(
        examples(document),
        [
            Example { line: 6, command: "bonscope a", expected: vec!["one"] },
            Example { line: 9, command: "bonscope b", expected: vec!["..."] }
        ]
    );
    assert!(examples("```console\n```\n```\n$ bonscope\n```").is_empty());
    assert!(
        is_allowed("printf '1,2' | bonscope eval -") && !is_allowed("ls") && !is_allowed("bonscope x | sh")
    );
}

#[test]
fn dots_stand_for_any_lines_and_nothing_else_does() {
    assert!(matches(&["a", "...", "z"], &["a", "z"]));
    assert!(matches(&["a", "...", "z"], &["a", "b", "z", "z"]));
    assert!(matches(&["..."], &[]));
    assert!(!matches(&["a", "...", "z"], &["a", "b"]));
    assert!(!matches(&["a"], &["a", "b"]));
    assert!(!matches(&["a", "b"], &["a"]));
    assert_eq!(difference(&["a", "b", "c"], &["a", "x", "c"]), "  a\n- b\n+ x\n  c");
}

#[test]
fn long_numbers_are_rounded_and_short_ones_are_not() {
    assert_eq!(rounded("kl 0.13081203594113694, n 2"), rounded("kl 0.13081203594113696, n 2"));
    assert_ne!(rounded("0.130812035941"), rounded("0.130812035942"));
    assert_ne!(rounded("0.13081203594213694"), rounded("0.13081203594113694"));
    assert_eq!(rounded("n = 64, π 1.5e-3"), "n = 64, π 1.5e-3");
}

#[cfg(unix)]
#[test]
fn the_picture_is_the_one_the_program_makes() {
    let folder = tempfile::tempdir().unwrap();
    let page = document("docs/explorer.md");
    let (before, _) = page.split_once(" -o assets/explorer.svg`").expect("the page says how it was made");
    let command = &before[before.rfind('`').unwrap() + 1..];
    std::fs::create_dir(folder.path().join("assets")).unwrap();
    run(&format!("{command} -o assets/explorer.svg"), folder.path());
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/explorer.svg");
    let (made, committed) =
        (folder.path().join("assets/explorer.svg"), std::fs::read_to_string(committed).unwrap());
    assert!(
        std::fs::read_to_string(made).unwrap() == committed,
        "make it anew: {command} -o assets/explorer.svg"
    );
}

/// What a document says between `<!-- name -->` and `<!-- end of name -->`.
fn section<'a>(document: &'a str, name: &str) -> &'a str {
    let (_, after) = document.split_once(&format!("<!-- {name} -->\n")).expect("the section begins");
    after.split_once(&format!("<!-- end of {name} -->")).expect("the section ends").0.trim()
}

#[test]
fn every_key_is_listed() {
    let rows = TABLE.iter().map(|entry| {
        let keys: Vec<String> = entry.keys.iter().map(|key| format!("`{key}`")).collect();
        let places: Vec<&str> = Context::ALL
            .iter()
            .filter(|context| context.explains(entry))
            .map(|context| context.title())
            .collect();
        let places = if entry.contexts().count() == Context::ALL.len() {
            "everywhere".into()
        } else {
            places.join(", ")
        };
        format!("| {} | {} | {places} |\n", keys.join(" "), entry.help)
    });
    let table: String = ["| keys | what they do | where |\n| --- | --- | --- |\n".to_owned()]
        .into_iter()
        .chain(rows)
        .collect();
    assert_eq!(
        section(&document("docs/keys.md"), "keys"),
        table.trim(),
        "docs/keys.md wants this table:\n{table}"
    );
}

#[test]
fn every_key_of_a_text_field_is_listed() {
    let rows = line::KEYS.iter().map(|(keys, does)| {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        format!("| {} | {does} |\n", keys.join(" "))
    });
    let table: String =
        ["| keys | what they do |\n| --- | --- |\n".to_owned()].into_iter().chain(rows).collect();
    assert_eq!(
        section(&document("docs/keys.md"), "text field"),
        table.trim(),
        "docs/keys.md wants this table:\n{table}"
    );
}

/// The flags that the help of `subcommand` explains, such as `--format`.
fn flags(subcommand: &str) -> Vec<String> {
    let help = run(&format!("bonscope {subcommand} --help"), Path::new("."));
    let names = help.lines().filter(|line| line.trim_start().starts_with('-'));
    let ends = |c: char| !c.is_ascii_alphabetic() && c != '-';
    let names = names.filter_map(|line| line.split_once("--")?.1.split(ends).next());
    names.map(|name| format!("--{name}")).collect()
}

#[cfg(unix)]
#[test]
fn every_flag_is_listed() {
    let page = document("docs/cli.md");
    let help = run("bonscope --help", Path::new("."));
    let (_, commands) = help.split_once("Commands:\n").expect("the help lists the subcommands");
    let named = commands.lines().take_while(|line| !line.is_empty());
    let subcommands: Vec<&str> = named
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().filter(|word| *word != "help"))
        .collect();
    assert!(subcommands.len() > 10, "{subcommands:?}");
    for subcommand in subcommands.into_iter().chain(["", "presets copy"]) {
        let is_named = page.contains(&format!("\nbonscope {subcommand}"));
        assert!(is_named || subcommand == "presets copy", "docs/cli.md says nothing of {subcommand}");
        let found = flags(subcommand);
        assert!(found.contains(&"--help".to_owned()), "{subcommand}: {found:?}");
        for flag in found.iter().filter(|flag| !matches!(flag.as_str(), "--help" | "--version")) {
            let is_there =
                page.match_indices(flag).any(|(at, _)| page[at + flag.len()..].starts_with(['`', ' ']));
            assert!(is_there, "docs/cli.md lacks {flag} of bonscope {subcommand}");
        }
    }
}

/// Every key of the objects in `json`, however deep.
fn keys(json: &serde_json::Value, found: &mut Vec<String>) {
    match json {
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
            found.push(key.clone());
            keys(value, found);
        }),
        serde_json::Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[cfg(unix)]
#[test]
fn every_field_is_listed() {
    let pages = document("docs/cli.md") + &document("docs/math.md");
    for command in [
        "eval 0.9,0.1 0.5,0.5 -n 4 --outcomes",
        "eval three-prompts -n 4",
        "eval 0.5,0.3,0.2 -n 4 --outcomes --temperature 0.5 --top-k 2 --top-p 0.9 --proposal 1,1,1",
        "sweep 0.9,0.1 -n 1..4",
        "solve 0.9,0.1 --kl 0.1",
        "compare 0.9,0.1 -n 4",
        "compare uniform:3 -n 1e6",
        "simulate 0.9,0.1 -n 4 --draws 100",
        "hunt --budget 1",
        "check uniform-10",
        "doctor --no-config",
        "doctor --no-config --actions",
        "estimate assets/toy-samples.jsonl -n 1,4",
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let printed = run(&format!("bonscope {command} --format json 2>/dev/null"), folder);
        let json =
            serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{command}: {error}\n{printed}"));
        let mut found = Vec::new();
        keys(&json, &mut found);
        for key in found {
            let name = key.strip_suffix("_low").or(key.strip_suffix("_high")).unwrap_or(&key);
            let is_continuum =
                name.strip_suffix("_bound").is_some_and(|name| pages.contains(&format!("`{name}`")));
            assert!(
                is_continuum || pages.contains(&format!("`{name}`")),
                "{command}: nothing is said of {key}"
            );
        }
    }
}

#[test]
fn every_family_is_listed() {
    let rows = families()
        .iter()
        .map(|family| format!("| `{}` | {} |\n", family.usage().replace('|', "\\|"), family.help));
    let table: String =
        ["| notation | what it is |\n| --- | --- |\n".to_owned()].into_iter().chain(rows).collect();
    assert_eq!(
        section(&document("docs/families.md"), "families"),
        table.trim(),
        "docs/families.md wants this table:\n{table}"
    );
}
