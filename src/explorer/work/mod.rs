//! Computing off the thread that takes the keys.
//!
//! Each lane has a thread of its own, so that a long curve never delays the numbers; where some numbers at n are slow,
//! one more thread computes all of them. In each lane the latest request wins: it stops the one before it between two
//! evaluations. Changes of bases are made on another thread, one after the other. Must never draw or read input.

pub mod curve;
pub mod find;
pub mod job;
pub mod policies;
pub mod prompts;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use crate::explorer::model::base::change::Build;
use crate::explorer::model::jobs::job::{Lane, Request};
use crate::explorer::model::message::Message;
use crate::explorer::work::job::{Run, is_slow, run, run_at_once};

/// The costly numbers of a large base wait until n has not changed for this long.
const REST: Duration = Duration::from_millis(100);

/// The worker threads. Dropping it ends each of them after its current evaluation.
#[derive(Debug)]
pub struct Worker {
    /// One for each lane.
    lanes: Vec<Queue>,
    /// A further queue for slow numbers, beside their own lane.
    slow: Queue,
    build: Sender<Build>,
}

/// A thread and the request that waits for it.
#[derive(Debug)]
struct Queue {
    requests: Sender<Request>,
    latest: Arc<AtomicU64>,
}

impl Worker {
    /// Starts the threads, which send their answers to `answers`.
    ///
    /// # Errors
    /// If the system refuses a thread.
    pub fn start<M: From<Message> + Send + 'static>(answers: &Sender<M>) -> io::Result<Worker> {
        let (build, orders) = channel();
        let built = answers.clone();
        Builder::new().name("build".to_owned()).spawn(move || build_each(&orders, &built))?;
        let lane = |_| Queue::start(answers.clone(), Duration::ZERO, run_at_once);
        Ok(Worker {
            lanes: (0..Lane::COUNT).map(lane).collect::<Result<_, _>>()?,
            slow: Queue::start(answers.clone(), REST, run)?,
            build,
        })
    }

    /// Makes a change of a base; of several that wait only the last is made.
    pub fn build(&self, build: Build) {
        // The thread ends only when nobody listens any more.
        let _ = self.build.send(build);
    }

    /// Puts a request into its lane; the one before it there is given up.
    pub fn ask(&self, request: Request) {
        if is_slow(&request.job, &request.subject) {
            self.slow.ask(request.clone());
        }
        self.lanes[request.job.lane() as usize].ask(request);
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        self.latest.store(u64::MAX, Ordering::Relaxed);
    }
}

impl Queue {
    /// Starts a thread that waits `pause` for a newer request before it begins.
    ///
    /// # Errors
    /// If the system refuses it.
    fn start<M: From<Message> + Send + 'static>(
        answers: Sender<M>,
        pause: Duration,
        run: Run,
    ) -> io::Result<Queue> {
        let (requests, waiting) = channel();
        let latest = Arc::new(AtomicU64::new(0));
        let queue = Queue { requests, latest: Arc::clone(&latest) };
        Builder::new().name("work".to_owned()).spawn(move || {
            while let Ok(mut request) = waiting.recv() {
                while let Ok(newer) = waiting.recv_timeout(pause) {
                    request = newer;
                }
                let wanted = || latest.load(Ordering::Relaxed) == request.generation;
                let mut listening = true;
                answer(run, &request, &wanted, &mut |message| {
                    listening &= answers.send(message.into()).is_ok();
                });
                if !listening {
                    return;
                }
            }
        })?;
        Ok(queue)
    }

    fn ask(&self, request: Request) {
        self.latest.store(request.generation, Ordering::Relaxed);
        // The thread ends only when nobody listens to its answers any more.
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

/// The answer to a change.
pub fn built(build: &Build) -> Message {
    Message::Built { generation: build.generation, result: build.run().map_err(Arc::new) }
}

/// Answers a request each time there is a better result, for as long as it is `wanted`.
pub fn compute(request: &Request, wanted: &(dyn Fn() -> bool + Sync), send: &mut dyn FnMut(Message)) {
    answer(run, request, wanted, send);
}

fn answer(
    run: Run,
    &Request { generation, ref subject, ref job }: &Request,
    wanted: &(dyn Fn() -> bool + Sync),
    send: &mut dyn FnMut(Message),
) {
    run(job, subject, wanted, &mut |answer, finest| send(Message::Answer { generation, answer, finest }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bon::{Base, Evaluation, Policy, Quantity};
    use crate::explorer::model::base::subject::Subject;
    use crate::explorer::model::curves::policies::PoliciesQuery;
    use crate::explorer::model::curves::sweep::Sweep;
    use crate::explorer::model::jobs::job::{Job, Reply};
    use crate::explorer::work::job::draws;
    use crate::family::{Labels, NamedBase};

    fn request(generation: u64, job: Job) -> Request {
        let base = Base::from_weights(&[1.0, 1.0]).unwrap();
        let base = Arc::new(NamedBase::new("half".into(), base, Labels::Numbered, vec![]));
        Request { generation, subject: Subject::new(base, None), job }
    }

    fn swept(scale_end: u64) -> Sweep {
        Sweep::shown(scale_end, None)
    }

    #[test]
    fn the_finest_curve_comes_last_and_spans_the_scale() {
        let mut answers = Vec::new();
        compute(&request(1, Job::Curve(swept(1_000_000))), &|| true, &mut |message| answers.push(message));
        let Some(Message::Answer { answer: Reply::Curve(points), finest: true, generation: 1 }) =
            answers.last()
        else {
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
            Message::Answer { answer: Reply::Curve(points), finest, .. } if points.len() == 257 => {
                Some((points, *finest))
            }
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
        let worker = Worker::start(&sender).unwrap();
        worker.ask(large(Job::Readout(64)));
        let plain = Policy::new(asked.subject.base.base(), draws(64)).evaluate();
        // Nearly always in this order.
        for _ in 0..2 {
            match answers.recv_timeout(Duration::from_secs(60)).unwrap() {
                Message::Answer { answer: Reply::Readout(evaluation), finest: true, .. } => {
                    assert_eq!(*evaluation, plain);
                }
                Message::Answer { answer: Reply::Readout(evaluation), .. } => {
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
        let worker = Worker::start(&sender).unwrap();
        for generation in 1..=50 {
            worker.ask(request(generation, Job::Readout(generation)));
            worker.ask(request(generation, Job::Curve(swept(1000 + generation))));
        }
        let mut last = (0, 0);
        while last != (50, 50) {
            match answers.recv_timeout(Duration::from_secs(60)).unwrap() {
                Message::Answer { generation, answer: Reply::Readout(evaluation), .. } => {
                    assert!(generation > last.0 && evaluation.n == generation as f64);
                    last.0 = generation;
                }
                Message::Answer { generation, answer: Reply::Curve(_), finest: true } => last.1 = generation,
                _ => {}
            }
        }
    }
}
