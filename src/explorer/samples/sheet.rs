//! The numbers of a sample log at one n.

use std::sync::Arc;

use crate::data::{AtN, Estimates, PromptDraws};

/// The order of the list of prompts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The bound minus the KL estimate, largest first.
    Gap,
    /// The KL estimate, largest first.
    Kl,
    /// The reward, highest first.
    Reward,
    /// The number of draws, most first.
    Draws,
    /// The name.
    Name,
    /// The place in the file.
    Place,
}

impl Order {
    /// Every order, in the order of the key that changes it.
    pub const ALL: &[Order] =
        &[Order::Gap, Order::Kl, Order::Reward, Order::Draws, Order::Name, Order::Place];

    /// Its name, after "Prompts by".
    pub fn name(self) -> &'static str {
        match self {
            Order::Gap => "gap",
            Order::Kl => "KL",
            Order::Reward => "reward",
            Order::Draws => "draws",
            Order::Name => "name",
            Order::Place => "line",
        }
    }
}

/// The numbers at one n.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The request.
    pub key: SheetKey,
    /// The averages, and the numbers of each prompt.
    pub at: Arc<AtN>,
    /// The indices of the prompts in order, those without numbers last.
    pub rows: Vec<usize>,
    /// The weights of the draws of the open prompt.
    pub weights: Vec<f64>,
}

/// A request for numbers.
#[derive(Clone, Debug)]
pub struct Request {
    /// To be sent back with the answer.
    pub generation: u64,
    /// The numbers to compute.
    pub key: SheetKey,
    /// The log.
    pub log: Arc<Estimates>,
    /// The draws whose weights are to be computed.
    pub draws: Option<Arc<PromptDraws>>,
}

/// The key of a request for numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetKey {
    /// The number of draws n.
    pub n: u64,
    /// The order of the list, and whether it is reversed.
    pub order: (Order, bool),
    /// The number of the open prompt's opening, once its draws are read.
    pub drill: Option<u64>,
}
