//! Each quotation of the draft beside the passages of the sources that carry its words.

mod align;
mod mend;
pub mod spelling;
mod spread;
#[cfg(test)]
mod tests;
mod words;

pub use align::{Alignment, Change};
pub use mend::{fix, move_marks, moved, places, word_diff};
pub use spread::spread_at;
pub use words::Word;

use crate::facts::quotation::Marks;
use crate::facts::{BlockFacts, Quotation};
use crate::rules::Context;
use crate::rules::compare::by_block::{OfBlock, by_block, of_block};
use crate::sources::index::content_stems;
use crate::sources::{Dossier, Passage, Region, SourceId};
use crate::text::Span;
use std::ops::Range;

/// Fewest words of a quotation that is compared; shorter ones are terms and scare quotes.
pub const FEWEST_WORDS: usize = 3;
/// Fewest words that are somebody's own; shorter ones are common property.
pub const SPOKEN: usize = 5;
/// From this share of words in order on, several sources that agree prove an alteration.
const ALTERED: f32 = 0.7;
/// From this share on, one source proves it, if the quotation is long: two renderings of a long speech differ in more than a word.
const ALTERED_ONE: f32 = 0.88;
/// How many words make a quotation long in that sense.
const LONG: usize = 10;
/// From this share of agreement outside the marks on, the draft's sentence was copied from the source's.
const COPIED: f32 = 0.9;
/// From this share on, a passage is worth showing: another rendering of the same words, perhaps.
const LOOSE: f32 = 0.5;
/// Fewest words that stand on the wrong side of a mark.
const FEWEST_OUTSIDE: usize = 2;
/// Passages of the index that are looked into, at most.
const CANDIDATES: usize = 8;

/// What a source has for a quotation.
#[derive(Clone, Debug)]
pub struct Counterpart {
    /// Where it stands.
    pub source: SourceId,
    /// The block of its first word.
    pub block: usize,
    /// From its first to its last word in that block.
    pub span: Span,
    /// Whether the source has the words inside quotation marks; else they are its own running text.
    pub quoted: bool,
    /// The source's words around the place.
    pub words: Vec<Word>,
    /// How they lie beside the quotation's.
    pub alignment: Alignment,
    /// The share of words that agree in order, of all that either side has, 0 to 1.
    pub similarity: f32,
    /// The share of the quotation's weight in rare words that is found, 0 to 1.
    pub rare: f32,
    /// The share of the draft's words around the marks that stand around the words in the source too, in order; `None` where the
    /// quotation fills its sentence.
    pub copied: Option<f32>,
    /// Words of the quotation that the source has outside its quotation marks, right beside words inside them.
    pub outside: Vec<Range<usize>>,
    /// Who says it there.
    pub speaker: Option<String>,
}

impl Counterpart {
    /// The source's words that lie beside the quotation, in order.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.words[self.alignment.theirs.clone()]
            .iter()
            .filter(|w| w.quoted || !self.quoted)
            .map(|w| &*w.form)
    }

    /// Whether no word differs.
    pub fn verbatim(&self) -> bool {
        self.alignment.changes.is_empty()
    }
}

/// How a quotation stands to the sources.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// A source carries the words.
    Carried,
    /// A source carries them, some of them outside its quotation marks.
    Moved,
    /// Sources carry them with other words among them.
    Altered,
    /// Sources carry something like it: another rendering, or a heavy change.
    Loose,
    /// No source has anything like it.
    Nowhere,
}

/// One quotation of the draft and what the sources have for it.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Block of the draft.
    pub block: usize,
    /// The quotation itself; all of its block where that stands in the middle of one that goes over several.
    pub quotation: Quotation,
    /// Its words.
    pub words: Vec<Word>,
    /// How it stands.
    pub verdict: Verdict,
    /// Passages that carry it, nearest first.
    pub counterparts: Vec<Counterpart>,
}

impl Comparison {
    /// The counterparts that have the very words of the nearest one, itself first.
    pub fn agreeing(&self) -> impl Iterator<Item = &Counterpart> {
        let nearest = self.counterparts.first();
        self.counterparts
            .iter()
            .filter(move |c| nearest.is_some_and(|n| n.forms().eq(c.forms())))
    }
}

