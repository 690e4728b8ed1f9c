//! Jumping to the n at which a quantity reaches a value.

use crate::bon::{Draws, Quantity, Solution, Target};
use crate::explorer::action::Action;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::scale::jump::{DIGITS, Goal, Sought, written};
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::question::{Ask, stepped_text};
use crate::report::InformationUnit;
use crate::report::number::significant;
use crate::text::{figure, number};
use crate::tui::line::Line;

/// Performs an action that jumps.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    if let Some(&goal) = Goal::ALL.iter().find(|goal| goal.action() == action) {
        go_for(model, goal);
    }
}

/// Asks for the value, if the goal needs one.
pub(in crate::explorer) fn go_for(model: &mut Model, goal: Goal) {
    model.overlay = None;
    match goal {
        Goal::Top => top(model),
        _ => {
            model.overlay = Some(Overlay::Question { question: Question::Jump(goal), line: Line::default() })
        }
    }
}

/// Searches for the n at which the goal reaches the typed value.
///
/// # Errors
/// One sentence that says why the search is impossible.
fn seek(model: &mut Model, goal: Goal, text: &str) -> Result<(), String> {
    let target = target(model, goal, text)?;
    model.jump.put(Sought { goal, target, subject: model.subject.clone(), n: model.n });
    model.notice = Some("searching for that n …".to_owned());
    Ok(())
}

pub(in crate::explorer) fn target(model: &Model, goal: Goal, text: &str) -> Result<Target, String> {
    let (digits, percent) = match text.strip_suffix('%') {
        Some(digits) if matches!(goal, Goal::Share | Goal::WinRate) => (digits.trim_end(), true),
        _ => (text, false),
    };
    let value = number::parse(digits).map_err(|error| format!("not a number: {error}"))?;
    let value = if percent { value / 100.0 } else { value };
    let whole = "type it as 90 % or 0.9";
    match goal {
        Goal::Gap | Goal::Kl if value < 0.0 => {
            Err(format!("found {text}, but the gap and the KL are never negative"))
        }
        Goal::Share if value <= 0.0 || value >= 1.0 => {
            Err(format!("found {text}, but a share of the limit lies between 0 and 1; {whole}"))
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
        Goal::Top => Err("n·m_top = 1 needs no value".to_owned()),
    }
}

/// Moves n to the answer, unless that is no longer wanted.
pub(in crate::explorer) fn solved(model: &mut Model, generation: u64, solution: &Solution) {
    let Some(Sought { goal, target, .. }) = model.jump.answered(generation) else { return };
    model.notice = Some(match solution.whole {
        None => nowhere(goal, target, solution.limit, model.unit()),
        Some((below, _)) if goal == Goal::Kl && model.subject.is_proposed() => {
            // The KL of a proposal starts above 0 and need not rise.
            model.set_draws(below.get() as u64);
            let wanted = wanted(model, goal, target);
            if solution.n_exact == Some(Draws::MIN) {
                format!("even n = 1, which is q itself, misses {wanted}")
            } else {
                format!("every n up to {} has {wanted}", figure::draws(model.n))
            }
        }
        Some((below, above)) => {
            // A budget must not be exceeded; a target must be reached.
            let n = if goal == Goal::Kl { below } else { above }.get() as u64;
            model.set_draws(n);
            let most = if goal == Goal::Kl { "largest" } else { "smallest" };
            let exact = solution.n_exact.map(|n| significant(n.get(), DIGITS + 2)).unwrap_or_default();
            let (n, wanted) = (figure::draws(n), wanted(model, goal, target));
            format!("n = {n} is the {most} with {wanted}; in real numbers n = {exact}")
        }
    });
}

/// The request in words.
fn wanted(model: &Model, goal: Goal, target: Target) -> String {
    let value = written(target.value(), target.quantity(), DIGITS, model.unit());
    let relation = if goal == Goal::Kl { "≤" } else { "≥" };
    let name = match goal {
        Goal::Gap if model.subject.is_proposed() => "gap to the corrected bound",
        _ => target.quantity().title(),
    };
    format!("{name} {relation} {value}")
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
        Goal::Kl => format!("no n up to 1e15 gets there: every n stays below; {limit}"),
        _ => format!("no n up to 1e15 gets there; {limit}"),
    }
}

/// Moves n to the smallest one with n·m_top ≥ 1.
fn top(model: &mut Model) {
    if model.subject.is_proposed() {
        model.notice = Some("n·m_top has no meaning where best-of-n draws from a proposal".to_owned());
        return;
    }
    let mass = model.subject.mean_of(|drawing| drawing.base.top_mass());
    let n = 1.0 / mass;
    if n > steps::MAX as f64 {
        let there = significant(steps::MAX as f64 * mass, DIGITS);
        model.notice = Some(format!("no n up to 1e15 gets there; n·m_top is {there} at 1e15"));
        return;
    }
    // A mass such as 1/3 is slightly off, and so is its inverse.
    let n = if (n.round() * mass - 1.0).abs() <= 1e-12 { n.round() } else { n.ceil() };
    model.set_draws(n as u64);
    model.notice = Some(format!("n = {} is the smallest with n·m_top ≥ 1", figure::draws(model.n)));
}

/// The value to reach.
pub(in crate::explorer) struct JumpQuestion(pub(in crate::explorer) Goal);

impl Ask for JumpQuestion {
    fn label(&self) -> &'static str {
        self.0.label()
    }

    fn allowed(&self, unit: InformationUnit) -> [&'static str; 2] {
        self.0.allowed(unit)
    }

    fn steps(&self, typed: &str, _: u64, up: bool) -> Option<String> {
        Some(stepped_text(typed, 0.0, up))
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        seek(model, self.0, text).map(|()| None)
    }
}
