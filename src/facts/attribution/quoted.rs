//! Quotations that go on behind their tag, quotations without any cue beside them, and what announces one in the next block.

use super::Attribution;
use super::cues::Class;
use super::phrase::Clauses;
use crate::facts::Quotation;
use crate::text::Span;

/// Fewest words of a quotation that stands for itself: fewer are terms and titles.
const FEWEST_WORDS: usize = 4;

/// Adds quoted sentences right behind a sentence whose attribution is a quotation's: «“…,” she said. “…”»
pub fn continued(c: &Clauses, attributions: &mut [Attribution]) {
    for q in c.quotations.iter().filter(|q| !q.nested) {
        if attributions.iter().any(|a| covers(a, q.inner)) || q.words(c.prose) < 2 {
            continue;
        }
        let sentence = c.prose.sentence_at(q.span.start);
        if c.prose.sentences[sentence].span.start != q.span.start {
            continue;
        }
        let before = c.prose.text[..q.span.start].trim_end().len();
        let Some(previous) = before.checked_sub(1).map(|b| c.prose.sentence_at(b)) else {
            continue;
        };
        let previous = c.prose.sentences[previous].span;
        // The last attribution of a quotation that ends in the sentence before.
        let candidate = attributions
            .iter_mut()
            .filter(|a| {
                a.cue.overlaps(previous)
                    || a.content
                        .iter()
                        .any(|s| s.end <= q.span.start && s.end > previous.start)
            })
            .filter(|a| {
                a.content
                    .iter()
                    .any(|s| c.quotations.iter().any(|o| s.overlaps(o.inner)))
            })
            .max_by_key(|a| a.content.iter().map(|s| s.end).max());
        if let Some(a) = candidate {
            a.content.push(q.span);
        }
    }
}

/// Adds quotations of a sentence's length that nothing is said of: somebody said them, nobody is named.
pub fn bare(c: &Clauses, attributions: &mut Vec<Attribution>) {
    for q in c.quotations.iter().filter(|q| !q.nested) {
        if attributions.iter().any(|a| covers(a, q.inner)) || q.words(c.prose) < FEWEST_WORDS {
            continue;
        }
        let width = c.prose.text[q.span.start..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        attributions.push(Attribution {
            source: signature(c, q),
            class: Class::Speech,
            cue: Span::new(q.span.start, (q.span.start + width).min(q.span.end)),
            content: vec![q.span],
        });
    }
}

/// «“The dam will hold.” — Ana Rivera, engineer»: who signs a quotation.
fn signature(c: &Clauses, q: &Quotation) -> Option<Span> {
    let dash = c.prose.tokens_in(q.span).end;
    let first = dash + 1;
    let signed = matches!(c.prose.word(dash), "—" | "–" | "-")
        && c.prose.word(first).starts_with(char::is_uppercase);
    let end = c.phrase_end(first, c.prose.tokens.len());
    // Nothing is told behind a signature.
    (signed && end > first && end - first <= 6 && !c.is_finite(end)).then(|| c.span(first..end))
}

/// "Rivera went on to say:" at the end of a block: who speaks in the next one. It has no content of its own.
pub fn announcing(c: &Clauses, attributions: &[Attribution]) -> Option<Attribution> {
    let colon = c.prose.tokens.len().checked_sub(1)?;
    if c.prose.word(colon) != ":" || c.quotation(colon).is_some() {
        return None;
    }
    let sentence = c.sentence(colon);
    let (token, verb) = (sentence.start..colon).rev().take(12).find_map(|t| {
        let verb = c
            .verb(t)
            .filter(|v| v.takes('q') && v.class == Class::Speech)?;
        Some((t, verb))
    })?;
    let group = c.group(token);
    let cue = c.span(group.start..token + 1);
    if group.passive || attributions.iter().any(|a| a.cue.overlaps(cue)) {
        return None;
    }
    Some(Attribution {
        source: Some(c.span(c.subject_of(token, verb.form)?)),
        class: verb.class,
        cue,
        content: Vec::new(),
    })
}

/// Whether an attribution gives somebody a quotation: not one that is itself part of the words ("“We promise it.”").
fn covers(a: &Attribution, inner: Span) -> bool {
    !inner.covers(a.cue) && a.content.iter().any(|s| s.overlaps(inner))
}
