//! One base at one or more n: the rows, and the base as a readout, as tables, as JSON and as tab-separated lines.

pub(in crate::report) mod measure;
pub(in crate::report) mod one_base;
pub(in crate::report) mod outcome;
pub(in crate::report) mod proposing;
pub(in crate::report) mod row;
pub(in crate::report) mod table;
pub(in crate::report) mod tsv;
pub(in crate::report) mod value;
