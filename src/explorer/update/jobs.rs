//! Background jobs: when each is requested, and where its answer goes.

use crate::explorer::model::curves::pins::{Pin, Pins};
use crate::explorer::model::curves::sweep::{Quantities, Sweep};
use crate::explorer::model::files::presets::matching;
use crate::explorer::model::jobs::job::{Job, Reply, Request};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::find;
use crate::explorer::update::curves::renyi;
use crate::explorer::update::scale::jump;

/// Asks for whatever the model shows and does not know; also the first thing to do with a new model.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    effects.extend(model.changes.next(&model.subject).map(Effect::Build));
    let (subject, n) = (&model.subject, model.n);
    model.jump.keep_if(|sought| sought.subject.same(subject) && sought.n == n);
    if let Some(Overlay::Picker { filter, selected, .. }) = &model.overlay
        && let Some(preset) = matching(&model.presets, filter.text()).nth(*selected)
    {
        effects.extend(
            model.previews.ask(&preset.argument).map(|argument| Effect::Preview(argument.to_owned())),
        );
    }
    effects.extend(ask(model).map(Effect::Compute));
}

/// The requests for what the present screen needs and for what a key has asked.
fn ask(model: &mut Model) -> impl Iterator<Item = Request> + use<> {
    let n = model.n;
    let shown =
        Sweep::shown(model.scale_end, model.chosen_curves).with(model.details.quantity(model.lower_view));
    let sweep = model.curve.asked().filter(|asked| asked.covers(shown)).unwrap_or(shown);
    let readout = model.readout.ask(n);
    let curve = model.curve.ask(sweep);
    let detail = model.details.ask(&model.subject, model.lower_view, n);
    let bins = model.bins.ask(&model.subject, n, model.viewport.rows);
    let prompts = model.prompts.ask(&model.subject, n).filter(|_| bins.is_none());
    let (renyi_at, renyi_curve) = renyi::ask(model);
    let Pins { kept, curves } = &mut model.pins;
    let pinned = kept.pins.iter().map(Pin::subject);
    let (pinned_curve, pinned_at) = curves.ask(pinned, (n, Quantities::compared(model.chosen_curves)), shown);
    let (find, solve) = (model.find.sought.request(), model.jump.request());
    let subject = &model.subject;
    let of_subject = |(generation, job)| Request { generation, subject: subject.clone(), job };
    [
        find.map(|(generation, seek)| (generation, Job::Find(seek))).map(of_subject),
        solve.map(|(generation, sought)| (generation, Job::Solve(sought.target))).map(of_subject),
        readout.map(|generation| (generation, Job::Readout(n))).map(of_subject),
        curve.map(|generation| (generation, Job::Curve(sweep))).map(of_subject),
        detail.trade_off.map(|generation| (generation, Job::TradeOffCurves)).map(of_subject),
        detail.at_kl.map(|(generation, wanted)| (generation, Job::AtKl(wanted))).map(of_subject),
        detail.at_n.map(|generation| (generation, Job::Detail(model.lower_view, n))).map(of_subject),
        bins.map(|(generation, binning)| (generation, Job::Bins(binning))).map(of_subject),
        prompts.map(|generation| (generation, Job::Prompts(n))).map(of_subject),
        pinned_curve.map(|asked| asked.request(Job::PinnedCurve)),
        pinned_at.map(|asked| asked.request(|(n, of)| Job::PinnedAt(n, of))),
        renyi_at.map(|asked| asked.request(|(n, order)| Job::RenyiAt(n, order))),
        renyi_curve.map(|asked| asked.request(|(scale_end, order)| Job::RenyiCurve(scale_end, order))),
    ]
    .into_iter()
    .flatten()
}

/// Takes an answer, unless it is late. `finest` marks the last answer.
pub(in crate::explorer) fn take(model: &mut Model, generation: u64, answer: Reply, finest: bool) {
    match answer {
        Reply::Readout(at) => model.readout.take(generation, *at, finest),
        Reply::Curve(points) => model.curve.take(generation, points, finest),
        Reply::PinnedAt(at) => model.pins.curves.take_at_n(generation, *at),
        Reply::PinnedCurve(points) => model.pins.curves.take_curve(generation, points, finest),
        Reply::RenyiAt(values) => model.renyi.take_at_n(generation, values),
        Reply::RenyiCurve(points) => model.renyi.take_curve(generation, points, finest),
        Reply::Solve(solution) => jump::solved(model, generation, &solution),
        Reply::TradeOffCurves(trade_off) => {
            model.details.policies.trade_off.take(generation, trade_off, finest)
        }
        Reply::AtKl(at_kl) => model.details.policies.at_kl.take(generation, at_kl, finest),
        Reply::Detail(detail) => model.details.at_n.take(generation, detail, finest),
        Reply::Bins(groups) => model.bins.known.take(generation, groups, finest),
        Reply::Prompts(each) => model.prompts.known.take(generation, each, finest),
        Reply::Find(found) => find::found(model, generation, found),
    }
}
