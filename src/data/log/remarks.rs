//! Sentences about how a log was read.

use crate::data::log::columns::Plan;
use crate::data::log::signs::Unusable;
use crate::data::notice::Notice;
use crate::text::number::exact;
use crate::text::quoted;

/// What is assumed of log-probabilities when nobody says what they are.
pub(super) const ASSUMED: &str = "the log-probabilities are taken for those of the distribution that the draws came from; if they are the model's before temperature, top-k or top-p, say --logprob-of base";

/// Why the log was read without the log-probabilities of a column.
pub(super) fn without_logprob(column: &str, rows: u64, why: Unusable) -> Notice {
    let column = quoted(column);
    let what = match why {
        Unusable::Missing => {
            format!("has no log-probability that is a finite number in any of {rows} rows, so the log was read without")
        }
        Unusable::Zero => {
            "is 0 in every row, as if every one of different answers were certain, so they were not logged and the log was read without".to_owned()
        }
        Unusable::Positive(most) => {
            let (found, remedy) = if most <= 1.0 {
                ("probabilities", "give their natural logarithms")
            } else {
                ("negative log-likelihoods", "give them with a minus")
            };
            format!(
                "is positive wherever it is a number, up to {}, so it holds no log-probabilities but perhaps {found}, and the log was read without; {remedy}",
                exact(most)
            )
        }
    };
    Notice::fault(format!("the column {column} {what}"))
}

/// What one draw is in words: a row, or a part of one.
pub(super) fn of_a_draw(plan: &Plan) -> &'static str {
    if plan.levels == 0 { "row" } else { "draw" }
}
