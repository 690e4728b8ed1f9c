//! All that the explorer knows: plain data without a word about screens, files, clocks or threads.

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
