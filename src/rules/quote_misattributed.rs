//! # quote-misattributed
//!
//! Finds quotations given to one speaker where the sources heard them from another.
//!
//! **Why it matters.** Right words in the wrong mouth are a misquotation of two people.
//!
//! **Example.** “We will not sell the island,” said Mayor Oda. In the sources the words are Governor Lind's.
//!
//! It speaks only where both speakers are known and cannot be one: two persons by name, or two nations. An agency that passes words on, a
//! spokesman and his minister, a pronoun without a name are never enough.
//!
//! **How to fix.** Name the speaker that the sources name, or add the document that has it otherwise.
//! `quote-misattributed = "off"` under `[rules]` silences the rule.

use super::compare::claim::holders::{self, Kin};
use super::compare::quotation::{self, Comparison, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Relation, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "quote-misattributed",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

/// Fewest words: shorter ones are common property.
const FEWEST_WORDS: usize = 5;

fn check(context: &Context, out: &mut Vec<Finding>) {
    out.extend(
        quotation::comparisons(context)
            .iter()
            .filter(|c| matches!(c.verdict, Verdict::Carried | Verdict::Altered) && c.words.len() >= FEWEST_WORDS)
            .filter_map(|c| finding(context, c)),
    );
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let q = comparison.quotation(context);
    // A speaker carried over from an earlier paragraph is a guess; the draft must credit the words itself.
    q.speaker?;
    let ours = context.draft.holder(comparison.block, q.inner)?;
    let close: Vec<_> = comparison
        .counterparts
        .iter()
        .filter(|c| c.verbatim() || comparison.verdict == Verdict::Altered)
        .collect();
    // A headline repeats words without their speaker: it speaks for nobody.
    let theirs: Vec<&str> = close.iter().filter_map(|c| c.speaker.as_deref()).collect();
    if theirs.is_empty() || !theirs.iter().all(|t| holders::kin(&ours, t) == Kin::Different) {
        return None;
    }
    let mut names = theirs;
    names.dedup();
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
        fixes: Vec::new(),
    })
}
