//! Each quotation of the draft beside the passages of the sources that carry its words.

mod align;
mod counterpart;
mod mend;
mod restore;
pub mod spelling;
mod spread;
#[cfg(test)]
mod tests;
mod words;

pub use align::{Alignment, Change};
pub use counterpart::Counterpart;
use mend::is_set_off;
pub use mend::{move_marks, moved, places, word_diff};
pub use restore::fix;
pub use spread::spread_at;
pub use words::Word;

use crate::facts::quotation::Marks;
use crate::facts::{BlockFacts, Quotation};
use crate::rules::Context;
use crate::rules::compare::by_block::{OfBlock, by_block, of_block};
use crate::sources::SourceId;
use crate::sources::index::content_stems;
use crate::text::{Prose, Span};
use counterpart::{candidates, counterpart, is_near, is_same_utterance};
use std::ops::Range;

/// Fewest words of a quotation that is compared; shorter ones are terms and scare quotes.
pub const FEWEST_WORDS: usize = 3;
/// Fewest words that are somebody's own; shorter ones are common property.
pub const SPOKEN: usize = 5;
/// So many tokens before and behind a quotation are its surroundings, at most.
const SURROUNDINGS: usize = 200;
/// From this share of words in order on, several sources that agree prove an alteration.
const ALTERED: f32 = 0.7;
/// From this share on, one source proves it, if the quotation is long: two renderings of a long speech differ in more than a word.
const ALTERED_ONE: f32 = 0.88;
/// So many words of the source's around a gloss prove that it was put in.
const GLOSSED: usize = 8;
/// How many words make a quotation long in that sense.
const LONG: usize = 10;
/// From this share of agreement outside the marks on, the draft's sentence was copied from the source's.
const COPIED: f32 = 0.9;
/// From this share on, a passage is worth showing: another rendering of the same words, perhaps.
const LOOSE: f32 = 0.5;

/// How a quotation stands to the sources.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// A source carries the words.
    Carried,
    /// A source carries them, some of them outside its quotation marks.
    Moved,
    /// A source carries them in two quotations that stand apart.
    Joined,
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
            // Words that were added or left out are more than a number.
            let changed = |c: &Change| !c.ours.is_empty() && !c.theirs.is_empty();
            !places.is_empty()
                && places.iter().all(numbers)
                && nearest.alignment.changes.iter().all(changed)
        })
}

/// Whether a span of a block stands in a quotation that the sources carry, changed or not: what they quote decides, not
/// what they say elsewhere.
pub fn decides(context: &Context, block: usize, span: Span) -> bool {
    of_block(comparisons(context), block).iter().any(|c| {
        matches!(
            c.verdict,
            Verdict::Carried | Verdict::Moved | Verdict::Joined | Verdict::Altered
        ) && c.quotation.inner.covers(span)
    })
}

/// Whether a quotation that sources carry, altered or not, stands at a span of a block: its words and speaker are compared as a
/// quotation's.
pub fn compares(context: &Context, block: usize, span: Span) -> bool {
    of_block(comparisons(context), block).iter().any(|c| {
        matches!(
            c.verdict,
            Verdict::Carried | Verdict::Moved | Verdict::Joined | Verdict::Altered
        ) && c.words.len() >= SPOKEN
            && c.quotation.inner.overlaps(span)
    })
}

/// Whether a span of a block holds a quotation whose words differ from the sources': what is turned round there is told of as a
/// quotation's.
pub fn differs(context: &Context, block: usize, span: Span) -> bool {
    of_block(comparisons(context), block).iter().any(|c| {
        matches!(
            c.verdict,
            Verdict::Moved | Verdict::Altered | Verdict::Loose
        ) && c.quotation.inner.overlaps(span)
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
        for (block, facts) in context
            .blocks()
            .filter(|(b, _)| context.draft.is_spoken(*b))
        {
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
    let near = tokens.start.saturating_sub(SURROUNDINGS)..tokens.end + SURROUNDINGS;
    let first = &prose.sentences[prose.sentence_at(q.inner.start)].tokens;
    let last = &prose.sentences[prose.sentence_at(q.inner.end.saturating_sub(1))].tokens;
    let around = first.start.max(near.start)..last.end.min(near.end);
    // Words that every text has are found by those around them alone.
    let common = content_stems(prose, tokens.clone()).is_empty();
    let surroundings: Vec<Box<str>> = match common {
        true => content_stems(prose, near.start..near.end.min(prose.tokens.len())),
        false => content_stems(prose, around.clone()),
    };
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
            add(&mut counterparts, found);
        }
    }
    // What the draft quotes with marks inside is quoted as it stands there, the reporter's words and all.
    let nested = (facts.quotations.iter()).any(|n| n.nested && q.inner.covers(n.span));
    let sentence_of = |i: usize| words.get(i).map(|w| prose.sentence_at(w.span.start));
    for c in &mut counterparts {
        if nested && !c.quoted {
            c.outside.clear();
        }
        c.joined = (c.joined).filter(|&i| i > 0 && sentence_of(i - 1) == sentence_of(i));
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
                .any(|c| c.verbatim() && c.outside.is_empty() && c.joined.is_none()) =>
        {
            Verdict::Carried
        }
        Some(_)
            if counterparts
                .iter()
                .any(|c| c.verbatim() && c.outside.is_empty()) =>
        {
            Verdict::Joined
        }
        Some(_) if counterparts.iter().any(Counterpart::verbatim) => Verdict::Moved,
        Some(c) if is_proven(&words, c, &counterparts) || is_glossed(prose, &words, c) => {
            Verdict::Altered
        }
        // The draft follows now one translation, now the other.
        Some(c) if c.quoted && counterparts.iter().any(|o| renders(&words, c, o)) => {
            Verdict::Carried
        }
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

/// Adds a counterpart; of two at one place the nearer one stays.
fn add(counterparts: &mut Vec<Counterpart>, found: Counterpart) {
    let place = |c: &Counterpart| (c.source, c.block);
    let known = (counterparts.iter_mut())
        .find(|c| place(c) == place(&found) && c.span.overlaps(found.span));
    match known {
        Some(known) if found.similarity > known.similarity => *known = found,
        Some(_) => {}
        None => counterparts.push(found),
    }
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
    if nearest.recorded && is_near(ours, nearest) {
        return true;
    }
    nearest.similarity >= ALTERED && (agreeing.len() > 1 || copied(COPIED))
        || nearest.similarity >= ALTERED_ONE && ours.len() >= LONG
}

/// Whether a long quotation has every word of the source's and a gloss besides: no other rendering, but words put in.
fn is_glossed(prose: &Prose, ours: &[Word], nearest: &Counterpart) -> bool {
    let changes = &nearest.alignment.changes;
    nearest.quoted
        && nearest.alignment.matched.len() >= GLOSSED
        && (changes.iter()).all(|c| c.theirs.is_empty() && is_set_off(prose, ours, c))
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
