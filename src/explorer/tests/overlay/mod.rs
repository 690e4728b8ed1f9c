//! Finding, pointing and walkthroughs.

mod finding;
mod lesson;
mod pointing;
