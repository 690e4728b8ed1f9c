//! Names and labels full of markup: every format stays what it is, and gives them back.

use std::io::Write;
use std::process::{Command, Stdio};

/// Labels that mean something to CSV, Markdown, SVG, shells and spreadsheets.
const LABELS: [&str; 8] = [
    "a,\"b\";c",
    "x|y||",
    "</text><script>alert(1)</script>",
    "&lt;&amp;]]><!--",
    "**bold** [a](b) `c` <br>",
    "=1+cmd|' /C calc'!A0",
    "$(reboot) 'quoted' \\",
    "\"\"",
];

fn preset() -> String {
    let labels = serde_json::to_string(&LABELS).unwrap();
    let p = serde_json::to_string(&[1; LABELS.len()]).unwrap();
    format!(
        "format = 1\nname = \"markup\"\ntitle = \"<b>|*title*|</b> & \\\"more\\\"\"\n[base]\np = {p}\nlabel = {labels}\n"
    )
}

/// What a subcommand prints of that preset.
fn printed(arguments: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bonscope"));
    command.args(arguments.split(' ')).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(preset().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn tables_give_labels_back() {
    let text = printed("eval - -n 4 --outcomes --format csv");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let at = rows.headers().unwrap().iter().position(|name| name == "label").unwrap();
    let labels: Vec<String> = rows.records().map(|row| row.unwrap()[at].to_owned()).collect();
    assert_eq!(labels, LABELS, "{text}");

    let text = printed("eval - -n 4 --outcomes --format json");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let outcomes = value["results"][0]["outcomes"].as_array().unwrap();
    let labels: Vec<&str> = outcomes.iter().map(|outcome| outcome["label"].as_str().unwrap()).collect();
    assert_eq!(labels, LABELS, "{text}");
}

#[test]
fn a_markdown_table_keeps_its_columns() {
    let text = printed("eval - -n 4 --outcomes --format md");
    // An escaped sign is no sign.
    let bare = |line: &str| -> String {
        let mut bare = String::new();
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => drop(characters.next()),
                _ => bare.push(character),
            }
        }
        bare
    };
    let rows: Vec<String> = text.lines().filter(|line| line.starts_with('|')).map(bare).collect();
    let of_outcomes: Vec<&String> =
        rows.iter().skip_while(|row| !row.contains("outcome") && !row.contains("label")).collect();
    assert!(of_outcomes.len() >= LABELS.len() + 2, "{text}");
    let columns = |row: &str| row.matches('|').count();
    assert!(of_outcomes.iter().all(|row| columns(row) == columns(of_outcomes[0])), "{text}");
    for row in &of_outcomes[2..] {
        assert!(!row.contains(['<', '*', '`', '[', '&']), "{row}");
    }
}

/// Checks that a picture is made of whole elements, with no text taken for one of them.
fn assert_picture(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>') && entities_only(&rest[..at]), "{}", &rest[..at]);
        let end = at + rest[at..].find('>').expect("an element ends");
        let element = &rest[at + 1..end];
        let name = element.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
        let known = [
            "svg", "title", "style", "rect", "g", "text", "tspan", "path", "line", "circle", "polyline",
            "polygon", "defs", "clipPath", "pattern", "desc",
        ];
        assert!(known.contains(&name), "<{element}>");
        match (element.starts_with('/'), element.ends_with('/')) {
            (true, _) => assert_eq!(open.pop(), Some(name)),
            (false, false) => open.push(name),
            (false, true) => {}
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
}

fn entities_only(text: &str) -> bool {
    text.split('&').skip(1).all(|after| {
        ["lt;", "gt;", "amp;", "quot;", "apos;", "#"].iter().any(|known| after.starts_with(known))
    })
}

#[test]
fn pictures_stay_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("screen.svg");
    printed(&format!("show - -n 4 --size 120x40 -o {}", file.display()));
    let screen = std::fs::read_to_string(&file).unwrap();
    assert!(screen.contains("&lt;/text&gt;") && !screen.contains("<script"), "{screen}");
    assert_picture(&screen);
    assert_picture(&printed("plot - -n 4 --view kl -o -"));
    let text = printed("show - -n 4 --view attribution --size 120x40 --plain");
    assert!(text.contains("a,\"b\";c") && text.contains("x|y||"), "{text}");
}
