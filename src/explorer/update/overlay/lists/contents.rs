//! The list of steps or walkthroughs.

use crate::explorer::action::Action;
use crate::explorer::model::files::presets::PresetTitle;
use crate::explorer::model::lesson::Lesson;
use crate::explorer::model::lesson::list::walkthroughs;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::list::{OpenList, Row};
use crate::explorer::model::state::Model;
use crate::explorer::update::lesson::choose;
use crate::explorer::update::overlay::list::List;

/// The steps of the current walkthrough, or all walkthroughs.
pub(super) struct ContentsList;

impl List for ContentsList {
    fn kind(&self) -> Action {
        Action::Walk
    }

    fn title(&self, model: &Model, _: bool) -> String {
        model.lesson.as_ref().map_or_else(|| "Walkthroughs".to_owned(), |lesson| lesson.title.clone())
    }

    fn heading(&self, model: &Model, _: bool) -> Row {
        if model.lesson.is_some() { Row::plain("step", "") } else { Row::plain("about", "steps") }
    }

    fn rows(&self, model: &Model, _: &str, _: bool) -> Vec<Row> {
        let Some(lesson) = &model.lesson else {
            let row = |preset: &PresetTitle| Row::plain(preset.lesson_title(), preset.steps.to_string());
            return walkthroughs(&model.presets).map(row).collect();
        };
        let steps = lesson.headings().enumerate().map(|(at, heading)| Row {
            sign: format!("{:>2}", at + 1),
            ..Row::plain(heading, if at == lesson.at() { "here" } else { "" })
        });
        steps.chain([Row::plain("leave the walkthrough", "")]).collect()
    }

    /// Opens it with the present step selected.
    fn open(&self, model: &mut Model) {
        let selected = model.lesson.as_ref().map_or(0, Lesson::at);
        model.overlay = Some(self.at(selected));
    }

    fn accept(&self, model: &mut Model, open: &OpenList) -> Option<Effect> {
        choose(model, open.selected)
    }
}