/// Whether numbers are all that was changed in a quotation: then a rule of figures tells of it, once.
pub fn is_of_numbers(context: &Context, comparison: &Comparison) -> bool {
    let facts = &context.draft.blocks[comparison.block];
    let numbers = |place: &Span| {
        let figures = facts.figures.iter().map(|f| f.number);
        let mut numbers = figures.chain(facts.dates.iter().map(|d| d.span));
        numbers.any(|n| n.overlaps(*place))
    };
    let nearest = comparison.counterparts.first();
    comparison.verdict == Verdict::Altered
        && nearest.is_some_and(|nearest| {
            let places = places(comparison, nearest);
            !places.is_empty() && places.iter().all(numbers)
        })
}

/// Whether a span of a block stands in a quotation that the sources carry, changed or not: what they quote decides, not
/// what they say elsewhere.
pub fn decides(context: &Context, block: usize, span: Span) -> bool {
    of_block(comparisons(context), block).iter().any(|c| {
        matches!(
            c.verdict,
            Verdict::Carried | Verdict::Moved | Verdict::Altered
        ) && c.quotation.inner.covers(span)
    })
}

/// Whether a quotation that sources carry, altered or not, stands at a span of a block: its words and speaker are compared as a
/// quotation's.
pub fn compares(context: &Context, block: usize, span: Span) -> bool {
    of_block(comparisons(context), block).iter().any(|c| {
        matches!(
            c.verdict,
            Verdict::Carried | Verdict::Moved | Verdict::Altered
        ) && c.words.len() >= SPOKEN
            && c.quotation.inner.overlaps(span)
    })
}

/// All comparisons of the draft, computed once a check.
pub fn comparisons<'c>(context: &'c Context) -> &'c [Comparison] {
    context.compared.quotations.get_or_init(|| {
        if context.dossier.is_empty() {
            return Vec::new();
        }
        let mut out = by_block(context, |block, out| {
            let quotations = context.draft.blocks[block].quotations.iter();
            for q in quotations.filter(|q| !q.nested) {
                out.extend(compare(context, block, q));
            }
        });
        for (block, facts) in context.blocks().filter(|(b, _)| context.draft.is_spoken(*b)) {
            out.extend(compare(context, block, &whole(facts)));
        }
        out.sort_by_key(|c| c.block);
        out
    })
}

/// A paragraph in the middle of a quotation, as a quotation without marks of its own.
fn whole(facts: &BlockFacts) -> Quotation {
    let span = Span::new(0, facts.prose.text.len());
    Quotation {
        span,
        inner: span,
        opened: false,
        closed: false,
        nested: false,
        marks: Marks::Double,
        speaker: None,
    }
}

impl OfBlock for Comparison {
    fn block(&self) -> usize {
        self.block
    }
}

