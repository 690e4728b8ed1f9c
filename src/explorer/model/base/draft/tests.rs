use Reaction::{Rescale, TakeFrom, Weights};
use proptest::prelude::*;

use crate::explorer::model::base::draft::*;
use crate::report::number::significant;

fn base(weights: &[f64], rewards: &[f64]) -> NamedBase {
    let base = Base::with_rewards(weights, rewards).unwrap();
    NamedBase::new("test".into(), base, Labels::Numbered, Vec::new())
}

/// y1 to y4, the highest reward last.
fn four() -> NamedBase {
    base(&[0.4, 0.3, 0.2, 0.1], &[1.0, 2.0, 3.0, 4.0])
}

fn rules(reaction: Reaction, locked: &[usize]) -> Rules {
    Rules { reaction, locked: Arc::new(locked.iter().copied().collect()) }
}

fn edited(
    base: &NamedBase,
    rules: &Rules,
    rank: usize,
    edit: Edit,
) -> Result<(NamedBase, Rules, usize), EditError> {
    let mut draft = Draft::of(base, rules)?;
    let position = draft.edit(rank, edit)?;
    let (base, rules) = draft.finish()?;
    Ok((base, rules, position))
}

/// `label p reward` from the lowest reward up.
fn listed(base: &NamedBase) -> Vec<String> {
    let list = base.base();
    (0..list.len())
        .map(|rank| format!("{} {} {}", base.label(rank), significant(list.p(rank), 15), list.reward(rank)))
        .collect()
}

fn after(reaction: Reaction, locked: &[usize], rank: usize, edit: Edit) -> Vec<String> {
    listed(&edited(&four(), &rules(reaction, locked), rank, edit).unwrap().0)
}

fn refusal(reaction: Reaction, locked: &[usize], rank: usize, edit: Edit) -> String {
    edited(&four(), &rules(reaction, locked), rank, edit).unwrap_err().to_string()
}

#[test]
fn the_others_react_as_chosen() {
    assert_eq!(
        after(Rescale, &[], 3, Edit::P(0.4)),
        ["y1 0.266666666666667 1", "y2 0.2 2", "y3 0.133333333333333 3", "y4 0.4 4"]
    );
    assert_eq!(after(Rescale, &[0], 3, Edit::P(0.4)), ["y1 0.4 1", "y2 0.12 2", "y3 0.08 3", "y4 0.4 4"]);
    assert_eq!(after(TakeFrom(0), &[], 3, Edit::P(0.4)), ["y1 0.1 1", "y2 0.3 2", "y3 0.2 3", "y4 0.4 4"]);
    assert_eq!(after(Weights, &[], 3, Edit::P(1.1)), ["y1 0.2 1", "y2 0.15 2", "y3 0.1 3", "y4 0.55 4"]);
    // Everything, and exactly nothing for the others.
    assert_eq!(after(Rescale, &[], 0, Edit::P(1.0)), ["y1 1 1", "y2 0 2", "y3 0 3", "y4 0 4"]);
    assert_eq!(after(TakeFrom(0), &[], 1, Edit::P(0.7)), ["y1 0 1", "y2 0.7 2", "y3 0.2 3", "y4 0.1 4"]);
    assert_eq!(after(Rescale, &[0, 1], 3, Edit::P(0.3)), ["y1 0.4 1", "y2 0.3 2", "y3 0 3", "y4 0.3 4"]);
}

#[test]
fn weights_stay_what_was_typed() {
    let rules = rules(Weights, &[]);
    let (three, rules, _) = edited(&four(), &rules, 0, Edit::P(3.0)).unwrap();
    let (both, _, _) = edited(&three, &rules, 1, Edit::P(1.0)).unwrap();
    let weight = |rank: usize| significant(both.base().p(rank) * weight_scale(both.base(), Weights), 12);
    assert_eq!([weight(0), weight(1), weight(2), weight(3)], ["3", "1", "0.2", "0.1"]);
}

