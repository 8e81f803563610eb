//! Each claim of the draft beside the passages of the sources that make it, and who is credited with it there.

pub mod credit;
pub mod exempt;
pub mod holders;
pub mod opposites;
pub mod risky;
#[cfg(test)]
mod tests;

use crate::facts::attribution::Class;
use crate::facts::document::fold_blanks;
use crate::facts::{Attribution, BlockFacts};
use crate::finding::{Evidence, Relation, Spread, SpreadRow};
use crate::rules::Context;
use crate::rules::compare::by_block::by_block;
use crate::sources::dossier::PassageHit;
use crate::sources::index::content_stems;
use crate::sources::{Passage, SourceId};
use crate::text::{BlockKind, Prose, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// Fewest words of content that make a claim to compare.
const FEWEST_STEMS: usize = 3;
/// From this share of a claim's weight on, a passage makes it, as far as a hover shows.
const MAKES: f32 = 0.5;
/// Passages looked into for a claim, at most.
const CANDIDATES: usize = 8;
/// So many tokens before and behind a claim are looked at with it, at most.
const SURROUNDINGS: usize = 200;
/// From this many words on, a large share of them proves that a passage makes the claim.
const MANY_STEMS: usize = 5;
/// From this share of a claim's weight on, a passage speaks of the same matter.
const SAME_MATTER: f32 = 0.1;

/// A passage of a source that speaks of what a claim says.
#[derive(Clone, Debug)]
pub struct Maker {
    /// Where it stands.
    pub source: SourceId,
    /// Its block.
    pub block: usize,
    /// Its sentence.
    pub span: Span,
    /// The share of the claim's weight that it holds, 0 to 1.
    pub coverage: f32,
    /// Who is credited with it there.
    pub holder: Option<String>,
    /// Everybody under whom it stands there: who is credited, those who report that, and those whom it reports.
    pub holders: Vec<String>,
    /// Whether it is said by somebody there, not asserted.
    pub attributed: bool,
    /// Whether both have a figure of one value.
    pub figure: bool,
    /// Whether both are reported with the same verb.
    pub cue: bool,
}

impl Maker {
    /// The passage as evidence, with who is credited there.
    pub fn evidence(&self, context: &Context, relation: Relation) -> Evidence {
        let mut out = context
            .dossier
            .evidence(self.source, self.block, self.span, relation);
        out.holder.clone_from(&self.holder);
        out
    }
}

/// One claim of the draft and the passages that make it.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Block of the draft.
    pub block: usize,
    /// The words of the claim.
    pub span: Span,
    /// The attribution that credits it, as an index into the block's; `None`: the draft asserts it.
    pub attribution: Option<usize>,
    /// Who is credited with it.
    pub holder: Option<String>,
    /// Everybody under whom it stands: who is credited, then those who report that.
    pub holders: Vec<String>,
    /// Passages, nearest first.
    pub makers: Vec<Maker>,
    /// Whether it has few words, so that only all of them prove that a passage makes it.
    pub short: bool,
}

impl Comparison {
    /// The passages that make the claim itself: at least `share` of its weight, nearly all of it where it is short.
    pub fn made_by(&self, share: f32) -> impl Iterator<Item = &Maker> {
        let least = if self.short { share.max(0.95) } else { share };
        self.makers.iter().filter(move |m| m.coverage >= least)
    }

    /// The attribution that credits it.
    pub fn attribution<'c>(&self, context: &'c Context) -> Option<&'c Attribution> {
        context.draft.blocks[self.block]
            .attributions
            .get(self.attribution?)
    }
}

/// All comparisons of the draft, computed once a check.
pub fn comparisons<'c>(context: &'c Context) -> &'c [Comparison] {
    context.compared.claims.get_or_init(|| {
        if context.dossier.is_empty() {
            return Vec::new();
        }
        by_block(context, |block, out| of_draft(context, block, out))
    })
}

/// The comparisons of a block's sentences: one for each attribution in it, or one of the sentence as the draft asserts it.
fn of_draft(context: &Context, block: usize, out: &mut Vec<Comparison>) {
    let facts = &context.draft.blocks[block];
    if facts.kind == BlockKind::Heading {
        return;
    }
    for (sentence, s) in facts.prose.sentences.iter().enumerate() {
        let mut attributed = false;
        for (i, a) in facts.attributions.iter().enumerate() {
            let reports = matches!(a.class, Class::Speech | Class::Evidence)
                && s.span.overlaps(a.cue)
                && !a.content.is_empty();
            if reports {
                attributed = true;
                out.extend(compare(context, block, sentence, Some(i)));
            }
        }
        if !attributed {
            out.extend(compare(context, block, sentence, None));
        }
    }
}

