//! What a log says of itself: signs that its numbers are not what they are taken for, gathered prompt by prompt.

mod all;
mod lengths;
mod masses;
mod models;
mod pools;
mod repeats;

pub(super) use all::Signs;
pub(super) use masses::Unusable;
pub(super) use models::Models;
