//! Computing off the thread that takes the keys.
//!
//! One lane for the numbers at n and, where some of these take long, one for all of them, one for the curves, two for those
//! of the pins, two for Rényi divergences of typed orders, one for jumps, three for what single views need, one for bins
//! or prompts, one for finding and one for changed bases, so
//! that a long curve never holds up the numbers. In each lane the latest request wins: it stops the one before it between
//! two evaluations. Must never draw or read input.

pub mod curve;
pub mod find;
pub mod policies;
pub mod prompts;

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::bon::{Draws, Evaluation, Policy, Quantity};
use crate::explorer::model::base::change::Build;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::detail::Detail;
use crate::explorer::model::curves::sweep::Quantities;
use crate::explorer::model::message::{Job, Message, Request};
use crate::explorer::work::curve::{curve, order_curve};
use crate::explorer::work::{find as work_find, prompts as work_prompts};
use crate::preset::Tab;

/// Rows of a distribution.
const BINS: usize = 16;
/// Outcomes listed by their part of the gap.
const LEADERS: usize = 200;
/// The costly numbers of a large base wait until n has stood still for so long.
const REST: Duration = Duration::from_millis(100);

/// The lanes. Dropping it ends them after the evaluation at hand.
#[derive(Debug)]
pub struct Worker {
    readout: Lane,
    rest: Lane,
    curve: Lane,
    ghost_readout: Lane,
    ghost_curve: Lane,
    order_at: Lane,
    order_curve: Lane,
    solve: Lane,
    plane: Lane,
    beside: Lane,
    detail: Lane,
    table: Lane,
    find: Lane,
    build: Sender<Build>,
}

#[derive(Debug)]
struct Lane {
    requests: Sender<Request>,
    latest: Arc<AtomicU64>,
}

impl Worker {
    /// Starts the lanes; their answers go to `answers`.
    pub fn start<M: From<Message> + Send + 'static>(answers: &Sender<M>) -> Worker {
        let start = || Lane::start(answers.clone(), Duration::ZERO, compute);
        let (build, orders) = channel();
        let built = answers.clone();
        thread::spawn(move || build_each(&orders, &built));
        Worker {
            readout: Lane::start(answers.clone(), Duration::ZERO, compute_at_once),
            rest: Lane::start(answers.clone(), REST, compute),
            curve: start(),
            ghost_readout: start(),
            ghost_curve: start(),
            order_at: start(),
            order_curve: start(),
            solve: start(),
            plane: start(),
            beside: start(),
            detail: start(),
            table: start(),
            find: start(),
            build,
        }
    }

    /// Makes a change of a base; of those that wait only the last is made.
    pub fn build(&self, build: Build) {
        // As with questions: nobody listens any more.
        let _ = self.build.send(build);
    }

    /// Asks for something; what was asked for before in the same lane is given up.
    pub fn ask(&self, request: Request) {
        match request.job {
            Job::Readout(_) => {
                if request.subject.has_costly() {
                    self.rest.ask(request.clone());
                }
                self.readout.ask(request);
            }
            Job::Curve(_) => self.curve.ask(request),
            Job::PinnedAt(..) => self.ghost_readout.ask(request),
            Job::PinnedCurve(_) => self.ghost_curve.ask(request),
            Job::RenyiAt(..) => self.order_at.ask(request),
            Job::RenyiCurve(..) => self.order_curve.ask(request),
            Job::Solve(_) => self.solve.ask(request),
            Job::TradeOffCurves => self.plane.ask(request),
            Job::AtKl(_) => self.beside.ask(request),
            Job::Detail(..) => self.detail.ask(request),
            Job::Bins(_) | Job::Prompts(_) => self.table.ask(request),
            Job::Find(_) => self.find.ask(request),
        }
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.latest.store(u64::MAX, Ordering::Relaxed);
    }
}

/// What answers a request for as long as it is wanted.
type Compute = fn(&Request, &(dyn Fn() -> bool + Sync), &mut dyn FnMut(Message));

impl Lane {
    /// Starts a lane in which a request waits for a newer one for so long.
    fn start<M: From<Message> + Send + 'static>(
        answers: Sender<M>,
        pause: Duration,
        compute: Compute,
    ) -> Lane {
        let (requests, waiting) = channel();
        let latest = Arc::new(AtomicU64::new(0));
        let lane = Lane { requests, latest: Arc::clone(&latest) };
        thread::spawn(move || {
            while let Ok(mut request) = waiting.recv() {
                while let Ok(newer) = waiting.recv_timeout(pause) {
                    request = newer;
                }
                let wanted = || latest.load(Ordering::Relaxed) == request.generation;
                let mut listening = true;
                compute(&request, &wanted, &mut |message| {
                    listening &= answers.send(message.into()).is_ok();
                });
                if !listening {
                    return;
                }
            }
        });
        lane
    }

    fn ask(&self, request: Request) {
        self.latest.store(request.generation, Ordering::Relaxed);
        // The lane ends only when nobody listens to answers any more.
        let _ = self.requests.send(request);
    }
}

