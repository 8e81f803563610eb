//! # figure-unsupported
//!
//! Finds a figure that no source gives for anything like it. It is information if some source treats the subject, and only a
//! hint if none touches it. What the sources yield is supported: a sum of parts, the difference or the ratio of two values, the
//! years between two years, the length of a list. Where a source beside it has a number of the same kind that the draft does
//! not give, such as the same digits with two of them swapped, the finding shows it and a quick fix writes it.
//!
//! ## Why it matters
//!
//! A number of the reporter's own is nothing wrong. But before a story goes out each number wants a paper behind it, and this
//! list is what remains to be looked up.
//!
//! ## Example
//!
//! > The ferry, built in 1961, carries 90 cars.
//!
//! where the sources speak of the ferry and its cars, and none says when it was built.
//!
//! ## How to fix or silence it
//!
//! Add the source that has the figure to the dossier, or take the figure out. A house that does not want the list sets
//! `figure-unsupported = "off"`.

use super::compare::figure::{self, Comparison, Outcome, Verdict, verdict};
use super::{Context, Rule};
use crate::facts::DateMention;
use crate::finding::{Finding, Fix, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-unsupported",
    severity: Severity::Information,
    check,
    of_draft: None,
    merged: false,
};

/// Passages shown as what the sources do say.
const SHOWN: usize = 2;

fn check(context: &Context, out: &mut Vec<Finding>) {
    let found: Vec<Finding> = figure::to_tell(context)
        .filter(|c| c.item(context).date().is_none_or(DateMention::is_named))
        .filter(|c| !converted(context, c))
        .filter_map(|comparison| match &comparison.outcome {
            Outcome::Unsupported { same_matter } => {
                Some(unsupported(context, comparison, *same_matter))
            }
            Outcome::Slip(given) if !figure::is_sure(context, comparison, given) => {
                Some(slip(context, comparison, given))
            }
            _ => None,
        })
        .collect();
    if found.is_empty() {
        return;
    }
    // What the draft's own text shows to be wrong is told once, there.
    let mut told = Vec::new();
    (super::figure_arithmetic::RULE.check)(context, &mut told);
    (super::date_weekday::RULE.check)(context, &mut told);
    out.extend(
        found
            .into_iter()
            .filter(|f| !told.iter().any(|t| t.span.overlaps(f.span))),
    );
}

/// A number that is probably a slip of one that a source has.
fn slip(context: &Context, comparison: &Comparison, given: &[usize]) -> Finding {
    let item = comparison.item(context);
    let best = comparison.of(given).next().map(|c| c.item(context));
    let note = "no source gives this figure; ";
    let fixes = best.and_then(|best| figure::replace(&item, &best));
    let fixes = fixes.into_iter().collect();
    figure::differs(context, &RULE, comparison, given, note, fixes)
}

/// Whether a figure in brackets only gives the one before it in another unit: "5 km (3.1 miles)".
fn converted(context: &Context, comparison: &Comparison) -> bool {
    let item = comparison.item(context);
    let text = &item.block().prose.text;
    let before = (comparison.id.index.checked_sub(1)).and_then(|i| item.block().figures.get(i));
    let (Some(figure), Some(before)) = (item.figure(), before) else {
        return false;
    };
    let gap = Span::new(before.span.end, figure.span.start.max(before.span.end));
    figure.unit.is_some()
        && before.unit.is_some()
        && figure.unit != before.unit
        && gap.len() < 24
        && gap.of(text).contains('(')
        && verdict::figures(before, figure) != Verdict::Incomparable
}

fn unsupported(context: &Context, comparison: &Comparison, same_matter: bool) -> Finding {
    let item = comparison.item(context);
    let subject = figure::subject(&item);
    let likely: Vec<_> = comparison
        .counterparts
        .iter()
        .filter(|c| c.slot >= figure::LIKELY)
        .take(SHOWN)
        .collect();
    Finding {
        code: RULE.code,
        severity: if same_matter {
            Severity::Information
        } else {
            Severity::Hint
        },
        message: if same_matter {
            format!(
                "{subject}: no source gives this figure for anything like it, though they speak of the same matter"
            )
        } else {
            format!("{subject}: no source gives this figure for anything like it")
        },
        span: item.facts.in_file(item.id.block, item.number()),
        also: Vec::new(),
        evidence: likely.iter().map(|c| c.evidence(context)).collect(),
        // What stands in a near copy of the slot, or counts the same there, may be what was meant; the writer decides.
        fixes: likely
            .first()
            .filter(|c| {
                let near = c.likeness.local >= figure::NEAR_COPY || c.likeness.head == Some(true);
                c.apart.is_none() && near
            })
            .and_then(|c| figure::replace(&item, &c.item(context)))
            .map(|fix| Fix {
                preferred: false,
                ..fix
            })
            .into_iter()
            .collect(),
    }
}
