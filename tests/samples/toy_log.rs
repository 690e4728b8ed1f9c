//! assets/toy-samples.jsonl: how it was made, and that the estimates from it agree with what the model really is.

use std::fmt::Write;

use bonscope::bon::{Base, Draws, Policy};
use bonscope::family;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::estimates;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/toy-samples.jsonl");

/// Draws of each prompt.
const DRAWS: usize = 64;

/// One prompt of the toy language model: the answers that continue it.
struct Prompt {
    prefix: String,
    /// Answer and probability.
    answers: Vec<(String, f64)>,
}

/// 40 beginnings: every letter, every pair, and the triples that begin with `ab` or `ba`.
fn prompts() -> Vec<Prompt> {
    let letters = ["a", "b", "c", "d", "e"];
    let pairs: Vec<String> = letters.iter().flat_map(|a| letters.map(|b| format!("{a}{b}"))).collect();
    let triples = ["ab", "ba"].iter().flat_map(|pair| letters.map(|c| format!("{pair}{c}")));
    let prefixes = letters.iter().map(|&a| a.to_owned()).chain(pairs.clone()).chain(triples);
    let model = family::parse("toy-lm:logprob").unwrap();
    let base = model.base();
    let mut sequences: Vec<(String, f64)> =
        (0..base.len()).map(|rank| (model.label(rank).into_owned(), base.p(rank))).collect();
    sequences.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
    prefixes
        .map(|prefix| {
            let longer =
                sequences.iter().filter(|(text, _)| text.len() > prefix.len() && text.starts_with(&prefix));
            let answers: Vec<(String, f64)> =
                longer.map(|(text, p)| (text[prefix.len()..].to_owned(), *p)).collect();
            let total: f64 = answers.iter().map(|(_, p)| p).sum();
            Prompt { answers: answers.into_iter().map(|(text, p)| (text, p / total)).collect(), prefix }
        })
        .collect()
}

/// A number between -1/2 and 1/2 that looks random and is the same for the same text (FNV-1a).
fn jitter(text: &str) -> f64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 11) as f64 / 2f64.powi(53) - 0.5
}

fn rounded(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

/// What is really wanted of an answer: many different letters, few of them e, and not too many.
fn gold(prefix: &str, text: &str) -> f64 {
    let different = ('a'..='e').filter(|&letter| text.contains(letter)).count() as f64;
    let spoiled = 0.9 * text.matches('e').count() as f64;
    rounded(different - spoiled - 0.8 * text.len() as f64 + 0.5 * jitter(&format!("{prefix}|{text}")))
}

/// What the reward model sees: the same, with a fondness for the letter e and some noise.
fn reward(prefix: &str, text: &str) -> f64 {
    let fondness = 1.5 * text.matches('e').count() as f64;
    rounded(gold(prefix, text) + fondness + jitter(&format!("{text}|{prefix}")))
}

fn log() -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(2401);
    let mut log = String::new();
    for Prompt { prefix, answers } in prompts() {
        for _ in 0..DRAWS {
            let mut u = rng.next_u64() as f64 / 2f64.powi(64);
            let mut drawn = &answers[answers.len() - 1];
            for answer in &answers {
                if u < answer.1 {
                    drawn = answer;
                    break;
                }
                u -= answer.1;
            }
            let (text, p) = drawn;
            let (reward, gold) = (reward(&prefix, text), gold(&prefix, text));
            // Six decimals, as such logs have.
            let logprob = (p.ln() * 1e6).round() / 1e6;
            let tokens = text.len();
            writeln!(
                log,
                r#"{{"prompt": "{prefix}", "text": "{text}", "tokens": {tokens}, "logprob": {logprob}, "reward": {reward}, "gold": {gold}}}"#
            )
            .unwrap();
        }
    }
    log
}

#[test]
fn the_log_is_made_by_this_file() {
    let made = log();
    if std::env::var_os("MAKE_TOY_LOG").is_some() {
        std::fs::write(PATH, &made).unwrap();
    }
    let committed = std::fs::read_to_string(PATH).unwrap();
    assert!(committed == made, "make it anew: MAKE_TOY_LOG=1 cargo test --test samples the_log_is_made");
}

#[test]
fn estimates_from_it_agree_with_the_model() {
    let estimates = estimates(&std::fs::read(PATH).unwrap());
    assert_eq!((estimates.samples.rows, estimates.prompts, estimates.smallest), (2560, 40, 64));
    assert!(
        estimates.samples.notices.iter().all(|notice| !notice.is_fault),
        "{:?}",
        estimates.samples.notices
    );
    let models: Vec<(Base, Base)> = prompts()
        .iter()
        .map(|Prompt { prefix, answers }| {
            let p: Vec<f64> = answers.iter().map(|(_, p)| *p).collect();
            let reward: Vec<f64> = answers.iter().map(|(text, _)| reward(prefix, text)).collect();
            let base = Base::with_rewards(&p, &reward).unwrap();
            let gold: Vec<f64> = answers.iter().map(|(text, _)| gold(prefix, text)).collect();
            (base, Base::with_rewards(&p, &gold).unwrap())
        })
        .collect();
    let mean = |value: &dyn Fn(&(Base, Base)) -> f64| models.iter().map(value).sum::<f64>() / 40.0;
    let last = estimates.results.last().unwrap();
    assert_eq!(last.n, 64);
    for estimate in &estimates.results {
        let n = Draws::new(estimate.n as f64).unwrap();
        let at = |base: &Base| Policy::new(base, n).evaluate();
        // The prompts are these 40 and no others, so the scatter is below what the intervals allow for.
        let averages = &estimate.averages;
        let half = |ends: bonscope::bon::pool::Interval| (ends.high - ends.low) / 2.0;
        for (found, exact) in [
            (averages.kl.unwrap(), mean(&|(base, _)| at(base).estimator)),
            (averages.reward, mean(&|(base, _)| at(base).expected_reward)),
        ] {
            let slack = half(found.1.unwrap()).max(1e-12);
            assert!((found.0 - exact).abs() <= slack, "n = {n:?}: {} not {exact} ± {slack}", found.0);
        }
        // The estimator is above the exact KL, and both are below the bound.
        let kl = mean(&|(base, _)| at(base).kl);
        assert!(averages.kl.unwrap().0 <= estimate.bound + 1e-12 && kl <= estimate.bound + 1e-12);
        if let Some(rate) = averages.win_rate {
            assert!((rate.0 - mean(&|(base, _)| at(base).win_rate)).abs() < 0.01);
        }
    }
    // The reward model is worked against: its reward rises to the end, the gold reward does not.
    let results = &estimates.results;
    assert!(results.windows(2).all(|pair| pair[0].averages.reward.0 < pair[1].averages.reward.0));
    let best = results.iter().map(|e| e.averages.gold.unwrap().0).fold(f64::MIN, f64::max);
    assert!(last.averages.gold.unwrap().0 < best);
}
