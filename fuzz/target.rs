//! The targets of `tests/hostile_input` for cargo-fuzz: each program of `Cargo.toml` feeds the target of its name. A crash
//! that is found belongs into `tests/hostile_input/cases/<target>/`, where every test run meets it again.

#![no_main]

#[path = "../tests/hostile_input/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let named = targets::ALL.iter().find(|(name, _)| *name == env!("CARGO_BIN_NAME"));
    let (_, target) = named.expect("Cargo.toml names only targets that there are");
    target(bytes);
});
