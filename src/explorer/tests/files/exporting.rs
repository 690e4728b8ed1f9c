//! Exporting by keys: what is written where, and what is asked before.

use std::fs;

use crate::explorer::tests::*;

fn open(argument: &str) -> Bench {
    Bench::new(Opening::named(argument).unwrap(), 80, 24)
}

fn notice(bench: &Bench) -> String {
    let notice = bench.model.notice.clone().unwrap_or_default();
    notice.replace(bench.folder.path().to_str().unwrap(), "DIR")
}

fn read(bench: &Bench, name: &str) -> String {
    fs::read_to_string(bench.folder.path().join(name)).unwrap()
}

/// Exports the entry of the list at this place to a file, and gives back what stands there.
fn exported(bench: &mut Bench, entry: usize, name: &str) -> String {
    bench.press("esc E");
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Entry(entry))));
    bench.send(Message::Paste(name.to_owned()));
    bench.press("enter");
    assert!(notice(bench).contains(&format!("written to DIR/{name}, ")), "{}", notice(bench));
    read(bench, name)
}

fn is_picture(text: &str) -> bool {
    text.starts_with("<svg") && text.trim_end().ends_with("</svg>")
}

#[test]
fn the_list_of_exports() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut bench = Bench::new(uniform_10(), width, height);
        assert_snapshot!(format!("export_{width}x{height}"), bench.press("E").text());
        assert_snapshot!(format!("export_prompt_{width}x{height}"), bench.press("enter").text());
    }
}

#[test]
fn proposed_files_say_what_they_hold() {
    let mut bench = open("uniform-10");
    for (keys, name) in [
        ("f4", "uniform-10-kl-n64.svg"),
        ("f5", "uniform-10-gap-n64.svg"),
        ("f5 v", "uniform-10-win-rate-n64.svg"),
        ("f5 V V", "uniform-10-work-n64.svg"),
        ("f2", "uniform-10-n64.csv"),
    ] {
        bench.press(keys).press("E enter enter");
        let length = read(&bench, name).len();
        assert!(
            notice(&bench).ends_with(&format!(": written to DIR/{name}, {length} bytes")),
            "{}",
            notice(&bench)
        );
        assert_eq!(bench.model.overlay, None);
    }
    bench.press("f2 E up enter enter E down enter enter");
    assert!(is_picture(&read(&bench, "uniform-10-n64.svg")));
    assert!(read(&bench, "uniform-10-curves.csv").starts_with("n,unit,kl,"));
    bench.press("e 1 / 2 enter E enter enter");
    assert!(notice(&bench).starts_with("outcomes at n = 64: written to DIR/uniform-10-edited-n64.csv, "));
    // Nothing of the name of a base leads out of the folder.
    let base = NamedBase::new(
        "../.a b/c".to_owned(),
        Base::from_weights(&[1.0; 2]).unwrap(),
        Labels::Numbered,
        vec![],
    );
    let subject = Subject::new(Arc::new(base), None);
    let mut bench = Bench::new(Opening { subject, ..uniform_10() }, 80, 24);
    bench.press("E enter enter");
    assert!(bench.folder.path().join("a-b-c-n64.csv").exists(), "{}", notice(&bench));
}

#[test]
fn tables_hold_the_numbers_of_the_command_line() {
    let mut bench = open("staircase-3");
    let base = Arc::clone(&bench.model.subject.base);
    let outcomes = exported(&mut bench, 3, "a.csv");
    let mut lines = outcomes.lines();
    assert_eq!(lines.next(), Some("n,unit,label,reward,p,pi,log_ratio,kl_term,gap_term,d_n"));
    assert_eq!(lines.clone().count(), base.base().len());
    let p = lines.map(|line| line.split(',').nth(4).unwrap().parse::<f64>().unwrap());
    assert!(p.eq((0..base.base().len()).map(|rank| base.base().p(rank))), "to the last bit");
    let json: serde_json::Value = serde_json::from_str(&exported(&mut bench, 3, "a.json")).unwrap();
    let kl = bench.model.readout.value().unwrap().1.kl;
    assert_eq!(json["base"]["name"], "staircase-3");
    assert_eq!(json["results"][0]["kl"].as_f64(), Some(kl));
    assert_eq!(json["results"][0]["outcomes"].as_array().unwrap().len(), base.base().len());
    assert!(exported(&mut bench, 3, "a.md").contains("Outcomes at n = 1000, lowest reward first."));
    let curves: serde_json::Value = serde_json::from_str(&exported(&mut bench, 4, "b.JSON")).unwrap();
    let curves = curves["results"].as_array().unwrap();
    let last = |n: &str| curves.last().unwrap()[n].as_f64().unwrap();
    assert_eq!((curves.len(), curves[0]["n"].as_f64(), last("n")), (58, Some(1.0), 1e6));
    let exact = crate::bon::Policy::new(base.base(), crate::bon::Draws::new(1e6).unwrap()).evaluate();
    assert_eq!((last("kl"), last("win_rate")), (exact.kl, exact.win_rate));
    // What was edited does not go by the name of what it was.
    bench.press("esc f2 e 1 / 2 enter");
    let edited: serde_json::Value = serde_json::from_str(&exported(&mut bench, 3, "c.json")).unwrap();
    assert_eq!(edited["base"]["name"], "staircase-3, edited");
    assert!(exported(&mut bench, 4, "c.md").starts_with("**staircase-3, edited**: "));
}

