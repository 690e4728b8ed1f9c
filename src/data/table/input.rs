//! What is read as one table: a file, several files one after another, or a stream.

use std::cell::Cell;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::data::table::part::Part;

/// Files, or a stream, that can be read from their start more than once.
pub struct Input<'a> {
    name: String,
    parts: Vec<Part<'a>>,
}

impl<'a> Input<'a> {
    /// The file at `path`.
    pub fn path(path: &Path) -> Input<'a> {
        Input { name: path.display().to_string(), parts: vec![Part::path(path)] }
    }

    /// These files, one after another; at least one.
    pub fn files(paths: &[PathBuf]) -> Input<'a> {
        let name = match paths {
            [only] => only.display().to_string(),
            [first, others @ ..] => format!("{} and {} more", first.display(), others.len()),
            [] => String::new(),
        };
        Input { name, parts: paths.iter().map(|path| Part::path(path)).collect() }
    }

    /// Standard input, or any other stream that can be read only once.
    pub fn piped(name: &str, input: Box<dyn Read + 'a>) -> Input<'a> {
        Input { name: name.to_owned(), parts: vec![Part::piped(name, input)] }
    }

    /// The name in errors; may have control characters.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The files, each to be opened.
    pub(in crate::data) fn parts(&mut self) -> std::slice::IterMut<'_, Part<'a>> {
        self.parts.iter_mut()
    }

    /// The share of all bytes that have been read, where the sizes are known. What is read again counts again.
    pub(in crate::data) fn progress(&self) -> impl Fn() -> Option<f64> + use<> {
        let (sizes, read): (Vec<Option<u64>>, Vec<Rc<Cell<u64>>>) =
            self.parts.iter().map(Part::progress).unzip();
        let size = sizes.into_iter().sum::<Option<u64>>().filter(|size| *size > 0);
        // What a former pass has read must not count.
        read.iter().for_each(|read| read.set(0));
        move || {
            let read: u64 = read.iter().map(|read| read.get()).sum();
            size.map(|size| (read as f64 / size as f64).min(1.0))
        }
    }
}
