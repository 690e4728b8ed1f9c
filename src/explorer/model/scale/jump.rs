//! Jumping: n goes where something reaches a value.
//!
//! Owns what can be asked for, what may be typed for it and the sentence that tells where n went. It solves nothing
//! itself; the worker does.

use crate::bon::{Draws, Quantity, Solution, Target, Unit};
use crate::explorer::action::Action;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::message::{Effect, Job, Request};
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::overlay::question::Asked;
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::report::InformationUnit;
use crate::report::number::significant;
use crate::text::number;
use crate::tui::line::Line;

/// Digits of a value in a sentence.
const DIGITS: usize = 5;

/// What n can go for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The gap reaches a value.
    Gap,
    /// The exact KL stays within a value.
    Kl,
    /// The exact KL reaches a share of its limit.
    Share,
    /// The win rate reaches a value.
    WinRate,
    /// The expected reward reaches a value.
    Reward,
    /// n·ε_top reaches 1.
    Top,
}

impl Goal {
    /// Every goal, in the order of the menu.
    pub const ALL: &[Goal] = &[Goal::Gap, Goal::Kl, Goal::Share, Goal::WinRate, Goal::Reward, Goal::Top];

    /// The action that goes for it.
    pub fn action(self) -> Action {
        match self {
            Goal::Gap => Action::JumpGap,
            Goal::Kl => Action::JumpKl,
            Goal::Share => Action::JumpShare,
            Goal::WinRate => Action::JumpWinRate,
            Goal::Reward => Action::JumpReward,
            Goal::Top => Action::JumpTop,
        }
    }

    /// What the menu calls it, after "jump to the n with".
    pub fn title(self) -> &'static str {
        match self {
            Goal::Gap => "a gap of ...",
            Goal::Kl => "an exact KL of at most ...",
            Goal::Share => "a share of the KL limit",
            Goal::WinRate => "a win rate of ...",
            Goal::Reward => "an expected reward of ...",
            Goal::Top => "n·ε_top = 1",
        }
    }

    /// Whether its value is information, in the unit shown.
    pub fn is_information(self) -> bool {
        matches!(self, Goal::Gap | Goal::Kl)
    }

    /// What stands before the value that is typed.
    pub fn label(self) -> &'static str {
        match self {
            Goal::Gap => "gap at least ",
            Goal::Kl => "exact KL at most ",
            Goal::Share => "share of the KL limit ",
            Goal::WinRate => "win rate at least ",
            Goal::Reward => "expected reward at least ",
            Goal::Top => "n·ε_top at least ",
        }
    }

    /// What may be typed, in full and in short, where information is shown in `unit`.
    pub fn allowed(self, unit: InformationUnit) -> [&'static str; 2] {
        match (self, unit) {
            (Goal::Gap | Goal::Kl, InformationUnit::Nats) => ["nats, such as 0.5 or 1/3", "nats"],
            (Goal::Gap | Goal::Kl, InformationUnit::Bits) => ["bits, such as 0.5 or 1/3", "bits"],
            (Goal::Share, _) => ["between 0 and 1, such as 90 % or 0.9", "90 %"],
            (Goal::WinRate, _) => ["between 0 and 1, such as 0.9 or 90 %", "90 %"],
            (Goal::Reward, _) => ["in the unit of the rewards", ""],
            (Goal::Top, _) => ["", ""],
        }
    }
}

/// What is being looked for.
#[derive(Clone, Debug, Default)]
pub struct Jump {
    generation: u64,
    sought: Option<Sought>,
}

#[derive(Clone, Debug)]
struct Sought {
    goal: Goal,
    target: Target,
    /// For this, from this n: when either has changed the answer is not wanted any more.
    subject: Subject,
    n: u64,
}

impl Jump {
    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.sought.is_some()
    }

    /// Forgets what was sought for another base or from another n.
    pub(in crate::explorer) fn keep_for(&mut self, subject: &Subject, n: u64) {
        self.sought.take_if(|sought| !sought.subject.same(subject) || sought.n != n);
    }
}

/// Answers an action that jumps.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    match Goal::ALL.iter().find(|goal| goal.action() == action) {
        Some(&goal) => go_for(model, goal),
        None => model.overlay = Some(Overlay::Menu(Menu::new(Kind::Jump, 0))),
    }
}

/// Asks for the value, where the goal needs one.
pub(in crate::explorer) fn go_for(model: &mut Model, goal: Goal) {
    model.overlay = None;
    match goal {
        Goal::Top => top(model),
        _ => model.overlay = Some(Overlay::Prompt { asked: Asked::Jump(goal), line: Line::default() }),
    }
}

/// Looks for the n at which the goal reaches what was typed.
///
/// # Errors
/// One sentence that says why no n can be looked for.
pub(in crate::explorer) fn seek(model: &mut Model, goal: Goal, text: &str) -> Result<Effect, String> {
    let target = target(model, goal, text)?;
    let subject = model.subject.clone();
    model.jump.generation += 1;
    let generation = model.jump.generation;
    model.jump.sought = Some(Sought { goal, target, subject: subject.clone(), n: model.n });
    model.notice = Some("looking for that n ...".to_owned());
    Ok(Effect::Compute(Request { generation, subject, job: Job::Solve(target) }))
}

