//! Reads a sample log: collects its draws by prompt, and counts their faults.
//!
//! Where the rows of a prompt stand together, only one prompt is in memory at a time. Where they are scattered, the
//! file is read again and 48 bytes of every draw are kept.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::data::error::{DataError, Problem};
use crate::data::limits::MAX_ROWS;
use crate::data::log::columns::{Column, Plan};
use crate::data::log::draws::{Fault, Row, shown};
use crate::data::log::faults::Faults;
use crate::data::log::gather::{Gathered, Grid, Heading};
use crate::data::log::options::{LogprobOf, Options};
use crate::data::log::places::Places;
use crate::data::log::progress::{Progress, Stage};
use crate::data::log::record::{Record, UNKNOWN};
use crate::data::log::remarks::{ASSUMED, of_a_draw, without_logprob};
use crate::data::log::rows::Rows;
use crate::data::log::samples::Samples;
use crate::data::log::signs::{Models, Unusable};
use crate::data::notice::Notice;
use crate::data::table::Input;
use crate::text::{quoted, visible};

/// From this many draws on a prompt takes long enough to report progress.
const LONG: usize = 100_000;

/// Reads a sample log; `progress` is called now and then.
///
/// # Errors
/// [`DataError`] for a file that cannot be read, a log without rewards, named columns that are missing and rewards that are no
/// numbers. Faults that a rule covers become notices instead.
pub fn read(
    input: &mut Input<'_>,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Samples, DataError> {
    let mut options = options.clone();
    let (mut is_scattered, mut notices) = (false, Vec::new());
    loop {
        let reading = Reading::new(input.name(), &options, is_scattered);
        match reading.run(input, &options, progress)? {
            Outcome::Read(mut samples) => {
                samples.notices.splice(0..0, notices);
                samples.options = options;
                return Ok(*samples);
            }
            Outcome::Scattered => is_scattered = true,
            Outcome::NoLogprob { column, rows, why } => {
                notices.push(without_logprob(&column, rows, why));
                options.names.logprob = Some("none".to_owned());
            }
        }
    }
}

/// What came of a pass over the file.
enum Outcome {
    Read(Box<Samples>),
    /// Rows of a closed prompt came up again.
    Scattered,
    /// No row has a log-probability that can be used, although there is a column for them.
    NoLogprob {
        column: String,
        rows: u64,
        why: Unusable,
    },
}

