//! What bonscope costs, next to the plain loops it takes the place of: `cargo bench`, or `cargo bench -- growth`
//! for one of the tables. Prints Markdown; docs/performance.md shows such a run. Costs are means of time on the
//! processor, whole processes medians of time on the wall.

#![expect(clippy::print_stdout, reason = "printing tables is all it does")]

mod explorer;
mod peers;
mod terminal;

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bonscope::bon::{Base, Draws, Policy, sweep};
use bonscope::family;
use rustix::time::{ClockId, clock_gettime};

/// Points of a sweep, from n = 1 to n = 1e6.
const POINTS: usize = 200;

fn main() {
    let tables: [(&str, fn()); 10] = [
        ("sweep", sweeps),
        ("growth", growth),
        ("later", later),
        ("edit", edit),
        ("formula", formula),
        ("draw", explorer::draw),
        ("frames", explorer::frames),
        ("typed", explorer::edit),
        ("process", process),
        ("latency", terminal::latency),
    ];
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    for (name, table) in tables {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            table();
            println!();
        }
    }
}

/// What one run costs: the mean of runs that take long enough together for their differences to even out.
fn cost<T>(mut run: impl FnMut() -> T) -> Duration {
    run();
    let (started, mut runs) = (Clock::now(), 0);
    while runs < 3 || (started.elapsed() < Duration::from_millis(300) && runs < 100_000) {
        black_box(run());
        runs += 1;
    }
    started.elapsed() / runs
}

/// The least that one of several runs costs, by wall clock, for runs too short for any other.
fn least<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let started = Instant::now();
        black_box(run());
        started.elapsed()
    };
    (0..runs).map(once).min().unwrap_or_default()
}

/// What one run costs that needs something fresh each time: the mean of runs as in [`cost`].
fn cost_of<S, T>(mut fresh: impl FnMut() -> S, run: impl Fn(&S) -> T) -> Duration {
    let (mut spent, mut runs) = (Duration::ZERO, 0);
    while runs < 5 || (spent < Duration::from_millis(300) && runs < 10_000) {
        let subject = fresh();
        let started = Clock::now();
        black_box(run(&subject));
        spent += started.elapsed();
        runs += 1;
    }
    spent / runs
}

/// The time that this thread has on the processor, so that other programs do not count. A guest of a hypervisor may see that
/// clock run ahead by tens of milliseconds at once, hence never more than passes on the wall.
#[derive(Clone, Copy)]
struct Clock {
    processor: Duration,
    wall: Instant,
}

impl Clock {
    fn now() -> Clock {
        Clock { processor: Clock::processor(), wall: Instant::now() }
    }

    fn elapsed(self) -> Duration {
        Clock::processor().saturating_sub(self.processor).min(self.wall.elapsed())
    }

    fn processor() -> Duration {
        clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap_or_default()
    }
}

/// Three digits and a unit.
fn shown(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    let (value, unit) = match seconds {
        s if s >= 1.0 => (s, "s"),
        s if s >= 1e-3 => (s * 1e3, "ms"),
        s => (s * 1e6, "µs"),
    };
    let decimals = if value >= 100.0 { 0 } else { usize::from(value < 10.0) + 1 };
    format!("{value:.decimals$} {unit}")
}

fn ratio(slow: Duration, fast: Duration) -> f64 {
    slow.as_secs_f64() / fast.as_secs_f64()
}

/// The probabilities of a family, lowest reward first.
fn masses(notation: &str) -> Vec<f64> {
    let base = parsed(notation);
    (0..base.base().len()).map(|rank| base.base().p(rank)).collect()
}

fn parsed(notation: &str) -> family::NamedBase {
    family::parse(notation).unwrap_or_else(|error| panic!("{error}"))
}

fn base(masses: &[f64]) -> Base {
    Base::from_weights(masses).unwrap_or_else(|error| panic!("{error}"))
}

fn grid(points: usize) -> Vec<Draws> {
    sweep::real_grid(1.0, 1e6, points)
}

/// kl, gap, estimator mean and win rate at every n of a sweep.
fn swept(base: &Base, grid: &[Draws]) -> f64 {
    grid.iter().map(|&n| black_box(Policy::new(base, n).summary()).gap).sum()
}

