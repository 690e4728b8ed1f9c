//! Marks and numbers of the policies, shared by the trade-off and the list of policies.

use crate::bon::comparator::{Kind, Missing, PolicyAt};
use crate::explorer::model::curves::policies::{AtKl, Soft};
use crate::report::InformationUnit;
use crate::text::figure::{self, short};

/// The mark of a kind of policy.
pub(in crate::explorer) fn marker(kind: Kind) -> char {
    match kind {
        Kind::BestOfN => '●',
        Kind::BestPossible => '○',
        Kind::RewardTilt => '◆',
        Kind::Rewind => '◇',
        Kind::Soft => '▲',
        Kind::Poisson => '△',
    }
}

/// The value of a policy at the KL of best-of-n and its draws, as far as they are known.
pub(in crate::explorer) fn cells(
    at_kl: Option<&AtKl>,
    kind: Kind,
    reward: bool,
    unit: InformationUnit,
) -> [String; 3] {
    let found = at_kl.and_then(|at_kl| at_kl.of(kind));
    let best = at_kl.and_then(|at_kl| at_kl.of(Kind::BestOfN)).and_then(Result::ok);
    let none = || "-".to_owned();
    match found {
        Some(Ok(placed)) => {
            let draws = placed.expected_draws.map_or_else(none, |draws| figure::fixed(draws, 6));
            let draws = match kind {
                Kind::BestOfN => figure::draws(placed.parameter as u64),
                _ => draws.trim_start().to_owned(),
            };
            let more = best.filter(|_| kind != Kind::BestOfN).map(|best| more(&placed, &best, reward));
            [written(&placed, reward), more.unwrap_or_default(), draws]
        }
        Some(Err(Missing::KlBelow(most))) => {
            [format!("KL≤{}", figure::fixed(unit.information(most), 6).trim_start()), none(), none()]
        }
        Some(Err(Missing::TooManyDraws)) => [none(), none(), ">1e15".to_owned()],
        Some(Err(_)) => [none(), none(), none()],
        None if kind == Kind::Soft && at_kl.is_some_and(|at_kl| at_kl.soft == Soft::LeftOut) => {
            ["left out".to_owned(), String::new(), String::new()]
        }
        None => ["…".to_owned(), String::new(), String::new()],
    }
}

fn written(placed: &PolicyAt, reward: bool) -> String {
    let cost = &placed.cost;
    if reward {
        short(cost.expected_reward)
    } else {
        figure::share_lacking(cost.win_rate, cost.win_rate_lacking, 6)
    }
}

/// The advantage of a policy over another one. Gains keep the digits of win rates.
fn more(placed: &PolicyAt, best: &PolicyAt, reward: bool) -> String {
    let gain = |placed: &PolicyAt| {
        if reward { placed.cost.expected_reward_gain } else { placed.cost.gain }
    };
    let more = gain(placed) - gain(best);
    // Values that agree to rounding are the same.
    if more.abs() <= 1e-13 * gain(best).abs() { "same".to_owned() } else { format!("{more:+.1e}") }
}
