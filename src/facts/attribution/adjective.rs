//! Adjectives that name a stance: "is aware that …", "were opposed to …", "is eager to …".

use super::Attribution;
use super::cues::Class;
use super::phrase::Clauses;
use crate::text::Tag;
use crate::text::lexicon::VerbForm;

/// What something is made that is said: "made clear".
pub const CLEAR: [&str; 5] = ["clear", "plain", "known", "public", "obvious"];

/// Reads a report whose adjective stands at a token.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    if let Some(clear) = made_clear(c, token) {
        return Some(clear);
    }
    let frames = c.stance(token)?;
    let sentence = c.sentence(token);
    let group = c.group(token).start;
    let before = token.wrapping_sub(1);
    let copula = (group..token).any(|t| c.prose.tag(t) == Tag::Auxiliary)
        || c.is(before, &["'s", "'re", "'m", "’s", "’re", "’m"]);
    // "investors hungry for growth": right behind a noun.
    let postposed = !copula
        && group == token
        && matches!(c.prose.tag(before), Tag::Noun | Tag::ProperNoun)
        && c.together(before, token);
    // "Eager to save the mill, Rivera …": before its subject.
    let leading = token == sentence.start;
    if !copula && !postposed && !leading {
        return None;
    }
    let next = token + 1;
    if next + 1 >= sentence.end {
        return None;
    }
    let lower = c.lower(next);
    let clause = frames.takes('t') && lower == "that"
        || frames.takes('i')
            && lower == "to"
            && crate::text::lexicon::verb_form(c.lower(next + 1)).is_some()
        || frames.takes('w') && matches!(lower, "whether" | "how" | "what" | "why" | "if")
        || frames.takes('t') && copula && begins_clause(c, next);
    let (start, cue_end) = if clause {
        (next, next)
    } else if frames.takes_preposition(lower) {
        (next + 1, next + 1)
    } else {
        return None;
    };
    let mut end = c.clause_end(start);
    let source = if leading && !copula {
        let comma = (start..sentence.end.min(start + 16)).find(|&t| c.prose.word(t) == ",")?;
        end = comma;
        let last = c.phrase_end(comma + 1, sentence.end);
        (last > comma + 1).then_some(comma + 1..last)?
    } else {
        c.subject_before(group)?
    };
    // "It is certain that": nobody is.
    if c.is(source.start, &["it", "there", "this", "that", "what"]) && source.len() == 1 {
        return None;
    }
    (end > start).then(|| Attribution {
        source: Some(c.span(source)),
        class: Class::Thought,
        cue: c.span(group..cue_end),
        content: vec![c.span(start..end)],
    })
}

/// "is convinced the dam will hold": a clause without "that" behind an adjective.
fn begins_clause(c: &Clauses, t: usize) -> bool {
    let sentence = c.sentence(t);
    matches!(
        c.prose.tag(t),
        Tag::Determiner | Tag::Pronoun | Tag::ProperNoun
    ) && !c.is(t, &["that", "all", "who", "which"])
        && super::reported::has_clause(c, t, &sentence)
}

/// "made clear that the dam would go", "has made it plain she would stay".
fn made_clear(c: &Clauses, token: usize) -> Option<Attribution> {
    if !c.is(token, &CLEAR) {
        return None;
    }
    let sentence = c.sentence(token);
    let mut verb = token.checked_sub(1)?;
    while verb > sentence.start && c.prose.tag(verb) == Tag::Adverb {
        verb -= 1;
    }
    let it = c.is(verb, &["it"]);
    if it {
        verb = verb.checked_sub(1)?;
    }
    if !c.is(verb, &["make", "makes", "made", "making"]) || verb < sentence.start {
        return None;
    }
    let form = if c.is(verb, &["making"]) {
        VerbForm::Gerund
    } else {
        VerbForm::Past
    };
    let mut start = token + 1;
    while crate::text::lexicon::is_weekday(c.lower(start))
        || c.is(start, &["on"]) && crate::text::lexicon::is_weekday(c.lower(start + 1))
    {
        start += 1;
    }
    let adverbial = c.is(start, &["on", "over", "in", "to", "at", "by"]);
    if adverbial {
        start = (start..sentence.end.min(start + 10)).find(|&t| c.is(t, &["that"]))?;
    }
    if start >= sentence.end
        || !(c.is_word(start) || c.opens(start))
        || c.is(start, &["and", "but", "when"])
    {
        return None;
    }
    let source = c.subject_of(verb, form)?;
    let end = c.clause_end(start);
    (end > start).then(|| Attribution {
        source: Some(c.span(source)),
        class: Class::Speech,
        cue: c.span(c.group(verb).start..token + 1),
        content: vec![c.span(start..end)],
    })
}
