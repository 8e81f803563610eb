//! What a figure counts: head noun with its modifiers, predicate, part of a whole.

use super::Measure;
use crate::text::lexicon::{self, lemma};
use crate::text::{Prose, Span, Tag, TokenKind};
use std::ops::Range;

/// Heads that only stand for what follows "of": "the number of deaths".
const TRANSPARENT: &[&str] = &[
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
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "ago",
    "earlier",
    "later",
    "each",
    "apiece",
    "once",
    "since",
];

/// Verbs that only report; what they govern is a clause, not the figure.
const REPORTING: &[&str] = &[
    "say",
    "tell",
    "report",
    "announce",
    "claim",
    "add",
    "believe",
    "think",
    "confirm",
    "state",
    "note",
    "warn",
    "suggest",
    "show",
    "reveal",
    "find",
    "know",
    "mean",
    "admit",
    "insist",
    "argue",
    "acknowledge",
    "learn",
    "hear",
];

/// What the number at `number` (with hedge and unit: `whole`) counts. `own_unit`: a unit stands between number and noun.
pub fn read(prose: &Prose, number: Span, whole: Span, own_unit: bool) -> Measure {
    let first = prose.tokens_in(whole).start;
    let after = behind(prose, whole.end.max(number.end));
    let sentence = sentence_of(prose, whole.start);
    let mut measure = Measure::default();
    let mut subject_wanted = true;
    let mut phrase_end = after;
    let mut at = after;
    // "3,000 of them", "45% of the voters"
    let partitive = prose.lower(at) == "of";
    if partitive {
        at += 1;
        let definite = matches!(prose.tag(at), Tag::Determiner | Tag::Pronoun);
        if matches!(
            &*prose.lower(at),
            "them" | "those" | "these" | "whom" | "which" | "us"
        ) {
            measure.part = true;
            phrase_end = at + 1;
            if prose.tag(at) == Tag::Pronoun || noun_phrase(prose, at + 1, sentence.end).is_none() {
                at = sentence.end;
            }
        }
        measure.part |= definite && !own_unit;
    }
    if let Some(phrase) = noun_phrase(prose, at, sentence.end) {
        subject_wanted = false;
        fill(prose, &mut measure, &phrase);
        phrase_end = phrase.end;
        if TRANSPARENT.contains(&measure.head.as_str())
            && prose.lower(phrase.end) == "of"
            && let Some(inner) = noun_phrase(prose, phrase.end + 1, sentence.end)
        {
            fill(prose, &mut measure, &inner);
            phrase_end = inner.end;
        }
    }
    let before = first.checked_sub(1).map(|p| prose.lower(p).into_owned());
    if before
        .as_deref()
        .is_some_and(|w| matches!(w, "including" | "includes" | "include" | "included"))
    {
        measure.part = true;
    }
    // "a unit of 25 soldiers": the number counts the soldiers, and the verb is the unit's.
    let verb_before = verb_before(prose, first, sentence.start);
    let verb_after = verb_after(prose, phrase_end, sentence.end);
    let auxiliary_next = prose.tag(phrase_end) == Tag::Auxiliary;
    let next_is_participle = measure.head.is_empty()
        && prose.tag(phrase_end) == Tag::Verb
        && lexicon::verb_form(&prose.lower(phrase_end)).is_some();
    let governs = match (verb_before, verb_after) {
        _ if next_is_participle => Some(phrase_end),
        (_, Some(v)) if auxiliary_next => Some(v),
        (Some(b), Some(v)) if is_reporting(prose, b) && v <= phrase_end + 5 => Some(v),
        (Some(b), _) => Some(b),
        (None, v) => v,
    };
    measure.predicate = governs.map(|v| lemma(&prose.lower(v), Tag::Verb).into_owned());
    if measure.head.is_empty() && subject_wanted && !measure.part {
        let verb = verb_before.unwrap_or(first);
        if let Some(phrase) = subject_before(prose, verb, sentence.start) {
            fill(prose, &mut measure, &phrase);
        }
    }
    measure
}

/// Index of the first token behind a byte offset, a hyphenated word that the number begins counted as gone.
fn behind(prose: &Prose, offset: usize) -> usize {
    prose.tokens.partition_point(|t| t.span.start < offset)
}

fn sentence_of(prose: &Prose, offset: usize) -> Range<usize> {
    prose
        .sentences
        .get(prose.sentence_at(offset))
        .map_or(0..prose.tokens.len(), |s| s.tokens.clone())
}

