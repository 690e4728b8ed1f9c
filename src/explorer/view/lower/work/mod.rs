//! The formulas with the numbers of the selected outcome, step by step; exact where the masses are fractions.

pub mod of_prompts;
pub mod of_proposal;
pub mod steps;

use crate::bon::{Draws, Evaluation, Fraction, Policy, Worked};
use crate::explorer::model::state::Model;
use crate::explorer::view::lower::content::{Content, LowerContent, Room};
use crate::explorer::view::lower::page::{Page, line};
use crate::explorer::view::lower::work::steps::{DIGITS, Steps, exactly, exactly_or, factor, probability};
use crate::text::figure;
use crate::text::figure::short;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Sums of at most this many terms are written out.
const TERMS: usize = 4;

/// What it shows.
const HELP: &str = "the formulas with the numbers of the selected outcome put in, as fractions where the masses are. Select another one in the table.";

/// The view.
pub(in crate::explorer) struct WorkView;

impl LowerContent for WorkView {
    fn help(&self) -> Option<&'static str> {
        Some(HELP)
    }

    fn content(&self, model: &Model, _: &Theme, room: Room) -> Content {
        let at = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, at)| at);
        Content::Page(match model.subject.proposing() {
            _ if model.subject.is_average() => of_prompts::work(model, at, room.width()),
            Some(proposing) => of_proposal::work(model, proposing, at, room.width()),
            None => page(model, at, room.width()),
        })
    }
}

/// The derivation for the selected outcome at n.
fn page(model: &Model, at: Option<&Evaluation>, width: usize) -> Page {
    let base = model.subject.base.base();
    let rank = model.selected_rank();
    let policy = Policy::new(base, Draws::new(model.n as f64).unwrap_or(Draws::MIN));
    let n = figure::draws(model.n);
    let label = model.subject.base.label(rank);
    let mut steps = Steps::new(model.unit(), width);
    match policy.worked(rank) {
        Some(worked) => outcome(&mut steps, &worked, model.n),
        None => steps.say("p = 0: best-of-n never returns it, and no sum counts it."),
    }
    if let Some(at) = at {
        sums(&mut steps, model, &policy, at);
    }
    let heading = format!("{} at n = {n}", text::cut(&label, width.saturating_sub(n.len() + 8).max(4)));
    Page { fixed: vec![line(text::cut(&heading, width), Role::Heading)], scrolled: steps.lines }
}

