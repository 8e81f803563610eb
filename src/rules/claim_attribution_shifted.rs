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
//! Where a single source has it in other words, the two reports are on a par, and the finding is a note, unless the two credits
//! are one kind of body of two nations.
//!
//! **How to fix.** The quick fix writes the holder that the sources name. If the draft knows better, add the document to the
//! sources, or ignore the finding with a reason. `claim-attribution-shifted = "off"` under `[rules]` silences the rule.

use super::compare::claim::holders::{self, Kin};
use super::compare::claim::{self, Comparison, Maker};
use super::{Context, Rule};
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

fn check(context: &Context, out: &mut Vec<Finding>) {
    out.extend(
        claim::comparisons(context)
            .iter()
            .filter_map(|c| finding(context, c)),
    );
}

/// Whether a passage makes the same claim: by its words, or by figure and verb where the holders are each other's counterparts.
fn makes(holder: &str, maker: &Maker) -> bool {
    let Some(theirs) = &maker.holder else {
        return false;
    };
    maker.coverage >= SAME_CLAIM || holders::counterparts(holder, theirs) && maker.cue && (maker.figure || maker.coverage >= 0.4)
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let holder = comparison.holder.as_deref()?;
    let attribution = comparison.attribution(context)?;
    let source = attribution.source?;
    let makers: Vec<&Maker> = comparison.makers.iter().filter(|m| makes(holder, m)).collect();
    // Wherever the sources leave room for the draft's holder, it is silent.
    let room = comparison.makers.iter().any(|m| {
        m.coverage >= SAME_CLAIM && (m.holder.is_none() || !m.attributed)
            || m.holder.as_deref().is_some_and(|h| holders::kin(holder, h) == Kin::Same) && (m.coverage >= 0.4 || m.figure && m.cue)
    });
    let theirs: Vec<&str> = makers.iter().filter_map(|m| m.holder.as_deref()).collect();
    let other: Vec<&str> = (theirs.iter().copied())
        .filter(|h| holders::kin(holder, h) == Kin::Different)
        .collect();
    // "The board" behind "Coastal Safety Board" is that board.
    let clear = |h: &&str| other.iter().any(|o| o == h || holders::kin(o, h) == Kin::Same);
    if room || other.is_empty() || theirs.len() < makers.len() || !theirs.iter().all(clear) {
        return None;
    }
    let first = (*other.first()?).to_string();
    let mut names: Vec<&str> = makers.iter().filter_map(|m| m.holder.as_deref()).collect();
    names.dedup();
    let mut sources: Vec<_> = makers.iter().map(|m| m.source).collect();
    sources.dedup();
    // One report against another is symmetric, unless they are the same report but for the credit, or credit the same body of
    // another nation.
    let counterpart = makers
        .iter()
        .all(|m| m.holder.as_deref().is_some_and(|h| holders::counterparts(holder, h)));
    let severity = if sources.len() > 1 || counterpart || makers.iter().any(|m| m.coverage >= SAME_CLAIM) {
        RULE.severity
    } else {
        Severity::Information
    };
    let span = context.draft.in_file(comparison.block, source);
    let mut fixes = Vec::new();
    let relative = [" who", " which", " that"].iter().any(|w| source.of(&context.draft.blocks[comparison.block].prose.text).ends_with(w));
    if names.len() == 1 && !relative && first.split(' ').count() <= 6 && !super::compare::claim::holders::is_nobody(source.of(&context.draft.blocks[comparison.block].prose.text)) {
        fixes.push(Fix::replace(format!("Credit {first}"), span, first.clone()));
    }
    Some(Finding {
        code: RULE.code,
        severity,
        message: format!("credited to {holder}; the sources credit {}", names.join("; ")),
        span,
        also: Vec::new(),
        evidence: makers
            .iter()
            .map(|m| context.dossier.evidence(m.source, m.block, m.span, Relation::Differs))
            .zip(&makers)
            .map(|(mut e, m)| {
                e.holder = m.holder.clone();
                e
            })
            .collect(),
        fixes,
    })
}
