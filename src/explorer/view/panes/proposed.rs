//! What the screen says in other words where best-of-n draws from a proposal: nothing that holds for the base alone.

use crate::bon::{Base, Drawing, Draws, Evaluation, Policy, Proposed, Quantity};
use crate::explorer::model::base::proposal;
use crate::explorer::model::state::Model;
use crate::explorer::view::figure;
use crate::explorer::view::lower::dispatch;
use crate::explorer::view::lower::dispatch::Page;
use crate::explorer::view::lower::work::{Steps, probability};
use crate::explorer::view::panes::readout;
use crate::explorer::view::panes::readout::Row;
use crate::preset::Tab;
use crate::report::{InformationUnit, Measure, Proposing, counted};
use crate::tui::chart::axis::short;
use crate::tui::text;
use crate::tui::theme::Role;

/// What there is to say of a proposal besides the quantities, over all prompts where their average is looked at.
struct Facts {
    /// max ln(q/p), or its mean.
    most: f64,
    /// How many outcomes of the base are drawn,
    kept: usize,
    /// and how many never.
    left_out: usize,
}

fn facts(model: &Model) -> Facts {
    let possible = |base: &Base| (0..base.len()).filter(|&rank| base.p(rank) > 0.0).count();
    let kept =
        |drawing: &Drawing<'_>| drawing.proposed.map_or_else(|| possible(drawing.base), Proposed::kept);
    let all: usize = model.subject.drawings().map(|drawing| possible(drawing.base)).sum();
    let kept: usize = model.subject.drawings().map(|drawing| kept(&drawing)).sum();
    let most = model.subject.mean_of(|drawing| drawing.proposed.map_or(0.0, Proposed::most));
    Facts { most, kept, left_out: all - kept }
}

/// The name of the proposal, the longest first, for a line that has room for one of them.
pub(in crate::explorer) fn names(model: &Model) -> Option<[String; 3]> {
    let Proposing { how, .. } = model.subject.proposing()?;
    let name = |long| format!(" (q: {})", proposal::name(how, long));
    Some([name(true), name(false), " (q)".to_owned()])
}

/// Why a view has nothing to show; none for one that has.
pub(in crate::explorer) fn refusal(tab: Tab) -> Option<&'static str> {
    match tab {
        Tab::Spread => Some(
            "The estimator d_n(ε) is about outcomes drawn from the base: where best-of-n draws from a proposal q it estimates nothing, so there is no spread to show.",
        ),
        Tab::Attribution => Some(
            "The gap is shared out among the outcomes of a base; the gap to the corrected bound is not, because max ln(q/p) belongs to no outcome.",
        ),
        Tab::Gap | Tab::WinRate | Tab::TradeOff | Tab::Divergences | Tab::Work => None,
    }
}

/// Whether a measure has no value under the proposal in force.
pub(in crate::explorer) fn is_undefined(model: &Model, measure: Measure) -> bool {
    model.subject.is_proposed() && !measure.is_under_proposal()
}

/// The numbers at n, the most important ones first.
pub(in crate::explorer) fn rows(model: &Model, e: &Evaluation) -> Vec<Row> {
    let Facts { most, kept, left_out: missing } = facts(model);
    let unit = model.unit();
    let named = |nats: f64| match unit.information(nats) {
        shown if shown.is_infinite() => " infinite".to_owned(),
        shown => format!("{} {}", figure::fixed(shown, readout::NUMBER), unit.name()),
    };
    // The name of the other logarithm takes a cell more.
    let (logarithm, digits) = match unit {
        InformationUnit::Nats => ("ln ", 6),
        InformationUnit::Bits => ("log₂", 5),
    };
    let brief = |nats| figure::fixed(unit.information(nats), digits).trim_start().to_owned();
    let bound = e.proposal_bound - most;
    let of = if model.subject.is_average() { "mean max".to_owned() } else { format!("max {logarithm}q/p") };
    let sum = format!(" {}+{} {of}", brief(bound.max(0.0)), brief(most));
    let corrected = format!("{}  {:>10}", named(e.proposal_bound), readout::over(e.proposal_gap, e.kl));
    let reverse = if e.reverse_kl.is_infinite() {
        format!(" infinite: {missing} never drawn")
    } else {
        named(e.reverse_kl)
    };
    let never = match missing {
        0 => "D(p ‖ π_n)".to_owned(),
        _ => format!("the proposal never draws {}", counted(missing, "outcome", "outcomes")),
    };
    let kept = format!(" {kept} of {} outcomes", kept + missing);
    vec![
        Row::new("exact KL", Role::Exact, named(e.kl), "D(π_n ‖ p), best-of-n of q against p")
            .compared(Quantity::Kl),
        Row::new(
            "corrected",
            Role::Bound,
            corrected,
            format!("bound + max {}(q/p) ≥ exact KL, % above it", logarithm.trim()),
        ),
        Row::new("= bound +", Role::Dim, sum, "the bound alone no longer holds"),
        Row::new("gap", Role::Gap, named(e.proposal_gap), "corrected bound - exact KL")
            .compared(Quantity::ProposalGap),
        Row::new(
            "win rate",
            Role::WinRate,
            figure::share(e.win_rate, readout::NUMBER),
            "over one draw of p, ties count 1/2",
        )
        .compared(Quantity::WinRate),
        Row::new("reverse KL", Role::Text, reverse, never),
        Row::new("q keeps", Role::Text, kept, "what it leaves out has π_n = 0"),
        Row::new("KL limit", Role::Reference, named(e.kl_limit), "what the exact KL tends to as n grows"),
        Row::new(
            "estimator",
            Role::Estimator,
            " not defined under q".to_owned(),
            "it is about draws from the base",
        ),
        Row::new(
            "total var.",
            Role::Text,
            figure::share(e.tv, readout::NUMBER),
            "half the L1 distance of π_n and p",
        ),
        Row::new(
            "reward",
            Role::Text,
            format!(" {}", short(e.expected_reward)),
            "expected reward of best-of-n",
        ),
    ]
}

/// The work for the selected outcome, with the numbers of q in the place of those of the base.
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
    steps.title("1 Where it stands in the proposal q");
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
    Page { fixed: vec![dispatch::line(text::cut(&heading, width), Role::Heading)], scrolled: steps.lines }
}
