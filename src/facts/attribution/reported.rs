//! What follows a verb that reports: "said that …", "wants to …", "asked whether …", "accused X of …", "is expected to …".

use super::Attribution;
use super::cues::{Class, Verb};
use super::phrase::{Clauses, is_weekday};
use super::tag::addressee_end;
use super::{passive, relative};
use crate::text::lexicon::VerbForm;
use crate::text::{Span, Tag};
use std::ops::Range;

const QUESTION_WORDS: [&str; 9] = [
    "if", "whether", "how", "what", "why", "when", "where", "who", "which",
];

/// The verb of "went on: “…”".
pub const GO_ON: [&str; 3] = ["went", "goes", "go"];

/// Reads a report whose verb stands at a token.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    if let Some(on) = went_on(c, token) {
        return Some(on);
    }
    let verb = c.verb(token)?;
    let sentence = c.sentence(token);
    // "quoted Rivera as saying": "saying" is the cue, and Rivera the source.
    if (token + 2..sentence.end.min(token + 12)).any(|t| {
        c.is(t, &["saying"])
            && super::tag::relayed(c, t).is_some_and(|s| {
                s.start == token + 1 || s.end <= token && c.is(token, &["quoted", "cited"])
            })
    }) {
        return None;
    }
    let group = c.group(token);
    // "Asked about the dam, Rivera …": a participle before its subject reports nothing of its own.
    if verb.form == VerbForm::Past
        && group.start == sentence.start
        && !c.is(token + 1, &["by"])
        && (token..sentence.end).any(|t| c.prose.word(t) == ",")
    {
        return None;
    }
    let subject = c.subject_before(group.start);
    if group.passive {
        return passive::read(c, token, verb, group.start, subject, &sentence);
    }
    if let Some(by) = passive::reduced(c, token, verb, &sentence) {
        return Some(by);
    }
    if verb.takes('x')
        && let Some(felt) = passive::felt(c, token, verb, subject.clone(), &sentence)
    {
        return Some(felt);
    }
    let Some((start, cue_end)) = content_start(c, token, verb, &sentence) else {
        return relative::read(c, token, verb, group.start, subject);
    };
    let end = c.clause_end(start);
    if end <= start {
        return None;
    }
    let cue = c.span(group.start..cue_end);
    if verb.class == Class::Appearance {
        let subject = subject.map(|s| c.span(s));
        let content = c.span(start..end);
        return Some(Attribution {
            source: None,
            class: verb.class,
            cue,
            content: subject.into_iter().chain([content]).collect(),
        });
    }
    let joined = c.depends(token, verb.form);
    let source = quoted_speaker(c, token).or_else(|| c.subject_of(token, verb.form));
    // A verb without a subject is no verb: "the pledged funds", "early reports from the harbour".
    if source.is_none() && !joined && group.start > sentence.start {
        return None;
    }
    let end = if is_subordinate(c, group.start, source.as_ref(), &sentence) {
        before_comma(c, start, end)
    } else {
        end
    };
    let content = c.span(start..end);
    Some(Attribution {
        source: source.map(|s| whom(c, s)),
        class: verb.class,
        cue,
        content: vec![content],
    })
}

/// "The agency quoted Rivera as saying": the one whose words they are.
fn quoted_speaker(c: &Clauses, token: usize) -> Option<Range<usize>> {
    if !c.is(token, &["saying", "telling", "writing"]) {
        return None;
    }
    super::tag::relayed(c, token)
}

/// Whether a verb stands in a clause that a comma ends: "When the port said it would close, …", "…, who wants to stay, …".
fn is_subordinate(
    c: &Clauses,
    group: usize,
    source: Option<&Range<usize>>,
    sentence: &Range<usize>,
) -> bool {
    let opens_sentence = c.is(
        sentence.start,
        &[
            "when", "if", "after", "before", "although", "though", "while", "since", "because",
            "once", "until", "unless", "as",
        ],
    ) && !(sentence.start..group).any(|t| c.prose.word(t) == ",");
    let relative = source.is_some_and(|s| {
        // "Oda, a miller who promised bread, has left": behind the comma the main clause goes on.
        let resumes = || {
            let comma = (group..sentence.end).find(|&t| c.prose.word(t) == ",");
            comma.is_some_and(|t| c.prose.tag(t + 1) == Tag::Auxiliary)
        };
        c.is(s.start, &["who", "which", "whose"])
            && (c.prose.word(s.start.wrapping_sub(1)) == "," || resumes())
    });
    opens_sentence || relative
}

