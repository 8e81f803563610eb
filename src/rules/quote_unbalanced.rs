//! # quote-unbalanced
//!
//! Finds an opening quotation mark whose closing mark never comes.
//!
//! **Why it matters.** Readers cannot tell where the speaker's words end and the reporter's begin.
//!
//! **Example.** “The valley will be dry by May, the engineer said. The council has yet to answer.
//!
//! A quotation that goes on in the next paragraph, where its opening mark is repeated or a closing one stands, needs no closing mark; apostrophes,
//! feet and inches are no quotation marks.
//!
//! **How to fix.** Close the quotation where the speaker's words end. `quote-unbalanced = "off"` under `[rules]` silences the
//! rule.

use super::compare::quotation;
use super::{Context, Rule};
use crate::facts::quotation::Marks;
use crate::finding::{Finding, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "quote-unbalanced",
    severity: Severity::Hint,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for (block, facts) in context.blocks() {
        for q in facts.quotations.iter().filter(|q| q.marks != Marks::Single) {
            let last = facts
                .quotations
                .iter()
                .filter(|o| !o.nested)
                .all(|o| o.span.start <= q.span.start);
            let goes_on = last
                && quotation::goes_on(context, block);
            if q.opened && !q.closed && !q.nested && !goes_on {
                let mark = facts.prose.text[q.span.start..]
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
                let span = Span::new(q.span.start, q.span.start + mark);
                out.push(Finding {
                    code: RULE.code,
                    severity: RULE.severity,
                    message: "this quotation is never closed".to_string(),
                    span: context.draft.in_file(block, span),
                    also: Vec::new(),
                    evidence: Vec::new(),
                    fixes: Vec::new(),
                });
            }
        }
    }
}
