//! # quote-unsupported
//!
//! Finds quotations of five or more words that no source carries, neither as a quotation nor as running text.
//!
//! **Why it matters.** A quotation that stands in the draft alone may be somebody's memory of it, or nobody's words.
//!
//! **Example.** The draft has “the ferries will sail again before the feast,” said the harbour master; the sources quote
//! the harbour master on the strike alone.
//!
//! It is a note, never a warning: the reporter may have heard the words. Terms and fragments of fewer than five words
//! stay silent.
//!
//! **How to fix.** Add the recording, transcript or release to the sources, or ignore the finding with a reason.
//! `quote-unsupported = "off"` under `[rules]` silences the rule.

use super::compare::quotation::{self, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};
use crate::sources::index::content_stems;

/// The rule.
pub static RULE: Rule = Rule {
    code: "quote-unsupported",
    severity: Severity::Information,
    check,
    of_draft: None,
    merged: false,
};

/// Fewest words: shorter ones are terms.
const FEWEST_WORDS: usize = 5;

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in quotation::comparisons(context) {
        if comparison.verdict != Verdict::Nowhere || comparison.words.len() < FEWEST_WORDS {
            continue;
        }
        let q = &comparison.quotation;
        let prose = &context.draft.blocks[comparison.block].prose;
        // Where the words end nobody knows, and that is told of; words that every text has cannot be looked up.
        let lost = q.opened && !q.closed && !quotation::goes_on(context, comparison.block);
        if lost || content_stems(prose, prose.tokens_in(q.inner)).is_empty() {
            continue;
        }
        let span = q.span;
        out.push(Finding {
            code: RULE.code,
            severity: RULE.severity,
            message: format!(
                "no source carries these {} quoted words",
                comparison.words.len()
            ),
            span: context.draft.in_file(comparison.block, span),
            also: Vec::new(),
            evidence: Vec::new(),
            fixes: Vec::new(),
        });
    }
}