#[test]
fn rewards_sort_and_labels_name() {
    assert_eq!(after(Rescale, &[], 3, Edit::Reward(1.5)), ["y1 0.4 1", "y4 0.1 1.5", "y2 0.3 2", "y3 0.2 3"]);
    assert_eq!(after(Rescale, &[], 1, Edit::MoveUp), ["y1 0.4 1", "y3 0.2 2", "y2 0.3 3", "y4 0.1 4"]);
    assert_eq!(after(Rescale, &[], 1, Edit::MoveDown), ["y2 0.3 1", "y1 0.4 2", "y3 0.2 3", "y4 0.1 4"]);
    assert_eq!(after(Rescale, &[], 1, Edit::Tie), ["y1 0.4 1", "y2 0.3 1", "y3 0.2 3", "y4 0.1 4"]);
    assert_eq!(
        after(Rescale, &[], 1, Edit::Label(" ok ".into())),
        ["y1 0.4 1", "ok 0.3 2", "y3 0.2 3", "y4 0.1 4"]
    );
    let tied = base(&[0.4, 0.3, 0.2, 0.1], &[1.0, 2.0, 2.0, 4.0]);
    let untied = edited(&tied, &Rules::default(), 1, Edit::Untie).unwrap();
    assert_eq!((listed(&untied.0)[2].as_str(), untied.2), ("y2 0.3 3", 1));
    let top = base(&[1.0, 1.0], &[7.0, 7.0]);
    assert_eq!(listed(&edited(&top, &Rules::default(), 0, Edit::Untie).unwrap().0), ["y2 0.5 7", "y1 0.5 8"]);
}

#[test]
fn outcomes_come_and_go() {
    assert_eq!(after(Rescale, &[], 3, Edit::Add)[4], "y5 0 5");
    assert_eq!(after(Rescale, &[], 0, Edit::Add)[1], "y5 0 1.5");
    assert_eq!(after(Rescale, &[0], 1, Edit::Delete), ["y1 0.4 1", "y3 0.4 3", "y4 0.2 4"]);
    assert_eq!(after(TakeFrom(3), &[], 1, Edit::Delete), ["y1 0.4 1", "y3 0.2 3", "y4 0.4 4"]);
    assert_eq!(
        after(Rescale, &[], 0, Edit::Duplicate),
        ["y1 0.2 1", "y1' 0.2 1", "y2 0.3 2", "y3 0.2 3", "y4 0.1 4"]
    );
    assert_eq!(
        after(Weights, &[], 0, Edit::Duplicate)[..2],
        ["y1 0.285714285714286 1", "y1' 0.285714285714286 1"]
    );
    // Locks and the giver follow their outcomes when positions move; the outcome below is selected.
    let (base, rules, position) = edited(&four(), &rules(TakeFrom(3), &[0, 2]), 1, Edit::Delete).unwrap();
    assert_eq!((rules.reaction, rules.locked.iter().copied().collect::<Vec<_>>()), (TakeFrom(2), vec![0, 1]));
    assert_eq!((base.base().len(), position), (3, 0));
}

