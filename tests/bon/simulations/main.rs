//! Simulations against known truth: what the estimates from pools get wrong, and how often their intervals hold.
//!
//! `cargo test --release --test simulations -- --ignored` makes the tables in `tables/` anew, some minutes on one core. The
//! tests that always run hold the tables to their targets and make small parts of them.

mod intervals;
mod kl;
mod laws;
mod one_pool;
