//! A walkthrough: its steps, the scene of each, and how far the class has come.
//!
//! Plain data. Texts are put together here, with every value computed for the base of the step; drawing, and moving the
//! screen to a scene, happen elsewhere.

pub mod list;
pub mod scene;
#[cfg(test)]
mod tests;

pub use crate::explorer::model::lesson::scene::{Scene, SceneError, scenes};

use std::sync::Arc;

use crate::bon::Draws;
use crate::preset::prose::{Form, Format, Prose};
use crate::preset::{Predict, Preset, Step};
use crate::report::number;

/// A walkthrough under way.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its title.
    pub title: String,
    pub(in crate::explorer) pages: Arc<Vec<Page>>,
    at: usize,
    revealed: bool,
    guess: Option<Guess>,
    form: Form,
    texts: Texts,
    /// Whether its text is in front where there is room for only one pane.
    pub reading: bool,
}

#[derive(Clone, Debug)]
pub(in crate::explorer) struct Page {
    step: Step,
    pub(in crate::explorer) scene: Scene,
}

/// The texts of one step, with their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// What the class reads.
    pub say: String,
    /// The question.
    pub ask: Option<String>,
    /// Its answer.
    pub reveal: Option<String>,
}

/// A guess and the true value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// The guess.
    pub guessed: f64,
    /// The true value.
    pub truth: f64,
}

/// Why a walkthrough cannot start.
#[derive(Debug, thiserror::Error)]
pub enum LessonError {
    /// The preset has no steps.
    #[error("{0} has no steps to walk through; `bonscope walk` lists what has")]
    NoSteps(String),
    /// A step is impossible.
    #[error("{name}: {source}")]
    Scene {
        /// The preset.
        name: String,
        /// Which step, and why.
        source: SceneError,
    },
}

impl Lesson {
    /// The walkthrough of a preset, at its first step. `form` is how formulas are written.
    ///
    /// # Errors
    /// [`LessonError`] for a preset that has no steps, or whose steps ask for impossible changes.
    pub fn new(preset: &Preset, form: Form) -> Result<Lesson, LessonError> {
        let name = || preset.name.clone();
        let scenes = scenes(preset).map_err(|source| LessonError::Scene { name: name(), source })?;
        if scenes.is_empty() {
            return Err(LessonError::NoSteps(name()));
        }
        let pages =
            preset.steps.iter().cloned().zip(scenes).map(|(step, scene)| Page { step, scene }).collect();
        let title = preset.walkthrough.as_ref().unwrap_or(&preset.title).clone();
        let mut lesson = Lesson {
            title,
            pages: Arc::new(pages),
            at: 0,
            revealed: false,
            guess: None,
            form,
            texts: Texts::default(),
            reading: true,
        };
        lesson.turn_to(0);
        Ok(lesson)
    }

    /// The number of steps; never 0.
    pub fn steps(&self) -> usize {
        self.pages.len()
    }

    /// The index of the current step, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The current step.
    pub fn step(&self) -> &Step {
        &self.pages[self.at].step
    }

    /// The screen at this step.
    pub fn scene(&self) -> &Scene {
        &self.pages[self.at].scene
    }

    /// The texts of this step.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The headings of all steps.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().map(|page| page.step.title.as_deref().unwrap_or("(no heading)"))
    }

    /// Whether the answer is shown.
    pub fn revealed(&self) -> bool {
        self.revealed
    }

    /// Whether there is an answer that is not shown yet.
    pub fn withholds(&self) -> bool {
        self.texts.reveal.is_some() && !self.revealed
    }

    /// The number of times [`Lesson::on`] can be called until the walkthrough is over, the last call included.
    pub fn moments(&self) -> usize {
        let withheld = self.pages[self.at..].iter().filter(|page| page.step.reveal.is_some()).count();
        self.pages.len() - self.at + withheld - 1
    }

    /// Goes to this step, or to the last one if there are fewer.
    pub fn turn_to(&mut self, at: usize) {
        self.at = at.min(self.pages.len() - 1);
        (self.revealed, self.guess) = (false, None);
        let Page { step, scene } = &self.pages[self.at];
        let form = self.form;
        let write = |prose: &Prose| written(prose, scene, form);
        self.texts = Texts {
            say: write(&step.say),
            ask: step.ask.as_ref().map(write),
            reveal: step.reveal.as_ref().map(write),
        };
    }

    /// Shows the answer, or goes to the next step; tells whether the step has changed.
    pub fn on(&mut self) -> bool {
        if self.withholds() {
            self.revealed = true;
            return false;
        }
        let next = self.at + 1 < self.pages.len();
        if next {
            self.turn_to(self.at + 1);
        }
        next
    }

    /// Hides the answer, or goes back to the step before.
    pub fn back(&mut self) {
        self.turn_to(if self.revealed { self.at } else { self.at.saturating_sub(1) });
    }

    /// Takes a guess, where one is asked for, and shows the answer. Takes time proportional to the number of outcomes.
    pub fn guess(&mut self, guessed: f64) {
        let scene = self.scene();
        let truth = |predict: Predict| {
            let n = Draws::new(predict.n.unwrap_or(scene.n) as f64).ok()?;
            Some(scene.subject.drawing().value(n, predict.quantity))
        };
        self.guess = self.step().predict.and_then(truth).map(|truth| Guess { guessed, truth });
        self.revealed = true;
    }

    /// The guess at this step, beside the true value.
    pub fn guessed(&self) -> Option<Guess> {
        self.guess
    }
}

/// A text of a step, with values computed for the scene. Takes time proportional to the number of outcomes and values.
pub fn written(prose: &Prose, scene: &Scene, form: Form) -> String {
    prose.written(form, |value| {
        let number = value
            .evaluate(&scene.subject.base, scene.subject.drawing().proposed, scene.n)
            .unwrap_or(f64::NAN);
        match value.format() {
            Format::Percent => format!("{} %", number::significant(100.0 * number, 3)),
            Format::Digits(digits) => number::significant(number, digits),
        }
    })
}
