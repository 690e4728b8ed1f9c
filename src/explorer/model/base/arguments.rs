//! The arguments of the family, as fields to be typed.

use crate::explorer::model::state::Model;
use crate::family::Fields;

/// The family with its arguments as they were asked for last.
pub(in crate::explorer) fn fields(model: &Model) -> Option<Fields> {
    model.changes.notation().or_else(|| model.subject.base.notation()).and_then(Fields::of)
}
