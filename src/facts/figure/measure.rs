//! What a figure counts: head noun with its modifiers, predicate, part of a whole.

use super::{FigureKind, Measure};
use crate::facts::atom::Atoms;
use crate::text::lexicon::{self, VerbForm, lemma};
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
    "will",
    "can",
    "may",
    "might",
    "must",
    "says",
    "said",
    "has",
    "had",
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

/// A figure whose measure is asked for.
pub struct Place {
    /// What kind of number it is.
    pub kind: FigureKind,
    /// With hedge, sign and unit.
    pub whole: Span,
    /// One past the last atom of `whole`.
    pub end: usize,
    /// Its unit is a plural word: no noun follows it at once.
    pub plural_unit: bool,
    /// Number and unit are one adjective: "six-month".
    pub whole_unit: bool,
}

/// What the number at a place counts.
pub fn read(prose: &Prose, a: &Atoms, place: &Place) -> Measure {
    let first = prose.tokens_in(place.whole).start;
    let sentence = sentence_of(prose, place.whole.start);
    let limit = sentence.end;
    let mut measure = Measure::default();
    let mut at = behind(prose, place.whole.end);
    let mut phrase_end = at;
    // "three-match ban", "second-half goal": the word behind the hyphen is what is counted.
    if a.hyphen(place.end)
        && a.is_word(place.end + 1)
        && place.kind != FigureKind::Age
        && !place.plural_unit
    {
        let word = a.lower(place.end + 1);
        if word.len() > 2
            && !word.ends_with("ed")
            && !matches!(&*word, "strong" | "time" | "off" | "and" | "the")
        {
            measure.head = word.into_owned();
            measure.span = a.span(place.end + 1, place.end + 2);
        }
    }
    // "£300 a week", "£300-a-week"
    at = behind_rate(prose, at);
    let partitive = prose.lower(at) == "of" && measure.head.is_empty();
    let mut subject_wanted = place.kind != FigureKind::Ordinal && place.kind != FigureKind::Age;
    if partitive {
        at += 1;
        let definite = matches!(prose.tag(at), Tag::Determiner | Tag::Pronoun);
        let pronoun = matches!(
            &*prose.lower(at),
            "them" | "those" | "these" | "whom" | "which" | "us"
        );
        let counted = matches!(place.kind, FigureKind::Cardinal | FigureKind::Multiple);
        measure.part = counted && (definite || pronoun);
        while at < limit
            && (matches!(prose.tag(at), Tag::Determiner | Tag::Numeral)
                || matches!(
                    &*prose.lower(at),
                    "last" | "first" | "next" | "past" | "previous" | "latest" | "other"
                ))
            || prose.kind(at) == TokenKind::Number
        {
            at += 1;
        }
        if pronoun && !matches!(prose.tag(at), Tag::Noun | Tag::Adjective) {
            phrase_end = at + 1;
            at = limit;
            subject_wanted = false;
        }
    } else {
        let determined = first
            .checked_sub(1)
            .is_some_and(|p| prose.tag(p) == Tag::Determiner);
        // "12 km long", "six months later": only "a 12 km road" and "a six-month ban" go on to what they measure.
        let adjectival = match place.kind {
            FigureKind::Dimension | FigureKind::Duration => place.whole_unit || determined,
            FigureKind::Age => place.whole_unit,
            _ => true,
        };
        if place.plural_unit || !measure.head.is_empty() || !adjectival {
            at = limit;
        }
        // "more than half the villagers"
        if place.kind == FigureKind::Fraction && prose.tag(at) == Tag::Determiner {
            at += 1;
        }
        // "a 5% stake in", "a £2m offer for": a verb's form, but a noun behind an article.
        let noun_like = determined
            && at < limit
            && prose.tag(at) == Tag::Verb
            && matches!(prose.tag(at + 1), Tag::Preposition | Tag::Mark)
            && lexicon::verb_form(&prose.lower(at)) == Some(VerbForm::Base);
        if noun_like {
            fill(
                prose,
                &mut measure,
                &Phrase {
                    start: at,
                    head: at,
                    end: at + 1,
                },
            );
            phrase_end = at + 1;
            at = limit;
        }
    }
    if let Some(phrase) = noun_phrase(prose, at, limit, place.kind) {
        fill(prose, &mut measure, &phrase);
        phrase_end = phrase.end;
        if TRANSPARENT.contains(&measure.head.as_str())
            && prose.lower(phrase.end) == "of"
            && let Some(inner) = noun_phrase(prose, phrase.end + 1, limit, place.kind)
        {
            fill(prose, &mut measure, &inner);
            phrase_end = inner.end;
        }
    }
    measure.part |= matches!(
        first.checked_sub(1).map(|p| prose.lower(p)).as_deref(),
        Some("including" | "includes" | "include" | "included")
    );
    // "one voter in five"
    if measure.head.is_empty() && place.kind == FigureKind::Fraction {
        let mut inside = prose.tokens_in(place.whole);
        if let Some(head) = inside.find(|&t| prose.tag(t) == Tag::Noun && prose.lower(t) != "half")
        {
            fill(
                prose,
                &mut measure,
                &Phrase {
                    start: head,
                    head,
                    end: head + 1,
                },
            );
        }
    }
    let before = verb_before(prose, first, sentence.start)
        .or_else(|| noun_for_verb(prose, first, sentence.start));
    measure.predicate = predicate(prose, before, phrase_end, limit, measure.head.is_empty())
        .map(|v| lemma(&prose.lower(v), Tag::Verb).into_owned());
    // "Anna Berg, 25, said": whose age it is.
    let past_now = |p: usize| {
        if matches!(&*prose.lower(p), "now" | "then") {
            p.checked_sub(1)
        } else {
            Some(p)
        }
    };
    let apposed = first
        .checked_sub(1)
        .and_then(past_now)
        .filter(|&p| place.kind == FigureKind::Age && prose.word(p) == ",");
    if measure.head.is_empty()
        && let Some(phrase) = apposed.and_then(|comma| phrase_ending(prose, comma, sentence.start))
    {
        fill(prose, &mut measure, &phrase);
    }
    if measure.head.is_empty() && subject_wanted {
        let phrase = object_before(prose, before, first)
            .or_else(|| subject_before(prose, before, first, sentence.start));
        if let Some(phrase) = phrase {
            fill(prose, &mut measure, &phrase);
        }
    }
    measure
}

