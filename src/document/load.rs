//! Reads the text of documents.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::document::error::{DocumentError, MAX_FILE, Problem};
use crate::document::reader::Source;
use crate::text::visible;

/// The text of the file at `path`; `kind` names the document in errors, such as "a preset".
///
/// # Errors
/// [`DocumentError`] when the file cannot be read, is too large or is not UTF-8.
pub fn load(path: &Path, kind: &'static str) -> Result<String, DocumentError> {
    let file = path.display().to_string();
    match File::open(path) {
        Ok(mut opened) => read(&mut opened, &file, kind),
        Err(source) => Err(DocumentError::Unreadable { file: visible(&file).into_owned(), kind, source }),
    }
}

/// The text from `input`; errors name it `file`, and the document `kind`.
///
/// # Errors
/// As for [`load`].
pub fn read(input: &mut dyn Read, file: &str, kind: &'static str) -> Result<String, DocumentError> {
    let shown = || visible(file).into_owned();
    let mut bytes = Vec::new();
    input.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes).map_err(|source| DocumentError::Unreadable {
        file: shown(),
        kind,
        source,
    })?;
    if bytes.len() > MAX_FILE {
        return Err(DocumentError::TooLarge { file: shown(), kind });
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..valid]);
        let utf16 = error.as_bytes().starts_with(b"\xff\xfe") || error.as_bytes().starts_with(b"\xfe\xff");
        let problem = if utf16 { Problem::Utf16(kind) } else { Problem::NotUtf8(kind) };
        Source { text: &text, file }.error(valid, problem)
    })
}
