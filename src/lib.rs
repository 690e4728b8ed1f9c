//! bonscope: a terminal explorer for best-of-n alignment policies.
//!
//! Best-of-n draws n answers from a base (reference) policy and keeps the one a reward model likes best. This
//! library computes exactly how far that moves the policy from its base, next to the popular formula
//! `ln n - (n-1)/n`, which is only an upper bound (Beirami et al., arXiv 2401.01879, Thm 3.1).
//!
//! The rooms, lowest floor first; a room uses only rooms below it:
//!
//! * [`bon`]: the mathematics. Plain numbers in, plain numbers out.
//! * [`text`]: numbers, lists of n and foreign text, as typed and as shown.
//! * [`tui`]: terminal, input, themes, snapshots, charts and the text field; knows nothing of bonscope.
//! * [`family`]: named distributions and the one-line base notation.
//! * [`document`]: strict TOML documents and what can be wrong in them.
//! * [`data`]: tables in files: sample logs and large bases.
//! * [`preset`]: presets as TOML files, the built-in library, and what a `BASE` argument means.
//! * [`report`]: results as table, CSV, JSON, Markdown and SVG.
//! * [`command`]: the headless subcommands.
//! * [`explorer`]: the interactive program.
//!
//! `docs/architecture.md` has the whole rule, and says what it takes to add something.

#![warn(missing_docs, unreachable_pub)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

pub use bon;
pub mod command;
pub mod data;
pub mod document;
pub mod explorer;
pub mod family;
pub mod preset;
pub mod report;
pub mod text;
pub mod tui;
