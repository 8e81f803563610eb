//! What a figure counts: head noun with its modifiers, predicate, part of a whole.

use super::phrase::{
    Phrase, TRANSPARENT, is_boundary, noun_phrase, outermost, phrase_ending, sentence_of,
};
use super::{FigureKind, Measure};
use crate::facts::atom::Atoms;
use crate::text::lexicon::{self, VerbForm, lemma};
use crate::text::{Prose, Span, Tag, TokenKind};

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
    /// A unit stands behind the number.
    pub unit: bool,
    /// Number and unit are one adjective: "six-month".
    pub whole_unit: bool,
}

/// Words before and behind a figure that may say what it counts, at most: a list of thousands of numbers is one sentence.
const REACH: usize = 200;

/// What the number at a place counts.
pub fn read(prose: &Prose, a: &Atoms, place: &Place) -> Measure {
    let first = prose.tokens_in(place.whole).start;
    let whole = sentence_of(prose, place.whole.start);
    let sentence =
        whole.start.max(first.saturating_sub(REACH))..whole.end.min(first.saturating_add(REACH));
    let mut measure = Measure::default();
    let behind = noun_behind(prose, a, place, first, sentence.end, &mut measure);
    measure.part |= matches!(
        first.checked_sub(1).map(|p| prose.lower(p)).as_deref(),
        Some("including" | "includes" | "include" | "included")
    );
    let before = participle_before(prose, first, sentence.start)
        .or_else(|| verb_before(prose, first, sentence.start))
        .or_else(|| noun_for_verb(prose, first, sentence.start));
    measure.predicate = participle_behind(prose, place, &measure)
        .or_else(|| {
            predicate(
                prose,
                before,
                behind.end,
                sentence.end,
                measure.head.is_empty(),
            )
        })
        .map(|v| lemma(&prose.lower(v), Tag::Verb).into_owned());
    if measure.head.is_empty() {
        let phrase = match place.kind {
            FigureKind::Age => apposed(prose, first, sentence.start),
            FigureKind::Ordinal => None,
            _ if behind.pronoun => None,
            _ => object_before(prose, before, first)
                .or_else(|| subject_before(prose, before, first, sentence.start)),
        };
        if let Some(phrase) = phrase {
            fill(prose, &mut measure, &phrase);
        }
    }
    measure
}

/// How far the words behind a figure were read.
struct Behind {
    /// One past the last token of its noun phrase.
    end: usize,
    /// A pronoun stands for the noun: "3,000 of them".
    pronoun: bool,
}

/// Reads the noun behind a figure, or inside it, into `measure`.
fn noun_behind(
    prose: &Prose,
    a: &Atoms,
    place: &Place,
    first: usize,
    limit: usize,
    measure: &mut Measure,
) -> Behind {
    let from = prose
        .tokens
        .partition_point(|t| t.span.start < place.whole.end);
    let mut behind = Behind {
        end: from,
        pronoun: false,
    };
    if hyphenated(a, place, measure) {
        return behind;
    }
    // "£300 a week", "£300-a-week"
    let at = behind_rate(prose, from);
    let start = if prose.lower(at) == "of" {
        let (start, whole) = partitive(prose, at + 1, limit);
        let counted = matches!(place.kind, FigureKind::Cardinal | FigureKind::Multiple);
        measure.part = counted && whole != Whole::Open;
        behind.pronoun = whole == Whole::Pronoun;
        if behind.pronoun {
            behind.end = start;
        }
        (!behind.pronoun).then_some(start)
    } else {
        direct(prose, place, first, at, limit)
    };
    let phrase = start.and_then(|start| {
        noun_phrase(prose, start, limit, place.kind)
            .or_else(|| verb_as_noun(prose, first, start, limit))
    });
    if let Some(mut phrase) = phrase {
        // "a number of deaths"
        if TRANSPARENT.contains(&&*prose.lower(phrase.head))
            && prose.lower(phrase.end) == "of"
            && let Some(inner) = noun_phrase(prose, phrase.end + 1, limit, place.kind)
        {
            phrase = inner;
        }
        fill(prose, measure, &phrase);
        behind.end = phrase.end;
    } else if place.kind == FigureKind::Fraction {
        // "one voter in five"
        let mut inside = prose.tokens_in(place.whole);
        if let Some(head) = inside.find(|&t| prose.tag(t) == Tag::Noun && prose.lower(t) != "half")
        {
            fill(prose, measure, &Phrase::of_one(head));
        }
    }
    behind
}

/// "three-match ban", "second-half goal": the word behind the hyphen is what is counted.
fn hyphenated(a: &Atoms, place: &Place, measure: &mut Measure) -> bool {
    let at = place.end + 1;
    if !a.hyphen(place.end) || !a.is_word(at) || place.kind == FigureKind::Age {
        return false;
    }
    let word = a.lower(at);
    let counted = word.len() > 2
        && !word.ends_with("ed")
        && !matches!(&*word, "strong" | "time" | "off" | "and" | "the");
    if counted && !place.plural_unit {
        measure.head = word.into_owned();
        measure.span = a.span(at, at + 1);
    }
    counted && !place.plural_unit
}

/// What a share or part is taken of.
#[derive(PartialEq, Eq)]
enum Whole {
    /// "45% of voters"
    Open,
    /// "two of the teachers"
    Definite,
    /// "3,000 of them"
    Pronoun,
}

