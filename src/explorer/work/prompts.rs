//! The numbers of each prompt.

use crate::bon::{Draws, Evaluation, Quantity};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::sweep::Quantities;

/// What the list shows of each prompt.
pub(in crate::explorer) fn each(subject: &Subject, n: Draws) -> Vec<Evaluation> {
    let shown: Vec<Quantity> = Quantities::always().iter().collect();
    subject.prompts().iter().map(|prompt| prompt.drawing().evaluate_these(n, &shown)).collect()
}
