//! The table that the sources are held against: what each room may name, and who may name what lies outside.
//!
//! A place is a folder or a file of `src`, `tui/terminal` or `main`.

/// A place, and the places it may name besides itself.
pub struct Room {
    pub name: &'static str,
    pub may_name: &'static [&'static str],
}

/// A crate or a part of the standard library, and the places that may name it.
pub struct Outside {
    pub name: &'static str,
    pub named_in: &'static [&'static str],
}

const fn room(name: &'static str, may_name: &'static [&'static str]) -> Room {
    Room { name, may_name }
}

const fn outside(name: &'static str, named_in: &'static [&'static str]) -> Outside {
    Outside { name, named_in }
}

/// Every room, the highest first; a row names only rooms of lower rows.
pub const ROOMS: &[Room] = &[
    room("main", &["explorer/mod", "explorer/start", "explorer/app", "command"]),
    room("lib", &[]),
    room("explorer/mod", &[]),
    room(
        "explorer/start",
        &[
            "explorer/samples",
            "explorer/app",
            "explorer/model",
            "explorer/action",
            "command",
            "report",
            "preset",
            "tui",
            "text",
            "bon",
        ],
    ),
    room(
        "explorer/samples",
        &[
            "explorer/app",
            "explorer/view",
            "explorer/model",
            "explorer/action",
            "command",
            "report",
            "preset",
            "data",
            "tui",
            "text",
            "bon",
        ],
    ),
    room(
        "explorer/app",
        &[
            "explorer/view",
            "explorer/update",
            "explorer/work",
            "explorer/model",
            "explorer/action",
            "command",
            "report",
            "preset",
            "document",
            "family",
            "tui",
            "text",
            "bon",
        ],
    ),
    room(
        "explorer/view",
        &["explorer/model", "explorer/action", "report", "preset", "family", "tui", "text", "bon"],
    ),
    room(
        "explorer/update",
        &[
            "explorer/model",
            "explorer/action",
            "report",
            "preset",
            "family",
            "tui/input",
            "tui/line",
            "text",
            "bon",
        ],
    ),
    room("explorer/work", &["explorer/model", "family", "bon"]),
    room(
        "explorer/model",
        &["explorer/action", "report", "preset", "family", "tui/input", "tui/line", "text", "bon"],
    ),
    room("explorer/action", &["tui/input"]),
    room("command", &["report", "preset", "data", "family", "text", "bon"]),
    room("report", &["data", "family", "text", "bon"]),
    room("preset", &["document", "data", "family", "text", "bon"]),
    room("document", &["text", "bon"]),
    room("data", &["family", "text", "bon"]),
    room("family", &["text", "bon"]),
    room("tui", &["text"]),
    room("text", &["bon"]),
    room("bon", &[]),
];

/// Every dependency, and what of the standard library reaches files, clock, threads or the system.
pub const OUTSIDE: &[Outside] = &[
    outside("arrow_array", &["data/table"]),
    outside("arrow_buffer", &["data/table/arrow_file", "data/table/arrow_stream"]),
    outside("arrow_ipc", &["data/table/arrow_file", "data/table/arrow_message", "data/table/arrow_stream"]),
    outside("arrow_schema", &["data/table"]),
    outside("base64", &["tui/connection"]),
    outside("bytes", &["data/table/parquet_file"]),
    outside("clap", &["command"]),
    outside("clap_complete", &["command/subcommands/program/completions"]),
    outside("clap_mangen", &["command/subcommands/program/man"]),
    outside("console", &["command/shared/progress"]),
    outside("csv", &["data/table", "report/format/csv"]),
    outside("dashu_float", &["bon/hunt", "bon/solve"]),
    outside("encoding_rs_io", &["data/table/unpack"]),
    outside("etcetera", &["preset", "explorer/app/settings"]),
    outside("flate2", &["data/table/unpack"]),
    outside("glob", &["data/files"]),
    outside("indicatif", &["command/shared/progress"]),
    outside("nucleo_matcher", &["explorer/model/overlay"]),
    outside("parquet", &["data/table/parquet_file"]),
    outside("rand_chacha", &["bon/pool", "bon/hunt", "family/dirichlet", "command"]),
    outside("rand_distr", &["bon/pool", "bon/hunt", "family/dirichlet"]),
    outside("ratatui", &["tui", "explorer/view", "explorer/app", "explorer/samples"]),
    outside("rustix", &["tui/terminal"]),
    outside("serde", &["data", "report", "command", "explorer/app"]),
    outside("serde_json", &["data/table", "report/format/json", "command/subcommands"]),
    outside("shell_words", &["text/shell"]),
    outside("signal_hook", &["tui/terminal", "command"]),
    outside("statrs", &["bon/pool", "data", "family/mass"]),
    outside("strsim", &["text", "tui/theme"]),
    outside("tempfile", &["data/table/part", "preset/disk"]),
    outside(
        "thiserror",
        &["bon", "text", "tui", "family", "data", "document", "preset", "command", "explorer"],
    ),
    outside("toml", &["document"]),
    outside("toml_edit", &["preset/writer"]),
    outside("unicode_segmentation", &["tui/line", "tui/text"]),
    outside("unicode_width", &["tui", "report", "explorer/view", "explorer/samples"]),
    outside("zip", &["data/table/eval_file"]),
    outside("zstd", &["data/table/unpack"]),
    outside("std::env", &["tui/terminal", "explorer/app", "main"]),
    outside("std::fs", &["data", "document", "preset", "command", "explorer/app", "explorer/start"]),
    outside(
        "std::io",
        &[
            "tui",
            "data",
            "document",
            "preset",
            "report",
            "command",
            "explorer/work",
            "explorer/app",
            "explorer/samples",
            "explorer/start",
        ],
    ),
    outside("std::net", &[]),
    outside("std::os", &["preset"]),
    outside("std::process", &["preset/unsaved", "command", "main"]),
    outside(
        "std::thread",
        &[
            "tui/connection",
            "tui/terminal",
            "preset/disk",
            "command",
            "explorer/work",
            "explorer/app",
            "explorer/samples",
        ],
    ),
    outside(
        "std::time::Instant",
        &["tui/connection", "tui/terminal", "command", "explorer/work", "explorer/app", "explorer/samples"],
    ),
    outside("std::time::SystemTime", &["explorer/app"]),
];
