//! Each name of the draft beside its counterparts in the sources.

mod acronym;
mod beside;
mod candidates;
mod doubled;
mod garble;
mod mention;
mod office;
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
pub use style::{Spelling, spellings, within_draft};

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
    /// Whether another reading is likely enough that it is worth a hint only.
    pub doubtful: bool,
}

/// All comparisons of the draft, computed once a check.
pub fn comparisons<'c>(context: &'c Context) -> &'c [Comparison] {
    context.compared.names.get_or_init(|| {
        let mut out = Vec::new();
        if context.dossier.is_empty() {
            return out;
        }
        for (block, _) in context.blocks() {
            garble::compare(context, block, &mut out);
            mention::compare(context, block, &mut out);
            style::house(context, block, &mut out);
        }
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

/// Reports the comparisons of one verdict, each place by itself: those of one message are [`merge`]d.
pub fn report(
    context: &Context,
    verdict: Verdict,
    code: &'static str,
    severity: Severity,
    message: impl Fn(&str, &Comparison) -> String,
    out: &mut Vec<Finding>,
) {
    let found = comparisons(context).iter().filter(|c| c.verdict == verdict);
    out.extend(found.map(|c| finding(context, c, code, severity, &message)));
}

/// One place as a finding.
pub fn finding(
    context: &Context,
    c: &Comparison,
    code: &'static str,
    severity: Severity,
    message: impl Fn(&str, &Comparison) -> String,
) -> Finding {
    let words = crate::facts::document::fold_blanks(context.draft.text(c.block, c.span));
    let span = context.draft.in_file(c.block, c.span);
    let fix = c.right.as_ref().map(|right| Fix {
        preferred: !c.quoted,
        safe: !c.quoted && c.verdict == Verdict::Garbled,
        ..Fix::replace(format!("Replace with {right}"), span, right.clone())
    });
    Finding {
        code,
        severity: if c.doubtful { Severity::Hint } else { severity },
        message: message(&words, c),
        span,
        also: Vec::new(),
        evidence: c.evidence.clone(),
        fixes: fix.into_iter().collect(),
    }
}

/// One finding for all places with the same words and the same remedy; `others` are where the rest stand, in order.
pub fn merge(finding: &mut Finding, others: impl IntoIterator<Item = Span>) {
    finding.also.extend(others);
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