fn compare(
    context: &Context,
    block: usize,
    sentence: usize,
    attribution: Option<usize>,
) -> Option<Comparison> {
    let facts = &context.draft.blocks[block];
    let s = &facts.prose.sentences[sentence];
    let credited = attribution.and_then(|i| facts.attributions.get(i));
    let span = credited.map_or(s.span, |a| {
        (a.content.iter().copied())
            .reduce(Span::join)
            .unwrap_or(s.span)
    });
    // Of a sentence that fills pages what stands around the claim is enough.
    let near = facts.prose.tokens_in(span);
    let near = near.start.saturating_sub(SURROUNDINGS)..near.end + SURROUNDINGS;
    let around = s.tokens.start.max(near.start)..s.tokens.end.min(near.end).max(s.tokens.start);
    // What is credited is the claim, not who is credited with it.
    let mut stems: Vec<Box<str>> = credited
        .iter()
        .flat_map(|a| &a.content)
        .flat_map(|&c| content_stems(&facts.prose, facts.prose.tokens_in(c)))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    if stems.len() < FEWEST_STEMS {
        let whole = content_stems(&facts.prose, around.clone());
        // A short claim is told by who makes it, too.
        stems.clear();
        if credited.is_none() || whole.len() >= MANY_STEMS {
            stems = whole;
        }
    }
    if stems.len() < FEWEST_STEMS {
        return None;
    }
    let found = |stems: &[Box<str>]| {
        let hits = context.dossier.passages_like(stems, CANDIDATES);
        hits.into_iter().filter(|hit| hit.coverage >= SAME_MATTER)
    };
    let mut hits: Vec<_> = found(&stems).collect();
    if credited.is_some() {
        // Who says it and how finds passages too; what they cover of the claim itself is not known.
        for hit in found(&content_stems(&facts.prose, around.clone())) {
            if hits.iter().all(|h| h.passage != hit.passage) {
                hits.push(PassageHit {
                    coverage: 0.0,
                    ..hit
                });
            }
        }
    }
    let sentence = facts.prose.span_of(around);
    let mut makers: Vec<Maker> = hits
        .into_iter()
        .map(|hit| {
            maker(
                context,
                facts,
                sentence,
                credited,
                &stems,
                hit.passage,
                hit.coverage,
            )
        })
        .collect();
    makers.sort_by(|a, b| b.coverage.total_cmp(&a.coverage));
    let holder = credited.and_then(|a| context.draft.credited(block, a, span));
    // Those who report that somebody says it.
    let above = facts.attributions_at(span).filter(|o| {
        credited.is_some_and(|a| {
            let covered = |c: &Span| o.content.iter().any(|w| w.covers(*c) && w != c);
            o.class != Class::Appearance && a.content.iter().all(covered)
        })
    });
    let above = above.filter_map(|o| context.draft.credited(block, o, span));
    Some(Comparison {
        short: stems.len() < MANY_STEMS,
        block,
        span,
        attribution,
        holders: holder.iter().cloned().chain(above).collect(),
        holder,
        makers,
    })
}

fn maker(
    context: &Context,
    ours: &BlockFacts,
    sentence: Span,
    credited: Option<&Attribution>,
    stems: &[Box<str>],
    passage: Passage,
    coverage: f32,
) -> Maker {
    let (theirs, span, _) = context.dossier.read(passage);
    let facts = &context.dossier.source(passage.source).facts;
    let report = match credited {
        Some(_) => nearest_report(theirs, span, stems),
        None => None,
    };
    let report = report.or_else(|| report_of(theirs, span));
    let figure = ours
        .figures
        .iter()
        .filter(|f| sentence.covers(f.number))
        .any(|f| {
            theirs.figures.iter().any(|t| {
                span.covers(t.number)
                    && (t.value == f.value
                        || Some(t.value) == f.high
                        || t.high == Some(f.value)
                        || f.range.is_some_and(|r| r.0 == t.value || r.1 == t.value))
            })
        });
    let cue = credited.zip(report).is_some_and(|(a, b)| {
        let stem = |text: &str, cue: Span| {
            cue.of(text)
                .split_whitespace()
                .next_back()
                .map(|w| crate::sources::index::stem(&w.to_lowercase()))
        };
        stem(&ours.prose.text, a.cue) == stem(&theirs.prose.text, b.cue)
    });
    let named = |a: &Attribution| {
        let content = a.content.iter().copied().find(|c| c.overlaps(span))?;
        facts.credited(passage.block, a, content)
    };
    let holder = report.and_then(named);
    // "Rivera said Oda had promised it": either may be credited.
    let around = (theirs.attributions_at(span))
        .filter(|a| report.is_some_and(|r| shares_content(a, r)))
        .filter_map(named);
    Maker {
        source: passage.source,
        block: passage.block,
        span,
        coverage,
        holders: holder.iter().cloned().chain(around).collect(),
        holder,
        attributed: report.is_some(),
        figure,
        cue,
    }
}

