//! Errors of tables in files, with their places.

use std::io;

use crate::bon::{BaseError, MAX_OUTCOMES};
use crate::data::foreign::Foreign;
use crate::data::limits::MAX_ROWS;
use crate::text::visible;

/// Why a file was refused. File names have their control characters made visible.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The file cannot be read.
    #[error("{file}: {source}; give the path of a file that can be read")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// An error of the file as a whole.
    #[error("{file}: {problem}")]
    Whole {
        /// The file.
        file: String,
        /// What is wrong.
        problem: Problem,
    },
    /// An error in one line of text or one row of Parquet.
    #[error("{file}:{line}: {problem}")]
    At {
        /// The file.
        file: String,
        /// The line or row, from 1.
        line: u64,
        /// What is wrong there.
        problem: Problem,
    },
}

impl DataError {
    pub(super) fn whole(file: &str, problem: Problem) -> DataError {
        DataError::Whole { file: visible(file).into_owned(), problem }
    }

    pub(super) fn at(file: &str, line: u64, problem: Problem) -> DataError {
        DataError::At { file: visible(file).into_owned(), line, problem }
    }

    pub(super) fn unreadable(file: &str, source: io::Error) -> DataError {
        DataError::Unreadable { file: visible(file).into_owned(), source }
    }
}

/// A text that is no path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{path} is no path: {what}; a path is a column, or keys and lists such as a.b, a[].b, a[-1], a[:-1], a.* or sum(a[])"
)]
pub struct PathError {
    /// The text, quoted.
    pub(super) path: String,
    /// What is no path in it.
    pub(super) what: &'static str,
}

