//! Bases in files: wherever a BASE is taken, a table of outcomes will do.

use std::io::Cursor;

use bonscope::data::{Input, read_base};
use bonscope::family::NamedBase;
use bonscope::preset::{Subject, resolve};
use parquet::data_type::DoubleType;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

fn base(bytes: &[u8]) -> Result<NamedBase, String> {
    read_base(&mut Input::piped("base", Box::new(bytes))).map_err(|error| error.to_string())
}

fn listed(named: &NamedBase) -> Vec<String> {
    let base = named.base();
    (0..base.len()).map(|r| format!("{} {} {}", named.label(r), base.p(r), base.reward(r))).collect()
}

#[test]
fn tables_of_outcomes_are_bases() {
    let full = ["no 0.75 -1", "yes 0.25 4"];
    for text in [
        "label,p,reward\nyes,0.25,4\nno,0.75,-1\n",
        "reward\tp\tLabel\n-1\t3\tno\n4\t1\tyes\n",
        "{\"p\": 0.25, \"reward\": 4, \"label\": \"yes\"}\n{\"p\": 0.75, \"reward\": -1, \"label\": \"no\"}\n",
    ] {
        assert_eq!(listed(&base(text.as_bytes()).unwrap()), full, "{text}");
    }
    assert_eq!(listed(&base(b"p\n0.75\n0.25\n").unwrap()), ["y1 0.75 1", "y2 0.25 2"]);
    let logs = base(b"logprob\n-0.2876820724517809\n-1.3862943611198906\n-inf\n").unwrap();
    assert!((logs.base().p(0) - 0.75).abs() < 1e-15 && logs.base().p(2) == 0.0);
    assert!(logs.notices().is_empty());
    assert_eq!(base(b"p\n3\n1\n").unwrap().notices(), ["the weights sum to 4 and were divided by that"]);
}

#[test]
fn parquet_is_read_too() {
    let schema = parse_message_type("message base { required double p; required double reward; }").unwrap();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema.into(), Default::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for values in [[0.25, 0.75], [4.0, -1.0]] {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&values, None, None).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    assert_eq!(listed(&base(&writer.into_inner().unwrap()).unwrap()), ["y2 0.75 -1", "y1 0.25 4"]);
}

#[test]
fn wrong_outcomes_are_named_by_line() {
    let cases = [
        ("p\n0.5\n-0.5\n", "base:3: the probability is -0.5; it must be a finite number of at least 0"),
        ("p\n0.5\n\"\"\n", "base:3: the probability is missing; it must be a finite number of at least 0"),
        (
            "p\n0.5\nabc\n",
            "base:3: the probability is \"abc\"; it must be a number such as -12.5 or 1e-4, or be left empty",
        ),
        ("p,reward\n0.5,1\n0.5,nan\n", "base:3: the reward is NaN; it must be a finite number"),
        (
            "logprob\n-1\n-900\n",
            "base:3: the log-probability is -900; it must be -inf, or between ln 1e-300 = -690.7 and 0",
        ),
        (
            "logprob\n-1\n2\n",
            "base:3: the log-probability is 2; it must be -inf, or between ln 1e-300 = -690.7 and 0",
        ),
        (
            "p,label\n1,a\n1,b\n1,a\n",
            "base:4: the label \"a\" was given on line 2 already; every outcome needs its own",
        ),
        ("p,label\n1,a\n1,\n", "base:3: the label is missing; it must be a text"),
        ("p\n0\n0\n", "base: every weight is 0; at least one outcome must have a positive weight"),
        (
            "p\n1\n1e-305\n",
            "base:3: the probability of outcome 2 is 1e-305 after normalising; it must be 0 or at least 1e-300",
        ),
        (
            "q\n1\n",
            "base: no column holds the probability or log-probability; name it with a heading, or call it p, prob, probability; the columns are q",
        ),
    ];
    for (text, sentence) in cases {
        assert_eq!(base(text.as_bytes()).unwrap_err(), sentence, "{text:?}");
    }
}

#[test]
fn a_table_will_do_wherever_a_base_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base.csv");
    std::fs::write(&path, "p,label\n0.5,no\n0.5,yes\n").unwrap();
    let resolved = |argument: &str, stdin: &[u8]| resolve(argument, &mut Cursor::new(stdin));
    let Ok(Subject::Base(found)) = resolved(path.to_str().unwrap(), b"") else { panic!("no base") };
    assert_eq!(listed(&found), ["no 0.5 1", "yes 0.5 2"]);
    for table in
        ["p,label\n0.5,no\n0.5,yes\n", "\n{\"p\": 1, \"label\": \"no\"}\n{\"p\": 1, \"label\": \"yes\"}\n"]
    {
        let Ok(Subject::Base(found)) = resolved("-", table.as_bytes()) else { panic!("no base") };
        assert_eq!(listed(&found), ["no 0.5 1", "yes 0.5 2"]);
    }
    let toml = "format = 1\nname = \"mine\"\ntitle = \"Mine\"\n[base]\np = [1, 1]\n";
    assert!(matches!(resolved("-", toml.as_bytes()), Ok(Subject::Preset(_))));
    let missing = resolved("nowhere.parquet", b"").unwrap_err().to_string();
    assert!(missing.starts_with("nowhere.parquet: "), "{missing}");
}

#[test]
fn what_servers_write_for_unlikely_tokens_has_no_probability() {
    let case = |name: &str| {
        std::fs::read(format!("{}/tests/samples/cases/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let all = base(&case("n11-top-logprobs-truncated.csv")).unwrap();
    let listed = base(&case("n11b-top-logprobs-truncated.csv")).unwrap();
    assert_eq!(all.label(4), "Saint, Denis");
    let p = |base: &NamedBase| (0..base.base().len()).map(|rank| base.base().p(rank)).collect::<Vec<_>>();
    assert_eq!(p(&all), [&p(&listed)[..], &[0.0]].concat());
    assert_eq!(
        all.notices(),
        [
            "1 of the log-probabilities is -9999, which servers write for what is not among the likeliest, and counts as probability 0",
            listed.notices()[0].as_str()
        ]
    );
    assert!(listed.notices()[0].starts_with("the weights sum to 0.85668"), "{:?}", listed.notices());
}
