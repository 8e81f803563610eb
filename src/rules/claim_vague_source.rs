//! # claim-vague-source
//!
//! Finds claims credited to somebody whom nobody could ask: “experts think”, “sources say”, “reportedly”.
//!
//! **Why it matters.** A reader cannot weigh an unnamed crowd, and a sub-editor cannot ring it up.
//!
//! **Example.** “Experts believe the glacier will be gone by spring” where the sources name a glaciologist and her institute.
//!
//! It is a hint; where a source names somebody for the same claim, that passage stands beside it.
//!
//! **How to fix.** Name the expert, the study or the body; the quick fix writes the one that a source names. `claim-vague-source = "off"` under `[rules]` silences the rule.

use super::compare::claim::{self, credit, holders};
use super::{Context, Rule};
use crate::facts::attribution::Class;
use crate::facts::document::fold_blanks;
use crate::finding::{Edit, Finding, Fix, Relation, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "claim-vague-source",
    severity: Severity::Hint,
    check,
    of_draft: None,
    merged: false,
};

/// From this share of a claim's weight on, a passage that names its source is shown.
const SAME_CLAIM: f32 = 0.5;

fn check(context: &Context, out: &mut Vec<Finding>) {
    let first = out.len();
    for (block, facts) in context.blocks() {
        for attribution in &facts.attributions {
            let text = &facts.prose.text;
            let place = match attribution.source {
                Some(source) if attribution.class != Class::Evidence && holders::is_vague(&fold_blanks(source.of(text))) => source,
                None if is_hearsay(attribution.cue.of(text)) => attribution.cue,
                _ => continue,
            };
            let named: Vec<&claim::Maker> = claim::comparisons(context)
                .iter()
                .filter(|c| c.block == block && attribution.content.iter().any(|s| s.overlaps(c.span)))
                .flat_map(|c| &c.makers)
                .filter(|m| m.coverage >= SAME_CLAIM && m.holder.as_deref().is_some_and(|h| !holders::is_vague(h) && !holders::is_nobody(h)))
                .take(2)
                .collect();
            let fixes = attribution
                .source
                .and_then(|source| {
                    let holder = &*holders::in_sentence(context, named.first()?.holder.as_deref()?);
                    let span = context.draft.in_file(block, source);
                    let name = holders::in_place_of(holder, facts, source);
                    let mut fix = Fix::replace(format!("Name {holder}"), span, name);
                    let verb = context.draft.in_file(block, attribution.cue);
                    if let Some(agreeing) = credit::agreeing(attribution.cue.of(text), holder) {
                        fix.edits.push(Edit { span: verb, text: agreeing });
                    }
                    Some(fix)
                })
                .into_iter()
                .collect();
            out.push(Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: format!("“{}” names nobody who could be asked", fold_blanks(place.of(text))),
                span: context.draft.in_file(block, place),
                also: Vec::new(),
                evidence: named.iter().map(|m| m.evidence(context, Relation::Qualifies)).collect(),
                fixes,
            });
        }
    }
    // What other rules found is theirs.
    let mut own = out.split_off(first);
    own.dedup_by(|a, b| a.span == b.span);
    out.append(&mut own);
}

/// Whether a cue without a source is hearsay: "reportedly", "it was reported that", "is said to".
fn is_hearsay(cue: &str) -> bool {
    const ADVERBS: [&str; 4] = ["reportedly", "allegedly", "purportedly", "supposedly"];
    const PARTICIPLES: [&str; 9] =
        ["said", "reported", "rumoured", "rumored", "believed", "thought", "understood", "claimed", "alleged"];
    let lower = cue.to_lowercase();
    let mut words = lower.split_whitespace();
    let (first, last) = (words.next().unwrap_or(""), lower.split_whitespace().next_back().unwrap_or(""));
    ADVERBS.contains(&&*lower)
        || matches!(first, "is" | "are" | "was" | "were" | "has" | "have" | "had") && PARTICIPLES.contains(&last)
}