/// One pass over the file.
struct Reading {
    file: String,
    gathered: Gathered,
    /// Whether prompts may be scattered, so that all draws are kept to the end.
    is_scattered: bool,
    records: Vec<Record>,
    /// The most bytes of records at one time.
    memory: u64,
    /// The most prompts.
    prompts: usize,
    headings: Vec<Option<Heading>>,
    /// The hash of the prompt of the present row.
    present: Option<u128>,
    closed: HashSet<u64>,
    index: HashMap<u128, u32>,
    faults: Faults,
    models: Models,
    /// What is known of how the log-probabilities are meant.
    logprob_of: LogprobOf,
    /// Whether somebody said that there is one prompt.
    is_one_prompt: bool,
    rows: u64,
    /// Usable draws so far.
    draws: u64,
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
            memory: options.limits.memory,
            prompts: options.limits.prompts,
            headings: Vec::new(),
            present: None,
            closed: HashSet::new(),
            index: HashMap::new(),
            faults: Faults::default(),
            models: Models::default(),
            logprob_of: options.logprob_of,
            is_one_prompt: options.names.prompt.is_some(),
            rows: 0,
            draws: 0,
        }
    }

    fn run(
        mut self,
        input: &mut Input<'_>,
        options: &Options,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Outcome, DataError> {
        let mut rows = Rows::open(input, options)?;
        while let Some(line) = rows.advance()? {
            self.rows += 1;
            if self.rows > MAX_ROWS {
                return Err(DataError::whole(&self.file, Problem::TooManyRows));
            }
            if self.rows.is_multiple_of(4096) {
                progress(Progress { stage: Stage::Reading, rows: self.rows, share: rows.share() });
            }
            let plan = rows.plan();
            if !rows.draws(line, &mut |draw| self.draw(line, draw, plan, progress))? {
                return Ok(Outcome::Scattered);
            }
        }
        self.finish(&rows, progress)
    }

    /// Takes in a draw of the present row; false when its prompt is closed.
    fn draw(
        &mut self,
        line: u64,
        draw: Result<Row<'_>, Fault>,
        plan: &Plan,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<bool, DataError> {
        let row = match draw {
            Ok(row) => row,
            Err(fault) => {
                self.faults.of(fault).add(line);
                return Ok(true);
            }
        };
        if row.logprob.is_some_and(|logprob| logprob > 0.0) {
            self.faults.rounded.add(line);
            self.faults.most_positive = self.faults.most_positive.max(row.logprob.unwrap_or_default());
        }
        if let Some(model) = &row.model {
            self.models.take(model);
        }
        self.gathered.signs.knows_texts = plan.text.is_some();
        if plan.gold.is_some() && row.gold.is_none() {
            self.faults.gold.add(line);
        }
        let logprob = row.logprob.map(|logprob| logprob.min(0.0));
        let length = logprob.and_then(|_| row.tokens.or_else(|| characters(&row)));
        let record = Record {
            prompt: 0,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            reward: row.reward,
            logprob: logprob.unwrap_or(f64::NAN),
            gold: row.gold.unwrap_or(f64::NAN),
            answer: answer(&row, logprob),
            length: length.unwrap_or(f64::NAN) as f32,
            has_reference: row.has_reference,
            is_reference: row.is_reference,
        };
        let taken = self.place(record, &row, progress)?;
        self.draws += 1;
        Ok(taken)
    }

    /// Adds a draw to its prompt; false when the prompt is closed.
    fn place(
        &mut self,
        record: Record,
        row: &Row<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<bool, DataError> {
        let prompt = &*row.prompt;
        let line = u64::from(record.line);
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
            Some(Some(first)) if first.weight != row.weight => self.faults.weight.add(line),
            Some(_) => {}
            None => {
                let heading = Heading { name: name(prompt), line, first: self.draws, weight: row.weight };
                self.headings.push(Some(heading));
            }
        }
        // A prompt in turn becomes a pool when the next one begins.
        let in_turn = self.gathered.prompts.len() + usize::from(self.present.is_some());
        if self.headings.len().max(in_turn) > self.prompts {
            let problem = Problem::TooManyPrompts { most: self.prompts, column: "prompt".to_owned() };
            return Err(DataError::whole(&self.file, problem));
        }
        if (self.records.len() as u64 + 1) * size_of::<Record>() as u64 > self.memory {
            let what = if self.is_scattered {
                "all of the log, because the rows of a prompt do not stand together"
            } else {
                "those of one prompt"
            };
            return Err(DataError::whole(&self.file, Problem::ManyDraws { what, most: self.memory }));
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
        self.records.sort_unstable_by_key(|record| (record.prompt, record.line));
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
        rows: &Rows<'_, '_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Outcome, DataError> {
        self.close(progress);
        if self.rows == 0 {
            return Err(DataError::whole(&self.file, Problem::NoRows));
        }
        let plan = rows.plan();
        if let Some(column) = &plan.logprob
            && let Some(why) = self.unusable()
        {
            return Ok(Outcome::NoLogprob { column: column.path.to_string(), rows: self.rows, why });
        }
        if self.gathered.used == 0 {
            let why = self
                .faults
                .notices(&self.gathered, of_a_draw(plan), rows.places())
                .into_iter()
                .map(|notice| notice.text);
            let why = why.collect::<Vec<_>>().join("; ");
            let why = if why.is_empty() { "their lists of draws are empty".to_owned() } else { why };
            return Err(DataError::whole(&self.file, Problem::NothingUsable { rows: self.rows, why }));
        }
        if self.gathered.prompts.iter().all(|prompt| prompt.weight == 0.0) {
            return Err(DataError::whole(&self.file, Problem::NoWeight));
        }
        let mut notices = self.faults.notices(&self.gathered, of_a_draw(plan), rows.places());
        notices.splice(0..0, rows.notices());
        self.add_remarks(plan, rows.places(), &mut notices);
        let common = self.gathered.common();
        let Gathered { mut best_of, prompts, points, used, .. } = self.gathered;
        best_of.truncate(common);
        Ok(Outcome::Read(Box::new(Samples {
            file: visible(&self.file).into_owned(),
            rows: self.rows,
            draws: used,
            format: plan.format,
            columns: rows.columns(),
            prompts,
            notices,
            options: Options::default(),
            places: rows.places().clone(),
            best_of,
            points,
        })))
    }

    /// Adds what else a reader should know.
    fn add_remarks(&self, plan: &Plan, places: &Places, notices: &mut Vec<Notice>) {
        let gathered = &self.gathered;
        let signs = &gathered.signs;
        notices.extend(signs.on_logprobs(plan.is_mean, places));
        if gathered.repeats.count() > 0 {
            let expected = gathered.repeats_expected;
            notices.push(signs.on_repeats(&gathered.repeats, expected, of_a_draw(plan), places));
        }
        let told = |column: &Option<Column>| column.as_ref().map(|column| quoted(&column.path.to_string()));
        let reference = told(&plan.reference).or_else(|| told(&plan.reference_reward));
        let (text, gold) = (told(&plan.text), told(&plan.gold));
        let named = [text.as_deref(), gold.as_deref(), reference.as_deref()];
        notices.extend(signs.on_pools(of_a_draw(plan), named, places));
        if let Some(column) = &plan.model {
            notices.extend(self.models.notice(&column.path.to_string()));
        }
        if gathered.ambiguous * 100 > gathered.used && plan.logprob.is_some() {
            let share = 100.0 * gathered.ambiguous as f64 / gathered.used as f64;
            notices.push(Notice::remark(format!(
                "{share:.0} % of the draws share their reward with a different answer; the estimate takes every answer on its own, so the true KL is lower, and the bound on the gap holds for distinct rewards only"
            )));
        }
        if plan.logprob.is_none() {
            notices.push(Notice::remark(
                "no log-probabilities were read, so the KL is not known from this log; the bound holds all the same".to_owned(),
            ));
        }
        if plan.prompt.is_empty() {
            notices.push(Notice {
                is_fault: !self.is_one_prompt,
                text: "no column tells prompts apart, so all rows were taken as draws for one prompt; name one with --prompt, or --prompt none".to_owned(),
            });
        }
        if self.is_scattered {
            notices.push(Notice::remark(
                "the rows of a prompt do not stand together, so the file was read twice and all draws were kept in memory; sorted by prompt it needs less".to_owned(),
            ));
        }
        if plan.logprob.is_some() && self.logprob_of == LogprobOf::Assumed {
            notices.push(Notice::remark(ASSUMED.to_owned()));
        }
    }

    /// Why none of the log-probabilities can be used.
    fn unusable(&self) -> Option<Unusable> {
        let faults = &self.faults;
        let positive = faults.positive.count() + faults.rounded.count();
        if self.gathered.used == 0 && positive == 0 {
            return (faults.logprob.count() > 0).then_some(Unusable::Missing);
        }
        self.gathered.signs.unusable(positive, faults.most_positive)
    }
}

/// The number of characters of an answer.
fn characters(row: &Row<'_>) -> Option<f64> {
    row.text.as_ref().map(|text| text.chars().count() as f64)
}

/// What tells the answers of a prompt apart: the text, whatever its numbers are, or where there is no text the numbers.
fn answer(row: &Row<'_>, logprob: Option<f64>) -> u64 {
    match (&row.text, logprob) {
        (Some(text), _) => hash(text).max(UNKNOWN + 1),
        (None, Some(logprob)) => {
            hash(&(row.reward.to_bits(), logprob.to_bits(), row.gold.map(f64::to_bits))).max(UNKNOWN + 1)
        }
        (None, None) => UNKNOWN,
    }
}

/// The beginning of a prompt, safe to show.
fn name(prompt: &str) -> Box<str> {
    let shown = quoted(&shown(prompt));
    shown.trim_start_matches('"').strip_suffix('"').unwrap_or(&shown).into()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
