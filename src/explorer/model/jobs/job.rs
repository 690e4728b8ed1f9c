//! Background jobs: what is computed, the lane of each job, and the answers.

use std::sync::Arc;

use crate::bon::{self, Evaluation, Group, Order, Solution};
use crate::explorer::model::base::bins::Binning;
use crate::explorer::model::base::find::{Match, Seek};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::detail::ViewNumbers;
use crate::explorer::model::curves::policies::{AtKl, PoliciesQuery, TradeOffCurves};
use crate::explorer::model::curves::renyi::Point;
use crate::explorer::model::curves::sweep::{Quantities, Sweep};
use crate::explorer::model::jobs::inquiry::Inquiry;
use crate::explorer::model::state::Model;
use crate::preset::LowerView;

/// Something to compute.
#[derive(Clone, Debug)]
pub struct Request {
    /// To be sent back with the answer.
    pub generation: u64,
    /// The subject.
    pub subject: Subject,
    /// The job.
    pub job: Job,
}

impl<K> Inquiry<K> {
    /// The request for this question.
    pub fn request(self, job: impl FnOnce(K) -> Job) -> Request {
        let Inquiry { generation, subject, about } = self;
        Request { generation, subject, job: job(about) }
    }
}

/// What to compute.
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Everything at this n.
    Readout(u64),
    /// These curves.
    Curve(Sweep),
    /// Some quantities at this n, of a pinned base.
    PinnedAt(u64, Quantities),
    /// These curves, of a pinned base.
    PinnedCurve(Sweep),
    /// The Rényi divergence of this order at this n.
    RenyiAt(u64, Order),
    /// The curve of the Rényi divergence of this order up to this n.
    RenyiCurve(u64, Order),
    /// The n at which a quantity reaches a value.
    Solve(bon::Target),
    /// What KL can buy on this base.
    TradeOffCurves,
    /// The policies at the KL of best-of-n.
    AtKl(PoliciesQuery),
    /// What this view of the lower chart shows at this n.
    Detail(LowerView, u64),
    /// The sums over each bin.
    Bins(Binning),
    /// The numbers of each prompt at this n.
    Prompts(u64),
    /// A search for an outcome.
    Find(Seek),
}

/// The answer to the job of the same name.
#[derive(Clone, Debug)]
pub enum Reply {
    /// What is known at the n asked for; the rest is NaN.
    Readout(Box<Evaluation>),
    /// Ascending in n.
    Curve(Arc<Vec<Evaluation>>),
    /// At the n asked for.
    PinnedAt(Box<Evaluation>),
    /// Ascending in n.
    PinnedCurve(Arc<Vec<Evaluation>>),
    /// The divergence and its bound, in nats.
    RenyiAt([f64; 2]),
    /// Ascending in n.
    RenyiCurve(Arc<Vec<Point>>),
    /// Where the target is reached.
    Solve(Solution),
    /// What KL can buy on this base.
    TradeOffCurves(Arc<TradeOffCurves>),
    /// The policies at the KL of best-of-n.
    AtKl(Arc<AtKl>),
    /// What the view shows.
    Detail(ViewNumbers),
    /// The sums over each bin.
    Bins(Arc<Vec<Group>>),
    /// The numbers of each prompt, in the order of the prompts.
    Prompts(Arc<Vec<Evaluation>>),
    /// The match; none when nothing matches.
    Find(Option<Match>),
}

/// A queue with a thread of its own: the latest job in a lane stops the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// The numbers at n.
    Readout,
    /// The curves.
    Curve,
    /// The numbers of pinned bases at n.
    PinnedAt,
    /// The curves of pinned bases.
    PinnedCurve,
    /// Rényi divergences of typed orders at n.
    RenyiAt,
    /// The curves of typed orders.
    RenyiCurve,
    /// The search for the n of a jump.
    Solve,
    /// What KL can buy on this base.
    TradeOffCurves,
    /// The policies at the KL of best-of-n.
    AtKl,
    /// What a view of the lower chart needs besides.
    Detail,
    /// The rows of the table in bins, or of the list of prompts.
    Table,
    /// The search for an outcome.
    Find,
}

