//! Each name of the draft beside its counterparts in the sources.

mod acronym;
mod beside;
mod candidates;
mod garble;
mod mention;
mod part;
mod role;
mod similarity;
mod spread;
mod style;
#[cfg(test)]
mod tests;
mod unsupported;
mod wording;

pub use spread::spread_at;

use crate::facts::BlockFacts;
use crate::finding::{Edit, Evidence, Finding, Fix, Severity};
use crate::rules::Context;
use crate::text::Span;

/// What is wrong with a name, or remarkable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Came out wrong.
    Garbled,
    /// Another spelling of the same name.
    Variant,
    /// A part is cut off.
    Truncated,
    /// A title, nation or body that the sources contradict.
    Role,
    /// An acronym that its name does not spell, or in the wrong case.
    Acronym,
    /// No source mentions it.
    Unsupported,
}

/// One place of the draft where a name is remarkable, and what the sources have for it.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Block of the draft.
    pub block: usize,
    /// The words at issue, in the block.
    pub span: Span,
    /// What is wrong.
    pub verdict: Verdict,
    /// What the sources have in their stead.
    pub right: Option<String>,
    /// Where they have it.
    pub evidence: Vec<Evidence>,
    /// Whether it stands inside a quotation, where nothing is rewritten.
    pub quoted: bool,
    /// More to tell than the words themselves.
    pub note: Option<String>,
}

/// All comparisons of the draft, computed once a check.
pub fn comparisons<'c>(context: &'c Context) -> &'c [Comparison] {
    context.compared.names.get_or_init(|| {
        let mut out = Vec::new();
        if context.dossier.is_empty() {
            return out;
        }
        for block in 0..context.draft.blocks.len() {
            garble::compare(context, block, &mut out);
            mention::compare(context, block, &mut out);
        }
        style::house(context, &mut out);
        style::within_draft(context, &mut out);
        out
    })
}

/// How many sources the evidence comes from.
pub fn holders(comparison: &Comparison) -> usize {
    let mut paths: Vec<_> = comparison.evidence.iter().map(|e| &e.path).collect();
    paths.sort();
    paths.dedup();
    paths.len()
}

/// Whether a span stands inside a quotation.
fn quoted(facts: &BlockFacts, span: Span) -> bool {
    facts.quotation_of(span).is_some()
}

/// Reports the comparisons of one verdict: one finding for all places with the same words and the same remedy.
pub fn report(
    context: &Context,
    verdict: Verdict,
    code: &'static str,
    severity: Severity,
    message: impl Fn(&str, &Comparison) -> String,
    out: &mut Vec<Finding>,
) {
    let first = out.len();
    for c in comparisons(context).iter().filter(|c| c.verdict == verdict) {
        let words = crate::facts::document::fold_blanks(context.draft.text(c.block, c.span));
        let span = context.draft.in_file(c.block, c.span);
        let text = message(&words, c);
        if let Some(same) = out[first..].iter_mut().find(|f| f.message == text) {
            same.also.push(span);
            continue;
        }
        let mut fixes = Vec::new();
        if let Some(right) = &c.right {
            let mut fix = Fix::replace(format!("Replace with {right}"), span, right.clone());
            fix.preferred = !c.quoted;
            fix.safe = !c.quoted && verdict == Verdict::Garbled;
            fixes.push(fix);
        }
        out.push(Finding {
            code,
            severity,
            message: text,
            span,
            also: Vec::new(),
            evidence: c.evidence.clone(),
            fixes,
        });
    }
    for finding in &mut out[first..] {
        if let (false, Some(fix)) = (finding.also.is_empty(), finding.fixes.first())
            && let Some(edit) = fix.edits.first()
        {
            let text = edit.text.clone();
            let edits = std::iter::once(finding.span)
                .chain(finding.also.iter().copied())
                .map(|span| Edit {
                    span,
                    text: text.clone(),
                })
                .collect();
            let safe = fix.safe;
            finding.fixes.push(Fix {
                title: format!("Replace with {text} everywhere in the draft"),
                preferred: false,
                safe,
                edits,
            });
        }
    }
}
