//! Several bases, the prompts of a preset, and Rényi divergences of any order, in `eval` and `sweep`.

use bonscope::bon::{Base, Draws, Order, Policy};
use serde_json::Value;

use crate::{bonscope, line, with_input};

fn json(arguments: &str) -> Value {
    serde_json::from_str(&line(arguments).quiet()).unwrap()
}

#[test]
fn several_bases_stand_side_by_side() {
    insta::assert_snapshot!("several_columns", line("eval uniform:10 0.9,0.1 -n 64").quiet());
    insta::assert_snapshot!("several_rows", line("eval uniform:10 0.9,0.1 staircase-3 -n 1,10,100").quiet());
    insta::assert_snapshot!(
        "several_markdown",
        line("sweep uniform:10 0.9,0.1 -n 1..100 --points 3 --quantities kl,gap --format md").quiet()
    );
    insta::assert_snapshot!("prompts_columns", line("eval three-prompts").quiet());
    insta::assert_snapshot!(
        "prompts_rows",
        line("sweep three-prompts uniform:10 -n 1..100 --points 2 --quantities kl,reverse_kl,reverse_kl_bound --format table --bits").quiet()
    );
    for arguments in [
        "eval uniform:10 0.9,0.1 zipf:1000,1.1 -n 64",
        "eval three-prompts",
        "eval uniform:10 0.9,0.1 -n 1,1e3",
    ] {
        let out = line(arguments).quiet();
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{arguments}: {out}");
    }
}

#[test]
fn csv_names_the_base_only_where_there_are_several() {
    let one = line("sweep uniform:10 -n 1..100 --points 3 --quantities kl").quiet();
    let both = line("sweep uniform:10 0.9,0.1 -n 1..100 --points 3 --quantities kl").quiet();
    assert!(one.starts_with("n,unit,kl\n") && both.starts_with("base,n,unit,kl\n"));
    let of_first: Vec<String> = one.lines().skip(1).map(|line| format!("uniform:10,{line}")).collect();
    assert_eq!(both.lines().skip(1).take(3).collect::<Vec<_>>(), of_first);
    assert!(both.lines().nth(4).is_some_and(|line| line.starts_with("\"0.9,0.1\",1,nats,0")), "{both}");
    let prompts = line("sweep three-prompts -n 1..1 --quantities kl").quiet();
    assert_eq!(
        prompts,
        "base,weight,n,unit,kl\nthree-prompts#easy,0.5,1,nats,0\nthree-prompts#hard,0.3,1,nats,0\n\
         three-prompts#refused,0.2,1,nats,0\nthree-prompts#average,,1,nats,0\n"
    );
    let outcomes = line("eval 0.5,0.5 0.9,0.1 -n 2 --outcomes --format csv").quiet();
    let single = line("eval 0.9,0.1 -n 2 --outcomes --format csv").quiet();
    assert!(outcomes.starts_with("base,n,unit,label,reward,p,pi,"));
    assert!(
        outcomes.ends_with(
            &single.lines().skip(1).map(|line| format!("\"0.9,0.1\",{line}\n")).collect::<String>()
        )
    );
}

#[test]
fn json_holds_one_object_a_base() {
    let both = json("eval uniform:10 0.9,0.1 -n 4,8 --outcomes --format json");
    assert_eq!(both.as_object().unwrap().len(), 1);
    assert_eq!(both["bases"][0], json("eval uniform:10 -n 4,8 --outcomes --format json"));
    assert_eq!(both["bases"][1], json("eval 0.9,0.1 -n 4,8 --outcomes --format json"));

    let prompts = json("eval three-prompts -n 4 --format json --bits");
    let keys: Vec<&str> = prompts.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["preset", "unit", "prompts", "average"]);
    let hard = json("eval three-prompts#hard -n 4 --format json --bits");
    assert_eq!(
        (&prompts["prompts"][1]["base"], &prompts["prompts"][1]["results"]),
        (&hard["base"], &hard["results"])
    );
    let kl = |value: &Value| value["results"][0]["kl"].as_f64().unwrap();
    let mean: f64 =
        [0.5, 0.3, 0.2].iter().zip(prompts["prompts"].as_array().unwrap()).map(|(w, p)| w * kl(p)).sum();
    assert!((kl(&prompts["average"]) / mean - 1.0).abs() < 1e-14);
    assert_eq!(json("eval three-prompts uniform:10 -n 4 --format json --bits")["bases"][0], prompts);
}

