//! The sizes of the screen, and what fits into each.

use ratatui::layout::{Rect, Size};

/// The smallest screen that shows anything.
pub const SMALLEST: Size = Size::new(40, 12);
/// From this size on, all panes are shown together.
pub(in crate::explorer) const STANDARD: Size = Size::new(80, 24);
/// From this size on, there is room for explanations.
pub(in crate::explorer) const WIDE: Size = Size::new(120, 40);

/// Whether the titles of the panes have room for the keys that lead to them.
pub(in crate::explorer) fn names_keys(area: Rect) -> bool {
    holds(area, WIDE)
}

pub(in crate::explorer) fn holds(area: Rect, size: Size) -> bool {
    area.width >= size.width && area.height >= size.height
}

/// Whether there is room for all panes together, and whether there is plenty.
pub(in crate::explorer) fn room(area: Rect) -> (bool, bool) {
    (holds(area, STANDARD), holds(area, WIDE))
}
