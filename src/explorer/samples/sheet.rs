//! What is computed of a sample log at one n.

use std::sync::Arc;

use crate::data::{AtN, Estimates, PromptDraws};

/// What the list of prompts is sorted by.
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

    /// What it is sorted by, after "Prompts by".
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
    /// What was asked for.
    pub asked: Asked,
    /// The averages and what every prompt says.
    pub at: Arc<AtN>,
    /// The prompts in their order, those without numbers last.
    pub rows: Vec<usize>,
    /// The weights of the draws of the prompt that is open.
    pub weights: Vec<f64>,
}

/// A request for numbers.
#[derive(Clone, Debug)]
pub struct Request {
    /// To be sent back with the answer.
    pub generation: u64,
    /// Which numbers.
    pub asked: Asked,
    /// Of this log.
    pub log: Arc<Estimates>,
    /// With the weights of these draws.
    pub draws: Option<Arc<PromptDraws>>,
}

/// What numbers at n are asked for: n, the order of the list, and the number of the prompt that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// n.
    pub n: u64,
    /// What the list is sorted by, and whether the other way round.
    pub order: (Order, bool),
    /// Which opening of a prompt, once its draws are there.
    pub drill: Option<u64>,
}
