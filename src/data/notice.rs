//! A sentence about a file of samples.

/// A sentence about a sample log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether the log has a fault, for which a strict reader refuses it.
    pub is_fault: bool,
    /// What was found, where, and how it was treated.
    pub text: String,
}

impl Notice {
    /// A fault.
    pub(super) fn fault(text: String) -> Notice {
        Notice { is_fault: true, text }
    }

    /// What a reader should know without its being a fault.
    pub(super) fn remark(text: String) -> Notice {
        Notice { is_fault: false, text }
    }
}
