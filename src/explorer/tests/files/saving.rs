//! Saving by keys: where it goes, what is asked, and when edits would be lost.

use std::fs;
use std::path::PathBuf;

use crate::explorer::tests::*;

/// The explorer on a preset in a file.
fn file(text: &str) -> (Bench, PathBuf) {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let path = bench.folder.path().join("lesson.toml");
    fs::write(&path, text).unwrap();
    bench = Bench { folder: bench.folder, ..Bench::new(open(path.to_str().unwrap()), 80, 24) };
    (bench, path)
}

fn open(argument: &str) -> Opening {
    Opening::named(argument).unwrap()
}

fn notice(bench: &Bench) -> String {
    let notice = bench.model.notice.clone().unwrap_or_default();
    notice.replace(bench.folder.path().to_str().unwrap(), "DIR")
}

fn quits(bench: &mut Bench) -> bool {
    bench.press("q").quit
}

const LESSON: &str = "# Mine.\nformat = 1\nname = \"lesson\"\ntitle = \"A lesson\"\n[base]\np = [0.9, 0.1]   # rare\n[start]\nn = 8\n[[claim]]\nn = 2\nquantity = \"kl\"\nat_most = 0.1\n";

#[test]
fn a_file_is_saved_where_it_was() {
    let (mut bench, path) = file(LESSON);
    assert_eq!(notice(bench.press("s")), "DIR/lesson.toml is saved already: nothing has changed");
    bench.press("e 1 / 2 enter");
    assert!(bench.model.edited() && bench.line_with("lesson").contains("lesson* edited"));
    assert_eq!(notice(bench.press("s")), "saved as DIR/lesson.toml; 1 claim no longer holds");
    assert_eq!(fs::read_to_string(&path).unwrap(), LESSON.replace("[0.9, 0.1]", "[0.5, 0.5]"));
    assert!(!bench.model.edited() && bench.line_with("lesson").contains("lesson · A lesson"));
    // What is on disk is what counts: undoing differs from it, redoing does not.
    assert!(bench.press("u").model.edited() && !bench.press("ctrl-r").model.edited());
    assert!(bench.press("u s").model.subject.base.base().p(0) > 0.89 && !bench.model.edited());
    assert_eq!(fs::read_to_string(&path).unwrap(), LESSON);
    assert_eq!(notice(bench.press("n 1 0 0 0 enter s")), "saved as DIR/lesson.toml");
    assert_eq!(fs::read_to_string(&path).unwrap(), LESSON.replace("n = 8", "n = 1000"));
    assert!(quits(&mut bench));
}

#[test]
fn a_file_that_changed_meanwhile_is_left_as_it_is() {
    let (mut bench, path) = file(LESSON);
    fs::write(&path, "something else").unwrap();
    bench.press("e 1 / 2 enter s");
    assert_eq!(
        notice(&bench),
        "DIR/lesson.toml has changed on disk since it was opened and was left as it is; S saves under another name"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "something else");
    assert!(bench.model.edited() && !quits(&mut bench));
    assert_eq!(notice(bench.press("S o t h e r enter")), "saved as DIR/other.toml; 1 claim no longer holds");
    assert!(!bench.model.edited() && quits(&mut bench));
    let saved = fs::read_to_string(bench.folder.path().join("other.toml")).unwrap();
    assert!(
        saved.starts_with("# Mine.\nformat = 1\nname = \"other\"\ntitle = \"lesson, edited\"\n"),
        "{saved}"
    );
    assert!(saved.contains("source = \"Edited from lesson\"\n"), "{saved}");
}

#[test]
fn a_built_in_preset_is_saved_under_another_name() {
    let mut bench = Bench::new(open("uniform-10"), 80, 24);
    assert_snapshot!("save_as_80x24", bench.press("e 1 / 2 enter s").text());
    assert!(bench.press("esc S").text().contains("save as my-uniform-10"));
    for (typed, why) in [
        ("uniform-10", "\"uniform-10\" is built in; choose another name"),
        (
            "9",
            "\"9\" is not a name; a name is a letter and then letters, digits, \"-\", \"_\" or \".\", at most 64 in all",
        ),
        ("a/b", "\"a/b\" does not end in .toml, as the file of a preset must"),
        ("nowhere/a.toml", "nothing was saved"),
    ] {
        bench.press("esc S ctrl-u");
        bench.send(Message::Paste(typed.to_owned()));
        assert!(
            bench.press("enter").model.notice.as_deref().unwrap().contains(why),
            "{:?}",
            bench.model.notice
        );
        assert!(bench.model.edited());
    }
    assert_eq!(
        notice(bench.press("esc S enter")),
        "saved as DIR/my-uniform-10.toml; 4 claims no longer hold"
    );
    assert!(bench.line_with("bonscope").contains("my-uniform-10 · uni"));
    // Further edits belong to the new file.
    assert!(bench.press("e 1 / 3 enter").line_with("bonscope").contains("my-uniform-10* edited"));
    assert_eq!(notice(bench.press("s")), "saved as DIR/my-uniform-10.toml; 4 claims no longer hold");
    let again = open(bench.folder.path().join("my-uniform-10.toml").to_str().unwrap());
    assert_eq!(again.subject.base.base(), bench.model.subject.base.base());
    assert!((again.subject.base.base().p(9) - 1.0 / 3.0).abs() < 1e-15 && again.n == bench.model.n);
}