#[test]
fn a_preset_has_an_n_of_its_own_also_among_others() {
    let both = json("eval binary-uniform three-prompts --format json");
    assert_eq!(both["bases"][1]["average"]["results"][0]["n"], 64);
    assert!(line("eval binary-uniform uniform:10").refused(2).starts_with("error: -n is missing"));
}

#[test]
fn nothing_is_printed_before_all_bases_are_accepted() {
    for arguments in [
        "eval uniform:10 0.9,x -n 4",
        "sweep uniform:10 nothing",
        "eval three-prompts#esay",
        "eval three-prompts#average",
    ] {
        let err = line(arguments).refused(2);
        assert!(err.starts_with("error: ") && err.lines().count() == 1, "{err}");
    }
    let twice = "error: standard input can be read only once; give \"-\" for one BASE only\n";
    assert_eq!(with_input("eval - - -n 4", "").refused(2), twice);
    let run = with_input("eval uniform:10 - -n 4", &crate::preset("coin", "0.625"));
    assert!(run.quiet().contains("coin"));
    let run = line("eval 1,1 2,2 -n 2");
    assert_eq!(
        run.err,
        "note: 1,1: the weights sum to 2 and were divided by that\nnote: 2,2: the weights sum to 4 and were divided by that\n"
    );
}

#[test]
fn one_prompt_is_looked_at_where_there_is_room_for_one() {
    let run = line("solve three-prompts --kl 0.5");
    assert_eq!(run.code, Some(0));
    assert!(run.out.starts_with("three-prompts#easy: "), "{}", run.out);
    assert_eq!(
        run.err,
        "note: three-prompts is several prompts, three-prompts#easy, three-prompts#hard, three-prompts#refused; this is the first of them\n"
    );
    assert!(line("solve three-prompts#hard --kl 0.5").quiet().starts_with("three-prompts#hard: "));
    assert!(line("show three-prompts#hard --plain").quiet().contains("three-prompts#hard"));
}

#[test]
fn claims_say_which_prompt_they_are_about() {
    let all = line("check three-prompts").quiet();
    for name in ["three-prompts#easy ", "three-prompts#average "] {
        assert!(all.contains(name), "{all}");
    }
    let claims = json("check three-prompts#hard --format json");
    assert_eq!((claims["checked"].as_u64(), &claims["claims"][0]["prompt"]), (Some(1), &Value::from("hard")));
}

#[test]
fn renyi_divergences_of_any_order() {
    let base = Base::from_weights(&[0.9, 0.1]).unwrap();
    let policy = Policy::new(&base, Draws::new(8.0).unwrap());
    let order = |a| Order::new(a).unwrap();
    let row = &json("eval 0.9,0.1 -n 8 --renyi 3,1/4 --renyi 1e3,2,inf,3 --format json")["results"][0];
    let row = row.as_object().unwrap();
    let last: Vec<&str> = row.keys().map(String::as_str).skip(row.len() - 7).collect();
    assert_eq!(
        last,
        [
            "renyi_inf_bound",
            "renyi_3",
            "renyi_3_bound",
            "renyi_0.25",
            "renyi_0.25_bound",
            "renyi_1000",
            "renyi_1000_bound"
        ]
    );
    assert_eq!(row["renyi_3"].as_f64(), Some(policy.renyi(order(3.0))));
    assert_eq!(row["renyi_0.25_bound"].as_f64(), Some(policy.renyi_bound(order(0.25))));
    let csv = line("sweep 0.9,0.1 -n 8 --quantities renyi_3_bound,renyi_2 --renyi 3,2").quiet();
    assert!(csv.starts_with("n,unit,renyi_3_bound,renyi_2,renyi_3,renyi_2_bound\n"), "{csv}");
    let bits = json("sweep 0.9,0.1 -n 8 --quantities renyi_1.5 --bits --format json");
    let expected = policy.renyi(order(1.5)) / std::f64::consts::LN_2;
    assert_eq!(bits["results"][0]["renyi_1.5"].as_f64(), Some(expected));
    assert!(line("eval 0.9,0.1 -n 8 --renyi 3").quiet().contains("Rényi 3, continuum"));
}

