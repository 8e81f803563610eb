//! # quote-misattributed
//!
//! Finds quotations given to one speaker where the sources heard them from another.
//!
//! **Why it matters.** Right words in the wrong mouth are a misquotation of two people.
//!
//! **Example.** “We will not sell the island,” said Mayor Oda. In the sources the words are Governor Lind's.
//!
//! It speaks only where both speakers are known and cannot be one: two persons by name, a surname alone included, or two nations. An agency that passes words on, a
//! spokesman and his minister, a pronoun without a name are never enough.
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
            .filter(|c| matches!(c.verdict, Verdict::Carried | Verdict::Moved | Verdict::Altered) && c.words.len() >= quotation::SPOKEN)
            .filter_map(|c| finding(context, c)),
    );
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let q = &comparison.quotation;
    // A speaker carried over from an earlier paragraph is a guess; the draft must credit the words itself.
    let place = q.speaker;
    let announced = q.span.start == 0 && context.draft.announced_by(comparison.block).is_some();
    if place.is_none() && !announced {
        return None;
    }
    let ours = context.draft.holder(comparison.block, q.inner)?;
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
    let theirs: Vec<(&str, Kin)> = close
        .iter()
        .filter_map(|c| {
            let facts = &context.dossier.source(c.source).facts;
            let speaker = c.speaker.as_deref()?;
            if is_nested(&facts.blocks[c.block], c.span) {
                return Some((speaker, Kin::Unclear));
            }
            Some((speaker, holders::kin_in(context, &ours, facts, speaker)))
        })
        .collect();
    if theirs.is_empty() || !theirs.iter().all(|(_, kin)| *kin == Kin::Different) {
        return None;
    }
    let names: Vec<&str> = theirs.into_iter().map(|(name, _)| name).collect();
    let names = holders::parties(&names);
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
            .map(|c| context.dossier.evidence(c.source, c.block, c.span, Relation::Differs))
            .collect(),
        fixes,
    })
}

/// Whether words are under two sources at once, one reporting what the other says: either may be credited with them.
fn is_nested(facts: &BlockFacts, words: Span) -> bool {
    let covering = facts
        .attributions
        .iter()
        .filter(|a| a.content.iter().any(|c| c.covers(words) || words.covers(*c)))
        .filter_map(|a| a.source);
    let mut sources = covering.map(|s| s.of(&facts.prose.text));
    sources.next().is_some_and(|first| sources.any(|s| s != first))
}

/// A fix that writes another speaker where the draft has its own.
fn credit(context: &Context, block: usize, place: Span, name: &str) -> Option<Fix> {
    let written = place.of(&context.draft.blocks[block].prose.text);
    let relative = RELATIVES.iter().any(|w| written.ends_with(w));
    let text = holders::in_place_of(name, written);
    (!relative).then(|| Fix::replace(format!("Credit {name}"), context.draft.in_file(block, place), text))
}

/// Ends of a source that are no name: "Rivera, who".
const RELATIVES: [&str; 3] = [" who", " which", " that"];
