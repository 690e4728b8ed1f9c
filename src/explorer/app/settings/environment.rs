//! The environment, as far as it is text.

use std::env;

/// A variable of the environment, as far as it is text.
pub(in crate::explorer) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}
