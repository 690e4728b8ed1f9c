//! The built-in presets, the refusals of the file format, and what a BASE argument means.

use bonscope::bon::Quantity;
use bonscope::preset::{self, Change, Focus, LowerView, Predict, Start, Test, Travel, View, library};
use proptest::prelude::*;

#[test]
fn every_built_in_preset_is_whole_and_every_claim_holds() {
    for name in library::names() {
        let text = library::text(name).unwrap();
        let preset = preset::parse(text, name).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(preset.name, name);
        assert!(!preset.source.is_empty() && !preset.about.is_empty(), "{name}");
        assert!(preset.claims.len() >= 2, "{name}");
        for claim in &preset.claims {
            let verdict = preset.check(claim);
            assert!(verdict.holds, "{name}: {claim:?} is {}", verdict.value);
        }
    }
    assert_eq!(library::names().next(), Some(library::DEFAULT));
}

/// A preset that is accepted, to be broken one line at a time.
const WHOLE: &str = r#"format = 1
name = "mine"
title = "Mine"
source = "me"
about = "nothing"

[base]
p = [0.5, "1/3", 0.25]
reward = [0, 1, 2]
label = ["a", "b", "c"]

[start]
n = 64
view = "gap"

[[claim]]
n = 2
quantity = "kl"
equals = 0.1
within = 1e-3
why = "so"

[[step]]
say = "Look."
n = 2
view = "kl"
highlight = ["c"]
ask = "Where?"
reveal = "There."
"#;

#[test]
fn a_whole_preset_is_read() {
    let mine = preset::parse(WHOLE, "mine.toml").unwrap();
    assert_eq!((mine.name.as_str(), mine.title.as_str(), mine.base.name()), ("mine", "Mine", "mine"));
    assert_eq!((mine.start, mine.base.base().len()), (Start { n: 64, view: View::Lower(LowerView::Gap) }, 3));
    assert_eq!(mine.base.label(2), "c");
    assert_eq!(mine.claims[0].test, Test::Equals { value: 0.1, within: 1e-3 });
    assert_eq!((mine.steps[0].n, mine.steps[0].view), (Some(Travel::To(2)), Some(View::Kl)));
    assert_eq!(mine.steps[0].highlight, ["c"]);
    assert_eq!(mine.base.notices().len(), 1);

    let least = "format = 1\nname = \"x\"\ntitle = \"X\"\n[base]\nfamily = \"uniform:3\"\n";
    let least = preset::parse(least, "x.toml").unwrap();
    assert_eq!((least.start, least.claims.len(), least.steps.len()), (Start::default(), 0, 0));
    let rows = "format = 1\nname = \"x\"\ntitle = \"X\"\n[base]\noutcomes = [{ p = 1e0, reward = 2 }, { p = 0x3, reward = 1 }]\n";
    let rows = preset::parse(rows, "x.toml").unwrap();
    assert_eq!((rows.base.base().p(0), rows.base.label(0).into_owned()), (0.75, "y2".to_owned()));
}

#[test]
fn a_step_says_where_to_go_and_what_changes() {
    let text = WHOLE.replace(
        "view = \"kl\"\nhighlight = [\"c\"]",
        r#"title = "Wider"
focus = "numbers"
highlight = ["y7"]
change = [
    { p = "1/2", outcome = "a" },
    { reward = 5, outcome = "b" },
    { pin = "before" },
    { base = { p = [0.9, 0.1], label = ["no", "yes"] } },
    { base = "uniform:10" },
    { argument = "L", value = 7 },
]
predict = { quantity = "gap", n = 64 }"#,
    );
    let mine = preset::parse(&text.replace("n = 2\ntitle", "n = \"1..2^6\"\ntitle"), "mine.toml").unwrap();
    let step = &mine.steps[0];
    assert_eq!((step.n, step.focus), (Some(Travel::Along(1, 64)), Some(Focus::Numbers)));
    assert_eq!((step.title.as_deref(), step.highlight.as_slice()), (Some("Wider"), &["y7".to_owned()][..]));
    assert_eq!(step.predict, Some(Predict { quantity: Quantity::Gap, n: Some(64) }));
    let [
        Change::Mass(a, half),
        Change::Reward(b, five),
        Change::Pin(pin),
        Change::Base(two),
        Change::Base(ten),
        Change::Argument("L", seven),
    ] = step.change.as_slice()
    else {
        panic!("{:?}", step.change)
    };
    assert_eq!((a.as_str(), *half, b.as_str(), *five), ("a", 0.5, "b", 5.0));
    assert_eq!(
        (pin.as_str(), two.label(1).as_ref(), ten.base().len(), seven.as_str()),
        ("before", "yes", 10, "7")
    );
}

