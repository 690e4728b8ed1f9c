//! Draws and writes exports. Must never leave half a file, nor replace a file without permission.

use std::io;
use std::path::Path;

use crate::bon::{Drawing, Draws, Order, sweep};
use crate::explorer::action::Pane;
use crate::explorer::app::files::save;
use crate::explorer::app::plot;
use crate::explorer::app::show::{self, Screen};
use crate::explorer::model::curves::chosen_curves::ChosenCurves;
use crate::explorer::model::curves::title;
use crate::explorer::model::files::export::{Content, Picture, Table};
use crate::explorer::model::files::exporting::Export;
use crate::explorer::model::message::Message;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::scale::jump::Jump;
use crate::explorer::model::state::Model;
use crate::family::NamedBase;
use crate::preset::{self, Overwrite, Prompt};
use crate::report::{Entry, Format, PromptRows, Prompts, Proposing, Report, Row, SideBySide};
use crate::tui::snapshot::{self, Ground};

/// Width and height of a chart, in pixels.
const CHART: (f64, f64) = (900.0, 560.0);
/// The most values of n in a table of curves.
const POINTS: usize = 61;

/// Writes the file; relative paths start at `folder`.
pub(in crate::explorer) fn write(export: Export, screen: &Screen, folder: &Path) -> Message {
    let Export { what, content, text, replace, model } = export;
    let title = what.title(&model);
    let cannot = |at: &str, error: io::Error| {
        Message::Notice(format!("cannot write {at}: {error}; nothing was exported"))
    };
    let path = match save::path(&text, folder) {
        Ok(path) => path,
        Err(error) => return cannot(&text, error),
    };
    let at = save::shown(&path);
    let taken = || Message::Taken {
        question: Question::Export { what, replacing: Some(text.clone()) },
        text: text.clone(),
        path: at.clone(),
    };
    if path.is_dir() {
        return Message::Notice(format!("{at} is a folder; nothing was exported"));
    }
    if !replace && path.is_file() {
        return taken();
    }
    let bytes = match content {
        Content::Picture(picture) => draw(picture, model, screen).map(String::into_bytes),
        Content::Table(kind, format) => table(kind, format, &model),
    };
    let wanted = if replace { Overwrite::Anything } else { Overwrite::Nothing };
    let written = bytes.and_then(|bytes| preset::save(&path, &bytes, wanted).map(|()| bytes.len()));
    match written {
        Ok(length) => Message::Notice(format!("{title}: written to {at}, {length} bytes")),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && !replace => taken(),
        Err(error) => cannot(&at, error),
    }
}

fn draw(picture: Picture, mut model: Model, screen: &Screen) -> io::Result<String> {
    finish(&mut model);
    let theme = screen.theme;
    let chart = |pane| plot::picture(&model, pane, theme, CHART);
    match picture {
        Picture::Kl => chart(Pane::Kl).ok_or_else(|| io::Error::other("there is nothing to draw")),
        Picture::Lower => Ok(chart(Pane::Lower)
            .unwrap_or_else(|| show::whole_text(&model, theme, &title::caption(&model, Pane::Lower)))),
        Picture::Screen => {
            let (buffer, _) = show::picture(&model, screen);
            Ok(snapshot::svg(&buffer, Ground::of(theme), &format!("bonscope {}", model.name())))
        }
    }
}

/// Computes whatever is still pending, so that the picture is complete.
fn finish(model: &mut Model) {
    model.jump = Jump::default();
    if model.readout.pending() {
        model.readout.forget();
    }
    if model.curve.pending() {
        model.curve.forget();
    }
    if model.details.pending() {
        model.details.policies.forget();
        model.details.at_n.forget();
    }
    if model.renyi.pending() {
        model.renyi = Default::default();
    }
    if model.pins.curves.pending() {
        model.pins.curves = Default::default();
    }
    show::complete(model, Vec::new());
}

fn table(kind: Table, format: Format, model: &Model) -> io::Result<Vec<u8>> {
    let edited = model.edited();
    let suffix = if edited { ", edited" } else { "" };
    let draws = match kind {
        Table::Outcomes => vec![model.n],
        Table::Curves => sweep::whole_grid(1, model.scale_end, POINTS),
    };
    let draws = draws.into_iter().map(|n| Draws::new(n as f64)).collect::<Result<Vec<_>, _>>();
    let draws = draws.map_err(io::Error::other)?;
    // Numbers that are not those of the named base get another name.
    let (name, title) = (format!("{}{suffix}", model.name()), model.title().filter(|_| !edited));
    let renamed = |base: &NamedBase, name: String| NamedBase::clone(base).renamed(name);
    let orders: Vec<Order> = model.chosen_curves.iter().flat_map(ChosenCurves::orders).collect();
    let rows = |drawing: Drawing<'_>| {
        draws.iter().map(|&n| Row::with_orders(drawing, n, &orders)).collect::<Vec<Row>>()
    };
    let unit = model.unit();
    let outcomes = kind == Table::Outcomes;
    let mut bytes = Vec::new();
    let Some(average) = model.subject.average() else {
        let rows = rows(model.subject.drawing());
        let subject = &renamed(&model.subject.base, name);
        let proposal = model.subject.proposing();
        let report = Report { subject, title, unit, quantities: None, rows: &rows, outcomes, proposal };
        format.write(&report, &mut bytes)?;
        return Ok(bytes);
    };
    let prompts = model.subject.prompts();
    let named = |prompt: &Prompt| renamed(&prompt.base, format!("{}#{}{suffix}", model.name(), prompt.name));
    let each: Vec<(NamedBase, Vec<Row>)> =
        prompts.iter().map(|prompt| (named(prompt), rows(prompt.drawing()))).collect();
    let of_all: Vec<Row> = draws.iter().map(|&n| Row::of_average(&average, n, &orders)).collect();
    let each = prompts.iter().zip(average.shares()).zip(&each).map(|((prompt, share), (subject, rows))| {
        let how = model.subject.how();
        let proposal = prompt.proposed.as_deref().map(|made| Proposing { how, made });
        let report = Report { subject, title: None, unit, quantities: None, rows, outcomes, proposal };
        PromptRows { name: &prompt.name, share, report }
    });
    let title = title.unwrap_or_default();
    let prompts = Prompts { name: &name, title, prompts: each.collect(), average: &of_all };
    let table = SideBySide { unit, quantities: None, entries: vec![Entry::Prompts(prompts)] };
    format.write(&table, &mut bytes)?;
    Ok(bytes)
}
