//! Stances that are nouns: "is a critic of the plan", "has the support of farmers", "voted in favour of the dam".

use super::Attribution;
use super::cues::Class;
use super::phrase::Clauses;
use crate::text::lexicon::{self, VerbForm};
use crate::text::{Tag, TokenKind};
use std::ops::Range;

/// Who somebody is by what they think.
const HOLDERS: [&str; 17] = [
    "supporter",
    "critic",
    "opponent",
    "advocate",
    "proponent",
    "backer",
    "champion",
    "fan",
    "admirer",
    "defender",
    "sponsor",
    "believer",
    "booster",
    "sceptic",
    "skeptic",
    "foe",
    "detractor",
];

/// What somebody gives to what they think of, so that the receiver is the subject.
const GIVEN: [&str; 21] = [
    "support",
    "backing",
    "endorsement",
    "endorsements",
    "approval",
    "blessing",
    "praise",
    "criticism",
    "condemnation",
    "admiration",
    "respect",
    "opposition",
    "resistance",
    "sympathy",
    "trust",
    "scorn",
    "ridicule",
    "applause",
    "fire",
    "anger",
    "outrage",
];

/// Verbs whose subject receives.
const RECEIVES: [&str; 24] = [
    "have",
    "win",
    "get",
    "receive",
    "enjoy",
    "draw",
    "earn",
    "face",
    "meet",
    "gain",
    "lose",
    "attract",
    "spark",
    "provoke",
    "trigger",
    "secure",
    "lock",
    "carry",
    "come",
    "command",
    "find",
    "encounter",
    "prompt",
    "run",
];

/// Whether a stance may begin at a word, lower case, that has this form as a noun.
pub fn begins_at(lower: &str, noun: &str) -> bool {
    lower == "in" || GIVEN.contains(&lower) || HOLDERS.contains(&noun)
}

/// Reads a stance whose noun stands at a token.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    if c.prose.kind(token) != TokenKind::Word {
        return None;
    }
    if c.is(token, &["in"]) && c.is(token + 1, &["favor", "favour"]) && c.is(token + 2, &["of"]) {
        return in_favour(c, token);
    }
    let lower = c.lower(token);
    if GIVEN.contains(&lower) && c.is(token + 1, &["of", "from", "among"]) {
        return received(c, token);
    }
    if (c.is(token + 1, &["of", "for"])
        || c.is(token + 1, &["in"]) && lower.starts_with("believer"))
        && HOLDERS.contains(&&*lexicon::lemma(lower, Tag::Noun))
    {
        return holder(c, token);
    }
    None
}

/// Where the words before a noun begin that belong to it: "an outspoken", "strong".
fn noun_start(c: &Clauses, token: usize) -> usize {
    let sentence = c.sentence(token);
    let mut t = token;
    while t > sentence.start
        && token - t < 6
        && c.together(t - 1, token)
        && (matches!(
            c.prose.tag(t - 1),
            Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Adverb | Tag::Numeral
        ) || c.lower(t - 1).ends_with("ing") && c.is(t.saturating_sub(2), &["a", "the"]))
    {
        t -= 1;
    }
    t
}

/// The verb before a noun, where it is one of some: "raised" in "raised new doubts", "came" in "came under fire".
fn carrier(c: &Clauses, token: usize, verbs: &[&str]) -> Option<usize> {
    let first = noun_start(c, token).saturating_sub(1);
    let is_one = |t: usize| {
        let entry = lexicon::entry(c.lower(t));
        (entry.tags.has(Tag::Verb) || entry.function)
            && verbs.contains(&&*lexicon::lemma(c.lower(t), Tag::Verb))
    };
    let behind = c.is(first, &["in", "down", "with", "under", "into", "up"]);
    let first = first.saturating_sub(usize::from(behind));
    let sentence = c.sentence(token);
    (first.max(sentence.start)..token)
        .rev()
        .find(|&t| is_one(t) && c.together(t, token))
}

