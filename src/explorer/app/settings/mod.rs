//! Settings: flags, environment, configuration file.

pub mod choice;
pub mod config;
pub mod doctor;
pub mod environment;
