//! # figure-contested
//!
//! Finds a figure that one source supports while another gives a different value for the same thing.
//!
//! ## Why it matters
//!
//! The draft is covered, but a reader who saw the other report will ask. Where sources differ, say whose figure it is.
//!
//! ## Example
//!
//! > The march drew 4,000 people.
//!
//! where one source says "the march drew 4,000 people" and another "the march drew 2,500 people".
//!
//! ## How to fix or silence it
//!
//! Name the holder ("organisers said 4,000, police 2,500"); the quick fix adds "according to" with the one who gives the
//! draft's value. The hover lists every value with its source.

use super::compare::figure::{self, Comparison, Counterpart, LIKELY, Outcome, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-contested",
    severity: Severity::Hint,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in figure::to_tell(context) {
        if let Outcome::Contested(differing) = &comparison.outcome {
            out.push(contested(context, comparison, differing));
        }
    }
}

fn contested(context: &Context, comparison: &Comparison, differing: &[usize]) -> Finding {
    let item = comparison.item(context);
    let agrees = |c: &&Counterpart| c.verdict == Verdict::Agrees && c.slot >= LIKELY;
    let supports: Vec<&Counterpart> = comparison.counterparts.iter().filter(agrees).collect();
    let holder = supports.iter().find_map(|c| c.holder.as_deref());
    Finding {
        code: RULE.code,
        severity: Severity::Hint,
        message: format!(
            "{} has support, but {}",
            figure::subject(&item),
            figure::who_gives(context, comparison.of(differing))
        ),
        span: item.facts.in_file(item.id.block, item.number()),
        also: Vec::new(),
        evidence: (supports.into_iter().take(1))
            .chain(comparison.of(differing))
            .map(|c| c.evidence(context))
            .collect(),
        fixes: holder
            .and_then(|holder| figure::according_to(&item, holder))
            .into_iter()
            .collect(),
    }
}