#[test]
fn what_exists_is_replaced_only_when_asked_twice() {
    let mut bench = Bench::new(open("0.9,0.1"), 80, 24);
    let path = bench.folder.path().join("mine.toml");
    fs::write(&path, "precious").unwrap();
    bench.press("S m i n e enter");
    assert_eq!(notice(&bench), "DIR/mine.toml exists; Enter replaces it, Esc leaves it as it is");
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    assert_eq!(bench.model.context(), Context::Question);
    // Another name is another question.
    assert_eq!(notice(bench.press("2 enter")), "saved as DIR/mine2.toml");
    assert_eq!(notice(bench.press("S m i n e enter enter")), "saved as DIR/mine.toml");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "format = 1\nname = \"mine\"\ntitle = \"2 outcomes\"\n\n[base]\np = [0.9, 0.1]\n"
    );
}

#[test]
fn undoing_leads_back_to_the_file_it_belongs_to() {
    let (mut bench, path) = file(LESSON);
    bench.press("e 1 / 2 enter p u n i f o r m - 1 0 enter");
    assert!(!bench.model.edited() && bench.model.name() == "uniform-10");
    assert!(bench.press("u").model.edited() && bench.model.name() == "lesson");
    bench.press("s");
    assert!(fs::read_to_string(&path).unwrap().contains("p = [0.5, 0.5]"));
    bench.send(Message::Paste("1 2 3".to_owned()));
    assert!(bench.model.edited() && bench.press("s").text().contains("save as my-base"));
    assert!(fs::read_to_string(&path).unwrap().contains("p = [0.5, 0.5]"), "a pasted base is not the file");
}

#[test]
fn the_arguments_of_a_family_are_lost_only_from_a_file() {
    let mut bench = Bench::new(open("uniform:10"), 80, 24);
    assert!(!bench.press("f up enter").model.edited() && quits(&mut bench));
    let (mut bench, path) =
        file("format = 1\nname = \"lesson\"\ntitle = \"L\"\n[base]\nfamily = \"uniform:10\" # ten\n");
    assert!(bench.press("f up enter").model.edited() && bench.model.name() == "uniform:11");
    assert!(!bench.press("s").model.edited());
    assert!(fs::read_to_string(&path).unwrap().ends_with("family = \"uniform:11\" # ten\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_save_that_fails_says_why_and_loses_nothing() {
    let (mut bench, path) = file(LESSON);
    let link = bench.folder.path().join("full.toml");
    std::os::unix::fs::symlink("/dev/full", &link).unwrap();
    bench.press("e 1 / 2 enter S ctrl-u");
    bench.send(Message::Paste(link.to_str().unwrap().to_owned()));
    bench.press("enter");
    assert!(
        notice(&bench).starts_with("cannot write DIR/full.toml: No space left on device"),
        "{}",
        notice(&bench)
    );
    assert!(bench.model.edited() && fs::read_to_string(&path).unwrap() == LESSON);
    let folder = bench.folder.path().to_owned();
    let moved = folder.with_extension("moved");
    fs::rename(&folder, &moved).unwrap();
    assert!(
        notice(bench.press("s"))
            .starts_with("cannot write DIR/lesson.toml: there is no folder DIR; nothing was saved"),
        "{}",
        notice(&bench)
    );
    assert!(bench.model.edited());
    fs::rename(&moved, &folder).unwrap();
    assert!(!bench.press("s").model.edited() && fs::read_to_string(&path).unwrap() != LESSON);
}

#[test]
fn a_walkthrough_stays_as_long_as_it_can() {
    let steps = "[[step]]\nsay = \"look\"\nhighlight = [\"y1\", \"y2\"]\n";
    let change = "[[step]]\nsay = \"now\"\nchange = [{ outcome = \"y2\", p = 0.5 }]\n";
    let (mut bench, path) = file(&format!("{LESSON}{steps}"));
    assert!(
        notice(bench.press("d s")).ends_with("; 1 highlight of its steps left out"),
        "{}",
        notice(&bench)
    );
    assert!(fs::read_to_string(&path).unwrap().contains("say = \"look\"\nhighlight = [\"y1\"]\n"));
    let (mut bench, path) = file(&format!("{LESSON}{steps}{change}"));
    bench.press("d s");
    assert!(
        notice(&bench).starts_with("this base does not fit into a preset: lesson:") && bench.model.edited()
    );
    assert!(notice(&bench).ends_with("; S saves under another name"), "{}", notice(&bench));
    assert!(fs::read_to_string(&path).unwrap().ends_with(change));
    assert!(
        notice(bench.press("S o t h e r enter")).contains("; its walkthrough is left out: other:"),
        "{}",
        notice(&bench)
    );
    let other = fs::read_to_string(bench.folder.path().join("other.toml")).unwrap();
    assert!(!other.contains("step") && other.contains("[[claim]]") && !bench.model.edited(), "{other}");
}
