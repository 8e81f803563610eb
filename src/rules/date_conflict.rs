//! # date-conflict
//!
//! Finds an event that every source which dates it dates otherwise.
//!
//! ## Why it matters
//!
//! A wrong day sends readers to an empty hall, a wrong year misorders a story. Dates are copied by hand more often than
//! any other fact.
//!
//! Dates are compared part by part: "12 May" agrees with "May 12, 2019" and with "Sunday, May 12". "Last June", "last year"
//! and "on Monday" are compared with dates where front matter or a dateline tells when the text was written. As for
//! figures, only dates in the same place of the same statement count: what opened and what closed, a meeting here and one
//! in another town have days of their own.
//!
//! ## Example
//!
//! > The bridge opens on 14 May.
//!
//! where the sources say "the bridge opens on 12 May".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the source's day, month, year or weekday and leaves the rest of the date as it stands.

use super::compare::figure::{self, Comparison, Outcome, What};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "date-conflict",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in figure::to_tell(context) {
        if let Outcome::Conflict(differing) = &comparison.outcome
            && figure::is_dated(context, comparison)
        {
            out.extend(conflict(context, comparison, differing));
        }
    }
}

fn conflict(context: &Context, comparison: &Comparison, differing: &[usize]) -> Option<Finding> {
    let item = comparison.item(context);
    let best = comparison.of(differing).next()?;
    let other = best.item(context);
    let fix = match (comparison.what, best.what) {
        (What::Date, _) => figure::replace_date(&item, &other),
        (What::Figure, What::Date) => figure::replace_day(&item, &other),
        (What::Figure, What::Figure) => figure::replace(&item, &other),
    };
    let part = fix.as_ref().and_then(|f| f.edits.first()).map(|e| e.span);
    let fixes = fix.into_iter().collect();
    let found = figure::differs(context, &RULE, comparison, differing, "", fixes);
    let whole = item.facts.in_file(item.id.block, item.span());
    Some(Finding {
        span: part.unwrap_or(whole),
        ..found
    })
}
