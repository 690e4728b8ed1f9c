//! Any bytes whatever as any input: a clear error or a correct result, and nothing that acts on a terminal.
//!
//! Real files are mutated, and each crash that was ever found is kept in `cases/<target>/`. `HOSTILE_INPUT_CASES` says
//! how many inputs each target gets.

mod files;
mod markup;
mod targets;

use std::io::Write;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;

/// What stands at the turning points of one format or another.
const TOKENS: [&[u8]; 41] = [
    b"\x1b[2J",
    b"\x1b]52;c;AAAA\x07",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\0",
    b"\r",
    b"\n",
    b"\t",
    b"\"",
    b"\"\"\"",
    b"'",
    b"[",
    b"]",
    b"[[",
    b"{",
    b"}",
    b"=",
    b",",
    b";",
    b":",
    b"#",
    b"\\",
    b"\\u0000",
    b"-",
    b"1e999",
    b"-0.0",
    b"nan",
    b"inf",
    b"1/0",
    b"((((((((((",
    b"9007199254740993",
    b"\xe2\x80\xae",
    b"\xcc\x81\xcc\x81",
    b"$",
    b"`",
    b"\x1b[200~",
    b"\x1b[201~",
    b"\x1b[<0;1;1M",
    b"null",
    b"PAR1",
    b"PK\x01\x02",
];

/// One change of a text.
#[derive(Clone, Debug)]
enum Change {
    Byte(Index, u8),
    Token(Index, usize),
    Cut(Index, Index),
    Again(Index, Index),
    End(Index),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        (any::<Index>(), 0..TOKENS.len()).prop_map(|(at, token)| Change::Token(at, token)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Cut(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Again(from, to)),
        any::<Index>().prop_map(Change::End),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
        let range = |from: &Index, to: &Index, bytes: &[u8]| {
            let (from, to) = (place(from, bytes), place(to, bytes));
            from.min(to)..from.max(to).min(from.min(to) + 64)
        };
        match change {
            Change::Byte(at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Byte(_, byte) => bytes.push(*byte),
            Change::Token(at, token) => {
                let at = place(at, &bytes);
                bytes.splice(at..at, TOKENS[*token].iter().copied());
            }
            Change::Cut(from, to) => drop(bytes.drain(range(from, to, &bytes))),
            Change::Again(from, to) => {
                let range = range(from, to, &bytes);
                let again = bytes[range.clone()].to_vec();
                bytes.splice(range.start..range.start, again);
            }
            Change::End(at) => bytes.truncate(place(at, &bytes)),
        }
    }
    bytes
}

fn packed(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    vec![gzip.finish().unwrap(), zstd::encode_all(bytes, 1).unwrap(), bytes.to_vec()]
}

/// Real inputs of a target.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let texts = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    match target {
        "preset" | "edition" => {
            let files = std::fs::read_dir("presets").unwrap().map(|entry| entry.unwrap().path());
            files
                .filter(|path| path.extension().is_some_and(|e| e == "toml"))
                .map(|path| std::fs::read(path).unwrap())
                .collect()
        }
        "config" => texts(&[
            "theme = \"dark\"\nascii = true\nmouse = false\n[keys]\nquit = \"ctrl-q\"\nundo = [\"u\", \"alt-z\"]\n",
            "theme = \"mono\"\n[keys]\nhelp = \"f1\"\n",
        ]),
        "notation" => texts(&[
            "uniform:10",
            "zipf:100,1.1",
            "geometric:50,0.1",
            "binomial:20,0.3",
            "poisson:4",
            "dirichlet:10,0.1,7",
            "0.9,0.0999,1e-4",
            "1/3,1/3,(1-1/3)/2",
            "1,2,4",
            "1..1e6",
            "2^10",
        ]),
        "number" => texts(&["0.9", "1e-4", "1/3", "2^-20", "(1 - 0.1)/3", "-(-(1))", "1_000", "1e308*10"]),
        "paste" => texts(&[
            "0.5 0.25 0.25",
            "a\t0.5\t1\nb\t0.5\t2\n",
            "label,p,reward\nx,1/2,0\ny,1/2,1\n",
            "\x1b[31mred\x1b[0m 1\nb 2",
        ]),
        "samples" | "samples_as_told" => {
            let csv = "prompt,reward,logprob\na,1,-2\na,2,-3.5\nb,0.5,-1\nb,0.25,-9\n";
            let jsonl = "{\"prompt\": \"a\", \"reward\": 1, \"logprob\": [-1, -2]}\n{\"prompt\": \"a\", \"reward\": 2, \"logprob\": -3}\n";
            let wide: Vec<u8> = csv.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let examples: Vec<&str> = bonscope::data::formats().iter().map(|format| format.example).collect();
            let array = format!("[{}]", examples.join(",\n"));
            let inside =
                format!("{{\"step\": 1, \"samples\": [{}], \"more\": {{}}}}", examples[..3].join(","));
            let kept =
                ["f04-list-columns.parquet", "f07-trl-chat-prompt.parquet", "f32-data-00000-of-00001.arrow"];
            let kept = kept.map(|name| std::fs::read(Path::new("tests/samples/cases").join(name)).unwrap());
            let made = std::fs::read("tests/samples/made/inspect.eval").unwrap();
            [csv, jsonl, &csv.replace(',', "\t"), &array, &inside]
                .iter()
                .flat_map(|text| packed(text.as_bytes()))
                .chain(examples.iter().map(|text| text.as_bytes().to_vec()))
                .chain([files::parquet(), [&[0xff, 0xfe], &wide[..]].concat()])
                .chain(kept)
                .chain([made, files::archive()])
                .collect()
        }
        "base_file" => {
            let csv = "label,p,reward\na,0.5,1\nb,0.25,2\n\"c,\"\"d\",0.25,2\n";
            let jsonl = "{\"label\": \"a\", \"p\": 0.5}\n{\"label\": \"b\", \"p\": 0.5}\n";
            [csv, jsonl].iter().flat_map(|text| packed(text.as_bytes())).chain([files::parquet()]).collect()
        }
        "terminal_input" => texts(&[
            "\x1b[A\x1b[1;5C\x1bOP\x1b[<0;10;10M\x1b[200~0.5,0.5\x1b[201~q",
            "\x1b]11;rgb:0/0/0\x07\x1b[?62c",
        ]),
        "command_line" => texts(&[
            "eval\x00uniform:10\x00-n\x001,2..8\x00--format\x00json\x00--bits",
            "solve\x000.5,0.5\x00--kl\x00=-1/2",
            "show\x00-\x00--size=80x24\x00--view\x00gap\x00--top-p\x000.9",
            "estimate\x00a.csv\x00--reward\x00r\x00-n\x001,2",
            "plot\x00-1,2\x00-o\x00a.svg\x00--\x00--help",
        ]),
        _ => texts(&[
            "ctrl-alt-shift-f12",
            "space",
            "$F^n - {kl} \\le \\ln n$ {p:y1} $$",
            "**{gap:.3}** `x`\n\n$\\frac{1}{n}$",
        ]),
    }
}

