//! # quote-misattributed
//!
//! Finds quotations given to one speaker where the sources heard them from another.
//!
//! **Why it matters.** Right words in the wrong mouth are a misquotation of two people.
//!
//! **Example.** “We will not sell the island,” said Mayor Oda. In the sources the words are Governor Lind's.
//!
//! The labels of a transcript (“IVO KRAL: …”) name speakers too. It speaks only where both speakers are known and cannot be one: two persons by name, a surname alone included, or two nations. An agency that passes words on, a
//! spokesman and his minister, a pronoun without a name are never enough. Of fewer than five words, four are somebody's own where they
//! are all that the sources quote there.
//!
//! **How to fix.** The quick fix names the speaker that the sources name. Or add the document that has it otherwise.
//! `quote-misattributed = "off"` under `[rules]` silences the rule.

use super::compare::claim::holders::{self, Kin};
use super::compare::quotation::{self, Comparison, Verdict};
use super::{Context, Rule};
use crate::facts::BlockFacts;
use crate::facts::holder::is_pronoun;
use crate::finding::{Finding, Fix, Relation, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "quote-misattributed",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    out.extend(
        quotation::comparisons(context)
            .iter()
            .filter(|c| matches!(c.verdict, Verdict::Carried | Verdict::Moved | Verdict::Joined | Verdict::Altered))
            .filter(|c| c.words.len() >= quotation::SPOKEN || is_whole(context, c))
            .filter_map(|c| finding(context, c)),
    );
}

/// Fewest words of an utterance that is told by its bounds.
const FEWEST_WORDS: usize = 4;

/// Whether a short quotation is all that some speaker is quoted with at a place of the sources.
fn is_whole(context: &Context, comparison: &Comparison) -> bool {
    comparison.words.len() >= FEWEST_WORDS
        && comparison.counterparts.iter().filter(|c| c.verbatim()).all(|c| {
            let facts = &context.dossier.source(c.source).facts.blocks[c.block];
            let mut quotations = facts.quotations.iter().filter(|q| !q.nested);
            quotations.any(|q| q.inner.start == c.span.start && q.inner.end.abs_diff(c.span.end) <= 2)
        })
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let q = &comparison.quotation;
    // A speaker carried over from an earlier paragraph is a guess; the draft must credit the words itself.
    let place = q.speaker;
    let announced = q.span.start == 0 && context.draft.announced_by(comparison.block).is_some();
    if place.is_none() && !announced {
        return None;
    }
    let holders = context.draft.holders(comparison.block, q.inner);
    let ours = holders.first()?;
    // A pronoun whose name stands in another paragraph is a guess as well.
    let text = &context.draft.blocks[comparison.block].prose.text;
    let guessed = |p: Span| is_pronoun(p.of(text)) && !text.contains(ours.as_str());
    if place.is_some_and(guessed) {
        return None;
    }
    let close: Vec<_> = comparison
        .counterparts
        .iter()
        .filter(|c| c.verbatim() || comparison.verdict == Verdict::Altered)
        .collect();
    // A headline repeats words without their speaker: it speaks for nobody.
    let mut theirs: Vec<(&str, Kin)> = close
        .iter()
        .filter_map(|c| {
            let facts = &context.dossier.source(c.source).facts;
            let speaker = c.speakers.first()?;
            let mut kin = holders::kin_of_any(context, &holders, facts, &c.speakers);
            if kin == Kin::Different && speaks_for(&facts.blocks[c.block], c.span, ours) {
                kin = Kin::Same;
            }
            Some((speaker.as_str(), kin))
        })
        .collect();
    // Whom one source knows by name is the same in another that has the name alone.
    let known = theirs.clone();
    for (name, kin) in &mut theirs {
        let same = |(n, k): &(&str, Kin)| *k == Kin::Different && holders::kin(n, name) == Kin::Same;
        if *kin == Kin::Unclear && known.iter().any(same) {
            *kin = Kin::Different;
        }
    }
    if theirs.is_empty() || !theirs.iter().all(|(_, kin)| *kin == Kin::Different) {
        return None;
    }
    let names: Vec<&str> = theirs.into_iter().map(|(name, _)| name).collect();
    let names: Vec<String> = (holders::parties(&names).into_iter())
        .map(|name| holders::in_sentence(context, name))
        .collect();
    let ours = holders::in_sentence(context, ours);
    let fixes = match (names.as_slice(), place) {
        ([one], Some(place)) => credit(context, comparison.block, place, one).into_iter().collect(),
        _ => Vec::new(),
    };
    Some(Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: format!("words given to {ours}; the sources give them to {}", names.join("; ")),
        span: context.draft.in_file(comparison.block, q.span),
        also: Vec::new(),
        evidence: close
            .iter()
            .map(|c| c.evidence(context, Relation::Differs))
            .collect(),
        fixes,
    })
}

/// Whether the sentence of some words names a holder as the one for whom they are said: "said Boyd, a spokesman for Rivera".
fn speaks_for(facts: &BlockFacts, words: Span, holder: &str) -> bool {
    let prose = &facts.prose;
    let last = holder.split_whitespace().next_back().unwrap_or(holder);
    let sentence = prose.sentences.get(prose.sentence_at(words.end));
    sentence.is_some_and(|s| {
        s.tokens.clone().filter(|&t| prose.word(t) == last).any(|t| {
            let before = t.saturating_sub(FARTHEST).max(s.tokens.start)..t;
            before.into_iter().any(|b| matches!(&*prose.lower(b), "for" | "behalf"))
        })
    })
}

/// Most words between "for" and a surname: "for the mayor, Ana Rivera".
const FARTHEST: usize = 5;

/// A fix that writes another speaker where the draft has its own.
fn credit(context: &Context, block: usize, place: Span, name: &str) -> Option<Fix> {
    let facts = &context.draft.blocks[block];
    let written = place.of(&facts.prose.text);
    let relative = RELATIVES.iter().any(|w| written.ends_with(w));
    let text = holders::in_place_of(name, facts, place);
    let place = holders::with_apposition(facts, place).filter(|_| !relative)?;
    Some(Fix::replace(format!("Credit {name}"), context.draft.in_file(block, place), text))
}

/// Ends of a source that are no name: "Rivera, who".
const RELATIVES: [&str; 3] = [" who", " which", " that"];
