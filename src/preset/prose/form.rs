//! The forms in which a text is written.

/// The form in which a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a terminal that has Greek letters, subscripts and the like.
    Unicode,
    /// For a terminal that has ASCII only.
    Ascii,
    /// As Markdown, formulas in TeX between dollar signs.
    Markdown,
}

impl Form {
    /// The form for a terminal, which has Unicode or ASCII only.
    pub fn for_terminal(ascii: bool) -> Form {
        if ascii { Form::Ascii } else { Form::Unicode }
    }
}
