//! Moving the focus between panes.

use crate::explorer::action::Pane;
use crate::explorer::action::neighbour;
use crate::explorer::model::state::Model;

impl Model {
    /// Moves the focus to a pane; where only one pane is shown, it replaces the text of a walkthrough.
    pub(in crate::explorer) fn go_to_pane(&mut self, pane: Pane) {
        self.pane = pane;
        if let Some(lesson) = &mut self.lesson {
            lesson.reading = false;
        }
    }

    /// Moves the focus to the next pane; where only one pane is shown, the text of a walkthrough comes before the
    /// first.
    pub(in crate::explorer) fn turn_pane(&mut self, step: isize) {
        let ends = [Pane::ALL[0], Pane::ALL[Pane::ALL.len() - 1]];
        let [first, last] = if step > 0 { ends } else { [ends[1], ends[0]] };
        match &mut self.lesson {
            Some(lesson) if self.viewport.single && lesson.reading => {
                lesson.reading = false;
                self.pane = first;
            }
            Some(lesson) if self.viewport.single && self.pane == last => lesson.reading = true,
            _ => self.pane = neighbour(Pane::ALL, self.pane, step),
        }
    }
}
