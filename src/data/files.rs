//! Which files a log is: those that were named, those of folders, and those that a pattern fits.

use std::path::{Path, PathBuf};

use crate::data::error::{DataError, Problem};
use crate::data::names::is_table_name;
use crate::data::natural::natural;

/// The most folders within folders that are looked into.
const DEEPEST: usize = 8;

/// The most files and folders that are looked at in one folder and below.
const MOST: usize = 50_000;

/// The files of a log, in the order of their names: of a folder its tables, of a pattern such as `part-*.jsonl` what fits
/// it. A file that was named is one, whatever its name is.
///
/// # Errors
/// [`DataError`] for a folder without tables, and for a pattern that nothing fits.
pub fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, DataError> {
    let mut found = Vec::new();
    for path in named {
        if path.is_dir() {
            let inside = tables_of(path)?;
            if inside.is_empty() {
                return Err(DataError::whole(&path.display().to_string(), Problem::NoTables));
            }
            found.extend(inside);
        } else if !path.exists() && is_pattern(path) {
            found.extend(fitting(path)?);
        } else {
            found.push(path.clone());
        }
    }
    if found.len() > 1 {
        found.sort_by(|a, b| natural(&a.to_string_lossy(), &b.to_string_lossy()));
        found.dedup();
    }
    Ok(found)
}

/// The tables below a folder; where there are others, JSON documents describe the run and are no tables of it.
fn tables_of(folder: &Path) -> Result<Vec<PathBuf>, DataError> {
    let (mut tables, mut seen) = (Vec::new(), 0);
    gather(folder, 0, &mut tables, &mut seen)?;
    if seen > MOST {
        return Err(DataError::whole(&folder.display().to_string(), Problem::TooManyFiles(MOST)));
    }
    let is_json = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    if !tables.iter().all(is_json) {
        tables.retain(|path| !is_json(path));
    }
    Ok(tables)
}

/// Adds the tables of a folder and of those in it, until too much was seen.
fn gather(folder: &Path, depth: usize, tables: &mut Vec<PathBuf>, seen: &mut usize) -> Result<(), DataError> {
    let unreadable = |error| DataError::unreadable(&folder.display().to_string(), error);
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        *seen += 1;
        if *seen > MOST {
            return Ok(());
        }
        let (path, name) = (entry.path(), entry.file_name());
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        // Links to folders are not followed, so that there is no going round.
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_dir() && depth < DEEPEST {
            gather(&path, depth + 1, tables, seen)?;
        } else if !kind.is_dir() && is_table_name(&path) {
            tables.push(path);
        }
    }
    Ok(())
}

fn is_pattern(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|byte| matches!(byte, b'*' | b'?' | b'['))
}

fn fitting(pattern: &Path) -> Result<Vec<PathBuf>, DataError> {
    let name = pattern.display().to_string();
    let found =
        glob::glob(&name).map_err(|error| DataError::whole(&name, Problem::Pattern(error.msg.to_owned())))?;
    let files: Vec<PathBuf> = found.filter_map(Result::ok).filter(|path| !path.is_dir()).collect();
    if files.is_empty() { Err(DataError::whole(&name, Problem::NothingFits)) } else { Ok(files) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_patterns_give_their_tables() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("deep")).unwrap();
        for name in ["b-10.jsonl.gz", "b-2.jsonl.gz", "state.json", "deep/a.csv", ".hidden.csv", "notes.txt"]
        {
            std::fs::write(at(name), "").unwrap();
        }
        let names = |named: &[PathBuf]| -> Vec<String> {
            let found = files(named).unwrap();
            found.iter().map(|path| path.strip_prefix(folder.path()).unwrap().display().to_string()).collect()
        };
        assert_eq!(names(&[folder.path().to_owned()]), ["b-2.jsonl.gz", "b-10.jsonl.gz", "deep/a.csv"]);
        assert_eq!(names(&[at("b-*.gz")]), ["b-2.jsonl.gz", "b-10.jsonl.gz"]);
        assert_eq!(
            names(&[at("notes.txt"), at("b-2.jsonl.gz"), at("b-*")]),
            ["b-2.jsonl.gz", "b-10.jsonl.gz", "notes.txt"]
        );
        let refused = files(&[at("c-*")]).unwrap_err().to_string();
        assert!(refused.ends_with("no file has a name that fits this pattern"), "{refused}");
        std::fs::create_dir(at("empty")).unwrap();
        let refused = files(&[at("empty")]).unwrap_err().to_string();
        assert!(refused.contains("there is no table in this folder"), "{refused}");
    }
}
