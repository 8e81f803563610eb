//! # figure-inconsistent
//!
//! Finds two values that the draft itself gives for one measure.
//!
//! ## Why it matters
//!
//! The lead is rewritten when a new count comes in and the eleventh paragraph is not. No source is needed to see it.
//!
//! Both sentences must make the same statement: the same thing counted, the same predicate and most of the same words.
//! Another holder, another date, a part of the whole or an interval that allows both values is no inconsistency.
//!
//! ## Example
//!
//! > The flood destroyed 31 houses in Orlava. […] In Orlava the flood destroyed 13 houses, the mayor's wife's among them.
//!
//! ## How to fix or silence it
//!
//! Decide which value holds; one quick fix writes the first value in the second place. If both are right, say what tells
//! them apart: the day, the part, the holder.

use super::compare::figure::{self, Item, Verdict, What, verdict};
use super::check::tally::{Place, Tally};
use super::{Context, Rule};
use crate::facts::Figure;
use crate::facts::document::FactId;
use crate::facts::figure::FigureKind;
use crate::finding::{Finding, Relation, Severity};
use crate::sources::dossier::evidence_in;
use crate::sources::index::{content_stems, stem};
use crate::text::Tag;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-inconsistent",
    severity: Severity::Warning,
    check: super::nothing,
    of_draft: Some(of_draft),
    merged: false,
};

/// Share of the shorter sentence's words of content that both sentences must have.
const SAME_STATEMENT: f32 = 0.6;
/// How alike the words beside the two numbers must be.
const SAME_SLOT: f32 = 0.4;
/// Figures of one measure that a figure is held against: those before it, nearest first.
const LOOKED_BACK: usize = 16;

/// Words that tell one count from a later one of the same.
const WHEN: [&str; 16] = [
    "noon", "night", "nightfall", "midnight", "morning", "afternoon", "evening", "dawn", "dusk", "today", "now", "first",
    "initially", "later", "earlier", "again",
];

/// What is known of a draft's figures from the check before.
#[derive(Default)]
struct Known {
    /// The figures by what they measure; of each, once it was looked at, how many figures before it the one stands that
    /// it contradicts.
    figures: Tally<u64, Option<Option<usize>>>,
    /// The measures of which any figure contradicts another.
    contradicted: HashSet<u64>,
}

fn of_draft(context: &Context, out: &mut Vec<Finding>) {
    let (mut known, changes): (Known, _) = context.recall(RULE.code);
    let touched = context.update(&mut known.figures, &changes, |facts, notes| {
        notes.measures(facts, measure).to_vec()
    });
    for measure in touched {
        let figures = known.figures.known_mut(&measure);
        if figures.is_some_and(|figures| contradicted(context, figures)) {
            known.contradicted.insert(measure);
        } else {
            known.contradicted.remove(&measure);
        }
    }
    for measure in &known.contradicted {
        let figures = known.figures.places(measure);
        for (i, (second, back)) in figures.iter().enumerate() {
            let first = back.flatten().and_then(|back| figures.get(i.checked_sub(back)?));
            if let Some((first, _)) = first {
                out.extend(finding(context, &item(context, *first), &item(context, *second)));
            }
        }
    }
    context.remember(RULE.code, known);
}

fn item<'c>(context: &'c Context, (block, index): Place) -> Item<'c> {
    Item::new(context.draft, What::Figure, FactId { block, index })
}

/// Whether any of the figures of one measure contradicts one before it. Looks at those of which that is not known, and
/// at all that are held against such.
fn contradicted(context: &Context, figures: &mut [(Place, Option<Option<usize>>)]) -> bool {
    let mut until = 0;
    for i in 0..figures.len() {
        if figures[i].1.is_none() {
            until = i + LOOKED_BACK + 1;
        }
        if i < until {
            let second = item(context, figures[i].0);
            let earlier = figures[..i].iter().rev().take(LOOKED_BACK);
            let back = |(first, _): &(Place, _)| {
                let first = item(context, *first);
                contradicts(&first, &second) && !told(context, &first) && !told(context, &second)
            };
            let back = earlier.map(back).position(|found| found);
            figures[i].1 = Some(back.map(|n| n + 1));
        }
    }
    figures.iter().any(|(_, back)| back.flatten().is_some())
}

/// What a figure measures, as a number; `None` where a draft may give it two values.
fn measure(figure: &Figure) -> Option<u64> {
    comparable(figure).then(|| {
        let mut hasher = DefaultHasher::new();
        stem(&figure.measure.head).hash(&mut hasher);
        hasher.finish()
    })
}