fn build_each<M: From<Message>>(orders: &Receiver<Build>, answers: &Sender<M>) {
    while let Ok(build) = orders.recv() {
        let build = orders.try_iter().last().unwrap_or(build);
        if answers.send(built(&build).into()).is_err() {
            return;
        }
    }
}

/// The answer to an order.
pub fn built(build: &Build) -> Message {
    Message::Built { generation: build.generation, result: build.run().map_err(Arc::new) }
}

/// Answers a request with what takes no time even for a large base: more follows in the lane beside.
fn compute_at_once(request: &Request, wanted: &(dyn Fn() -> bool + Sync), answer: &mut dyn FnMut(Message)) {
    let Request { generation, ref subject, ref job } = *request;
    match *job {
        Job::Readout(n) if subject.has_costly() => {
            let evaluation = these(subject, n, Quantities::always());
            answer(Message::Readout { generation, evaluation, finest: false });
        }
        _ => compute(request, wanted, answer),
    }
}

fn these(subject: &Subject, n: u64, quantities: Quantities) -> Box<Evaluation> {
    let quantities: Vec<Quantity> = quantities.iter().collect();
    Box::new(subject.evaluate_these(draws(n), &quantities))
}

/// Answers a request, as often as there is something better to say, for as long as it is `wanted`.
pub fn compute(request: &Request, wanted: &(dyn Fn() -> bool + Sync), answer: &mut dyn FnMut(Message)) {
    let Request { generation, ref subject, ref job } = *request;
    match *job {
        Job::Readout(n) => {
            if wanted() {
                let evaluation = Box::new(subject.evaluate(draws(n)));
                answer(Message::Readout { generation, evaluation, finest: true });
            }
        }
        Job::PinnedAt(n, quantities) => {
            answer(Message::PinnedAt { generation, evaluation: these(subject, n, quantities) });
        }
        Job::Curve(sweep) => curve(subject, sweep, wanted, |points, finest| {
            answer(Message::Curve { generation, points, finest });
        }),
        Job::PinnedCurve(sweep) => curve(subject, sweep, wanted, |points, finest| {
            answer(Message::PinnedCurve { generation, points, finest });
        }),
        Job::RenyiAt(n, order) => {
            answer(Message::RenyiAt { generation, values: subject.renyi(draws(n), order) });
        }
        Job::RenyiCurve(reach, order) => order_curve(subject, (reach, order), wanted, |points, finest| {
            answer(Message::RenyiCurve { generation, points, finest });
        }),
        Job::Solve(target) => {
            let solution = subject.solve(target);
            answer(Message::Solved { generation, solution });
        }
        Job::TradeOffCurves => {
            policies::plane(subject.base.base(), wanted, |plane, finest| {
                answer(Message::TradeOffCurves { generation, plane, finest });
            });
        }
        Job::AtKl(asked) => policies::beside(subject.drawing(), asked, wanted, |beside, finest| {
            answer(Message::AtKl { generation, beside, finest });
        }),
        Job::Detail(tab, n) => {
            if let Some(detail) = detail(subject, tab, draws(n)) {
                answer(Message::Detail { generation, detail });
            }
        }
        Job::Bins(binning) => {
            let base = subject.base.base();
            let policy = Policy::new(base, draws(binning.n));
            let ranks = |rows: Range<usize>| base.len() - rows.end..base.len() - rows.start;
            let groups = binning.bins().map(|rows| policy.group(ranks(rows))).collect();
            answer(Message::Bins { generation, groups: Arc::new(groups) });
        }
        Job::Prompts(n) => {
            let each = Arc::new(work_prompts::each(subject, draws(n)));
            answer(Message::Prompts { generation, each });
        }
        Job::Find(ref seek) => {
            if let Some(found) = work_find::look(&subject.base, seek, wanted) {
                answer(Message::Found { generation, found });
            }
        }
    }
}

fn draws(n: u64) -> Draws {
    Draws::new(n as f64).unwrap_or(Draws::MIN)
}

