//! Who a name is, as the sources have it: what a hover shows.

use super::beside::{Own, Theirs};
use super::similarity::is_spelling_variant;
use super::{Verdict, comparisons};
use crate::facts::document::{FactId, fold_blanks};
use crate::finding::Relation;
use crate::finding::{Spread, SpreadRow};
use crate::rules::Context;
use crate::sources::names::plain;
use std::collections::HashMap;

/// At most so many rows.
const ROWS: usize = 16;

/// Who says what about the name at a byte offset of the draft: each wording of each source, with its count and role.
pub fn spread_at(context: &Context, offset: usize) -> Option<Spread> {
    let block = context.draft.document.block_at(offset)?;
    let start = context.draft.document.blocks.get(block)?.span.start;
    let inside = offset.checked_sub(start)?;
    let facts = context.draft.blocks.get(block)?;
    let named = facts.names.iter().position(|m| m.span.contains(inside));
    let titled = || context.draft.titled_at(block, inside);
    // "The mayor" is the one who was named before.
    let (at, shown) = match named {
        Some(index) => (FactId { block, index }, facts.names.get(index)?.span),
        None => titled().map(|t| (t.bearer, t.span))?,
    };
    let own = Own::new(context, at.block, at.index)?;
    let right = comparisons(context)
        .iter()
        .find(|c| {
            c.block == at.block
                && c.span.overlaps(own.mention.span)
                && c.verdict == Verdict::Garbled
        })
        .and_then(|c| c.right.as_deref());
    let wanted: Vec<Box<str>> = match right {
        Some(right) => right.split([' ', '-']).map(|w| plain(w).into()).collect(),
        None => own.words.clone(),
    };
    let mut rows: Vec<(usize, SpreadRow)> = Vec::new();
    let mut row_of: HashMap<(usize, &str), usize> = HashMap::new();
    for theirs in same(&own, &wanted) {
        let role = theirs.mention.role.as_ref().map(|r| r.text.clone());
        match row_of.get(&(theirs.id.source.0, theirs.mention.text.as_str())) {
            Some(&at) => {
                if let Some((count, row)) = rows.get_mut(at) {
                    *count += 1;
                    row.note = row.note.take().or(role);
                }
            }
            None => {
                let mut evidence = theirs.evidence(context, theirs.mention.span);
                evidence.relation = if fold_blanks(&own.mention.text) == theirs.mention.text {
                    Relation::Supports
                } else {
                    Relation::Qualifies
                };
                row_of.insert((theirs.id.source.0, &theirs.mention.text), rows.len());
                let row = SpreadRow {
                    value: theirs.mention.text.clone(),
                    evidence,
                    note: role,
                };
                rows.push((1, row));
            }
        }
    }
    if rows.is_empty() {
        return None;
    }
    rows.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let rows = rows
        .into_iter()
        .take(ROWS)
        .map(|(count, mut row)| {
            row.note = match (count, row.note.take()) {
                (1, role) => role,
                (n, None) => Some(format!("{n} times")),
                (n, Some(role)) => Some(format!("{n} times; {role}")),
            };
            row
        })
        .collect();
    Some(Spread {
        span: context.draft.in_file(block, shown),
        subject: right.map_or_else(|| own.mention.text.clone(), str::to_string),
        rows,
    })
}

/// The mentions of the sources that name the same: the same words, the surname or first name alone, a fuller form, another
/// spelling.
fn same<'a>(own: &Own<'a>, wanted: &[Box<str>]) -> Vec<Theirs<'a>> {
    let mut out = Vec::new();
    let (Some(first), Some(last)) = (wanted.first(), wanted.last()) else {
        return out;
    };
    let names = own.context.dossier.names();
    let mut keys: Vec<Box<str>> = vec![last.clone()];
    keys.extend(
        names
            .near(last, 8)
            .into_iter()
            .filter_map(|id| names.word(id))
            .filter(|w| is_spelling_variant(last, &w.plain))
            .map(|w| w.plain.clone()),
    );
    if first != last {
        keys.push(first.clone());
    }
    for (i, key) in keys.iter().enumerate() {
        for theirs in own.all_theirs(key) {
            let words = theirs.words();
            let fits = words == wanted
                || words.len() == 1
                    && words.first() == Some(key)
                    && (i == 0 || key != first || wanted.len() == 1)
                || wanted.len() == 1
                    && words.len() <= 4
                    && (words.last() == Some(key) || words.first() == Some(key))
                || wanted.len() > 1
                    && words.len() > 1
                    && words.first() == Some(first)
                    && (words.last() == Some(key) || words.starts_with(wanted));
            if fits && !out.iter().any(|t: &Theirs| t.id == theirs.id) {
                out.push(theirs);
            }
        }
    }
    out
}
