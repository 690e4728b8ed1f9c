//! Scales and their ticks.
