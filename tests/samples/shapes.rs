//! Every shape of log that is known by name is recognised by its own example and read as it says.

use bonscope::data::{Estimates, Options, formats, read};

use crate::parse;

/// The example as a row, three times in one file.
fn log(example: &str) -> String {
    [example, example, example].join("\n")
}

#[test]
fn every_example_is_recognised_and_read() {
    for format in formats() {
        let text = log(format.example);
        // What has no rewards of its own says so.
        let samples = match parse(text.as_bytes(), &Options::default()) {
            Ok(samples) => samples,
            Err(error) => {
                let needs = format.columns().iter().all(|(role, _)| *role != "reward");
                assert!(
                    needs && error.to_string().contains("no column holds the reward"),
                    "{}: {error}",
                    format.name
                );
                continue;
            }
        };
        assert_eq!(samples.format, Some(format.name), "{:?}", samples.columns);
        assert!(samples.draws >= 3, "{}: {:?}", format.name, samples.notices);
        assert!(samples.columns.iter().any(|(role, _)| *role == "reward"), "{}", format.name);
        // Named, it is the same.
        let named = Options { format_of: Some(format.name.to_owned()), ..Options::default() };
        assert_eq!(parse(text.as_bytes(), &named).unwrap().columns, samples.columns, "{}", format.name);
        for (role, _) in format.columns() {
            let one_of = |(found, _): &(&str, String)| *found == role;
            assert!(
                samples.columns.iter().any(one_of),
                "{} has no {role}: {:?}",
                format.name,
                samples.columns
            );
        }
    }
}

#[test]
fn an_unknown_format_is_refused_with_the_nearest() {
    let options = Options { format_of: Some("inspct".to_owned()), ..Options::default() };
    let refused = parse(b"{\"reward\": 1}", &options).unwrap_err().to_string();
    assert!(
        refused.starts_with("log: there is no format \"inspct\"; did you mean \"inspect\"?"),
        "{refused}"
    );
    let flat = Options { format_of: Some("flat".to_owned()), ..Options::default() };
    let rlhflow = formats().iter().find(|format| format.name == "rlhflow").unwrap();
    assert_eq!(parse(log(rlhflow.example).as_bytes(), &flat).unwrap().format, None);
}

#[test]
fn token_lists_are_summed_over_the_answer_only() {
    // The mask of 1 where the prompt stood, the 0 under a mask of 0, and the null of the first token do not count.
    for name in ["atropos", "nemo-rl", "openai", "sglang", "tgi", "open-instruct-rollouts"] {
        let format = formats().iter().find(|format| format.name == name).unwrap();
        let mut input = bonscope::data::Input::piped("log", Box::new(format.example.as_bytes()));
        let options = Options { keep: 10, ..Options::default() };
        let samples =
            read(&mut input, &options, &mut |_| ()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let pool = samples.prompts[0].pool.as_ref().unwrap();
        assert_eq!(pool.draws()[0].logprob, Some(-0.1), "{name}: {:?}", samples.columns);
        assert!(Estimates::of(samples, None, 0, &mut |_| ()).is_ok());
    }
}
