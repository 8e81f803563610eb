//! Whether a differing number of a source is somebody else's: the source has the draft's own value beside it, or speaks of
//! another person, body or place there.

use super::act;
use super::harm;
use super::item::{Item, What};
use super::verdict::{self, Verdict};
use crate::facts::figure::FigureKind;
use crate::facts::name::gazetteer::{self, Sense};
use crate::facts::{Figure, NameKind, NameMention};
use crate::rules::compare::name::similarity::letters;
use crate::sources::Dossier;
use crate::sources::index::stem;
use crate::sources::names::plain;
use crate::text::{Span, Tag};
use rust_decimal::Decimal;

/// Up to this value a number may well stand for another thing further on in a paragraph; then it counts in its sentence only.
const SMALL: u32 = 12;

/// Whether a source's number, though it stands where the draft's does, is of somebody or something else.
pub fn is_elsewhere(draft: &Item, theirs: &Item, dossier: &Dossier) -> bool {
    match draft.what {
        What::Figure => {
            states_too(draft, theirs)
                || is_of_others(draft, theirs, dossier)
                || is_of_the_other_sex(draft, theirs)
                || is_alike(draft, theirs) && is_named_otherwise(draft, theirs)
        }
        What::Date => {
            dates_another(draft, theirs)
                || is_of_others(draft, theirs, dossier)
                || is_in_another_place(draft, theirs)
        }
    }
}

/// The source gives the draft's value in the same sentence, or a telling one in the same paragraph: "Norway sent 70 boats,
/// Denmark 140" does not differ from "Denmark sent 140 boats".
fn states_too(draft: &Item, theirs: &Item) -> bool {
    let Some(mine) = draft.figure() else {
        return false;
    };
    let sentence = sentence_of(theirs);
    let telling = mine.value > Decimal::from(SMALL);
    theirs.block().figures.iter().any(|f| {
        same_value(mine, f)
            && (telling || sentence.covers(f.number))
            && f.number != theirs.number()
            && harm::of_others(mine, f).is_none()
    })
}

/// The draft gives the source's value for something else in the same sentence: "120 rooms, the annexe 210" says of the
/// source's 120 what the source says.
pub fn is_told_beside(draft: &Item, theirs: &Item) -> bool {
    let (Some(mine), Some(other)) = (draft.figure(), theirs.figure()) else {
        return false;
    };
    let sentence = sentence_of(draft);
    !is_calendar(mine)
        && draft.block().figures.iter().any(|f| {
            sentence.covers(f.number)
                && f.number != mine.number
                && f.kind == mine.kind
                && same_value(f, other)
                && harm::of_others(f, other).is_none()
        })
}

/// Whether two numbers are only one by their digits: two of them swapped, noughts lost, another unit.
fn is_alike(draft: &Item, theirs: &Item) -> bool {
    let figures = draft.figure().zip(theirs.figure());
    figures.is_some_and(|(a, b)| {
        verdict::misread(a, b) || verdict::figures(a, b) == Verdict::OtherUnit
    })
}

/// Both clauses have names of one kind, and no two of them can be spellings of one.
fn is_named_otherwise(draft: &Item, theirs: &Item) -> bool {
    let (mine, others) = (named(draft), named(theirs));
    let of_a_kind = |a: &NameMention, b: &NameMention| {
        a.kind == b.kind || a.kind == NameKind::Unknown || b.kind == NameKind::Unknown
    };
    let akin = |a: &NameMention, b: &NameMention| {
        (a.text.split_whitespace())
            .any(|a| (b.text.split_whitespace()).any(|b| letters(&plain(a), &plain(b)) >= SPELLING))
    };
    let pairs = || (mine.iter()).flat_map(|a| others.iter().map(move |b| (a, b)));
    pairs().any(|(a, b)| of_a_kind(a, b)) && !pairs().any(|(a, b)| akin(a, b))
}

/// From here on two names can be spellings of one.
const SPELLING: f64 = 0.7;

/// The draft's sentence speaks of women, the source's of men, or the other way round.
fn is_of_the_other_sex(draft: &Item, theirs: &Item) -> bool {
    let sexes = |item: &Item| {
        let prose = &item.block().prose;
        let has = |words: &[&str]| {
            let mut tokens = item.sentence().1;
            tokens.any(|i| words.contains(&&*prose.lower(i)))
        };
        (has(WOMEN), has(MEN))
    };
    matches!(
        (sexes(draft), sexes(theirs)),
        ((true, false), (false, true)) | ((false, true), (true, false))
    )
}

const WOMEN: &[&str] = &["women", "girls", "female", "females", "mothers", "sisters"];
const MEN: &[&str] = &["men", "boys", "male", "males", "fathers", "brothers"];

fn same_value(a: &Figure, b: &Figure) -> bool {
    let units = match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    a.value == b.value && units && is_calendar(a) == is_calendar(b)
}

fn is_calendar(figure: &Figure) -> bool {
    matches!(
        figure.kind,
        FigureKind::Year | FigureKind::Day | FigureKind::Time
    )
}

