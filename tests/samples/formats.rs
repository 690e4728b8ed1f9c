//! The same log in every format gives the same numbers.

use std::io::Write;
use std::sync::Arc;

use bonscope::data::{Estimates, Options, TableFormat};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, FloatType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

use crate::{estimates, notices, parse};

/// Prompt, reward, log-probability and gold of five prompts of four to eight draws.
pub(super) fn rows() -> Vec<(String, f64, f64, f64)> {
    (0..5)
        .flat_map(|p| {
            (0..4 + p).map(move |i| {
                let (p, i) = (f64::from(p), f64::from(i));
                (format!("prompt {p}"), (i * 3.0 + p) % 5.0 + 0.125 * i, -0.5 - i * p - 0.25 * i, i - p)
            })
        })
        .collect()
}

fn delimited(separator: char) -> String {
    let mut text = ["prompt", "score", "logp", "gold"].join(&separator.to_string()) + "\n";
    for (prompt, reward, logprob, gold) in rows() {
        let cells = [format!("\"{prompt}\""), reward.to_string(), logprob.to_string(), gold.to_string()];
        text += &(cells.join(&separator.to_string()) + "\r\n");
    }
    text
}

fn jsonl() -> String {
    let line = |(prompt, reward, logprob, gold): &(String, f64, f64, f64)| {
        format!(
            "{{\"other\": {{\"reward\": [1, {{}}]}}, \"prompt\": \"{prompt}\", \"reward\": {reward}, \"logprob\": \"{logprob}\", \"gold\": {gold}}}\n\n"
        )
    };
    rows().iter().map(line).collect()
}

pub(super) fn parquet(compression: parquet::basic::Compression) -> Vec<u8> {
    let schema = "message log { required binary prompt (UTF8); optional double reward; required float unused;
                  required double logprob; optional int64 gold; }";
    let properties =
        WriterProperties::builder().set_compression(compression).set_max_row_group_row_count(Some(7));
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build())).unwrap();
    for rows in rows().chunks(7) {
        let mut group = writer.next_row_group().unwrap();
        let levels = vec![1; rows.len()];
        let prompts: Vec<ByteArray> = rows.iter().map(|row| ByteArray::from(row.0.as_str())).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&prompts, None, None).unwrap();
        column.close().unwrap();
        let double =
            |value: fn(&(String, f64, f64, f64)) -> f64| rows.iter().map(value).collect::<Vec<f64>>();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&double(|row| row.1), Some(&levels), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<FloatType>().write_batch(&vec![0.5; rows.len()], None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&double(|row| row.2), None, None).unwrap();
        column.close().unwrap();
        let whole: Vec<i64> = rows.iter().map(|row| row.3 as i64).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&whole, Some(&levels), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[track_caller]
fn same(a: &Estimates, b: &Estimates) {
    assert_eq!(a.results, b.results);
    assert_eq!((a.prompts, a.collision, a.samples.rows), (b.prompts, b.collision, b.samples.rows));
}

#[test]
fn every_format_gives_the_same_numbers() {
    use parquet::basic::{Compression, GzipLevel, ZstdLevel};
    let csv = delimited(',');
    let expected = estimates(csv.as_bytes());
    assert_eq!((expected.prompts, expected.smallest, expected.largest), (5, 4, 8));
    assert_eq!(expected.results.iter().map(|e| e.n).collect::<Vec<_>>(), [1, 2, 3, 4]);
    for separator in ['\t', ';'] {
        same(&estimates(delimited(separator).as_bytes()), &expected);
    }
    same(&estimates(format!("\u{feff}{csv}").as_bytes()), &expected);
    same(&estimates(jsonl().as_bytes()), &expected);
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::LZ4_RAW,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        same(&estimates(&parquet(compression)), &expected);
    }
    same(&estimates(&gzip(csv.as_bytes())), &expected);
    let halves = csv.as_bytes().split_at(40);
    same(&estimates(&[gzip(halves.0), gzip(halves.1)].concat()), &expected);
    same(&estimates(&zstd::encode_all(jsonl().as_bytes(), 0).unwrap()), &expected);
    same(&estimates(&gzip(&parquet(Compression::SNAPPY))), &expected);
}

