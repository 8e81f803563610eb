//! Noun phrases beside a figure.

use super::FigureKind;
use crate::text::lexicon;
use crate::text::{Prose, Tag, TokenKind};
use std::ops::Range;

/// Heads that only stand for what follows "of": "the number of deaths".
pub const TRANSPARENT: &[&str] = &[
    "number", "numbers", "total", "amount", "figure", "count", "group", "unit", "sum", "majority",
    "series", "set", "pair", "estimate", "lot", "team", "crowd",
];

/// Words that end a noun phrase though they look like a part of it.
const TIME_WORDS: &[&str] = &[
    "last",
    "next",
    "this",
    "yesterday",
    "today",
    "tomorrow",
    "tonight",
    "ago",
    "earlier",
    "will",
    "can",
    "may",
    "might",
    "must",
    "says",
    "said",
    "has",
    "had",
    "later",
    "each",
    "apiece",
    "once",
    "since",
];

/// A noun phrase without its determiner: `start..end`, its head the last noun.
pub struct Phrase {
    /// First token.
    pub start: usize,
    /// The noun.
    pub head: usize,
    /// One past the last token.
    pub end: usize,
}

impl Phrase {
    /// One noun alone.
    pub fn of_one(head: usize) -> Phrase {
        Phrase {
            start: head,
            head,
            end: head + 1,
        }
    }
}

/// The noun phrase that begins at token `at`.
pub fn noun_phrase(prose: &Prose, at: usize, limit: usize, kind: FigureKind) -> Option<Phrase> {
    let mut start = at;
    // "two 19-year-old sailors"
    if prose.kind(start) == TokenKind::Number {
        while start < limit && prose.kind(start) == TokenKind::Number
            || prose.word(start) == "-"
            || prose.lower(start).contains("year")
        {
            start += 1;
        }
    }
    while start < limit && matches!(prose.word(start), "-" | "‑") {
        start += 1;
    }
    let mut end = start;
    let mut head = None;
    while end < limit {
        let lower = prose.lower(end);
        if TIME_WORDS.contains(&&*lower)
            || lexicon::is_weekday(&lower)
            || (kind == FigureKind::Age && lower.ends_with("ed"))
        {
            break;
        }
        let previous = head.filter(|&h| prose.tag(h) == Tag::Noun);
        match prose.tag(end) {
            // "two men police arrested": a plural ends the phrase, unless another one follows ("sales jobs").
            Tag::Noun | Tag::Verb
                if previous.is_some_and(|h| is_plural(&prose.lower(h)))
                    && !(is_plural(&lower) && prose.tag(end) == Tag::Noun) =>
            {
                break;
            }
            Tag::Noun => head = Some(end),
            // "five straight matches": a plural that is a verb's form as well.
            Tag::Verb
                if previous.is_some()
                    && is_plural(&lower)
                    && matches!(
                        prose.tag(end + 1),
                        Tag::Preposition | Tag::Mark | Tag::Auxiliary | Tag::Conjunction
                    ) =>
            {
                head = Some(end)
            }
            // "the second half": a number word that is a thing here.
            _ if head.is_none()
                && kind == FigureKind::Ordinal
                && matches!(&*lower, "half" | "quarter" | "third") =>
            {
                head = Some(end)
            }
            // "13,000 workers Lima said": a name behind the noun begins something else.
            Tag::ProperNoun if previous.is_some() => break,
            Tag::ProperNoun => head = Some(end),
            Tag::Adjective if previous.is_some() => break,
            Tag::Adjective | Tag::Adverb => {}
            // "wounded soldiers", "missing people"; "the 71-year-old blamed rain" has a verb.
            Tag::Verb
                if head.is_none()
                    && kind != FigureKind::Age
                    && (lower.ends_with("ed") || lower.ends_with("ing"))
                    && matches!(
                        prose.tag(end + 1),
                        Tag::Noun | Tag::ProperNoun | Tag::Adjective
                    ) => {}
            Tag::Particle
                if matches!(&*lower, "'s" | "'")
                    && head.is_some()
                    && matches!(prose.tag(end + 1), Tag::Noun | Tag::Adjective) => {}
            Tag::Mark
                if prose.word(end) == "-"
                    && head.is_some()
                    && matches!(prose.tag(end + 1), Tag::Noun | Tag::Adjective) => {}
            _ => break,
        }
        end += 1;
    }
    // "40 dead", "12 injured"
    let head = head.or_else(|| {
        if kind != FigureKind::Cardinal {
            return None;
        }
        (start..end)
            .rev()
            .find(|&t| prose.tag(t) == Tag::Adjective && t + 1 == end)
    })?;
    Some(Phrase {
        start,
        head,
        end: head + 1,
    })
}

/// "the price of bread", "the people in the camp": the phrase that another one only narrows down. "The number of
/// deaths" stays with the deaths.
pub fn outermost(prose: &Prose, inner: Phrase, limit: usize) -> Option<Phrase> {
    let mut phrase = inner;
    for _ in 0..4 {
        let mut at = phrase.start;
        while at > limit && prose.tag(at - 1) == Tag::Determiner {
            at -= 1;
        }
        let Some(preposition) = at
            .checked_sub(1)
            .filter(|&p| p >= limit && prose.tag(p) == Tag::Preposition)
        else {
            break;
        };
        let Some(outer) = phrase_ending(prose, preposition, limit) else {
            break;
        };
        if prose.lower(preposition) == "of" && TRANSPARENT.contains(&&*prose.lower(outer.head)) {
            break;
        }
        phrase = outer;
    }
    Some(phrase)
}

/// Whether a word has the form of a plural.
fn is_plural(lower: &str) -> bool {
    matches!(
        lower,
        "men" | "women" | "people" | "children" | "police" | "feet" | "teeth"
    ) || (lower.len() > 3
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is"))
}

pub fn phrase_ending(prose: &Prose, end: usize, limit: usize) -> Option<Phrase> {
    let head = end
        .checked_sub(1)
        .filter(|&h| h >= limit && matches!(prose.tag(h), Tag::Noun | Tag::ProperNoun))?;
    let mut start = head;
    while start > limit
        && matches!(
            prose.tag(start - 1),
            Tag::Noun | Tag::ProperNoun | Tag::Adjective
        )
    {
        start -= 1;
    }
    Some(Phrase { start, head, end })
}

pub fn sentence_of(prose: &Prose, offset: usize) -> Range<usize> {
    prose
        .sentences
        .get(prose.sentence_at(offset))
        .map_or(0..prose.tokens.len(), |s| s.tokens.clone())
}

/// Whether a clause begins or ends at this token.
pub fn is_boundary(prose: &Prose, token: usize) -> bool {
    matches!(
        prose.word(token),
        ";" | ":" | "—" | "“" | "”" | "\"" | "(" | ")"
    ) || matches!(
        &*prose.lower(token),
        "that" | "who" | "which" | "while" | "but" | "although" | "though" | "because" | "whereas"
    )
}