/// What is wrong with a table. Pieces of the file are quoted and visible.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    /// An empty table.
    #[error("there are no rows; a table has one row a draw or outcome, under a line that names the columns")]
    NoRows,
    /// A folder without tables.
    #[error(
        "there is no table in this folder; tables end in .csv, .tsv, .json, .jsonl, .ndjson, .parquet, .arrow, .feather or .eval, perhaps with .gz or .zst behind"
    )]
    NoTables,
    /// A folder with too much in it.
    #[error(
        "there are more than {0} files and folders in this folder and below; name the files of the log, or their own folder"
    )]
    TooManyFiles(usize),
    /// A pattern for names of files that is none.
    #[error("this is no pattern: {0}; a pattern has * for any characters and ? for one")]
    Pattern(String),
    /// A pattern that fits no file.
    #[error("no file has a name that fits this pattern")]
    NothingFits,
    /// A kind of file that is not read.
    #[error("this is {}; {}", .0.name, .0.remedy)]
    Foreign(Foreign),
    /// None of the formats.
    #[error(
        "this is not a readable table: {0}; tables are CSV, TSV, JSON, Parquet, Arrow or a log of inspect, plain or packed with gzip or zstd"
    )]
    NoTable(String),
    /// Text that is not UTF-8.
    #[error("found bytes that are not UTF-8 in {0}; text must be UTF-8")]
    NotUtf8(String),
    /// A row that takes too much memory.
    #[error("this row is longer than {} MiB, the most a row may have; --memory raises that, as it does all limits of memory", .0 >> 20)]
    LongRow(usize),
    /// A batch of rows that takes too much memory.
    #[error("a batch of rows is longer than {} MiB, the most that is decoded at once; --memory raises that, as it does all limits of memory", .0 >> 20)]
    LongBatch(usize),
    /// More draws of one prompt, or of a log whose prompts do not stand together, than fit in memory.
    #[error("the draws that have to be kept at one time, {what}, take more than {} MiB; --memory raises that", most >> 20)]
    ManyDraws {
        /// Which draws.
        what: &'static str,
        /// The most bytes they may take.
        most: u64,
    },
    /// More than may be copied to the temporary folder.
    #[error("the copy that has to be made of it in the temporary folder is longer than {} MiB; --copy raises that", .0 >> 20)]
    LargeCopy(u64),
    /// No room, or no folder, for a copy.
    #[error(
        "it has to be copied to the temporary folder, and cannot be: {0}; set TMPDIR to a folder with room"
    )]
    NoCopy(String),
    /// A stream that would have to be read twice and is too long to be kept.
    #[error("the rows of a prompt do not stand together, so this stream would have to be read twice, and its copy in the temporary folder is longer than {} MiB; sort it by prompt, give it as a file, or raise that with --copy", .0 >> 20)]
    LargeStream(u64),
    /// A zstd frame that needs too much memory.
    #[error(
        "this zstd frame was written with a longer window than half of what --memory allows; raise that, or write it without --long or --ultra"
    )]
    Window,
    /// A row with too few or too many cells.
    #[error(
        "this row has {found} cells and the heading has {wanted}; every row needs as many as the heading"
    )]
    Ragged {
        /// The number of its cells.
        found: u64,
        /// The number of cells of the heading.
        wanted: u64,
    },
    /// Where a JSON object should stand and none does.
    #[error("here is no JSON object: {0}; a row is an object, on a line of its own or in an array")]
    Json(String),
    /// An Arrow file that cannot be decoded.
    #[error("this Arrow file cannot be read: {0}")]
    Arrow(String),
    /// A zip archive that cannot be read.
    #[error("this zip archive cannot be read: {0}")]
    Archive(String),
    /// A Parquet file that cannot be decoded.
    #[error("this Parquet file cannot be read: {0}")]
    Parquet(String),
    /// Parquet files in one file, of which only the last can be found.
    #[error(
        "these are several Parquet files glued together, of which only the last can be found; give the files themselves, as in `bonscope estimate part-*.parquet`"
    )]
    Glued,
    /// A column that was named and is not there.
    #[error("there is no column {found};{hint} the columns are {known}")]
    NoColumn {
        /// The name, quoted.
        found: String,
        /// A suggestion, as a question, or nothing.
        hint: String,
        /// The columns of the table.
        known: String,
    },
    /// A required column that has none of its usual names.
    #[error("no column holds the {role}; name it with {flag}, or call it {usual}; the columns are {known}")]
    NoRole {
        /// What is missing.
        role: &'static str,
        /// The flag that names it, or another way to name it.
        flag: &'static str,
        /// Its usual names.
        usual: String,
        /// The columns of the table.
        known: String,
    },
    /// A text that is no path.
    #[error(transparent)]
    Path(#[from] PathError),
    /// Several columns for one role.
    #[error("{found}; choose with {choose}")]
    Several {
        /// What was found, and for which role.
        found: String,
        /// The flag that chooses the first.
        choose: String,
    },
    /// A shape of log that is not known.
    #[error("there is no format {found};{hint} the formats are {known}")]
    NoFormat {
        /// The name, quoted.
        found: String,
        /// A suggestion, as a question, or nothing.
        hint: String,
        /// All names.
        known: String,
    },
    /// Two columns of one name.
    #[error("the column {0} is there twice; every column that is read needs its own name")]
    TwiceNamed(String),
    /// One column in two roles.
    #[error("the column {column} cannot be both the {first} and the {second}; name two columns")]
    TwoRoles {
        /// The column, quoted.
        column: String,
        /// One role.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// A column of the wrong type.
    #[error("the column {column} holds {kind}; it must hold {wanted}")]
    Kind {
        /// The column, quoted.
        column: String,
        /// What it holds.
        kind: String,
        /// What it must hold.
        wanted: &'static str,
    },
    /// A cell that is not a number.
    #[error("the {role} is {found}; it must be a number such as -12.5 or 1e-4, or be left empty")]
    NoNumber {
        /// Which cell.
        role: &'static str,
        /// What it is, quoted.
        found: String,
    },
    /// A cell outside its domain.
    #[error("the {role} is {found}; it must be {allowed}")]
    Value {
        /// Which cell.
        role: &'static str,
        /// What it is.
        found: String,
        /// What is allowed.
        allowed: &'static str,
    },
    /// Too many rows.
    #[error("there are more than {MAX_ROWS} rows, the most a sample log may have")]
    TooManyRows,
    /// Too many prompts.
    #[error("there are more than {most} prompts; is {column} the column that tells prompts apart?")]
    TooManyPrompts {
        /// The most there may be.
        most: usize,
        /// What tells prompts apart.
        column: String,
    },
    /// Too many outcomes.
    #[error("there are more than {MAX_OUTCOMES} outcomes, the most a base may have")]
    TooManyOutcomes,
    /// No row that can be used.
    #[error("none of the {rows} rows can be used: {why}")]
    NothingUsable {
        /// The number of rows.
        rows: u64,
        /// What they lack.
        why: String,
    },
    /// A file that has changed since it was read.
    #[error("the file has changed since it was read; open it again")]
    Changed,
    /// Every prompt has weight 0.
    #[error("every prompt has weight 0; at least one weight must be positive")]
    NoWeight,
    /// One label for two outcomes.
    #[error("the label {label} was given on line {first} already; every outcome needs its own")]
    LabelTaken {
        /// The label, quoted.
        label: String,
        /// The line where it was given first.
        first: u64,
    },
    /// Numbers that make no distribution.
    #[error(transparent)]
    Base(BaseError),
}