/// A line of [`WHOLE`], what takes its place, and the refusal (its beginning, when it ends with `…`).
const BROKEN: &[(&str, &str, &str)] = &[
    // What the file is.
    ("format = 1", "format = 2", "1:10: format is the number 2; it must be 1, the only format there is"),
    ("format = 1\n", "", "1:1: the preset has no format; it must give format = 1"),
    (
        "name = \"mine\"",
        "nmae = \"mine\"",
        "2:1: there is no key \"nmae\" in the preset; did you mean \"name\"? the keys are format, name, title, walkthrough, source, about, base, prompt, proposal, start, claim, step",
    ),
    (
        "name = \"mine\"",
        "name = \"../mine\"",
        "2:8: name is the text \"../mine\"; it must be a letter and then letters, digits, \"-\", \"_\" or \".\", at most 64 in all",
    ),
    ("title = \"Mine\"", "title = 7", "3:9: title is the number 7; it must be a text in quotes"),
    (
        "title = \"Mine\"",
        "title = \" \"",
        "3:9: title is the text \" \"; it must be a text in quotes that is not empty",
    ),
    ("title = \"Mine\"\n", "", "1:1: the preset has no title; it must give a title of one line"),
    ("title = \"Mine\"", "title = \"Mine", "3:14: this is not TOML: invalid basic string, expected `\"`"),
    ("title = \"Mine\"", "title = \"a\"\ntitle = \"b\"", "4:1: this is not TOML: duplicate key"),
    ("[start]", "[start", "12:7: this is not TOML: unclosed table, expected `]`"),
    // The base.
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5, \"1/x\", 0.25]",
        "8:11: entry 2 of p is not a number: column 3: found \"x\" where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5, nan, 0.25]",
        "8:11: entry 2 of p is the number nan; it must be a finite number such as 0.5, 1e-4 or \"1/3\"",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5, 0.25, inf]",
        "8:17: entry 3 of p is the number inf; it must be a finite number such as 0.5, 1e-4 or \"1/3\"",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5, 1e-400, 0.25]",
        "8:11: entry 2 of p is not a number: column 1: the result is closer to 0 than a number can be; write 0 or at least 1e-307",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5, 1e999, 0.25]",
        "8:11: entry 2 of p is the number 1e999; it must be a finite number such as 0.5, 1e-4 or \"1/3\"",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5, true, 0.25]",
        "8:11: entry 2 of p is true; it must be a finite number such as 0.5, 1e-4 or \"1/3\"",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5, 0.25, -0.25]",
        "8:17: the weight of outcome 3 is -0.25; weights must be finite and not negative",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5, 1e-301, 0.25]",
        "8:11: the probability of outcome 2 is 1.33e-301 after normalising; it must be 0 or at least 1e-300",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0, 0, 0]",
        "8:5: every weight is 0; at least one outcome must have a positive weight",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = 0.5",
        "8:5: p is the number 0.5; it must be a list of weights, such as [0.9, 0.1]",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5, 0.5]",
        "9:10: reward has 3 entries and p has 2; give one entry for each weight",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]\nreward = [0, 1, 2]\nlabel = [\"a\", \"b\", \"c\"]",
        "p = []",
        "8:5: a base needs at least one outcome",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]\n",
        "",
        "7:1: [base] has none of them; it must have exactly one of family, p or outcomes",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]",
        "p = [0.5]\nfamily = \"uniform:3\"",
        "7:1: [base] has family and p; it must have exactly one of family, p or outcomes",
    ),
    ("p = [0.5, \"1/3\", 0.25]", "family = \"uniform:3\"", "9:10: reward of [base] goes only with p"),
    (
        "p = [0.5, \"1/3\", 0.25]\nreward = [0, 1, 2]\nlabel = [\"a\", \"b\", \"c\"]",
        "family = \"uniform:0\"",
        "8:10: L of uniform is \"0\"; it must be a whole number from 1 to 10000000, for example uniform:10",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]\nreward = [0, 1, 2]\nlabel = [\"a\", \"b\", \"c\"]",
        "outcomes = [{ p = 1, reward = 1 }, { p = 1 }]",
        "8:36: outcome 2 has no reward although others have one; give all of them one or none",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]\nreward = [0, 1, 2]\nlabel = [\"a\", \"b\", \"c\"]",
        "outcomes = [{ p = 1 }, { weight = 1 }]",
        "8:26: there is no key \"weight\" in an outcome; the keys are label, p, reward",
    ),
    (
        "p = [0.5, \"1/3\", 0.25]\nreward = [0, 1, 2]\nlabel = [\"a\", \"b\", \"c\"]",
        "outcomes = [{ p = 1 }, { label = \"b\" }]",
        "8:24: an outcome has no p; it must give its weight",
    ),
    (
        "reward = [0, 1, 2]",
        "reward = [0, nan, 2]",
        "9:14: entry 2 of reward is the number nan; it must be a finite number such as 0.5, 1e-4 or \"1/3\"",
    ),
    (
        "label = [\"a\", \"b\", \"c\"]",
        "label = [\"c\", \"b\", \"c\"]",
        "10:20: the label \"c\" was given to outcome 1 already; every outcome needs its own",
    ),
    (
        "label = [\"a\", \"b\", \"c\"]",
        "label = [\"a\", \"\\u001b[2J\", \"\\u001b[2J\"]",
        "10:28: the label \"␛[2J\" was given to outcome 2 already; every outcome needs its own",
    ),
    // The start.
    ("n = 64", "n = 0", "13:5: n is the number 0; it must be a whole number from 1 to 1e15"),
    ("n = 64", "n = 2.5", "13:5: n is the number 2.5; it must be a whole number from 1 to 1e15"),
    ("n = 64", "n = 1e16", "13:5: n is the number 1e16; it must be a whole number from 1 to 1e15"),
    ("n = 64", "n = [1]", "13:5: n is a list; it must be a finite number such as 0.5, 1e-4 or \"1/3\""),
    (
        "view = \"gap\"",
        "view = \"gaps\"",
        "14:8: view is \"gaps\"; did you mean \"gap\"? it must be one of kl, gap, win-rate, trade-off, spread, divergences, attribution, work",
    ),
    (
        "[start]",
        "start = 3\n[strat]",
        "13:2: there is no key \"strat\" in the preset; did you mean \"start\"? the keys are format, name, title, walkthrough, source, about, base, prompt, proposal, start, claim, step",
    ),
    // Claims.
    (
        "quantity = \"kl\"",
        "quantity = \"lk\"",
        "18:12: quantity is \"lk\"; did you mean \"kl\"? it must be one of kl, bound, gap…",
    ),
    ("n = 2\nquantity", "quantity", "16:1: [[claim]] has no n; it must give a whole number from 1 to 1e15"),
    (
        "within = 1e-3",
        "at_most = 1",
        "16:1: [[claim]] has equals and at_most; it must have exactly one of equals, at_most or at_least",
    ),
    (
        "equals = 0.1\nwithin = 1e-3\n",
        "",
        "16:1: [[claim]] has none of them; it must have exactly one of equals, at_most or at_least",
    ),
    ("equals = 0.1", "at_most = 0.1", "20:10: within of [[claim]] goes only with equals"),
    (
        "within = 1e-3\n",
        "",
        "16:1: [[claim]] has no within; it must give a relative tolerance from 0 to 1, such as 1e-12",
    ),
    (
        "within = 1e-3",
        "within = -1e-3",
        "20:10: within is the number -1e-3; it must be a relative tolerance from 0 to 1, such as 1e-12",
    ),
    ("[[claim]]", "[claim]", "16:1: claim is a table; it must be tables written [[claim]]"),
    // Steps.
    ("say = \"Look.\"\n", "", "23:1: [[step]] has no say; it must give what the class reads"),
    ("highlight = [\"c\"]", "highlight = [\"a\", \"d\"]", "27:19: no outcome is called \"d\"; did you mean…"),
    (
        "highlight = [\"c\"]",
        "highlight = \"c\"",
        "27:13: highlight is the text \"c\"; it must be a list of labels",
    ),
    (
        "reveal = \"There.\"",
        "reveel = \"There.\"",
        "29:1: there is no key \"reveel\" in [[step]]; did you mean \"reveal\"? the keys are title, say, n, view, focus, highlight, change, ask, reveal, predict",
    ),
    ("ask = \"Where?\"\n", "", "28:10: reveal of [[step]] goes only with ask"),
    (
        "say = \"Look.\"",
        "say = \"Look at {kll}.\"",
        "24:7: say: the value \"kll\" is not understood: there is no quantity \"kll\"; did you mean \"kl\"?",
    ),
    (
        "say = \"Look.\"",
        "say = \"$\\\\nix$\"",
        "24:7: say: the formula \"\\nix\" is not understood: there is no symbol \\nix",
    ),
    ("say = \"Look.\"", "say = \"{pi(d)}\"", "24:7: no outcome is called \"d\";…"),
    (
        "n = 2\nview",
        "n = \"1..x\"\nview",
        "25:5: n is the text \"1..x\"; it must be a whole number from 1 to 1e15, or a range such as \"1..64\"",
    ),
    (
        "view = \"kl\"",
        "focus = \"gap\"",
        "26:9: focus is \"gap\"; it must be one of base, numbers, kl, lower",
    ),
    (
        "view = \"kl\"",
        "change = [{ p = 2, outcome = \"a\" }]",
        "26:17: p is the number 2; it must be a probability from 0 to 1",
    ),
    (
        "view = \"kl\"",
        "change = [{ p = 0.5 }]",
        "26:11: a change has no outcome; it must give the label of an outcome",
    ),
    (
        "view = \"kl\"",
        "change = [{ pin = \"x\", outcome = \"a\" }]",
        "26:34: outcome of a change goes only with p",
    ),
    (
        "view = \"kl\"",
        "change = [{ argument = \"L\", value = 9 }]",
        "26:24: argument is the text \"L\"; it must be used with a family, such as uniform:10; this base is a free list",
    ),
    (
        "view = \"kl\"",
        "change = [{ base = \"uniform:10\" }, { argument = \"M\", value = 9 }]",
        "26:49: argument is \"M\"; did you mean \"L\"? it must be one of L",
    ),
    ("view = \"kl\"", "change = [{ base = { p = [1, 2] } }]", "27:14: no outcome is called \"c\";…"),
    (
        "view = \"kl\"",
        "predict = { quantity = \"kl\", at = 3 }",
        "26:30: there is no key \"at\" in predict; the keys are quantity, n",
    ),
];

