//! Scrolling by keys and wheel: the list of prompts, the draws of one, and what lies over them.

use crate::explorer::model::state::Viewport;
use crate::explorer::samples::model::{Model, Over, Reading, first_row};

impl Model {
    /// Moves the selection of whatever takes the keys; `to` maps the present row and the number in sight to the new
    /// row.
    pub(in crate::explorer) fn scroll(&mut self, to: impl Fn(usize, usize) -> usize) {
        let Viewport { rows, overlay, overlay_length, .. } = self.viewport;
        let prompts = self.shown().map_or(0, |sheet| sheet.rows.len());
        match &mut self.over {
            Some(Over::Help { offset, .. } | Over::Notices(offset)) => {
                *offset = to(*offset, overlay.max(1)).min(overlay_length.saturating_sub(overlay));
            }
            Some(Over::Palette { selected, .. }) => {
                *selected = to(*selected, overlay.max(1)).min(overlay_length.saturating_sub(1));
            }
            Some(Over::Draws(_) | Over::Export { .. }) => {}
            None => {
                let (selected, offset, count) = match &mut self.drill {
                    Some(drill) => {
                        let count = match &drill.state {
                            Reading::Done(draws) => draws.listed.len(),
                            _ => 0,
                        };
                        (&mut drill.selected, &mut drill.offset, count)
                    }
                    None => (&mut self.selected, &mut self.offset, prompts),
                };
                *selected = to(*selected, rows.max(1)).min(count.saturating_sub(1));
                *offset = first_row((*offset, *selected), rows, count);
            }
        }
    }
}
