//! Places of rows in a log of one file or of several.

/// The files of a log in their order, each with the number of lines before it: a row has one number in the whole log.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    files: Vec<(String, u64)>,
}

impl Places {
    /// Another file begins, behind so many lines.
    pub(super) fn begin(&mut self, file: &str, before: u64) {
        self.files.push((file.to_owned(), before));
    }

    /// The number of files.
    pub(super) fn files(&self) -> usize {
        self.files.len()
    }

    /// The file and the line that a place in the log is.
    pub(super) fn find(&self, place: u64) -> (&str, u64) {
        let file = self.files.partition_point(|(_, before)| *before < place).checked_sub(1);
        match file.and_then(|file| self.files.get(file)) {
            Some((name, before)) => (name, place - before),
            None => ("", place),
        }
    }

    /// A place as it is told: the line, and the file where there are several.
    pub(super) fn shown(&self, place: u64) -> String {
        let (file, line) = self.find(place);
        if self.files.len() > 1 { format!("{}:{line}", crate::text::visible(file)) } else { line.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_file() {
        let mut places = Places::default();
        places.begin("a", 0);
        assert_eq!(places.shown(7), "7");
        places.begin("b", 10);
        assert_eq!([places.shown(1), places.shown(10), places.shown(11)], ["a:1", "a:10", "b:1"]);
    }
}
