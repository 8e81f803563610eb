//! Where the sources speak of the same matter, and which of their numbers could be the draft's.

use super::beside;
use super::item::{Item, Surroundings, What};
use super::outcome::{self, Outcome};
use super::same_measure::likeness;
use super::verdict::{self, Verdict};
use super::{Comparison, Counterpart, LIKELY, apart};
use crate::facts::date;
use crate::facts::document::FactId;
use crate::facts::{DateMention, Figure};
use crate::rules::Context;
use crate::rules::compare::by_block::{OfBlock, by_block};
use crate::sources::index::{TermId, content_stems, stem};
use crate::sources::{Dossier, Passage, SourceId};
use crate::text::{Prose, Span};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Passages asked for a sentence of the draft.
const PASSAGES: usize = 24;
/// Of these, the best whose numbers and whose neighbours' numbers are looked at.
const CLOSEST: usize = 8;
/// Sentences before and behind a passage that are looked at too.
const AROUND: usize = 2;
/// A passage that holds less of the sentence than this speaks of something else.
const SPEAKS: f32 = 0.12;
/// Counterparts kept for each number.
const KEPT: usize = 24;

/// Compares every figure and date of the draft.
pub fn compare(context: &Context) -> Vec<Comparison> {
    if context.dossier.is_empty() {
        return Vec::new();
    }
    by_block(context, |block, out| compare_block(context, block, out))
}

fn compare_block(context: &Context, block: usize, out: &mut Vec<Comparison>) {
    let facts = &context.draft.blocks[block];
    let mut by_sentence: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
    for item in items(context, block) {
        let sentence = facts.prose.sentence_at(item.span().start);
        by_sentence.entry(sentence).or_default().push(item);
    }
    let mut matters = Vec::new();
    let mut nearby: HashMap<SourceId, f32> = HashMap::new();
    for (sentence, items) in by_sentence {
        let Some(tokens) = facts
            .prose
            .sentences
            .get(sentence)
            .map(|s| s.tokens.clone())
        else {
            continue;
        };
        let spans: Vec<Span> = items.iter().map(Item::number).collect();
        let matter = Matter::of(context.dossier, &facts.prose, tokens, &spans);
        for (&source, &topic) in &matter.sources {
            let best = nearby.entry(source).or_default();
            *best = best.max(topic);
        }
        matters.push((matter, items));
    }
    let mut nearby: Vec<(SourceId, f32)> = nearby.into_iter().collect();
    nearby.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let nearby: Arc<[_]> = nearby.into();
    let first = out.len();
    for (mut matter, items) in matters {
        matter.nearby = nearby.clone();
        out.extend(items.iter().map(|item| matter.compare(context, item)));
    }
    if let Some(compared) = out.get_mut(first..) {
        beside::bear_out(context, compared);
    }
}

impl OfBlock for Comparison {
    fn block(&self) -> usize {
        self.id.block
    }
}

/// The numbers of a block that are compared: dates, and figures that are no part of a date.
fn items<'a>(context: &Context<'a>, block: usize) -> Vec<Item<'a>> {
    items_in(context.draft, block, None)
}

/// The numbers of a block, or of a part of it. The date of a dateline tells when its text was written, and nothing else.
pub fn items_in(
    facts: &crate::facts::DocumentFacts,
    block: usize,
    within: Option<Span>,
) -> Vec<Item<'_>> {
    let read = &facts.blocks[block];
    let (first, end) = within.map_or((0, usize::MAX), |w| (w.start, w.end));
    let (dates, figures) = (&read.dates, &read.figures);
    let date_range = dates.partition_point(|d| d.span.start < first)
        ..dates.partition_point(|d| d.span.start < end);
    let figure_range = figures.partition_point(|f| f.number.start < first)
        ..figures.partition_point(|f| f.number.start < end);
    // "Last year" can be compared where it is known when the text was written.
    let fixed = |d: &DateMention| d.is_named() || facts.written.is_some();
    let dateline = date::dateline(read);
    let in_date = |figure: &Figure| {
        dateline.is_some_and(|span| span.overlaps(figure.number))
            || dates.get(date_range.clone()).is_some_and(|dates| {
                dates
                    .iter()
                    .any(|d| fixed(d) && d.span.overlaps(figure.number))
            })
    };
    let figures = figure_range
        .filter(|&i| figures.get(i).is_some_and(|f| !in_date(f)))
        .map(|index| Item::new(facts, What::Figure, FactId { block, index }))
        .collect::<Vec<_>>();
    let dates = date_range
        .filter(|&i| {
            dates
                .get(i)
                .is_some_and(|d| fixed(d) && dateline != Some(d.span))
        })
        .map(|index| Item::new(facts, What::Date, FactId { block, index }));
    dates.chain(figures).collect()
}

