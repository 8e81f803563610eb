//! # figure-conflict
//!
//! Finds a figure for which every source that fills the same place in the same statement gives another value.
//!
//! ## Why it matters
//!
//! A slipped digit is the commonest error that reaches print, and the one that readers quote back. Backread says that the
//! sources differ, not that the draft is wrong: each value is listed with who gives it.
//!
//! Two numbers are compared only where the words beside them, what they count and the matter of their sentences are alike.
//! A part of a whole, another predicate (killed, injured), another holder or another time is another thing; those stand in
//! the hover and are never warned of. Hedges and rounding are intervals: "nearly 5,000" agrees with 4,930.
//!
//! ## Example
//!
//! > The harbour board will hire 140 pilots this spring.
//!
//! where the source says "the harbour board will hire 104 pilots in the spring".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the source's number in the draft's own style. If the draft's figure is right, add the source
//! that gives it to the dossier, name its holder in the sentence, or ignore the finding with a reason.

use super::compare::figure::{self, Comparison, Outcome};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-conflict",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in figure::to_tell(context) {
        if let Outcome::Conflict(differing) = &comparison.outcome
            && !figure::is_dated(context, comparison)
        {
            out.extend(conflict(context, comparison, differing));
        }
    }
}

fn conflict(context: &Context, comparison: &Comparison, differing: &[usize]) -> Option<Finding> {
    let item = comparison.item(context);
    let best = comparison.of(differing).next()?;
    Some(Finding {
        code: RULE.code,
        severity: Severity::Warning,
        message: format!(
            "{}: {}",
            figure::subject(&item),
            figure::who_gives(context, comparison.of(differing))
        ),
        span: item.facts.in_file(item.id.block, item.number()),
        also: Vec::new(),
        evidence: comparison
            .of(differing)
            .map(|c| c.evidence(context))
            .collect(),
        fixes: figure::replace(&item, &best.item(context))
            .into_iter()
            .collect(),
    })
}
