//! Adjectives that name a stance: "is aware that …", "were opposed to …", "is eager to …".

use super::Attribution;
use super::cues::{self, Class};
use super::phrase::Clauses;
use crate::text::Tag;

/// Reads a report whose adjective stands at a token.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    let frames = cues::adjective(c.prose, token)?;
    let sentence = c.sentence(token);
    let group = c.group(token).start;
    let copula = (group..token).any(|t| c.prose.tag(t) == Tag::Auxiliary)
        || c.is(
            token.checked_sub(1)?,
            &["'s", "'re", "'m", "’s", "’re", "’m"],
        );
    if !copula {
        return None;
    }
    let next = token + 1;
    if next + 1 >= sentence.end {
        return None;
    }
    let lower = c.lower(next);
    let clause = frames.takes('t') && &*lower == "that"
        || frames.takes('i')
            && &*lower == "to"
            && crate::text::lexicon::verb_form(&c.lower(next + 1)).is_some()
        || frames.takes('w') && matches!(&*lower, "whether" | "how" | "what" | "why" | "if");
    let (start, cue_end) = if clause {
        (next, next)
    } else if frames.takes_preposition(&lower) {
        (next + 1, next + 1)
    } else {
        return None;
    };
    let source = c.subject_before(group)?;
    // "It is certain that": nobody is.
    if c.is(source.start, &["it", "there", "this", "that", "what"]) && source.len() == 1 {
        return None;
    }
    let end = c.clause_end(start);
    (end > start).then(|| Attribution {
        source: Some(c.span(source)),
        class: Class::Thought,
        cue: c.span(group..cue_end),
        content: vec![c.span(start..end)],
    })
}
