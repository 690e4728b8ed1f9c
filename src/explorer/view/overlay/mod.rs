//! Drawing the lists, menus, help, palette and presets over the panes.

pub mod frame;
pub mod help;
pub mod list;
pub mod offer;
pub mod palette;
pub mod picker;
pub mod preview;
