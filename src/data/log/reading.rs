//! Reads a sample log: collects its draws by prompt, and counts their faults.
//!
//! Where the rows of a prompt stand together, only one prompt is in memory at a time. Where they are scattered, the
//! file is read again and 40 bytes of every draw are kept.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::data::error::{DataError, Problem};
use crate::data::limits::{MAX_PROMPTS, MAX_ROWS};
use crate::data::log::faults::Faults;
use crate::data::log::gather::{Gathered, Grid, Heading, Record};
use crate::data::log::lengths::Lengths;
use crate::data::log::notice::Notice;
use crate::data::log::options::Options;
use crate::data::log::progress::{Progress, Stage};
use crate::data::log::row::Rows;
use crate::data::log::samples::Samples;
use crate::data::table::Input;
use crate::text::{quoted, visible};

/// From this many draws on a prompt takes long enough to report progress.
const LONG: usize = 100_000;

/// Reads a sample log; `progress` is called now and then.
///
/// # Errors
/// [`DataError`] for a file that cannot be read, columns that are missing and cells that are no numbers. Faults that a
/// rule covers become notices instead.
pub fn read(
    input: &mut Input<'_>,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Samples, DataError> {
    match Reading::new(input.name(), options, false).run(input, options, progress)? {
        Some(samples) => Ok(samples),
        None => {
            let samples = Reading::new(input.name(), options, true).run(input, options, progress)?;
            samples.ok_or_else(|| DataError::whole(input.name(), Problem::NothingUsable(0)))
        }
    }
}

/// One pass over the file.
struct Reading {
    file: String,
    gathered: Gathered,
    /// Whether prompts may be scattered, so that all draws are kept to the end.
    is_scattered: bool,
    records: Vec<Record>,
    headings: Vec<Option<Heading>>,
    /// The hash of the prompt of the present row.
    present: Option<u128>,
    closed: HashSet<u64>,
    index: HashMap<u128, u32>,
    faults: Faults,
    lengths: Lengths,
    rows: u64,
}

impl Reading {
    fn new(file: &str, options: &Options, is_scattered: bool) -> Reading {
        let grid = options.n.clone().map_or(Grid::UpToSmallest, |mut list| {
            list.sort_unstable();
            list.dedup();
            Grid::Listed(list)
        });
        Reading {
            file: file.to_owned(),
            gathered: Gathered::new(grid, options.keep),
            is_scattered,
            records: Vec::new(),
            headings: Vec::new(),
            present: None,
            closed: HashSet::new(),
            index: HashMap::new(),
            faults: Faults::default(),
            lengths: Lengths::default(),
            rows: 0,
        }
    }

