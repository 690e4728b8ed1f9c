//! Files that are not read, recognised by their first bytes, with the command that turns each into one that is.

/// A kind of file that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// What it is, with its article.
    pub(in crate::data) name: &'static str,
    /// What turns it into a table that can be read.
    pub(in crate::data) remedy: &'static str,
}

/// Where the bytes stand, and which they are.
type Magic = (usize, &'static [u8]);

const KNOWN: [(Magic, Foreign); 17] = [
    ((0, b"BZh"), foreign("a file packed with bzip2", "`bzcat FILE | bonscope estimate -` unpacks it")),
    ((0, b"\xfd7zXZ\0"), foreign("a file packed with xz", "`xzcat FILE | bonscope estimate -` unpacks it")),
    (
        (0, b"\x04\x22\x4d\x18"),
        foreign("a file packed with lz4", "`lz4cat FILE | bonscope estimate -` unpacks it"),
    ),
    ((0, b"LZIP"), foreign("a file packed with lzip", "`lzip -dc FILE | bonscope estimate -` unpacks it")),
    (
        (0, b"\xff\x06\x00\x00sNaPpY"),
        foreign("a file packed with snappy", "`snzip -dc FILE | bonscope estimate -` unpacks it"),
    ),
    ((0, b"7z\xbc\xaf\x27\x1c"), foreign("a 7z archive", "`7z x FILE` unpacks it")),
    ((0, b"PK\x05\x06"), foreign("an empty zip archive", "give the file that should be in it")),
    ((257, b"ustar"), foreign("a tar archive", "`tar xf FILE` unpacks it")),
    ((0, b"\x80\x02"), PICKLE),
    ((0, b"\x80\x03"), PICKLE),
    ((0, b"\x80\x04"), PICKLE),
    ((0, b"\x80\x05"), PICKLE),
    (
        (0, b"\x93NUMPY"),
        foreign(
            "a NumPy array",
            "save a table of named columns instead, such as `pandas.DataFrame(...).to_json(FILE, orient='records', lines=True)`",
        ),
    ),
    (
        (0, b"SQLite format 3\0"),
        foreign(
            "an SQLite database",
            "`sqlite3 -csv -header FILE 'select * from TABLE' | bonscope estimate -` reads a table of it",
        ),
    ),
    (
        (0, b"\x89HDF\r\n\x1a\n"),
        foreign(
            "an HDF5 file",
            "`python3 -c \"import pandas; pandas.read_hdf('FILE').to_parquet('samples.parquet')\"` converts it",
        ),
    ),
    (
        (0, b"ORC"),
        foreign(
            "an ORC file",
            "`python3 -c \"import pandas; pandas.read_orc('FILE').to_parquet('samples.parquet')\"` converts it",
        ),
    ),
    ((0, b"Obj\x01"), foreign("an Avro file", "`avrocat FILE | bonscope estimate -` reads it")),
];

const PICKLE: Foreign = foreign(
    "a Python pickle, which can run code when it is opened",
    "if you trust it, `python3 -c \"import pandas; pandas.DataFrame(pandas.read_pickle('FILE')).to_json('samples.jsonl', orient='records', lines=True)\"` converts it",
);

const YAML: Foreign =
    foreign("YAML", "`yq -o=json -I=0 . FILE | bonscope estimate -` reads it, or several such files");

const HTML: Foreign = foreign("a page of HTML", "was an error page saved instead of the log?");

const POINTER: Foreign =
    foreign("the pointer of a file in Git LFS", "`git lfs pull` fetches the file itself");

const fn foreign(name: &'static str, remedy: &'static str) -> Foreign {
    Foreign { name, remedy }
}

/// What a zip archive that holds files of these names is.
pub(in crate::data) fn of_archive(names: &[String]) -> Foreign {
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    if has("xl/workbook.xml") {
        foreign(
            "an Excel workbook",
            "`python3 -c \"import pandas; pandas.read_excel('FILE').to_csv('samples.csv', index=False)\"` converts it",
        )
    } else if has("data.pkl") {
        foreign(
            "a file of torch.save, which can run code when it is opened",
            "if you trust it, load it and save a table of named columns, such as `pandas.DataFrame(...).to_json('samples.jsonl', orient='records', lines=True)`",
        )
    } else if has(".npy") {
        foreign(
            "an archive of NumPy arrays",
            "save a table of named columns instead, such as `pandas.DataFrame(...).to_csv('samples.csv')`",
        )
    } else {
        foreign("a zip archive", "`unzip FILE` unpacks it")
    }
}

/// What a file that begins with `head` is, where it is known and not read.
pub(in crate::data) fn named(head: &[u8]) -> Option<Foreign> {
    let has = |(place, bytes): &Magic| head.get(*place..).is_some_and(|rest| rest.starts_with(bytes));
    if let Some((_, foreign)) = KNOWN.iter().find(|(magic, _)| has(magic)) {
        return Some(*foreign);
    }
    let text = String::from_utf8_lossy(head);
    let line = text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty())?;
    let lower = line.trim_start().to_ascii_lowercase();
    if lower.starts_with("<!doctype") || lower.starts_with("<html") || lower.starts_with("<?xml") {
        return Some(HTML);
    }
    if line.starts_with("version https://git-lfs") {
        return Some(POINTER);
    }
    is_yaml(line).then_some(YAML)
}

/// Whether a line begins a YAML document: `---`, `- `, or a plain key with a colon and nothing that parts columns.
fn is_yaml(line: &str) -> bool {
    let line = line.trim_end();
    if line == "---" || line.starts_with("- ") || line.starts_with("%YAML") {
        return true;
    }
    let Some((key, value)) = line.split_once(':') else { return false };
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    is_key && (value.is_empty() || value.starts_with(' ')) && !line.contains([',', ';', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_for_what_they_are() {
        let name = |head: &[u8]| named(head).map(|foreign| foreign.name);
        assert_eq!(name(b"BZh91AY&SY"), Some("a file packed with bzip2"));
        assert_eq!(name(b"\x80\x04\x95"), Some(PICKLE.name));
        assert_eq!(name(b"gt_answer: '42'\nis_corrects:\n- true\n"), Some("YAML"));
        assert_eq!(name(b"---\na: 1\n"), Some("YAML"));
        assert_eq!(name(b"\n<!DOCTYPE html><html>"), Some(HTML.name));
        for table in ["prompt,reward,logprob\n", "prompt\treward\n", "reward\n1\n", "a: b,c\n", "http://x\n"]
        {
            assert_eq!(name(table.as_bytes()), None, "{table}");
        }
    }
}
