//! `bonscope presets`: listing, printing and copying.

use std::fs;

use crate::{bonscope, line, preset, program, run};

#[test]
fn the_list_names_presets_and_families() {
    let out = line("presets list").quiet();
    assert_eq!(line("presets").quiet(), out);
    assert!(out.lines().any(|line| line.starts_with("binary-uniform ")));
    for family in bonscope::family::families() {
        assert!(out.contains(&format!("\n{}:", family.name)), "{}", family.name);
    }
}

#[test]
fn a_copy_is_what_show_prints() {
    let folder = tempfile::tempdir().unwrap();
    let shown = line("presets show binary-uniform").quiet();
    let copy = |arguments: &[&str]| {
        let mut program = program();
        program.args(["presets", "copy", "binary-uniform"]).args(arguments).current_dir(folder.path());
        run(program)
    };
    assert_eq!(copy(&[]).quiet(), "wrote binary-uniform.toml\n");
    assert_eq!(copy(&["lesson.toml"]).quiet(), "wrote lesson.toml\n");
    for file in ["binary-uniform.toml", "lesson.toml"] {
        assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), shown, "{file}");
    }
    fs::create_dir(folder.path().join("lessons")).unwrap();
    assert_eq!(copy(&["lessons"]).quiet(), "wrote lessons/binary-uniform.toml\n");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no temporary file stays behind");
}

#[test]
fn nothing_is_replaced_without_force() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, "mine").unwrap();
    let path = path.to_str().unwrap();
    assert_eq!(
        bonscope(&["presets", "copy", "binary-uniform", path]).refused(1),
        format!("error: {path} exists already; choose another name, or --force to replace it\n")
    );
    assert_eq!(fs::read_to_string(path).unwrap(), "mine");
    assert_eq!(
        bonscope(&["presets", "copy", "binary-uniform", path, "--force"]).quiet(),
        format!("wrote {path}\n")
    );
    assert_ne!(fs::read_to_string(path).unwrap(), "mine");
    let err = bonscope(&["presets", "copy", "binary-uniform", "/nonexistent/x.toml"]).refused(1);
    assert!(
        err.starts_with("error: cannot write /nonexistent/x.toml: there is no folder /nonexistent"),
        "{err}"
    );
}

#[cfg(unix)]
#[test]
fn a_copy_has_the_permissions_of_a_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (folder.path().join("ours.toml"), folder.path().join("theirs.toml"));
    bonscope(&["presets", "copy", "binary-uniform", ours.to_str().unwrap()]).quiet();
    fs::write(&theirs, "").unwrap();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(ours), mode(theirs));
}

#[test]
fn presets_of_the_user_are_found_by_name() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("bonscope").join("presets");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("coin.toml"), preset("coin", "0.625")).unwrap();
    let with_data = |arguments: &[&str]| {
        let mut program = program();
        program.args(arguments).env("XDG_DATA_HOME", data.path());
        run(program)
    };
    assert!(with_data(&["presets"]).quiet().lines().any(|line| line.starts_with("coin ")));
    assert_eq!(with_data(&["presets", "show", "coin"]).quiet(), preset("coin", "0.625"));
    assert!(with_data(&["check", "coin"]).quiet().contains("\n3 claims of 1 preset: all hold\n"));
    assert!(with_data(&["eval", "coin"]).quiet().contains("Two equal outcomes"));

    fs::write(folder.join("uniform-10.toml"), preset("uniform-10", "0.625")).unwrap();
    for arguments in [["presets", "show", "uniform-10"], ["eval", "uniform-10", "-n=4"]] {
        let err = with_data(&arguments).refused(2);
        assert!(err.starts_with("error: \"uniform-10\" is both a built-in preset and the file "), "{err}");
    }
    fs::write(folder.join("broken.toml"), "format = 2\n").unwrap();
    let run = with_data(&["presets"]);
    assert!(run.err.starts_with("note: one of your presets was left out: "), "{}", run.err);
    assert!(run.code == Some(0) && run.out.lines().any(|line| line.starts_with("coin ")));
}

#[test]
fn completions_and_manual_pages_cover_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(bonscope(&["completions", shell]).quiet().contains("sweep"), "{shell}");
    }
    let page = line("man").quiet();
    assert!(page.contains(".TH bonscope") && page.contains("bonscope\\-sweep"), "{page}");
    assert!(page.contains(".SH KEYS\n.SS Explorer\n.TP\n\\fB←, h\\fR\nn down in its second digit"), "{page}");
    let eval = line("man eval").quiet();
    assert!(eval.contains("\\-\\-outcomes") && !eval.contains("KEYS"));
}