/// The verb that governs a figure whose noun phrase ends at token `end`.
fn predicate(
    prose: &Prose,
    before: Option<usize>,
    end: usize,
    limit: usize,
    bare: bool,
) -> Option<usize> {
    // "300 killed", "40 wounded": the participle says what happened to them.
    if bare
        && prose.tag(end) == Tag::Verb
        && lexicon::verb_form(&prose.lower(end)) == Some(VerbForm::Past)
    {
        return Some(end);
    }
    let after = (end..limit)
        .take_while(|&t| !is_boundary(prose, t))
        .find(|&t| prose.tag(t) == Tag::Verb);
    match (before, after) {
        (_, Some(v)) if prose.tag(end) == Tag::Auxiliary => Some(v),
        (Some(b), Some(v)) if is_reporting(prose, b) && v <= end + 5 => Some(v),
        (Some(b), _) => Some(b),
        (None, v) => v,
    }
}

/// Behind "a week", "per year", "-a-week".
fn behind_rate(prose: &Prose, at: usize) -> usize {
    let mut next = at;
    while prose.word(next) == "-" {
        next += 1;
    }
    if matches!(
        &*prose.lower(next),
        "a-week" | "a-year" | "a-month" | "a-day" | "a-share"
    ) {
        return next + 1;
    }
    let per = matches!(&*prose.lower(next), "a" | "an" | "per" | "each" | "every");
    let period = matches!(
        &*prose.lower(next + 1),
        "week"
            | "year"
            | "month"
            | "day"
            | "hour"
            | "minute"
            | "second"
            | "night"
            | "share"
            | "annum"
            | "person"
            | "head"
            | "season"
            | "morning"
            | "quarter"
    );
    if per && period { next + 2 } else { at }
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
fn noun_phrase(prose: &Prose, at: usize, limit: usize, kind: FigureKind) -> Option<Phrase> {
    let mut start = at;
    // "two 18-year-old men"
    if prose.kind(start) == TokenKind::Number {
        while start < limit && prose.kind(start) == TokenKind::Number
            || prose.word(start) == "-"
            || prose.lower(start).contains("year")
        {
            start += 1;
        }
    }
    while start < limit && matches!(prose.word(start), "-" | "‑") {
        start += 1;
    }
    let mut end = start;
    let mut head = None;
    while end < limit {
        let lower = prose.lower(end);
        if TIME_WORDS.contains(&&*lower) || (kind == FigureKind::Age && lower.ends_with("ed")) {
            break;
        }
        let previous = head.filter(|&h| prose.tag(h) == Tag::Noun);
        match prose.tag(end) {
            // "two men police arrested": a plural ends the phrase, unless another one follows ("sales jobs").
            Tag::Noun | Tag::Verb
                if previous.is_some_and(|h| is_plural(&prose.lower(h)))
                    && !(is_plural(&lower) && prose.tag(end) == Tag::Noun) =>
            {
                break;
            }
            Tag::Noun => head = Some(end),
            // "five straight matches": a plural that is a verb's form as well.
            Tag::Verb
                if previous.is_some()
                    && is_plural(&lower)
                    && matches!(
                        prose.tag(end + 1),
                        Tag::Preposition | Tag::Mark | Tag::Auxiliary | Tag::Conjunction
                    ) =>
            {
                head = Some(end)
            }
            // "the second half": a number word that is a thing here.
            _ if head.is_none()
                && kind == FigureKind::Ordinal
                && matches!(&*lower, "half" | "quarter" | "third") =>
            {
                head = Some(end)
            }
            // "14,000 troops Kyiv said": a name behind the noun begins something else.
            Tag::ProperNoun if previous.is_some() => break,
            Tag::ProperNoun => head = Some(end),
            Tag::Adjective if previous.is_some() => break,
            Tag::Adjective | Tag::Adverb => {}
            // "wounded soldiers", "missing people"; "the 68-year-old blamed injuries" has a verb.
            Tag::Verb
                if head.is_none()
                    && kind != FigureKind::Age
                    && (lower.ends_with("ed") || lower.ends_with("ing"))
                    && matches!(
                        prose.tag(end + 1),
                        Tag::Noun | Tag::ProperNoun | Tag::Adjective
                    ) => {}
            Tag::Particle
                if matches!(&*lower, "'s" | "'")
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
        if kind != FigureKind::Cardinal {
            return None;
        }
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
                    "including" | "according" | "estimated" | "following" | "aged"
                )
        })
}

