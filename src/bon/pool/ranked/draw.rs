//! A draw as the ranked estimate sees it.

/// One draw of a pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedDraw {
    /// What best-of-n ranks by; finite.
    pub reward: f64,
    /// ln of the probability of the whole answer under the base, in nats, where it is known; finite and at most 0.
    pub logprob: Option<f64>,
    /// The identity of the answer: equal for draws of the same text. Where it is not known, draws of equal reward and equal
    /// log-probability are taken for the same answer.
    pub answer: Option<u64>,
}
