//! Copying the command line that prints the numbers on the screen, or the numbers themselves.

use crate::bon::{Draws, Proposal};
use crate::explorer::action::Action;
use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::chosen_curves::ChosenCurves;
use crate::explorer::model::message::Effect;
use crate::explorer::model::state::Model;
use crate::family;
use crate::preset::{self, Bases, Location, PresetText, Start, library};
use crate::report::{Row, tsv};
use crate::text::{number, shell_word};

/// The longest command line that is copied, in bytes: the most a terminal takes as one line.
const LONGEST: usize = 4095;
/// How much of a copied line the notice repeats, in characters.
const REPEATED: usize = 100;

/// Copies the command line that prints the numbers.
pub(in crate::explorer) fn line(model: &mut Model) -> Option<Effect> {
    let (base, left_out) = base(model);
    let orders: Vec<String> = model
        .chosen_curves
        .iter()
        .flat_map(ChosenCurves::orders)
        .map(|order| number::exact(order.get()))
        .collect();
    let orders = if orders.is_empty() { String::new() } else { format!(" --renyi {}", orders.join(",")) };
    let text = format!("{base} -n {}{}{orders}", model.n, model.unit().flag());
    if text.len() > LONGEST {
        let long =
            format!("the line would have {} bytes, more than the {LONGEST} a terminal takes", text.len());
        model.notice = Some(
            model.keymap.advise(&long, [(Action::Save, "saves the base, so that the line can name it")]),
        );
        return None;
    }
    let mut shown: String = text.chars().take(REPEATED).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    Some(Effect::Copy { notice: shown + if left_out { "; the labels are not in it" } else { "" }, text })
}

/// Copies every quantity at n.
pub(in crate::explorer) fn numbers(model: &mut Model) -> Option<Effect> {
    let n = Draws::new(model.n as f64).ok()?;
    let Some((_, values)) = model.readout.value().filter(|_| !model.readout.pending()) else {
        return waiting(model);
    };
    let orders = model.chosen_curves.iter().flat_map(ChosenCurves::orders);
    let known = orders.map(|order| Some((order, model.renyi.at_n(&model.subject, order, model.n)?)));
    let Some(renyi) = known.collect() else { return waiting(model) };
    let row = Row { n, values: *values, renyi };
    let text = tsv(&row, model.subject.is_proposed(), model.unit());
    Some(Effect::Copy { notice: format!("the numbers at n = {}", model.n), text })
}

fn waiting(model: &mut Model) -> Option<Effect> {
    model.notice = Some(format!("the numbers at n = {} are still being computed", model.n));
    None
}

/// `bonscope eval BASE` without its n, and whether labels are left out.
pub(in crate::explorer) fn base(model: &Model) -> (String, bool) {
    let named = &model.subject.base;
    let how = model.subject.how();
    let none = Proposal::default();
    let eval = |argument: &str| format!("bonscope eval {}", shell_word(argument));
    if let Some((argument, own)) = stored(model) {
        let line = flags(how, &own).map(|flags| eval(&argument) + &flags);
        return (line.unwrap_or_else(|| as_preset(&model.subject)), false);
    }
    let flags = flags(how, &none).unwrap_or_default();
    let eval = |argument: &str| eval(argument) + &flags;
    if model.subject.is_average() {
        return (as_preset(&model.subject), false);
    }
    if let Some(notation) = named.notation() {
        return (eval(notation), false);
    }
    let base = named.base();
    let ranks = 0..base.len();
    let plain = base.class_count() == ranks.clone().filter(|&rank| base.p(rank) > 0.0).count()
        && ranks.clone().all(|rank| base.reward(rank) == rank as f64 + 1.0);
    if !plain {
        return (as_preset(&model.subject), false);
    }
    let labelled = ranks.clone().any(|rank| named.label(rank) != format!("y{}", rank + 1));
    if let Ok(typed) = family::parse(named.name())
        && typed.base() == base
    {
        return (eval(named.name()), labelled);
    }
    let weights = named.weights();
    let list: Vec<String> = ranks.map(|rank| number::exact(weights[base.input_index(rank)])).collect();
    (eval(&list.join(",")), labelled)
}

/// The flags that turn the proposal `own` into `how`; none where flags cannot.
fn flags(how: &Proposal, own: &Proposal) -> Option<String> {
    if how == own {
        return Some(String::new());
    }
    let flag = |part: &Part| match (part.of(how), part.of(own)) {
        (Some(now), _) => Some(format!(" {} {}", part.flag(), shell_word(&now))),
        (None, None) => Some(String::new()),
        (None, Some(_)) => None,
    };
    Part::ALL.iter().map(flag).collect()
}

/// The name or file under which exactly this base is stored, and the proposal stored with it.
fn stored(model: &Model) -> Option<(String, Proposal)> {
    let origin = model.documents.origin().filter(|_| model.documents.has_stored(&model.subject))?;
    let own = preset::parse(&origin.text, &origin.name).ok()?.proposal;
    let argument = match &origin.location {
        Location::Library => Some(origin.name.clone()),
        Location::File(path) => {
            let path = path.to_str()?;
            let listed = model.presets.iter().find(|preset| preset.argument == path);
            let listed = listed.filter(|preset| library::text(&preset.name).is_none());
            Some(listed.map_or(path, |preset| &preset.name).to_owned())
        }
        Location::Stream => None,
    }?;
    Some((model.subject.name_within(&argument).into_owned(), own))
}

/// The base as a preset on standard input, which keeps what a list of weights does not: ties, rewards and labels.
fn as_preset(subject: &Subject) -> String {
    let edition = PresetText {
        name: "copied",
        title: Some("copied"),
        source: None,
        bases: if subject.is_average() { subject.to_write() } else { Bases::One(&subject.base) },
        proposal: subject.how(),
        start: Start::default(),
        walkthrough: true,
    };
    let text = preset::write(&edition, None).map(|written| written.text).unwrap_or_default();
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).map(shell_word).collect();
    format!("printf '%s\\n' {} | bonscope eval -", lines.join(" "))
}