/// The report that makes up most of a sentence, besides who says it.
pub fn report_of(facts: &BlockFacts, sentence: Span) -> Option<&Attribution> {
    facts.attributions_at(sentence).find(|a| {
        let credit = a.cue.len() + a.source.map_or(0, |s| s.len());
        let most = sentence.len().saturating_sub(credit);
        reports(facts, a) && (a.content.iter()).any(|c| c.overlaps(sentence) && c.len() * 2 > most)
    })
}

/// Of several reports in a sentence the one that holds most of a claim, if it holds half of it.
fn nearest_report<'f>(
    facts: &'f BlockFacts,
    sentence: Span,
    claim: &[Box<str>],
) -> Option<&'f Attribution> {
    let shared = |a: &Attribution| {
        let pieces = a.content.iter().filter(|c| c.overlaps(sentence));
        let stems = pieces.flat_map(|&c| content_stems(&facts.prose, facts.prose.tokens_in(c)));
        stems
            .filter(|s| claim.contains(s))
            .collect::<BTreeSet<_>>()
            .len()
    };
    let mut all = facts
        .attributions_at(sentence)
        .filter(|a| reports(facts, a));
    // One alone needs no comparing.
    let (first, second) = (all.next()?, all.next()?);
    // Of two that hold as much the outer one comes first.
    let mut best = (0, None);
    for a in [first, second].into_iter().chain(all) {
        let held = shared(a);
        if held > best.0 {
            best = (held, Some(a));
        }
    }
    best.1.filter(|_| best.0 * 2 >= claim.len())
}

/// Whether an attribution reports a claim, not a stance to some matter.
fn reports(facts: &BlockFacts, a: &Attribution) -> bool {
    match a.class {
        Class::Appearance => false,
        // A poll shows, a picture only looks.
        Class::Evidence => (a.source).is_some_and(|s| holders::is_witness(s.of(&facts.prose.text))),
        Class::Speech | Class::Thought => a.reports(&facts.prose.text),
    }
}

/// Whether two attributions credit much the same words.
fn shares_content(a: &Attribution, b: &Attribution) -> bool {
    a.content.iter().any(|mine| {
        b.content.iter().any(|theirs| {
            let shorter = mine.len().min(theirs.len());
            mine.overlaps(*theirs) && shorter * 2 >= theirs.len()
        })
    })
}

/// Whether an attribution stands within a sentence of a claim, in its block or at the end of the block before.
pub fn attributed_nearby(context: &Context, comparison: &Comparison) -> bool {
    attributed_nearby_to(context, comparison, |_| true)
}

/// The same, of attributions in other blocks to those only who may be the one that is meant.
pub fn attributed_nearby_to(
    context: &Context,
    comparison: &Comparison,
    may_be: impl Fn(Option<&str>) -> bool,
) -> bool {
    let draft = context.draft;
    let facts = &draft.blocks[comparison.block];
    let here = facts.prose.sentence_at(comparison.span.start);
    let last = facts.prose.sentences.len().saturating_sub(1);
    let sentence = |f: &BlockFacts, i: usize| f.prose.sentences.get(i).map(|s| s.span);
    let own = |i: usize| sentence(facts, i).is_some_and(|s| facts.sources_in(s).next().is_some());
    let other = |block: Option<usize>, end: fn(&BlockFacts) -> usize| {
        let Some(f) = block.and_then(|b| draft.blocks.get(b)) else {
            return false;
        };
        sentence(f, end(f)).is_some_and(|s| f.sources_in(s).any(&may_be))
    };
    let before = match here.checked_sub(1) {
        Some(i) => own(i),
        None => other(comparison.block.checked_sub(1), |f| {
            f.prose.sentences.len().saturating_sub(1)
        }),
    };
    let after = match here < last {
        true => own(here + 1),
        false => other(Some(comparison.block + 1), |_| 0),
    };
    let led = || here == 0 || facts.kind == BlockKind::ListItem;
    before
        || own(here)
        || after
        || thought(facts, here)
        || led() && draft.announced_by(comparison.block).is_some()
}

