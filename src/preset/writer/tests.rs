use std::collections::HashSet;

use proptest::prelude::*;

use crate::bon::{Base, Proposal};
use crate::family::{self, Labels, NamedBase};
use crate::preset::writer::*;
use crate::preset::{LowerView, Start, View, parse};
use crate::text;

fn list(weights: &[f64], rewards: Option<&[f64]>, labels: &[&str]) -> NamedBase {
    let base = match rewards {
        Some(rewards) => Base::with_rewards(weights, rewards),
        None => Base::from_weights(weights),
    };
    let labels = match labels {
        [] => Labels::Numbered,
        labels => Labels::Listed(labels.iter().map(|&label| label.to_owned()).collect()),
    };
    NamedBase::new("mine".to_owned(), base.unwrap(), labels, Vec::new()).weighing(weights.to_vec())
}

fn content(base: &NamedBase) -> PresetText<'_> {
    const NONE: &Proposal = &Proposal { weights: None, temperature: None, top_k: None, top_p: None };
    PresetText {
        name: "mine",
        title: Some("Mine"),
        source: None,
        bases: Bases::One(base),
        proposal: NONE,
        start: Start::default(),
        walkthrough: true,
    }
}

fn text(base: &NamedBase, template: Option<&str>) -> String {
    let content = PresetText { title: if template.is_some() { None } else { Some("Mine") }, ..content(base) };
    write(&content, template).unwrap().text
}

const HEAD: &str = "format = 1\nname = \"mine\"\ntitle = \"Mine\"\n\n[base]\n";

#[test]
fn a_new_preset_says_only_what_it_must() {
    assert_eq!(text(&list(&[0.9, 0.1], None, &[]), None), format!("{HEAD}p = [0.9, 0.1]\n"));
    assert_eq!(
        text(&list(&[1.0, 1e-300, 0.0], Some(&[0.0, -2.5, 1e20]), &["a", "b \"q\"", "c"]), None),
        format!("{HEAD}p = [1, 1e-300, 0]\nreward = [0, -2.5, 1e20]\nlabel = [\"a\", 'b \"q\"', \"c\"]\n")
    );
    let base = family::parse("zipf: 10, 1.1").unwrap();
    assert_eq!(text(&base, None), format!("{HEAD}family = \"zipf: 10, 1.1\"\n"));
    let start = Start { n: 1000, view: View::Lower(LowerView::Work) };
    let written = write(&PresetText { start, source: Some("a class"), ..content(&base) }, None).unwrap();
    assert!(written.text.ends_with("[start]\nn = 1000\nview = \"work\"\n"), "{}", written.text);
    assert!(written.text.contains("source = \"a class\"\n") && written.preset.start == start);
}

const COLUMNS: &str = r#"# My lesson.
format = 1
name = "mine"   # short
title = "Mine"
about = """
Two
lines.
"""

[base]
# lowest first
p = [ "1/4", 0.25,   # a comment
      0.50 ]
label = ["a", "b", "c"]

[start]
n = "2^10"

[[claim]]
n = 2   # why two
quantity = "kl"
at_most = 1

[[step]]
say = "look"
highlight = ["b", "c"]
"#;

#[test]
fn what_is_not_changed_stays_as_it_was_written() {
    let before = parse(COLUMNS, "x").unwrap();
    let same = PresetText { title: None, start: before.start, ..content(&before.base) };
    assert_eq!(write(&same, Some(COLUMNS)).unwrap().text, COLUMNS);
    for name in crate::preset::library::names() {
        let template = crate::preset::library::text(name).unwrap();
        let preset = parse(template, name).unwrap();
        let same = PresetText {
            name,
            title: None,
            source: None,
            bases: Bases::of(&preset),
            proposal: &preset.proposal,
            start: preset.start,
            walkthrough: true,
        };
        assert_eq!(write(&same, Some(template)).unwrap().text, template);
    }
    let crlf = COLUMNS.replace('\n', "\r\n");
    assert_eq!(write(&same, Some(&crlf)).unwrap().text, crlf);
}

