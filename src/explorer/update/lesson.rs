//! The actions of a walkthrough: the only place where a scene becomes the state of the screen.

use crate::explorer::action::{Action, Pane};
use crate::explorer::model::base::draft::Rules;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::lesson::Lesson;
use crate::explorer::model::lesson::list::walkthroughs;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::curves::{pins, unit};
use crate::explorer::update::overlay::question::{Ask, stepped_text};
use crate::explorer::update::scale::play;
use crate::preset::{Focus, View};
use crate::report::InformationUnit;
use crate::text::number;
use crate::tui::line::Line;

/// Performs an action of a walkthrough.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    let Some(lesson) = &mut model.lesson else { return };
    match action {
        Action::WalkOn if model.play.on => arrive(model),
        Action::WalkOn => {
            let withheld = lesson.withholds();
            if lesson.on() {
                enter(model);
            } else if !withheld {
                let keys = [(Action::Walk, "lists the steps"), (Action::WalkLeave, "leaves")];
                model.notice = Some(format!("this is the last step; {}", model.keymap.hint(keys)));
            }
        }
        Action::WalkBack => {
            lesson.back();
            enter(model);
        }
        Action::WalkReturn => enter(model),
        Action::WalkGuess => match lesson.step().predict {
            Some(predict) if !lesson.revealed() => {
                model.overlay =
                    Some(Overlay::Question { question: Question::Guess(predict), line: Line::default() });
            }
            Some(_) => model.notice = Some("the answer is on the screen already".to_owned()),
            None => model.notice = Some("this step asks for no guess".to_owned()),
        },
        _ => {
            model.lesson = None;
            let notice = unit::notice_of_nats(model, false);
            model.notice =
                Some(notice.unwrap_or("the walkthrough is over; the base stays as it is").to_owned());
        }
    }
}

/// Starts a walkthrough at its first step.
pub(in crate::explorer) fn begin(model: &mut Model, lesson: Lesson) {
    model.lesson = Some(lesson);
    model.overlay = None;
    model.zoomed = false;
    enter(model);
    model.notice = unit::notice_of_nats(model, true).map(str::to_owned).or(model.notice.take());
}

/// Goes to this step of the current walkthrough; a step beyond the last one leaves it.
pub(in crate::explorer) fn turn_to(model: &mut Model, at: usize) {
    model.overlay = None;
    match &mut model.lesson {
        Some(lesson) if at < lesson.steps() => {
            lesson.turn_to(at);
            enter(model);
        }
        _ => act(model, Action::WalkLeave),
    }
}

/// Accepts the chosen entry of the list of steps or walkthroughs.
pub(in crate::explorer) fn choose(model: &mut Model, selected: usize) -> Option<Effect> {
    if model.lesson.is_some() {
        turn_to(model, selected);
        return None;
    }
    let argument = walkthroughs(&model.presets).nth(selected)?.argument.clone();
    Some(Effect::Lesson(argument))
}

/// Takes a guess and shows the answer.
pub(in crate::explorer) fn guess(model: &mut Model, guess: f64) {
    if let Some(lesson) = &mut model.lesson {
        lesson.guess(guess);
    }
}

/// Ends the run of n where the step wants it to end.
pub(in crate::explorer) fn arrive(model: &mut Model) {
    let Some(lesson) = &model.lesson else { return };
    let n = lesson.scene().n;
    model.play.on = false;
    model.set_draws(n);
}

/// Brings the screen to the scene of the step.
fn enter(model: &mut Model) {
    let Some(lesson) = &mut model.lesson else { return };
    lesson.reading = true;
    let scene = lesson.scene().clone();
    model.changes.clear();
    if !scene.subject.same(&model.subject) {
        let title = Some(lesson.title.clone());
        model.turn_to(scene.subject.clone().titled(title), Rules::default());
        model.documents.open(Some(&scene.subject), None);
        (model.selected, model.offset) = (0, 0);
    }
    model.choose_draws(scene.n);
    model.play.on = false;
    if let Some(from) = scene.from {
        model.n = from;
        play::run_to(model, scene.n);
    }
    let own: Vec<_> = walk_pins(model).cloned().collect();
    pins::replace(model, &own, &scene.pins);
    if let View::Lower(lower_view) = scene.view {
        model.show(lower_view);
    }
    model.pane = match scene.focus {
        Focus::Base => Pane::Base,
        Focus::Numbers => Pane::Readout,
        Focus::Kl => Pane::Kl,
        Focus::Lower => Pane::Lower,
    };
    if let Some(rank) = scene.highlight.first().and_then(|label| scene.subject.base.rank_of(label)) {
        model.selected = scene.subject.base.base().len() - 1 - rank;
        model.offset = model.first_row(model.viewport.rows);
    }
}

/// Every pin of any step.
fn walk_pins(model: &Model) -> impl Iterator<Item = &(String, Subject)> {
    model.lesson.iter().flat_map(|lesson| lesson.pages.iter()).flat_map(|page| &page.scene.pins)
}

/// A guess of the value of a quantity.
pub(in crate::explorer) struct GuessQuestion;

impl Ask for GuessQuestion {
    fn label(&self) -> &'static str {
        "your guess: "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["a number such as 1/3, 2^-20 or 1e-4", "a number"]
    }

    fn steps(&self, typed: &str, _: u64, up: bool) -> Option<String> {
        Some(stepped_text(typed, 0.0, up))
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        let value = number::parse(text).map_err(|error| error.to_string())?;
        guess(model, value);
        Ok(None)
    }
}