/// The numbers of a passage.
pub fn numbers_of(dossier: &Dossier, passage: Passage) -> impl Iterator<Item = Item<'_>> {
    let (_, span, _) = dossier.read(passage);
    let facts = &dossier.source(passage.source).facts;
    items_in(facts, passage.block, Some(span)).into_iter()
}

/// A number of a source beside one of the draft; `None` where the two are of different kinds. Who holds it and what tells
/// it apart is left to [`tell_apart`], for the few that matter.
pub fn counterpart(
    item: &Item,
    around: &Surroundings,
    source: SourceId,
    other: &Item,
    topic: f32,
) -> Option<Counterpart> {
    let verdict = verdict::verdict(item, other);
    if verdict == Verdict::Incomparable {
        return None;
    }
    let likeness = likeness(item, around, other, topic);
    Some(Counterpart {
        source,
        what: other.what,
        id: other.id,
        likeness,
        slot: likeness.slot(),
        verdict,
        hedging: (verdict == Verdict::Agrees)
            .then(|| verdict::hedging(item.figure()?, other.figure()?))
            .flatten(),
        holder: None,
        apart: None,
    })
}

/// Adds who says a counterpart, and why it is another thing, if it is.
pub fn tell_apart(item: &Item, holder: Option<&str>, c: &mut Counterpart, other: &Item) {
    let theirs = other.facts.holder(other.id.block, other.span());
    let agrees = c.verdict == Verdict::Agrees;
    c.apart = apart::apart(item, holder, other, theirs.as_deref(), &c.likeness, agrees);
    c.holder = theirs;
}

/// What a sentence of the draft speaks of, and the passages of the sources that speak of it too.
pub struct Matter<'a> {
    /// The sources.
    pub dossier: &'a Dossier,
    /// The words of the sentence, its numbers left out.
    pub words: Vec<Box<str>>,
    /// How rare each of them is.
    pub weights: Vec<f32>,
    /// Its whole numbers in digits, as stems.
    pub digits: Vec<Box<str>>,
    /// Passages with numbers worth a look, and the share of the sentence that each speaks of.
    pub passages: Vec<(Passage, f32)>,
    /// The best share by source.
    pub sources: HashMap<SourceId, f32>,
    /// The same of all sentences of the paragraph, which speak of one matter, the greatest first.
    pub nearby: Arc<[(SourceId, f32)]>,
}

impl<'a> Matter<'a> {
    fn of(dossier: &'a Dossier, prose: &Prose, tokens: Range<usize>, numbers: &[Span]) -> Self {
        let mut words = content_stems(prose, tokens.clone());
        let mut digits: Vec<Box<str>> = Vec::new();
        for i in tokens {
            let span = prose.tokens[i].span;
            if numbers.iter().any(|n| n.overlaps(span)) {
                let own = stem(&prose.lower(i));
                words.retain(|w| *w != own);
                if own.bytes().all(|b| b.is_ascii_digit()) && !digits.contains(&own) {
                    digits.push(own);
                }
            }
        }
        let index = dossier.index();
        let weights: Vec<f32> = words.iter().map(|w| index.idf(w)).collect();
        let terms: Vec<Option<TermId>> = words.iter().map(|w| index.term(w)).collect();
        let total: f32 = weights.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        let hits = dossier.passages_like(&words, PASSAGES);
        let mut wanted: Vec<Passage> = Vec::new();
        for hit in hits.iter().filter(|h| h.coverage >= SPEAKS).take(CLOSEST) {
            for passage in around(dossier, hit.passage) {
                if !wanted.contains(&passage) {
                    wanted.push(passage);
                }
            }
        }
        let mut sources: HashMap<SourceId, f32> = HashMap::new();
        let mut passages = Vec::new();
        let mut share = vec![0.0_f32; words.len()];
        for passage in wanted {
            // A sentence stands among its neighbours: what they say is half said by it.
            share.fill(0.0);
            for near in beside(dossier, passage) {
                let worth = if near == passage { 1.0 } else { 0.6 };
                let theirs = dossier
                    .passage_id(near)
                    .map_or(&[][..], |id| index.terms_of(id));
                for (term, share) in terms.iter().zip(&mut share) {
                    if *share < worth && term.is_some_and(|t| theirs.binary_search(&t).is_ok()) {
                        *share = worth;
                    }
                }
            }
            let topic = share.iter().zip(&weights).map(|(s, w)| s * w).sum::<f32>() / total;
            let best = sources.entry(passage.source).or_default();
            *best = best.max(topic);
            passages.push((passage, topic));
        }
        Matter {
            dossier,
            words,
            weights,
            digits,
            passages,
            sources,
            nearby: Arc::default(),
        }
    }

