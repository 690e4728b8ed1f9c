//! Drawing the lists, menus, help, palette and presets over the panes.

pub mod actions_menu;
pub mod frame;
pub mod help;
pub mod list;
pub mod palette;
pub mod picker;
pub mod preview;
