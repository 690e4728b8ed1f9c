//! Environment variables that hold text.

use std::env;

/// The value of an environment variable; none if it is not set or not UTF-8.
pub(in crate::explorer) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}
