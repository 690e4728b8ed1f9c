//! What is computed elsewhere and comes back as an answer.

pub mod answer;
pub mod inquiry;
pub mod job;
pub mod once;