/// Whether a figure's problem is told with the sources' own values already.
fn told(context: &Context, item: &Item) -> bool {
    figure::differs_at(context, item.facts.in_file(item.id.block, item.number()))
}

/// Whether a figure counts something that a draft may count twice.
fn comparable(figure: &Figure) -> bool {
    !figure.measure.head.is_empty()
        && !figure.measure.part
        && !matches!(
            figure.kind,
            FigureKind::Ordinal
                | FigureKind::Year
                | FigureKind::Day
                | FigureKind::Time
                | FigureKind::Label
                | FigureKind::Score
                | FigureKind::Age
                | FigureKind::Fraction
                | FigureKind::Percent
        )
}

/// Whether two figures of the draft give one measure two values.
fn contradicts(first: &Item, second: &Item) -> bool {
    let (Some(a), Some(b)) = (first.figure(), second.figure()) else {
        return false;
    };
    let same_sentence =
        first.id.block == second.id.block && first.sentence().0 == second.sentence().0;
    let same_words = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => stem(a) == stem(b) && !matches!(&**a, "say" | "tell" | "be" | "have"),
        _ => false,
    };
    !same_sentence
        && verdict::figures(a, b) == Verdict::Differs
        && same_words(&a.measure.predicate, &b.measure.predicate)
        && a.measure.modifiers == b.measure.modifiers
        && first.facts.holder(first.id.block, first.span())
            == second.facts.holder(second.id.block, second.span())
        && same_statement(first, second)
}

/// Whether two sentences of the draft say the same of their numbers.
fn same_statement(first: &Item, second: &Item) -> bool {
    let words = |item: &Item| {
        let prose = &item.block().prose;
        let mut words = content_stems(prose, item.sentence().1);
        for i in prose.tokens_in(item.number()) {
            let own = stem(&prose.lower(i));
            words.retain(|w| *w != own);
        }
        words
    };
    // What each sentence says of time, as written: "sunday", "2019".
    let times = |item: &Item| {
        let block = item.block();
        let sentence = (block.prose.sentences.get(item.sentence().0))
            .map(|s| s.span)
            .unwrap_or_default();
        let (figures, dates) = (&block.figures, &block.dates);
        let from = figures.partition_point(|f| f.span.start < sentence.start);
        let years = figures.iter().skip(from).filter(|f| f.kind == FigureKind::Year);
        let years = years.map(|f| f.span).take_while(|s| s.start < sentence.end);
        let from = dates.partition_point(|d| d.span.start < sentence.start);
        let dates = dates.iter().skip(from).map(|d| d.span);
        let dates = dates.take_while(|s| s.start < sentence.end);
        let clock = item.sentence().1.map(|i| block.prose.lower(i));
        let clock = clock.filter(|w| WHEN.contains(&w.as_ref())).map(String::from);
        let mut times: Vec<String> = (dates.chain(years))
            .filter(|span| sentence.covers(*span))
            .map(|span| span.of(&block.prose.text).to_lowercase())
            .chain(clock)
            .collect();
        times.sort_unstable();
        times
    };
    // Each names somebody or some place that the other does not: two things.
    let names = |item: &Item, other: &[Box<str>]| {
        let prose = &item.block().prose;
        item.sentence().1.any(|i| {
            prose.tag(i) == Tag::ProperNoun && !other.contains(&stem(&prose.lower(i)))
        })
    };
    let (a, b) = (words(first), words(second));
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    let least = a.len().min(b.len());
    let local = |x: &Item, y: &Item| figure::likeness(x, &x.surroundings(), y, 0.0).local;
    let two_things = names(first, &b) && names(second, &a);
    times(first) == times(second)
        && !two_things
        && least >= 3
        && shared as f32 >= SAME_STATEMENT * least as f32
        && local(first, second).max(local(second, first)) >= SAME_SLOT
}

fn finding(context: &Context, first: &Item, second: &Item) -> Option<Finding> {
    let fix = figure::replace(second, first)?;
    Some(Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: format!(
            "{}: the draft gives {} before",
            figure::subject(second),
            figure::subject(first)
        ),
        span: second.facts.in_file(second.id.block, second.number()),
        also: vec![first.facts.in_file(first.id.block, first.number())],
        evidence: vec![evidence_in(
            context.draft,
            first.id.block,
            first.span(),
            Relation::Differs,
        )],
        fixes: vec![fix],
    })
}