#[test]
fn every_divergence_is_a_curve_below_its_bound() {
    let names = "reverse_kl,chi2,tv,hellinger2,renyi_0.5,renyi_2,renyi_inf,renyi_7";
    let bounds: Vec<String> = names.split(',').map(|name| format!("{name}_bound")).collect();
    let out =
        line(&format!("sweep zipf:100,1.1 -n 1..1e6 --points 13 --quantities {names},{}", bounds.join(",")))
            .quiet();
    assert_eq!(out.lines().count(), 14);
    for row in out.lines().skip(1) {
        let cells: Vec<f64> = row.split(',').skip(2).map(|cell| cell.parse().unwrap()).collect();
        let (values, bounds) = cells.split_at(8);
        assert!(values.iter().zip(bounds).all(|(value, bound)| *value <= bound * (1.0 + 1e-14)), "{row}");
    }
}

#[test]
fn wrong_orders_are_refused() {
    for (order, sentence) in [
        ("1", "order 1 is the KL divergence itself, which is kl; give an order above 0 other than 1"),
        ("0", "the order is 0; it must be above 0 and other than 1, such as 0.5, 2 or inf"),
        ("-2", "the order is -2; it must be above 0 and other than 1, such as 0.5, 2 or inf"),
        ("x", "column 1: found \"x\" where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed"),
    ] {
        let err = bonscope(&["eval", "0.5,0.5", "-n", "2", "--renyi", order]).refused(2);
        assert_eq!(err, format!("error: invalid value '{order}' for '--renyi <A>': {sentence}\n"));
    }
    assert_eq!(
        line("sweep 0.5,0.5 --quantities renyi_1").refused(2),
        "error: --quantities: \"renyi_1\": order 1 is the KL divergence itself, which is kl; give an order above 0 other than 1\n"
    );
    assert!(
        line("sweep 0.5,0.5 --quantities renyi_x").refused(2).contains("there is no quantity \"renyi_x\"")
    );
}

#[test]
fn a_prompt_on_standard_input_needs_no_dashes() {
    let text = "format = 1\nname = \"two\"\ntitle = \"Two\"\n[start]\nn = 4\n[[prompt]]\nname = \"a\"\np = [0.25, 0.75]\n[[prompt]]\nname = \"b\"\np = [0.25, 0.25, 0.5]\n";
    for (line, dashed) in [
        ("eval -#b --format json", "eval --format json -- -#b"),
        ("eval -n 8 -#b", "eval -n 8 -- -#b"),
        ("sweep -#a -n 1..100", "sweep -n 1..100 -- -#a"),
        ("solve -#b --kl 0.5", "solve --kl 0.5 -- -#b"),
        ("compare -#a", "compare -- -#a"),
        ("simulate -#b --draws 10", "simulate --draws 10 -- -#b"),
        ("show -#b --plain --size 80x24", "show --plain --size 80x24 -- -#b"),
        ("plot -#a -o -", "plot -o - -- -#a"),
    ] {
        assert_eq!(with_input(line, text).quiet(), with_input(dashed, text).quiet(), "{line}");
    }
    let both = with_input("eval uniform:2 -#b -n 4 --format csv", text).quiet();
    assert!(both.contains("\nuniform:2,4,") && both.contains("\ntwo#b,4,"), "{both}");
    let err = with_input("eval -#c", text).refused(2);
    assert_eq!(err, "error: \"-\" has no prompt \"c\"; did you mean \"a\"? its prompts are a, b\n");
    // Where a value is wanted it is none, and in no message it is disguised.
    let err = with_input("plot -#a -o -#b", text).refused(2);
    assert!(!err.contains('\u{1}') && !err.contains('␁'), "{err}");
    let err = with_input("presets show -#b", text).refused(2);
    assert!(err.contains("'-#'") && !err.contains('␁'), "{err}");
}