#[test]
fn scattered_prompts_are_brought_together() {
    let csv = delimited(',');
    let mut lines: Vec<&str> = csv.split_inclusive('\n').collect();
    let expected = estimates(csv.as_bytes());
    lines[1..].sort_by_key(|line| line.len() * 7 % 5 + line.as_bytes()[12] as usize % 3);
    let scattered = lines.concat();
    assert_ne!(scattered, csv);
    let found = estimates(scattered.as_bytes());
    for (found, expected) in found.results.iter().zip(&expected.results) {
        assert_eq!(found.n, expected.n);
        assert!((found.averages.kl.unwrap().0 - expected.averages.kl.unwrap().0).abs() < 1e-12);
        assert!((found.averages.reward.0 - expected.averages.reward.0).abs() < 1e-12);
    }
    let remark = "the rows of a prompt do not stand together, so the file was read twice";
    assert!(found.samples.notices.iter().any(|notice| notice.text.starts_with(remark) && !notice.is_fault));
    // From a file it is the same.
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), scattered).unwrap();
    let mut input = bonscope::data::Input::path(file.path());
    let samples = bonscope::data::read(&mut input, &Options::default(), &mut |_| ()).unwrap();
    assert_eq!(Estimates::of(samples, None, 0, &mut |_| ()).unwrap().results, found.results);
}

#[test]
fn draws_are_kept_when_asked_for() {
    let options = Options { keep: u64::MAX, ..Options::default() };
    let samples = parse(delimited(',').as_bytes(), &options).unwrap();
    assert!(
        samples.prompts.iter().all(|prompt| prompt.pool.as_ref().is_some_and(|p| p.len() == prompt.draws))
    );
    assert_eq!(&*samples.prompts[3].name, "prompt 3");
    assert_eq!((samples.points(3).len(), samples.best_of().len()), (4, 4));
    let plain = parse(delimited(',').as_bytes(), &Options::default()).unwrap();
    assert!(plain.prompts.iter().all(|prompt| prompt.pool.is_none()));
}

#[test]
fn json_lines_may_be_untidy() {
    let text = "{\"prompt\": [{\"role\": \"user\", \"content\": \"hi\"}], \"reward\": true, \"logprob\": -1}\n\
                {\"prompt\": [{\"role\": \"user\", \"content\": \"hi\"}], \"reward\": NaN, \"logprob\": -1, \"note\": \"a NaN \\\" NaN\"}\n\
                {\"logprob\": -Infinity, \"prompt\": [{\"role\": \"user\", \"content\": \"hi\"}], \"reward\": 2}\n\
                {\"logprob\": -2, \"reward\": false, \"prompt\": [{\"role\": \"user\", \"content\": \"hi\"}]}";
    let samples = parse(text.as_bytes(), &Options::default()).unwrap();
    assert_eq!((samples.rows, samples.draws, samples.prompts.len()), (4, 2, 1));
    let notices = notices(text);
    assert!(notices[0].starts_with("! 1 row (line 2) has no reward"), "{notices:?}");
    assert!(notices[1].starts_with("! 1 row (line 3) has no log-probability"), "{notices:?}");
    // Numbers beyond 2^53 tell prompts apart to the last digit.
    let text = "{\"prompt\": 9007199254740993, \"reward\": 1, \"logprob\": -1}\n{\"prompt\": 9007199254740992, \"reward\": 1, \"logprob\": -1}";
    assert_eq!(parse(text.as_bytes(), &Options::default()).unwrap().prompts.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), start in 0usize..7) {
        let starts: [&[u8]; 7] =
            [b"", b"PK\x03\x04", b"PAR1", &[0x1f, 0x8b, 8, 0], &[0x28, 0xb5, 0x2f, 0xfd], b"{\"reward\":", b"prompt,reward,logprob\n"];
        _ = parse(&[starts[start], &bytes].concat(), &Options::default());
        for format in TableFormat::ALL {
            _ = parse(&bytes, &Options { format: Some(format), ..Options::default() });
        }
    }

    #[test]
    fn damaged_parquet_never_panics(place in 0.0f64..1.0, byte in any::<u8>(), cut in 0.0f64..1.2, kind in 0usize..3) {
        use parquet::basic::{Compression, ZstdLevel};
        let kinds = [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default())];
        let mut bytes = parquet(kinds[kind]);
        let place = (place * bytes.len() as f64) as usize;
        bytes[place] = byte;
        bytes.truncate(((cut * bytes.len() as f64) as usize).max(4));
        _ = parse(&bytes, &Options::default());
    }
}
