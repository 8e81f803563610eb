//! What makes another number beside the same noun another thing: a part, another predicate, holder or time.

use super::item::Item;
use super::same_measure::Likeness;
use crate::facts::DateMention;
use crate::facts::document::fold_blanks;
use crate::sources::index::stem;
use crate::text::{Tag, lexicon};

/// From here on the words on both sides are so alike that neither part nor predicate can be another: a near copy.
pub const NEAR_COPY: f32 = 0.8;

/// Why a source's number is not of the same thing, told in a few words; `None` where nothing tells them apart.
pub fn apart(
    draft: &Item,
    draft_holder: Option<&str>,
    source: &Item,
    source_holder: Option<&str>,
    likeness: &Likeness,
    agrees: bool,
) -> Option<String> {
    if likeness.local < NEAR_COPY {
        // One value under two verbs is one statement reworded; two values under two verbs are two statements.
        let other =
            part(draft, source).or_else(|| (!agrees).then(|| predicate(draft, source)).flatten());
        if other.is_some() {
            return other;
        }
    }
    if let (Some(mine), Some(theirs)) = (draft_holder, source_holder)
        && !same_holder(mine, theirs)
    {
        return Some(format!("according to {theirs}"));
    }
    time(draft, source)
}

/// One is a part of a whole that the other counts.
fn part(draft: &Item, source: &Item) -> Option<String> {
    let (mine, theirs) = (draft.figure()?, source.figure()?);
    (mine.measure.part != theirs.measure.part).then(|| {
        if theirs.measure.part {
            "a part of the whole".to_owned()
        } else {
            "the whole".to_owned()
        }
    })
}

/// Something else happens to what is counted: killed, injured.
fn predicate(draft: &Item, source: &Item) -> Option<String> {
    let mine = draft.figure()?.measure.predicate.as_deref()?;
    let theirs = source.figure()?.measure.predicate.as_deref()?;
    let light = |verb: &str| {
        matches!(
            verb,
            "be" | "have" | "do" | "say" | "include" | "make" | "get"
        )
    };
    (stem(mine) != stem(theirs) && !light(mine) && !light(theirs))
        .then(|| format!("with “{theirs}”"))
}

/// Whether two holders can be the same: they share a word of content, or one is a pronoun.
pub fn same_holder(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<Box<str>> {
        text.split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase)
            .filter(|w| !w.is_empty() && lexicon::closed_class(w).is_none())
            .map(|w| stem(&w))
            .collect()
    };
    let pronoun = |text: &str| {
        !text.contains(' ') && lexicon::closed_class(&text.to_lowercase()) == Some(Tag::Pronoun)
    };
    let (left, right) = (words(a), words(b));
    pronoun(a)
        || pronoun(b)
        || left.is_empty()
        || right.is_empty()
        || left.iter().any(|w| right.contains(w))
}

/// Both sentences say when, and the times exclude each other.
fn time(draft: &Item, source: &Item) -> Option<String> {
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
    exclude.then(|| fold_blanks(source.facts.text(source.id.block, other.span)))
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
