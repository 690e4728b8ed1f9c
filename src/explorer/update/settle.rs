//! Asking for what the model shows and does not know.

use crate::explorer::model::curves::pins::{Pin, Pins};
use crate::explorer::model::curves::sweep::{Quantities, Sweep};
use crate::explorer::model::files::presets::matching;
use crate::explorer::model::message::{Effect, Job, Request};
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::Model;
use crate::explorer::update::curves::renyi;

/// Asks for whatever the model shows and does not know; also the first thing to do with a new model.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    effects.extend(model.changes.next(&model.subject).map(Effect::Build));
    let n = model.n;
    let shown = Sweep::shown(model.scale_end, model.pair).with(model.details.needs(model.tab));
    let sweep = model.curve.asked().filter(|asked| asked.covers(shown)).unwrap_or(shown);
    model.jump.keep_for(&model.subject, n);
    let asked = [
        model.readout.ask(n).map(|generation| (generation, Job::Readout(n))),
        model.curve.ask(sweep).map(|generation| (generation, Job::Curve(sweep))),
    ];
    if let Some(Overlay::Picker { filter, selected, .. }) = &model.overlay
        && let Some(preset) = matching(&model.presets, filter.text()).nth(*selected)
    {
        effects.extend(
            model.previews.ask(&preset.argument).map(|argument| Effect::Preview(argument.to_owned())),
        );
    }
    let detail = model.details.ask(&model.subject, model.tab, n);
    let bins = model.bins.ask(&model.subject, n, model.viewport.rows);
    let prompts = model.prompts.ask(&model.subject, n).filter(|_| bins.is_none());
    let asked = asked.into_iter().flatten().chain(
        [
            detail.plane.map(|generation| (generation, Job::TradeOffCurves)),
            detail.beside.map(|(generation, wanted)| (generation, Job::AtKl(wanted))),
            detail.at_n.map(|generation| (generation, Job::Detail(model.tab, n))),
            bins.map(|(generation, binning)| (generation, Job::Bins(binning))),
            prompts.map(|generation| (generation, Job::Prompts(n))),
        ]
        .into_iter()
        .flatten(),
    );
    effects.extend(asked.map(|(generation, job)| {
        Effect::Compute(Request { generation, subject: model.subject.clone(), job })
    }));
    let (renyi_at, renyi_curve) = renyi::ask(model);
    let Pins { kept, curves } = &mut model.pins;
    let pinned = kept.pins.iter().map(Pin::subject);
    let (pinned_curve, pinned_at) = curves.ask(pinned, (n, Quantities::compared(model.pair)), shown);
    effects.extend(
        [
            pinned_curve.map(|asked| asked.request(Job::PinnedCurve)),
            pinned_at.map(|asked| asked.request(|(n, of)| Job::PinnedAt(n, of))),
            renyi_at.map(|asked| asked.request(|(n, order)| Job::RenyiAt(n, order))),
            renyi_curve.map(|asked| asked.request(|(reach, order)| Job::RenyiCurve(reach, order))),
        ]
        .into_iter()
        .flatten()
        .map(Effect::Compute),
    );
}
