//! What makes another number beside the same noun another thing: a part, another predicate, holder or time.

use super::act;
use super::harm::{self, Harm};
use super::item::Item;
use super::period;
use super::same_measure::Likeness;
use crate::facts::DateMention;
use crate::facts::document::fold_blanks;
use crate::rules::compare::claim::holders::{self, Kin};
use crate::rules::compare::claim::opposites;
use crate::sources::index::stem;
use std::fmt;

/// From here on the words on both sides are so alike that neither part nor predicate can be another: a near copy.
pub const NEAR_COPY: f32 = 0.8;

/// Why a source's number is not of the same thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Apart {
    /// The source counts a part of what the draft counts.
    Part,
    /// The draft counts a part of what the source counts.
    Whole,
    /// The dead on one side, the injured on the other.
    Harm(Harm),
    /// Something else happens to what is counted: this, in the source.
    Predicate(String),
    /// The opposite happens, in the source's word: "closed" where the draft has "opened".
    Opposite(String),
    /// Somebody else says it.
    Holder(String),
    /// It is of another time.
    Time(String),
}

impl fmt::Display for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Apart::Part => f.write_str("a part of the whole"),
            Apart::Whole => f.write_str("the whole"),
            Apart::Harm(harm) => f.write_str(harm.as_str()),
            Apart::Predicate(verb) | Apart::Opposite(verb) => write!(f, "with “{verb}”"),
            Apart::Holder(holder) => write!(f, "according to {holder}"),
            Apart::Time(time) => f.write_str(time),
        }
    }
}

/// Why a source's number is not of the same thing; `None` where nothing tells them apart.
pub fn apart(
    draft: &Item,
    draft_holder: Option<&str>,
    source: &Item,
    source_holder: Option<&str>,
    likeness: &Likeness,
    agrees: bool,
) -> Option<Apart> {
    if !agrees && let Some(word) = act::opposed(draft, source) {
        return Some(Apart::Opposite(word));
    }
    if likeness.local < NEAR_COPY {
        // One value under two verbs is one statement reworded; two values under two verbs are two statements.
        let other = part(draft, source)
            .or_else(|| harm(draft, source))
            .or_else(|| (!agrees).then(|| predicate(draft, source)).flatten());
        if other.is_some() {
            return other;
        }
    }
    if let (Some(mine), Some(theirs)) = (draft_holder, source_holder)
        && !same_holder(mine, theirs)
    {
        return Some(Apart::Holder(theirs.to_owned()));
    }
    (!agrees)
        .then(|| period(draft, source))
        .flatten()
        .or_else(|| time(draft, source))
}

/// One is a part of a whole that the other counts.
fn part(draft: &Item, source: &Item) -> Option<Apart> {
    let (mine, theirs) = (draft.figure()?, source.figure()?);
    (mine.measure.part != theirs.measure.part).then_some(if theirs.measure.part {
        Apart::Part
    } else {
        Apart::Whole
    })
}

/// The dead on one side, the injured on the other.
fn harm(draft: &Item, source: &Item) -> Option<Apart> {
    harm::of_others(draft.figure()?, source.figure()?).map(Apart::Harm)
}

/// Something else happens to what is counted: killed, injured.
fn predicate(draft: &Item, source: &Item) -> Option<Apart> {
    let verb = |item: &Item| match item.figure() {
        Some(figure) => figure.measure.predicate.clone(),
        None => act::of_date(item),
    };
    if draft.what != source.what {
        return None;
    }
    let (mine, theirs) = (verb(draft)?, verb(source)?);
    let light = |verb: &str| {
        matches!(
            verb,
            "be" | "have" | "do" | "say" | "include" | "make" | "get"
        )
    };
    let same = stem(&mine) == stem(&theirs) || opposites::are_alike(&mine, &theirs);
    (!same && !light(&mine) && !light(&theirs)).then_some(Apart::Predicate(theirs))
}

/// Whether two holders can be the same. Where nothing proves it either way, a word of content that both have must do.
fn same_holder(a: &str, b: &str) -> bool {
    match holders::kin(a, b) {
        Kin::Same => true,
        Kin::Different => false,
        Kin::Unclear => {
            let (left, right) = (holders::words(a), holders::words(b));
            holders::is_nobody(a) || holders::is_nobody(b) || left.iter().any(|w| right.contains(w))
        }
    }
}

/// The source's sentence places a quantity in another stretch of time, or in another year.
fn period(draft: &Item, source: &Item) -> Option<Apart> {
    if draft.is_dated() || source.is_dated() {
        return None;
    }
    let words = period::other(draft, source);
    let words = words.map(|span| fold_blanks(source.facts.text(source.id.block, span)));
    let year = || period::other_year(draft, source).map(|year| year.to_string());
    words.or_else(year).map(Apart::Time)
}

/// Both sentences say when, and the times exclude each other.
fn time(draft: &Item, source: &Item) -> Option<Apart> {
    let (mine, theirs) = (times(draft), times(source));
    let other = theirs.first()?;
    if mine.is_empty() {
        return None;
    }
    let exclude = mine.iter().all(|a| {
        theirs
            .iter()
            .all(|b| super::verdict::dates(a, b) == super::verdict::Verdict::Differs)
    });
    exclude.then(|| Apart::Time(fold_blanks(source.facts.text(source.id.block, other.span))))
}

/// When a source's sentence places its number, where the draft's does not say: "October".
pub fn when(draft: &Item, source: &Item) -> Option<String> {
    let theirs = times(source);
    let when = theirs
        .iter()
        .find(|d| d.year.is_some() || d.month.is_some())?;
    times(draft)
        .is_empty()
        .then(|| fold_blanks(source.facts.text(source.id.block, when.span)))
}

/// The dates of a number's sentence, its own left out.
fn times(item: &Item) -> Vec<DateMention> {
    let block = item.block();
    let prose = &block.prose;
    let sentence = prose
        .sentences
        .get(prose.sentence_at(item.span().start))
        .map(|s| s.span)
        .unwrap_or_default();
    let own = item.span();
    block
        .dates
        .iter()
        .filter(|d| sentence.covers(d.span) && !d.span.overlaps(own))
        .cloned()
        .collect()
}
