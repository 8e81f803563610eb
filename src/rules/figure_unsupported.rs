//! # figure-unsupported
//!
//! Finds a figure that no source has.

use super::compare::figure::{self, Item};
use super::{Context, Rule};
use crate::facts::document::fold_blanks;
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-unsupported",
    severity: Severity::Information,
    check,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in figure::comparisons(context) {
        if comparison.quoted || comparison.seen || !comparison.conflicts(figure::SURE).is_empty() {
            continue;
        }
        let item = Item::new(context.draft, comparison.what, comparison.id);
        let span = item.facts.in_file(comparison.id.block, item.number());
        out.push(Finding {
            code: RULE.code,
            severity: Severity::Information,
            message: format!("no source has {}", fold_blanks(item.text())),
            span,
            also: Vec::new(),
            evidence: Vec::new(),
            fixes: Vec::new(),
        });
    }
}
