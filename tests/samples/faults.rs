//! What is wrong with a log is counted, named by line and handled by the rule that is said.

use std::fmt::Write;

use bonscope::data::{ColumnNames, Estimates, Options};

use crate::{estimates, notices, parse};

fn refusal(text: &str, options: &Options) -> String {
    parse(text.as_bytes(), options).unwrap_err().to_string()
}

fn plain(text: &str) -> String {
    refusal(text, &Options::default())
}

#[test]
fn rows_that_cannot_be_used_are_left_out_and_named() {
    let text = "prompt,reward,logprob,gold\n\
                a,1,-1,1\n\
                a,,-2,1\n\
                a,nan,-3,1\n\
                a,inf,-4,1\n\
                a,2,,1\n\
                a,3,-inf,1\n\
                a,4,0.5,1\n\
                a,5,0.001,1\n\
                ,6,-1,1\n\
                a,7,-5,\n";
    let found = notices(text);
    let expected = [
        "! 1 row (line 10) has no prompt and was left out",
        "! 3 rows (lines 3, 4, 5) have no reward that is a finite number and were left out",
        "! 2 rows (lines 6, 7) have no log-probability that is a finite number and were left out",
        "! 1 row (line 8) has a positive log-probability, which no answer has, and was left out; give natural logarithms",
        "! 1 row (line 9) has a log-probability above 0 by rounding, at most 0.01, which was read as 0",
        "! 1 row (line 11) has no gold reward that is a finite number; gold is averaged over the prompts whose draws all have one",
    ];
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected);
    }
    let samples = parse(text.as_bytes(), &Options::default()).unwrap();
    assert_eq!((samples.rows, samples.draws, samples.prompts[0].draws), (10, 3, 3));
    assert_eq!(estimates(text.as_bytes()).results[0].averages.gold, None);
}

#[test]
fn many_lines_are_counted() {
    let mut text = "prompt,reward,logprob\na,1,-1\n".to_owned();
    (0..42).for_each(|_| text += "a,NA,-1\n");
    assert!(notices(&text)[0].contains("42 rows (lines 3, 4, 5, 6, 7 and 37 more) have no reward"));
}

#[test]
fn prompts_with_too_few_draws_are_left_out_or_limit_the_grid() {
    let mut text = "prompt,reward,logprob\nshort,1,-1\nshort,2,-1.5\n".to_owned();
    for prompt in ["a", "b"] {
        (0..6).for_each(|i| writeln!(text, "{prompt},{i},-{i}.5").unwrap());
    }
    let grid = estimates(text.as_bytes());
    assert_eq!((grid.results.last().unwrap().n, grid.prompts), (2, 3));
    let listed = |n: &[u64]| {
        let options = Options { n: Some(n.to_vec()), ..Options::default() };
        let samples = parse(text.as_bytes(), &options).unwrap();
        Estimates::of(samples, n.iter().copied().max(), 0, &mut |_| ())
    };
    let four = listed(&[4, 1, 4]).unwrap();
    assert_eq!((four.results.iter().map(|e| e.n).collect::<Vec<_>>(), four.prompts), (vec![1, 4], 2));
    assert!(four.samples.notices[0].is_fault);
    assert!(
        four.samples.notices[0]
            .text
            .starts_with("1 prompt (line 2) has fewer draws than the largest n asked for")
    );
    assert_eq!((four.smallest, four.largest), (6, 6));
    let six = listed(&[6]).unwrap();
    assert_eq!(six.results[0].averages.win_rate, None);
    assert!(
        six.samples.notices.iter().any(|notice| notice.text.starts_with("at n = 6 there is no win rate"))
    );
    let refused = listed(&[1, 7]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "n is 7, but no prompt has more than 6 usable draws; best-of-n is estimated from subsets of n draws of one prompt, and a pool says nothing about more draws than it has, so n must be at most 6"
    );
}

