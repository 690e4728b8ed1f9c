//! A log of inspect: a zip archive with a JSON file for every sample.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::data::error::{DataError, Problem};
use crate::data::foreign;
use crate::data::natural::natural;
use crate::data::table::guarded::guarded;
use crate::data::table::json;
use crate::data::table::opened::Opened;
use crate::data::table::rows::{Table, refused_bytes};
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;

/// Where the samples are.
const SAMPLES: &str = "samples/";

/// What every such archive has once it is complete, and what it has before.
const OWN: [&str; 3] = ["header.json", "_journal/", "summaries.json"];

pub(super) struct EvalFile {
    file: String,
    archive: ZipArchive<File>,
    /// Places of the samples in the archive, in the order of their names.
    samples: Vec<usize>,
    wanted: Wanted,
    /// The most bytes of a sample.
    most: usize,
    next: usize,
}

impl EvalFile {
    pub(super) fn open(file: &str, opened: Opened<'_>) -> Result<EvalFile, DataError> {
        let whole = |problem| DataError::whole(file, problem);
        let handle = opened.file.ok_or_else(|| {
            whole(Problem::NoTable("a zip archive can be read from a file only".to_owned()))
        })?;
        let archive = guarded(|| ZipArchive::new(handle))
            .unwrap_or(Err(ZipError::InvalidArchive("it is damaged".into())));
        let archive = archive.map_err(|error| refused(file, error))?;
        let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
        let mut samples: Vec<&String> =
            names.iter().filter(|name| name.starts_with(SAMPLES) && name.ends_with(".json")).collect();
        samples.sort_by(|a, b| natural(a, b));
        let samples: Vec<usize> =
            samples.into_iter().filter_map(|name| archive.index_for_name(name)).collect();
        if samples.is_empty() {
            let is_own = names.iter().any(|name| OWN.iter().any(|own| name.starts_with(own)));
            return Err(whole(if is_own {
                Problem::NoRows
            } else {
                Problem::Foreign(foreign::of_archive(&names))
            }));
        }
        let most = opened.limits.row();
        Ok(EvalFile { file: file.to_owned(), archive, samples, wanted: Wanted::everything(), most, next: 0 })
    }

    /// The bytes of the sample at this place in the archive.
    fn bytes(&mut self, place: usize) -> Result<Vec<u8>, DataError> {
        let row = self.next as u64;
        let (archive, most) = (&mut self.archive, self.most);
        let read = guarded(|| -> Result<Vec<u8>, ZipError> {
            let mut bytes = Vec::new();
            archive.by_index(place)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        let read = read.unwrap_or(Err(ZipError::InvalidArchive("it is damaged".into())));
        let bytes = read.map_err(|error| refused(&self.file, error))?;
        if bytes.len() > most {
            return Err(DataError::at(&self.file, row, Problem::LongRow(most)));
        }
        Ok(bytes)
    }
}

fn refused(file: &str, error: ZipError) -> DataError {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::InvalidInput => refused_bytes(file, error),
        other => {
            DataError::whole(file, Problem::Archive(crate::text::visible(&other.to_string()).into_owned()))
        }
    }
}

impl Table for EvalFile {
    fn heading(&self) -> Option<&[String]> {
        None
    }

    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError> {
        self.wanted = wanted.clone();
        Ok(())
    }

    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        let Some(&place) = self.samples.get(self.next) else { return Ok(None) };
        self.next += 1;
        let line = self.next as u64;
        let bytes = self.bytes(place)?;
        let at = |problem| DataError::at(&self.file, line, problem);
        let text = std::str::from_utf8(&bytes).map_err(|_| at(Problem::NotUtf8("this sample".to_owned())))?;
        *row = json::row(text, &self.wanted).map_err(|sentence| at(Problem::Json(sentence)))?;
        Ok(Some(line))
    }

    fn share(&self) -> Option<f64> {
        Some(self.next as f64 / self.samples.len().max(1) as f64)
    }
}
