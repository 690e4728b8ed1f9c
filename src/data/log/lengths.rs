//! Are log-probabilities sums over the tokens of an answer, or means per token?

/// How log-probabilities grow with the length of answers: a regression of ln |logprob| on ln length.
#[derive(Default)]
pub(super) struct Lengths {
    count: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    yy: f64,
}

impl Lengths {
    pub(super) fn add(&mut self, length: Option<f64>, logprob: f64) {
        let Some(length) = length.filter(|length| *length >= 1.0 && length.is_finite() && logprob < 0.0)
        else {
            return;
        };
        let (x, y) = (length.ln(), (-logprob).ln());
        self.count += 1.0;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.xy += x * y;
        self.yy += y * y;
    }

    /// The power of the length with which log-probabilities grow, if it is below one half by four standard errors; sums
    /// have about 1, means about 0. None for few answers, or lengths that hardly differ.
    pub(super) fn per_token_slope(&self) -> Option<f64> {
        let Lengths { count, x, y, .. } = *self;
        if count < 30.0 {
            return None;
        }
        let (xx, xy, yy) = (self.xx - x * x / count, self.xy - x * y / count, self.yy - y * y / count);
        if xx < 0.01 * count {
            return None;
        }
        let slope = xy / xx;
        let error = ((yy / xx - slope * slope).max(0.0) / (count - 2.0)).sqrt();
        (slope + 4.0 * error < 0.5).then_some(slope)
    }
}
