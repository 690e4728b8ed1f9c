//! How a text is to be written.

/// How a text is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a terminal that has Greek letters, subscripts and the like.
    Unicode,
    /// For a terminal that has nothing but ASCII.
    Ascii,
    /// As Markdown, formulas in TeX between dollar signs.
    Markdown,
}

impl Form {
    /// The form for a terminal that has Unicode, or nothing but ASCII.
    pub fn for_terminal(ascii: bool) -> Form {
        if ascii { Form::Ascii } else { Form::Unicode }
    }
}
