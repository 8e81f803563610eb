//! # claim-attribution-shifted
//!
//! Finds claims put in the name of one party where the sources name another.
//!
//! **Why it matters.** Who says a thing is half of what is said: an army's figure for the other side's losses is not the other
//! side's own. A shifted credit puts words into a mouth, and readers weigh them wrongly.
//!
//! **Example.** The draft has “Norwegian divers estimated that 40 mines lie in the fjord”; both sources have Danish divers
//! estimating it.
//!
//! It speaks only where the two cannot be one: two nations, or two persons by name, for a claim of the same matter, the same
//! figures or the same wording. An agency that passes words on, a pronoun, or a body that may speak for another is never enough.
//!
//! Where several sources agree on a party that has nothing of the draft's holder, though one might speak for the other, the
//! finding is a note.
//!
//! Where a single source has it in other words, the two reports are on a par, and the finding is a note, unless the two credits
//! are one kind of body of two nations.
//!
//! **How to fix.** The quick fix writes the holder that the sources name. If the draft knows better, add the document to the
//! sources, or ignore the finding with a reason. `claim-attribution-shifted = "off"` under `[rules]` silences the rule.

use super::compare::claim::holders::{self, Kin};
use super::compare::claim::{self, Comparison, Maker};
use super::compare::quotation;
use super::{Context, Rule};
use crate::facts::holder::is_pronoun;
use crate::finding::{Finding, Fix, Relation, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "claim-attribution-shifted",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

/// From this share of a claim's weight on, a passage makes the claim whoever is credited.
const SAME_CLAIM: f32 = 0.65;

/// From this share on, a short claim is made by a passage, and one whose credit is only another.
const NEARLY_ALL: f32 = 0.75;

fn check(context: &Context, out: &mut Vec<Finding>) {
    for found in claim::comparisons(context).iter().filter_map(|c| finding(context, c)) {
        // Two claims under one wrong holder are one problem.
        if out.last().is_none_or(|last| last.code != RULE.code || last.span != found.span) {
            out.push(found);
        }
    }
}

/// Whether a passage makes the same claim: by its words, or by figure and verb where the holders are each other's counterparts.
fn makes(comparison: &Comparison, holder: &str, maker: &Maker) -> bool {
    let Some(theirs) = &maker.holder else {
        return false;
    };
    let least = if comparison.short { NEARLY_ALL } else { SAME_CLAIM };
    maker.coverage >= least || holders::counterparts(holder, theirs) && maker.cue && (maker.figure || maker.coverage >= 0.4)
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let holder = comparison.holder.as_deref()?;
    let source = comparison.attribution(context)?.source?;
    // Whose words a quotation gives is another rule's matter.
    if quotation::compares(context, comparison.block, comparison.span) {
        return None;
    }
    let kin = |m: &Maker| {
        let theirs = &context.dossier.source(m.source).facts;
        (m.holder.is_some()).then(|| holders::kin_of_any(context, &comparison.holders, theirs, &m.holders))
    };
    let mut makers: Vec<&Maker> = comparison.makers.iter().filter(|m| makes(comparison, holder, m)).collect();
    // The very sentence credits whom it credits.
    let ours = &context.draft.blocks[comparison.block].prose;
    let sentence = ours.sentences.get(ours.sentence_at(source.start))?.span.of(&ours.text);
    let copied = |m: &Maker| {
        let theirs = &context.dossier.source(m.source).facts.blocks[m.block].prose;
        m.span.of(&theirs.text) == sentence
    };
    // Wherever the sources leave room for the draft's holder, it is silent.
    let room = comparison.makers.iter().any(|m| {
        copied(m) || m.coverage >= SAME_CLAIM && (m.holder.is_none() || !m.attributed)
            || kin(m) == Some(Kin::Same) && (m.coverage >= 0.4 || m.figure && m.cue)
    });
    let theirs: Vec<&str> = makers.iter().filter_map(|m| m.holder.as_deref()).collect();
    if room || theirs.is_empty() || theirs.len() < makers.len() {
        return None;
    }
    let other: Vec<&str> = makers.iter().filter(|m| kin(m) == Some(Kin::Different)).filter_map(|m| m.holder.as_deref()).collect();
    // "The board" behind "Coastal Safety Board" is that board.
    let clear = |h: &&str| other.iter().any(|o| o == h || holders::kin(o, h) == Kin::Same);
    let proven = !other.is_empty() && theirs.iter().all(clear);
    let mut sources: Vec<_> = makers.iter().map(|m| m.source).collect();
    sources.dedup();
    if !proven {
        makers.retain(|m| m.coverage >= NEARLY_ALL);
        if !is_named_by_none(holder, &makers) {
            return None;
        }
    }
    let names = holders::parties(&theirs);
    let first = holders::in_sentence(context, names.first()?);
    // One report against another is symmetric, unless they are the same report but for the credit, or credit the same body of
    // another nation.
    let counterpart = theirs.iter().all(|h| holders::counterparts(holder, h));
    let strong = sources.len() > 1 || counterpart || makers.iter().any(|m| m.coverage >= SAME_CLAIM);
    // A pronoun whose name stands in another paragraph is a guess.
    let guessed = is_pronoun(source.of(&ours.text)) && !ours.text.contains(holder);
    let severity = if proven && strong && !guessed { RULE.severity } else { Severity::Information };
    let span = context.draft.in_file(comparison.block, source);
    let facts = &context.draft.blocks[comparison.block];
    let written = source.of(&facts.prose.text);
    let relative = [" who", " which", " that"].iter().any(|w| written.ends_with(w));
    let mut fixes = Vec::new();
    let place = holders::with_apposition(facts, source).filter(|_| !relative);
    if let Some(place) = place
        && names.len() == 1
        && first.split(' ').count() <= 6
        && !holders::is_nobody(written)
    {
        let place = context.draft.in_file(comparison.block, place);
        fixes.push(Fix::replace(format!("Credit {first}"), place, holders::in_place_of(&first, facts, source)));
    }
    let names: Vec<String> = names.iter().map(|name| holders::in_sentence(context, name)).collect();
    let holder = holders::in_sentence(context, holder);
    Some(Finding {
        code: RULE.code,
        severity,
        message: format!("credited to {holder}; the sources credit {}", names.join("; ")),
        span,
        also: Vec::new(),
        evidence: makers.iter().map(|m| m.evidence(context, Relation::Differs)).collect(),
        fixes,
    })
}

/// Whether several sources agree on one party that has nothing of the draft's holder: a note, for one may speak for the other.
fn is_named_by_none(holder: &str, makers: &[&Maker]) -> bool {
    let mut sources: Vec<_> = makers.iter().map(|m| m.source).collect();
    sources.dedup();
    let names: Vec<&str> = makers.iter().filter_map(|m| m.holder.as_deref()).collect();
    let plain = |h: &str| !(holders::is_nobody(h) || holders::is_vague(h) || holders::is_relay(h) || holders::is_general(h));
    sources.len() > 1
        && plain(holder)
        && names.iter().all(|n| plain(n))
        && names.windows(2).all(|pair| holders::kin(pair[0], pair[1]) == Kin::Same)
}
