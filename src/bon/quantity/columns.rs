//! What the columns of the table of quantities can say.

/// What a quantity is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Information in nats; shown in bits on request.
    Nats,
    /// A probability or another share between 0 and 1.
    Share,
    /// The unit of the rewards.
    Reward,
    /// A pure number.
    Pure,
}

/// What best-of-n must draw from for a quantity to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The base.
    Base,
    /// The base or a proposal.
    Both,
    /// A proposal; drawn from the base it is the same as another quantity.
    Proposal,
}

/// What it takes to compute a quantity at one n.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// No sum over outcomes.
    Free,
    /// One of the sums of a [`Summary`](crate::Summary).
    Summed,
    /// A quantile of one draw of an estimator.
    Quantiles,
    /// The ratios of all tie classes, but nothing of their outcomes.
    Ratios,
    /// Every outcome.
    Outcomes,
}

/// What a quantity of several prompts is, given that of each prompt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Joint {
    /// The mean.
    Mean,
    /// The greatest.
    Maximum,
    /// ln(mean exp(a value))/a for this a.
    LogMeanExp(f64),
    /// No function of these: the spread of one draw of an estimator, for a prompt that was drawn too.
    OneDraw,
}

/// A property of the distribution of one draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scatter {
    /// Its mean.
    Mean,
    /// Its standard deviation.
    Sd,
    /// Its 5 % quantile.
    Q05,
    /// Its median.
    Q50,
    /// Its 95 % quantile.
    Q95,
}

impl Scatter {
    /// Which of the three quantiles it is.
    pub(crate) fn quantile(self) -> Option<usize> {
        match self {
            Scatter::Mean | Scatter::Sd => None,
            Scatter::Q05 => Some(0),
            Scatter::Q50 => Some(1),
            Scatter::Q95 => Some(2),
        }
    }
}

/// Where a quantity stands in a table with one line per n; such tables of several bases have fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// Nowhere, unless it is asked for.
    No,
    /// In this place, in the table of a single base only.
    OfOne(u8),
    /// In this place.
    Always(u8),
}