/// What a plain loop costs for a whole sweep, from every 20th of its n.
fn plain_sweep(grid: &[Draws], at: impl Fn(f64) -> peers::Point) -> Duration {
    let sampled: Vec<Draws> = grid.iter().copied().skip(10).step_by(20).collect();
    let run = || sampled.iter().map(|&n| black_box(at(black_box(n.get()))).gap).sum::<f64>();
    let once = cost_once(run);
    let cost = if once < Duration::from_millis(300) { cost(run) } else { once };
    cost * grid.len() as u32 / sampled.len() as u32
}

/// What something long costs.
fn cost_once<T>(run: impl FnOnce() -> T) -> Duration {
    let started = Clock::now();
    black_box(run());
    started.elapsed()
}

fn sweeps() {
    println!(
        "| 200 n, 1,000,000 outcomes | notebook loop | stable loop | bonscope | of it preparation | times faster | times faster, the base built too |"
    );
    println!("| :--- | ---: | ---: | ---: | ---: | ---: | ---: |");
    let grid = grid(POINTS);
    for notation in ["zipf:1000000,1.1", "dirichlet:1000000,0.1,1", "uniform:1000000"] {
        let p = masses(notation);
        let cells = peers::cells(&p);
        check_peers(&p, &cells);
        let notebook = plain_sweep(&grid, |n| peers::notebook(&p, n));
        let stable = plain_sweep(&grid, |n| peers::stable(&cells, n));
        let whole = cost_of(|| base(&p), |base| swept(base, &grid));
        let prepared = cost_of(|| base(&p), |base| swept(base, &grid[..1]));
        let built = cost(|| base(&p));
        println!(
            "| `{notation}` | {} | {} | {} | {} | {:.0} | {:.0} |",
            shown(notebook),
            shown(stable),
            shown(whole),
            shown(prepared),
            ratio(notebook, whole),
            ratio(notebook, whole + built)
        );
    }
}

/// That the peers compute what bonscope does, as far as their digits go.
fn check_peers(p: &[f64], cells: &[(f64, f64, f64)]) {
    let base = base(p);
    for n in [2.0, 1000.0] {
        let exact = Policy::new(&base, Draws::new(n).unwrap_or(Draws::MIN)).summary();
        for peer in [peers::notebook(p, n), peers::stable(cells, n)] {
            for (found, expected) in
                [(peer.kl, exact.kl), (peer.estimator, exact.estimator), (peer.win_rate, exact.win_rate)]
            {
                assert!((found / expected - 1.0).abs() < 1e-6, "{found} instead of {expected} at n = {n}");
            }
        }
    }
}

fn growth() {
    println!(
        "| zipf:L,1.1, L = | build | prepare | one n | notebook loop, one n | stable loop, one n | times faster than the notebook loop | bytes an outcome |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let grid = grid(POINTS);
    for exponent in 3..=7 {
        let length = 10_usize.pow(exponent);
        let p = masses(&format!("zipf:{length},1.1"));
        let resident = resident_bytes();
        let kept = base(&p);
        swept(&kept, &grid[..1]);
        let grown = resident_bytes().zip(resident).map(|(now, then)| now.saturating_sub(then));
        // Fewer take the place of what was freed before them.
        let bytes = grown.filter(|_| length >= 10_000_000).map(|grown| (grown / length).to_string());
        let one = cost(|| swept(&kept, &grid)) / POINTS as u32;
        let build = cost(|| base(&p));
        let prepared = cost_of(|| base(&p), |base| swept(base, &grid[..1]));
        let notebook = plain_sweep(&grid, |n| peers::notebook(&p, n)) / POINTS as u32;
        let cells = peers::cells(&p);
        let stable = plain_sweep(&grid, |n| peers::stable(&cells, n)) / POINTS as u32;
        println!(
            "| {length} | {} | {} | {} | {} | {} | {:.0} | {} |",
            shown(build),
            shown(prepared),
            shown(one),
            shown(notebook),
            shown(stable),
            ratio(notebook, one),
            bytes.unwrap_or_default()
        );
    }
}

/// What of the process is in memory, where the system says so.
fn resident_bytes() -> Option<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split(' ').nth(1)?.parse::<usize>().ok()? * 4096)
}

