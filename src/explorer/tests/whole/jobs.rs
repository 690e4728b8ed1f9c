//! The background jobs: every lane is asked, waits for its answer and gets it.

use crate::explorer::model::jobs::job::Lane;
use crate::explorer::tests::*;
use crate::explorer::work;

/// Sends messages and answers what they ask for; the lanes that were asked.
fn asked(model: &mut Model, messages: impl IntoIterator<Item = Message>) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for message in messages {
        let mut effects = update(model, message);
        while let Some(effect) = effects.pop() {
            let Effect::Compute(request) = effect else { continue };
            let lane = request.job.lane();
            assert!(model.pending(lane), "{lane:?} is asked for");
            lanes.push(lane);
            work::compute(&request, &|| true, &mut |answer| effects.extend(update(model, answer)));
        }
        let waiting: Vec<Lane> = Lane::all().filter(|lane| model.pending(*lane)).collect();
        assert_eq!(waiting, [], "every answer is there");
    }
    lanes
}

#[test]
fn every_lane_is_asked_and_answered() {
    let act = |action| vec![Message::Act(action)];
    let typed = |action, text: &str| {
        vec![Message::Act(action), Message::Paste(text.to_owned()), Message::Act(Action::Accept)]
    };
    let views = std::iter::repeat_n(Message::Act(Action::NextView), LowerView::ALL.len()).collect();
    let mut model = Bench::new(uniform_10(), 120, 40).model;
    let lanes: Vec<Lane> = [
        vec![Message::Act(Action::Pin), Message::Act(Action::Accept)],
        typed(Action::RenyiOrder, "3"),
        views,
        act(Action::Bins),
        typed(Action::Find, "y3"),
        typed(Action::JumpGap, "0.5"),
    ]
    .into_iter()
    .chain([act(Action::MoreDraws), act(Action::LengthenScale)])
    .flat_map(|messages| asked(&mut model, messages))
    .collect();
    for lane in Lane::all() {
        assert!(lanes.contains(&lane), "{lane:?} in {lanes:?}");
    }
}
