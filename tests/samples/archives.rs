//! Logs of inspect, which are zip archives, other archives, and Parquet files that were glued together.

use std::io::{Cursor, Write};

use bonscope::data::{Options, Samples};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::parse;

fn archive(method: CompressionMethod, entries: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The log of 12 samples of 4 epochs, in the order in which they came to an end.
fn samples() -> Vec<(String, String)> {
    let mut entries =
        vec![("header.json".to_owned(), "{\"version\": 2, \"status\": \"success\"}".to_owned())];
    for epoch in [2, 1, 4, 3] {
        for id in 0..12 {
            let value = if (id + epoch) % 3 == 0 { "C" } else { "I" };
            let text = format!(
                r#"{{"id": {id}, "epoch": {epoch}, "input": "question {id}", "target": "4", "messages": [], "output": {{"model": "m", "choices": [{{"message": {{"role": "assistant", "content": "answer {epoch}"}}, "logprobs": {{"content": [{{"token": "a", "logprob": -0.5, "top_logprobs": []}}, {{"token": "b", "logprob": -{epoch}, "top_logprobs": []}}]}}}}], "completion": "answer {epoch}", "usage": {{"output_tokens": 2}}}}, "scores": {{"match": {{"value": "{value}", "answer": "x"}}}}}}"#
            );
            entries.push((format!("samples/{id}_epoch_{epoch}.json"), text));
        }
    }
    entries.push(("summaries.json".to_owned(), "[]".to_owned()));
    entries
}

#[track_caller]
fn is_the_log(bytes: &[u8]) -> Samples {
    let samples = parse(bytes, &Options { keep: 1000, ..Options::default() }).unwrap();
    assert_eq!((samples.rows, samples.draws, samples.prompts.len()), (48, 48, 12));
    assert_eq!(samples.format, Some("inspect"));
    let pool = samples.prompts[2].pool.as_ref().unwrap();
    assert_eq!(pool.draws().iter().map(|draw| draw.reward).sum::<f64>(), 2.0);
    assert!(pool.draws().iter().any(|draw| draw.logprob == Some(-4.5)));
    samples
}

#[test]
fn logs_of_inspect_are_read_as_they_are_packed() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated, CompressionMethod::Zstd] {
        let samples = is_the_log(&archive(method, &samples()));
        // The epochs of a sample stand together in the order of their names, so nothing is read twice.
        assert!(samples.notices.iter().all(|notice| !notice.text.contains("stand together")));
    }
    // Packed once more, as an artefact may be.
    let bytes = archive(CompressionMethod::Zstd, &samples());
    is_the_log(&zstd::encode_all(&bytes[..], 1).unwrap());
}

#[test]
fn broken_and_other_archives_are_named() {
    let bytes = archive(CompressionMethod::Deflated, &samples());
    let refused = |bytes: &[u8]| parse(bytes, &Options::default()).unwrap_err().to_string();
    let cut = refused(&bytes[..bytes.len() / 2]);
    assert!(cut.starts_with("log: this zip archive cannot be read: "), "{cut}");
    let entry =
        |name: &str, text: &str| archive(CompressionMethod::Deflated, &[(name.to_owned(), text.to_owned())]);
    for (name, sentence) in [
        ("header.json", "log: there are no rows; "),
        ("notes.txt", "log: this is a zip archive; `unzip FILE` unpacks it"),
        ("archive/data.pkl", "log: this is a file of torch.save, which can run code when it is opened; "),
        ("xl/workbook.xml", "log: this is an Excel workbook; "),
        ("a.npy", "log: this is an archive of NumPy arrays; "),
    ] {
        let found = refused(&entry(name, "{}"));
        assert!(found.starts_with(sentence), "{found}");
    }
    let found = refused(&entry("samples/1_epoch_1.json", "{\"id\": 1, \"epoch\""));
    assert!(found.starts_with("log:1: here is no JSON object: EOF while parsing"), "{found}");
    // A sample that unpacks to more than a row may have.
    let long = format!("{{\"id\": 1, \"reward\": 1, \"text\": \"{}\"}}", "x".repeat(1 << 20));
    let limits = bonscope::data::Limits { memory: 1 << 20, ..Default::default() };
    let found = parse(&entry("samples/1_epoch_1.json", &long), &Options { limits, ..Options::default() });
    assert!(found.unwrap_err().to_string().starts_with("log:1: this row is longer than "));
    // Any byte changed, any end cut off: an answer or a sentence.
    let small = entry("samples/1_epoch_1.json", "{\"id\": 1, \"reward\": 1}");
    for place in 0..small.len() {
        for change in [0x00, 0x01, 0x7f, 0xff] {
            let mut broken = small.clone();
            broken[place] ^= change;
            _ = parse(&broken, &Options::default());
        }
        _ = parse(&small[..place], &Options::default());
    }
}

#[test]
fn glued_parquet_is_refused() {
    let case = |name: &str| {
        std::fs::read(format!("{}/tests/samples/cases/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let names = [
        "f04-list-columns.parquet",
        "f05-nested-struct.parquet",
        "f07-trl-chat-prompt.parquet",
        "f08-trl-grpo.parquet",
        "f31-float16-reward.parquet",
    ];
    for (place, name) in names.iter().enumerate() {
        let own = case(name);
        assert!(parse(&own, &Options::default()).is_ok());
        let other = case(names[(place + 1) % names.len()]);
        for glued in [[own.clone(), own.clone()].concat(), [other, own].concat()] {
            let refused = parse(&glued, &Options::default()).unwrap_err().to_string();
            assert!(refused.starts_with("log: these are several Parquet files glued together"), "{refused}");
        }
    }
}