fn later() {
    println!("| one n after preparation | 1,000 outcomes | 1,000,000 outcomes | ratio |");
    println!("| :--- | ---: | ---: | ---: |");
    let grid = grid(POINTS);
    for (family, rest) in [("zipf", ",1.1"), ("dirichlet", ",0.1,1"), ("uniform", "")] {
        let costs = [1000, 1_000_000].map(|length| {
            let base = base(&masses(&format!("{family}:{length}{rest}")));
            let mean = cost(|| swept(&base, &grid)) / POINTS as u32;
            let dearest = grid.iter().map(|n| least(100, || swept(&base, std::slice::from_ref(n)))).max();
            [mean, dearest.unwrap_or(mean)]
        });
        for (i, what) in ["mean of 200 n", "dearest of 200 n"].into_iter().enumerate() {
            let [small, large] = costs.map(|costs| costs[i]);
            let (shown, ratio) = ([small, large].map(shown), ratio(large, small));
            println!("| `{family}`, {what} | {} | {} | {ratio:.1} |", shown[0], shown[1]);
        }
    }
}

fn edit() {
    println!("| one outcome of 262,144 changed | zipf | dirichlet |");
    println!("| :--- | ---: | ---: |");
    let grid = sweep::real_grid(1.0, 1e6, 257);
    let columns = ["zipf:262144,1.1", "dirichlet:262144,0.1,1"].map(|notation| {
        let p = masses(notation);
        let rewards: Vec<f64> = (1..=p.len()).map(|rank| rank as f64).collect();
        let changed = || Base::with_rewards(&p, &rewards).unwrap_or_else(|error| panic!("{error}"));
        let build = cost(changed);
        let numbers = cost(|| swept(&changed(), &grid[100..101]));
        let curves = cost(|| swept(&changed(), &grid));
        let banded = |base: &Base| {
            grid.iter().map(|&n| black_box(Policy::new(base, n).estimator_quantiles())[0]).sum::<f64>()
        };
        let band = cost_of(changed, banded);
        [build, numbers, curves, band].map(shown)
    });
    let parts = [
        "the base again",
        "the base and the numbers at one n",
        "the base and 257 points of every curve",
        "257 points of the 5-95 % band, on one thread",
    ];
    for (i, what) in parts.iter().enumerate() {
        println!("| {what} | {} | {} |", columns[0][i], columns[1][i]);
    }
}

fn formula() {
    println!("| gap in nats | n | by the notebook formula | by bonscope | relative error of the former |");
    println!("| :--- | ---: | ---: | ---: | ---: |");
    for (notation, n) in
        [("uniform:10", 64.0), ("uniform:1000", 16.0), ("zipf:1000,1.1", 64.0), ("uniform:1000000", 64.0)]
    {
        let p = masses(notation);
        let draws = Draws::new(n).unwrap_or(Draws::MIN);
        let (notebook, exact) = (peers::notebook(&p, n).gap, Policy::new(&base(&p), draws).evaluate().gap);
        let error = ((notebook - exact) / exact).abs();
        println!("| `{notation}` | {n} | {notebook:.6e} | {exact:.6e} | {error:.0e} |");
    }
}

fn process() {
    println!("| whole process | time |");
    println!("| :--- | ---: |");
    for arguments in [
        &["eval", "0.5,0.5", "-n", "4"][..],
        &["show", "staircase-3", "--plain", "--size", "120x40"],
        &["eval", "zipf:1000000,1.1", "-n", "1,64,1e6"],
        &[
            "sweep",
            "zipf:1000000,1.1",
            "-n",
            "1..1e6",
            "--points",
            "200",
            "--quantities",
            "kl,gap,estimator,win_rate",
        ],
    ] {
        let run = || {
            let status =
                Command::new(env!("CARGO_BIN_EXE_bonscope")).args(arguments).stdout(Stdio::null()).status();
            assert!(status.is_ok_and(|status| status.success()), "{arguments:?}");
        };
        let mut times: Vec<Duration> = (0..21)
            .map(|_| {
                let started = Instant::now();
                run();
                started.elapsed()
            })
            .collect();
        times.sort();
        let whole = times[times.len() / 2];
        println!("| `bonscope {}` | {} |", arguments.join(" "), shown(whole));
    }
    println!(
        "| `bonscope` in a terminal of 120x40, to the end of its first frame | {} |",
        shown(terminal::first_frame())
    );
}
