//! "Citing the board, the Courier said …": whom a report leans on, beside the one who reports.

use super::Attribution;
use super::cues::Class;
use super::phrase::Clauses;
use crate::text::{Span, Tag};
use std::ops::Range;

/// Words for those who tell, and for what they wrote: "citing the cost" names no source.
const TELLERS: [&str; 30] = [
    "accounts",
    "agency",
    "aides",
    "analysts",
    "board",
    "court",
    "data",
    "diplomats",
    "documents",
    "experts",
    "figures",
    "filings",
    "government",
    "hospital",
    "investigators",
    "media",
    "memo",
    "ministry",
    "officers",
    "official",
    "officials",
    "people",
    "police",
    "records",
    "report",
    "reports",
    "research",
    "residents",
    "sources",
    "witnesses",
];
/// Most words of such a source.
const LONGEST: usize = 16;

/// The word that leans.
pub const CUE: &str = "citing";

/// Reads the one that stands at a token.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    if !c.is(token, &[CUE]) {
        return None;
    }
    let sentence = c.sentence(token);
    let limit = sentence.end.min(token + 1 + LONGEST);
    let stop = |t: &usize| matches!(c.prose.word(*t), "," | ";" | ":" | "—");
    let end = (token + 1..limit).find(stop);
    let end = end.unwrap_or_else(|| {
        let last = sentence.end.saturating_sub(1);
        if c.is_word(last) { sentence.end } else { last }
    });
    let source = token + 1..end.min(limit);
    let tells = |t: usize| c.is(t, &TELLERS) || c.prose.tag(t) == Tag::ProperNoun;
    if source.is_empty() || !source.clone().any(tells) {
        return None;
    }
    let content = if token == sentence.start {
        behind(c, end + 1, &sentence)
    } else if c.prose.word(token - 1) != "," {
        None
    } else if c.prose.word(end) == "," {
        behind(c, end + 1, &sentence).filter(|_| c.verb(end + 1).is_some())
    } else {
        before(c, token - 1, &sentence)
    };
    Some(Attribution {
        source: Some(c.span(source)),
        class: Class::Speech,
        cue: c.span(token..token + 1),
        content: vec![content?],
    })
}

/// "…, the Courier said forty boats had sunk": what is reported behind the first verb that reports, else the whole clause.
fn behind(c: &Clauses, start: usize, sentence: &Range<usize>) -> Option<Span> {
    let says = |t: &usize| {
        c.verb(*t)
            .is_some_and(|v| v.class == Class::Speech && v.takes('t'))
    };
    let first = (start..sentence.end.min(start + 8))
        .find(says)
        .map_or(start, |t| t + 1);
    let first = first + usize::from(c.is(first, &["that"]));
    let end = c.clause_end(first);
    (end > first).then(|| c.span(first..end))
}

/// "Forty boats sank, the Courier said, citing …": the clause before the tag.
fn before(c: &Clauses, comma: usize, sentence: &Range<usize>) -> Option<Span> {
    let tag = comma
        .checked_sub(1)
        .filter(|&t| c.verb(t).is_some_and(|v| v.class == Class::Speech))
        .and_then(|t| c.subject_before(c.group(t).start))
        .and_then(|subject| subject.start.checked_sub(1))
        .filter(|&t| c.prose.word(t) == ",");
    let end = tag.unwrap_or(comma);
    (end > sentence.start).then(|| c.span(sentence.start..end))
}
