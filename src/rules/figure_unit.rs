//! # figure-unit
//!
//! Finds the source's digits with another unit, currency or scale: miles for kilometres, pounds for dollars, million
//! for billion, percent for percentage points.
//!
//! ## Why it matters
//!
//! The digits look right, so the eye passes over them; a rate that rose "by 2 percent" instead of two percentage points
//! is another story.
//!
//! ## Example
//!
//! > The pipeline runs for 340 miles.
//!
//! where the source says "the pipeline runs for 340 kilometres".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the source's number and unit. A value that was converted rightly ("211 miles") is no finding;
//! currencies are never converted.

use super::compare::figure::{self, Comparison, Outcome};
use super::{Context, Rule};
use crate::facts::document::fold_blanks;
use crate::finding::{Finding, Fix, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-unit",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in figure::to_tell(context) {
        if let Outcome::OtherUnit(differing) = &comparison.outcome {
            out.extend(other_unit(context, comparison, differing));
        }
    }
}

fn other_unit(context: &Context, comparison: &Comparison, differing: &[usize]) -> Option<Finding> {
    let item = comparison.item(context);
    let source = comparison.of(differing).next()?.item(context);
    let span = item.facts.in_file(item.id.block, item.span());
    let text = fold_blanks(source.text());
    Some(Finding {
        code: RULE.code,
        severity: Severity::Warning,
        message: format!(
            "{}: another unit than in the sources; {}",
            figure::subject(&item),
            figure::who_gives(context, comparison.of(differing))
        ),
        span,
        also: Vec::new(),
        evidence: comparison
            .of(differing)
            .map(|c| c.evidence(context))
            .collect(),
        fixes: vec![Fix::replace(format!("Replace with {text}"), span, text)],
    })
}