/// What stands behind "of": where its noun begins, or for a pronoun, where that ends.
fn partitive(prose: &Prose, at: usize, limit: usize) -> (usize, Whole) {
    let pronoun = matches!(
        &*prose.lower(at),
        "them" | "those" | "these" | "whom" | "which" | "us"
    );
    let definite = matches!(prose.tag(at), Tag::Determiner | Tag::Pronoun);
    let mut noun = at;
    while noun < limit
        && (matches!(prose.tag(noun), Tag::Determiner | Tag::Numeral)
            || prose.kind(noun) == TokenKind::Number
            || matches!(
                &*prose.lower(noun),
                "last" | "first" | "next" | "past" | "previous" | "latest" | "other"
            ))
    {
        noun += 1;
    }
    if pronoun && !matches!(prose.tag(noun), Tag::Noun | Tag::Adjective) {
        return (at + 1, Whole::Pronoun);
    }
    (
        noun,
        if definite || pronoun {
            Whole::Definite
        } else {
            Whole::Open
        },
    )
}

/// Where a noun may follow the figure at once; `None` where what follows is something else.
fn direct(prose: &Prose, place: &Place, first: usize, at: usize, limit: usize) -> Option<usize> {
    // "12 km long", "six months later": only "a 12 km road" and "a six-month ban" go on to what they measure.
    let adjectival = match place.kind {
        FigureKind::Dimension | FigureKind::Duration => {
            place.whole_unit || is_determined(prose, first)
        }
        FigureKind::Age => place.whole_unit || (place.unit && is_determined(prose, first)),
        _ => true,
    };
    if place.plural_unit || !adjectival || at >= limit {
        return None;
    }
    // "more than half the villagers"
    let article = place.kind == FigureKind::Fraction && prose.tag(at) == Tag::Determiner;
    Some(at + usize::from(article))
}

/// Whether a determiner stands before the figure.
fn is_determined(prose: &Prose, first: usize) -> bool {
    first
        .checked_sub(1)
        .is_some_and(|p| prose.tag(p) == Tag::Determiner)
}

/// "a 5% stake in", "a £2m offer for": a verb's form, but a noun behind an article.
fn verb_as_noun(prose: &Prose, first: usize, at: usize, limit: usize) -> Option<Phrase> {
    (at < limit
        && is_determined(prose, first)
        && prose.tag(at) == Tag::Verb
        && matches!(prose.tag(at + 1), Tag::Preposition | Tag::Mark)
        && lexicon::verb_form(&prose.lower(at)) == Some(VerbForm::Base))
    .then(|| Phrase::of_one(at))
}

/// "Anna Berg, 25, said", "Anna Berg, now 25": whose age it is.
fn apposed(prose: &Prose, first: usize, limit: usize) -> Option<Phrase> {
    let mut comma = first.checked_sub(1)?;
    if matches!(&*prose.lower(comma), "now" | "then") {
        comma = comma.checked_sub(1)?;
    }
    (prose.word(comma) == ",").then(|| phrase_ending(prose, comma, limit))?
}

/// "five injured": the participle that is what is counted says what happened, too.
fn participle_behind(prose: &Prose, place: &Place, measure: &Measure) -> Option<usize> {
    let token = prose.token_at(measure.span.start);
    (place.kind == FigureKind::Cardinal
        && !measure.head.is_empty()
        && measure.span.start >= place.whole.end
        && prose.tag(token) == Tag::Adjective
        && measure.span.len() == measure.head.len()
        && lexicon::verb_form(&measure.head) == Some(VerbForm::Past))
    .then_some(token)
}

/// "… and wounded 30": a participle right before the figure that was taken for an adjective.
fn participle_before(prose: &Prose, first: usize, limit: usize) -> Option<usize> {
    let token = first.checked_sub(1).filter(|&t| t > limit)?;
    (prose.tag(token) == Tag::Adjective
        && matches!(prose.tag(token - 1), Tag::Conjunction | Tag::Auxiliary)
        && lexicon::verb_form(&prose.lower(token)) == Some(VerbForm::Past))
    .then_some(token)
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

fn is_reporting(prose: &Prose, token: usize) -> bool {
    REPORTING.contains(&&*lemma(&prose.lower(token), Tag::Verb))
}

fn fill(prose: &Prose, measure: &mut Measure, phrase: &Phrase) {
    measure.head = prose.lower(phrase.head).into_owned();
    measure.span = prose.span_of(phrase.start..phrase.head + 1);
    measure.modifiers = (phrase.start..phrase.head)
        .filter(|&t| prose.kind(t) == TokenKind::Word)
        .map(|t| prose.lower(t).into_owned())
        .collect();
}

/// The nearest verb before token `from`, in its clause.
fn verb_before(prose: &Prose, from: usize, limit: usize) -> Option<usize> {
    (limit..from)
        .rev()
        .take_while(|&t| !is_boundary(prose, t))
        .find(|&t| {
            prose.tag(t) == Tag::Verb
                && !(t > limit && prose.lower(t - 1) == "percentage")
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
    // "the number of sailors drowned or missing at 300"
    while end > 0 && matches!(prose.tag(end - 1), Tag::Verb | Tag::Conjunction) {
        end -= 1;
        limit = 0;
    }
    let limit = limit.max(sentence_of(prose, prose.tokens.get(preposition)?.span.start).start);
    let phrase = phrase_ending(prose, end, limit)?;
    // "rose by 3 percentage points to 8%"
    if matches!(
        &*prose.lower(phrase.head),
        "percentage" | "points" | "percent" | "cent"
    ) {
        return None;
    }
    outermost(prose, phrase, limit)
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