fn outcome(steps: &mut Steps, w: &Worked, n: u64) {
    let draws = figure::draws(n);
    let (cdf, strict) = (Fraction::of(w.cdf), Fraction::of(w.strict_cdf));
    let mass = Fraction::of(w.mass);
    // Fractions that do not sum to 1 were found by chance.
    let fits = cdf.zip(strict).and_then(|(cdf, strict)| cdf.minus(strict)).is_some_and(|m| Some(m) == mass);
    let kept = |fraction: Option<Fraction>| fraction.filter(|_| fits);
    let (cdf, strict, mass, p) = (kept(cdf), kept(strict), kept(mass), kept(Fraction::of(w.terms.p)));
    let powers = cdf.and_then(|cdf| cdf.power(n)).zip(strict.and_then(|strict| strict.power(n)));
    let class_pi = powers.and_then(|(upper, lower)| upper.minus(lower));

    steps.title("1 Its place in the base");
    steps.say(&format!("p = {}", exactly(w.terms.p, p)));
    if w.tied > 1 {
        steps.say(&format!(
            "m = {}, the mass of the {} outcomes tied with it",
            exactly(w.mass, mass),
            w.tied
        ));
    }
    steps.say(&format!("F = P(reward ≤ its own) = {}", exactly_or(cdf, w.cdf, probability(w.ln_cdf))));
    steps.say(&format!(
        "F⁻ = P(reward < its own) = {}",
        exactly_or(strict, w.strict_cdf, probability(w.ln_strict_cdf))
    ));

    steps.title("2 Probability under best-of-n");
    let of = if w.tied > 1 { "π_n of the tie" } else { "π_n" };
    steps.say(&format!(
        "{of} = F^n - (F⁻)^n = {}^{draws} - {}^{draws}",
        factor(w.ln_cdf, cdf),
        factor(w.ln_strict_cdf, strict)
    ));
    let readable = |fraction: &Fraction| fraction.to_string().len() <= DIGITS;
    if let Some((upper, lower)) = powers.filter(|(upper, lower)| readable(upper) && readable(lower)) {
        steps.then(&format!("= {upper} - {lower} = {}", exactly(w.class_pi, class_pi)));
    } else {
        let (upper, lower) = (factor(n as f64 * w.ln_cdf, None), factor(n as f64 * w.ln_strict_cdf, None));
        steps.then(&format!("= {upper} - {lower} = {}", short(w.class_pi)));
    }
    if w.tied > 1 {
        let (p, m) = (short(w.terms.p), short(w.mass));
        steps.say(&format!("π_n = p/m of it = {p}/{m} × {} = {}", short(w.class_pi), short(w.terms.pi)));
    }

    let log_ratio = w.terms.log_ratio.unwrap_or(0.0);
    steps.title("3 Its part of the exact KL");
    let ratio = class_pi.zip(mass).and_then(|(pi, mass)| pi.over(mass)).filter(readable);
    match ratio {
        Some(ratio) => steps.say(&format!("ln(π_n/p) = ln({ratio}) = {}", short(log_ratio))),
        None => steps.say(&format!(
            "ln(π_n/p) = ln({}/{}) = {}",
            short(w.terms.pi),
            short(w.terms.p),
            short(log_ratio)
        )),
    }
    let pi = short(w.terms.pi);
    let term = steps.named(w.terms.kl_term);
    steps.say(&format!("π_n ln(π_n/p) = {pi} × {} = {term}", short(log_ratio)));

    steps.title("4 Its part of the gap");
    if w.width.is_infinite() {
        steps.say("x = ln F - ln F⁻ = inf: nothing lies below it");
        steps.say(&format!("g(n, inf) = ln n - (n-1)/n = {}", short(w.gap_density)));
    } else {
        steps.say(&format!("x = ln F - ln F⁻ = {}", short(w.width)));
        steps.say("g(n, x) = ln( n (1-e^-x) / (1-e^-nx) ) - (n-1)/n + (n-1) x e^-nx / (1-e^-nx)");
        let nx = n as f64 * w.width;
        let risen = -(-nx).exp_m1();
        let first = (n as f64 * -(-w.width).exp_m1() / risen).ln();
        let third = (n as f64 - 1.0) * w.width * (-nx).exp() / risen;
        let second = (n as f64 - 1.0) / n as f64;
        // Where the terms nearly cancel, their printed digits would not add up.
        if w.gap_density > 1e-3 {
            steps.then(&format!("= {} - {} + {}", short(first), short(second), short(third)));
        }
        steps.then(&format!("= {}", short(w.gap_density)));
    }
    let term = steps.named(w.terms.gap_term);
    steps.say(&format!("π_n g(n, x) = {pi} × {} = {term}", short(w.gap_density)));

    steps.title("5 The estimator if it is drawn");
    steps.say("d_n(ε) = (1-ε)^n [ ln n + (n-1) ln(1-ε) - (n-1)/n ] + q ln(q/ε), q = 1-(1-ε)^n, ε = p");
    steps.then(&format!("q = {}", short(w.hit)));
    steps.then(&format!("d_n = {}", steps.named(w.terms.d_n)));
}

fn sums(steps: &mut Steps, model: &Model, policy: &Policy<'_>, at: &Evaluation) {
    let base = model.subject.base.base();
    let n = figure::draws(model.n);
    steps.title("6 Sums over all outcomes");
    let sum = |term: &dyn Fn(usize) -> f64| {
        let terms: Vec<String> = (0..base.len()).rev().map(|rank| short(term(rank))).collect();
        format!("= {} ", terms.join(" + ").replace("+ -", "- "))
    };
    let written = |term: &dyn Fn(usize) -> f64| if base.len() <= TERMS { sum(term) } else { String::new() };
    let kl = written(&|rank| policy.outcome(rank).kl_term);
    steps.say(&format!("exact KL = Σ π_n ln(π_n/p) {kl}= {}", steps.named(at.kl)));
    let whole = if model.n == 1 { "0".to_owned() } else { format!("{}/{n}", figure::draws(model.n - 1)) };
    steps.say(&format!("bound = ln n - (n-1)/n = ln {n} - {whole} = {}", steps.named(at.bound)));
    let gap = written(&|rank| policy.outcome(rank).gap_term);
    steps.say(&format!("gap = Σ π_n g {gap}= {}", steps.named(at.gap)));
    steps.then(&format!("bound - exact KL = {} - {}", short(at.bound), short(at.kl)));
    steps.say(&format!("estimator = Σ π_n d_n(p) = {}", steps.named(at.estimator)));
    steps.say(&format!("win rate = Σ π_n (F⁻ + m/2) = {}", short(at.win_rate)));
}