#[test]
fn rewards_that_are_all_tied_are_said() {
    let text = "prompt,reward,logprob\na,1,-1\na,1,-2\nb,1,-1\nb,2,-2\n";
    let found = notices(text);
    assert!(found[0].starts_with("! 1 prompt (line 2) has one reward for all draws;"), "{found:?}");
    assert!(
        found[1].starts_with("50 % of the draws share their reward with a different answer;"),
        "{found:?}"
    );
}

#[test]
fn repeated_rows_are_judged_by_what_chance_allows() {
    let rare = "prompt,reward,logprob\na,1,-60\na,1,-60\na,2,-70\na,3,-65\n";
    let found = notices(rare);
    assert!(
        found[0].starts_with("! 1 row (line 3) repeats an earlier one of the prompt and was kept"),
        "{found:?}"
    );
    assert!(found[0].ends_with("many more than that: were some logged twice?"));
    let likely = "prompt,reward,logprob\na,1,-0.5\na,1,-0.5\na,2,-1\na,1,-0.5\n";
    let found = notices(likely);
    assert!(found[0].starts_with("2 rows (lines 3, 5) repeat an earlier one"), "{found:?}");
    assert!(found[0].ends_with("as a model may well draw an answer twice"));
    // With the text at hand, equal numbers are not equal answers.
    assert!(
        notices("prompt,reward,logprob,text\na,1,-60,x\na,1,-60,y\na,2,-61,z\n")
            .iter()
            .all(|n| !n.contains("repeat"))
    );
}

#[test]
fn means_per_token_are_told_from_sums() {
    let log = |per_token: bool, lengths: &str| {
        let mut text = format!("prompt,reward,logprob,{lengths}\n");
        for i in 0..60 {
            let tokens = 5 + i * 7 % 40;
            let sum = -f64::from(tokens) * (1.0 + 0.3 * f64::from(i % 5));
            let logprob = if per_token { sum / f64::from(tokens) } else { sum };
            let length =
                if lengths == "text" { format!("{i:x<0$}", tokens as usize) } else { tokens.to_string() };
            writeln!(text, "a,{i},{logprob},{length}").unwrap();
        }
        text
    };
    for lengths in ["tokens", "text"] {
        let found = notices(&log(true, lengths));
        assert!(
            found[0].starts_with("! the log-probabilities look like means per token, not sums"),
            "{found:?}"
        );
        assert!(notices(&log(false, lengths)).is_empty());
    }
    // Without lengths nobody knows, but so many different answers cannot be so likely.
    let unknown = notices(&log(true, "unknown"));
    assert!(unknown.len() == 1 && unknown[0].contains("add to more than 1"), "{unknown:?}");
}

#[test]
fn weights_count_and_must_be_weights() {
    let text = "prompt,reward,logprob,weight\na,1,-1,3\na,1.5,-2,4\nb,5,-1,1\nb,6,-2,1\n";
    let found = estimates(text.as_bytes());
    assert_eq!(found.results[0].averages.reward.0, (3.0 * 1.25 + 5.5) / 4.0);
    assert!(
        found.samples.notices[0].text.starts_with("1 row (line 3) has another weight than the first row")
    );
    assert_eq!(
        plain("prompt,reward,logprob,weight\na,1,-1,-3\n"),
        "log:2: the weight is -3; it must be a finite number of at least 0"
    );
    assert_eq!(
        plain("prompt,reward,logprob,weight\na,1,-1,\n"),
        "log:2: the weight is missing; it must be a finite number of at least 0"
    );
    assert_eq!(
        plain("prompt,reward,logprob,weight\na,1,-1,0\n"),
        "log: every prompt has weight 0; at least one weight must be positive"
    );
}

#[test]
fn a_log_without_prompts_is_one_prompt() {
    let text = "reward,logprob\n1,-1\n2,-2\n3,-1.5\n4,-3\n";
    let found = estimates(text.as_bytes());
    assert_eq!((found.prompts, found.smallest), (1, 4));
    assert!(found.samples.notices[0].text.starts_with("no column tells prompts apart"));
    let two = &found.results[1];
    assert_eq!(two.n, 2);
    assert!(two.averages.kl.unwrap().1.is_some() && two.averages.win_rate.is_some());
    assert_eq!(found.results[3].averages.kl.unwrap().1, None);
}

