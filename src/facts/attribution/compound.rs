//! Compounds that credit: "a self-described baker", "a Rivera-backed plan".

use super::Attribution;
use super::cues::Class;
use super::phrase::Clauses;
use crate::text::Span;

/// Participles behind "self-".
const OF_ONESELF: [&str; 9] = [
    "described",
    "proclaimed",
    "professed",
    "styled",
    "declared",
    "identified",
    "avowed",
    "confessed",
    "appointed",
];

/// Participles behind a name.
const OF_ANOTHER: [&str; 4] = ["backed", "endorsed", "supported", "favored"];

/// Reads a compound at a token: what stands before the hyphen credits what follows the compound.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    let word = c.prose.word(token);
    let hyphen = word.bytes().rposition(|b| b == b'-')?;
    let (head, participle) = (&word[..hyphen], &word[hyphen + 1..]);
    let oneself = head.eq_ignore_ascii_case("self") && OF_ONESELF.contains(&participle);
    let another = head.starts_with(char::is_uppercase) && OF_ANOTHER.contains(&participle);
    if !oneself && !another {
        return None;
    }
    let sentence = c.sentence(token);
    let end = c.phrase_end(token + 1, sentence.end);
    let span = c.prose.tokens.get(token)?.span;
    (end > token + 1).then(|| Attribution {
        source: Some(Span::new(span.start, span.start + head.len())),
        class: Class::Thought,
        cue: Span::new(span.end - participle.len(), span.end),
        content: vec![c.span(token + 1..end)],
    })
}
