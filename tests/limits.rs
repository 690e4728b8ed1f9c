//! The limits that docs/cli.md states are those of the code, and what lies beyond them is refused.

use std::io::{self, Read, Write};

use bonscope::bon::{Base, BaseError, Draws, MAX_OUTCOMES, MIN_MASS};
use bonscope::family::pasted;
use bonscope::text::number;
use bonscope::{data, document, preset};

#[test]
fn the_page_states_the_limits_of_the_code() {
    let page = std::fs::read_to_string("docs/cli.md").unwrap();
    let limits = [
        ("outcomes of a base", MAX_OUTCOMES as u64),
        ("n", Draws::MAX.get() as u64),
        ("rows of a sample log", data::MAX_ROWS),
        ("prompts of a sample log", data::MAX_PROMPTS as u64),
        ("bytes of one row of a table or log, labels included", data::Limits::default().row() as u64),
        ("bytes of a preset or configuration, labels included", document::MAX_FILE as u64),
        ("bytes of a pasted list", pasted::MAX_BYTES as u64),
        ("characters of one number or expression", number::MAX_LENGTH as u64),
        ("levels of parentheses, signs and powers in it", number::MAX_NESTING as u64),
    ];
    for (what, most) in limits {
        let row = format!("| {what} | {most} |");
        assert!(page.contains(&row), "docs/cli.md lacks this row:\n{row}");
    }
    assert!(page.contains(&format!("at least {MIN_MASS:e}.")));
}

#[test]
fn numbers_stop_at_their_limits() {
    let most = "1".repeat(number::MAX_LENGTH);
    assert!(number::parse(&most).is_ok());
    assert!(number::parse(&format!("{most}1")).unwrap_err().to_string().contains("at most 256"));
    let nested = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    assert!(number::parse(&nested(number::MAX_NESTING)).is_ok());
    assert!(number::parse(&nested(number::MAX_NESTING + 1)).is_err());
}

#[test]
fn n_and_probabilities_stop_at_their_limits() {
    assert!(Draws::new(1e15).is_ok());
    assert!(Draws::new(1.000001e15).is_err());
    assert!(Base::from_weights(&[1.0, MIN_MASS]).is_ok());
    let refused = Base::from_weights(&[1.0, 0.9 * MIN_MASS]).unwrap_err();
    assert!(matches!(refused, BaseError::TooSmall { index: 1, .. }), "{refused}");
}

/// Why a sample log with these bytes is refused.
fn refused_log(bytes: impl Read, options: &data::Options) -> String {
    let mut input = data::Input::piped("log", Box::new(bytes));
    data::read(&mut input, options, &mut |_| {}).map(drop).unwrap_err().to_string()
}

#[test]
fn rows_without_an_end_are_refused_before_they_are_held() {
    let limits = data::Limits { memory: 64 << 20, ..data::Limits::default() };
    let small = data::Options { limits, ..data::Options::default() };
    for start in [
        "{\"reward\": 1, \"text\": \"",
        "reward,logprob,text\n1,-1,\"",
        "reward,logprob,text\n1,-1,",
        "reward\tlogprob\ttext\n1\t-1\t",
    ] {
        let why = refused_log(start.as_bytes().chain(io::repeat(b'x')), &small);
        assert!(why.contains("longer than 4 MiB, the most a row may have"), "{start}: {why}");
    }
    let mut input = data::Input::piped("base", Box::new(b"p\n".chain(io::repeat(b'1'))));
    let why = data::read_base(&mut input).unwrap_err().to_string();
    assert!(why.contains("longer than 64 MiB"), "{why}");
}

#[test]
fn prompts_stop_at_their_limit() {
    assert_eq!(data::Limits::default().prompts, data::MAX_PROMPTS);
    let limits = data::Limits { prompts: 1000, ..data::Limits::default() };
    let log = |prompts| {
        let rows = (0..prompts).map(|prompt| format!("{prompt},1,-1\n"));
        std::iter::once("prompt,reward,logprob\n".to_owned()).chain(rows).collect::<String>()
    };
    let options = data::Options { limits, ..data::Options::default() };
    let why = refused_log(log(1001).as_bytes(), &options);
    assert!(why.contains("more than 1000 prompts"), "{why}");
    let mut input = data::Input::piped("log", Box::new(io::Cursor::new(log(1000))));
    assert!(data::read(&mut input, &options, &mut |_| {}).is_ok());
}

#[test]
fn documents_stop_at_their_limit() {
    let endless = &mut io::repeat(b'#');
    let why = document::read(endless, "file", "a preset").unwrap_err().to_string();
    assert_eq!(why, "file is larger than 64 MiB, the most a preset may have");
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&vec![b'#'; document::MAX_FILE + 1]).unwrap();
    let why = preset::load(file.path()).unwrap_err().to_string();
    assert!(why.ends_with("is larger than 64 MiB, the most a preset may have"), "{why}");
}

#[test]
fn pasted_lists_stop_at_their_limit() {
    let most = "1 ".repeat(pasted::MAX_BYTES / 2);
    assert!(pasted::parse(&most).is_ok());
    assert_eq!(pasted::parse(&format!("{most}1")).unwrap_err(), pasted::PasteError::TooLong);
}
