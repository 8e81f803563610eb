//! # claim-unattributed
//!
//! Finds counts of dead, wounded and missing people, accusations, superlatives and forecasts with no attribution within a sentence of
//! them.
//!
//! **Why it matters.** Such claims are always somebody's: counts change by the hour, an accusation is one side's, nobody has measured
//! every bridge in the world, and nobody knows what flour will cost.
//!
//! **Example.** “The landslide killed 43 people and injured 120.” Nobody is said to have counted.
//!
//! A bare absence proves little: it is a hint. Headings and the lead need no attribution, nor does a sentence beside an attributed one, nor public
//! record, nor what a source asserts in the same bare way.
//!
//! **How to fix.** Say who says so. `claim-unattributed = "off"` under `[rules]` silences the rule.

use super::compare::claim::risky::{self, Risk};
use super::compare::claim::{self, exempt};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "claim-unattributed",
    severity: Severity::Hint,
    check,
    of_draft: None,
    merged: false,
};

/// From this share of a claim's weight on, a source that asserts it is enough.
const SAME_CLAIM: f32 = 0.5;

/// From this share on, a passage makes the very claim.
const DROPPED: f32 = 0.75;

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in claim::comparisons(context) {
        if comparison.attribution.is_some() || claim::in_lead(context, comparison) || claim::attributed_nearby(context, comparison) {
            continue;
        }
        if comparison.makers.iter().any(|m| m.coverage >= SAME_CLAIM && !m.attributed) {
            continue;
        }
        // That the sources attribute it is a finding of its own.
        if comparison.made_by(DROPPED).any(|m| m.attributed) {
            continue;
        }
        let facts = &context.draft.blocks[comparison.block];
        let Some((risk, place)) = risky::read(facts, comparison.span) else {
            continue;
        };
        if exempt::needs_none(&facts.prose, facts.prose.tokens_in(comparison.span)) {
            continue;
        }
        let what = match risk {
            Risk::Casualties => "count",
            Risk::Accusation => "accusation",
            Risk::Superlative => "superlative",
            Risk::Forecast => "forecast",
        };
        out.push(Finding {
            code: RULE.code,
            severity: RULE.severity,
            message: format!("nobody is named for this {what}"),
            span: context.draft.in_file(comparison.block, place),
            also: Vec::new(),
            evidence: Vec::new(),
            fixes: Vec::new(),
        });
    }
}
