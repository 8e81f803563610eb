//! Nouns that report: "the claim that …", "her plan to …", "their support for …".

use super::Attribution;
use super::cues::{Class, Frames};
use super::phrase::Clauses;
use crate::text::{Span, Tag, TokenKind};
use std::ops::Range;

/// Reads a report whose noun stands at a token.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    let frames = c.reporting_noun(token)?;
    if c.prose.kind(token) != TokenKind::Word
        || c.is_finite(token)
            && c.prose.tag(token) != Tag::Noun
            && super::stance::of_light_verb(c, token).is_none()
    {
        return None;
    }
    // "said in a statement that": the verb reports.
    if c.is(token.saturating_sub(2), &["in"]) && token >= 2 {
        return None;
    }
    let sentence = c.sentence(token);
    let mut start = token + 1;
    let mut source = None;
    // "in order to": no order.
    if c.is(token, &["order"]) && token > sentence.start && c.is(token - 1, &["in"]) {
        return None;
    }
    let mut near = (sentence.start..token)
        .rev()
        .take(4)
        .take_while(|&t| c.prose.word(t) != ",");
    let owner = near.find(|&t| {
        c.is(t, &["his", "her", "their", "its", "my", "our", "your"])
            || matches!(c.prose.word(t), "'s" | "’s" | "'" | "’")
    });
    let light = match owner {
        Some(_) => None,
        None => super::stance::of_light_verb(c, token),
    };
    let owned = owner.is_some() || light.is_some();
    // "her hope is that", "the board’s aim was to", "her answer:"
    if let (Some(owner), Some(start)) = (owner, predicate(c, start, frames, &sentence)) {
        let end = c.clause_end(start);
        return (end > start).then(|| Attribution {
            source: owner_span(c, owner),
            class: Class::Thought,
            cue: c.span(token..start),
            content: vec![c.span(start..end)],
        });
    }
    // "the claim by farmers that", "a statement from the port that"
    if c.is(start, &["by", "from", "of", "among"])
        && !(owned && frames.takes_preposition(c.lower(start)))
    {
        let end = c.phrase_end(start + 1, sentence.end);
        source = Some(start + 1..end).filter(|s| !s.is_empty());
        start = end;
    }
    let clause = frames.takes('t')
        && c.is(start, &["that"])
        && start + 2 < sentence.end
        && !c.is_finite(start + 1)
        || frames.takes('i')
            && c.is(start, &["to"])
            && crate::text::lexicon::verb_form(c.lower(start + 1)).is_some()
        || frames.takes('w')
            && c.is(
                start,
                &["whether", "about", "who", "what", "why", "how", "where"],
            );
    // "their support for the plan": a preposition reports only where somebody owns the noun.
    let owned = owned
        && source.is_none()
        && start + 1 < sentence.end
        && frames.takes_preposition(c.lower(start));
    if !clause && !owned {
        return None;
    }
    let end = if clause {
        let end = c.clause_end(start);
        own_predicate(c, token, start, end, &sentence).unwrap_or(end)
    } else {
        start += 1;
        c.phrase_end(start, sentence.end)
    };
    if end <= start {
        return None;
    }
    let source = source
        .map(|s| c.span(s))
        .or_else(|| owner_span(c, owner?))
        .or_else(|| light.map(|s| c.span(s)));
    Some(Attribution {
        source,
        class: Class::Thought,
        cue: c.span(token..token + 1),
        content: vec![c.span(start..end)],
    })
}

/// "The claim that the tower leaned was rejected": where the predicate begins whose subject the noun is.
fn own_predicate(
    c: &Clauses,
    noun: usize,
    start: usize,
    end: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    if (sentence.start..noun).any(|t| c.is_finite(t)) || !c.is(start, &["that"]) {
        return None;
    }
    let first = (start + 1..end).find(|&t| c.is_finite(t))?;
    // The verbs of one group stand together.
    let mut last = first;
    while last + 1 < end
        && matches!(
            c.prose.tag(last + 1),
            Tag::Auxiliary | Tag::Adverb | Tag::Verb
        )
        && !(c.prose.tag(last) == Tag::Verb && c.prose.tag(last + 1) == Tag::Auxiliary)
    {
        last += 1;
    }
    let second = (last + 1..end).find(|&t| c.is_finite(t))?;
    let joined = (start + 1..second).any(|t| {
        !c.is_word(t)
            || c.prose.tag(t) == Tag::Conjunction
            || c.is(
                t,
                &[
                    "who", "which", "that", "what", "because", "as", "when", "if", "where",
                    "while", "than", "until", "after", "before", "how", "why", "whether",
                ],
            )
            || c.verb(t).is_some_and(|v| v.takes('b') || v.takes('t'))
    });
    (!joined && c.prose.tag(second) == Tag::Auxiliary).then_some(second)
}

/// Who owns a noun: the pronoun, or the phrase before the mark of possession.
fn owner_span(c: &Clauses, t: usize) -> Option<Span> {
    if c.is_word(t) && !matches!(c.prose.word(t), "'s" | "’s") {
        return Some(c.span(t..t + 1));
    }
    c.subject_before(t).map(|s| c.span(s))
}

/// Where the content begins that a copula or a colon gives a noun: "… is that", "… was to", "…:".
fn predicate(c: &Clauses, next: usize, frames: Frames, sentence: &Range<usize>) -> Option<usize> {
    if !(frames.takes('t') || frames.takes('i') || frames.takes('p')) {
        return None;
    }
    let mut t = next;
    if c.is(t, &["is", "was", "remains", "remained", "has", "had"]) {
        t += if c.is(t + 1, &["been"]) { 2 } else { 1 };
        while c.prose.tag(t) == Tag::Adverb {
            t += 1;
        }
    }
    let colon = c.prose.word(t) == ":";
    let clause =
        t > next && (c.is(t, &["that"]) || c.is(t, &["to"]) && c.prose.tag(t) != Tag::Noun);
    if colon && t + 1 < sentence.end {
        Some(t + 1)
    } else {
        (clause && t + 2 < sentence.end).then_some(t)
    }
}
