//! The state file of a hunt: JSON, saved whole or not at all, and checked against the definitions when it is read.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::bon::{Candidate, Hunt};
use crate::command::shared::failure::Failure;
use crate::preset::{self, Overwrite};
use crate::text::number::exact;

/// The only format so far.
const FORMAT: u32 = 1;

/// The largest state file, in bytes.
const LARGEST: u64 = 1 << 20;

/// The relative error allowed between a slack of the file and that of the definitions.
const AGREEMENT: f64 = 1e-9;

/// A hunt and its seed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    pub(super) seed: u64,
    pub(super) hunt: Hunt,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    seed: u64,
    rounds: u64,
    bases: u64,
    checked: u64,
    smallest: Option<Found>,
    counterexample: Option<Found>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Found {
    weights: Vec<f64>,
    n: u64,
    slack: f64,
}

impl State {
    /// The state in the file at `path`; a fresh one when there is no such file.
    ///
    /// # Errors
    /// [`Failure::Input`] when the file cannot be read, is no state, holds a false slack, or has another seed.
    pub(super) fn load(path: &Path, seed: Option<u64>) -> Result<State, Failure> {
        let shown = path.display();
        let refused = |sentence: String| Failure::input(format_args!("--state: {shown}{sentence}"));
        let text = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(State { seed: seed.unwrap_or_default(), hunt: Hunt::default() });
            }
            Ok(found) if !found.is_file() => {
                return Err(refused(" is not a file; give the path of one".to_owned()));
            }
            Ok(found) if found.len() > LARGEST => {
                return Err(refused(format!(" is larger than {} MiB and no state of a hunt", LARGEST >> 20)));
            }
            _ => fs::read_to_string(path).map_err(|error| refused(format!(" cannot be read: {error}")))?,
        };
        let file: File = serde_json::from_str(&text).map_err(|error| {
            refused(format!(":{}:{}: this is not the state of a hunt: {error}", error.line(), error.column()))
        })?;
        if file.format != FORMAT {
            return Err(refused(format!(
                ": format is {}; it must be {FORMAT}, the only one there is",
                file.format
            )));
        }
        if let Some(seed) = seed.filter(|seed| *seed != file.seed) {
            return Err(refused(format!(
                " was begun with seed {}, not {seed}; leave --seed out or choose another file",
                file.seed
            )));
        }
        let checked = |found: Found| {
            let Found { weights, n, slack } = found;
            Candidate::settle(weights, n)
                .filter(|settled| (settled.slack - slack).abs() <= AGREEMENT * slack.abs())
                .ok_or_else(|| {
                    refused(format!(" says that a slack is {} at n = {n}, but it is not", exact(slack)))
                })
        };
        let smallest = file.smallest.map(checked).transpose()?;
        let counterexample = file.counterexample.map(checked).transpose()?;
        if let Some(found) = counterexample.iter().find(|found| found.slack >= 0.0) {
            return Err(refused(format!(
                " calls a slack of {} a counterexample, but it is not below 0",
                exact(found.slack)
            )));
        }
        let File { seed, rounds, bases, checked, .. } = file;
        Ok(State { seed, hunt: Hunt { rounds, bases, checked, smallest, counterexample } })
    }

    /// Saves the state whole or not at all.
    ///
    /// # Errors
    /// [`Failure::Work`] when the file cannot be written.
    pub(super) fn save(&self, path: &Path) -> Result<(), Failure> {
        let found = |candidate: &Candidate| {
            let Candidate { weights, n, slack, .. } = candidate.clone();
            Found { weights, n, slack }
        };
        let Hunt { rounds, bases, checked, smallest, counterexample } = &self.hunt;
        let file = File {
            format: FORMAT,
            seed: self.seed,
            rounds: *rounds,
            bases: *bases,
            checked: *checked,
            smallest: smallest.as_ref().map(found),
            counterexample: counterexample.as_ref().map(found),
        };
        serde_json::to_string(&file)
            .map_err(io::Error::from)
            .and_then(|text| preset::save(path, format!("{text}\n").as_bytes(), Overwrite::Anything))
            .map_err(|error| Failure::work(format_args!("cannot write {}: {error}", path.display())))
    }
}
