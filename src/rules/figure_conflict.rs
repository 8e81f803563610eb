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
//! A number that no source has is also told where one of the same thing in the same matter has its digits with two of them
//! swapped, or a nought more or less, and the draft does not give that one.
//! A number inside a quotation that the sources carry is held against their quotation.
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
//! The quick fix writes the source's number in the draft's own style; where the source hedges it, another one writes the
//! hedge too. If the draft's figure is right, add the source
//! that gives it to the dossier, name its holder in the sentence, or ignore the finding with a reason.

use super::compare::figure::{self, Outcome};
use super::compare::quotation;
use super::{Context, Rule};
use crate::finding::{Finding, Fix, Relation, Severity};

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
            let item = comparison.item(context);
            let best = comparison.of(differing).next().map(|c| c.item(context));
            let fixes = best.iter().flat_map(|best| {
                let plain = figure::replace(&item, best);
                plain.into_iter().chain(figure::replace_hedged(&item, best))
            });
            let fixes = fixes.collect();
            out.push(figure::differs(context, &RULE, comparison, differing, "", fixes));
        }
    }
    for comparison in figure::to_tell(context) {
        if let Outcome::Slip(given) = &comparison.outcome
            && figure::is_sure(context, comparison, given)
        {
            let item = comparison.item(context);
            let best = comparison.of(given).next().map(|c| c.item(context));
            let fixes = best.and_then(|best| figure::replace(&item, &best));
            let fixes = fixes.into_iter().collect();
            out.push(figure::differs(context, &RULE, comparison, given, "", fixes));
        }
    }
    let quotations = quotation::comparisons(context).iter();
    out.extend(
        quotations
            .filter(|c| quotation::is_of_numbers(context, c))
            .filter_map(|c| in_quotation(context, c)),
    );
}

/// A quotation in which nothing but numbers was changed.
fn in_quotation(context: &Context, comparison: &quotation::Comparison) -> Option<Finding> {
    let nearest = comparison.counterparts.first()?;
    let places = quotation::places(comparison, nearest);
    let mut places = (places.into_iter()).map(|p| context.draft.in_file(comparison.block, p));
    let diff = quotation::word_diff(context, comparison, nearest);
    Some(Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: format!("the source has another number in this quotation: {diff}"),
        span: places.next()?,
        also: places.collect(),
        evidence: comparison
            .agreeing()
            .map(|c| (context.dossier).evidence(c.source, c.block, c.span, Relation::Differs))
            .collect(),
        fixes: quotation::fix(context, comparison, nearest)
            .map(|fix| Fix { safe: false, ..fix })
            .into_iter()
            .collect(),
    })
}