    fn compare(&self, context: &Context, item: &Item) -> Comparison {
        let around = item.surroundings();
        let holder = context.draft.holder(item.id.block, item.span());
        let mut counterparts: Vec<Counterpart> = Vec::new();
        for &(passage, topic) in &self.passages {
            counterparts.extend(
                numbers_of(self.dossier, passage)
                    .filter_map(|other| counterpart(item, &around, passage.source, &other, topic)),
            );
        }
        counterparts.sort_by(|a, b| {
            b.slot
                .total_cmp(&a.slot)
                .then((a.source, a.what, a.id).cmp(&(b.source, b.what, b.id)))
        });
        counterparts.truncate(KEPT);
        for c in counterparts.iter_mut().take_while(|c| c.slot >= LIKELY) {
            tell_apart(item, holder.as_deref(), c, &c.item(context));
        }
        let found = self.states_at(item, &counterparts);
        let seen = found.is_some() || self.yielded(item);
        let mut comparison = Comparison {
            what: item.what,
            id: item.id,
            topic: self.sources.values().copied().fold(0.0, f32::max),
            counterparts,
            found,
            seen,
            outcome: Outcome::Fine,
        };
        let outcome = match outcome::decide(&comparison, item, self) {
            Outcome::Contested(differing) => self::contested(context, &comparison, differing),
            other => other,
        };
        comparison.outcome = outcome;
        comparison
    }
}

/// What is left of a contest once the sentences that have the draft's value themselves are out of it: "fell from 7 to 6".
fn contested(context: &Context, comparison: &Comparison, mut differing: Vec<usize>) -> Outcome {
    let place = |c: &Counterpart| (c.source, c.id.block, c.item(context).sentence().0);
    let agreeing: Vec<_> = comparison
        .counterparts
        .iter()
        .filter(|c| c.verdict == Verdict::Agrees)
        .map(place)
        .collect();
    differing.retain(|&i| {
        let theirs = comparison.counterparts.get(i);
        theirs.is_some_and(|c| !agreeing.contains(&place(c)))
    });
    if differing.is_empty() {
        Outcome::Fine
    } else {
        Outcome::Contested(differing)
    }
}

/// A passage with the sentences before and behind it, in the same region of the source.
fn around(dossier: &Dossier, passage: Passage) -> Vec<Passage> {
    reach(dossier, passage, AROUND)
}

/// A passage with its nearest neighbours.
pub fn beside(dossier: &Dossier, passage: Passage) -> Vec<Passage> {
    reach(dossier, passage, 1)
}

fn reach(dossier: &Dossier, passage: Passage, by: usize) -> Vec<Passage> {
    let source = dossier.source(passage.source);
    let region = source.regions[passage.block];
    let mut out = vec![passage];
    for forward in [false, true] {
        let (mut block, mut sentence) = (passage.block, passage.sentence);
        for _ in 0..by {
            let next = if forward {
                if sentence + 1 < source.facts.blocks[block].prose.sentences.len() {
                    Some((block, sentence + 1))
                } else {
                    (block + 1..source.facts.blocks.len())
                        .find(|&b| {
                            source.regions[b] == region
                                && !source.facts.blocks[b].prose.sentences.is_empty()
                        })
                        .map(|b| (b, 0))
                }
            } else if sentence > 0 {
                Some((block, sentence - 1))
            } else {
                (0..block)
                    .rev()
                    .find(|&b| {
                        source.regions[b] == region
                            && !source.facts.blocks[b].prose.sentences.is_empty()
                    })
                    .map(|b| (b, source.facts.blocks[b].prose.sentences.len() - 1))
            };
            let Some((b, s)) = next else { break };
            (block, sentence) = (b, s);
            out.push(Passage {
                source: passage.source,
                block,
                sentence,
            });
        }
    }
    out
}
