//! The words of messages and fixes that the figure rules share.

use super::item::Item;
use super::{Counterpart, style};
use crate::facts::Figure;
use crate::facts::document::fold_blanks;
use crate::facts::figure::FigureKind;
use crate::finding::Fix;
use crate::rules::Context;
use crate::text::Span;

/// What a figure or date counts, with its number: "about 13,000 workers".
pub fn subject(item: &Item) -> String {
    let span = item
        .figure()
        .map(|f| f.measure.span)
        .filter(|m| !m.is_empty() && m.start >= item.span().start)
        .map_or(item.span(), |m| item.span().join(m));
    fold_blanks(span.of(&item.block().prose.text))
}

/// Which sources give what: "2 of 3 sources give 13,000 (Marlovian farmers)".
pub fn who_gives<'a>(
    context: &Context,
    counterparts: impl Iterator<Item = &'a Counterpart>,
) -> String {
    let mut values: Vec<(String, usize, Vec<String>)> = Vec::new();
    for c in counterparts {
        let value = fold_blanks(c.item(context).text());
        let at = values
            .iter()
            .position(|(v, ..)| *v == value)
            .unwrap_or_else(|| {
                values.push((value, 0, Vec::new()));
                values.len() - 1
            });
        if let Some((_, count, holders)) = values.get_mut(at) {
            *count += 1;
            if let Some(holder) = &c.holder
                && !holders.contains(holder)
            {
                holders.push(holder.clone());
            }
        }
    }
    let all = context.dossier.sources().len();
    values
        .into_iter()
        .map(|(value, count, holders)| {
            let who = if all == 1 {
                "the source gives".to_owned()
            } else if count == 1 {
                format!("1 of {all} sources gives")
            } else {
                format!("{count} of {all} sources give")
            };
            if holders.is_empty() {
                format!("{who} {value}")
            } else {
                format!("{who} {value} ({})", holders.join("; "))
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// Whether the number of one can stand before the unit of the other.
fn same_unit(a: &Figure, b: &Figure) -> bool {
    let money = |f: &Figure| f.kind == FigureKind::Money;
    let share = |f: &Figure| f.kind == FigureKind::Fraction;
    let unit = |f: &Figure| f.unit.as_ref().map(|u| u.name.clone());
    share(a) == share(b) && (money(a) && money(b) || unit(a) == unit(b))
}

/// A number with the unit behind it; `None` where a sign before it or a hedge behind it would be lost.
fn with_unit(figure: &Figure) -> Option<Span> {
    let before = figure.span.start;
    let hedge = figure.hedge.as_ref().map(|h| h.span);
    let clean = match hedge {
        Some(hedge) => hedge.end <= figure.number.start && figure.kind != FigureKind::Money,
        None => before == figure.number.start,
    };
    clean.then(|| {
        figure
            .number
            .join(Span::new(figure.number.start, figure.span.end))
    })
}

/// The fix that puts a source's number in the place of the draft's, written as the draft writes its own.
pub fn replace(draft: &Item, source: &Item) -> Option<Fix> {
    let (mine, theirs) = (draft.figure()?, source.figure()?);
    let (from, to) = if same_unit(mine, theirs) {
        (theirs.number, mine.number)
    } else {
        (with_unit(theirs)?, with_unit(mine)?)
    };
    let (old, new) = (
        draft.facts.text(draft.id.block, to),
        source.facts.text(source.id.block, from),
    );
    let text = if to == mine.number && from == theirs.number {
        style::rewrite(old, mine, new, theirs)
    } else {
        style::like_case(&fold_blanks(new), old)
    };
    let span = draft.facts.in_file(draft.id.block, to);
    Some(Fix::replace(format!("Replace with {text}"), span, text))
}
