//! The interface of a view of the lower chart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::bon::Quantity;
use crate::explorer::model::state::Model;
use crate::explorer::view::lower::page::Page;
use crate::tui::chart::Chart;
use crate::tui::theme::Theme;

/// A view of the lower chart.
pub(in crate::explorer) trait LowerContent: Sync {
    /// Its title where space is short; none for one that is short itself.
    fn short(&self) -> Option<&'static str> {
        None
    }

    /// What it shows, in full sentences; none where the names of its curves say so.
    fn help(&self) -> Option<&'static str> {
        None
    }

    /// The quantity whose curve against n it is; none for another chart, and for text.
    fn curve(&self) -> Option<Quantity> {
        None
    }

    /// What it shows in this room.
    fn content(&self, model: &Model, theme: &Theme, room: Room) -> Content;

    /// Draws the lines above a chart that is not against n; gives their number.
    fn head(&self, _: &Model, _: &Theme, _: Rect, _: &mut Buffer) -> u16 {
        0
    }
}

/// The room for a view.
#[derive(Clone, Copy, Debug)]
pub(in crate::explorer) enum Room {
    /// The inside of a pane.
    Pane(Rect),
    /// A picture of its own, as large as needed.
    Picture,
}

/// The contents of a view.
pub(in crate::explorer) enum Content {
    /// Curves against n, aligned with the KL chart.
    Curves(Chart<'static>),
    /// A chart with another x axis.
    Chart(Chart<'static>),
    /// Text.
    Page(Page),
    /// Why there is nothing to show, in one or two sentences.
    Refusal(&'static str),
    /// Nothing yet: the numbers are being computed.
    Waiting,
}

impl Room {
    /// The columns for text.
    pub(in crate::explorer) fn width(self) -> usize {
        match self {
            Room::Pane(room) => room.width.saturating_sub(1).into(),
            Room::Picture => PICTURE,
        }
    }
}

/// Columns of text in a picture.
const PICTURE: usize = 90;
