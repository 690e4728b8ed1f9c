//! The derivation where best-of-n draws from a proposal.

use crate::bon::{Draws, Evaluation, Policy};
use crate::explorer::model::state::Model;
use crate::explorer::view::lower::page;
use crate::explorer::view::lower::page::Page;
use crate::explorer::view::lower::work::steps::{Steps, probability};
use crate::explorer::view::proposal::{Facts, facts};
use crate::report::{Proposing, counted};
use crate::text::figure;
use crate::text::figure::short;
use crate::tui::text;
use crate::tui::theme::Role;

/// The derivation for the selected outcome, with the numbers of q instead of those of the base.
pub(in crate::explorer) fn work(
    model: &Model,
    Proposing { made, .. }: Proposing<'_>,
    at: Option<&Evaluation>,
    width: usize,
) -> Page {
    let base = model.subject.base.base();
    let rank = model.selected_rank();
    let n = figure::draws(model.n);
    let draws = Draws::new(model.n as f64).unwrap_or(Draws::MIN);
    let mut steps = Steps::new(model.unit(), width);
    let p = base.p(rank);
    let worked = Policy::new(made.q(), draws).worked(rank);
    steps.title("1 Its place in the proposal q");
    match worked {
        None if p == 0.0 => steps.say("p = 0: best-of-n never returns it, and no sum counts it."),
        None => {
            steps.say(&format!("p = {}, q = 0: the proposal never draws it, so π_n = 0.", short(p)));
            steps.say("It adds nothing to the exact KL, makes the reverse KL infinite, and adds p/2 to the total variation.");
        }
        Some(w) => {
            let weight = made.ln_weight(rank);
            steps.say(&format!("p = {}, q = {}, ln(q/p) = {}", short(p), short(w.terms.p), short(weight)));
            if w.tied > 1 {
                steps.say(&format!(
                    "m = {}, what q gives the {} outcomes tied with it",
                    short(w.mass),
                    w.tied
                ));
            }
            steps.say(&format!("F = Q(reward ≤ its own) = {}", probability(w.ln_cdf)));
            steps.say(&format!("F⁻ = Q(reward < its own) = {}", probability(w.ln_strict_cdf)));
            steps.title("2 Probability under best-of-n");
            let of = if w.tied > 1 { "π_n of the tie" } else { "π_n" };
            steps.say(&format!("{of} = F^n - (F⁻)^n with n = {n}"));
            let power = |ln: f64| probability(model.n as f64 * ln);
            steps.then(&format!(
                "= {} - {} = {}",
                power(w.ln_cdf),
                power(w.ln_strict_cdf),
                short(w.class_pi)
            ));
            if w.tied > 1 {
                let (q, m) = (short(w.terms.p), short(w.mass));
                steps.say(&format!(
                    "π_n = q/m of it = {q}/{m} × {} = {}",
                    short(w.class_pi),
                    short(w.terms.pi)
                ));
            }
            steps.title("3 Its part of the exact KL");
            let drawn = w.terms.log_ratio.unwrap_or(0.0);
            let ratio = weight + drawn;
            steps.say("ln(π_n/p) = ln(π_n/q) + ln(q/p)");
            steps.then(
                &format!("= {} + {} = {}", short(drawn), short(weight), short(ratio)).replace("+ -", "- "),
            );
            let (pi, term) = (short(w.terms.pi), steps.named(w.terms.pi * ratio));
            steps.say(&format!("π_n ln(π_n/p) = {pi} × {} = {term}", short(ratio)));
        }
    }
    if let Some(at) = at {
        steps.title("4 Sums over all outcomes");
        let Facts { most, left_out: missing, .. } = facts(model);
        steps.say(&format!("exact KL = Σ π_n ln(π_n/p) = {}", steps.named(at.kl)));
        steps.say(&format!("max ln(q/p) over what q keeps = {}", short(most)));
        steps.say("corrected bound = ln n - (n-1)/n + max ln(q/p)");
        let bound = short((at.proposal_bound - most).max(0.0));
        steps.then(&format!("= {bound} + {} = {}", short(most), steps.named(at.proposal_bound)));
        steps.say(&format!("gap = corrected bound - exact KL = {}", steps.named(at.proposal_gap)));
        steps.say(&format!("win rate = Σ π_n (F⁻ + m/2), F⁻ and m of p, = {}", short(at.win_rate)));
        if at.reverse_kl.is_infinite() {
            let omitted = counted(missing, "outcome", "outcomes");
            steps.say(&format!("reverse KL infinite: the proposal never draws {omitted}"));
        }
    }
    let label = model.subject.base.label(rank);
    let heading = format!("{} at n = {n}", text::cut(&label, width.saturating_sub(n.len() + 8).max(4)));
    Page { fixed: vec![page::line(text::cut(&heading, width), Role::Heading)], scrolled: steps.lines }
}
