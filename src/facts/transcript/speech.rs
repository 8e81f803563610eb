//! Speeches, letters and articles by one who says "I": running text that is somebody's own words.

use super::{Turn, whole};
use crate::facts::{BlockFacts, DocumentFacts, NameKind};
use crate::text::{BlockKind, Span};

/// Nouns that head such a text, before "by" and a name.
const KINDS: [&str; 12] = [
    "address",
    "article",
    "column",
    "keynote",
    "lecture",
    "letter",
    "message",
    "remarks",
    "sermon",
    "speech",
    "statement",
    "testimony",
];
/// How many blocks from the start may name the speaker.
pub const HEAD: usize = 4;
/// Most words of a block that names the speaker.
const LONGEST_HEAD: usize = 20;
/// One block in so many that says "I" makes all of a text somebody's own words.
const SHARE: usize = 3;

/// Paragraphs in which somebody says "I" outside quotation marks; all of them, where many do.
pub fn read(facts: &DocumentFacts) -> Vec<Turn> {
    // Most texts have no such paragraph, and are not looked through.
    if !(0..facts.blocks.len()).any(|b| facts.is_personal(b)) {
        return Vec::new();
    }
    let speaker = speaker(facts);
    let below = |b: usize| speaker.is_none_or(|(head, _)| b > head);
    let prose = || {
        let blocks = facts.document.blocks.iter().enumerate();
        let prose = blocks.filter(|(b, block)| block.kind == BlockKind::Paragraph && below(*b));
        prose.map(|(b, _)| b)
    };
    let own: Vec<usize> = prose().filter(|&b| facts.is_personal(b)).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let all = own.len() * SHARE >= prose().count() && (own.len() > 1 || speaker.is_some());
    let speaker = speaker.filter(|_| all);
    prose()
        .filter(|b| all || own.binary_search(b).is_ok())
        .map(|block| Turn {
            block,
            words: whole(&facts.blocks[block]),
            speaker,
        })
        .collect()
}

/// Who is named above a text as the one whose words it is: "Speech by Ivo Kral". A byline alone may be a reporter's.
fn speaker(facts: &DocumentFacts) -> Option<(usize, Span)> {
    let head = facts.blocks.iter().enumerate().take(HEAD);
    head.filter(|(_, f)| f.prose.tokens.len() <= LONGEST_HEAD)
        .find_map(|(b, f)| Some((b, named(f)?)))
}

fn named(facts: &BlockFacts) -> Option<Span> {
    let prose = &facts.prose;
    facts.names.iter().find_map(|name| {
        let person = name.kind == NameKind::Person
            || name.kind == NameKind::Unknown && name.text.contains(' ');
        let first = prose.token_at(name.span.start);
        let before = first
            .checked_sub(1)
            .filter(|&b| &*prose.lower(b) == "by" || &*prose.lower(b) == "from")?;
        let headed = (0..before).any(|t| KINDS.contains(&&*prose.lower(t)));
        (person && headed).then_some(name.span)
    })
}
