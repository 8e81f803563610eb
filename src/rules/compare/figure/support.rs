//! Whether the sources bear out a number elsewhere than in its slot: they state it beside other words, or what they say
//! yields it.

use super::candidates::{Matter, items_in, numbers_of};
use super::derived::{derived_from, summed};
use super::enumerated::enumerates;
use super::harm;
use super::item::Item;
use super::same_measure::{Kinship, SELDOM, is_count, kinship};
use super::verdict::{self, Verdict};
use super::{Counterpart, LIKELY};
use crate::facts::Figure;
use crate::facts::figure::FigureKind;
use crate::sources::index::{PassageId, content_stems};
use crate::sources::{Dossier, Passage, Region, SourceId};
use crate::text::{Prose, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::ops::Range;

/// A source whose best passage holds this much of the draft's sentence speaks of the same matter.
const SAME_MATTER: f32 = 0.25;
/// A sentence that holds this much of the draft's words, by their rarity, may carry its number of another noun.
const OTHER_NOUN: f32 = 0.35;
/// The same where either number names no noun.
const NO_NOUN: f32 = 0.2;

/// Sentences that hold one number, at most: beyond these it says nothing.
const OFTEN: usize = 200;

/// Numbers of one sentence that are looked for together, at most: more than these are a list or a table.
const LISTED: usize = 100;

impl Matter<'_> {
    /// Where the sources state a number of the draft, in its place or elsewhere, of anything like the same thing.
    pub fn states_at(&self, item: &Item, counterparts: &[Counterpart]) -> Option<Passage> {
        let least = if item.is_dated() { SAME_MATTER } else { LIKELY };
        let agreeing = counterparts
            .iter()
            .filter(|c| c.verdict == Verdict::Agrees && c.slot >= least);
        let of = |c: &Counterpart| Item::new(&self.dossier.source(c.source).facts, c.what, c.id);
        let mut in_its_slot = agreeing.map(|c| (c.source, of(c)));
        in_its_slot
            .find(|(_, other)| !is_of_others(item, other))
            .map(|(source, other)| other.passage(source))
            .or_else(|| self.stated(item))
            .or_else(|| self.stated_together(item))
    }

    /// Where the same value stands in a source that speaks of the same matter, of anything like it.
    fn stated(&self, item: &Item) -> Option<Passage> {
        self.nearby.iter().find_map(|&(id, topic)| {
            let source = self.dossier.source(id);
            // Small numbers stand everywhere: for them the sentence alone must speak of the matter.
            let common = |f: &Figure| is_count(f) || f.kind == FigureKind::Duration;
            let small = item
                .figure()
                .is_some_and(|f| f.value <= SELDOM && common(f));
            let own = self.sources.get(&id).copied().unwrap_or_default();
            let topic = if small { own } else { topic };
            (0..source.facts.blocks.len())
                .filter(|&b| source.regions[b] != Region::Furniture)
                .flat_map(|b| items_in(&source.facts, b, None))
                .find(|other| self.states(item, other, topic))
                .map(|other| other.passage(id))
        })
    }

    /// Where a sentence of the sources has the value beside another one of the draft's sentence, however it is worded.
    fn stated_together(&self, item: &Item) -> Option<Passage> {
        let telling = |n: &str| n.parse::<u32>().is_ok_and(|n| Decimal::from(n) > SELDOM);
        if self.digits.len() < 2
            || self.digits.len() > LISTED
            || !self.digits.iter().any(|n| telling(n))
        {
            return None;
        }
        let index = self.dossier.index();
        let mut held: BTreeMap<PassageId, usize> = BTreeMap::new();
        for number in &self.digits {
            for &id in index.with_stem(number).iter().take(OFTEN) {
                *held.entry(id).or_default() += 1;
            }
        }
        let several = held.into_iter().filter(|&(_, numbers)| numbers > 1);
        several
            .map(|(id, _)| self.dossier.passage(id))
            .find(|&passage| {
                numbers_of(self.dossier, passage).any(|other| {
                    verdict::verdict(item, &other) == Verdict::Agrees
                        && verdict::same_value(item, &other)
                        && !is_of_others(item, &other)
                })
            })
    }

    /// Whether a number elsewhere states the draft's value: of the same thing where its source speaks of the same
    /// matter, or in a sentence that says much of what the draft's does.
    fn states(&self, item: &Item, other: &Item, topic: f32) -> bool {
        if verdict::verdict(item, other) != Verdict::Agrees {
            let near = item.figure().zip(other.figure());
            return near
                .is_some_and(|(a, b)| verdict::same_without_unit(a, b) || is_of_result(a, b))
                && self.shares(other) >= NO_NOUN;
        }
        let figures = item.figure().zip(other.figure());
        let flipped = figures.is_some_and(|(a, b)| verdict::flipped(a, b));
        if !verdict::same_value(item, other) || flipped || is_of_others(item, other) {
            return false;
        }
        // A year stands for whatever happened in it: one word beside it is an accident. A day of the year is telling.
        if item.is_dated() {
            let day = |i: &Item| {
                i.date()
                    .is_some_and(|d| d.month.is_some() && d.day.is_some())
            };
            return day(item) && day(other) && topic >= SAME_MATTER
                || self.shared(other).count() > usize::from(topic < SAME_MATTER);
        }
        match kinship(item, other) {
            Kinship::Telling => topic >= SAME_MATTER || self.shared(other).next().is_some(),
            Kinship::Same => topic >= SAME_MATTER || self.shares(other) >= NO_NOUN,
            Kinship::Unknown => self.shares(other) >= NO_NOUN,
            Kinship::Other => self.shares(other) >= OTHER_NOUN,
        }
    }

    /// How rare each word of the draft is that the sentence of a source's number holds too.
    fn shared(&self, other: &Item) -> impl Iterator<Item = f32> {
        let theirs = content_stems(&other.block().prose, other.sentence().1);
        (self.words.iter().zip(&self.weights))
            .filter(move |(word, _)| theirs.binary_search(word).is_ok())
            .map(|(_, &weight)| weight)
    }

    /// The share of the draft's words, by their rarity, that the sentence of a source's number holds.
    fn shares(&self, other: &Item) -> f32 {
        let all: f32 = self.weights.iter().sum();
        self.shared(other).sum::<f32>() / all.max(f32::MIN_POSITIVE)
    }

    /// Whether the passages that speak of the matter yield the draft's value: the sum of its parts, the difference of
    /// its two values, the share one makes of the other, the years since, the number of things listed.
    pub fn yielded(&self, item: &Item) -> bool {
        let Some(figure) = item.figure() else {
            return false;
        };
        let since = |source: SourceId, year: &Figure| {
            let written = self.dossier.source(source).facts.written;
            is_years_since(figure, year, written.or(item.facts.written))
        };
        let figures = self.figures();
        self.passages.iter().any(|&(passage, _)| {
            let (block, span, tokens) = self.dossier.read(passage);
            is_listed(figure, &block.prose, tokens.clone())
                || is_one_of_a_unit(figure, &block.prose, tokens)
                || figures_in(&block.figures, span)
                    .iter()
                    .any(|f| since(passage.source, f))
        }) || result_of(figure, &figures)
            || figure.range.is_none() && derived_from(&figures, item)
    }

    /// Whether a figure of the draft is the sum of parts that the sources give, one of a certain value among them.
    /// Small numbers add up to anything.
    pub fn sums_up(&self, figure: &Figure, part: &Figure) -> bool {
        figure.value > SELDOM
            && summed(&self.figures(), figure).is_some_and(|parts| parts.contains(&part))
    }

    /// The figures of the passages that speak of the matter.
    fn figures(&self) -> Vec<(usize, &Figure)> {
        figures_of(
            self.dossier,
            self.passages.iter().map(|&(p, _)| p).collect(),
        )
    }
}