    /// None when rows of a closed prompt come up again.
    fn run(
        mut self,
        input: &mut Input<'_>,
        options: &Options,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Option<Samples>, DataError> {
        let mut rows = Rows::open(input, options)?;
        while let Some(line) = rows.advance()? {
            self.rows += 1;
            if self.rows > MAX_ROWS {
                return Err(DataError::whole(&self.file, Problem::TooManyRows));
            }
            if self.rows.is_multiple_of(4096) {
                progress(Progress { stage: Stage::Reading, rows: self.rows, share: rows.share() });
            }
            if !self.row(line, &rows, progress)? {
                return Ok(None);
            }
        }
        let (columns, has_prompt) = (rows.columns(), rows.has_prompt());
        drop(rows);
        self.finish(columns, has_prompt, progress).map(Some)
    }

    /// Takes in the present row; false when its prompt is closed.
    fn row(
        &mut self,
        line: u64,
        rows: &Rows<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<bool, DataError> {
        let row = match rows.row(line)? {
            Ok(row) => row,
            Err(fault) => {
                self.faults.of(fault).add(line);
                return Ok(true);
            }
        };
        if row.logprob > 0.0 {
            self.faults.rounded.add(line);
        }
        if rows.has_gold() && row.gold.is_none() {
            self.faults.gold.add(line);
        }
        let logprob = row.logprob.min(0.0);
        let length = row.tokens.or_else(|| row.text.map(|text| text.chars().count() as f64));
        self.lengths.add(length, logprob);
        let record = Record {
            prompt: 0,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            reward: row.reward,
            logprob,
            gold: row.gold.unwrap_or(f64::NAN),
            answer: hash(&(row.reward.to_bits(), logprob.to_bits(), row.gold.map(f64::to_bits), row.text)),
        };
        let heading = Heading { name: name(row.prompt), line, weight: row.weight };
        self.place(record, row.prompt, heading, progress)
    }

    /// Adds a draw to its prompt; false when the prompt is closed.
    fn place(
        &mut self,
        record: Record,
        prompt: &str,
        heading: Heading,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<bool, DataError> {
        let key = u128::from(hash(&(0, prompt))) << 64 | u128::from(hash(&(1, prompt)));
        let index = if self.is_scattered {
            let next = self.index.len() as u32;
            *self.index.entry(key).or_insert(next)
        } else {
            if self.present != Some(key) {
                self.close(progress);
                if !self.closed.insert(key as u64) {
                    return Ok(false);
                }
                self.present = Some(key);
            }
            0
        };
        match self.headings.get(index as usize) {
            Some(Some(first)) if first.weight != heading.weight => self.faults.weight.add(heading.line),
            Some(_) => {}
            None => self.headings.push(Some(heading)),
        }
        // A prompt in turn becomes a pool when the next one begins.
        let in_turn = self.gathered.prompts.len() + usize::from(self.present.is_some());
        if self.headings.len().max(in_turn) > MAX_PROMPTS {
            let problem = Problem::TooManyPrompts("prompt".to_owned());
            return Err(DataError::whole(&self.file, problem));
        }
        self.records.push(Record { prompt: index, ..record });
        Ok(true)
    }

    /// Makes pools of the draws collected so far and closes their prompts.
    fn close(&mut self, progress: &mut dyn FnMut(Progress)) {
        let (all, rows) = (self.records.len() as f64, self.rows);
        let is_long = self.records.len() >= LONG;
        let mut done = 0;
        let mut report = |done: f64| {
            if is_long {
                progress(Progress { stage: Stage::Estimating, rows, share: Some(done / all) });
            }
        };
        report(0.0);
        self.records.sort_unstable_by_key(|record| record.prompt);
        for records in self.records.chunk_by_mut(|a, b| a.prompt == b.prompt) {
            let heading = records.first().and_then(|record| self.headings.get_mut(record.prompt as usize));
            let (before, count) = (done as f64, records.len() as f64);
            done += records.len();
            if let Some(heading) = heading.and_then(Option::take) {
                self.gathered.take(heading, records, &mut |share| report(before + share * count));
            }
        }
        self.records.clear();
        self.headings.clear();
    }

    fn finish(
        mut self,
        columns: Vec<(&'static str, String)>,
        has_prompt: bool,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Samples, DataError> {
        self.close(progress);
        if self.rows == 0 {
            return Err(DataError::whole(&self.file, Problem::NoRows));
        }
        if self.gathered.used == 0 {
            return Err(DataError::whole(&self.file, Problem::NothingUsable(self.rows)));
        }
        if self.gathered.prompts.iter().all(|prompt| prompt.weight == 0.0) {
            return Err(DataError::whole(&self.file, Problem::NoWeight));
        }
        let mut notices = self.faults.notices(&self.gathered);
        self.add_remarks(has_prompt, &mut notices);
        let common = self.gathered.common();
        let Gathered { mut best_of, prompts, points, used, .. } = self.gathered;
        best_of.truncate(common);
        Ok(Samples {
            file: visible(&self.file).into_owned(),
            rows: self.rows,
            draws: used,
            columns,
            prompts,
            notices,
            best_of,
            points,
        })
    }

    /// Adds what else a reader should know.
    fn add_remarks(&self, has_prompt: bool, notices: &mut Vec<Notice>) {
        let gathered = &self.gathered;
        let remark = |text: String| Notice { is_fault: false, text };
        if let Some(slope) = self.lengths.per_token_slope() {
            let text = format!(
                "the log-probabilities look like means per token, not sums: they grow with the length of the answer to the power {slope:.2}, where sums grow about in proportion; they were taken as they are, which makes the KL far too low"
            );
            notices.push(Notice { is_fault: true, text });
        }
        if gathered.repeats.count() > 0 {
            let (count, expected) = (gathered.repeats.count(), gathered.repeats_expected);
            // The chance of at least as many repeats, if they occur independently.
            let by_chance = statrs::function::gamma::gamma_lr(count as f64, expected.max(1e-12));
            let rows = gathered.repeats.subject("row", ["repeats", "repeat"], "line");
            let about = match expected {
                0.0..0.01 => "fewer than 0.01 were".to_owned(),
                0.01..10.0 => format!("about {expected:.2} were"),
                _ => format!("about {expected:.0} were"),
            };
            let was = gathered.repeats.was();
            let is_fault = by_chance < 1e-4;
            let verdict = if is_fault {
                "many more than that: were some logged twice?"
            } else {
                "as a model may well draw an answer twice"
            };
            let text = format!(
                "{rows} an earlier one of the prompt and {was} kept; from the log-probabilities {about} to be expected, {verdict}"
            );
            notices.push(Notice { is_fault, text });
        }
        if gathered.ambiguous * 100 > gathered.used {
            let share = 100.0 * gathered.ambiguous as f64 / gathered.used as f64;
            notices.push(remark(format!(
                "{share:.0} % of the draws share their reward with a different answer; the estimate takes every answer on its own, so the true KL is lower, and the bound on the gap holds for distinct rewards only"
            )));
        }
        if !has_prompt {
            notices.push(remark(
                "no column tells prompts apart, so all rows were taken as draws for one prompt; name one with --prompt".to_owned(),
            ));
        }
        if self.is_scattered {
            notices.push(remark(
                "the rows of a prompt do not stand together, so the file was read twice and all draws were kept in memory; sorted by prompt it needs less".to_owned(),
            ));
        }
    }
}

/// The beginning of a prompt, safe to show.
fn name(prompt: &str) -> Box<str> {
    let shown = quoted(prompt);
    shown.trim_start_matches('"').strip_suffix('"').unwrap_or(&shown).into()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
