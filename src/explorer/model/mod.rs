//! The state of the explorer: plain data that knows no screens, files, clocks or threads.

pub mod base;
pub mod curves;
pub mod files;
pub mod history;
pub mod jobs;
pub mod lesson;
pub mod message;
pub mod overlay;
pub mod scale;
pub mod state;
