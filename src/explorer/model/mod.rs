//! All that the explorer knows: plain data without a word about screens, files, clocks or threads.

pub mod answer;
pub mod base;
pub mod curves;
pub mod files;
pub mod history;
pub mod inquiry;
pub mod job;
pub mod lesson;
pub mod message;
pub mod moment;
pub mod overlay;
pub mod ring;
pub mod scale;
pub mod shown;
pub mod state;
pub mod stored;
pub mod stroke;
pub mod target;