/// "The statement went on: “…”".
fn went_on(c: &Clauses, token: usize) -> Option<Attribution> {
    let quoted = c.is(token, &GO_ON)
        && c.is(token + 1, &["on"])
        && matches!(c.prose.word(token + 2), ":" | ",")
        && c.opens(token + 3);
    if !quoted {
        return None;
    }
    let source = c.subject_before(c.group(token).start)?;
    let end = c.clause_end(token + 3);
    (end > token + 3).then(|| Attribution {
        source: Some(c.span(source)),
        class: Class::Speech,
        cue: c.span(token..token + 2),
        content: vec![c.span(token + 3..end)],
    })
}

/// The first comma of a clause outside quotations, or its end.
pub fn before_comma(c: &Clauses, start: usize, end: usize) -> usize {
    (start + 1..end)
        .find(|&t| c.prose.word(t) == "," && c.quotation(t).is_none())
        .unwrap_or(end)
}

/// A source as a span; "who" and "which" belong to the phrase before them.
fn whom(c: &Clauses, source: Range<usize>) -> Span {
    if c.is(source.start, &["who", "which", "that"]) && source.len() == 1 {
        let comma = source
            .start
            .checked_sub(1)
            .filter(|&t| c.prose.word(t) == ",");
        if let Some(antecedent) = c.subject_before(comma.unwrap_or(source.start)) {
            return c.span(antecedent).join(c.span(source));
        }
    }
    c.span(source)
}

