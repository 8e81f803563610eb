//! Tests of Markdown: what stays as prose, and that every offset holds.

use super::*;
use BlockKind::{BlockQuote, Heading, ListItem, Paragraph, TableCell};
use proptest::prelude::*;

fn blocks(text: &str) -> (Read, Metadata) {
    crate::text::format::read(text, crate::text::Format::Markdown)
}

/// Each block's kind and prose; checks that prose and file agree byte for byte where prose is not blank.
fn read(text: &str) -> Vec<(BlockKind, String)> {
    let (blocks, _) = blocks(text);
    let mut end = 0;
    for (block, prose) in blocks.blocks.iter().zip(&blocks.prose) {
        assert!(block.span.start >= end, "blocks overlap in {text:?}");
        end = block.span.end;
        let source = block.span.of(text);
        assert_eq!(source.len(), prose.len(), "{text:?}");
        assert!(!prose.trim().is_empty(), "{text:?}");
        for (i, c) in prose.char_indices() {
            assert!(
                c == ' ' || source.get(i..).is_some_and(|s| s.starts_with(c)),
                "{c:?} at {i} of {text:?}"
            );
        }
    }
    let kinds = blocks.blocks.iter().map(|b| b.kind);
    kinds
        .zip(blocks.prose.iter().map(|prose| prose.to_string()))
        .collect()
}

/// One paragraph's prose with its runs of blanks folded.
fn prose(text: &str) -> String {
    read(text)
        .into_iter()
        .map(|(_, prose)| prose.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn what_is_masked() {
    let cases = [
        ("The **old** mill *burnt*.", "The old mill burnt ."),
        ("Run `cargo 14` now.", "Run now."),
        (
            "See [the mill](https://a.example/14 \"T 15\").",
            "See the mill .",
        ),
        (
            "See [the mill][m].\n\n[m]: https://a.example/14",
            "See the mill .",
        ),
        ("![Smoke](smoke14.png) rose.", "Smoke rose."),
        ("See <https://a.example/14> now.", "See now."),
        ("Mail <a14@b.example> now.", "Mail now."),
        (
            "The <b>old</b> mill.<!-- 14 --> It burnt.",
            "The old mill. It burnt.",
        ),
        ("<!-- 14\nmore -->\n\nIt burnt.", "It burnt."),
        ("<div>14</div>\n\nIt burnt.", "It burnt."),
        ("It burnt.[^1]\n\n[^1]: In May.", "It burnt. | In May."),
        ("It cost \\$14 \\*gross\\*.", "It cost $14 *gross *."),
        ("Quill &amp; Sons", "Quill &amp; Sons"),
        ("```\n14 mills\n```\n\nIt burnt.", "It burnt."),
        ("    14 mills\n\nIt burnt.", "It burnt."),
        ("It ~~stood~~ burnt.", "It stood burnt."),
        (
            "The mill\\\nburnt  \nin May\nlast year.",
            "The mill burnt in May last year.",
        ),
        ("One.\n\n---\n\nTwo.", "One. | Two."),
    ];
    for (text, expected) in cases {
        assert_eq!(prose(text), expected, "{text}");
    }
}

#[test]
fn kinds_of_blocks() {
    let text = "# A mill\n\nIt burnt.\n\n- one\n- two\n  - three\n\n> It *stood*\n> long.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n* para in\n\n  an item\n";
    let kinds: Vec<_> = read(text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        kinds,
        [
            Heading, Paragraph, ListItem, ListItem, ListItem, BlockQuote, TableCell, TableCell,
            TableCell, TableCell, ListItem, ListItem
        ]
    );
}

#[test]
fn byte_order_mark_front_matter_and_line_ends() {
    let text = "\u{feff}---\r\ntitle: T\r\n---\r\n# Mill\r\n\r\nIt burnt\r\nin May.\r\n";
    let found = read(text);
    assert_eq!(
        found,
        [
            (Heading, "Mill".to_owned()),
            (Paragraph, "It burnt\r\nin May.".to_owned())
        ]
    );
    assert_eq!(blocks(text).1.title.as_deref(), Some("T"));
    assert_eq!(prose("\u{feff}It burnt."), "It burnt.");
    // Only the beginning of a file is front matter.
    assert_eq!(
        prose("One.\n\n---\ntitle: T\n---\n\nTwo."),
        "One. | title: T | Two."
    );
}

#[test]
fn quoted_lines_keep_their_place() {
    let text = "> It stood\n> long.";
    assert_eq!(read(text), [(BlockQuote, "It stood\n  long.".to_owned())]);
}

proptest! {
    #[test]
    fn any_soup_keeps_its_offsets(text in "([a-zé“”😀0-9 .]{0,8}([\\[\\]()*_`~<>!#|&;\\\\:-]|\r?\n|    |\n> |\n- |---\n|<!--|-->|</b>|```\n|\u{feff}|\u{a0}){0,3}){0,14}") {
        read(&text);
    }
}
