//! # figure-arithmetic
//!
//! Finds sums that do not come out inside one sentence: a part greater than its whole, a list with more or fewer items
//! than announced, a total that its parts do not make, shares of one whole that do not make 100 percent, a share told in
//! two ways, a change that is not the one its two values give, a rate that its two values do not give, an age or a length
//! of time that is not the one its two dates give, a range turned round.
//!
//! ## Why it matters
//!
//! Readers do these sums in passing, and no source is needed for them.
//!
//! ## Example
//!
//! > Eleven of the nine trustees resigned. Prices rose 50 percent, from 40 to 50 crowns. The pass crosses three valleys:
//! > Arn, Bero, Cald and Dun. Aboard were 12 men and 8 women, 22 people in all.
//!
//! ## How to fix or silence it
//!
//! Look up which operand is wrong. Hedged operands ("about a third", "nearly 40") are only told where no value that the
//! hedge allows comes out right.

use super::compare::{arithmetic, figure};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-arithmetic",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for (block, facts) in context.blocks() {
        for sentence in 0..facts.prose.sentences.len() {
            let slips = arithmetic::slips(context, block, sentence);
            let told = slips
                .into_iter()
                .filter(|s| !figure::differs_at(context, s.span));
            out.extend(told.map(|slip| Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: slip.message,
                span: slip.span,
                also: Vec::new(),
                evidence: slip.evidence,
                fixes: slip.fixes,
            }));
        }
    }
}
