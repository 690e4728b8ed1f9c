//! What holds for the whole explorer.

mod budget;
mod connecting;
mod jobs;
mod sequences;
mod sizes;
