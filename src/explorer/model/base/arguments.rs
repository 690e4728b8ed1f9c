//! The arguments of a family, as fields for typing.

use crate::explorer::model::state::Model;
use crate::family::Fields;

/// The family of the base, with the arguments that were asked for last.
pub(in crate::explorer) fn fields(model: &Model) -> Option<Fields> {
    model.changes.notation().or_else(|| model.subject.base.notation()).and_then(Fields::of)
}