/// The figures of some passages, in order, with the number of their sentence.
pub fn figures_of(dossier: &Dossier, mut passages: Vec<Passage>) -> Vec<(usize, &Figure)> {
    passages.sort_unstable_by_key(|p| (p.source, p.block, p.sentence));
    let (mut number, mut last) = (0, None);
    let mut figures = Vec::new();
    for passage in passages {
        number += if last.is_some_and(|last| follows(last, passage)) {
            1
        } else {
            FAR
        };
        last = Some(passage);
        let (block, span, _) = dossier.read(passage);
        figures.extend(figures_in(&block.figures, span).iter().map(|f| (number, f)));
    }
    figures
}

/// A sentence that does not follow the one before is this much farther.
const FAR: usize = 10;

/// Whether one passage is the sentence behind another, be it in the next paragraph.
fn follows(first: Passage, second: Passage) -> bool {
    first.source == second.source
        && (first.block == second.block && first.sentence + 1 == second.sentence
            || first.block + 1 == second.block && second.sentence == 0)
}

/// Whether two figures count the dead and the injured.
fn is_of_others(item: &Item, other: &Item) -> bool {
    let figures = item.figure().zip(other.figure());
    figures.is_some_and(|(a, b)| harm::of_others(a, b).is_some())
}

/// Whether a count is one side of a result: "scored 25" beside "25-14".
fn is_of_result(figure: &Figure, score: &Figure) -> bool {
    let ends = score.range.filter(|_| score.kind == FigureKind::Score);
    figure.kind == FigureKind::Cardinal
        && ends.is_some_and(|(one, other)| figure.value == one || figure.value == other)
}

