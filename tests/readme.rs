//! The README says what the program does: every `console` block in it is run.
//!
//! A line that starts with `$ ` is a command; the lines below it, up to the next command or the end of the
//! block, are all it prints on stdout and stderr. A line `...` stands for any number of lines. Commands are
//! `bonscope ...`, alone or fed by `echo`, `printf` or `cat`.

use std::path::Path;
use std::process::{Command, Stdio};

/// A command and what it is said to print.
#[derive(Debug, PartialEq)]
struct Example<'a> {
    /// The line of the README, from 1.
    line: usize,
    command: &'a str,
    expected: Vec<&'a str>,
}

fn examples(readme: &str) -> Vec<Example<'_>> {
    let mut examples: Vec<Example<'_>> = Vec::new();
    let mut inside = false;
    for (index, line) in readme.lines().enumerate() {
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

#[cfg(unix)]
#[test]
fn the_readme_tells_the_truth() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let examples = examples(&readme);
    assert!(!examples.is_empty(), "README.md has no ```console block with a command");
    let folder = tempfile::tempdir().unwrap();
    for Example { line, command, expected } in examples {
        assert!(is_allowed(command), "README.md:{line}: `{command}` is not a bonscope command");
        let found = run(command, folder.path());
        let found: Vec<&str> = found.lines().map(str::trim_end).collect();
        assert!(
            matches(&expected, &found),
            "README.md:{line}: `{command}` prints something else (- README, + program)\n{}",
            difference(&expected, &found)
        );
    }
}

#[test]
fn blocks_are_read_as_documented() {
    let readme = "```sh\n$ rm\n```\ntext\n```console\n$ bonscope a\none\n\n$ bonscope b\n...\n```\n$ no\n";
    assert_eq!(
        examples(readme),
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
