//! Copying, exporting, saving.

mod copying;
mod exporting;
mod saving;
pub(super) mod unsaved;