fn compare(context: &Context, block: usize, q: &Quotation) -> Option<Comparison> {
    let facts = &context.draft.blocks[block];
    let prose = &facts.prose;
    let tokens = prose.tokens_in(q.inner);
    let mut words = Vec::new();
    words::read(prose, &facts.quotations, block, tokens.clone(), &mut words);
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let around = prose.sentences[prose.sentence_at(q.inner.start)]
        .tokens
        .start
        ..prose.sentences[prose.sentence_at(q.inner.end.saturating_sub(1))]
            .tokens
            .end;
    let surroundings: Vec<Box<str>> = content_stems(prose, around.clone());
    let mut counterparts: Vec<Counterpart> = Vec::new();
    for passage in candidates(context, block, q, &surroundings) {
        let known = counterparts.iter().any(|c| {
            c.source == passage.source
                && c.words.get(c.alignment.theirs.clone()).is_some_and(|ws| {
                    let (_, span, _) = context.dossier.read(passage);
                    ws.iter()
                        .any(|w| w.block == passage.block && span.covers(w.span))
                })
        });
        if !known
            && let Some(found) = counterpart(context.dossier, &words, passage)
            && found.similarity >= LOOSE
        {
            counterparts.push(found);
        }
    }
    counterparts.retain(|c| is_same_utterance(context.dossier, &words, c, &surroundings));
    // Where the draft lost its closing mark, its end is nobody's.
    if q.opened && !q.closed && !goes_on(context, block) {
        for c in &mut counterparts {
            c.alignment.changes.retain(|x| x.ours.end < words.len());
            c.outside.retain(|run| run.end < words.len());
        }
    }
    let mut frame = Vec::new();
    let outside = |r: Range<usize>, out: &mut Vec<Word>| words::read(prose, &[], block, r, out);
    outside(around.start..tokens.start.max(around.start), &mut frame);
    outside(tokens.end.min(around.end)..around.end, &mut frame);
    for c in &mut counterparts {
        c.copied = copied(&frame, c);
    }
    counterparts.sort_by(|a, b| {
        let key = |c: &Counterpart| (c.alignment.changes.len(), !c.quoted);
        b.similarity
            .total_cmp(&a.similarity)
            .then(key(a).cmp(&key(b)))
            .then((a.source, a.block, a.span).cmp(&(b.source, b.block, b.span)))
    });
    let verdict = match counterparts.first() {
        None => Verdict::Nowhere,
        Some(_)
            if counterparts
                .iter()
                .any(|c| c.verbatim() && c.outside.is_empty()) =>
        {
            Verdict::Carried
        }
        Some(_) if counterparts.iter().any(Counterpart::verbatim) => Verdict::Moved,
        Some(c) if is_proven(&words, c, &counterparts) => Verdict::Altered,
        Some(_) => Verdict::Loose,
    };
    Some(Comparison {
        block,
        quotation: q.clone(),
        words,
        verdict,
        counterparts,
    })
}

/// Whether the next block goes on with a quotation that a block leaves open.
pub fn goes_on(context: &Context, block: usize) -> bool {
    context.draft.is_spoken(block + 1)
        || (context.draft.blocks.get(block + 1))
            .and_then(|next| next.quotations.first())
            .is_some_and(|q| q.span.start == 0 || !q.opened)
}

/// Whether a difference is an alteration of the draft's, not another rendering of the same speech: the draft copied the sentence, or
/// several sources agree on other words, or one has a long speech but for a word or two.
fn is_proven(ours: &[Word], nearest: &Counterpart, all: &[Counterpart]) -> bool {
    let copied = |least: f32| nearest.copied.is_some_and(|c| c >= least);
    if !nearest.quoted {
        return nearest.similarity >= ALTERED_ONE && copied(COPIED);
    }
    let mut agreeing: Vec<SourceId> = all
        .iter()
        .filter(|c| c.quoted && c.forms().eq(nearest.forms()))
        .map(|c| c.source)
        .collect();
    agreeing.dedup();
    if agreeing.len() < 2 && all.iter().any(|c| renders(ours, nearest, c)) {
        return false;
    }
    nearest.similarity >= ALTERED && (agreeing.len() > 1 || copied(COPIED))
        || nearest.similarity >= ALTERED_ONE && ours.len() >= LONG
}

/// Whether another source's rendering has the very words in which the draft differs from the nearest one: two translations of
/// one statement, and the draft follows now one, now the other.
fn renders(ours: &[Word], nearest: &Counterpart, other: &Counterpart) -> bool {
    let has = |form: &str| other.forms().any(|f| f == form);
    other.quoted
        && other.source != nearest.source
        && nearest.alignment.changes.iter().all(|change| {
            let (mine, theirs) = (
                ours.get(change.ours.clone()).unwrap_or_default(),
                nearest.words.get(change.theirs.clone()).unwrap_or_default(),
            );
            mine.iter().all(|w| has(&w.form))
                && (!mine.is_empty() || theirs.iter().all(|w| !has(&w.form)))
        })
}

/// The share of some words that stand in a counterpart's neighbourhood, outside the matched words.
fn copied(frame: &[Word], c: &Counterpart) -> Option<f32> {
    if frame.len() < 2 {
        return None;
    }
    let around: Vec<&Word> = c
        .words
        .iter()
        .enumerate()
        .filter(|(j, w)| !c.alignment.theirs.contains(j) || !w.quoted)
        .map(|(_, w)| w)
        .collect();
    let found = frame
        .iter()
        .filter(|f| around.iter().any(|w| w.form == f.form))
        .count();
    Some(found as f32 / frame.len() as f32)
}

