//! Where answers go: standard output, a file, a pipe without a reader, a file that cannot be written.

use std::fs;
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::{bonscope, line, program, run};

/// A log of samples with more rewards than take no time.
fn log(folder: &std::path::Path, rows: usize) -> String {
    let path = folder.join("log.csv");
    let rows: String = (0..rows).map(|row| format!("{}.{row},-{}\n", row % 97, row % 13 + 1)).collect();
    fs::write(&path, format!("reward,logprob\n{rows}")).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_dash_is_standard_output_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let log = log(folder.path(), 50);
    for (arguments, start) in [
        (vec!["plot", "uniform:10", "-o", "-"], "<svg"),
        (vec!["show", "uniform:10", "--size", "80x24", "-o", "-"], "<svg"),
        (vec!["estimate", &log, "-n", "2", "-o", "-", "--format", "csv"], "n,"),
        (vec!["estimate", &log, "-n", "2", "-o", "-"], ""),
        (vec!["presets", "copy", "binary-uniform", "-"], "format = 1"),
    ] {
        let mut program = program();
        let output = program.args(&arguments).current_dir(folder.path()).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(!out.is_empty() && out.starts_with(start), "{arguments:?}: {out}");
        assert!(!folder.path().join("-").exists(), "{arguments:?}");
    }
    let plain = bonscope(&["estimate", &log, "-n", "2"]);
    assert_eq!(bonscope(&["estimate", &log, "-n", "2", "-o", "-"]).out, plain.out);
    assert!(line("walk tight --export -").refused(2).contains("--export: a handout is a file"));
    assert!(line("hunt --budget 1 --state -").refused(2).contains("--state: the state is read and written"));
}

#[test]
fn a_file_that_cannot_be_written_is_told_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let log = log(folder.path(), 50);
    // Enough work to notice.
    let began = Instant::now();
    let refused = line("plot dirichlet:1000000,0.1,1 -n 1e6 -o nowhere/a.svg").refused(1);
    assert_eq!(refused, "error: cannot write nowhere/a.svg: there is no folder nowhere\n");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    for arguments in ["show uniform:10 -o nowhere/a.svg", "walk tight --export nowhere/a.md"] {
        let refused = line(arguments).refused(1);
        assert!(refused.ends_with(": there is no folder nowhere\n"), "{refused}");
    }
    let refused = bonscope(&["estimate", &log, "-o", "nowhere/a.csv"]).refused(1);
    assert_eq!(refused, "error: cannot write nowhere/a.csv: there is no folder nowhere\n");
    let here = folder.path().to_str().unwrap();
    let refused = bonscope(&["show", "uniform:10", "-o", here]).refused(1);
    assert!(refused.contains("is a directory"), "{refused}");
    // What is tried leaves no trace.
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["log.csv"]);
}

#[cfg(unix)]
#[test]
fn what_a_reader_does_not_take_is_no_success() {
    for arguments in [
        &["eval", "uniform:10", "-n", "2"][..],
        &["--help"],
        &["man"],
        &["completions", "bash"],
        &["show", "uniform:10"],
        &["plot", "uniform:10", "-o", "-"],
        &["plot", "uniform:10", "-o", "/dev/stdout"],
        &["presets"],
    ] {
        // The reader is gone before anything is written.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut child = program().args(arguments).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(141), ""), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_limit_on_the_size_of_files_is_an_error_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let script = "ulimit -f 1; \"$0\" plot uniform:10 -o a.svg";
    let output = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_bonscope")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.starts_with("error: cannot write a.svg: ") && err.lines().count() == 1, "{err}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing half written stays");
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_presets_holds_nothing_up() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("bonscope/presets");
    fs::create_dir_all(&folder).unwrap();
    let pipe = folder.join("silent.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", folder.join("zero.toml")).unwrap();
    fs::write(folder.join("broken.toml"), "format = 1").unwrap();
    for arguments in
        [&["presets"][..], &["walk"], &["eval", "silent", "-n", "2"], &["presets", "show", "silent"]]
    {
        let mut child = program()
            .args(arguments)
            .env("XDG_DATA_HOME", home.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let began = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if began.elapsed() > Duration::from_secs(20) {
                child.kill().unwrap();
                panic!("{arguments:?} waits for the pipe");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[cfg(unix)]
#[test]
fn sentences_name_what_is_wrong() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().to_str().unwrap();
    let long = "x".repeat(100_000);
    for (arguments, words) in [
        (vec!["eval", "/dev/zero", "-n", "2"], "\"/dev/zero\" is a device or a pipe, which is no base"),
        (vec!["eval", here, "-n", "2"], "is a folder, which is no base"),
        (vec!["eval", "src", "-n", "2"], "\"src\" is a folder, which is no base"),
        (vec!["walk", "tight", "--step", "x"], "'--step <STEP>': the number of a step is needed"),
        (vec!["walk", "tight", "--step", "-1"], "'--step <STEP>': the number of a step is needed"),
        (vec!["eval", "0.5,0.5", "-n", "2", "--top-k", "0"], "'--top-k <K>': a whole number from 1 to"),
        (
            vec!["simulate", "uniform:10", "--threads", &long],
            "'--threads <T>': a whole number from 1 to 1024",
        ),
        (vec!["eval", &long], "there is no preset or family called"),
        (vec!["show", "uniform:10", "--size", &long], "a size is COLUMNSxROWS"),
        (vec!["eval", "uniform:10", "--format", &long], "--format"),
    ] {
        let refused = bonscope(&arguments).refused(2);
        assert!(refused.contains(words) && refused.len() < 1000, "{:.2000}", refused);
    }
    let path = [OsStr::new("eval"), OsStr::from_bytes(b"\xff\xfe.toml")];
    assert!(bonscope(&path).refused(2).contains("an argument holds bytes that are not UTF-8"));
}

/// Where the copy of a stream finds no room, the temporary folder is at fault and not the stream.
#[cfg(unix)]
#[test]
fn a_temporary_folder_without_room_is_named() {
    let mut estimate = program();
    let log = tempfile::NamedTempFile::new().unwrap();
    fs::write(log.path(), "prompt,reward,logprob\na,1,-1\n").unwrap();
    estimate.args(["estimate", "-"]).stdin(fs::File::open(log.path()).unwrap()).env("TMPDIR", "/nonexistent");
    let refused = run(estimate).refused(2);
    assert!(
        refused.contains("cannot be: /nonexistent (")
            && refused.contains("; set TMPDIR to a folder with room"),
        "{refused}"
    );
}
