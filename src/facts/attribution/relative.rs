//! What is said of a noun before it: "the dam that he described", "a road they believe will save", "which she said had failed".

use super::Attribution;
use super::cues::Verb;
use super::phrase::Clauses;
use crate::text::Tag;
use std::ops::Range;

/// Reads a relative clause whose verb stands at a token and has nothing behind it that it could report.
pub fn read(
    c: &Clauses,
    token: usize,
    verb: Verb,
    group: usize,
    subject: Option<Range<usize>>,
) -> Option<Attribution> {
    let subject = subject?;
    let sentence = c.sentence(token);
    let before = subject
        .start
        .checked_sub(1)
        .filter(|&b| b >= sentence.start)?;
    let next = token + 1;
    // "which she said had failed": the clause goes on behind the verb.
    let goes_on = verb.takes('b') && next < sentence.end && c.is_finite(next);
    let relative = c.is(before, &["that", "which", "who", "whom"]);
    let bare = subject.len() == 1
        && c.is(subject.start, &["he", "she", "they", "we", "i", "you"])
        && matches!(c.prose.tag(before), Tag::Noun | Tag::ProperNoun)
        && c.together(before, token);
    let object =
        verb.takes('n') && (relative || !verb.takes('q')) && ends_object(c, next, &sentence);
    if !(relative || bare) || !(goes_on || object) {
        return None;
    }
    let last = if !relative {
        subject.start
    } else if before > sentence.start && c.prose.word(before - 1) == "," {
        before - 1
    } else {
        before
    };
    let antecedent = c.subject_before(last)?;
    // "At the meeting he agreed": the noun belongs to an adverbial.
    let adverbial = !relative
        && antecedent
            .start
            .checked_sub(1)
            .is_some_and(|b| b == sentence.start && c.prose.tag(b) == Tag::Preposition);
    if adverbial
        || antecedent.start == sentence.start && c.prose.tag(antecedent.start) == Tag::Preposition
    {
        return None;
    }
    let mut content = vec![c.span(antecedent)];
    if goes_on {
        let end = c.clause_end(next);
        if end > next {
            content.push(c.span(next..end));
        }
    }
    Some(Attribution {
        source: Some(c.span(subject)),
        class: verb.class,
        cue: c.span(group..next),
        content,
    })
}

/// Whether a verb's object cannot follow: a mark, a preposition, an adverb, another verb.
fn ends_object(c: &Clauses, next: usize, sentence: &Range<usize>) -> bool {
    next >= sentence.end
        || !c.is_word(next) && !c.opens(next)
        || matches!(
            c.prose.tag(next),
            Tag::Preposition | Tag::Adverb | Tag::Conjunction | Tag::Auxiliary
        )
        || c.is_finite(next)
}
