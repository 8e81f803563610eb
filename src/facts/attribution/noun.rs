//! Nouns that report: "the claim that …", "her plan to …", "their support for …".

use super::Attribution;
use super::cues::{self, Class};
use super::phrase::Clauses;
use crate::text::{Tag, TokenKind};

/// Reads a report whose noun stands at a token.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    if c.prose.kind(token) != TokenKind::Word
        || c.is_finite(token) && c.prose.tag(token) != Tag::Noun
    {
        return None;
    }
    // "said in a statement that": the verb reports.
    if c.is(token.saturating_sub(2), &["in"]) && token >= 2 {
        return None;
    }
    let frames = cues::noun(c.prose, token)?;
    let sentence = c.sentence(token);
    let mut start = token + 1;
    let mut source = None;
    let owner = (sentence.start..token).rev().take(4).find(|&t| {
        c.is(t, &["his", "her", "their", "its", "my", "our", "your"])
            || matches!(c.prose.word(t), "'s" | "’s" | "'" | "’")
    });
    // "the claim by farmers that", "a statement from the port that"
    if c.is(start, &["by", "from", "of", "among"])
        && !(owner.is_some() && frames.takes_preposition(&c.lower(start)))
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
            && crate::text::lexicon::verb_form(&c.lower(start + 1)).is_some()
        || frames.takes('w') && c.is(start, &["whether", "about"]);
    // "their support for the plan": a preposition reports only where somebody owns the noun.
    let owned = owner.is_some()
        && source.is_none()
        && start + 1 < sentence.end
        && frames.takes_preposition(&c.lower(start));
    if !clause && !owned {
        return None;
    }
    let end = if clause {
        c.clause_end(start)
    } else {
        start += 1;
        c.phrase_end(start, sentence.end)
    };
    if end <= start {
        return None;
    }
    let source = source.or_else(|| {
        let t = owner?;
        if c.is_word(t) && !matches!(c.prose.word(t), "'s" | "’s") {
            return Some(t..t + 1);
        }
        c.subject_before(t)
    });
    Some(Attribution {
        source: source.map(|s| c.span(s)),
        class: Class::Thought,
        cue: c.span(token..token + 1),
        content: vec![c.span(start..end)],
    })
}
