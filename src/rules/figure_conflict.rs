//! # figure-conflict
//!
//! Finds same measure, compatible holder and time, other value in every source that has it.

use super::compare::figure::{self, Comparison, Item, What, style};
use super::{Context, Rule};
use crate::facts::document::fold_blanks;
use crate::finding::{Finding, Fix, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-conflict",
    severity: Severity::Warning,
    check,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in figure::comparisons(context) {
        if comparison.what == What::Figure && !comparison.quoted {
            out.extend(conflict(context, comparison));
        }
    }
}

fn conflict(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let differing = comparison.conflicts(figure::SURE);
    let best = differing.first()?;
    let item = Item::new(context.draft, comparison.what, comparison.id);
    let other = best.item(context);
    let (mine, theirs) = (item.figure()?, other.figure()?);
    let span = item.facts.in_file(comparison.id.block, item.number());
    let value = fold_blanks(other.text());
    let text = style::rewrite(
        item.facts.text(item.id.block, mine.number),
        mine,
        other.facts.text(other.id.block, theirs.number),
        theirs,
    );
    Some(Finding {
        code: RULE.code,
        severity: Severity::Warning,
        message: format!("{}: the sources give {value} {:?}", fold_blanks(item.text()), best.likeness),
        span,
        also: Vec::new(),
        evidence: differing.iter().map(|c| c.evidence(context)).collect(),
        fixes: vec![Fix::replace(format!("Replace with {text}"), span, text)],
    })
}