/// What one view shows at one n; none for a view that needs nothing of its own here.
fn detail(subject: &Subject, tab: Tab, n: Draws) -> Option<Detail> {
    let policy = Policy::new(subject.base.base(), n);
    match tab {
        // They are about outcomes drawn from the base.
        Tab::Spread | Tab::Attribution if subject.is_proposed() => None,
        Tab::Spread => Some(Detail::Spread(Arc::new(policy.spreads(BINS)))),
        Tab::Attribution => Some(Detail::Attribution(Arc::new(policy.attribution(LEADERS)))),
        Tab::Gap | Tab::WinRate | Tab::TradeOff | Tab::Divergences | Tab::Work => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bon::Base;
    use crate::explorer::model::curves::policies::PoliciesQuery;
    use crate::explorer::model::curves::sweep::Sweep;
    use crate::family::{Labels, NamedBase};

    fn request(generation: u64, job: Job) -> Request {
        let base = Base::from_weights(&[1.0, 1.0]).unwrap();
        let base = Arc::new(NamedBase::new("half".into(), base, Labels::Numbered, vec![]));
        Request { generation, subject: Subject::new(base, None), job }
    }

    fn swept(reach: u64) -> Sweep {
        Sweep::shown(reach, None)
    }

    #[test]
    fn the_finest_curve_comes_last_and_spans_the_scale() {
        let mut answers = Vec::new();
        compute(&request(1, Job::Curve(swept(1_000_000))), &|| true, &mut |message| answers.push(message));
        let Some(Message::Curve { points, finest: true, generation: 1 }) = answers.last() else {
            panic!("{answers:?}");
        };
        assert_eq!((points.len(), points[0].n, points[256].n), (257, 1.0, 1e6));
        assert!(points.is_sorted_by(|a, b| a.n < b.n));
    }

    fn large(job: Job) -> Request {
        let base = crate::family::parse("dirichlet:5000,0.1,1").unwrap();
        Request { subject: Subject::new(Arc::new(base), None), ..request(1, job) }
    }

    #[test]
    fn what_costs_little_comes_first() {
        let mut answers = Vec::new();
        let asked = large(Job::Curve(swept(1000)));
        compute(&asked, &|| true, &mut |message| answers.push(message));
        let shown = answers.iter().filter_map(|message| match message {
            Message::Curve { points, finest, .. } if points.len() == 257 => Some((points, *finest)),
            _ => None,
        });
        let known = |quantity, step| {
            let all = move |points: &Arc<Vec<Evaluation>>| {
                points.iter().step_by(step).all(|at| !at.get(quantity).is_nan())
            };
            shown.clone().map(move |(points, finest)| (all(points), finest))
        };
        assert!(known(Quantity::Kl, 1).all(|(all, _)| all));
        assert_eq!(known(Quantity::EstimatorQ05, 4).next(), Some((false, false)));
        assert_eq!(known(Quantity::EstimatorQ05, 4).next_back(), Some((true, true)));

        let (sender, answers) = channel::<Message>();
        let worker = Worker::start(&sender);
        worker.ask(large(Job::Readout(64)));
        let plain = Policy::new(asked.subject.base.base(), draws(64)).evaluate();
        // Nearly always in this order.
        for _ in 0..2 {
            match answers.recv_timeout(Duration::from_secs(60)).unwrap() {
                Message::Readout { evaluation, finest: true, .. } => assert_eq!(*evaluation, plain),
                Message::Readout { evaluation, .. } => {
                    assert!((evaluation.kl / plain.kl - 1.0).abs() < 1e-12 && evaluation.tv.is_nan());
                }
                message => panic!("{message:?}"),
            }
        }
    }

    #[test]
    fn what_nobody_wants_is_given_up() {
        compute(&request(1, Job::Curve(swept(10))), &|| false, &mut |message| panic!("{message:?}"));
        // In the middle, too.
        for (job, lasts) in [
            (Job::TradeOffCurves, 20),
            (Job::AtKl(PoliciesQuery { n: 3, soft: true, temperature: None }), 20),
        ] {
            for most in 0..lasts {
                let asked = AtomicU64::new(0);
                let wanted = || asked.fetch_add(1, Ordering::Relaxed) < most;
                compute(&request(1, job.clone()), &wanted, &mut |message| panic!("{message:?}"));
                assert_eq!(asked.into_inner(), most + 1);
            }
        }
    }

    #[test]
    fn the_latest_request_of_each_lane_is_answered() {
        let (sender, answers) = channel::<Message>();
        let worker = Worker::start(&sender);
        for generation in 1..=50 {
            worker.ask(request(generation, Job::Readout(generation)));
            worker.ask(request(generation, Job::Curve(swept(1000 + generation))));
        }
        let mut last = (0, 0);
        while last != (50, 50) {
            match answers.recv_timeout(Duration::from_secs(60)).unwrap() {
                Message::Readout { generation, evaluation, .. } => {
                    assert!(generation > last.0 && evaluation.n == generation as f64);
                    last.0 = generation;
                }
                Message::Curve { generation, finest: true, .. } => last.1 = generation,
                _ => {}
            }
        }
    }
}