#[test]
fn every_refusal_names_place_finding_and_remedy() {
    for (line, broken, message) in BROKEN {
        assert_eq!(WHOLE.matches(line).count().min(1), 1, "{line}");
        let text = WHOLE.replacen(line, broken, 1);
        let error = preset::parse(&text, "mine.toml").expect_err(broken).to_string();
        let agrees = match message.strip_suffix('…') {
            Some(start) => error.starts_with(&format!("mine.toml:{start}")),
            None => error == format!("mine.toml:{message}"),
        };
        assert!(agrees, "{broken}\n found {error}\nwanted {message}");
        assert!(!error.contains(char::is_control), "{error:?}");
    }
}

#[test]
fn columns_count_characters() {
    let text = "format = 1\nname = \"x\"\ntitle = \"X\"\nbase = { p = [1], label = [\"é\", \"ü\"] }";
    let error = preset::parse(text, "ä\x1b.toml").expect_err("lengths").to_string();
    assert_eq!(error, "ä␛.toml:4:27: label has 2 entries and p has 1; give one entry for each weight");
}

#[test]
fn text_never_acts_on_a_terminal() {
    let text = WHOLE
        .replace("title = \"Mine\"", "title = \"a\\u001b]0;b\\u0007\"")
        .replace("about = \"nothing\"", "about = \"\"\"\none\nline\\u009b\n\nanother\\u202e\n\"\"\"");
    let mine = preset::parse(&text, "mine.toml").unwrap();
    assert_eq!(mine.title, "a␛]0;b␇");
    assert_eq!(mine.about, "one line⟨009B⟩\nanother⟨202E⟩");
}

