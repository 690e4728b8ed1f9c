//! Copying: the command line stands for what is on the screen, whatever was edited.

use crate::explorer::tests::*;
use crate::preset::resolve;

fn open(argument: &str) -> Bench {
    Bench::new(Opening::named(argument).unwrap(), 80, 24)
}

/// What `o` copies after these keys.
fn line(bench: &mut Bench, keys: &str) -> String {
    bench.copied.clear();
    bench.press(keys).press("o");
    bench.copied.clone()
}

#[test]
fn the_line_names_the_base_as_shortly_as_it_can() {
    assert_eq!(line(&mut open("uniform-10"), ""), "bonscope eval uniform-10 -n 64");
    assert_eq!(line(&mut open("zipf:1000,1.1"), "1 e 6 enter"), "bonscope eval zipf:1000,1.1 -n 1000000");
    assert_eq!(line(&mut open("uniform:10"), "f up enter"), "bonscope eval uniform:11 -n 64");
    assert_eq!(line(&mut open("1/3,2/3"), ""), "bonscope eval 1/3,2/3 -n 64");
    assert_eq!(line(&mut open("2^-3,1"), ""), "bonscope eval '2^-3,1' -n 64");
    assert_eq!(line(&mut open("0.9,0.1"), "e 1 / 4 enter"), "bonscope eval 0.75,0.25 -n 64");
    let mut bench = open("staircase-3");
    assert_eq!(line(&mut bench, ""), "bonscope eval staircase-3 -n 1000");
    let edited = line(&mut bench, "e 0 . 5 enter");
    let list = edited.strip_prefix("bonscope eval ").and_then(|rest| rest.strip_suffix(" -n 1000")).unwrap();
    assert_eq!(crate::family::parse(list).unwrap().base(), bench.model.subject.base.base());
    assert!(list.starts_with("0.45") && list.ends_with(",0.5"), "{list}");
    assert!(bench.model.notice.as_deref().unwrap().ends_with("; the labels are not in it"));
    assert_eq!(line(&mut bench, "u"), "bonscope eval staircase-3 -n 1000");
    bench.press("e 0 . 5 enter S m i n e enter");
    let path = bench.folder.path().join("mine.toml");
    assert_eq!(line(&mut bench, ""), format!("bonscope eval {} -n 1000", path.display()));
}

#[test]
fn ties_rewards_and_hostile_labels_travel_as_a_preset() {
    let mut bench = open("0.5,0.3,0.2");
    bench.press("e tab tab");
    bench.send(Message::Paste("it's $(rm -r) \"x\" \\ %s".to_owned()));
    let text = line(&mut bench, "enter t");
    assert_eq!(
        text,
        "printf '%s\\n' 'format = 1' 'name = \"copied\"' 'title = \"copied\"' '[base]' 'p = [0.5, 0.3, 0.2]' \
         'reward = [1, 2, 2]' \
         'label = [\"y1\", \"y2\", '\\'''\\'''\\''it'\\''s $(rm -r) \"x\" \\ %s'\\'''\\'''\\'']' | bonscope eval - -n 64"
    );
    // Moving exchanges rewards, and a list is in the order of the rewards.
    assert_eq!(line(&mut open("0.5,0.3,0.2"), "J"), "bonscope eval 0.5,0.2,0.3 -n 64");
    assert!(line(&mut open("0.5,0.5"), "e tab 7 enter").contains("'reward = [1, 7]'"));
}

#[test]
fn what_is_too_long_is_not_copied() {
    let mut bench = open("uniform:1000");
    assert_eq!(line(&mut bench, "e 1 / 3 enter"), "");
    let notice = bench.model.notice.clone().unwrap();
    assert!(notice.starts_with("the line would have ") && notice.contains("s saves the base"), "{notice}");
}

#[test]
fn a_shell_runs_the_line_into_the_same_base() {
    for (argument, keys) in [
        ("0.5,0.3,0.2", "t e tab tab"),
        ("verifier:9,3,0.05", "e 1 / 7 enter a 0 . 1 enter e tab tab"),
        ("staircase-3", "D J e tab tab"),
    ] {
        let mut bench = open(argument);
        bench.press(keys);
        bench.send(Message::Paste("a'b\"c\\d%s $x `y` é".to_owned()));
        let text = line(&mut bench, "enter");
        let printed =
            text.strip_suffix(" | bonscope eval - -n 64").or(text.strip_suffix(" | bonscope eval - -n 1000"));
        let output = std::process::Command::new("sh").args(["-c", printed.expect(&text)]).output().unwrap();
        let subject = resolve("-", &mut output.stdout.as_slice()).unwrap();
        let (ours, theirs) = (bench.model.subject.base.base(), subject.base().base());
        assert_eq!(ours, theirs, "{text}");
        assert_eq!(bench.model.subject.base.label(0), subject.base().label(0));
    }
}

#[test]
fn the_numbers_are_those_of_the_screen() {
    let mut bench = open("uniform:10");
    bench.press("O");
    assert!(
        bench.copied.contains("\nkl\t2.29345120")
            && bench.copied.starts_with("quantity\tvalue\tunit\nn\t64\t")
    );
    assert_eq!(bench.model.notice.as_deref(), Some("the numbers at n = 64"));
    update(&mut bench.model, Message::Key("home".parse().unwrap()));
    assert!(update(&mut bench.model, Message::Key("O".parse().unwrap())).is_empty());
    assert_eq!(bench.model.notice.as_deref(), Some("the numbers at n = 1 are still being computed"));
}
