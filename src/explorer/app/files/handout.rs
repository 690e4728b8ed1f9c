//! A walkthrough as a handout: Markdown with the questions, their answers and a chart for each step.

use std::fmt::Write;

use crate::explorer::model::lesson::{Lesson, LessonError};
use crate::explorer::model::state::Model;
use crate::explorer::update::lesson;
use crate::preset::Preset;
use crate::preset::prose::Form;

/// The text of a handout and its charts.
#[derive(Clone, Debug)]
pub struct Handout {
    /// Markdown, which refers to the charts by name.
    pub text: String,
    /// File name and SVG text of each chart.
    pub charts: Vec<(String, String)>,
}

/// Writes the handout of a walkthrough. `folder` is where its charts will be, as the text refers to it; `chart`
/// computes what a model asks for and draws it as SVG.
///
/// # Errors
/// [`LessonError`] as for [`Lesson::new`].
pub fn handout(
    preset: &Preset,
    folder: &str,
    mut chart: impl FnMut(&mut Model) -> String,
) -> Result<Handout, LessonError> {
    let lesson = Lesson::new(preset, Form::Markdown)?;
    let steps = lesson.steps();
    let mut text = format!("# {}\n\n{}\n", preset.title, preset.about.replace('\n', "\n\n"));
    if !preset.source.is_empty() {
        _ = write!(text, "\n*Source: {}*\n", preset.source);
    }
    let subject = lesson.scene().subject.clone().titled(None);
    let mut model = Model::new(subject, preset.start.n, preset.start.view);
    lesson::begin(&mut model, lesson);
    model.presenting = true;
    let mut charts = Vec::new();
    let mut answers = String::new();
    for at in 0..steps {
        lesson::turn_to(&mut model, at);
        lesson::arrive(&mut model);
        let Some(lesson) = &model.lesson else { break };
        let texts = lesson.texts().clone();
        let (number, name) = (at + 1, format!("step-{:02}.svg", at + 1));
        let heading = lesson.step().title.clone().unwrap_or_default();
        let (base, n) = (lesson.scene().subject.base.name().to_owned(), lesson.scene().n);
        _ = write!(text, "\n## {number}. {heading}\n\n{}\n", texts.say.replace('\n', "\n\n"));
        _ = write!(text, "\n![{base} at n = {n}]({folder}/{name})\n");
        if let Some(ask) = texts.ask {
            _ = write!(text, "\n**Question {number}.** {ask}\n");
        }
        if let Some(reveal) = texts.reveal {
            _ = write!(answers, "\n**{number}.** {}\n", reveal.replace('\n', "\n\n"));
        }
        charts.push((name, chart(&mut model)));
    }
    if !answers.is_empty() {
        _ = write!(text, "\n## Answers\n{answers}");
    }
    Ok(Handout { text, charts })
}
