//! Files that are made for the tests, and what lies where a file is expected.

use std::io::Write;
use std::process::{Command, Output};
use std::sync::Arc;

use parquet::data_type::DoubleType;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

/// A log of inspect with two samples.
pub fn archive() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, method) in [
        ("samples/1_epoch_1.json", zip::CompressionMethod::Stored),
        ("samples/1_epoch_2.json", zip::CompressionMethod::Zstd),
    ] {
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        writer.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut writer, b"{\"id\": 1, \"epoch\": 1, \"reward\": 1}").unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A small table of probabilities, rewards and log-probabilities.
pub fn parquet() -> Vec<u8> {
    let schema = parse_message_type(
        "message draws { required double reward; required double logprob; required double p; }",
    )
    .unwrap();
    let mut bytes = Vec::new();
    let properties = Arc::new(WriterProperties::builder().build());
    let mut file = SerializedFileWriter::new(&mut bytes, Arc::new(schema), properties).unwrap();
    let mut group = file.next_row_group().unwrap();
    for column in [[1.0, 2.0], [-1.5, -0.25], [0.5, 0.5]] {
        let mut writer = group.next_column().unwrap().unwrap();
        writer.typed::<DoubleType>().write_batch(&column, None, None).unwrap();
        writer.close().unwrap();
    }
    group.close().unwrap();
    file.close().unwrap();
    bytes
}

fn bonscope(arguments: &[&str], change: impl FnOnce(&mut Command)) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bonscope"));
    command.args(arguments);
    change(&mut command);
    command.output().unwrap()
}

/// One sentence on stderr, nothing on stdout, the exit code asked for, and nothing that acts on a terminal.
#[track_caller]
fn refused(output: &Output, code: i32, mention: &str) {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(told.starts_with("error: ") && told.contains(mention), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(!told.trim_end().contains(char::is_control), "{told:?}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Stdio;
    use std::time::{Duration, Instant};

    #[test]
    fn what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        fs::create_dir(at("folder.toml")).unwrap();
        symlink("/dev/zero", at("zero.toml")).unwrap();
        symlink("round.toml", at("round.toml")).unwrap();
        fs::write(at("bytes.toml"), b"name = \"\xff\"").unwrap();
        for (name, mention) in [
            ("folder.toml", "folder.toml"),
            ("zero.toml", "64 MiB"),
            ("round.toml", "round.toml"),
            ("bytes.toml", "UTF-8"),
            ("\x1b[2J.toml", "\u{241b}[2J.toml"),
        ] {
            refused(&bonscope(&["eval", &at(name), "-n", "2"], |_| {}), 2, mention);
        }
    }

    #[test]
    fn arguments_and_the_environment_may_be_any_bytes() {
        for bytes in [&b"\xff\xfe"[..], b"\x1b[31m", b"0.5,\xc3\x28"] {
            let output = bonscope(&["eval", "-n", "2"], |command| {
                command.arg(OsStr::from_bytes(bytes));
            });
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{told}");
            assert!(!told.replace('\n', "").contains(char::is_control), "{told:?}");
        }
        for (name, value) in [
            ("XDG_CONFIG_HOME", &b"/\xff\xfe"[..]),
            ("XDG_DATA_HOME", b"\xff"),
            ("HOME", b"\xff\x1b[2J"),
            ("COLUMNS", b"99999999999999999999"),
            ("COLUMNS", b"-1"),
            ("TERM", b"\x1b\xff"),
            ("LANG", b"\xff"),
            ("NO_COLOR", b"\xff"),
            ("BONSCOPE_CONFIG", b""),
        ] {
            for arguments in
                [&["eval", "uniform:2", "-n", "2"][..], &["presets"], &["doctor"], &["show", "uniform:2"]]
            {
                let output = bonscope(arguments, |command| {
                    command.env(name, OsStr::from_bytes(value)).env("NO_COLOR", "1");
                });
                let told = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(output.status.code().is_some_and(|code| code < 3), "{name} {arguments:?}: {told}");
                assert!(!told.contains("panicked") && !told.contains('\x1b'), "{name} {arguments:?}: {told}");
                let shown = String::from_utf8_lossy(&output.stdout).into_owned();
                assert!(arguments[0] == "show" || !shown.contains('\x1b'), "{name} {arguments:?}: {shown}");
            }
        }
        for arguments in [&["eval", "uniform:2", "-n", "2"][..], &["presets"], &["doctor"]] {
            let output = bonscope(arguments, |command| {
                command.env_clear();
            });
            assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {output:?}");
        }
    }

    #[test]
    fn a_full_disk_leaves_nothing_half_written() {
        if !fs::exists("/dev/full").unwrap() {
            eprintln!("skipped: there is no /dev/full");
            return;
        }
        let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
        let output = bonscope(&["eval", "uniform:10", "-n", "2"], |command| {
            command.stdout(full());
        });
        refused(&output, 1, "standard output");
        refused(&bonscope(&["plot", "uniform:10", "-o", "/dev/full"], |_| {}), 1, "/dev/full");
        // Where nothing may be written.
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        let chart = folder.path().join("chart.svg");
        let output = bonscope(&["plot", "uniform:10", "-o", chart.to_str().unwrap()], |_| {});
        if output.status.success() {
            eprintln!("skipped: this user may write everywhere");
        } else {
            refused(&output, 1, "chart.svg");
        }
        assert!(!chart.exists() || output.status.success());
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn a_disk_that_runs_full_keeps_what_was_there() {
        const SCRIPT: &str = r#"
            mount -t tmpfs -o size=48k none "$0" || exit 77
            cd "$0"
            echo old > screen.svg
            "$1" show staircase-3 --size 200x60 -o screen.svg
            echo "code $?"
            cat screen.svg
            ls -A
        "#;
        let folder = tempfile::tempdir().unwrap();
        let bonscope = env!("CARGO_BIN_EXE_bonscope");
        let output = Command::new("unshare")
            .args(["-rm", "sh", "-c", SCRIPT])
            .arg(folder.path())
            .arg(bonscope)
            .output();
        let Some(output) = output.ok().filter(|output| output.status.success()) else {
            eprintln!("skipped: no small disk can be mounted");
            return;
        };
        assert_eq!(String::from_utf8_lossy(&output.stdout), "code 1\nold\nscreen.svg\n");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(told, "error: cannot write screen.svg: No space left on device (os error 28)\n");
    }

    #[test]
    fn a_pipe_that_says_nothing_can_be_interrupted() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("silent.toml");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut child = Command::new(env!("CARGO_BIN_EXE_bonscope"))
            .args(["eval", pipe.to_str().unwrap(), "-n", "2"])
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(200));
        assert!(child.try_wait().unwrap().is_none(), "it waits for the pipe");
        let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(told.success());
        let start = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < Duration::from_secs(20), "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn what_unpacks_to_very_much_is_refused_by_its_rows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.csv.gz");
        let mut packed =
            flate2::write::GzEncoder::new(fs::File::create(&path).unwrap(), flate2::Compression::best());
        packed.write_all(b"prompt,reward,logprob\n").unwrap();
        let block = vec![b'a'; 1 << 20];
        (0..80).for_each(|_| packed.write_all(&block).unwrap());
        packed.finish().unwrap();
        assert!(fs::metadata(&path).unwrap().len() < 1 << 20);
        refused(&bonscope(&["estimate", path.to_str().unwrap()], |_| {}), 2, "64 MiB");
    }
}