/// Where a text speaks of somebody before a claim that may be that one's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lead {
    /// In an earlier sentence of the paragraph.
    Paragraph,
    /// In the block that leads to the list that it is part of, or stands below.
    List,
}

/// Whether what goes before a claim speaks of a holder: "The board listed its findings. The keel had cracked."
pub fn speaks_of(context: &Context, comparison: &Comparison, holder: &str) -> Option<Lead> {
    let holder = holders::words(holder);
    let facts = &context.draft.blocks[comparison.block];
    let holds = |prose: &Prose, tokens: Range<usize>| {
        let words = holders::words(prose.span_of(tokens).of(&prose.text));
        !holder.is_empty() && holder.iter().any(|w| words.contains(w))
    };
    let listed = || {
        let draft = context.draft;
        let before = match draft.is_listed(comparison.block) {
            true => draft.lead_in(comparison.block)?,
            false => draft.lead_in_above(comparison.block)?,
        };
        let prose = &draft.blocks.get(before)?.prose;
        holds(prose, 0..prose.tokens.len()).then_some(Lead::List)
    };
    let first = facts.prose.token_at(comparison.span.start);
    holds(&facts.prose, 0..first)
        .then_some(Lead::Paragraph)
        .or_else(listed)
}

/// Whether most of a sentence is what somebody thinks: "Experts think the reservoir will be dry".
fn thought(facts: &BlockFacts, sentence: usize) -> bool {
    facts.prose.sentences.get(sentence).is_some_and(|s| {
        facts.attributions.iter().any(|a| {
            let width: usize = a.content.iter().map(|c| c.len()).sum();
            a.class == Class::Thought && a.cue.overlaps(s.span) && width * 10 >= s.span.len() * 6
        })
    })
}

/// Whether a claim stands in the lead: the first two paragraphs, or the first two sentences of a text of one.
pub fn in_lead(context: &Context, comparison: &Comparison) -> bool {
    let first = context
        .draft
        .blocks
        .iter()
        .position(|b| b.kind != BlockKind::Heading)
        .unwrap_or(0);
    let facts = &context.draft.blocks[comparison.block];
    if context.draft.blocks.len() > first + 2 {
        comparison.block < first + 2
    } else {
        facts.prose.sentence_at(comparison.span.start) < 2
    }
}

/// Who says what about the claim at a byte offset of the draft: every passage that makes it, strongest first: those that
/// name the draft's holder, then those that name another, then those that assert it.
pub fn spread_at(context: &Context, offset: usize) -> Option<Spread> {
    let comparison = comparisons(context)
        .iter()
        .filter(|c| context.draft.in_file(c.block, c.span).contains(offset))
        .find(|c| c.made_by(MAKES).next().is_some())?;
    let kin = |m: &Maker| {
        let theirs = &context.dossier.source(m.source).facts;
        comparison.holder.as_ref().zip(m.holder.as_ref())?;
        let (ours, their) = (&comparison.holders, &m.holders);
        Some(holders::kin_of_any(context, ours, theirs, their))
    };
    let mut makers: Vec<&Maker> = comparison.made_by(MAKES).collect();
    makers.sort_by(|a, b| {
        let rank = |m: &Maker| (m.coverage * 10.0).round() as i32;
        let named = |m: &Maker| (kin(m) == Some(holders::Kin::Same), m.holder.is_some());
        (rank(b), named(b)).cmp(&(rank(a), named(a)))
    });
    let rows = makers
        .into_iter()
        .map(|m| {
            let relation = match (comparison.attribution.is_some(), m.attributed) {
                (false, false) => Relation::Supports,
                (true, true) if kin(m) == Some(holders::Kin::Same) => Relation::Supports,
                (true, true) if kin(m) == Some(holders::Kin::Different) => Relation::Differs,
                _ => Relation::Qualifies,
            };
            let evidence = m.evidence(context, relation);
            let facts = &context.dossier.source(m.source).facts;
            SpreadRow {
                value: fold_blanks(facts.text(m.block, m.span)),
                evidence,
                note: match (m.attributed, &m.holder) {
                    (false, _) => Some("asserted".to_string()),
                    (true, None) => Some("nobody named".to_string()),
                    (true, Some(_)) => None,
                },
            }
        })
        .collect();
    Some(Spread {
        span: context.draft.in_file(comparison.block, comparison.span),
        subject: comparison
            .holder
            .as_ref()
            .map_or("claim".to_string(), |h| format!("claim of {h}")),
        rows,
    })
}
