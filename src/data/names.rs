//! Names of files that tables have.

use std::path::Path;

/// Endings of the names of tables.
const ENDINGS: [&str; 9] = ["csv", "tsv", "json", "jsonl", "ndjson", "parquet", "arrow", "feather", "eval"];

/// Endings of packed files.
const PACKED: [&str; 3] = ["gz", "zst", "zstd"];

/// Whether the name of a file ends as that of a table, plain or packed.
pub(in crate::data) fn is_table_name(path: &Path) -> bool {
    let ends = |path: &Path, endings: &[&str]| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    };
    ends(path, &ENDINGS)
        || (ends(path, &PACKED) && path.file_stem().is_some_and(|stem| ends(Path::new(stem), &ENDINGS)))
}
