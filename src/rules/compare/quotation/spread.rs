//! What a hover on a quotation shows: the sources that carry the words, by whom, and what differs.

use super::{comparisons, word_diff};
use crate::facts::document::fold_blanks;
use crate::finding::Relation;
use crate::finding::{Spread, SpreadRow};
use crate::rules::Context;

/// Who says what about the quotation at a byte offset of the draft.
pub fn spread_at(context: &Context, offset: usize) -> Option<Spread> {
    let comparison = comparisons(context).iter().find(|c| {
        let span = context.draft.in_file(c.block, c.quotation.span);
        span.contains(offset)
    })?;
    let quotation = &comparison.quotation;
    let rows = comparison
        .counterparts
        .iter()
        .map(|c| {
            let relation = if c.verbatim() {
                Relation::Supports
            } else {
                Relation::Differs
            };
            let facts = &context.dossier.source(c.source).facts;
            SpreadRow {
                value: fold_blanks(facts.text(c.block, c.span)),
                evidence: c.evidence(context, relation),
                note: match (c.verbatim(), c.quoted) {
                    (true, true) => None,
                    (true, false) => Some("in running text".to_string()),
                    (false, _) => Some(word_diff(context, comparison, c)),
                },
            }
        })
        .collect();
    let speaker = context.draft.holder(comparison.block, quotation.inner);
    Some(Spread {
        span: context.draft.in_file(comparison.block, quotation.span),
        subject: speaker.map_or("quotation".to_string(), |s| format!("quotation of {s}")),
        rows,
    })
}
