//! n and its scale.

mod jumping;
mod playing;
