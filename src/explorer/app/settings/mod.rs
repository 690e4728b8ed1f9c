//! What is in force: flags, environment, configuration file.

pub mod choice;
pub mod config;
pub(in crate::explorer) mod doctor;
