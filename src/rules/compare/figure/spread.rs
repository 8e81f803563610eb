//! Who says what about a figure: the rows of a hover.

use super::{Comparison, Counterpart, LIKELY, Verdict};
use crate::facts::document::fold_blanks;
use crate::finding::{Spread, SpreadRow};
use crate::rules::Context;

/// Who says what about the figure or date at a byte offset of the draft.
pub fn spread_at(context: &Context, offset: usize) -> Option<Spread> {
    let (comparison, item) = super::comparisons(context).iter().find_map(|c| {
        let item = c.item(context);
        let span = item.facts.in_file(c.id.block, item.span());
        span.contains(offset).then_some((c, item))
    })?;
    let rows = rows(context, comparison);
    (!rows.is_empty()).then(|| Spread {
        span: item.facts.in_file(comparison.id.block, item.span()),
        subject: super::subject(&item),
        rows,
    })
}

fn rows(context: &Context, comparison: &Comparison) -> Vec<SpreadRow> {
    let mut kept: Vec<&Counterpart> = comparison
        .counterparts
        .iter()
        .filter(|c| c.slot >= LIKELY)
        .collect();
    kept.sort_by_key(|c| match (c.verdict, &c.apart) {
        (Verdict::Agrees, None) => 0,
        (Verdict::Agrees, _) => 1,
        (_, None) => 2,
        _ => 3,
    });
    kept.into_iter()
        .map(|c| SpreadRow {
            value: fold_blanks(c.item(context).text()),
            evidence: c.evidence(context),
            note: c.apart.clone(),
        })
        .collect()
}