#[test]
fn pictures_show_what_is_on_the_screen() {
    let mut bench = open("uniform-10");
    let chart = exported(&mut bench, 0, "kl.svg");
    assert!(is_picture(&chart) && chart.contains("uniform-10: KL against n, n = 64"));
    assert!(exported(&mut bench, 1, "gap.svg").contains("uniform-10: gap against n, n = 64"));
    let screen = exported(&mut bench, 2, "screen.SVG");
    assert!(is_picture(&screen) && !screen.contains("writing …") && !screen.contains("Export to a file"));
    assert!(screen.contains("bonscope uniform-10"));
    bench.press("c w i n enter");
    assert!(exported(&mut bench, 0, "pair.svg").contains("uniform-10: win rate against n, n = 64"));
    for lower_view in LowerView::ALL {
        bench.press("esc");
        bench.model.show(*lower_view);
        bench.press("right");
        assert!(
            is_picture(&exported(&mut bench, 1, &format!("tab-{}.svg", lower_view.name()))),
            "{lower_view:?}"
        );
    }
    // A text longer than the screen is there to its last line.
    let mut bench = open("uniform:100");
    bench.press("V V");
    assert_eq!(bench.model.lower_view, LowerView::Attribution);
    let whole = exported(&mut bench, 1, "long.svg");
    let missing = (1..=100).find(|i| !whole.contains(&format!("y{i}")));
    assert_eq!(missing, None);
}

#[test]
fn what_is_still_being_computed_is_waited_for() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    for key in ["N", "1", "e", "9", "enter", "end", "E", "up", "enter", "enter"] {
        let effects = update(&mut bench.model, Message::Key(key.parse().unwrap()));
        for effect in effects {
            if let Effect::Export(export) = effect {
                assert!(bench.model.readout.pending() && bench.model.curve.pending());
                let folder = bench.folder.path().to_owned();
                update(
                    &mut bench.model,
                    crate::explorer::app::files::export::write(*export, &bench.screen, &folder),
                );
            }
        }
    }
    let picture = read(&bench, "uniform-10-n1000000000.svg");
    assert!(is_picture(&picture) && !picture.contains("computing"));
}

#[test]
fn other_endings_are_refused() {
    let mut bench = open("uniform-10");
    for (keys, typed, why) in [
        ("f2 E enter", "a.png", "\"a.png\" is not a file that ends in .txt, .json, .csv or .md"),
        ("f2 E enter", "a", "\"a\" is not a file that ends in .txt, .json, .csv or .md"),
        ("f2 E enter", ".csv", "\".csv\" is not a file that ends in .txt, .json, .csv or .md"),
        ("f2 E enter", "a.svg", "\"a.svg\" is not a file that ends in .txt, .json, .csv or .md"),
        ("f4 E enter", "a.csv", "\"a.csv\" is not a file that ends in .svg"),
    ] {
        bench.press("esc").press(keys);
        bench.send(Message::Paste(typed.to_owned()));
        assert_eq!(notice(bench.press("enter")), why);
        assert_eq!(bench.model.context(), Context::Question);
    }
    assert_eq!(fs::read_dir(bench.folder.path()).unwrap().count(), 0);
    bench.press("esc E enter");
    bench.send(Message::Paste("nowhere/a.svg".to_owned()));
    bench.press("enter");
    assert!(notice(&bench).starts_with("cannot write DIR/nowhere/a.svg: "), "{}", notice(&bench));
    assert!(notice(&bench).ends_with("; nothing was exported"));
    fs::create_dir(bench.folder.path().join("a.svg")).unwrap();
    bench.press("E enter");
    bench.send(Message::Paste("a.svg".to_owned()));
    assert_eq!(notice(bench.press("enter")), "DIR/a.svg is a folder; nothing was exported");
}

#[test]
fn what_exists_is_replaced_only_when_asked_twice() {
    let mut bench = open("uniform-10");
    let path = bench.folder.path().join("mine.csv");
    fs::write(&path, "precious").unwrap();
    bench.press("f2 E enter");
    bench.send(Message::Paste("mine.csv".to_owned()));
    bench.press("enter");
    assert_eq!(notice(&bench), "DIR/mine.csv exists; Enter replaces it, Esc leaves it as it is");
    assert_eq!((read(&bench, "mine.csv").as_str(), bench.model.context()), ("precious", Context::Question));
    // Another name is another question.
    bench.press("home 2 enter");
    assert!(read(&bench, "2mine.csv").starts_with("n,unit,label,"));
    assert_eq!(read(&bench, "mine.csv"), "precious");
    bench.press("E enter");
    bench.send(Message::Paste("mine.csv".to_owned()));
    bench.press("enter enter");
    assert!(notice(&bench).contains("written to DIR/mine.csv, "), "{}", notice(&bench));
    assert_eq!(read(&bench, "mine.csv"), read(&bench, "2mine.csv"));
    assert_eq!(fs::read_dir(bench.folder.path()).unwrap().count(), 2, "no temporary file stays behind");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let mut bench = open("uniform-10");
    std::os::unix::fs::symlink("/dev/full", bench.folder.path().join("full.csv")).unwrap();
    bench.press("f2 E enter");
    bench.send(Message::Paste("full.csv".to_owned()));
    bench.press("enter");
    assert!(
        notice(&bench).starts_with("cannot write DIR/full.csv: No space left on device"),
        "{}",
        notice(&bench)
    );
}
