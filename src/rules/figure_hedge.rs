//! # figure-hedge
//!
//! Finds a figure whose hedge is not that of any source: dropped ("12,000" for "up to 12,000"), added ("more than 300"
//! for "300"), or flipped ("more than" for "up to"). A flipped hedge is a warning, the others are informations.
//!
//! ## Why it matters
//!
//! "Up to 12,000" is a ceiling, "12,000" a count. Hedges are the first thing lost in a rewrite, and with them the doubt
//! that the source was careful to keep.
//!
//! ## Example
//!
//! > The mine employs 900 people.
//!
//! where every source says "the mine employs up to 900 people".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the figure with the source's hedge. Saying less than the source does ("about 900" for "900") is
//! no finding.

use super::compare::figure::{self, Comparison, Outcome, verdict::Hedging};
use super::{Context, Rule};
use crate::facts::document::fold_blanks;
use crate::finding::{Evidence, Finding, Fix, Relation, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-hedge",
    severity: Severity::Information,
    check,
    of_draft: None,
    merged: false,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in figure::to_tell(context) {
        if let Outcome::Hedge(hedging, same) = &comparison.outcome {
            out.extend(hedge(context, comparison, *hedging, same));
        }
    }
}

fn hedge(
    context: &Context,
    comparison: &Comparison,
    hedging: Hedging,
    same: &[usize],
) -> Option<Finding> {
    let item = comparison.item(context);
    let source = comparison.of(same).next()?.item(context);
    let (mine, theirs) = (item.figure()?, source.figure()?);
    let span = item.facts.in_file(item.id.block, item.span());
    let what = match hedging {
        Hedging::Dropped => "the hedge is gone",
        Hedging::Added => "no source has this hedge",
        Hedging::Flipped => "the hedge is turned round",
    };
    let hedge = theirs
        .hedge
        .as_ref()
        .map(|h| fold_blanks(source.facts.text(source.id.block, h.span)));
    let own = mine
        .hedge
        .as_ref()
        .map(|h| item.facts.in_file(item.id.block, h.span));
    // A hedge before the number is put, swapped or taken out; one behind it ("or so") is left to the writer.
    let before = theirs
        .hedge
        .as_ref()
        .is_none_or(|h| h.span.start < theirs.number.start)
        && own.is_none_or(|h| h.start == span.start);
    let fix = match (hedge, own) {
        (Some(hedge), None) => {
            let at = crate::text::Span::new(span.start, span.start);
            Some(Fix::replace(
                format!("Add “{hedge}”"),
                at,
                format!("{hedge} "),
            ))
        }
        (Some(hedge), Some(own)) => {
            Some(Fix::replace(format!("Write “{hedge}”"), own, hedge))
        }
        (None, Some(own)) => {
            let blanks = item
                .facts
                .document
                .text
                .get(own.end..)
                .map_or(0, |rest| rest.len() - rest.trim_start().len());
            let gone = crate::text::Span::new(own.start, own.end + blanks);
            Some(Fix::replace("Take the hedge out", gone, ""))
        }
        (None, None) => None,
    };
    Some(Finding {
        code: RULE.code,
        severity: if hedging == Hedging::Flipped {
            Severity::Warning
        } else {
            RULE.severity
        },
        message: format!(
            "{}: {what}; {}",
            figure::subject(&item),
            figure::who_gives(context, comparison.of(same))
        ),
        span,
        also: Vec::new(),
        evidence: comparison
            .of(same)
            .map(|c| Evidence {
                relation: if hedging == Hedging::Flipped {
                    Relation::Differs
                } else {
                    Relation::Qualifies
                },
                ..c.evidence(context)
            })
            .collect(),
        fixes: fix.filter(|_| before).into_iter().collect(),
    })
}