#[test]
fn an_edit_changes_only_its_own_value() {
    let base = list(&[0.25, 0.125, 0.5], None, &["a", "b", "c"]);
    let start = Start { n: 1024, ..Start::default() };
    let changed = |base: &NamedBase, start| {
        write(&PresetText { title: None, start, ..content(base) }, Some(COLUMNS)).unwrap()
    };
    assert_eq!(changed(&base, start).text, COLUMNS.replace("0.25,   #", "0.125,   #"));
    let n = Start { n: 7, ..start };
    let unchanged = list(&[0.25, 0.25, 0.5], None, &["a", "b", "c"]);
    assert_eq!(changed(&unchanged, n).text, COLUMNS.replace("\"2^10\"", "7"));
    let rewards = list(&[0.25, 0.25, 0.5], Some(&[0.0, 1.0, 1.0]), &["a", "b", "c"]);
    let text = changed(&rewards, start).text;
    assert_eq!(
        text,
        COLUMNS.replace(
            "label = [\"a\", \"b\", \"c\"]\n",
            "label = [\"a\", \"b\", \"c\"]\nreward = [0, 1, 1]\n"
        )
    );
}

#[test]
fn outcomes_come_and_go_with_their_comments() {
    let start = Start { n: 1024, ..Start::default() };
    let changed =
        |base: &NamedBase| write(&PresetText { title: None, start, ..content(base) }, Some(COLUMNS)).unwrap();
    let grown = changed(&list(&[0.25, 0.25, 0.5, 0.0], Some(&[1.0, 2.0, 3.0, 4.0]), &["a", "b", "c", "d"]));
    assert!(
        grown.text.contains("p = [ \"1/4\", 0.25,   # a comment\n      0.50,\n      0 ]\n"),
        "{}",
        grown.text
    );
    assert!(grown.text.contains("label = [\"a\", \"b\", \"c\", \"d\"]\n") && grown.dropped == 0);
    let shrunk = changed(&list(&[0.25, 0.25], None, &["a", "b"]));
    assert!(shrunk.text.contains("highlight = [\"b\"]\n") && shrunk.dropped == 1, "{}", shrunk.text);
    assert!(shrunk.text.contains("label = [\"a\", \"b\"]\n"), "{}", shrunk.text);
    let renamed = changed(&list(&[0.25, 0.25, 0.5], None, &["a", "\x1b[2J", "c"]));
    assert!(
        renamed.text.contains("highlight = [\"␛[2J\", \"c\"]\n") && renamed.dropped == 0,
        "{}",
        renamed.text
    );
}

#[test]
fn outcomes_stay_tables_when_they_were() {
    let inline = "format = 1\nname = \"mine\"\ntitle = \"Mine\"\n[base]\noutcomes = [\n  { label = \"no\", p = 3 }, # often\n  { label = \"yes\", p = 1 },\n]\n";
    let base = list(&[3.0, 2.0], None, &["no", "yes"]);
    assert_eq!(text(&base, Some(inline)), inline.replace("p = 1", "p = 2"));
    let grown = list(&[3.0, 1.0, 1.0], Some(&[0.0, 1.0, 1.0]), &["no", "yes", "also"]);
    assert_eq!(
        text(&grown, Some(inline)),
        "format = 1\nname = \"mine\"\ntitle = \"Mine\"\n[base]\noutcomes = [\n  { label = \"no\", p = 3 , reward = 0 }, # often\n  { label = \"yes\", p = 1 , reward = 1 },\n  { label = \"also\", p = 1, reward = 1 },\n]\n"
    );
    let long = "format = 1\nname = \"mine\"\ntitle = \"Mine\"\n[[base.outcomes]]\n# often\nlabel = \"no\"\np = 3\n\n[[base.outcomes]]\nlabel = \"yes\"\np = 1\n";
    assert_eq!(text(&base, Some(long)), long.replace("p = 1", "p = 2"));
    let three = list(&[3.0, 1.0, 5.0], None, &["no", "yes", "also"]);
    assert_eq!(text(&three, Some(long)), format!("{long}\n[[base.outcomes]]\nlabel = \"also\"\np = 5\n"));
}

#[test]
fn a_family_and_a_list_take_each_others_place() {
    let template = "format = 1\nname = \"mine\"\ntitle = \"Mine\"\n\n[base]\n# which\nfamily = \"uniform:3\"\n\n[[claim]]\nn = 1\nquantity = \"kl\"\nat_most = 0\n";
    let listed = list(&[0.5, 0.25, 0.25], None, &[]);
    let text_of_list = text(&listed, Some(template));
    assert_eq!(text_of_list, template.replace("family = \"uniform:3\"", "p = [0.5, 0.25, 0.25]"));
    assert_eq!(text(&family::parse("uniform:3").unwrap(), Some(&text_of_list)), template);
    let inline = "format = 1\nname = \"mine\"\ntitle = \"Mine\"\nbase = { p = [1, 2] }\n";
    assert_eq!(
        text(&family::parse("uniform:9").unwrap(), Some(inline)),
        inline.replace("p = [1, 2]", "family = \"uniform:9\"")
    );
    assert_eq!(text(&list(&[1.0, 3.0], None, &[]), Some(inline)), inline.replace("[1, 2]", "[1, 3]"));
}

