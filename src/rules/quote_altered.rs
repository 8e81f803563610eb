//! # quote-altered
//!
//! Finds quotations whose words differ from the words that the sources carry: a word changed, added or left out.
//!
//! **Why it matters.** Inside quotation marks a reader takes every word for the speaker's own. A changed word puts
//! words into a mouth; a lost "not" turns a statement round.
//!
//! **Example.** The draft has “We shall rebuild every bridge by autumn,” the sources have “We shall rebuild every
//! bridge by winter.” Backread reports “autumn” for “winter”, and lists the sources that agree.
//!
//! Transcripts (“IVO KRAL: …”, “Q: …”) and speeches need no quotation marks: their words are read as the speaker's own.
//!
//! No alteration: other quotation marks, apostrophes and dashes; British and American spelling; contractions (“don't”, “gonna”)
//! and small numbers in words or digits; the case of the first letter; an ellipsis where words were left out; words in [brackets];
//! what speakers fill pauses with (“uh”, “um”, “er”, “erm”, “uhm”, “hmm”, “mm”, “ah”, “eh”, and “you know” between commas); a form
//! that at least one source carries, for two translators may render one speech in two ways. Where numbers alone were changed,
//! `figure-conflict` tells of it. Where a source has something only loosely like it, the finding is a note, not a warning.
//!
//! Two quotations that stand apart in the source and were made one sentence, a negation lost or added, a gloss written inside the marks and marks that take in the reporter's own words are named as such.
//!
//! **How to fix.** The quick fix writes the source's own words, or sets the marks where the source has them, and leaves all else alone. If the draft quotes a
//! recording or a document that is not among the sources, add it to them, or ignore the finding with that as the
//! reason. `quote-altered = "off"` under `[rules]` silences the rule.

use super::compare::quotation::{self, Comparison, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Relation, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "quote-altered",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: false,
};

/// From this many words on, what stands outside the source's marks is the reporter's for certain.
const REPORTERS: usize = 3;

fn check(context: &Context, out: &mut Vec<Finding>) {
    let comparisons = quotation::comparisons(context).iter();
    out.extend(comparisons.filter(|c| !quotation::is_of_numbers(context, c)).filter_map(|c| match c.verdict {
        Verdict::Altered => finding(context, c),
        // What a source says in its own words is no quotation to differ from.
        Verdict::Loose if c.counterparts.first().is_some_and(|n| n.quoted) => finding(context, c),
        Verdict::Moved => boundary(context, c),
        Verdict::Joined => joined(context, c),
        _ => None,
    }));
}

/// Words that every source which has them leaves outside its marks: the reporter's own.
fn boundary(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let carriers: Vec<_> = comparison.counterparts.iter().filter(|c| c.verbatim()).collect();
    let nearest = *carriers.first()?;
    let mut places = nearest.outside.iter().filter_map(|run| {
        let (first, last) = (comparison.words.get(run.start)?, comparison.words.get(run.end.checked_sub(1)?)?);
        Some(context.draft.in_file(comparison.block, first.span.join(last.span)))
    });
    let span = places.next()?;
    let also = places.collect();
    let most = nearest.outside.iter().map(ExactSizeIterator::len).max()?;
    let words = quotation::moved(context, comparison, nearest);
    let stand = if nearest.outside.len() > 1 { "stand" } else { "stands" };
    Some(Finding {
        code: RULE.code,
        severity: if most >= REPORTERS || nearest.tag { Severity::Warning } else { Severity::Information },
        message: format!("quotation marks moved: {words} {stand} outside them in the source"),
        span,
        also,
        evidence: carriers
            .iter()
            .map(|c| c.evidence(context, Relation::Differs))
            .collect(),
        fixes: quotation::move_marks(context, comparison, nearest).into_iter().collect(),
    })
}

/// Words of two quotations made one sentence.
fn joined(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let carriers: Vec<_> = comparison.counterparts.iter().filter(|c| c.verbatim()).collect();
    let first = carriers.iter().find_map(|c| c.joined)?;
    let place = comparison.words.get(first)?.span.join(comparison.words.last()?.span);
    let draft = &context.draft.blocks[comparison.block].prose.text;
    Some(Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: format!("two quotations made one: “{}” stands apart in the source; mark what was left out", place.of(draft)),
        span: context.draft.in_file(comparison.block, place),
        also: Vec::new(),
        evidence: carriers
            .iter()
            .map(|c| c.evidence(context, Relation::Differs))
            .collect(),
        fixes: Vec::new(),
    })
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let nearest = comparison.counterparts.first()?;
    let sure = comparison.verdict == Verdict::Altered;
    let places = quotation::places(comparison, nearest);
    let mut places = places
        .into_iter()
        .map(|s| context.draft.in_file(comparison.block, s));
    let span = places.next()?;
    let also = places.collect();
    let agreeing: Vec<_> = comparison.agreeing().collect();
    let mut sources: Vec<_> = agreeing.iter().map(|c| c.source).collect();
    sources.dedup();
    let diff = quotation::word_diff(context, comparison, nearest);
    let carriers = match sources.len() {
        1 => "the source".to_string(),
        n => format!("{n} sources"),
    };
    let message = if nearest.joined.is_some() {
        format!("two quotations of {carriers} made one: {diff}")
    } else if sure {
        format!("quotation differs from {carriers}: {diff}")
    } else {
        format!("{carriers} quotes it otherwise, perhaps another rendering: {diff}")
    };
    let all_agree = agreeing.len() == comparison.counterparts.len();
    let mut fixes: Vec<_> = quotation::fix(context, comparison, nearest).into_iter().collect();
    for fix in &mut fixes {
        fix.safe &= sure && all_agree && sources.len() > 1;
    }
    // The other renderings are offered too, each once.
    for other in comparison.counterparts.iter().skip(1).filter(|c| c.quoted) {
        if let Some(mut fix) = quotation::fix(context, comparison, other)
            && fixes.iter().all(|f| f.edits != fix.edits)
            && fixes.len() < 3
        {
            fix.preferred = false;
            fix.safe = false;
            fixes.push(fix);
        }
    }
    Some(Finding {
        code: RULE.code,
        severity: if sure {
            Severity::Warning
        } else {
            Severity::Information
        },
        message,
        span,
        also,
        evidence: comparison
            .counterparts
            .iter()
            .map(|c| c.evidence(context, Relation::Differs))
            .collect(),
        fixes,
    })
}
