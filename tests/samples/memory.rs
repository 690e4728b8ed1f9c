//! What would take much memory or disk is refused in a sentence before it does, or read in little.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::{Command, Stdio};

use bonscope::data::{Input, Limits, Options, Samples, read};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

const MIB: u64 = 1 << 20;

fn with(memory: u64, copy: u64) -> Options {
    Options { limits: Limits { memory, copy, ..Limits::default() }, ..Options::default() }
}

fn within(bytes: &[u8], memory: u64) -> Result<Samples, String> {
    let mut input = Input::piped("log", Box::new(bytes));
    read(&mut input, &with(memory, 64 * MIB), &mut |_| ()).map_err(|error| error.to_string())
}

#[track_caller]
fn refused(bytes: &[u8], memory: u64, part: &str) {
    let error = within(bytes, memory).map(|samples| samples.rows).unwrap_err();
    assert!(error.contains(part), "{error}");
}

/// A file of rows with texts of so many bytes, packed to very little.
fn parquet(rows: usize, length: usize) -> Vec<u8> {
    let schema =
        "message log { required binary prompt (UTF8); required double reward; required binary text (UTF8); }";
    let schema = parse_message_type(schema).unwrap();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_dictionary_enabled(false)
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema.into(), properties.into()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let texts = |value: &dyn Fn(usize) -> String| -> Vec<ByteArray> {
        (0..rows).map(|row| ByteArray::from(value(row).into_bytes())).collect()
    };
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<ByteArrayType>().write_batch(&texts(&|row| format!("p{}", row / 8)), None, None).unwrap();
    column.close().unwrap();
    let rewards: Vec<f64> = (0..rows).map(|row| row as f64).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<DoubleType>().write_batch(&rewards, None, None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    for _ in 0..rows {
        let text = ByteArray::from(vec![b'x'; length]);
        column.typed::<ByteArrayType>().write_batch(&[text], None, None).unwrap();
    }
    column.close().unwrap();
    group.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn long_rows_of_parquet_are_read_one_by_one_or_refused() {
    let bytes = parquet(80, 1 << 20);
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    // All rows are 80 MiB, a batch may take 2 MiB.
    let samples = within(&bytes, 16 * MIB).unwrap();
    assert_eq!((samples.draws, samples.prompts.len()), (80, 10));
    refused(
        &parquet(8, 3 << 20),
        16 * MIB,
        "log:1: this row is longer than 2 MiB, the most a row may have; --memory raises that",
    );
}

#[test]
fn long_rows_of_text_are_refused_in_every_format() {
    let text = "x".repeat(200_000);
    for log in [
        format!("{{\"prompt\": 1, \"reward\": 1, \"text\": \"{text}\"}}\n"),
        format!("[{{\"prompt\": 1, \"reward\": 1, \"text\": \"{text}\"}}]"),
        format!("[{}1{}]", "[".repeat(100_000), "]".repeat(100_000)),
        format!("{{\"reward\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000)),
    ] {
        let error = within(log.as_bytes(), MIB).map(|samples| samples.rows).unwrap_err();
        assert!(
            error.contains("this row is longer than 0 MiB") || error.contains("here is no JSON object"),
            "{error}"
        );
    }
    let csv = format!("prompt,reward,text\na,1,x\na,2,\"{}\"\n", "x".repeat(400_000));
    refused(csv.as_bytes(), MIB, "this row is longer than");
}

#[test]
fn pools_take_the_memory_of_their_draws() {
    let log = |rows: u32, prompt: &dyn Fn(u32) -> u32| {
        let mut text = "prompt,reward\n".to_owned();
        (0..rows).for_each(|row| writeln!(text, "{},{}", prompt(row), row % 7).unwrap());
        let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
        encoder.window_log(16).unwrap();
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let draws = (MIB / 48) as u32;
    assert!(within(&log(draws, &|_| 1), MIB).is_ok());
    refused(
        &log(draws + 1, &|_| 1),
        MIB,
        "the draws that have to be kept at one time, those of one prompt, take more than 1 MiB; --memory raises that",
    );
    assert!(within(&log(4 * draws, &|row| row / 100), MIB).is_ok());
    refused(
        &log(4 * draws, &|row| row % 100),
        MIB,
        "all of the log, because the rows of a prompt do not stand together",
    );
    // A count is as many draws as it says.
    let counted = Options {
        names: bonscope::data::ColumnNames { count: Some("count".to_owned()), ..Default::default() },
        ..with(MIB, MIB)
    };
    let bytes: &[u8] = b"prompt,reward,count\na,1,4000000000\n";
    let error =
        read(&mut Input::piped("log", Box::new(bytes)), &counted, &mut |_| ()).unwrap_err().to_string();
    assert!(error.contains("those of one prompt, take more than 1 MiB"), "{error}");
}

#[test]
fn copies_take_the_disk_that_they_may() {
    // Packed Parquet has to be unpacked to be read from its end.
    let bytes = parquet(4, 10);
    let mut padded = bytes.clone();
    padded.splice(4..4, std::iter::repeat_n(0, 3 << 20));
    let packed = zstd::encode_all(&padded[..], 3).unwrap();
    let mut input = Input::piped("log", Box::new(&packed[..]));
    let error = read(&mut input, &with(64 * MIB, MIB), &mut |_| ()).unwrap_err().to_string();
    assert!(error.contains("the copy that has to be made of it in the temporary folder is longer than 1 MiB; --copy raises that"), "{error}");
    // A stream of scattered prompts has to be read twice.
    let scattered: String = (0..60_000)
        .fold("prompt,reward\n".to_owned(), |text, row| text + &format!("{},{row}\n", row % 100 + 1_000_000));
    assert!(scattered.len() as u64 > MIB / 2);
    let mut input = Input::piped("log", Box::new(scattered.as_bytes()));
    let error = read(&mut input, &with(64 * MIB, MIB / 2), &mut |_| ()).unwrap_err().to_string();
    assert!(error.contains("would have to be read twice"), "{error}");
}

#[test]
fn long_windows_are_refused_when_memory_is_short() {
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    encoder.window_log(24).unwrap();
    let rows = "a,1\n".repeat(1 << 20);
    write!(encoder, "prompt,reward\n{rows}").unwrap();
    let bytes = encoder.finish().unwrap();
    refused(
        &bytes,
        16 * MIB,
        "this zstd frame was written with a longer window than half of what --memory allows",
    );
}

/// A JSON array of so many rows, made as it is read.
struct Rows {
    next: usize,
    count: usize,
    text: Vec<u8>,
    at: usize,
}

impl Read for Rows {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.text.len() {
            if self.next > self.count {
                return Ok(0);
            }
            let filling = "y".repeat(4000);
            let (before, row) = if self.next == 0 { ("[", 0) } else { (",", self.next) };
            self.text = if self.next == self.count {
                b"]".to_vec()
            } else {
                format!("{before}{{\"prompt\": {}, \"reward\": {row}, \"note\": \"{filling}\"}}\n", row / 16)
                    .into_bytes()
            };
            (self.next, self.at) = (self.next + 1, 0);
        }
        let taken = buffer.len().min(self.text.len() - self.at);
        buffer[..taken].copy_from_slice(&self.text[self.at..self.at + taken]);
        self.at += taken;
        Ok(taken)
    }
}

#[test]
fn a_long_array_is_read_in_little_memory() {
    let mut packed =
        zstd::stream::write::Encoder::new(tempfile::NamedTempFile::with_suffix(".json.zst").unwrap(), 1)
            .unwrap();
    // More than the address space that the program gets.
    std::io::copy(&mut Rows { next: 0, count: 30_000, text: Vec::new(), at: 0 }, &mut packed).unwrap();
    let file = packed.finish().unwrap();
    let run = Command::new("sh")
        .args(["-c", "ulimit -v 100000; exec \"$0\" estimate \"$1\" -n 16"])
        .arg(env!("CARGO_BIN_EXE_bonscope"))
        .arg(file.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && out.contains("30000 rows, 1875 prompts of 16 draws"), "{run:?}");
}
