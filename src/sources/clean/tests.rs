//! Tests of regions: each line is marked with the region it should have.

use super::*;

/// Checks lines marked `S `, `F ` or `1 `, `2 `, ….
fn check(format: Format, marked: &[&str]) {
    let text = marked
        .iter()
        .map(|l| &l[2..])
        .collect::<Vec<_>>()
        .join("\n");
    let document = Document::new("page.txt", text, format);
    assert_eq!(document.blocks.len(), marked.len());
    let found: Vec<String> = regions(&document)
        .iter()
        .zip(&document.prose)
        .map(|(region, prose)| {
            let mark = match region {
                Region::Story => "S".to_owned(),
                Region::Furniture => "F".to_owned(),
                Region::Other(n) => n.to_string(),
            };
            format!("{mark} {prose}")
        })
        .collect();
    assert_eq!(found, marked);
}

#[test]
fn a_scraped_page() {
    check(
        Format::Plain,
        &[
            "F Home",
            "F World",
            "F Sport",
            "F Sign in",
            "S Vellia closes its last mill after the flood of March",
            "F By Ada Quill",
            "F Updated 3 May 2021",
            "S ORLAN: Vellia closed its last mill on Monday, the ministry said, after the flood of March had ruined it.",
            "S “We had no choice,” the minister told the parliament.",
            "F ALSO READ | Orlan's bridge to be rebuilt",
            "S The mill had stood for 300 years and employed 40 men.",
            "F Follow Ada Quill on Facebook and Twitter.",
            "F Share.",
            "F Leave A Reply",
            "F Related Articles",
            "F Orlan Post",
            "F an hour ago",
            "F - Orlan Post",
            "F Kelvar elects a harbour master at last",
            "1 KELVAR: The port of Kelvar elected a harbour master on Tuesday, ending a quarrel that had lasted for more than eleven years.",
            "1 He begins in June.",
            "F Tosk wins the regatta",
            "2 TOSK — The rowers of Tosk won the regatta on Sunday by three lengths, their first victory since the war, officials told this paper.",
            "F Copyright 2021 Orlan Post. All rights reserved.",
        ],
    );
}

#[test]
fn lists_of_headlines() {
    check(
        Format::Plain,
        &[
            "S The mill burnt on Monday, the ministry of Vellia said.",
            "S Nobody was hurt in the fire.",
            "F Trending",
            "F - Kelvar elects a harbour master",
            "F - Tosk wins the regatta",
            "F - Seven things to know about mills",
        ],
    );
}

#[test]
fn a_box_within_the_story() {
    check(
        Format::Plain,
        &[
            "S The mill burnt on Monday, the ministry of Vellia said, and the fire spread to the granary.",
            "S Nobody was hurt, but forty workers of the mill lost their work.",
            "F Most read",
            "F Kelvar elects a harbour master",
            "F Tosk wins the regatta",
            "S The ministry of Vellia will pay the workers until the mill is rebuilt, and the granary will be moved to the river, it said on Tuesday.",
        ],
    );
}

#[test]
fn another_dateline_begins_another_story() {
    check(
        Format::Plain,
        &[
            "S Mill burns",
            "S ORLAN (VPA) — The mill burnt on Monday, the ministry said.",
            "S Nobody was hurt in the fire.",
            "S The granary stands unharmed.",
            "S Harbour master elected at last",
            "1 KELVAR (VPA) — The port of Kelvar elected a harbour master on Tuesday, ending a quarrel that had lasted for eleven years.",
        ],
    );
}

#[test]
fn stories_without_furniture_stay_whole() {
    check(
        Format::Plain,
        &[
            "S The share of mills fell, the source said.",
            "S By Monday nobody had answered.",
            "S Comments by the minister were published on 3 May.",
            "S Read more slowly, she said: it helps.",
            "S The copyrighted plans were lost.",
            "S Trending down, the prices fell.",
            "S Related matters were left out.",
        ],
    );
}

#[test]
fn a_markdown_document_of_sections() {
    let text = "# Mill\n\nThe mill burnt on Monday.\n\n## Comments\n\n- short entry\n\n## Costs\n\nIt cost 14 marks.\n";
    let document = Document::new("draft.md", text, Format::Markdown);
    use Region::{Furniture, Story};
    assert_eq!(
        regions(&document),
        [Story, Story, Furniture, Furniture, Story, Story]
    );
}
