//! One screen of the explorer as text or as a picture: what `bonscope show` prints.
//!
//! Uses the model and views of the interactive program; everything is computed at once instead of by the worker.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::explorer::action::keymap::Keymap;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::content::Content;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::{Model, Viewport};
use crate::explorer::update::overlay::{lists, questions};
use crate::explorer::view::hit::HitMap;
use crate::explorer::{update, view, work};
use crate::preset::View;
use crate::report::InformationUnit;
use crate::tui::snapshot::{self, Ground};
use crate::tui::theme::{Depth, Theme, degrade};

/// How to show a screen.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// Its colours.
    pub theme: Theme,
    /// How many colours it may use.
    pub depth: Depth,
    /// ASCII characters only.
    pub ascii: bool,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Characters only.
    Plain,
    /// Characters with escape sequences for colours.
    Ansi,
    /// SVG with this background.
    Svg(Ground),
}

/// The first screen of the explorer, in this unit and with these keys; with the focus on the view that is `asked` for,
/// so that it is seen where there is room for one pane.
pub fn show(
    (opening, asked, unit): (Opening, Option<View>, InformationUnit),
    keymap: Arc<Keymap>,
    screen: &Screen,
    format: Format,
) -> String {
    let title = format!("bonscope {}", opening.subject.name());
    let mut model = Model::new(opening.subject, opening.n, opening.view).in_unit(unit);
    model.keymap = keymap;
    asked.into_iter().for_each(|view| model.focus_on(view));
    complete(&mut model, Vec::new());
    let (buffer, _) = picture(&model, screen);
    match format {
        Format::Plain => snapshot::plain(&buffer),
        Format::Ansi => snapshot::ansi(&buffer),
        Format::Svg(ground) => snapshot::svg(&buffer, ground, &title),
    }
}

/// Computes everything that the model and these effects ask for.
pub(in crate::explorer) fn complete(model: &mut Model, mut effects: Vec<Effect>) {
    update::jobs::settle(model, &mut effects);
    while let Some(effect) = effects.pop() {
        match effect {
            Effect::Compute(request) => {
                work::compute(&request, &|| true, &mut |message| {
                    effects.extend(update::update(model, message));
                });
            }
            Effect::Build(build) => effects.extend(update::update(model, work::built(&build))),
            _ => {}
        }
    }
}

/// The whole text of the lower pane as a picture in this theme.
pub(in crate::explorer) fn whole_text(model: &Model, theme: Theme, title: &str) -> String {
    const ROOM: u16 = 30;
    let draw = |height| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 90, height));
        let hits = view::draw_lower(model, &theme.at(Depth::True), buffer.area, &mut buffer);
        (buffer, hits.viewport)
    };
    let (mut buffer, Viewport { lower, lower_length, .. }) = draw(ROOM);
    if let Ok(missing @ 1..) = u16::try_from(lower_length.saturating_sub(lower)) {
        (buffer, _) = draw(ROOM.saturating_add(missing));
    }
    snapshot::svg(&buffer, Ground::of(theme), title)
}

/// Draws the model; also gives the mouse targets.
pub fn picture(model: &Model, screen: &Screen) -> (Buffer, HitMap) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, screen.width, screen.height));
    let hits = draw(model, &screen.theme.at(screen.depth), buffer.area, &mut buffer);
    degrade(&mut buffer, screen.depth, screen.ascii);
    (buffer, hits)
}

/// Draws the model with the open list or question.
pub fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let content = match &model.overlay {
        Some(Overlay::List(open)) => {
            match lists::listing(model, open, view::overlay::list::is_roomy(area.width)) {
                Some(listing) => Content::List(listing),
                None => Content::Nothing,
            }
        }
        Some(Overlay::Question { question, .. }) => {
            Content::Question(questions::text(question, model.unit()))
        }
        _ => Content::Nothing,
    };
    view::draw((model, &content), theme, area, buffer)
}
