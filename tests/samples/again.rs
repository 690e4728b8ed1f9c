//! Looking again: averages at any n, the draws of one prompt, and how far the work is.

use bonscope::bon::pool::subset_weights;
use bonscope::data::{Estimates, Input, Listed, Options, PromptDraws, Samples, Stage, read, read_prompt};

use crate::parse;

/// Three prompts, the rows of which do not stand together, with ties and rows that are no draws.
const LOG: &str = "prompt,reward,logprob,gold,text\n\
    a,1,-2,0,low\nb,2,-3,1,x\na,,-1,2,lost\na,5,-7,3,\"two\u{7}\nlines\"\n\
    c,3,-4,4,y\na,5,-1.5,5,tied\na,2,-2.5,6,mid\nb,4,-9,7,z\nc,1,-3,8,w\n\
    a,5,-30,9,last\n";

fn of(samples: &Samples, prompt: usize) -> (u64, usize) {
    (samples.prompts[prompt].first, samples.prompts[prompt].draws)
}

fn again(prompt: usize, most: usize) -> PromptDraws {
    let samples = parse(LOG.as_bytes(), &Options::default()).unwrap();
    let mut input = Input::piped("log", Box::new(LOG.as_bytes()));
    let options = Options::default();
    read_prompt(&mut input, &options, of(&samples, prompt), most, &mut |_| true).unwrap().unwrap()
}

#[test]
fn the_draws_of_a_prompt_are_found_again() {
    let draws = again(0, 100);
    let told = |draw: &Listed| (draw.line, draw.reward, draw.logprob.unwrap(), draw.gold.unwrap());
    assert_eq!(
        draws.listed.iter().map(told).collect::<Vec<_>>(),
        [
            (5, 5.0, -7.0, 3.0),
            (8, 5.0, -1.5, 5.0),
            (12, 5.0, -30.0, 9.0),
            (9, 2.0, -2.5, 6.0),
            (2, 1.0, -2.0, 0.0)
        ]
    );
    assert_eq!(draws.listed[0].text.as_deref(), Some("two␇␊lines"));
    assert_eq!(again(2, 100).listed.iter().map(|draw| draw.line).collect::<Vec<_>>(), [7, 11]);
}

#[test]
fn weights_do_not_depend_on_how_many_draws_are_listed() {
    for n in 1..=5 {
        let mut expected = subset_weights(&[1.0, 2.0, 5.0, 5.0, 5.0], n).unwrap();
        expected.reverse();
        for most in 1..=6 {
            let draws = again(0, most);
            assert_eq!(draws.count, 5);
            assert_eq!(draws.weights(n).unwrap(), expected[..most.min(5)], "n = {n}, {most} listed");
        }
    }
    assert!(again(0, 3).weights(0).is_none() && again(0, 3).weights(6).is_none());
}

#[test]
fn another_file_and_unwanted_draws_are_given_up() {
    let samples = parse(LOG.as_bytes(), &Options::default()).unwrap();
    let shorter = LOG.replace("a,5,-30,9,last\n", "");
    let mut input = Input::piped("log", Box::new(shorter.as_bytes()));
    let refused = read_prompt(&mut input, &Options::default(), of(&samples, 0), 9, &mut |_| true);
    assert_eq!(
        refused.unwrap_err().to_string(),
        "log: the file has changed since it was read; open it again"
    );
    let long: String = (0..9000).map(|row| format!("{row},-1\n")).collect();
    let long = format!("reward,logprob\n{long}");
    let samples = parse(long.as_bytes(), &Options::default()).unwrap();
    let mut input = Input::piped("log", Box::new(long.as_bytes()));
    let given_up = read_prompt(&mut input, &Options::default(), of(&samples, 0), 9, &mut |_| false);
    assert_eq!(given_up.unwrap(), None);
}

#[test]
fn any_n_is_answered_when_the_draws_were_kept() {
    let rows: String = (0..20 * 12).map(|i| format!("p{},{},-{}\n", i / 12, i * 7 % 31, 1 + i % 5)).collect();
    let log = format!("prompt,reward,logprob\n{rows}");
    let estimates = |keep, n: Option<Vec<u64>>| {
        let asked = n.as_ref().and_then(|list| list.iter().copied().max());
        let samples = parse(log.as_bytes(), &Options { keep, n, ..Options::default() }).unwrap();
        Estimates::of(samples, asked, 7, &mut |_| ()).unwrap()
    };
    let (kept, plain) = (estimates(240, None), estimates(239, None));
    assert_eq!((kept.reach(), plain.reach()), ((12, true), (12, false)));
    for n in 1..=12 {
        let at = kept.at(n).unwrap();
        let alone = estimates(0, Some(vec![n]));
        assert_eq!(at.estimate, alone.results[0]);
        let own: Vec<_> = (0..20).map(|prompt| alone.samples.points(prompt).first().copied()).collect();
        assert_eq!(at.points, own);
        assert_eq!(plain.at(n).is_some(), plain.results.iter().any(|estimate| estimate.n == n));
    }
    assert!(kept.at(13).is_none() && kept.at(0).is_none());
    assert_eq!(estimates(240, Some(vec![3])).reach(), (12, true));
}

#[test]
fn progress_moves_during_one_huge_pool() {
    let rows: String = (0..120_000).map(|i| format!("{},-{}.5\n", i * 37 % 1001, i % 90)).collect();
    let log = format!("reward,logprob\n{rows}");
    let mut told = Vec::new();
    let mut input = Input::piped("log", Box::new(log.as_bytes()));
    let samples = read(&mut input, &Options::default(), &mut |progress| told.push(progress)).unwrap();
    Estimates::of(samples, None, 0, &mut |progress| told.push(progress)).unwrap();
    let shares = |stage| told.iter().filter(move |p| p.stage == stage).filter_map(|p| p.share);
    assert_eq!(told.iter().filter(|progress| progress.stage == Stage::Reading).count(), 29);
    for stage in [Stage::Estimating, Stage::Averaging] {
        // One step a number of draws at least: 1, 2, 3, 4, 6, ... 98304.
        assert!(shares(stage).count() >= 33, "{stage:?}: {}", shares(stage).count());
        assert!(shares(stage).is_sorted() && shares(stage).all(|share| (0.0..1.0).contains(&share)));
    }
}