/// The figures that begin inside a span.
fn figures_in(figures: &[Figure], span: Span) -> &[Figure] {
    let at = |offset: usize| figures.partition_point(|f| f.number.start < offset);
    figures
        .get(at(span.start)..at(span.end))
        .unwrap_or_default()
}

/// Units of time that are so many of a smaller one.
const WHOLE: &[(&str, u32, &str)] = &[
    ("second", 60, "minute"),
    ("minute", 60, "hour"),
    ("hour", 24, "day"),
    ("day", 7, "week"),
    ("day", 14, "fortnight"),
    ("week", 2, "fortnight"),
    ("week", 52, "year"),
    ("month", 12, "year"),
    ("day", 365, "year"),
    ("year", 10, "decade"),
    ("year", 100, "century"),
];

/// Whether a length of time is one of a greater unit, which a sentence gives without a number: "twelve months" of "a year".
fn is_one_of_a_unit(figure: &Figure, prose: &Prose, mut sentence: Range<usize>) -> bool {
    let Some(unit) = figure
        .unit
        .as_ref()
        .filter(|_| figure.kind == FigureKind::Duration)
    else {
        return false;
    };
    let is_whole = |t: usize| {
        let word = prose.lower(t);
        let of = |&&(small, many, whole): &&(&str, u32, &str)| {
            small == unit.name && figure.value == Decimal::from(many) && *whole == *word
        };
        WHOLE.iter().any(|row| of(&row))
    };
    sentence.any(|t| {
        is_whole(t)
            && t > 0
            && matches!(&*prose.lower(t - 1), "a" | "an" | "one" | "full" | "whole")
    })
}

/// Whether a count is the length of a list in a sentence.
fn is_listed(figure: &Figure, prose: &Prose, sentence: Range<usize>) -> bool {
    let behind = figure.measure.span.start >= figure.number.end;
    behind
        && figure.kind == FigureKind::Cardinal
        && figure.unit.is_none()
        && figure
            .value
            .to_usize()
            .is_some_and(|n| enumerates(prose, sentence, n))
}

/// Whether a result is given team by team: "Harrow 2, Quill 1".
fn result_of(figure: &Figure, source: &[(usize, &Figure)]) -> bool {
    let Some((one, other)) = figure.range.filter(|_| figure.kind == FigureKind::Score) else {
        return false;
    };
    let bare =
        |f: &Figure| f.unit.is_none() && matches!(f.kind, FigureKind::Cardinal | FigureKind::Label);
    source.windows(2).any(|pair| match pair {
        [(i, a), (j, b)] => {
            i == j
                && bare(a)
                && bare(b)
                && ((a.value, b.value) == (one, other) || (b.value, a.value) == (one, other))
        }
        _ => false,
    })
}

/// Whether an age or a time in years is what lies between a year of the source and the day of writing.
fn is_years_since(figure: &Figure, year: &Figure, written: Option<Date>) -> bool {
    let in_years =
        figure.kind == FigureKind::Age || figure.unit.as_ref().is_some_and(|u| u.name == "year");
    let since = written
        .map(|day| Decimal::from(day.year()))
        .and_then(|now| now.checked_sub(year.value));
    year.kind == FigureKind::Year
        && in_years
        && since.is_some_and(|years| years == figure.value || years - Decimal::ONE == figure.value)
}
