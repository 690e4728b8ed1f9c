//! Are log-probabilities sums over the tokens of an answer, or means per token?

use crate::data::log::record::Record;

/// The fewest answers, less one for each prompt, that decide.
const FEWEST: f64 = 30.0;

/// How log-probabilities grow with the length of answers: a regression of ln |logprob| on ln length within prompts, because
/// prompts differ in length and in difficulty for reasons of their own.
#[derive(Default)]
pub(super) struct Lengths {
    /// The number of answers, less one for each prompt.
    degrees: f64,
    xx: f64,
    xy: f64,
    yy: f64,
}

/// What the growth tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Growth {
    /// With a power of the length below one half: means.
    Means(f64),
    /// With a power above three halves: sums that were multiplied by the length.
    Squares(f64),
}

impl Lengths {
    /// Takes in the draws of one prompt.
    pub(super) fn take(&mut self, records: &[Record]) {
        let point = |record: &Record| {
            let length = f64::from(record.length);
            (length >= 1.0 && length.is_finite() && record.logprob < 0.0)
                .then(|| (length.ln(), (-record.logprob).ln()))
        };
        let points = || records.iter().filter_map(point);
        let count = points().count() as f64;
        if count < 2.0 {
            return;
        }
        let (x, y) = points().fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
        let (x, y) = (x / count, y / count);
        self.degrees += count - 1.0;
        for point in points() {
            let (dx, dy) = (point.0 - x, point.1 - y);
            self.xx += dx * dx;
            self.xy += dx * dy;
            self.yy += dy * dy;
        }
    }

    /// Whether log-probabilities grow with a power of the length that lies, by four standard errors, outside what sums
    /// have, which is about 1; means have about 0. None for few answers, and for lengths that hardly differ.
    pub(super) fn growth(&self) -> Option<Growth> {
        let Lengths { degrees, xx, xy, yy } = *self;
        if degrees < FEWEST || xx < 0.01 * degrees {
            return None;
        }
        let slope = xy / xx;
        let error = ((yy / xx - slope * slope).max(0.0) / (degrees - 1.0)).sqrt();
        if slope + 4.0 * error < 0.5 {
            Some(Growth::Means(slope))
        } else {
            (slope - 4.0 * error > 1.5).then_some(Growth::Squares(slope))
        }
    }
}
