//! Where quotations begin and end.

use super::{Marks, read};
use crate::text::{BlockKind, Prose};

fn inner(text: &str) -> Vec<String> {
    let prose = Prose::read(text);
    read(&prose, BlockKind::Paragraph)
        .iter()
        .map(|q| q.inner.of(text).to_string())
        .collect()
}

#[test]
fn marks_of_all_kinds() {
    let rows: [(&str, &[&str]); 25] = [
        ("“Go home,” she said.", &["Go home,"]),
        ("\"Go home,\" she said.", &["Go home,"]),
        ("''Go home,'' she said.", &["Go home,"]),
        ("``Go home,'' she said.", &["Go home,"]),
        ("‘Go home,’ she said.", &["Go home,"]),
        ("'Go home,' she said.", &["Go home,"]),
        ("«Go home,» she said.", &["Go home,"]),
        ("„Go home,“ she said.", &["Go home,"]),
        ("‘ Go home now, ’ she said.", &["Go home now,"]),
        (
            "“Go home,” she said, “and stay there.”",
            &["Go home,", "and stay there."],
        ),
        (
            "\"Go home,\" she said, \"and stay there.\"",
            &["Go home,", "and stay there."],
        ),
        ("\"Go (home)\" was all.", &["Go (home)"]),
        ("It (\"the mole\") fell.", &["the mole"]),
        ("She wrote \"Stay\"—and left.", &["Stay"]),
        (
            "“She told me ‘no’ twice,” he said.",
            &["She told me ‘no’ twice,", "no"],
        ),
        (
            "\"She told me 'no' twice,\" he said.",
            &["She told me 'no' twice,", "no"],
        ),
        ("The farmers' plan isn't the mills' plan.", &[]),
        ("It’s the ’90s again.", &[]),
        ("The board was 12\" wide.", &[]),
        ("Rock 'n' roll", &[]),
        ("“The valley is dry.", &["The valley is dry."]),
        ("and it never rains.” She sighed.", &["and it never rains."]),
        ("“One. “Two,” he said.", &["One.", "Two,"]),
        ("No marks here.", &[]),
        ("“” is empty.", &[]),
    ];
    for (text, expected) in rows {
        assert_eq!(inner(text), expected, "{text}");
    }
}

#[test]
fn a_mark_typed_the_wrong_way_round_opens_after_a_closed_pair() {
    let text = "He came “to see the mill.” He went on,” They are all heroes here.”";
    assert_eq!(
        inner(text),
        ["to see the mill.", "They are all heroes here."]
    );
}

#[test]
fn what_is_known_of_each() {
    let prose = Prose::read("“She told me ‘no’ twice,” he said. “And then");
    let found = read(&prose, BlockKind::Paragraph);
    let flags: Vec<_> = found
        .iter()
        .map(|q| (q.closed, q.nested, q.marks))
        .collect();
    assert_eq!(
        flags,
        [
            (true, false, Marks::Double),
            (true, true, Marks::Single),
            (false, false, Marks::Double)
        ]
    );
}

#[test]
fn a_block_quotation_without_marks_is_one() {
    let prose = Prose::read("We will rebuild every bridge.");
    let found = read(&prose, BlockKind::BlockQuote);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].marks, Marks::Block);
}
