//! Who says what about a figure: the rows of a hover.
//!
//! A hover shows more than a finding needs: every number of the sources that counts the same thing of the same somebody,
//! whoever says it and whenever, so that the writer sees the spread.

use super::candidates::{counterpart, numbers_of, tell_apart};
use super::item::Item;
use super::{Apart, Comparison, Counterpart, LIKELY, Verdict, apart, ground_of};
use crate::facts::document::fold_blanks;
use crate::finding::{Spread, SpreadRow};
use crate::rules::Context;
use crate::sources::index::{PassageId, stem};
use crate::text::Tag;

/// Passages looked through for a hover.
const PASSAGES: usize = 400;
/// Rows shown at most.
const ROWS: usize = 12;

/// Who says what about the figure or date at a byte offset of the draft.
pub fn spread_at(context: &Context, offset: usize) -> Option<Spread> {
    let (comparison, item) = super::comparisons(context).iter().find_map(|c| {
        let item = c.item(context);
        let span = item.facts.in_file(c.id.block, item.span());
        span.contains(offset).then_some((c, item))
    })?;
    let rows = rows(context, comparison, &item);
    (!rows.is_empty()).then(|| Spread {
        span: item.facts.in_file(comparison.id.block, item.span()),
        subject: compared_as(&item),
        rows,
    })
}

/// What is compared, and as what: "140 pilots (pilots, “hire”)".
fn compared_as(item: &Item) -> String {
    let subject = super::subject(item);
    let Some(measure) = item
        .figure()
        .map(|f| &f.measure)
        .filter(|m| !m.head.is_empty())
    else {
        return subject;
    };
    match &measure.predicate {
        Some(predicate) => format!("{subject} ({}, “{predicate}”)", measure.head),
        None => format!("{subject} ({})", measure.head),
    }
}

fn rows(context: &Context, comparison: &Comparison, item: &Item) -> Vec<SpreadRow> {
    let mut kept: Vec<Counterpart> = comparison
        .counterparts
        .iter()
        .filter(|c| c.slot >= LIKELY && (c.apart.is_none() || c.likeness.head != Some(false)))
        .cloned()
        .collect();
    for c in of_the_same_measure(context, item) {
        if !kept
            .iter()
            .any(|k| (k.source, k.what, k.id) == (c.source, c.what, c.id))
        {
            kept.push(c);
        }
    }
    kept.sort_by_key(|c| match (c.verdict, &c.apart) {
        (Verdict::Agrees, _) => 0,
        (_, None) => 1,
        _ => 2,
    });
    let mut rows: Vec<SpreadRow> = Vec::new();
    for c in kept {
        let theirs = c.item(context);
        let row = SpreadRow {
            value: fold_blanks(theirs.text()),
            evidence: c.evidence(context),
            note: apart::when(item, &theirs).or_else(|| {
                // The holder has a place of its own in the row; what agrees needs no reason.
                let apart = c.apart.clone().filter(|_| c.verdict != Verdict::Agrees);
                let apart = apart.filter(|a| !matches!(a, Apart::Holder(_)));
                let apart = apart.map(|a| a.to_string());
                apart.or_else(|| ground_of(item, &c).filter(|_| c.verdict != Verdict::Agrees))
            }),
        };
        // A report that repeats itself says it once.
        let said = rows.iter().any(|r| {
            r.value == row.value
                && r.evidence.path == row.evidence.path
                && r.evidence.holder == row.evidence.holder
        });
        if !said {
            rows.push(row);
        }
    }
    rows.truncate(ROWS);
    rows
}

/// Numbers of the sources that count what the draft's figure counts, of somebody or some place that its sentence names.
fn of_the_same_measure(context: &Context, item: &Item) -> Vec<Counterpart> {
    let Some(head) = item
        .figure()
        .map(|f| stem(&f.measure.head))
        .filter(|h| !h.is_empty())
    else {
        return Vec::new();
    };
    let (names, around) = (names(item), item.surroundings());
    let holder = context.draft.holder(item.id.block, item.span());
    let index = context.dossier.index();
    let mut ids: Vec<PassageId> = std::iter::once(&head)
        .chain(&names)
        .flat_map(|word| index.with_stem(word).iter().copied().take(PASSAGES))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(PASSAGES);
    ids.into_iter()
        .flat_map(|id| {
            let passage = context.dossier.passage(id);
            numbers_of(context.dossier, passage).map(move |other| (passage.source, other))
        })
        .filter(|(_, other)| same_measure(&head, &names, other))
        .filter_map(|(source, other)| {
            let mut c = counterpart(item, &around, source, &other, 0.0)?;
            tell_apart(item, holder.as_deref(), &mut c, &other);
            Some(c)
        })
        .collect()
}

/// Whether a source's figure counts `head` of one of `names`: "900 Danish divers" beside "Denmark sent 1,200 divers",
/// and "1,200 Danes" too.
fn same_measure(head: &str, names: &[Box<str>], other: &Item) -> bool {
    let Some(figure) = other.figure().filter(|f| !f.measure.part) else {
        return false;
    };
    let theirs = stem(&figure.measure.head);
    if theirs.is_empty() {
        return false;
    }
    let others = self::names(other);
    let known = |word: &str, names: &[Box<str>]| names.iter().any(|n| one_name(n, word));
    (*theirs == *head || known(&theirs, names) || known(head, &others))
        && others.iter().any(|n| known(n, names))
}

/// Whether two stems are of one name: "korea" and "korean".
fn one_name(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    a == b || short.len() >= 4 && long.len() <= short.len() + 3 && long.starts_with(short)
}

/// The stems of the proper nouns in a number's sentence.
fn names(item: &Item) -> Vec<Box<str>> {
    let prose = &item.block().prose;
    let mut names: Vec<Box<str>> = item
        .sentence()
        .1
        .filter(|&i| prose.tag(i) == Tag::ProperNoun)
        .map(|i| stem(&prose.lower(i)))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
