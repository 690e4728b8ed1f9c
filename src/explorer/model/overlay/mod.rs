//! Everything that lies over the panes: lists, menus, the input line, the palette, the pointer.

pub mod actions_menu;
pub mod content;
pub mod layer;
pub mod list;
pub mod palette;
pub mod pointer;
pub mod question;
pub mod target;
