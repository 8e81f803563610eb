//! # figure-arithmetic
//!
//! Finds sums that do not come out inside one sentence, or with the sentence before ("Together they …"): a part greater than its whole, a list with more or fewer items
//! than announced, a total that its parts do not make, shares of one whole that do not make 100 percent, two sides of a vote that make more, a share told in
//! two ways, a change that is not the one its two values give, a rate that its two values do not give, an age or a length
//! of time that is not the one its two dates give, a range turned round, casualties that dead and injured do not make. The
//! operands of a rate ("or £40 a head") may stand in the two sentences before.
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

use super::compare::arithmetic::{self, Slip};
use super::compare::by_block::of_block;
use super::compare::figure;
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
            out.extend(told.map(|slip| with_source(context, block, slip)).map(|slip| Finding {
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

/// A slip with what the sources give for its number, where it has no fix of its own.
fn with_source(context: &Context, block: usize, mut slip: Slip) -> Slip {
    if !slip.fixes.is_empty() {
        return slip;
    }
    let own = of_block(figure::comparisons(context), block)
        .iter()
        .map(|c| (c, c.item(context)))
        .find(|(_, item)| item.facts.in_file(block, item.number()) == slip.span);
    let Some((comparison, item)) = own else {
        return slip;
    };
    let given = (comparison.counterparts.iter())
        .take_while(|c| c.slot >= figure::LIKELY)
        .find(|c| c.verdict == figure::Verdict::Differs && c.apart.is_none());
    if let Some(given) = given {
        slip.fixes.extend(figure::replace(&item, &given.item(context)));
        slip.evidence.push(given.evidence(context));
    }
    slip
}
