//! How each job is done.

use std::ops::Range;
use std::sync::Arc;

use crate::bon::{Draws, Evaluation, Policy, Quantity};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::detail::{Needs, needs};
use crate::explorer::model::curves::sweep::Quantities;
use crate::explorer::model::jobs::job::{Job, Reply};
use crate::explorer::work::curve::{curve, order_curve};
use crate::explorer::work::{find, policies, prompts};

/// Does a job. Each answer says whether it is the finest, that is the last.
pub(in crate::explorer) type Run =
    fn(&Job, &Subject, &(dyn Fn() -> bool + Sync), &mut dyn FnMut(Reply, bool));

/// Does the part of a job that is quick even for a large base; [`run`] does the rest elsewhere.
pub(in crate::explorer) fn run_at_once(
    job: &Job,
    subject: &Subject,
    wanted: &(dyn Fn() -> bool + Sync),
    answer: &mut dyn FnMut(Reply, bool),
) {
    match *job {
        Job::Readout(n) if is_slow(job, subject) => {
            answer(Reply::Readout(these(subject, n, Quantities::always())), false);
        }
        _ => run(job, subject, wanted, answer),
    }
}

/// Whether [`run_at_once`] leaves a rest to [`run`].
pub(in crate::explorer) fn is_slow(job: &Job, subject: &Subject) -> bool {
    matches!(job, Job::Readout(_)) && subject.has_costly()
}

/// Does a job: answers each time there is a better result, for as long as it is `wanted`.
pub(in crate::explorer) fn run(
    job: &Job,
    subject: &Subject,
    wanted: &(dyn Fn() -> bool + Sync),
    answer: &mut dyn FnMut(Reply, bool),
) {
    match *job {
        Job::Readout(n) => {
            if wanted() {
                answer(Reply::Readout(Box::new(subject.evaluate(draws(n)))), true);
            }
        }
        Job::PinnedAt(n, quantities) => answer(Reply::PinnedAt(these(subject, n, quantities)), true),
        Job::Curve(sweep) => {
            curve(subject, sweep, wanted, |points, finest| answer(Reply::Curve(points), finest));
        }
        Job::PinnedCurve(sweep) => {
            curve(subject, sweep, wanted, |points, finest| answer(Reply::PinnedCurve(points), finest));
        }
        Job::RenyiAt(n, order) => answer(Reply::RenyiAt(subject.renyi(draws(n), order)), true),
        Job::RenyiCurve(scale_end, order) => {
            order_curve(subject, (scale_end, order), wanted, |points, finest| {
                answer(Reply::RenyiCurve(points), finest);
            });
        }
        Job::Solve(target) => answer(Reply::Solve(subject.solve(target)), true),
        Job::TradeOffCurves => policies::trade_off(subject.base.base(), wanted, |trade_off, finest| {
            answer(Reply::TradeOffCurves(trade_off), finest);
        }),
        Job::AtKl(asked) => policies::at_kl(subject.drawing(), asked, wanted, |at_kl, finest| {
            answer(Reply::AtKl(at_kl), finest);
        }),
        Job::Detail(lower_view, n) => {
            // Such numbers are about outcomes drawn from the base.
            if let Needs::Numbers(numbers) = needs(lower_view)
                && !subject.is_proposed()
            {
                let policy = Policy::new(subject.base.base(), draws(n));
                answer(Reply::Detail(numbers(&policy)), true);
            }
        }
        Job::Bins(binning) => {
            let base = subject.base.base();
            let policy = Policy::new(base, draws(binning.n));
            let ranks = |rows: Range<usize>| base.len() - rows.end..base.len() - rows.start;
            let groups = binning.bins().map(|rows| policy.group(ranks(rows))).collect();
            answer(Reply::Bins(Arc::new(groups)), true);
        }
        Job::Prompts(n) => answer(Reply::Prompts(Arc::new(prompts::each(subject, draws(n)))), true),
        Job::Find(ref seek) => {
            if let Some(found) = find::look(&subject.base, seek, wanted) {
                answer(Reply::Find(found), true);
            }
        }
    }
}

fn these(subject: &Subject, n: u64, quantities: Quantities) -> Box<Evaluation> {
    let quantities: Vec<Quantity> = quantities.iter().collect();
    Box::new(subject.evaluate_these(draws(n), &quantities))
}

pub(in crate::explorer) fn draws(n: u64) -> Draws {
    Draws::new(n as f64).unwrap_or(Draws::MIN)
}