#[test]
fn what_is_impossible_says_why() {
    for (found, sentence) in [
        (refusal(Rescale, &[3], 3, Edit::P(0.2)), "y4 is locked"),
        (
            refusal(Rescale, &[], 3, Edit::P(1.5)),
            "the probability of y4 cannot be 1.5; it must be from 0 to 1",
        ),
        (
            refusal(Rescale, &[], 3, Edit::P(-0.1)),
            "the probability of y4 cannot be -0.1; it must be from 0 to 1",
        ),
        (refusal(Weights, &[], 3, Edit::P(-2.0)), "the weight of y4 cannot be -2; it must not be negative"),
        (
            refusal(Rescale, &[0, 1], 3, Edit::P(0.5)),
            "y4 can have at most 0.3, because the locked outcomes hold the rest",
        ),
        (
            refusal(Rescale, &[0, 1, 2], 3, Edit::P(0.05)),
            "no unlocked outcome has a probability that could grow instead",
        ),
        (refusal(TakeFrom(2), &[], 3, Edit::P(0.5)), "y3 gives, so y4 can have at most 0.3"),
        (
            refusal(TakeFrom(3), &[], 3, Edit::P(0.5)),
            "y4 is the outcome that gives and takes; change another one",
        ),
        (refusal(TakeFrom(3), &[3], 2, Edit::P(0.25)), "y4 is locked"),
        (refusal(Rescale, &[2], 2, Edit::Delete), "y3 is locked"),
        (refusal(Rescale, &[2], 2, Edit::Duplicate), "y3 is locked"),
        (refusal(Rescale, &[], 0, Edit::MoveDown), "no outcome has a lower reward than y1"),
        (refusal(Rescale, &[], 3, Edit::MoveUp), "no outcome has a higher reward than y4"),
        (refusal(Rescale, &[], 0, Edit::Tie), "no outcome has a lower reward than y1"),
        (refusal(Rescale, &[], 0, Edit::Untie), "no other outcome has the reward of y1"),
        (refusal(Rescale, &[], 0, Edit::Label("  ".into())), "a label needs at least one visible character"),
        (
            refusal(Rescale, &[], 0, Edit::Label("y2".into())),
            "another outcome is called y2 already; labels must differ",
        ),
    ] {
        assert_eq!(found, sentence);
    }
    let refused = |base: &NamedBase, edit| edited(base, &Rules::default(), 0, edit).unwrap_err().to_string();
    assert_eq!(
        refused(&base(&[1.0], &[1.0]), Edit::Delete),
        "y1 is the only outcome; a base needs at least one"
    );
    assert_eq!(refused(&base(&[1.0, 1.0], &[1.0, 1.0]), Edit::MoveUp), "y1 and y2 are tied");
    let narrow = base(&[1.0, 1.0], &[1.0, 1.0_f64.next_up()]);
    assert_eq!(
        refused(&narrow, Edit::Add),
        "there is no number between the rewards 1 and 1.0000000000000002"
    );
    let one = edited(&base(&[1.0], &[1.0]), &rules(Weights, &[]), 0, Edit::P(0.0)).unwrap_err();
    assert_eq!(one.to_string(), "every weight is 0; at least one outcome must have a positive weight");
    let huge = base(&vec![1.0; EDITABLE + 1], &vec![0.0; EDITABLE + 1]);
    assert_eq!(refused(&huge, Edit::Add), "this base has 1000001 outcomes; up to 1000000 can be edited");
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => prop_oneof![0.0..1.0, Just(0.0), Just(1.0), -0.5..2.0, (-200.0..0.0).prop_map(|e| 10_f64.powf(e))].prop_map(Edit::P),
        2 => (0..6).prop_map(|reward: i32| Edit::Reward(reward.into())),
        1 => "[a-c ]{0,2}".prop_map(Edit::Label),
        4 => proptest::sample::select(vec![
            Edit::Add, Edit::Delete, Edit::Duplicate, Edit::MoveUp, Edit::MoveDown, Edit::Tie, Edit::Untie,
        ]),
    ]
}

proptest! {
    #[test]
    fn masses_sum_to_one_and_locks_hold(
        steps in proptest::collection::vec((any_edit(), any::<proptest::sample::Index>(), any::<proptest::sample::Index>(), 0..6), 1..24),
    ) {
        let (mut named, mut rules) = (four(), Rules::default());
        for (edit, at, chosen, switch) in steps {
            let length = named.base().len();
            match switch {
                0 => rules.reaction = Rescale,
                1 => rules.reaction = TakeFrom(chosen.index(length)),
                2 => rules.reaction = Weights,
                3 => rules.locked = Arc::new([chosen.index(length)].into()),
                _ => {}
            }
            let Ok((next, new_rules, position)) = edited(&named, &rules, at.index(length), edit.clone()) else { continue };
            let (old, new) = (named.base(), next.base());
            prop_assert!(position < new.len());
            prop_assert!((sum((0..new.len()).map(|rank| new.p(rank))) - 1.0).abs() < 1e-14);
            prop_assert!((0..new.len()).is_sorted_by_key(|rank| new.reward(rank)));
            let labels: HashSet<_> = (0..new.len()).map(|rank| next.label(rank)).collect();
            prop_assert_eq!(labels.len(), new.len());
            if rules.reaction != Weights {
                for (&before, &now) in rules.locked.iter().zip(new_rules.locked.iter()) {
                    let p = |base: &Base, position| (0..base.len()).find(|&rank| base.input_index(rank) == position).map(|rank| base.p(rank));
                    let (before, now) = (p(old, before).unwrap(), p(new, now).unwrap());
                    prop_assert!((before - now).abs() <= 1e-14 * before, "{before} became {now} by {edit:?}");
                }
                if let Edit::P(value) = edit {
                    let rank = (0..new.len()).find(|&rank| new.input_index(rank) == position).unwrap();
                    prop_assert!((new.p(rank) - value).abs() <= 1e-14 * value);
                }
            }
            (named, rules) = (next, new_rules);
        }
    }
}
