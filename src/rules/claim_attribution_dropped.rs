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
//! No attribution is asked for in headings and in the lead, where the sentence before or behind has one that may be the same
//! speaker's, of somebody who tells of an own act, and for public record, times and venues, what a reporter could see, and background. Sources must make the claim
//! nearly word for word, all of them must attribute it, and none may assert it. Where a single source makes it, or the paragraph
//! has named the speaker before, the finding is a note; below a line that names the speaker, a list needs no more.
//!
//! **How to fix.** The quick fix adds the sources' attribution at the end of the sentence, before a long one. `claim-attribution-dropped =
//! "off"` under `[rules]` silences the rule.

use super::compare::claim::{self, Comparison, Lead, Maker, credit, exempt, holders, opposites};
use super::{Context, Rule};
use crate::finding::{Finding, Relation, Severity};

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
            .filter(|c| c.attribution.is_none() && !claim::in_lead(context, c))
            .filter_map(|c| finding(context, c)),
    );
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let makers: Vec<&Maker> = comparison.made_by(SAME_CLAIM).collect();
    let asserted = comparison.makers.iter().any(|m| m.coverage >= NEAR && !m.attributed);
    let mut sources: Vec<_> = makers.iter().map(|m| m.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let named = |m: &&Maker| m.attributed && m.holder.as_deref().is_some_and(|h| !holders::is_nobody(h));
    if asserted || sources.is_empty() || !makers.iter().all(named) {
        return None;
    }
    let holder = makers.first()?.holder.as_deref()?;
    // What is said around it carries over, unless it is somebody else's.
    let theirs = &context.dossier.source(makers.first()?.source).facts;
    let may_be = |nearby: Option<&str>| nearby.is_none_or(|n| !holders::is_another(context, n, theirs, holder));
    if claim::attributed_nearby_to(context, comparison, may_be) {
        return None;
    }
    let facts = &context.draft.blocks[comparison.block];
    // The draft leaves it to somebody in the way in which sources are read.
    if claim::report_of(facts, comparison.span).is_some() {
        return None;
    }
    let prose = &facts.prose;
    let tokens = prose.tokens_in(comparison.span);
    if exempt::needs_none(prose, tokens.clone()) || exempt::is_own_act(prose, tokens, holder) {
        return None;
    }
    // A source that has it the other way round is another rule's matter.
    let turned = makers.iter().any(|m| {
        let theirs = &context.dossier.source(m.source).facts.blocks[m.block].prose;
        opposites::opposed(prose, prose.tokens_in(comparison.span), theirs, theirs.tokens_in(m.span)).is_some()
    });
    if turned {
        return None;
    }
    let holder = holders::in_sentence(context, holder);
    let (severity, carriers) = match sources.len() {
        1 => (Severity::Information, "the source attributes it".to_string()),
        n => (RULE.severity, format!("{n} sources attribute it")),
    };
    // Where the paragraph, or what leads to the list, speaks of the holder, the reader may take it from there.
    let severity = match claim::speaks_of(context, comparison, &holder) {
        Some(Lead::List) => return None,
        Some(Lead::Paragraph) => Severity::Information,
        None => severity,
    };
    Some(Finding {
        code: RULE.code,
        severity,
        message: format!("stated as fact; {carriers}, to {holder}"),
        span: context.draft.in_file(comparison.block, comparison.span),
        also: Vec::new(),
        evidence: makers.iter().map(|m| m.evidence(context, Relation::Qualifies)).collect(),
        fixes: credit::add(context.draft, comparison.block, comparison.span, &holder).into_iter().collect(),
    })
}
