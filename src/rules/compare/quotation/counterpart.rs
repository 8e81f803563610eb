//! Where a source carries a quotation's words, and how they stand there.

use super::align::{self, Alignment};
use super::words::{self, Word};
use crate::facts::attribution::Class;
use crate::facts::{Attribution, Quotation};
use crate::finding::{Evidence, Relation};
use crate::rules::Context;
use crate::sources::index::content_stems;
use crate::sources::{Dossier, Passage, Region, SourceId};
use crate::text::Span;
use std::ops::Range;

/// Fewest words that stand on the wrong side of a mark.
const FEWEST_OUTSIDE: usize = 2;
/// Fewest words inside a source's marks that are a quotation, not a term.
const FEWEST_INSIDE: usize = 4;
/// Most words of a tag between quoted words and others of the same sentence.
const LONGEST_TAG: usize = 8;
/// From this share of words in order on, a record of what was said has the words themselves,
const RECORDED: f32 = 0.85;
/// if they are so many.
const FEWEST_RECORDED: usize = 8;
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
    /// Whether the words stand in a transcript or a speech, as they were said.
    pub recorded: bool,
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
    /// The first word of the quotation that the source has in another one, sentences behind the words before it.
    pub joined: Option<usize>,
    /// Whether some of these are the source's tag: "he said".
    pub tag: bool,
    /// Who says it there, then those who report that it was said.
    pub speakers: Vec<String>,
}

impl Counterpart {
    /// The source's words that lie beside the quotation, in order.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.words[self.alignment.theirs.clone()]
            .iter()
            .filter(|w| w.quoted || !self.quoted)
            .map(|w| &*w.form)
    }

    /// The passage as evidence, with who says it there.
    pub fn evidence(&self, context: &Context, relation: Relation) -> Evidence {
        let dossier = context.dossier;
        let mut out = dossier.evidence(self.source, self.block, self.span, relation);
        out.holder = self.speakers.first().cloned().or(out.holder);
        out
    }

    /// Whether no word differs.
    pub fn verbatim(&self) -> bool {
        self.alignment.changes.is_empty()
    }
}

/// Passages that may carry the words: those that hold the rare words of each sentence of the quotation, then those like its surroundings.
pub fn candidates(
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
pub fn counterpart(dossier: &Dossier, ours: &[Word], passage: Passage) -> Option<Counterpart> {
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
    let outside = outside(dossier, passage.source, &words, &alignment);
    // Whose words they are is told by the first of those inside the marks.
    let said = words[alignment.theirs.clone()]
        .iter()
        .skip_while(|w| !w.quoted)
        .take_while(|w| w.quoted && w.block == block)
        .map(|w| w.span)
        .reduce(Span::join)
        .filter(|_| quoted || !outside.is_empty())
        .unwrap_or(span);
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
    let mut outside = outside;
    let inside = (alignment.matched.iter()).filter(|(_, j)| words[*j].quoted);
    let partly =
        inside.count() >= FEWEST_INSIDE && is_credited(dossier, passage.source, block, said);
    let moved = partly && alignment.changes.is_empty();
    if !quoted && !moved {
        // What a source reports beside a few quoted words, or a document says beside a term, may be quoted; its tag may not.
        outside.retain(|run| is_tag(dossier, passage.source, &words, &alignment, run));
    }
    Some(Counterpart {
        joined: joint(dossier, passage.source, ours, &words, &alignment),
        tag: outside
            .iter()
            .any(|run| is_tag(dossier, passage.source, &words, &alignment, run)),
        outside,
        source: passage.source,
        block,
        span,
        recorded: (dossier.source(passage.source).facts)
            .turn_at(block, span.start)
            .is_some(),
        quoted,
        similarity,
        copied: None,
        rare: if total > 0.0 { found / total } else { 1.0 },
        speakers: dossier.source(passage.source).facts.holders(block, said),
        words,
        alignment,
    })
}

/// Whether a source names who says some quoted words.
fn is_credited(dossier: &Dossier, source: SourceId, block: usize, said: Span) -> bool {
    let facts = dossier.source(source).facts.blocks.get(block);
    facts.is_some_and(|f| {
        let mut here = f.attributions_at(said);
        here.any(|a| a.class == Class::Speech && a.source.is_some())
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
    let one_sentence = |a: &(usize, usize), b: &(usize, usize)| {
        let (Some(a), Some(b)) = (word(a), word(b)) else {
            return false;
        };
        let prose = &facts.blocks[a.block].prose;
        a.block == b.block && prose.sentence_at(a.span.start) == prose.sentence_at(b.span.start)
    };
    // Beside words whose quotation is opened and closed: lost marks prove nothing.
    let beside = |pair: Option<&(usize, usize)>, end: &(usize, usize)| {
        let (Some(pair), Some(last)) = (pair, word(end)) else {
            return false;
        };
        // A tag may stand between: "…," said Rivera, which the council denied.
        let between = theirs.get(pair.1.min(end.1) + 1..pair.1.max(end.1));
        let near =
            between.is_some_and(|ws| ws.len() <= LONGEST_TAG && ws.iter().all(|w| !w.quoted));
        near && one_sentence(pair, end)
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

/// Where two quotations of a source, more than a tag apart and in two sentences, were made one without an ellipsis.
fn joint(
    dossier: &Dossier,
    source: SourceId,
    ours: &[Word],
    theirs: &[Word],
    alignment: &Alignment,
) -> Option<usize> {
    let facts = &dossier.source(source).facts;
    let sentence = |w: &Word| {
        Some((
            w.block,
            facts.blocks.get(w.block)?.prose.sentence_at(w.span.start),
        ))
    };
    alignment.matched.windows(2).find_map(|pair| {
        let [(_, last), (i, first)] = pair else {
            return None;
        };
        let between = theirs.get(last + 1..*first)?;
        let (last, first) = (theirs.get(*last)?, theirs.get(*first)?);
        let apart = between.iter().filter(|w| !w.quoted).count() > LONGEST_TAG;
        let torn = last.quoted && first.quoted && sentence(last) != sentence(first);
        (apart && torn && ours.get(*i).is_some_and(|w| !w.gap)).then_some(*i)
    })
}

/// Whether a run of ours is what a source writes to say who speaks.
fn is_tag(
    dossier: &Dossier,
    source: SourceId,
    theirs: &[Word],
    alignment: &Alignment,
    run: &Range<usize>,
) -> bool {
    let facts = &dossier.source(source).facts;
    let beside = (alignment.matched.iter())
        .filter(|(i, _)| run.contains(i))
        .filter_map(|(_, j)| theirs.get(*j));
    beside.into_iter().any(|w| {
        let attributions = &facts.blocks[w.block].attributions;
        let tag = |a: &Attribution| a.class == Class::Speech && a.cue.covers(w.span);
        attributions.iter().any(tag)
    })
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
        // What a transcript or a speech holds needs no marks to be somebody's words.
        let turns = source.facts.turns_in(b);
        for word in out[first..].iter_mut().filter(|_| !turns.is_empty()) {
            word.quoted |= turns.iter().any(|t| t.words.covers(word.span));
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

/// Whether all but a word or so of a quotation stand in a record of what was said, word after word.
pub fn is_near(ours: &[Word], c: &Counterpart) -> bool {
    c.similarity >= RECORDED && ours.len() >= FEWEST_RECORDED
}

/// Whether a passage is about the same utterance. Long quotations prove it by their own rare words in order; a short one that
/// differs needs a neighbourhood that agrees or the very bounds of a quotation.
pub fn is_same_utterance(
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
    if c.recorded && is_near(ours, c) {
        return true;
    }
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