/// Where the content behind a verb begins, and where its cue ends.
fn content_start(
    c: &Clauses,
    token: usize,
    verb: Verb,
    sentence: &Range<usize>,
) -> Option<(usize, usize)> {
    let mut t = token + 1;
    let cue = t;
    if verb.takes('o') {
        t = addressee_end(c, t, verb, sentence);
    }
    // "said so": the sentence before is meant.
    if verb.takes('b') && c.is(t, &["so"]) && c.ends_tag(t + 1, sentence) {
        return Some((t, cue));
    }
    // "said, however, that", "wondered, as farmers do, why"
    if c.prose.word(t) == ","
        && let Some(close) = (t + 2..sentence.end.min(t + 9)).find(|&x| c.prose.word(x) == ",")
        && (close == t + 2 && c.is_word(t + 1)
            || c.is(close + 1, &["that", "whether"])
            || verb.takes('w') && QUESTION_WORDS.contains(&c.lower(close + 1)))
        && !(t..close).any(|x| c.opens(x))
    {
        t = close + 1;
    }
    // "point to cameras that failed": the preposition is the verb's own.
    let own = t + 1 < sentence.end && !verb.takes('t') && verb.takes_preposition(c.lower(t));
    if own && !(verb.takes('i') && is_base_verb(c, t + 1)) {
        return Some((t + 1, t + 1));
    }
    t = skip_adverbials(c, t, sentence);
    if t >= sentence.end {
        return None;
    }
    let quote = if c.opens(t) {
        Some(t)
    } else if matches!(c.prose.word(t), "," | ":") && c.opens(t + 1) {
        Some(t + 1)
    } else {
        None
    };
    if let Some(q) = quote {
        return (verb.takes('q') || verb.takes('n') || verb.takes('t')).then_some((q, cue));
    }
    if c.prose.word(t) == ":" {
        return (verb.takes('q') && t + 1 < sentence.end).then_some((t + 1, cue));
    }
    if !c.is_word(t) && !matches!(c.prose.word(t), "$" | "€" | "£" | "@" | "#") {
        return None;
    }
    let lower = c.lower(t);
    if verb.takes('t') && lower == "that" && t + 1 < sentence.end {
        return Some((t, cue));
    }
    if verb.takes('i') && lower == "to" && is_base_verb(c, t + 1) {
        return Some((t, cue));
    }
    if verb.takes('w') && QUESTION_WORDS.contains(&lower) {
        return Some((t, cue));
    }
    if verb.takes_preposition(lower) && t + 1 < sentence.end {
        return Some((t + 1, t + 1));
    }
    if verb.takes('g') && lower.ends_with("ing") && matches!(c.prose.tag(t), Tag::Verb | Tag::Noun)
    {
        return Some((t, cue));
    }
    if verb.takes('o') && t > cue && !c.is(t, &["on", "in", "at", "about", "of"]) {
        // "told Rivera she would": a clause behind who is told.
        return (verb.takes('b') && has_clause(c, t, sentence)).then_some((t, cue));
    }
    // "urged the council to", "accused the mayor of": the phrase and what is wanted of it.
    if verb.takes('o') && verb.takes('i') && !verb.takes('t') {
        return Some((cue, cue)).filter(|_| t >= cue);
    }
    // "expects the river to rise", "wants farmers to stay".
    if verb.takes('i') {
        let end = c.phrase_end(t, sentence.end);
        if end > t && c.is(end, &["to"]) && is_base_verb(c, end + 1) {
            return Some((t, cue));
        }
    }
    let begins_phrase = matches!(
        c.prose.tag(t),
        Tag::Determiner
            | Tag::Noun
            | Tag::ProperNoun
            | Tag::Adjective
            | Tag::Numeral
            | Tag::Pronoun
            | Tag::Verb
    ) || matches!(
        lower,
        "there" | "both" | "only" | "not" | "all" | "he's" | "it's"
    ) || c.prose.tag(t) == Tag::Adverb
        || matches!(c.prose.word(t), "$" | "€" | "£");
    if verb.takes('b') && begins_phrase && has_clause(c, t, sentence) {
        return Some((t, cue));
    }
    // "said in 2012 the port", "said if": a clause behind an adverbial.
    if verb.takes('b')
        && verb.takes('q')
        && matches!(c.prose.tag(t), Tag::Preposition | Tag::Conjunction)
        && has_clause(c, t + 1, sentence)
        && verb.class == Class::Speech
    {
        return Some((t, cue));
    }
    let noun_phrase = matches!(
        c.prose.tag(t),
        Tag::Determiner | Tag::Noun | Tag::ProperNoun | Tag::Adjective | Tag::Numeral
    ) || c.prose.tag(t) == Tag::Pronoun
        && c.is(
            t,
            &[
                "him",
                "her",
                "them",
                "it",
                "us",
                "me",
                "you",
                "this",
                "that",
                "these",
                "those",
                "what",
                "himself",
                "herself",
                "others",
                "nothing",
                "something",
                "everything",
                "everyone",
            ],
        )
        || matches!(c.prose.word(t), "$" | "€" | "£");
    // "described cascading failures"
    let participle = lower.ends_with("ing")
        && matches!(
            c.prose.tag(t + 1),
            Tag::Noun | Tag::Adjective | Tag::ProperNoun
        );
    // "sees the calendar as favourable", "puts the toll at 40"
    let object_end = c.phrase_end(t, sentence.end);
    let near = object_end..sentence.end.min(object_end + 4);
    let as_at = near.clone().find(|&x| c.is(x, &["as"]) && x > t);
    let regarded = verb.takes('a') && as_at.is_some_and(|x| !(t..x).any(|y| c.is_finite(y)));
    let valued = verb.takes('m')
        && (t..sentence.end.min(t + 14)).any(|x| {
            c.is(x, &["at"])
                && (x + 1..x + 4).any(|n| c.prose.tag(n) == Tag::Numeral && n < sentence.end)
        });
    // "finds the message chilling", "found Rivera leading by a point"
    let judged = verb.takes('c')
        && object_end > t
        && (t + 1..=object_end).any(|x| {
            c.prose.tag(x - 1) != Tag::Determiner
                && c.is_word(x)
                && (c.prose.tag(x) == Tag::Adjective
                    && !matches!(
                        c.prose.tag(x + 1),
                        Tag::Noun | Tag::Adjective | Tag::ProperNoun
                    )
                    && matches!(
                        c.prose.tag(x - 1),
                        Tag::Noun | Tag::ProperNoun | Tag::Pronoun
                    )
                    || x == object_end
                        && is_survey(c, token, verb, sentence)
                        && c.lower(x).ends_with("ing"))
        });
    (verb.takes('n') && (noun_phrase || participle)
        || (regarded || valued || judged) && noun_phrase)
        .then_some((t, cue))
}