/// Passages that may carry the words: those that hold the rare words of each sentence of the quotation, then those like its surroundings.
fn candidates(
    context: &Context,
    block: usize,
    q: &Quotation,
    surroundings: &[Box<str>],
) -> Vec<Passage> {
    let prose = &context.draft.blocks[block].prose;
    let mut out: Vec<Passage> = Vec::new();
    let mut add = |stems: &[Box<str>], limit: usize| {
        for hit in context.dossier.passages_like(stems, limit) {
            if hit.coverage >= 0.25 && !out.contains(&hit.passage) {
                out.push(hit.passage);
            }
        }
    };
    let first = prose.sentence_at(q.inner.start);
    let last = prose.sentence_at(q.inner.end.saturating_sub(1));
    for sentence in &prose.sentences[first..=last.max(first)] {
        let part = Span::new(
            sentence.span.start.max(q.inner.start),
            sentence
                .span
                .end
                .min(q.inner.end)
                .max(sentence.span.start.max(q.inner.start)),
        );
        add(&content_stems(prose, prose.tokens_in(part)), CANDIDATES);
    }
    add(surroundings, CANDIDATES / 2);
    out
}

/// The best place for some words around a passage.
fn counterpart(dossier: &Dossier, ours: &[Word], passage: Passage) -> Option<Counterpart> {
    let mut words = window(dossier, passage, ours.len());
    let shared = ours
        .iter()
        .filter(|o| words.iter().any(|w| w.quoted && w.form == o.form))
        .count();
    let by_marks = shared * 2 > ours.len();
    let mut alignment = align::align(ours, &words, by_marks)?;
    // Words that stand there twice: the place in the passage itself, if it is as good.
    let (_, sentence, _) = dossier.read(passage);
    let inside = |w: &Word| w.block == passage.block && sentence.covers(w.span);
    if !words[alignment.theirs.clone()].iter().any(inside)
        && let Some(first) = words.iter().position(inside)
        && let Some(here) = align::align(ours, &words[first..], by_marks)
        && here.changes.len() <= alignment.changes.len()
    {
        words.drain(..first);
        alignment = here;
    }
    let inside = |a: &Alignment| {
        a.matched.iter().filter(|(_, j)| words[*j].quoted).count() * 2 > a.matched.len()
    };
    let quoted = inside(&alignment);
    if by_marks && !quoted {
        alignment = align::align(ours, &words, false)?;
    }
    let first = words.get(alignment.theirs.start)?;
    let block = first.block;
    let span = words[alignment.theirs.clone()]
        .iter()
        .filter(|w| w.block == block)
        .fold(first.span, |s, w| s.join(w.span));
    let added: usize = alignment
        .changes
        .iter()
        .map(|c| c.theirs.len().saturating_sub(c.ours.len()))
        .sum();
    let similarity = alignment.matched.len() as f32 / (ours.len() + added) as f32;
    let weight = |w: &Word| match crate::text::lexicon::closed_class(&w.form) {
        Some(_) => 0.0,
        None => dossier.index().idf(&crate::sources::index::stem(&w.form)),
    };
    let total: f32 = ours.iter().map(weight).sum();
    let found: f32 = alignment
        .matched
        .iter()
        .map(|(i, _)| weight(&ours[*i]))
        .sum();
    Some(Counterpart {
        outside: if quoted {
            outside(dossier, passage.source, &words, &alignment)
        } else {
            Vec::new()
        },
        source: passage.source,
        block,
        span,
        quoted,
        similarity,
        copied: None,
        rare: if total > 0.0 { found / total } else { 1.0 },
        speaker: dossier.source(passage.source).facts.holder(block, span),
        words,
        alignment,
    })
}

