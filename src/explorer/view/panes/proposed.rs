//! The numbers where best-of-n draws from a proposal: nothing that holds for the base alone.

use crate::bon::{Evaluation, Quantity};
use crate::explorer::model::state::Model;
use crate::explorer::view::panes::row;
use crate::explorer::view::panes::row::Row;
use crate::explorer::view::proposal::{Facts, facts};
use crate::report::{InformationUnit, counted};
use crate::text::figure;
use crate::text::figure::short;
use crate::tui::theme::Role;

/// The numbers at n, the most important ones first.
pub(in crate::explorer) fn rows(model: &Model, e: &Evaluation) -> Vec<Row> {
    let Facts { most, kept, left_out: missing } = facts(model);
    let unit = model.unit();
    let named = |nats: f64| match unit.information(nats) {
        shown if shown.is_infinite() => " infinite".to_owned(),
        shown => format!("{} {}", figure::fixed(shown, row::NUMBER), unit.name()),
    };
    // The name of the other logarithm takes one cell more.
    let (logarithm, digits) = match unit {
        InformationUnit::Nats => ("ln ", 6),
        InformationUnit::Bits => ("log₂", 5),
    };
    let brief = |nats| figure::fixed(unit.information(nats), digits).trim_start().to_owned();
    let bound = e.proposal_bound - most;
    let of = if model.subject.is_average() { "mean max".to_owned() } else { format!("max {logarithm}q/p") };
    let sum = format!(" {}+{} {of}", brief(bound.max(0.0)), brief(most));
    let undrawn = if e.reverse_kl.is_infinite() { format!(": {missing} never drawn") } else { String::new() };
    let never = match missing {
        0 => "D(p ‖ π_n)".to_owned(),
        _ => format!("the proposal never draws {}", counted(missing, "outcome", "outcomes")),
    };
    let kept = format!(" {kept} of {} outcomes", kept + missing);
    vec![
        Row::new(
            Some(Quantity::Kl),
            "exact KL",
            Role::Exact,
            named(e.kl),
            "D(π_n ‖ p), best-of-n of q against p",
        )
        .compared(),
        Row::new(
            Some(Quantity::ProposalBound),
            "corrected",
            Role::Bound,
            named(e.proposal_bound),
            format!("bound + max {}(q/p) ≥ exact KL, % above it", logarithm.trim()),
        )
        .note(format!("  {:>10}", row::over(e.proposal_gap, e.kl))),
        Row::new(None, "= bound +", Role::Dim, sum, "the bound alone no longer holds"),
        Row::new(
            Some(Quantity::ProposalGap),
            "gap",
            Role::Gap,
            named(e.proposal_gap),
            "corrected bound - exact KL",
        )
        .compared(),
        Row::new(
            Some(Quantity::WinRate),
            "win rate",
            Role::WinRate,
            figure::share_lacking(e.win_rate, e.lacking.win_rate, row::NUMBER),
            "over one draw of p, ties count 1/2",
        )
        .compared(),
        Row::new(Some(Quantity::ReverseKl), "reverse KL", Role::Text, named(e.reverse_kl), never)
            .note(undrawn),
        Row::new(None, "q keeps", Role::Text, kept, "outcomes left out have π_n = 0"),
        Row::new(
            Some(Quantity::KlLimit),
            "KL limit",
            Role::Reference,
            named(e.kl_limit),
            "what the exact KL tends to as n grows",
        ),
        Row::new(
            Some(Quantity::Estimator),
            "estimator",
            Role::Estimator,
            " not defined under q".to_owned(),
            "it is about draws from the base",
        ),
        Row::new(
            Some(Quantity::Tv),
            "TV",
            Role::Text,
            figure::share_lacking(e.tv, e.lacking.tv, row::NUMBER),
            "total variation of π_n and p",
        ),
        Row::new(
            Some(Quantity::ExpectedReward),
            "reward",
            Role::Text,
            format!(" {}", short(e.expected_reward)),
            "expected reward of best-of-n",
        ),
    ]
}