/// Whether what shows it is a poll or a study.
fn is_survey(c: &Clauses, token: usize, verb: Verb, sentence: &Range<usize>) -> bool {
    let subject = c.subject_of(token, verb.form);
    subject.is_some_and(|s| {
        s.start >= sentence.start
            && s.into_iter().any(|t| {
                c.is(
                    t,
                    &[
                        "poll", "polls", "survey", "surveys", "study", "studies", "report",
                        "analysis", "inquiry", "review", "census",
                    ],
                )
            })
    })
}

/// Days, places and manners between a verb and what is said, where "that", a quotation or a clause follows.
pub fn skip_adverbials(c: &Clauses, start: usize, sentence: &Range<usize>) -> usize {
    let mut t = start;
    while t < sentence.end
        && (is_weekday(c.lower(t))
            || c.prose.tag(t) == Tag::Adverb
                && !c.is(t, &["there", "how", "when", "where", "why", "not", "only"]))
    {
        t += 1;
    }
    if c.is(
        t,
        &[
            "on", "in", "at", "during", "after", "before", "via", "through", "earlier", "last",
            "this", "by", "to", "late", "again", "with",
        ],
    ) {
        let limit = sentence.end.min(t + 14);
        let goal = (t..limit).find(|&g| {
            c.is(g, &["that", "whether"]) && g > t + 1
                || c.opens(g)
                    && (c.prose.word(g.saturating_sub(1)) == ","
                        || c.prose.word(g.saturating_sub(1)) == ":")
                || c.prose.word(g) == ":"
        });
        if let Some(goal) = goal
            && !(t..goal).any(|x| c.is_finite(x))
        {
            return goal;
        }
        // "said on Monday the port would close"
        if c.is(t, &["on"]) && is_weekday(c.lower(t + 1)) {
            return t + 2;
        }
    }
    t
}

fn is_base_verb(c: &Clauses, t: usize) -> bool {
    let mut t = t;
    while c.prose.tag(t) == Tag::Adverb {
        t += 1;
    }
    c.is_word(t)
        && (crate::text::lexicon::verb_form(c.lower(t)).is_some()
            && !c.prose.word(t).starts_with(char::is_uppercase)
            || c.is(t, &["be", "have", "do"])
            || c.is_headline(t))
}

/// Whether a finite verb follows soon enough for a clause to begin at a token.
pub fn has_clause(c: &Clauses, start: usize, sentence: &Range<usize>) -> bool {
    let limit = sentence.end.min(start + 22);
    // Capitals hide the verbs of headlines.
    if c.is_headline(start) && start + 2 < sentence.end {
        return true;
    }
    (start..limit)
        .take_while(|&t| !matches!(c.prose.word(t), ";" | "—"))
        .any(|t| {
            t > start && c.is_finite(t) && c.together(t, start)
                || c.opens(t)
                || ends_in_contraction(c, t)
        })
}

fn ends_in_contraction(c: &Clauses, t: usize) -> bool {
    let lower = c.lower(t);
    lower.contains('\'') && lower.len() > 2
        || c.is(t, &["'s"])
            && c.is(
                t.wrapping_sub(1),
                &["he", "she", "it", "that", "there", "who", "what"],
            )
}