/// Runs of matched words that stand outside a source's quotation marks, right beside matched words inside them.
fn outside(
    dossier: &Dossier,
    source: SourceId,
    theirs: &[Word],
    alignment: &Alignment,
) -> Vec<Range<usize>> {
    let facts = &dossier.source(source).facts;
    let word = |pair: &(usize, usize)| theirs.get(pair.1);
    // Beside words whose quotation is opened and closed: lost marks prove nothing.
    let beside = |pair: Option<&(usize, usize)>, end: &(usize, usize)| {
        let (Some(pair), Some(last)) = (pair, word(end)) else {
            return false;
        };
        pair.1.abs_diff(end.1) == 1
            && word(pair).is_some_and(|w| {
                w.quoted
                    && w.block == last.block
                    && facts.blocks[w.block]
                        .quotations
                        .iter()
                        .any(|q| q.opened && q.closed && q.inner.covers(w.span))
            })
    };
    let pairs = &alignment.matched;
    let mut out = Vec::new();
    let mut i = 0;
    while i < pairs.len() {
        let run = pairs[i..]
            .iter()
            .take_while(|p| word(p).is_some_and(|w| !w.quoted))
            .count();
        if run >= FEWEST_OUTSIDE {
            let (first, last) = (&pairs[i], &pairs[i + run - 1]);
            let before = i.checked_sub(1).and_then(|b| pairs.get(b));
            if beside(before, first) || beside(pairs.get(i + run), last) {
                out.push(first.0..last.0 + 1);
            }
        }
        i += run.max(1);
    }
    out
}

/// The words of a source around a passage: enough on both sides for a quotation of `length` words, over the bounds of paragraphs.
fn window(dossier: &Dossier, passage: Passage, length: usize) -> Vec<Word> {
    let source = dossier.source(passage.source);
    let blocks = &source.facts.blocks;
    let region = source.regions.get(passage.block).copied();
    let same =
        |b: usize| source.regions.get(b).copied() == region && region != Some(Region::Furniture);
    let reach = length + 30;
    let mut out = Vec::new();
    let sentence = &blocks[passage.block].prose.sentences[passage.sentence].tokens;
    let mut take = |b: usize, tokens: Range<usize>| {
        let first = out.len();
        words::read(&blocks[b].prose, &blocks[b].quotations, b, tokens, &mut out);
        if source.facts.is_spoken(b) {
            out[first..].iter_mut().for_each(|w| w.quoted = true);
        }
    };
    let here = blocks[passage.block].prose.tokens.len();
    if sentence.start < length
        && let Some(b) = passage.block.checked_sub(1).filter(|&b| same(b))
    {
        let n = blocks[b].prose.tokens.len();
        take(b, n.saturating_sub(reach)..n);
    }
    take(
        passage.block,
        sentence.start.saturating_sub(reach)..(sentence.end + reach).min(here),
    );
    if here < sentence.end + length && passage.block + 1 < blocks.len() && same(passage.block + 1) {
        take(
            passage.block + 1,
            0..reach.min(blocks[passage.block + 1].prose.tokens.len()),
        );
    }
    out
}

/// Whether a passage is about the same utterance. Long quotations prove it by their own rare words in order; a short one that
/// differs needs a neighbourhood that agrees or the very bounds of a quotation.
fn is_same_utterance(
    dossier: &Dossier,
    ours: &[Word],
    c: &Counterpart,
    surroundings: &[Box<str>],
) -> bool {
    if c.verbatim() {
        return true;
    }
    let content = c
        .alignment
        .matched
        .iter()
        .filter(|(i, _)| crate::text::lexicon::closed_class(&ours[*i].form).is_none())
        .count();
    if c.rare < 0.5 || content == 0 {
        return false;
    }
    if ours.len() >= 8 && content >= 3 {
        return true;
    }
    let facts = &dossier.source(c.source).facts.blocks[c.block];
    let near = facts.prose.sentence_at(c.span.start);
    let here = content_stems(&facts.prose, facts.prose.sentences[near].tokens.clone());
    let index = dossier.index();
    let total: f32 = surroundings.iter().map(|s| index.idf(s)).sum();
    let shared: f32 = surroundings
        .iter()
        .filter(|s| here.contains(s))
        .map(|s| index.idf(s))
        .sum();
    let neighbourhood = total > 0.0 && shared / total >= 0.5;
    let bounds = facts
        .quotations
        .iter()
        .any(|q| q.inner.start == c.span.start && q.inner.end.abs_diff(c.span.end) <= 2);
    neighbourhood || bounds && content >= 2
}
