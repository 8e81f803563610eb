//! Each name of the draft beside its counterparts in the sources.

mod acronym;
mod beside;
mod candidates;
mod doubled;
mod garble;
mod mention;
mod namesake;
mod part;
mod role;
pub mod similarity;
mod spread;
mod style;
#[cfg(test)]
mod tests;
mod unsupported;
mod wording;

pub use spread::spread_at;
pub use style::{Spelling, spellings, within_draft};

use crate::facts::BlockFacts;
use crate::facts::document::fold_blanks;
use crate::finding::{Edit, Evidence, Finding, Fix, Severity};
use crate::rules::Context;
use crate::text::Span;
use std::borrow::Cow;

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
    /// Whether the sources have more than one name that it may stand for, or spell that one in several ways.
    pub several: bool,
}

/// All comparisons of the draft, computed once a check.
pub fn comparisons<'c>(context: &'c Context) -> &'c [Comparison] {
    context.compared.names.get_or_init(|| {
        let mut out = Vec::new();
        for (block, _) in context.blocks() {
            if !context.dossier.is_empty() {
                garble::compare(context, block, &mut out);
                mention::compare(context, block, &mut out);
            }
            // The house has its spellings whether sources are at hand or not.
            style::house(context, block, &mut out);
        }
        out
    })
}

/// Some words of the draft with the names in them as they were meant: what is garbled, cut off or spelled otherwise in the
/// blocks that are looked at, as the sources have it.
pub fn mended<'w>(context: &Context, words: &'w str) -> Cow<'w, str> {
    let mut out = Cow::Borrowed(words);
    for c in comparisons(context) {
        let Some(right) = &c.right else { continue };
        if !matches!(
            c.verdict,
            Verdict::Garbled | Verdict::Truncated | Verdict::Variant
        ) {
            continue;
        }
        let wrong = fold_blanks(context.draft.text(c.block, c.span));
        let at = (out.match_indices(&wrong))
            .map(|(at, _)| Span::new(at, at + wrong.len()))
            .find(|span| span.is_whole(&out));
        if let Some(span) = at {
            let mut text = out.into_owned();
            text.replace_range(span.start..span.end, right);
            out = Cow::Owned(text);
        }
    }
    out
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

/// What is told of some words: the note, where there is one; else what the sources have.
pub fn told(words: &str, c: &Comparison, else_: impl FnOnce(&str) -> String) -> String {
    match &c.note {
        Some(note) => format!("\"{words}\": {note}"),
        None => format!(
            "\"{words}\"{}",
            else_(c.right.as_deref().unwrap_or_default())
        ),
    }
}

/// One place as a finding.
pub fn finding(
    context: &Context,
    c: &Comparison,
    code: &'static str,
    severity: Severity,
    message: impl Fn(&str, &Comparison) -> String,
) -> Finding {
    let words = fold_blanks(context.draft.text(c.block, c.span));
    let span = context.draft.in_file(c.block, c.span);
    // Inside a quotation nothing is rewritten unasked, and nothing at all that no source quotes.
    let right = (c.right.as_ref()).filter(|_| !c.quoted || is_quoted_by_source(context, c));
    let fix = right.map(|right| Fix {
        preferred: !c.quoted,
        safe: !c.quoted && c.verdict == Verdict::Garbled && !c.several,
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

/// Whether some source has the words in a quotation as well.
fn is_quoted_by_source(context: &Context, c: &Comparison) -> bool {
    let quotes = |evidence: &Evidence| {
        let facts = &context.dossier.source_at(&evidence.path)?.facts;
        let block = facts.document.block_at(evidence.span.start)?;
        let start = facts.document.blocks.get(block)?.span.start;
        let at = Span::new(
            evidence.span.start.checked_sub(start)?,
            evidence.span.end.checked_sub(start)?,
        );
        facts.blocks.get(block)?.quotation_of(at)
    };
    c.evidence.iter().any(|evidence| quotes(evidence).is_some())
}

/// One finding for all places with the same words and the same remedy; `others` are the rest, in order. A second fix mends
/// every place outside quotations; those inside are reported and no edit of it touches them.
pub fn merge(finding: &mut Finding, others: &[Finding]) {
    finding.also.extend(others.iter().map(|other| other.span));
    let places = std::iter::once(&*finding).chain(others);
    let unquoted = |fix: &&Fix| fix.preferred;
    let fixes: Vec<&Fix> = (places.filter_map(|place| place.fixes.first()))
        .filter(unquoted)
        .collect();
    let edits: Vec<Edit> = fixes.iter().flat_map(|fix| fix.edits.clone()).collect();
    let safe = fixes.iter().all(|fix| fix.safe);
    let quoted = fixes.len() <= others.len();
    let here = finding.fixes.first_mut();
    let (Some(edit), false) = (
        edits.first(),
        here.as_ref().is_some_and(|h| h.edits == edits),
    ) else {
        return;
    };
    // What is mended unseen is mended everywhere.
    if let Some(here) = here {
        here.safe = false;
    }
    let places = match quoted {
        true => "everywhere outside quotations",
        false => "everywhere in the draft",
    };
    finding.fixes.push(Fix {
        title: format!("Replace with {} {places}", edit.text),
        preferred: false,
        safe,
        edits,
    });
}
