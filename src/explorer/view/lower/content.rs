//! What a view of the lower chart shows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::explorer::model::state::Model;
use crate::explorer::view::lower::page::Page;
use crate::tui::chart::Chart;
use crate::tui::theme::Theme;

/// A view of the lower chart.
pub(in crate::explorer) trait LowerView: Sync {
    /// What it shows where there is this much room.
    fn content(&self, model: &Model, theme: &Theme, room: Room) -> Content;

    /// Draws what stands above a chart that is not against n; the rows it took.
    fn head(&self, _: &Model, _: &Theme, _: Rect, _: &mut Buffer) -> u16 {
        0
    }
}

/// Where there is room.
#[derive(Clone, Copy, Debug)]
pub(in crate::explorer) enum Room {
    /// In a pane, inside its border.
    Pane(Rect),
    /// In a picture of its own, which is as large as need be.
    Picture,
}

/// What a view shows.
pub(in crate::explorer) enum Content {
    /// Curves against n, drawn one n below the other with the KL chart.
    Curves(Chart<'static>),
    /// A chart with another axis.
    Chart(Chart<'static>),
    /// Text.
    Page(Page),
    /// Why there is nothing to show, in one or two sentences.
    Refusal(&'static str),
    /// Nothing yet: the numbers are being computed.
    Waiting,
}

impl Room {
    /// The columns that text has.
    pub(in crate::explorer) fn width(self) -> usize {
        match self {
            Room::Pane(room) => room.width.saturating_sub(1).into(),
            Room::Picture => PICTURE,
        }
    }
}

/// Columns of text in a picture.
const PICTURE: usize = 90;
