use crate::explorer::model::lesson::*;
use crate::preset::library::walkthroughs;

#[test]
fn every_built_in_walkthrough_can_be_read_to_its_end() {
    assert_eq!(walkthroughs().count(), 6);
    for preset in walkthroughs() {
        assert!((8..=15).contains(&preset.steps.len()), "{}", preset.name);
        let scenes = scenes(&preset).unwrap();
        for (step, scene) in preset.steps.iter().zip(&scenes) {
            assert!(step.title.is_some(), "{}", preset.name);
            for prose in [Some(&step.say), step.ask.as_ref(), step.reveal.as_ref()].into_iter().flatten() {
                for value in prose.values() {
                    let number = value.evaluate(&scene.subject.base, None, scene.n);
                    assert!(number.is_some_and(f64::is_finite), "{}: {value:?}", preset.name);
                }
                let ascii = written(prose, scene, Form::Ascii);
                assert!(ascii.chars().all(|c| c.is_ascii() || c == 'é'), "{ascii}");
            }
        }
    }
}

/// Every result in a text is computed, so no number with two or more decimals may be written out.
#[test]
fn no_result_is_typed_by_hand() {
    for preset in walkthroughs() {
        for step in &preset.steps {
            for prose in [Some(&step.say), step.ask.as_ref(), step.reveal.as_ref()].into_iter().flatten() {
                let words = prose.written(Form::Unicode, |_| String::new());
                let decimals = words
                    .split('.')
                    .skip(1)
                    .map(|after| after.chars().take_while(char::is_ascii_digit).count());
                assert!(decimals.max().unwrap_or(0) < 2, "{words}");
            }
        }
    }
}
