//! # claim-unattributed
//!
//! Finds figures of dead, wounded and missing people with no attribution within a sentence of them.
//!
//! **Why it matters.** Such counts are always somebody's, they change by the hour, and sides give different ones.
//!
//! **Example.** “The landslide killed 43 people and injured 120.” Nobody is said to have counted.
//!
//! A bare absence proves little: it is a hint. Headings and the lead need no attribution, nor does a sentence beside an attributed one, nor a count
//! that a source asserts in the same bare way.
//!
//! **How to fix.** Say who counted. `claim-unattributed = "off"` under `[rules]` silences the rule.

use super::compare::claim;
use super::{Context, Rule};
use crate::facts::figure::FigureKind;
use crate::finding::{Finding, Severity};
use crate::text::lexicon;

/// The rule.
pub static RULE: Rule = Rule {
    code: "claim-unattributed",
    severity: Severity::Hint,
    check,
    of_draft: None,
    merged: false,
};

const CASUALTY_VERBS: [&str; 8] = ["kill", "die", "injure", "wound", "displace", "drown", "perish", "maim"];

/// From this share of a claim's weight on, a source that asserts it is enough.
const SAME_CLAIM: f32 = 0.5;

fn check(context: &Context, out: &mut Vec<Finding>) {
    for comparison in claim::comparisons(context) {
        if comparison.attribution.is_some() || claim::in_lead(context, comparison) || claim::attributed_nearby(context, comparison) {
            continue;
        }
        if comparison.makers.iter().any(|m| m.coverage >= SAME_CLAIM && !m.attributed) {
            continue;
        }
        let facts = &context.draft.blocks[comparison.block];
        let casualty = facts
            .prose
            .tokens_in(comparison.span)
            .any(|t| CASUALTY_VERBS.contains(&&*lexicon::lemma(&facts.prose.lower(t), crate::text::Tag::Verb)));
        let figure = facts
            .figures
            .iter()
            .find(|f| f.kind == FigureKind::Cardinal && comparison.span.covers(f.number));
        if let (true, Some(figure)) = (casualty, figure) {
            out.push(Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: "nobody is named for this count".to_string(),
                span: context.draft.in_file(comparison.block, figure.span),
                also: Vec::new(),
                evidence: Vec::new(),
                fixes: Vec::new(),
            });
        }
    }
}
