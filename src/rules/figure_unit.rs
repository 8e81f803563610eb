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
//! It is a warning where the digits stand in the same statement or speak of the same matter, and information where the
//! sources have them near by only.
//!
//! ## Example
//!
//! > The pipeline runs for 340 miles.
//!
//! where the source says "the pipeline runs for 340 kilometres".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the source's number and unit; another one converts it into the draft's unit. A value that was converted rightly ("211 miles") is no finding;
//! currencies are never converted.

use super::compare::figure::{self, Comparison, Item, Outcome, style};
use super::{Context, Rule};
use crate::facts::document::fold_blanks;
use crate::facts::figure::unit::Dimension;
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
            let note = "another unit than in the sources; ";
            let fixes = fixes(context, comparison, differing);
            let found = figure::differs(context, &RULE, comparison, differing, note, fixes);
            let item = comparison.item(context);
            let sure = figure::is_sure_of_unit(comparison, &item, differing);
            out.push(Finding {
                severity: if sure { RULE.severity } else { Severity::Information },
                span: item.facts.in_file(item.id.block, item.span()),
                ..found
            });
        }
    }
}

/// The source's number and unit, and its value in the draft's own unit.
fn fixes(context: &Context, comparison: &Comparison, differing: &[usize]) -> Vec<Fix> {
    let item = comparison.item(context);
    let span = item.facts.in_file(item.id.block, item.span());
    let Some(source) = comparison.of(differing).next().map(|c| c.item(context)) else {
        return Vec::new();
    };
    let text = fold_blanks(source.text());
    let replace = Fix::replace(format!("Replace with {text}"), span, text);
    std::iter::once(replace)
        .chain(converted(&item, &source))
        .collect()
}

/// The source's value in the draft's unit, to the places that the source gives: "211 miles" for 340 kilometres.
fn converted(draft: &Item, source: &Item) -> Option<Fix> {
    let (mine, theirs) = (draft.figure()?, source.figure()?);
    let (to, from) = (mine.unit.as_ref()?, theirs.unit.as_ref()?);
    if mine.range.is_some() || theirs.range.is_some() || !matches!(to.dimension, Dimension::Physical(_)) {
        return None;
    }
    let value = from.convert(theirs.value, to)?.round_sf(DIGITS)?.normalize();
    let text = style::digits(value, true);
    let span = draft.facts.in_file(draft.id.block, mine.number);
    Some(Fix {
        preferred: false,
        ..Fix::replace(format!("Convert to {text}"), span, text)
    })
}

/// Digits of a converted value that count.
const DIGITS: u32 = 3;
