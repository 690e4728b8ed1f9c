//! The running program and its one-shot forms: the only part with a clock, a disk and threads of its own.

pub mod background;
pub mod effects;
pub mod event;
pub mod files;
pub mod leaving;
pub mod plot;
pub mod run;
pub mod settings;
pub mod show;
pub mod unsaved;
