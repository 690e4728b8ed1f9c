//! Replacing the current base by a changed one, and reporting the change.

use crate::explorer::action::Pane;
use crate::explorer::model::base::change::{Built, Change, UNDOES, moved, rank_of};
use crate::explorer::model::base::draft::{Edit, Rules};
use crate::explorer::model::base::proposal;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::overlay::layer::Field;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::edit::field;
use crate::report::number::significant;

/// Replaces the current base by the changed one.
pub(in crate::explorer) fn take(model: &mut Model, change: &Change, built: Built) {
    let Built { subject, position, left_out } = built;
    match change {
        Change::Edit { at, edit: done, open } => {
            edited(model, change, *at, subject, position);
            let sorts = !matches!(done, Edit::P(_) | Edit::Label(_) | Edit::Delete);
            if sorts && model.notice.is_none() {
                model.notice = Some(place(model));
            }
            match model.overlay {
                None if *open => field::edit(model, Field::P),
                _ => field::refresh(model),
            }
        }
        Change::Drag { at, .. } => {
            edited(model, change, *at, subject, position);
            let rank = rank_of(model.subject.base.base(), *at);
            let notice = format!(
                "p of {} = {}",
                model.subject.base.label(rank),
                significant(model.subject.base.base().p(rank), 6)
            );
            let list = model.notice.take().map(|notice| format!("; {notice}")).unwrap_or_default();
            model.notice = Some(notice + &list);
        }
        Change::Family(_) => {
            model.notice = subject.base.notices().first().cloned();
            let rules = Rules { reaction: model.rules.reaction.without_giver(), ..Rules::default() };
            let last = subject.base.base().len() - 1;
            model.turn_to(subject, rules);
            model.selected = model.selected.min(last);
            model.offset = model.first_row(model.viewport.rows);
        }
        Change::Paste(_) => {
            let base = &subject.base;
            let notices = base.notices().first().map(|notice| format!("; {notice}")).unwrap_or_default();
            let pasted = format!("pasted {} outcomes", base.base().len());
            let notice = model.keymap.advise(&pasted, UNDOES) + &notices;
            let rules = Rules { reaction: model.rules.reaction.without_giver(), ..Rules::default() };
            model.turn_to(subject, rules);
            if model.subject.prompts().is_empty() {
                model.documents.open(None, None);
            }
            model.notice = Some(notice);
            (model.selected, model.offset) = (0, 0);
            model.pane = Pane::Base;
        }
        Change::Proposal(how) => {
            let notice = match subject.proposing() {
                Some(_) if subject.is_average() => {
                    format!("on every prompt best-of-n draws from q: {}", proposal::name(how, true))
                }
                Some(proposing) => format!(
                    "best-of-n draws from q: {}; {} of {} outcomes kept",
                    proposal::name(how, true),
                    proposing.made.kept(),
                    subject.base.base().len()
                ),
                None if how.is_none() => "best-of-n draws from the base".to_owned(),
                None => format!("{} changes nothing here: q is p", proposal::name(how, true)),
            };
            model.turn_to(subject, model.rules.clone());
            model.notice = Some(model.keymap.advise(&notice, UNDOES));
        }
    }
    if left_out {
        let notice = "the weights of the proposal do not fit the new base and are left out";
        model.notice = Some(match model.notice.take() {
            Some(before) => format!("{before}; {notice}"),
            None => notice.to_owned(),
        });
    }
}

/// Applies an edit and keeps the selected outcome selected, wherever it moves.
fn edited(model: &mut Model, change: &Change, at: usize, subject: Subject, position: Option<usize>) {
    let selected = model.subject.base.base().input_index(model.selected_rank());
    let selected = if selected == at { position } else { moved(change, selected) };
    let notation = model.subject.base.notation();
    let count = subject.base.base().len();
    let notice = notation.map(|notation| {
        model.keymap.advise(&format!("{notation} is now a free list of {count} outcomes"), UNDOES)
    });
    let rules = match change {
        Change::Edit { edit: Edit::Delete, .. } => model.rules.without(at),
        _ => model.rules.clone(),
    };
    model.turn_to(subject, rules);
    model.notice = notice;
    model.select(selected.unwrap_or(0));
}

/// The new place of the selected outcome, as a sentence.
fn place(model: &Model) -> String {
    let (base, rank) = (model.subject.base.base(), model.selected_rank());
    let (label, reward) = (model.subject.base.label(rank), base.reward(rank));
    let place = format!("{label} has the reward {}", significant(reward, 6));
    let same = |other: usize| other < base.len() && base.reward(other) == reward;
    if same(rank + 1) || same(rank.wrapping_sub(1)) { format!("{place}, tied with others") } else { place }
}