fn target(model: &Model, goal: Goal, text: &str) -> Result<Target, String> {
    let (digits, percent) = match text.strip_suffix('%') {
        Some(digits) if matches!(goal, Goal::Share | Goal::WinRate) => (digits.trim_end(), true),
        _ => (text, false),
    };
    let value = number::parse(digits).map_err(|error| format!("this is no number: {error}"))?;
    let value = if percent { value / 100.0 } else { value };
    let whole = "type it as 90 % or 0.9";
    match goal {
        Goal::Gap | Goal::Kl if value < 0.0 => {
            Err(format!("found {text}, but the gap and the KL are never negative"))
        }
        Goal::Share if value <= 0.0 || value >= 1.0 => {
            Err(format!("found {text}, but only shares between 0 and 1 of the limit are reached; {whole}"))
        }
        Goal::WinRate if !(0.0..1.0).contains(&value) => {
            Err(format!("found {text}, but a win rate lies between 0 and 1; {whole}"))
        }
        Goal::Gap => Ok(Target::Gap(model.unit().nats(value))),
        Goal::Kl => Ok(Target::Kl(model.unit().nats(value))),
        Goal::Share => {
            let limit = model.subject.mean_of(|drawing| drawing.value(Draws::MIN, Quantity::KlLimit));
            Ok(Target::Kl(value * limit))
        }
        Goal::WinRate => Ok(Target::WinRate(value)),
        Goal::Reward => Ok(Target::Reward(value)),
        Goal::Top => Err("n·ε_top = 1 needs no value".to_owned()),
    }
}

/// Goes where the answer says, unless it is not wanted any more.
pub(in crate::explorer) fn solved(model: &mut Model, generation: u64, solution: &Solution) {
    if generation != model.jump.generation {
        return;
    }
    let Some(Sought { goal, target, .. }) = model.jump.sought.take() else { return };
    model.notice = Some(match solution.whole {
        None => nowhere(goal, target, solution.limit, model.unit()),
        Some((below, _)) if goal == Goal::Kl && model.subject.is_proposed() => {
            // The KL of a proposal begins above 0 and need not rise.
            model.set_draws(below.get() as u64);
            let wanted = wanted(model, goal, target);
            if solution.n_exact == Some(Draws::MIN) {
                format!("already n = 1, q itself, does not keep {wanted}")
            } else {
                format!("every n up to {} keeps {wanted}", steps::written(model.n))
            }
        }
        Some((below, above)) => {
            // A budget is kept to, a target is reached.
            let n = if goal == Goal::Kl { below } else { above }.get() as u64;
            model.set_draws(n);
            let most = if goal == Goal::Kl { "largest" } else { "smallest" };
            let exact = solution.n_exact.map(|n| significant(n.get(), DIGITS + 2)).unwrap_or_default();
            let (n, wanted) = (steps::written(n), wanted(model, goal, target));
            format!("n = {n} is the {most} with {wanted}; in real numbers n = {exact}")
        }
    });
}

/// What was asked for, in words.
fn wanted(model: &Model, goal: Goal, target: Target) -> String {
    let value = written(target.value(), target.quantity(), DIGITS, model.unit());
    let relation = if goal == Goal::Kl { "≤" } else { "≥" };
    let name = match goal {
        Goal::Gap if model.subject.is_proposed() => "gap to the corrected bound",
        _ => target.quantity().title(),
    };
    format!("{name} {relation} {value}")
}

/// A value of this quantity with its unit, where that is one of information.
fn written(value: f64, quantity: Quantity, digits: usize, unit: InformationUnit) -> String {
    let value = significant(unit.shown(value, quantity.unit()), digits);
    if quantity.unit() == Unit::Nats { format!("{value} {}", unit.name()) } else { value }
}

fn nowhere(goal: Goal, target: Target, limit: f64, unit: InformationUnit) -> String {
    let name = target.quantity().title();
    let limit = if limit == f64::INFINITY {
        format!("the {name} has no limit, but grows too slowly")
    } else {
        let limit = written(limit, target.quantity(), DIGITS + 2, unit);
        format!("the limit of the {name} is {limit}")
    };
    match goal {
        Goal::Kl => format!("no n up to 1e15 gets there, every n stays below; {limit}"),
        _ => format!("no n up to 1e15 gets there; {limit}"),
    }
}

/// The smallest n with n·ε_top of at least 1.
fn top(model: &mut Model) {
    if model.subject.is_proposed() {
        model.notice = Some("n·ε_top says nothing where best-of-n draws from a proposal".to_owned());
        return;
    }
    let mass = model.subject.mean_of(|drawing| drawing.base.top_mass());
    let n = 1.0 / mass;
    if n > steps::MAX as f64 {
        let there = significant(steps::MAX as f64 * mass, DIGITS);
        model.notice = Some(format!("no n up to 1e15 gets there; n·ε_top is {there} at 1e15"));
        return;
    }
    // A mass such as 1/3 is a little off, and so is its inverse.
    let n = if (n.round() * mass - 1.0).abs() <= 1e-12 { n.round() } else { n.ceil() };
    model.set_draws(n as u64);
    model.notice = Some(format!("n = {} is the smallest with n·ε_top ≥ 1", steps::written(model.n)));
}
