//! `bonscope estimate --follow`: the estimate anew as a log grows, a line at a time.

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use crate::command::shared::failure::{Failure, note};
use crate::command::shared::target::Target;
use crate::data;

/// The least time between two lines.
const PAUSE: Duration = Duration::from_secs(1);

/// Prints the last row of what `estimate` gives, CSV with a heading, whenever the files of `named` have changed: have grown,
/// were cut, replaced or joined by others. A log that cannot be read now, because it is gone or being written, is waited for.
///
/// # Errors
/// [`Failure`] when a line cannot be written; nothing else ends it but a signal.
pub(super) fn follow(
    named: &[PathBuf],
    estimate: &mut dyn FnMut() -> Result<String, Failure>,
) -> Result<(), Failure> {
    let (mut seen, mut heading, mut last, mut said) = (None, String::new(), String::new(), String::new());
    loop {
        let started = Instant::now();
        // What is written while it is read shows in the next turn.
        let now = state(named);
        if seen.as_ref() != Some(&now) {
            seen = Some(now);
            match estimate() {
                Ok(csv) => {
                    said.clear();
                    let mut lines = csv.lines();
                    let mut text = String::new();
                    if let Some(line) = lines.next().filter(|line| *line != heading) {
                        line.clone_into(&mut heading);
                        text = format!("{line}\n");
                        last.clear();
                    }
                    if let Some(line) = lines.next_back().filter(|line| *line != last) {
                        line.clone_into(&mut last);
                        text.push_str(line);
                        text.push('\n');
                    }
                    Target::Stdout.write(text.as_bytes())?;
                }
                Err(Failure::Input(sentence)) => {
                    if said != sentence {
                        note(&format!("{sentence}; waiting for the next change"));
                        said = sentence;
                    }
                }
                Err(other) => return Err(other),
            }
        }
        // Of a large log the reading takes half of the time at most.
        thread::sleep(PAUSE.max(started.elapsed()));
    }
}

/// The files with what shows that they have changed.
fn state(named: &[PathBuf]) -> impl PartialEq + use<> {
    let files = data::files(named).unwrap_or_default();
    let of = |path: PathBuf| {
        let found = std::fs::metadata(&path).ok();
        let changed = found.as_ref().and_then(|found| found.modified().ok());
        (path, found.map(|found| found.len()), changed)
    };
    files.into_iter().map(of).collect::<Vec<_>>()
}