#[test]
fn wrong_tables_are_refused_with_their_place() {
    let table =
        "tables are CSV, TSV, JSON, Parquet, Arrow or a log of inspect, plain or packed with gzip or zstd";
    let cases = [
        ("", "log: there are no rows; a table has one row a draw or outcome, under a line that names the columns".to_owned()),
        ("reward,logprob\n", "log: there are no rows; a table has one row a draw or outcome, under a line that names the columns".to_owned()),
        (
            "reward,logprob\n1,-1\n2\n",
            "log:3: this row has 1 cells and the heading has 2; every row needs as many as the heading".to_owned(),
        ),
        (
            "reward,logprob\n1,-1\nx\u{1b}[2J,-1\n",
            "log:3: the reward is \"x␛[2J\"; it must be a number such as -12.5 or 1e-4, or be left empty".to_owned(),
        ),
        (
            "value,lp\n1,-1\n",
            "log: no column holds the reward; name it with --reward, or call it reward, score, proxy_reward; the columns are value, lp".to_owned(),
        ),
        ("reward,reward,logprob\n1,1,-1\n", "log: the column \"reward\" is there twice; every column that is read needs its own name".to_owned()),
        ("[1, 2]", "log:1: here is no JSON object: found \"1\" where an object should begin; a row is an object, on a line of its own or in an array".to_owned()),
        (
            "{\"reward\": 1, \"logprob\": -1}\n{\"reward\": 1,\n",
            "log:2: here is no JSON object: EOF while parsing an object at column 13; a row is an object, on a line of its own or in an array".to_owned(),
        ),
        (
            "{\"reward\": [\"x\"], \"logprob\": -1}\n",
            "log:1: the reward is \"x\"; it must be a number such as -12.5 or 1e-4, or be left empty".to_owned(),
        ),
        ("a\0b", format!("log: this is not a readable table: it holds bytes that are not text; {table}")),
        ("reward,logprob\nnan,-1\n", "log: none of the 1 rows can be used: 1 row (line 2) has no reward that is a finite number and was left out".to_owned()),
    ];
    for (text, sentence) in cases {
        assert_eq!(plain(text), sentence, "{text:?}");
    }
    assert!(plain("PAR1 is no Parquet").starts_with("log: this Parquet file cannot be read: "));
    let broken =
        parse(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3], &Options::default()).unwrap_err().to_string();
    assert!(broken.starts_with("log: this is not a readable table: "), "{broken}");
    let bytes = b"prompt,reward,logprob\n\xff,1,-1\n";
    let wrong = parse(bytes, &Options::default()).unwrap_err().to_string();
    assert_eq!(wrong, "log:2: found bytes that are not UTF-8 in the column \"prompt\"; text must be UTF-8");
}

#[test]
fn columns_are_found_by_the_names_given() {
    let text = "q,r,l\na,1,-1\na,2,-2\n";
    let names = |reward: &str| ColumnNames {
        prompt: Some("q".to_owned()),
        reward: Some(reward.to_owned()),
        logprob: Some("l".to_owned()),
        ..ColumnNames::default()
    };
    let options = |reward| Options { names: names(reward), ..Options::default() };
    let samples = parse(text.as_bytes(), &options("r")).unwrap();
    assert_eq!(
        samples.columns,
        [("prompt", "q".to_owned()), ("reward", "r".to_owned()), ("log-probability", "l".to_owned())]
    );
    assert_eq!(
        refusal(text, &options("rr")),
        "log: there is no column \"rr\"; did you mean \"r\"? the columns are q, r, l"
    );
    assert_eq!(
        refusal(text, &options("l")),
        "log: the column \"l\" cannot be both the reward and the log-probability; name two columns"
    );
}