#[test]
fn files_that_are_no_text_or_not_there_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.toml");
    std::fs::write(&path, b"format = 1\nname = \"\xff\"").unwrap();
    let error = preset::load(&path).expect_err("not UTF-8").to_string();
    assert!(error.ends_with("bad.toml:2:9: this byte is not UTF-8; a preset must be UTF-8 text"), "{error}");
    std::fs::write(&path, b"\xff\xfef\0o\0").unwrap();
    let error = preset::load(&path).expect_err("UTF-16").to_string();
    assert!(error.ends_with("this is UTF-16; a preset must be UTF-8 text: save it as UTF-8"), "{error}");
    let error = preset::load(&folder.path().join("none.toml")).expect_err("missing").to_string();
    assert!(
        error.contains("none.toml: ") && error.ends_with("give the path of a preset that can be read"),
        "{error}"
    );
    let large = "#".repeat(preset::MAX_FILE + 1);
    std::fs::write(&path, &large).unwrap();
    let error = preset::load(&path).expect_err("too large").to_string();
    assert!(error.ends_with("bad.toml is larger than 64 MiB, the most a preset may have"), "{error}");
    assert!(preset::parse(&large, "x").is_err());
}

#[test]
fn a_base_argument_means_one_thing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, WHOLE).unwrap();
    std::fs::write(folder.path().join("uniform-10.toml"), WHOLE).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "no preset").unwrap();
    let user = library::presets_in(folder.path());
    assert_eq!(user.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["mine", "uniform-10"]);
    let resolve = |argument: &str| preset::resolve_among(argument, &mut WHOLE.as_bytes(), &user);
    let name = |argument: &str| resolve(argument).unwrap().base().name().to_owned();

    assert_eq!(name(path.to_str().unwrap()), "mine");
    assert_eq!(name("-"), "mine");
    assert_eq!(name("mine"), "mine");
    assert_eq!(name("binary-uniform"), "binary-uniform");
    assert_eq!(name("uniform:10"), "uniform:10");
    assert_eq!(name("0.9,0.1"), "0.9,0.1");
    assert!(resolve("mine").unwrap().preset().is_some() && resolve("1,1").unwrap().preset().is_none());

    let refusal = |argument: &str| resolve(argument).expect_err(argument).to_string();
    const MEANINGS: &str = "a base is a file ending in .toml, .csv, .tsv, .jsonl or .parquet, \"-\" for standard input, a preset (bonscope presets), a family such as uniform:10, or weights such as 0.9,0.1";
    assert!(refusal("uniform-10").starts_with("\"uniform-10\" is both a built-in preset and the file "));
    assert_eq!(
        refusal("binary-unifrom"),
        format!(
            "there is no preset or family called \"binary-unifrom\"; did you mean \"binary-uniform\"? {MEANINGS}"
        )
    );
    assert_eq!(refusal("qqqqqqqq"), format!("there is no preset or family called \"qqqqqqqq\"; {MEANINGS}"));
    assert_eq!(
        refusal("uniform"),
        "uniform was given 0 arguments; it is written uniform:L[,rev], for example uniform:10"
    );
    let notes = folder.path().join("notes.txt");
    assert!(refusal(notes.to_str().unwrap()).contains("is a file but does not end in .toml"));
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = preset::parse(&text, "any");
    }

    #[test]
    fn nor_does_a_preset_with_a_hole(from in 0..WHOLE.len(), length in 0..40usize, with in "[\\[\\]={}\"#,.\\\\0-9a-z\n]{0,6}") {
        let end = (from + length).min(WHOLE.len());
        let text = format!("{}{with}{}", &WHOLE[..from], &WHOLE[end..]);
        if let Err(error) = preset::parse(&text, "any") {
            prop_assert!(!error.to_string().contains(char::is_control), "{error}");
        }
    }
}