/// The part of a drawing that waits for the lane. Lanes of one part are waited for together, until the last request is
/// due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Readout,
    Curve,
    Lower,
    Compared,
    Jump,
    Table,
}

/// What is known about a lane.
struct Row {
    lane: Lane,
    part: Part,
    /// Whether an answer is under way.
    pending: fn(&Model) -> bool,
}

/// In the order of [`Lane`].
const LANES: &[Row] = &[
    Row { lane: Lane::Readout, part: Part::Readout, pending: |model| model.readout.pending() },
    Row { lane: Lane::Curve, part: Part::Curve, pending: |model| model.curve.pending() },
    Row { lane: Lane::PinnedAt, part: Part::Compared, pending: |model| model.pins.curves.at_n_pending() },
    Row { lane: Lane::PinnedCurve, part: Part::Compared, pending: |model| model.pins.curves.curve_pending() },
    Row { lane: Lane::RenyiAt, part: Part::Compared, pending: |model| model.renyi.at_n_pending() },
    Row { lane: Lane::RenyiCurve, part: Part::Compared, pending: |model| model.renyi.curve_pending() },
    Row { lane: Lane::Solve, part: Part::Jump, pending: |model| model.jump.pending() },
    Row {
        lane: Lane::TradeOffCurves,
        part: Part::Lower,
        pending: |model| model.details.policies.trade_off.pending(),
    },
    Row { lane: Lane::AtKl, part: Part::Lower, pending: |model| model.details.policies.at_kl.pending() },
    Row { lane: Lane::Detail, part: Part::Lower, pending: |model| model.details.at_n.pending() },
    Row {
        lane: Lane::Table,
        part: Part::Table,
        pending: |model| model.bins.known.pending() || model.prompts.known.pending(),
    },
    Row { lane: Lane::Find, part: Part::Table, pending: |model| model.find.sought.pending() },
];

impl Job {
    /// The lane of this job.
    pub fn lane(&self) -> Lane {
        match self {
            Job::Readout(_) => Lane::Readout,
            Job::Curve(_) => Lane::Curve,
            Job::PinnedAt(..) => Lane::PinnedAt,
            Job::PinnedCurve(_) => Lane::PinnedCurve,
            Job::RenyiAt(..) => Lane::RenyiAt,
            Job::RenyiCurve(..) => Lane::RenyiCurve,
            Job::Solve(_) => Lane::Solve,
            Job::TradeOffCurves => Lane::TradeOffCurves,
            Job::AtKl(_) => Lane::AtKl,
            Job::Detail(..) => Lane::Detail,
            Job::Bins(_) | Job::Prompts(_) => Lane::Table,
            Job::Find(_) => Lane::Find,
        }
    }
}

impl Lane {
    /// The number of lanes.
    pub const COUNT: usize = LANES.len();

    /// Every lane, in the order of its index.
    pub fn all() -> impl Iterator<Item = Lane> {
        LANES.iter().map(|row| row.lane)
    }

    /// The lanes that a drawing waits for together with this one, including itself.
    pub fn together(self) -> impl Iterator<Item = Lane> {
        let part = LANES[self as usize].part;
        LANES.iter().filter(move |row| row.part == part).map(|row| row.lane)
    }
}

impl Model {
    /// Whether an answer in this lane is under way.
    pub fn pending(&self, lane: Lane) -> bool {
        (LANES[lane as usize].pending)(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lane_has_its_row() {
        for (index, lane) in Lane::all().enumerate() {
            assert_eq!(lane as usize, index, "{lane:?}");
            assert!(lane.together().any(|other| other == lane));
        }
        // The last variant.
        assert_eq!(Lane::Find as usize + 1, Lane::COUNT);
    }
}