fn is_reporting(prose: &Prose, token: usize) -> bool {
    REPORTING.contains(&&*lemma(&prose.lower(token), Tag::Verb))
}

/// A noun phrase without its determiner: `start..end`, its head the last noun.
struct Phrase {
    start: usize,
    head: usize,
    end: usize,
}

fn fill(prose: &Prose, measure: &mut Measure, phrase: &Phrase) {
    measure.head = prose.lower(phrase.head).into_owned();
    measure.span = prose.span_of(phrase.start..phrase.head + 1);
    measure.modifiers = (phrase.start..phrase.head)
        .filter(|&t| prose.kind(t) == TokenKind::Word)
        .map(|t| prose.lower(t).into_owned())
        .collect();
}

/// The noun phrase that begins at token `at`.
fn noun_phrase(prose: &Prose, at: usize, limit: usize) -> Option<Phrase> {
    let mut start = at;
    while start < limit
        && (prose.tag(start) == Tag::Determiner || matches!(prose.word(start), "-" | "‑"))
    {
        start += 1;
    }
    let mut end = start;
    let mut head = None;
    while end < limit {
        let lower = prose.lower(end);
        if TIME_WORDS.contains(&&*lower) {
            break;
        }
        match prose.tag(end) {
            Tag::Noun => {
                head = Some(end);
            }
            // "14,000 troops Kyiv said": a name behind the noun begins something else.
            Tag::ProperNoun if head.is_some_and(|h| prose.tag(h) == Tag::Noun) => break,
            Tag::ProperNoun => head = Some(end),
            Tag::Adjective if head.is_some_and(|h| prose.tag(h) == Tag::Noun) => break,
            Tag::Adjective | Tag::Adverb => {}
            // "wounded soldiers", "missing people"
            Tag::Verb
                if head.is_none()
                    && (lower.ends_with("ed") || lower.ends_with("ing"))
                    && matches!(
                        prose.tag(end + 1),
                        Tag::Noun | Tag::ProperNoun | Tag::Adjective
                    ) => {}
            Tag::Particle
                if matches!(&*lower, "'s" | "’s" | "'")
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

/// Whether a clause begins or ends at this token.
fn is_boundary(prose: &Prose, token: usize) -> bool {
    matches!(
        prose.word(token),
        ";" | ":" | "—" | "“" | "”" | "\"" | "(" | ")"
    ) || matches!(
        &*prose.lower(token),
        "that" | "who" | "which" | "while" | "but" | "although" | "though" | "because" | "whereas"
    )
}

/// The nearest verb before token `from`, in its clause.
fn verb_before(prose: &Prose, from: usize, limit: usize) -> Option<usize> {
    (limit..from)
        .rev()
        .take_while(|&t| !is_boundary(prose, t))
        .find(|&t| {
            prose.tag(t) == Tag::Verb
                && !matches!(
                    &*prose.lower(t),
                    "including" | "according" | "estimated" | "following"
                )
        })
}

/// The next verb behind token `from`, in its clause.
fn verb_after(prose: &Prose, from: usize, limit: usize) -> Option<usize> {
    (from..limit)
        .take_while(|&t| !is_boundary(prose, t))
        .find(|&t| prose.tag(t) == Tag::Verb)
}

/// The noun phrase that ends before the verb group at `verb`.
fn subject_before(prose: &Prose, verb: usize, limit: usize) -> Option<Phrase> {
    let mut end = verb;
    while end > limit
        && matches!(
            prose.tag(end - 1),
            Tag::Auxiliary
                | Tag::Adverb
                | Tag::Particle
                | Tag::Verb
                | Tag::Preposition
                | Tag::Mark
                | Tag::Determiner
        )
    {
        end -= 1;
        if is_boundary(prose, end) {
            return None;
        }
    }
    let phrase = phrase_ending(prose, end, limit)?;
    // "the number of deaths", "the price of bread": the inner noun for an empty head, else the outer one.
    let mut of = phrase.start;
    while of > limit && prose.tag(of - 1) == Tag::Determiner {
        of -= 1;
    }
    if of > limit
        && prose.lower(of - 1) == "of"
        && let Some(outer) = phrase_ending(prose, of - 1, limit)
        && !TRANSPARENT.contains(&&*prose.lower(outer.head))
    {
        return Some(outer);
    }
    Some(phrase)
}

fn phrase_ending(prose: &Prose, end: usize, limit: usize) -> Option<Phrase> {
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
