//! Sample logs and large bases in files: every format, every fault, and the log that is part of this repository.

mod again;
mod archives;
mod bases;
mod cases;
mod faults;
mod formats;
mod made;
mod memory;
mod schemas;
mod shapes;
mod signs;
mod toy_log;

use bonscope::data::{DataError, Estimates, Input, Notice, Options, Samples, read};

/// The log in `bytes`.
fn parse(bytes: &[u8], options: &Options) -> Result<Samples, DataError> {
    read(&mut Input::piped("log", Box::new(bytes)), options, &mut |_| ())
}

fn estimates(bytes: &[u8]) -> Estimates {
    Estimates::of(parse(bytes, &Options::default()).unwrap(), None, 0, &mut |_| ()).unwrap()
}

/// What every log with log-probabilities has to say.
const ASSUMED: &str =
    "the log-probabilities are taken for those of the distribution that the draws came from;";

/// What else there is to say about a log, faults marked.
fn notices(text: &str) -> Vec<String> {
    let samples = parse(text.as_bytes(), &Options::default()).unwrap();
    let said = |notice: &&Notice| !notice.text.starts_with(ASSUMED);
    samples
        .notices
        .iter()
        .filter(said)
        .map(|n| format!("{}{}", if n.is_fault { "! " } else { "" }, n.text))
        .collect()
}