fn hold(name: &str) {
    let target = targets::ALL.iter().find(|(known, _)| *known == name).expect("a target").1;
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile_input/cases").join(name);
    for case in kept.read_dir().into_iter().flatten() {
        target(&std::fs::read(case.unwrap().path()).unwrap());
    }
    let corpus = corpus(name);
    corpus.iter().for_each(|bytes| target(bytes));
    let cases =
        std::env::var("HOSTILE_INPUT_CASES").map_or(256, |text| text.parse().expect("a whole number"));
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let start =
        prop_oneof![9 => prop::sample::select(corpus), 1 => prop::collection::vec(any::<u8>(), 0..200)];
    let inputs =
        (start, prop::collection::vec(change(), 1..6)).prop_map(|(bytes, changes)| changed(bytes, &changes));
    proptest!(config, |(bytes in inputs)| {
        target(&bytes);
    });
}

macro_rules! hostile {
    ($($target:ident)+) => {
        $(#[test]
        fn $target() {
            hold(stringify!($target));
        })+

        #[test]
        fn every_target_is_tried() {
            let tried = [$(stringify!($target)),+];
            assert_eq!(targets::ALL.map(|(name, _)| name), tried);
            let fuzz: toml::Table = std::fs::read_to_string("fuzz/Cargo.toml").unwrap().parse().unwrap();
            let programs = fuzz["bin"].as_array().unwrap().iter();
            assert!(programs.map(|program| program["name"].as_str().unwrap()).eq(tried), "fuzz/Cargo.toml");
        }
    };
}

hostile! {
    preset edition config notation number paste samples samples_as_told base_file terminal_input key_and_prose command_line
}