/// Both numbers have names of one kind in their clause, persons, bodies or places, and no name is in both: "the Merle
/// carries 240" says nothing of the Aurelia. A name that no source knows may be a slip and tells nothing.
fn is_of_others(draft: &Item, theirs: &Item, dossier: &Dossier) -> bool {
    let (mine, others) = (named_in_clause(draft), named_in_clause(theirs));
    let words = |name: &NameMention| -> Vec<String> {
        (name.text.split_whitespace().map(plain))
            .map(|w| w.into_owned())
            .collect()
    };
    let known = |name: &&&NameMention| words(name).iter().all(|w| dossier.names().has(w));
    let mine: Vec<_> = mine.iter().filter(known).collect();
    let shared = mine.iter().any(|a| {
        let a = words(a);
        others
            .iter()
            .any(|b| words(b).iter().any(|w| a.contains(w)))
    });
    let kinds = [NameKind::Person, NameKind::Organization, NameKind::Place];
    let is = |name: &NameMention, kind: NameKind| name.kind == kind;
    // A name whose kind the text does not tell, before the same verb as another: "Elm harvested", "Ash harvested".
    let unknown = |name: &NameMention| name.kind == NameKind::Unknown;
    let same_verb = |a: &NameMention, b: &NameMention| {
        let verb = behind(draft, a);
        (unknown(a) || unknown(b)) && verb.is_some() && verb == behind(theirs, b)
    };
    !shared
        && (kinds
            .iter()
            .any(|&kind| mine.iter().any(|n| is(n, kind)) && others.iter().any(|n| is(n, kind)))
            || mine.iter().any(|a| others.iter().any(|b| same_verb(a, b))))
}

/// Both clauses say where, and no place of one can be a place of the other: "met in Brenn", "met in Harle". A country may
/// hold any place.
fn is_in_another_place(draft: &Item, theirs: &Item) -> bool {
    let places = |item: &Item| -> Vec<String> {
        let prose = &item.block().prose;
        let is_where = |name: &&&NameMention| {
            let before = prose.tokens_in(name.span).start.checked_sub(1);
            matches!(name.kind, NameKind::Place | NameKind::Unknown)
                && before.is_some_and(|t| {
                    matches!(
                        &*prose.lower(t),
                        "in" | "at" | "near" | "to" | "from" | "outside"
                    )
                })
        };
        let named = named(item);
        named
            .iter()
            .filter(is_where)
            .map(|n| plain(&n.text).into_owned())
            .collect()
    };
    let (mine, others) = (places(draft), places(theirs));
    let holds = |name: &String| gazetteer::is_country(name, Sense::Name);
    !mine.is_empty()
        && !others.is_empty()
        && !mine.iter().chain(&others).any(holds)
        && !mine.iter().any(|a| {
            others.iter().any(|b| {
                letters(a, b) >= SPELLING || a.contains(b.as_str()) || b.contains(a.as_str())
            })
        })
}

/// The stem of the verb right behind a name.
fn behind(item: &Item, name: &NameMention) -> Option<Box<str>> {
    let prose = &item.block().prose;
    let verb = prose.tokens_in(name.span).end;
    (prose.tag(verb) == Tag::Verb).then(|| stem(&prose.lower(verb)))
}

/// The names of a number's clause that are not the ones who say it: before it in its sentence, behind it up to a comma or
/// the next number.
fn named<'a>(item: &Item<'a>) -> Vec<&'a NameMention> {
    let block = item.block();
    let (sentence, own) = (sentence_of(item), item.span());
    let text = &block.prose.text;
    let rest = text.get(own.end..sentence.end).unwrap_or("");
    let comma = rest
        .find([',', ';', ':'])
        .map_or(sentence.end, |at| own.end + at);
    let next = (block.figures.iter().map(|f| f.number.start))
        .filter(|&at| at >= own.end)
        .min();
    let end = comma.min(next.unwrap_or(comma));
    let says = |span: Span| {
        (block.attributions.iter()).any(|a| a.source.is_some_and(|s| s.overlaps(span)))
    };
    (block.names.iter())
        .filter(|n| sentence.covers(n.span) && (n.span.end <= own.start || n.span.end <= end))
        .filter(|n| !says(n.span))
        .collect()
}

/// The same names; a date belongs to what its clause tells, whoever else its sentence names.
fn named_in_clause<'a>(item: &Item<'a>) -> Vec<&'a NameMention> {
    let mut names = named(item);
    if item.what == What::Date {
        let clause = item.block().prose.span_of(act::clause(item));
        names.retain(|n| clause.covers(n.span));
    }
    names
}

/// Another count of the same thing stands beside the other date: "40 dead on Thursday", "31 dead on Wednesday".
fn dates_another(draft: &Item, theirs: &Item) -> bool {
    let (mine, others) = (counts(draft), counts(theirs));
    let same = |a: &Figure, b: &Figure| a.kind == b.kind && a.unit == b.unit;
    let agree = mine
        .iter()
        .any(|a| others.iter().any(|b| same(a, b) && a.value == b.value));
    !agree && mine.iter().any(|a| others.iter().any(|b| same(a, b)))
}

/// The figures of a date's sentence that are no dates themselves.
fn counts<'a>(item: &Item<'a>) -> Vec<&'a Figure> {
    let (sentence, own) = (sentence_of(item), item.span());
    (item.block().figures.iter())
        .filter(|f| sentence.covers(f.number) && !f.number.overlaps(own) && !is_calendar(f))
        .collect()
}

fn sentence_of(item: &Item) -> Span {
    let prose = &item.block().prose;
    let at = prose.sentence_at(item.span().start);
    prose.sentences.get(at).map_or(item.span(), |s| s.span)
}
