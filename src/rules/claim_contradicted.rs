//! # claim-contradicted
//!
//! Finds sentences that a source has the other way round: the same matter with an opposed verb, or with a negation that only one of them has.
//!
//! **Why it matters.** “The court upheld the ban” and “the court did not uphold the ban” share every word but one.
//!
//! **Example.** The draft has “The ferry company confirmed the sale of its yard”; a source has it denying the sale.
//!
//! It is a note: sources may differ among themselves, and each is shown. It is silent where any source agrees with the draft.
//!
//! **How to fix.** Read both passages; write what they support, or give both sides. `claim-contradicted = "off"` under
//! `[rules]` silences the rule.

use super::compare::claim::{self, Comparison, opposites};
use super::compare::quotation;
use super::{Context, Rule};
use crate::finding::{Finding, Relation, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "claim-contradicted",
    severity: Severity::Information,
    check,
    of_draft: None,
    merged: false,
};

/// From this share of a claim's weight on, a passage speaks of the same event.
const SAME_CLAIM: f32 = 0.7;
/// From this share of a claim's weight on, a passage is looked into: an irregular verb or the negation itself may differ.
const NEAR: f32 = 0.4;
/// From these shares of the words of the shorter and of the longer sentence on, two speak of the same event.
const SAME_WORDS: (f32, f32) = (0.75, 0.6);

fn check(context: &Context, out: &mut Vec<Finding>) {
    let mut last = None;
    for comparison in claim::comparisons(context) {
        let facts = &context.draft.blocks[comparison.block];
        let sentence = (comparison.block, facts.prose.sentence_at(comparison.span.start));
        if last != Some(sentence)
            && let Some(found) = finding(context, comparison)
        {
            last = Some(sentence);
            out.push(found);
        }
    }
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let prose = &context.draft.blocks[comparison.block].prose;
    let sentence = prose.sentences.get(prose.sentence_at(comparison.span.start))?;
    // What differs inside quotation marks is another rule's matter.
    if quotation::compares(context, comparison.block, sentence.span) {
        return None;
    }
    let mut evidence = Vec::new();
    let mut why = None;
    for maker in comparison.makers.iter().filter(|m| m.coverage >= NEAR) {
        let theirs = &context.dossier.source(maker.source).facts.blocks[maker.block].prose;
        let (mine, his) = (sentence.tokens.clone(), theirs.tokens_in(maker.span));
        let shared = opposites::shared(prose, mine.clone(), theirs, his.clone());
        // A question states nothing.
        if maker.span.of(&theirs.text).trim_end().ends_with('?') {
            continue;
        }
        let same = shared.0 >= SAME_WORDS.0 && shared.1 >= SAME_WORDS.1;
        if !same && (maker.coverage < SAME_CLAIM || comparison.short) {
            continue;
        }
        // A source that agrees settles it.
        why = Some(opposites::opposed(prose, mine, theirs, his)?);
        evidence.push(context.dossier.evidence(maker.source, maker.block, maker.span, Relation::Differs));
    }
    let why = why?;
    Some(Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: format!("a source has it the other way round: {why}"),
        span: context.draft.in_file(comparison.block, sentence.span),
        also: Vec::new(),
        evidence,
        fixes: Vec::new(),
    })
}