#[test]
fn what_is_no_preset_is_not_written_over() {
    let base = list(&[1.0, 2.0], None, &[]);
    let error = write(&content(&base), Some("format = 2")).unwrap_err().to_string();
    assert!(
        error.starts_with("the preset that is to be changed cannot be read: template:1:10: format is"),
        "{error}"
    );
    let unnamed = PresetText { name: "not a name", ..content(&base) };
    assert!(matches!(write(&unnamed, None), Err(WriteError::Refused(_))));
    let long: Vec<f64> = (1..=300).map(f64::from).collect();
    let wrapped = text(&list(&long, None, &[]), None);
    assert!(wrapped.lines().all(|line| line.len() <= 104) && wrapped.ends_with("300,\n]\n"), "{wrapped}");
}

fn any_base() -> impl Strategy<Value = NamedBase> {
    let weight = prop_oneof![
        4 => 0.0..1.0_f64,
        1 => Just(0.0),
        1 => (-300.0..0.0_f64).prop_map(|exponent| 10_f64.powf(exponent)),
        1 => (0.0..300.0_f64).prop_map(|exponent| 10_f64.powf(exponent)),
        1 => Just(1e-300),
    ];
    let reward = prop_oneof![
        2 => (-3..3).prop_map(f64::from),
        1 => any::<f64>().prop_filter("a number that can be typed", |x| x.is_normal()),
        1 => -1.0..1.0_f64,
        1 => Just(-0.0),
    ];
    let label = prop_oneof![
        2 => "[a-zA-Z]{1,6}",
        1 => "[\"'\\\\#=\\[\\]{},\u{1b}\u{7f}\u{202e}\n\t é断]{1,9}",
        1 => "\\PC{1,9}",
    ];
    (1..12_usize)
        .prop_flat_map(move |count| {
            (
                proptest::collection::vec(weight.clone(), count),
                proptest::option::of(proptest::collection::vec(reward.clone(), count)),
                proptest::option::of(proptest::collection::vec(label.clone(), count)),
            )
        })
        .prop_filter_map("a base", |(weights, rewards, labels)| {
            let base = match &rewards {
                Some(rewards) => Base::with_rewards(&weights, rewards),
                None => Base::from_weights(&weights),
            };
            let labels = match labels {
                None => Labels::Numbered,
                Some(labels) => {
                    let labels: Vec<String> = labels.iter().map(|label| label.trim().to_owned()).collect();
                    let distinct: HashSet<_> = labels.iter().map(|label| text::visible(label)).collect();
                    if distinct.len() < labels.len() || labels.iter().any(String::is_empty) {
                        return None;
                    }
                    Labels::Listed(labels)
                }
            };
            Some(NamedBase::new("mine".to_owned(), base.ok()?, labels, Vec::new()).weighing(weights))
        })
}

/// All that a base is, to the last bit.
fn bits(named: &NamedBase) -> (Base, Vec<String>) {
    (named.base().clone(), (0..named.base().len()).map(|rank| named.label(rank).into_owned()).collect())
}

proptest! {
    #[test]
    fn what_is_written_reads_back_to_the_last_bit(first in any_base(), second in any_base(), rows: bool) {
        let written = write(&content(&first), None).unwrap();
        prop_assert_eq!(bits(&written.preset.base), bits(&first));
        // Over another base, in either shape.
        let template = if rows {
            let rows: Vec<String> = second.weights().iter().zip(second.rewards()).enumerate().map(|(at, (p, reward))| {
                format!("{{ p = {p:e}, reward = {reward:e}, label = 'l{at}' }},\n")
            }).collect();
            format!("{HEAD}outcomes = [\n{}]\n", rows.concat())
        } else {
            write(&content(&second), None).unwrap().text
        };
        let over = write(&content(&first), Some(&template)).unwrap();
        prop_assert_eq!(bits(&over.preset.base), bits(&first));
        // And back again.
        let back = write(&content(&second), Some(&over.text)).unwrap();
        prop_assert_eq!(bits(&back.preset.base), bits(&second));
    }
}
