//! # claim-attribution-dropped
//!
//! Finds claims that every source leaves to a speaker and the draft makes on its own authority.
//!
//! **Why it matters.** “The reservoir is poisoned” and “the reservoir is poisoned, the rebels say” are two reports. The house
//! answers for the first.
//!
//! **Example.** The draft has “The northern reservoir was poisoned in the night by retreating troops.” Two sources have the same
//! sentence with “the rebels said”.
//!
//! No attribution is asked for in headings and in the lead, and none where the sentence before or behind has one. At least two sources must
//! make the claim nearly word for word, all of them must attribute it, and none may assert it.
//!
//! **How to fix.** The quick fix adds the sources' attribution at the end of the sentence. `claim-attribution-dropped =
//! "off"` under `[rules]` silences the rule.

use super::compare::claim::{self, Comparison, Maker, holders};
use super::{Context, Rule};
use crate::finding::{Edit, Finding, Fix, Relation, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "claim-attribution-dropped",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

/// From this share of a claim's weight on, a passage makes it.
const SAME_CLAIM: f32 = 0.75;
/// From this share on, an assertion elsewhere is enough to be silent.
const NEAR: f32 = 0.5;

fn check(context: &Context, out: &mut Vec<Finding>) {
    out.extend(
        claim::comparisons(context)
            .iter()
            .filter(|c| c.attribution.is_none() && !claim::in_lead(context, c) && !claim::attributed_nearby(context, c))
            .filter_map(|c| finding(context, c)),
    );
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let makers: Vec<&Maker> = comparison.makers.iter().filter(|m| m.coverage >= SAME_CLAIM).collect();
    let asserted = comparison.makers.iter().any(|m| m.coverage >= NEAR && !m.attributed);
    let mut sources: Vec<_> = makers.iter().map(|m| m.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let named = |m: &&Maker| m.attributed && m.holder.as_deref().is_some_and(|h| !holders::is_nobody(h));
    if asserted || sources.len() < 2 || !makers.iter().all(named) {
        return None;
    }
    let holder = makers.first()?.holder.clone()?;
    let facts = &context.draft.blocks[comparison.block];
    let text = comparison.span.of(&facts.prose.text);
    let fix = text.ends_with('.').then(|| {
        let end = context.draft.in_file(comparison.block, comparison.span).end - 1;
        Fix {
            title: format!("Add “{holder} said”"),
            preferred: false,
            safe: false,
            edits: vec![Edit {
                span: Span::new(end, end),
                text: format!(", {holder} said"),
            }],
        }
    });
    Some(Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: format!("stated as fact; {} sources attribute it, to {holder}", sources.len()),
        span: context.draft.in_file(comparison.block, comparison.span),
        also: Vec::new(),
        evidence: makers
            .iter()
            .map(|m| {
                let mut e = context.dossier.evidence(m.source, m.block, m.span, Relation::Qualifies);
                e.holder = m.holder.clone();
                e
            })
            .collect(),
        fixes: fix.into_iter().collect(),
    })
}