/// "the clinic cost £5m", "the train runs at 90 mph": a word that is a noun as well, where the clause has no other verb.
fn noun_for_verb(prose: &Prose, first: usize, limit: usize) -> Option<usize> {
    let mut at = first.checked_sub(1)?;
    if prose.tag(at) == Tag::Preposition {
        at = at.checked_sub(1)?;
    }
    let before = at.checked_sub(1).filter(|&b| b >= limit)?;
    (prose.tag(at) == Tag::Noun
        && matches!(prose.tag(before), Tag::Noun | Tag::ProperNoun)
        && lexicon::tags(&prose.lower(at)).has(Tag::Verb))
    .then_some(at)
}

/// "cut the deficit by 3%", "put the number of dead at 4,000": the noun phrase between verb and preposition.
fn object_before(prose: &Prose, verb: Option<usize>, first: usize) -> Option<Phrase> {
    let preposition = first.checked_sub(1)?;
    if !matches!(
        &*prose.lower(preposition),
        "by" | "to" | "at" | "of" | "from"
    ) {
        return None;
    }
    let mut limit = verb? + 1;
    let mut end = preposition;
    // "the number of soldiers killed or injured at 4,000"
    while end > 0 && matches!(prose.tag(end - 1), Tag::Verb | Tag::Conjunction) {
        end -= 1;
        limit = 0;
    }
    let limit = limit.max(sentence_of(prose, prose.tokens.get(preposition)?.span.start).start);
    outermost(prose, phrase_ending(prose, end, limit)?, limit)
}

/// The noun phrase that ends before the verb group at `verb`, or before the figure where there is no verb.
fn subject_before(
    prose: &Prose,
    verb: Option<usize>,
    first: usize,
    limit: usize,
) -> Option<Phrase> {
    let is_verbal = verb.is_some();
    let mut end = verb.unwrap_or(first);
    while end > limit
        && match prose.tag(end - 1) {
            Tag::Auxiliary | Tag::Adverb | Tag::Particle => true,
            Tag::Verb => is_verbal,
            Tag::Preposition | Tag::Determiner => !is_verbal,
            _ => false,
        }
        && !is_boundary(prose, end - 1)
    {
        end -= 1;
    }
    outermost(prose, phrase_ending(prose, end, limit)?, limit)
}

/// "the price of bread", "the people in the camp": the phrase that another one only narrows down. "The number of
/// deaths" stays with the deaths.
fn outermost(prose: &Prose, inner: Phrase, limit: usize) -> Option<Phrase> {
    let mut phrase = inner;
    for _ in 0..4 {
        let mut at = phrase.start;
        while at > limit && prose.tag(at - 1) == Tag::Determiner {
            at -= 1;
        }
        let Some(preposition) = at
            .checked_sub(1)
            .filter(|&p| p >= limit && prose.tag(p) == Tag::Preposition)
        else {
            break;
        };
        let Some(outer) = phrase_ending(prose, preposition, limit) else {
            break;
        };
        if prose.lower(preposition) == "of" && TRANSPARENT.contains(&&*prose.lower(outer.head)) {
            break;
        }
        phrase = outer;
    }
    Some(phrase)
}

/// Whether a word has the form of a plural.
fn is_plural(lower: &str) -> bool {
    matches!(
        lower,
        "men" | "women" | "people" | "children" | "police" | "feet" | "teeth"
    ) || (lower.len() > 3
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is"))
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