/// "Rivera is an outspoken critic of the dam", "Rivera, a critic of the dam, …".
fn holder(c: &Clauses, token: usize) -> Option<Attribution> {
    let sentence = c.sentence(token);
    let start = noun_start(c, token);
    let before = start.checked_sub(1).filter(|&b| b >= sentence.start)?;
    let copula = c.prose.tag(before) == Tag::Auxiliary
        || c.is(before, &["'s", "'re", "'m"])
        || c.is(
            before,
            &["became", "become", "becomes", "remains", "remained", "as"],
        );
    let source = if c.is(before, &["as"]) {
        let verb = (sentence.start..before).rev().find(|&t| c.is_finite(t))?;
        c.subject_before(c.group(verb).start)
    } else if copula {
        let mut first = before;
        while first > sentence.start
            && (c.prose.tag(first - 1) == Tag::Auxiliary || c.prose.tag(first - 1) == Tag::Adverb)
        {
            first -= 1;
        }
        c.subject_before(first)
    } else if c.prose.word(before) == ","
        && c.is(
            start,
            &["a", "an", "the", "one", "long", "longtime", "once"],
        )
    {
        c.subject_before(before)
    } else {
        None
    }?;
    let first = token + 2;
    let end = c.phrase_end(first, sentence.end);
    (end > first).then(|| Attribution {
        source: Some(c.span(source)),
        class: Class::Thought,
        cue: c.span(token..first),
        content: vec![c.span(first..end)],
    })
}

/// "The plan has the support of farmers", "the plan drew criticism from farmers".
fn received(c: &Clauses, token: usize) -> Option<Attribution> {
    let sentence = c.sentence(token);
    let verb = carrier(c, token, &RECEIVES)?;
    let form = lexicon::verb_form(c.lower(verb)).unwrap_or(VerbForm::Past);
    let subject = c.subject_of(verb, form)?;
    let first = token + 2;
    let end = c.phrase_end(first, sentence.end);
    (end > first).then(|| Attribution {
        source: Some(c.span(first..end)),
        class: Class::Thought,
        cue: c.span(verb..first),
        content: vec![c.span(subject)],
    })
}

/// "Rivera voted in favour of the dam", "Rivera is in favour of the dam".
fn in_favour(c: &Clauses, token: usize) -> Option<Attribution> {
    let sentence = c.sentence(token);
    let mut verb = token.checked_sub(1)?;
    while verb > sentence.start && c.prose.tag(verb) == Tag::Adverb {
        verb -= 1;
    }
    let auxiliary = c.prose.tag(verb) == Tag::Auxiliary;
    if verb < sentence.start || !(auxiliary || c.prose.tag(verb) == Tag::Verb) {
        return None;
    }
    let source = if auxiliary {
        let mut first = verb;
        while first > sentence.start
            && matches!(c.prose.tag(first - 1), Tag::Auxiliary | Tag::Adverb)
        {
            first -= 1;
        }
        c.subject_before(first)
    } else {
        c.subject_of(
            verb,
            lexicon::verb_form(c.lower(verb)).unwrap_or(VerbForm::Past),
        )
    }?;
    let first = token + 3;
    let end = c.clause_end(first.min(sentence.end.saturating_sub(1)));
    (end > first).then(|| Attribution {
        source: Some(c.span(source)),
        class: Class::Thought,
        cue: c.span(verb..first),
        content: vec![c.span(first..end)],
    })
}

/// The subject of a verb that only carries a noun: "raised doubts about", "made the case that". The token is the noun.
pub fn of_light_verb(c: &Clauses, token: usize) -> Option<Range<usize>> {
    const LIGHT: [&str; 41] = [
        "make",
        "give",
        "offer",
        "express",
        "voice",
        "have",
        "issue",
        "deliver",
        "raise",
        "launch",
        "repeat",
        "show",
        "take",
        "share",
        "lend",
        "throw",
        "continue",
        "renew",
        "keep",
        "pledge",
        "reverse",
        "drop",
        "withdraw",
        "announce",
        "reiterate",
        "level",
        "mount",
        "fire",
        "aim",
        "send",
        "pay",
        "declare",
        "air",
        "post",
        "press",
        "register",
        "restate",
        "start",
        "trade",
        "get",
        "defend",
    ];
    let verb = carrier(c, token, &LIGHT)?;
    let form = if c.lower(verb).ends_with("ing") {
        VerbForm::Gerund
    } else {
        lexicon::verb_form(c.lower(verb)).unwrap_or(VerbForm::Past)
    };
    // "There were reports that": nobody's.
    c.subject_of(verb, form)
        .filter(|s| !c.is(s.start, &["there"]))
}
