//! The derivation for the average over prompts.

use crate::bon::{Evaluation, Quantity};
use crate::explorer::model::state::Model;
use crate::explorer::view::lower::page::{Page, line};
use crate::explorer::view::lower::work::steps::Steps;
use crate::report::counted;
use crate::text::figure;
use crate::text::figure::short;
use crate::tui::text;
use crate::tui::theme::Role;

/// The derivation for the average: what each prompt contributes.
pub(in crate::explorer) fn work(model: &Model, at: Option<&Evaluation>, width: usize) -> Page {
    let n = figure::draws(model.n);
    let mut steps = Steps::new(model.unit(), width);
    let prompts = model.subject.prompts();
    let shares = model.subject.shares();
    steps.title("1 A prompt is drawn, then best-of-n answers it");
    steps.say("share = weight / sum of the weights");
    let total: f64 = prompts.iter().map(|prompt| prompt.weight).sum();
    for (prompt, share) in prompts.iter().zip(&shares) {
        let (weight, total) = (short(prompt.weight), short(total));
        steps.say(&format!("{}: {weight}/{total} = {}", prompt.name, short(*share)));
    }
    let each = model.prompts.known.value().filter(|(known, _)| *known == model.n);
    if let (Some((_, each)), Some(at)) = (each, at) {
        let bound =
            if model.subject.is_proposed() { "corrected bound - exact KL" } else { "bound - exact KL" };
        for (number, name, quantity, meaning) in [
            (2, "exact KL", Quantity::Kl, "D(π_n ‖ p) of the joint law of prompt and answer"),
            (3, "gap", Quantity::ProposalGap, bound),
            (4, "win rate", Quantity::WinRate, "over one draw of p for the same prompt"),
        ] {
            steps.title(&format!("{number} The {name} is the mean of the prompts'"));
            steps.say(&format!("{name} = Σ share × {name}: {meaning}"));
            for ((prompt, share), values) in prompts.iter().zip(&shares).zip(each.iter()) {
                let value = values.get(quantity);
                let product = short(share * value);
                steps.then(&format!("{}: {} × {} = {product}", prompt.name, short(*share), short(value)));
            }
            let sum = at.get(quantity);
            let sum = if quantity == Quantity::WinRate { short(sum) } else { steps.named(sum) };
            steps.then(&format!("sum = {sum}"));
        }
    }
    let heading = format!("average over {} at n = {n}", counted(prompts.len(), "prompt", "prompts"));
    Page { fixed: vec![line(text::cut(&heading, width), Role::Heading)], scrolled: steps.lines }
}
