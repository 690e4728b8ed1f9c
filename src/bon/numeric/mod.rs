//! Numbers and the arithmetic on them: nothing here knows a base or a policy.

pub(super) mod double;
pub(super) mod draws;
pub(super) mod fraction;
pub mod grid;
pub(super) mod lazy;
pub(super) mod list;
pub(super) mod renyi_order;
pub(super) mod root;
pub(super) mod special;
pub(super) mod sum;
pub(super) mod written;
